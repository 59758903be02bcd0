"""The life cycle by command line: places, slips, merges, splits, clocks, hearings, calendars."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import ADMIN, Desk

CASE, OTHER = "PL1-2026-000001", "PL1-2026-000002"
REASON = "Set out in the note of the case"
NOTICE = "An appeal may be lodged within 14 days."


def act(desk: Desk, name: str, *options: object, case: str = CASE) -> Any:
    return desk.gets("case", "act", case, name, *options, *desk.with_care(name, case))


def shown(desk: Desk, case: str = CASE) -> Any:
    return desk.gets("case", "show", case)


def refused(desk: Desk, *words: object) -> Any:
    """The refusal as JSON; exit code 1 and one sentence on standard error."""
    ended = desk.types(*words, "--json")
    assert ended.code == 1, ended.out
    return ended.data["error"]


def test_goods_are_located_and_the_case_says_where(desk: Desk) -> None:
    act(
        desk, "hold", "--item", 1, "--office", "PL322080", "--place", "yard C 14",
        "--container", "MSKU0000012", "--seal", "S-1", "--told", "the declarant",
        "--presented-at", "2026-03-27T08:15", "--cut-off", "2026-12-27T18:00",
        "--storage-cost", "EUR 38 a day",
    )  # fmt: skip
    act(desk, "locate", "--item", 1, "--place", "yard B", "--told", "the carrier")
    item = shown(desk)["items"][0]
    assert item["where"] == {
        "office": "PL322080",
        "location": "yard B",
        "container": "MSKU0000012",
        "seal": "S-1",
        "presented_at": "2026-03-27T07:15:00Z",
        "cut_off": "2026-12-27T17:00:00Z",
        "storage_cost": "EUR 38 a day",
    }
    assert [(one["who"], one["what"]) for one in item["told"]] == [
        ("the declarant", "hold"),
        ("the carrier", "locate"),
    ]
    text = desk.types("case", "show", CASE).out
    assert "Location yard B; Container MSKU0000012; Seal S-1" in text
    assert "vessel cut-off" in text


@pytest.mark.parametrize(
    ("name", "option", "value", "why"),
    [
        ("locate", "--presented-at", "noon", "does not fit"),
        ("consult", "--remind", "Monday", "does not fit"),
        ("split", "--items", "one", "does not fit"),
        ("consult", "--calendar", "XX", "not the code of a Member State"),
        ("hold", "--track", "Q", "no such track"),
    ],
)
def test_a_word_that_cannot_be_read_is_named(
    reader: Desk, name: str, option: str, value: str, why: str
) -> None:
    needed = {"locate": ("--item", 1), "hold": ("--item", 1)}.get(name, ())
    to = ("--to", "authority") if name == "consult" else ()
    error = refused(reader, "case", "act", CASE, name, *needed, *to, option, value)
    assert why in error["message"]
    assert error["value"] == value


def test_a_slip_is_made_and_verifies(desk: Desk, tmp_path: Path) -> None:
    act(desk, "hold", "--item", 1, "--seal", "S-1")
    pdf = tmp_path / "slip.pdf"
    made = desk.gets("report", "hold-slip", CASE, "--item", 1, "--pdf", pdf)
    assert Path(made["pdf"]).read_bytes().startswith(b"%PDF-")
    assert desk.gets("verify", pdf, code=3)["passed"] is True
    error = refused(desk, "report", "hold-slip", CASE, "--item", 77, "--pdf", tmp_path / "no.pdf")
    assert "no item" in error["message"]


def test_a_merge_is_refused_while_goods_are_held_and_takes_over_on_demand(desk: Desk) -> None:
    act(desk, "hold", "--item", 1)
    words = ("case", "act", CASE, "merge", "--to", OTHER, "--reason", REASON)
    error = refused(desk, *words)
    assert "item 1 is held" in error["message"]
    assert OTHER in error["remedy"]
    act(desk, "merge", "--to", OTHER, "--reason", REASON, "--take-over")
    source, target = shown(desk), shown(desk, OTHER)
    assert source["stage"] == "merged"
    assert [(one["kind"], one["direction"], one["reference"]) for one in source["links"]] == [
        ("merged", "into", OTHER)
    ]
    (link,) = target["links"]
    assert (link["direction"], link["reference"], link["moved"]["1"]) == ("from", CASE, 1001)
    assert {"no", "description", "status"} <= link["items"][0].keys()
    assert next(i for i in target["items"] if i["no"] == 1001)["declared_in"] == CASE
    assert "was merged into this case" in desk.types("case", "show", OTHER).out
    error = refused(desk, "case", "act", CASE, "note", "--reason", REASON)
    assert "not in the stage Merged" in error["message"]


def test_a_circle_is_refused(desk: Desk) -> None:
    act(desk, "merge", "--to", OTHER, "--reason", REASON)
    error = refused(desk, "case", "act", OTHER, "merge", "--to", CASE, "--reason", REASON)
    assert "nothing is merged into it" in error["message"]


def several(desk: Desk) -> tuple[str, list[int]]:
    """A case with two items or more, and their numbers."""
    for row in desk.gets("case", "list"):
        numbers = [item["no"] for item in shown(desk, row["reference"])["items"]]
        if len(numbers) > 1:
            return row["reference"], numbers
    raise AssertionError("no sample case has two items")


def test_items_are_split_off(desk: Desk) -> None:
    case, numbers = several(desk)
    act(desk, "split", "--items", numbers[-1], "--reason", REASON, case=case)
    (link,) = shown(desk, case)["links"]
    child = shown(desk, link["reference"])
    assert [item["no"] for item in child["items"]] == [numbers[-1]]
    assert [item["no"] for item in shown(desk, case)["items"]] == numbers[:-1]
    assert child["declaration"] == shown(desk, case)["declaration"]


def test_a_case_of_one_item_is_not_split(desk: Desk) -> None:
    case, numbers = several(desk)
    every = ",".join(map(str, numbers))
    error = refused(desk, "case", "act", case, "split", "--items", every, "--reason", REASON)
    assert "At least one item stays" in error["message"]


def test_a_clock_of_another_law_is_started_and_ended(desk: Desk) -> None:
    act(desk, "start-clock", "--basis", "Customs Act s. 12", "--period", "48h")
    (clock,) = [one for one in shown(desk)["clocks"] if one["kind"] == "own_law"]
    assert (clock["unit"], clock["basis"]) == ("hours", "Customs Act s. 12")
    assert clock["due_at"].endswith(":00:00Z")
    act(desk, "end-clock", "--clock", clock["about"], "--reason", REASON)
    (clock,) = [one for one in shown(desk)["clocks"] if one["kind"] == "own_law"]
    assert clock["reason"] == REASON


def test_an_adverse_decision_needs_hearing_and_appeal_notice(desk: Desk) -> None:
    act(desk, "assess")
    words = ("case", "act", CASE, "propose", "--outcome", "refuse", "--reason", REASON)
    assert "needs a hearing" in refused(desk, *words)["message"]
    act(desk, "except-hearing", "--basis", "UCC Art. 22(6)", "--reason", REASON)
    assert "appeal notice" in refused(desk, *words)["message"]
    told = ("--basis", "UCC Art. 194(1)", "--appeal", NOTICE)
    act(desk, "propose", "--outcome", "refuse", "--reason", REASON, *told)
    decision = shown(desk)["decision"]
    assert (decision["appeal"], decision["hearing"]) == (
        NOTICE,
        f"No hearing, UCC Art. 22(6): {REASON}",
    )


def test_a_consultation_shows_calendar_edition_and_both_readings(desk: Desk) -> None:
    act(desk, "consult", "--to", "the authority of DE", "--basis", "Art. 14(1)", "--calendar", "DE")
    (clock,) = [one for one in shown(desk)["clocks"] if one["kind"] == "art_14_1"]
    assert (clock["calendar"], clock["cap"] < clock["cap_if_added"]) == ("DE", True)
    text = desk.types("case", "show", CASE).out
    assert f"edition {clock['calendar_edition']}" in text
    assert clock["readings"][0] in text


def test_the_office_changes_a_calendar_by_editions(desk: Desk) -> None:
    admin = desk.colleague(ADMIN)
    words = ("office", "calendar", "add", "PL", "2026-06-05")
    named = ("--name", "bridge day", "--reason", "order of the chamber")
    changed = admin.gets(*words, *named)
    assert changed["edition"].endswith(", office 1")
    days = desk.gets("office", "calendar", "show", "pl", "--year", 2026)["days"]
    assert [(day["day"], day["source"]) for day in days if day["author"]] == [
        ("2026-06-05", "added")
    ]
    assert "no working day already" in refused(admin, *words, *named)["message"]
    assert "administrator or head" in refused(desk, *words, *named)["message"]
