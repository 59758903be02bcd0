"""A party of what was sifted comes on a list: somebody is told, wherever they begin their day."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.terminal import ADMIN, ANALYST, Desk
from tests.services.sample_office import declared, write_csv, write_list

LIST, FIRM = "harbour", "Zolotaya Strela Export"
LATER = datetime(2026, 4, 3, 9, 30, tzinfo=UTC)
"""Two days later: nothing is sifted on that day."""


def edition(desk: Desk, folder: Path, name: str, day: str, kind: str, *names: str) -> None:
    """An edition that this test writes itself."""
    file = write_list(folder / f"{name}.csv", *names)
    said = ("--list-id", LIST, "--kind", kind, "--edition", name, "--published", day)
    seen = desk.colleague(ADMIN).types("list", "import", file, *said)
    assert seen.code == 0, seen.err


def found_later(desk: Desk, folder: Path, kind: str) -> None:
    """F-1 is sifted without a hit, and a later edition lists its consignee."""
    edition(desk, folder, "one", "2026-03-01", kind, "Baltic Dredging")
    rows = [
        declared(
            lrn=f"F-{number}",
            consignee_name=name,
            description="wooden chairs",
            cn8="94036090",
            country_destination="US",
        )
        for number, name in enumerate((FIRM, "Quiet Harbour"), start=1)
    ]
    desk.gets("sift", write_csv(folder / "sift.csv", rows))
    edition(desk, folder, "two", "2026-04-02", kind, "Baltic Dredging", FIRM)


def told(desk: Desk) -> str:
    return desk.types("today", now=lambda: LATER).out


def test_what_waits_for_a_list_is_told_on_a_day_without_a_sift(desk: Desk, tmp_path: Path) -> None:
    found_later(desk, tmp_path, "export-list")
    assert "2 waiting for a list" in told(desk)


def test_a_hit_that_opens_no_case_stands_in_today_until_somebody_looked(
    desk: Desk, tmp_path: Path
) -> None:
    found_later(desk, tmp_path, "export-list")
    assert desk.gets("trade", "list") == []
    desk.colleague(ADMIN).gets("trade", "again")
    assert "1 sifted before waits for you: a later edition found it." in told(desk)
    (line,) = desk.gets("trade", "list")
    assert (line["number"], line["reasons"]) == ("F-1", ["other_hit"])
    assert "two" in desk.types("trade", "show", "F-1").out
    desk.gets("trade", "aside", "F-1", "--reason", "the firm is a school of music")
    assert "found it" not in told(desk)
    names = ("Baltic Dredging", FIRM, f"{FIRM} OOO")
    edition(desk, tmp_path, "three", "2026-04-02", "export-list", *names)
    desk.colleague(ADMIN).gets("trade", "again")
    assert "found it" in told(desk), "what was set aside comes back with a new hit"


def test_a_hit_that_opens_a_case_is_a_task_on_it(desk: Desk, tmp_path: Path) -> None:
    found_later(desk, tmp_path, "asset-freeze")
    (made,) = desk.colleague(ADMIN).gets("trade", "again")["cases"]
    (task,) = desk.types("today", "--json", now=lambda: LATER).data["tasks"]
    assert task["reference"] == made["reference"]
    assert f"found by edition two of {LIST} of 2026-04-02" in told(desk)
    assert "found it" not in told(desk)


@pytest.mark.parametrize("who", [ANALYST, ADMIN])
def test_who_may_open_nothing_is_told_nothing(desk: Desk, tmp_path: Path, who: str) -> None:
    found_later(desk, tmp_path, "export-list")
    desk.colleague(ADMIN).gets("trade", "again")
    assert ("found it" in told(desk.colleague(who))) == (who == ANALYST)
