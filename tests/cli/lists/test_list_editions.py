"""Watch lists by command line: editions, differences, ages, and cases screened again."""

from pathlib import Path

import pytest
from tests.cli.terminal import ADMIN, Desk
from tests.services.sample_office import write_list

NAMES = ("Morning Lathe Trading", "Baltic Dredging Partners")


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The administrator at the same casebook."""
    return Desk(desk.path, ADMIN)


def came(desk: Desk, folder: Path, edition: str, *names: str, more: tuple[str, ...] = ()) -> str:
    path = write_list(folder / f"{edition}.csv", *names)
    found = desk.types("list", "import", path, "--list-id", "ports", "--edition", edition, *more)
    assert found.code == 0, found.err
    return found.out


def test_a_list_is_shown_with_its_editions_and_how_old_it_may_be(
    desk: Desk, tmp_path: Path
) -> None:
    came(
        desk, tmp_path, "one", *NAMES, more=("--kind", "asset-freeze", "--published", "2026-01-02")
    )
    came(desk, tmp_path, "two", *NAMES, "Grey Pier", more=("--published", "2026-01-09"))
    shown = desk.gets("list", "show", "ports")
    assert [(row["edition"], row["newest"]) for row in shown["editions"]] == [
        ("two", True),
        ("one", False),
    ]
    assert (shown["waits"], shown["confidential"]) == (False, False)
    assert [row["limit_days"] for row in shown["editions"]] == [90, 7]
    text = desk.types("list", "show", "ports").out
    assert "the limit for its kind: 90 (own knowledge). " in text
    assert "screened against" in text


def test_two_editions_are_compared_by_field(desk: Desk, tmp_path: Path) -> None:
    came(desk, tmp_path, "one", *NAMES)
    came(desk, tmp_path, "two", NAMES[0], "Baltic Dredging", "Grey Pier")
    found = desk.gets("list", "diff", "ports")
    assert (found["old"]["edition"], found["new"]["edition"]) == ("one", "two")
    assert [one["name"] for one in found["added"]] == ["Grey Pier"]
    assert (found["removed"], found["unchanged"]) == ([], 1)
    (changed,) = found["changed"]
    assert changed["fields"] == [
        {"field": "name", "was": ["Baltic Dredging Partners"], "now": ["Baltic Dredging"]}
    ]
    back = desk.gets("list", "diff", "ports", "two", "one")
    assert [one["name"] for one in back["removed"]] == ["Grey Pier"]
    text = desk.types("list", "diff", "ports").out
    assert "added: 1, removed: 0, changed: 1, unchanged: 1" in text
    assert "name: “Baltic Dredging Partners” → “Baltic Dredging”" in text
    assert "same edition" in desk.types("list", "diff", "ports", "one", "one").err
    assert "no such edition" in desk.types("list", "diff", "ports", "three").err


def test_a_list_with_one_edition_has_nothing_to_compare(desk: Desk, tmp_path: Path) -> None:
    came(desk, tmp_path, "one", *NAMES)
    refused = desk.types("list", "diff", "ports")
    assert refused.code == 1
    assert "no edition of ports before this one" in refused.err
    assert "no such list" in desk.types("list", "diff", "docks").err


def test_an_office_sets_how_old_a_list_may_be_and_takes_it_back(
    office: Desk, tmp_path: Path
) -> None:
    came(office, tmp_path, "one", *NAMES, more=("--published", "2020-01-01"))
    assert office.gets("list", "age", "ports", "3")["stale"] is True
    assert "the office's limit: 3." in office.types("list", "show", "ports").out
    assert "of 3 (stale)" in office.types("list", "show").out
    assert office.gets("list", "age", "ports", "default")["limit_days"] == 90
    for wrong in ("0", "many", "9999"):
        assert "1 to 3650 days" in office.types("list", "age", "ports", wrong).err


def test_an_analyst_does_not_set_an_age(desk: Desk, tmp_path: Path) -> None:
    came(desk, tmp_path, "one", *NAMES)
    assert desk.types("list", "age", "ports", "3").code == 1


def test_an_import_screens_open_cases_again_and_sets_tasks(desk: Desk, tmp_path: Path) -> None:
    party = desk.gets("case", "show", "PL1-2026-000001")["parties"][0]["name"]
    said = came(desk, tmp_path, "one", party)
    assert "new hits: " in said
    assert any("ports" in task.values() for task in desk.gets("pack", "tasks"))
    assert desk.gets("list", "rescreen") == []
    assert "No list waits for it." in desk.types("list", "rescreen").out


def test_a_confidential_list_is_marked_wherever_it_is_listed(desk: Desk, tmp_path: Path) -> None:
    came(desk, tmp_path, "one", *NAMES, more=("--confidential",))
    assert desk.gets("list", "show", "ports")["confidential"] is True
    assert "(confidential)" in desk.types("list", "show").out
    said = came(desk, tmp_path, "two", NAMES[0], more=("--yes",))
    assert "is confidential, and so is this edition" in said


def test_one_edition_is_taken_back(desk: Desk, tmp_path: Path) -> None:
    came(desk, tmp_path, "one", *NAMES)
    came(desk, tmp_path, "two", *NAMES, "Grey Pier")
    text = desk.types("list", "remove", "ports", "--edition", "two").out
    assert "It waits for a second person." in text
    assert desk.gets("list", "show", "ports")["editions"][0]["removed"] is False
    desk.agreed()
    assert desk.gets("list", "show", "ports")["editions"][0]["removed"] is True
    (row,) = [row for row in desk.gets("list", "show") if row["id"] == "ports"]
    assert row["edition"] == "one"
