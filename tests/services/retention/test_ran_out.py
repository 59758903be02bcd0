"""A clock that ran out says so in every list, in the command line's texts, and on paper."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from tests.services.cases.test_goods_places import text_of
from tests.services.prepared import prepared
from tests.services.sample_office import ANALYST, HEAD, REASON, REF, REVIEWER, Office

from landwaiter.canonical import plain
from landwaiter.cli.cases.case_json import case_object
from landwaiter.cli.cases.case_text import case_lines
from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.cases.clocks import Clock
from landwaiter.domain.cases.countdown import ClockState
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.i18n import in_words
from landwaiter.services.cases.case_row import ClockRow
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.deeds.engine import run
from landwaiter.services.hits.waiting_hits import hit_view
from landwaiter.services.people.duty import duty_view
from landwaiter.services.people.handover import handover_sheet
from landwaiter.services.people.today import today_view

DUE = date(2026, 4, 17)
"""A Friday: ten working days after Thursday 2 April 2026, without Easter Monday."""
SEEN = {
    date(2026, 4, 15): "2 working days left",
    date(2026, 4, 17): "ends today, 24:00",
    date(2026, 4, 18): "ran out yesterday",
    date(2026, 4, 19): "ran out 2 days ago",
    date(2026, 4, 20): "ran out 1 working day ago",
    date(2026, 4, 22): "ran out 3 working days ago",
}
seen_on = pytest.mark.parametrize(("day", "says"), SEEN.items(), ids=lambda one: f"{one}")


def to(office: Office, day: date, hour: int = 14) -> None:
    office.clock.at = datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Europe/Warsaw"))


@prepared
def consulted(office: Office) -> Office:
    """An authority is asked on track A until Friday; triage is over, so its target is too."""
    to(office, date(2026, 4, 2))
    office.act(ANALYST, "suspend", item=1, track=TrackLetter.A, reason=REASON)
    office.act(ANALYST, "consult", to="licensing authority")
    office.act(ANALYST, "take")
    office.act(ANALYST, "assess")
    return office


def legal_of(office: Office) -> Clock:
    return next(one for one in office.view().clocks if one.kind == "art_21_4")


def shown(row: ClockRow | None) -> str:
    assert row is not None
    return row.says


@seen_on
def test_every_list_says_how_the_clock_stands(consulted: Office, day: date, says: str) -> None:
    to(consulted, day)
    session = consulted.session(ANALYST)
    view = consulted.view()
    (hit,) = view.case.hits
    assert shown(view.row.clock) == says
    assert shown(list_cases(session).rows[0].clock) == says
    assert shown(today_view(session).queue[0].clock) == says
    assert shown(handover_sheet(session).clocks[0].clock) == says
    assert shown(hit_view(session, hit.id).clock) == says


@seen_on
def test_the_command_line_says_how_the_clock_stands(
    consulted: Office, day: date, says: str
) -> None:
    to(consulted, day)
    view = consulted.view()
    (line,) = [
        said.strip() for said in case_lines(view) if said.strip().startswith("A · Art. 21(4): ")
    ]
    joint = ", on" if day > DUE else ", due"
    assert line.startswith(f"A · Art. 21(4): {says}{joint} 17 Apr 2026 (working days")
    (found,) = [
        one for one in in_words(plain(case_object(view)))["clocks"] if one["kind"] == "art_21_4"
    ]
    assert found["says"] == says
    assert found["countdown"]["ends_at"] == "2026-04-17T22:00:00Z"
    assert found["countdown"]["state"] == consulted.view().countdowns[legal_of(consulted)].state


@pytest.mark.parametrize(("day", "said"), [(17, "due 17 Apr 2026"), (18, "ran out on 17 Apr 2026")])
def test_paper_says_the_day_on_which_it_ran_out(
    consulted: Office, tmp_path: Path, day: int, said: str
) -> None:
    to(consulted, date(2026, 4, day))
    pdf, book = tmp_path / "case.pdf", tmp_path / "case.xlsx"
    run(consulted.session(ANALYST), ReportCase(CaseReport("case"), REF, pdf=pdf, xlsx=book))
    (cell,) = [
        str(value)
        for row in openpyxl.load_workbook(book)["Tracks"].iter_rows(values_only=True)
        for value in row
        if "Art. 21(4), PL" in str(value)
    ]
    assert said in cell
    assert said in " ".join(text_of(pdf).split())


def test_today_counts_what_ran_out_by_law_and_owes_it_today(consulted: Office) -> None:
    to(consulted, date(2026, 4, 19))
    strip = today_view(consulted.session(ANALYST)).deadlines[0]
    assert strip.day == date(2026, 4, 19)
    assert ("legal", REF, "A · Art. 21(4): ran out Fri 17 Apr") in strip.entries


def test_an_own_target_that_ran_out_hides_no_clock_of_law_that_did(consulted: Office) -> None:
    consulted.act(
        ANALYST, "request_information", to="the exporter", reason="who?", date=date(2026, 4, 9)
    )
    to(consulted, date(2026, 4, 15))
    assert shown(consulted.view().row.clock) == "ran out 4 working days ago"
    to(consulted, date(2026, 4, 18))
    row = list_cases(consulted.session(ANALYST)).rows[0].clock
    assert row is not None
    assert (row.label, row.says) == ("A · Art. 21(4)", "ran out yesterday")


def test_an_own_target_that_ran_out_is_counted_and_not_named_day_by_day(office: Office) -> None:
    office.act(ANALYST, "take")
    to(office, date(2026, 4, 22))
    view = today_view(office.session(ANALYST))
    assert view.queue[0].clock is not None
    assert view.queue[0].clock.ran_out
    assert ("own", "1 case", "own target ran out") in view.deadlines[0].entries


def test_the_load_counts_a_clock_from_the_instant_it_ran_out(consulted: Office) -> None:
    def overdue() -> int:
        loads = duty_view(consulted.session(HEAD)).loads
        return next(one.overdue for one in loads if one.person == ANALYST)

    to(consulted, DUE, hour=23)
    assert overdue() == 0
    to(consulted, date(2026, 4, 18), hour=0)
    assert overdue() == 1


def test_a_request_in_hours_is_unanswered_from_its_hour(office: Office) -> None:
    office.act(ANALYST, "take")
    office.act(
        ANALYST,
        "request_information",
        to="the exporter",
        reason="who is the end user?",
        date=date(2026, 4, 1),
    )
    to(office, date(2026, 4, 1), hour=23)
    entries = today_view(office.session(ANALYST)).deadlines[0].entries
    assert ("own", REF, "no answer: the exporter") not in entries
    to(office, date(2026, 4, 2), hour=0)
    entries = today_view(office.session(ANALYST)).deadlines[0].entries
    assert ("own", REF, "no answer: the exporter") in entries


def test_after_it_ran_out_nothing_is_foretold_of_its_expiry(consulted: Office) -> None:
    to(consulted, DUE)
    assert consulted.view().at_expiry == ("item 1: release will be proposed",)
    to(consulted, date(2026, 4, 18))
    assert consulted.view().at_expiry == ()
    assert [one.item for one in consulted.view().releases] == [1]


def test_a_promise_that_was_not_kept_says_so(consulted: Office) -> None:
    to(consulted, date(2026, 4, 18))
    (promise,) = handover_sheet(consulted.session(REVIEWER), ANALYST).promises
    assert promise.countdown is not None
    assert promise.countdown.state is ClockState.RAN_OUT


def test_a_reply_ends_the_clock_whatever_its_last_day_was(consulted: Office) -> None:
    to(consulted, date(2026, 4, 10))
    consulted.act(ANALYST, "record_reply", outcome="acts")
    to(consulted, date(2026, 4, 20))
    view = consulted.view()
    assert view.countdowns[legal_of(consulted)].state is ClockState.ENDED
    assert any("A · Art. 21(4): ended 10 Apr 2026: acts" in said for said in case_lines(view))
