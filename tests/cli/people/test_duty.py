"""`duty`, `handover`, `absence …`, delegated cases and stale saves on the command line."""

from pathlib import Path

import pytest
from tests.cli.terminal import ADMIN, ANALYST, PASSWORDS, REVIEWER, Desk

from landwaiter.cli.people.on_call_commands import command_told
from landwaiter.domain.table.on_call import HoldChoice
from landwaiter.services.people import presence
from landwaiter.services.table import sessions

CASE = "PL1-2026-000001"
DAYS = ("--from", "2099-03-02", "--to", "2099-03-06")


def act(desk: Desk, name: str, *more: object) -> None:
    seen = desk.types("case", "act", CASE, name, *more)
    assert seen.code == 0, seen.err


def today(desk: Desk) -> str:
    return str(desk.gets("duty")["day"])


def as_reviewer(desk: Desk) -> Desk:
    return desk.colleague(REVIEWER)


def test_duty_says_who_is_here_and_what_each_has(desk: Desk) -> None:
    act(desk, "take")
    view = desk.gets("duty")
    loads = {load["person"]: load for load in view["loads"]}
    assert loads.keys() == {ANALYST, REVIEWER}
    assert loads[ANALYST]["stages"] == {"new": 1}
    assert loads[ANALYST]["absent_until"] is None
    assert ANALYST in desk.types("duty").out


def test_an_absence_is_entered_listed_and_cancelled(desk: Desk) -> None:
    entered = desk.gets("absence", "add", *DAYS, "--deputy", REVIEWER, "--note", "leave")
    assert entered["absence"]["deputy"] == REVIEWER
    [listed] = desk.gets("absence", "list")
    assert listed == entered["absence"]
    assert desk.gets("absence", "cancel", listed["id"]) == {"absence": listed["id"]}
    assert desk.gets("absence", "list") == []
    assert "Nobody is entered" in desk.types("absence", "list").out


def test_an_absence_that_overlaps_is_refused_with_its_field(desk: Desk) -> None:
    first = ("--from", today(desk), "--to", today(desk))
    desk.gets("absence", "add", *first)
    seen = desk.types("absence", "add", *first, "--json")
    assert (seen.code, seen.data["error"]["kind"]) == (1, "conflict")
    assert seen.data["error"]["field"] == "first_day"


def test_a_case_is_delegated_recalled_and_handed_over(desk: Desk) -> None:
    act(desk, "take")
    act(desk, "delegate", "--to", REVIEWER, "--date", today(desk), "--reason", "call the bank")
    sheet = as_reviewer(desk).gets("handover")
    rows = [*sheet["clocks"], *sheet["without_clock"]]
    assert [row["reference"] for row in rows] == [CASE]
    assert "call the bank" in rows[0]["remark"]
    assert [row["reference"] for row in desk.gets("handover")["delegated"]] == [CASE]
    act(desk, "recall")
    assert as_reviewer(desk).gets("handover")["clocks"] == []
    act(desk, "assign", "--to", REVIEWER, "--reason", "yours from now on")
    assert f"{ANALYST}: yours from now on" in as_reviewer(desk).types("handover").out


@pytest.mark.parametrize("name", ["assign", "delegate"])
def test_who_is_given_a_case_while_away_is_told_with_who_stands_in(desk: Desk, name: str) -> None:
    day = today(desk)
    as_reviewer(desk).gets("absence", "add", "--from", day, "--to", day, "--deputy", ANALYST)
    act(desk, "take")
    given = ("case", "act", CASE, name, "--to", REVIEWER)
    until = ("--date", day) if name == "delegate" else ()
    told = desk.types(*given, *until).out
    assert f"{REVIEWER} is absent until " in told
    assert f"; {ANALYST} deputises." in told


def test_the_sheet_of_another_is_read_by_name(desk: Desk) -> None:
    act(desk, "take")
    act(desk, "request-information", "--to", "the exporter", "--reason", "who uses it?")
    act(desk, "record-event", "--reason", "the exporter called")
    sheet = as_reviewer(desk).gets("handover", ANALYST)
    assert [promise["question"] for promise in sheet["promises"]] == ["who uses it?"]
    assert [call["text"] for call in sheet["calls"]] == ["the exporter called"]
    said = as_reviewer(desk).types("handover", ANALYST).out
    assert "Promises:" in said
    assert "Waits for a second person: none." in said


def test_a_stale_save_prints_its_rows(desk: Desk) -> None:
    revision = desk.gets("case", "show", CASE)["revision"]
    act(as_reviewer(desk), "take")
    seen = desk.types("case", "act", CASE, "take", "--revision", revision, "--json")
    error = seen.data["error"]
    assert (seen.code, error["kind"], error["revision"]) == (1, "conflict", revision + 1)
    assert [(row["theirs"], row["by"]) for row in error["collisions"]] == [(REVIEWER, REVIEWER)]


def test_what_does_not_collide_is_merged_and_said(desk: Desk) -> None:
    revision = desk.gets("case", "show", CASE)["revision"]
    act(as_reviewer(desk), "take")
    done = desk.gets("case", "act", CASE, "note", "--reason", "seen it too", "--revision", revision)
    assert done["said"] == [
        f"Meanwhile on this case: Take the case by {REVIEWER}. "
        "It does not touch what you did; both stand."
    ]


def test_an_act_on_a_case_that_somebody_has_open_warns(desk: Desk) -> None:
    theirs = sessions.open_casebook(desk.path, user=REVIEWER, password=PASSWORDS[REVIEWER])
    with theirs.casebook:
        presence.show_open(theirs, presence.new_window(theirs), (CASE,))
    [said] = desk.gets("case", "act", CASE, "note", "--reason", "while you look")["said"]
    assert said.startswith(f"{REVIEWER} has this case open since")


def test_a_deputy_holds_the_roles_from_the_word_that_somebody_is_away(desk: Desk) -> None:
    admin, reviewer = desk.colleague(ADMIN), as_reviewer(desk)
    named = ("casebook", "users", "deputy", ANALYST, "--for", REVIEWER, "--roles", "reviewer")
    assert admin.gets(*named)["holds"] is False
    (waits,) = reviewer.gets("motions", "list")
    assert (waits["user"], waits["absent"], waits["roles"]) == (ANALYST, REVIEWER, ["reviewer"])
    assert f"--for {REVIEWER}" in reviewer.types("motions", "list").out
    assert reviewer.gets(*named)["holds"] is True
    assert reviewer.gets("absence", "begin") == {"person": REVIEWER, "deputies": [ANALYST]}
    assert roles_of(admin, ANALYST) == ["analyst", "reviewer"]
    said = admin.types("casebook", "users", "list").out
    assert f"Deputises for {REVIEWER}: reviewer." in said
    assert "Is away." in said
    assert "away already" in reviewer.types("absence", "begin").err
    assert admin.gets("absence", "end", REVIEWER) == {"person": REVIEWER, "deputies": [ANALYST]}
    assert roles_of(admin, ANALYST) == ["analyst"]


def roles_of(desk: Desk, name: str) -> list[str]:
    found = {user["name"]: user["roles"] for user in desk.gets("casebook", "users", "list")}
    return list(found[name])


def test_the_calendar_is_written_and_says_where(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "clocks.ics"
    said = desk.gets("calendar", "export", "--ics", str(target), "--mine")
    assert (said["file"], said["mine"]) == (str(target), True)
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_what_waits_and_what_others_did_meanwhile_is_told(desk: Desk) -> None:
    act(desk, "take")
    act(desk.colleague(REVIEWER), "note", "--reason", "call the bank")
    said = desk.gets("notices")
    assert {one["way"] for one in said["notices"]} >= {"backup"}
    assert "call the bank" in [one["text"] for one in desk.gets("today")["news"]]


def test_what_was_held_is_listed_with_how_a_head_goes_on(desk: Desk) -> None:
    assert desk.gets("on-call")["holds"] == []
    act(desk, "hold", "--item", "1", "--track", "S", "--reason", "nobody answers")
    view = desk.gets("on-call")
    [hold] = view["holds"]
    assert (hold["reference"], hold["item"], hold["by"]) == (CASE, 1, ANALYST)
    assert (hold["keep"]["act"], hold["release"]["act"]) == ("continue_hold", "end_track")
    assert "needs the role head" in hold["keep"]["why_not"]
    assert view["hours"] == ""
    said = desk.types("on-call").out
    assert "nobody answers" in said
    assert "needs the role head" in said


def test_the_command_that_is_told_names_what_is_left_to_be_said() -> None:
    chosen = {"item": "2", "track": "A"}
    assert command_told(CASE, HoldChoice("end_track", chosen)) == (
        f"landwaiter case act {CASE} end-track --item 2 --track A --reason REASON"
    )
    anew = HoldChoice("hold", {"item": "2"}, ("track", "basis", "reason"))
    assert command_told(CASE, anew) == (
        f"landwaiter case act {CASE} hold --item 2 --track TRACK --basis BASIS --reason REASON"
    )
