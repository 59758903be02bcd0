"""Clocks of other laws, hearings, consultations of states, and the office's own calendar."""

import json
from datetime import UTC, date, datetime

import pytest
from tests.by_two import furnish
from tests.services.act_examples import CONSULTED, PROPOSED
from tests.services.sample_office import ADMIN, ANALYST, HEAD, REASON, REVIEWER, Office
from tests.settings import change_settings

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.cases.clocks import Clock, readings
from landwaiter.domain.law.pack import Pack, Trust
from landwaiter.domain.law.periods import DayChange
from landwaiter.domain.office.deeds import ChangeCalendar
from landwaiter.errors import Fault, Invalid, NotAllowed, NotFound
from landwaiter.i18n import day_said, in_words
from landwaiter.services.cases.calendars import calendar_view
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.deeds.engine import do

ADD, REMOVE = DayChange.ADD, DayChange.REMOVE
A, N = TrackLetter.A, TrackLetter.N
NOTICE = "An appeal may be lodged within 14 days."


def clock(office: Office, kind: str) -> Clock:
    (found,) = [one for one in office.view().clocks if one.kind == kind]
    return found


def test_a_clock_in_hours_has_its_hour_and_its_basis(office: Office) -> None:
    office.act(ANALYST, "hold", item=1, track=TrackLetter.N)
    start = datetime.fromisoformat("2026-03-30T10:20")
    office.act(
        ANALYST, "start_clock", basis="Customs Act s. 12", period="48h", track=N, start=start
    )
    own = clock(office, "own_law")
    assert own.due_at == datetime(2026, 4, 1, 9, tzinfo=UTC)
    assert (own.track, own.unit, own.basis) == ("N", "hours", "Customs Act s. 12")
    office.act(ANALYST, "assess")
    row = office.view().row.clock
    assert row is not None
    assert (row.legal, row.label) == (True, "N · Customs Act s. 12")
    assert (row.countdown.ends_at, row.countdown.has_hour) == (own.due_at, True)
    assert list_cases(office.session(ANALYST)).rows[0].clock == row


def test_a_clock_of_another_law_ends_with_a_reason_or_with_its_track(office: Office) -> None:
    office.act(ANALYST, "hold", item=1, track=TrackLetter.N)
    office.act(ANALYST, "start_clock", basis="Customs Act", period="10wd", track=N)
    office.act(ANALYST, "end_track", track=N, reason=REASON)
    assert clock(office, "own_law").reason == f"track ended: {REASON}"


def test_a_clock_does_not_start_with_what_has_not_happened(office: Office) -> None:
    with pytest.raises(Invalid, match="has happened"):
        office.act(
            ANALYST,
            "start_clock",
            basis="an act",
            period="1h",
            start=datetime(2026, 4, 9, 8),
        )
    with pytest.raises(Invalid, match="not a period"):
        office.act(ANALYST, "start_clock", basis="an act", period="soon")
    with pytest.raises(NotFound, match="No track N"):
        office.act(ANALYST, "start_clock", basis="an act", period="1h", track=TrackLetter.N)


def test_a_consultation_counts_in_the_calendar_of_who_is_asked(office: Office) -> None:
    office.act(ANALYST, "suspend", item=1, track=A)
    office.act(ANALYST, "consult", to="BAFA", calendar="DE")
    found = clock(office, "art_21_4")
    # Good Friday is a holiday in Germany and none in Poland.
    assert (found.calendar, found.due) == ("DE", date(2026, 4, 15))


@pytest.mark.parametrize(
    ("ref", "letter", "calendar"), [("DE-77", A, "DE"), ("DE-78", A, "PL"), ("DE-77", N, "PL")]
)
def test_a_doubted_licence_is_put_to_the_state_that_granted_it(
    office: Office, ref: str, letter: TrackLetter, calendar: str
) -> None:
    row = {"issuer": "DE", "ref": "DE-77", "type": "individual"}
    pack = Pack(
        "licences", "licence_register", "1", "", "", "", Trust.TRANSCRIBED, "0" * 64, rows=(row,)
    )
    furnish(office.session(ADMIN), [pack])
    line = {
        "item_no": "1",
        "cn8": "84571010",
        "docs": "X060",
        "licence_ref": ref,
        "accepted": "2026-03-30T08:00:00+02:00",
    }
    (case,) = office.take_in({"mrn": "26PL302010E10009A0", **line}).cases
    office.act(ANALYST, "hold" if letter is N else "suspend", reference=case, item=1, track=letter)
    office.act(ANALYST, "consult", reference=case, to="the authority")
    assert office.case(case).actions[-1].calendar == calendar


def test_a_consultation_of_states_shows_both_readings_of_its_extension(office: Office) -> None:
    office.act(ANALYST, "consult", to="the authority of DE", basis="Art. 14(1)", calendar="DE")
    found = clock(office, "art_14_1")
    assert found.due == date(2026, 4, 15)
    assert found.cap_if_added is not None
    assert found.cap is not None
    assert found.cap < found.cap_if_added
    assert readings(found) == (
        f"extended: {day_said(found.cap)} if 30 working days in all, "
        f"{day_said(found.cap_if_added)} if 30 more",
    )


def test_a_later_consultation_shows_the_safe_date_everywhere(office: Office) -> None:
    office.act(ANALYST, "suspend", item=1, track=A)
    office.clock.move(days=2)
    office.act(ANALYST, "assess")
    office.act(ANALYST, "consult", to="licensing authority")
    said = "counted from the suspension, held safely until 14 Apr 2026 only"
    assert readings(clock(office, "art_21_4")) == (said,)
    row = office.view().row.clock
    assert row is not None
    assert row.readings == (said,)


@pytest.mark.parametrize(("day", "late"), [(date(2026, 4, 9), False), (date(2026, 4, 10), True)])
def test_a_request_that_is_due_too_late_for_the_statutory_date_warns(
    office: Office, day: date, late: bool
) -> None:
    for step in CONSULTED:
        step(office)
    office.act(ANALYST, "request_information", to="the declarant", date=day)
    warnings = clock(office, "information_request").warnings
    assert bool(warnings) is late
    assert all("14 Apr 2026" in warning for warning in warnings)


def test_a_reminder_lies_two_working_days_before_the_answer_is_due(office: Office) -> None:
    office.act(ANALYST, "request_information", to="the declarant", date=date(2026, 4, 8))
    assert office.case().actions[-1].remind == date(2026, 4, 3)
    with pytest.raises(Invalid, match="reminded"):
        office.act(
            ANALYST,
            "request_opinion",
            to="institute",
            date=date(2026, 4, 8),
            remind=date(2026, 4, 9),
        )


def test_an_adverse_decision_waits_for_the_hearing(office: Office) -> None:
    office.act(ANALYST, "assess")
    given = {"outcome": "refuse", "reason": REASON, "appeal": NOTICE}
    with pytest.raises(NotAllowed, match="Nobody was heard"):
        office.act(ANALYST, "propose", **given)
    office.act(ANALYST, "hear", to="the exporter")
    with pytest.raises(NotAllowed, match="until 29 Apr 2026"):
        office.act(ANALYST, "propose", **given)
    office.clock.move(days=31)
    office.act(ANALYST, "propose", **given)
    decision = office.case().decision
    assert decision is not None
    assert decision.hearing == (
        "Hearing of the exporter (UCC Art. 22(6)), sent 30 Mar 2026, no answer by 29 Apr 2026."
    )


def test_a_hearing_of_a_day_is_over_after_it(office: Office) -> None:
    office.act(ANALYST, "hear", to="the exporter", period="24h")
    hearing = clock(office, "hearing")
    assert (hearing.unit, hearing.due_at) == ("hours", datetime(2026, 3, 31, 10, tzinfo=UTC))


@pytest.mark.parametrize("outcome", ["refuse", "authorisation_refused", "seize", "goods_returned"])
def test_an_adverse_outcome_of_one_item_is_enough(office: Office, outcome: str) -> None:
    office.act(ANALYST, "assess")
    with pytest.raises(NotAllowed, match="needs a hearing"):
        office.act(ANALYST, "propose", outcome="release", items={2: outcome}, reason=REASON)


def test_an_adverse_decision_says_how_it_is_appealed(office: Office) -> None:
    office.act(ANALYST, "assess")
    office.act(ANALYST, "except_hearing", basis="UCC Art. 22(6)", reason=REASON)
    with pytest.raises(Invalid, match="appeal notice") as refused:
        office.act(ANALYST, "propose", outcome="refuse", reason=REASON)
    assert "decision.appeal_notice" in (refused.value.remedy or "")
    change_settings(office.session(HEAD), {"decision.appeal_notice": NOTICE})
    office.act(ANALYST, "propose", outcome="refuse", reason=REASON)
    decision = office.case().decision
    assert decision is not None
    assert (decision.appeal, decision.hearing) == (NOTICE, f"No hearing, UCC Art. 22(6): {REASON}")
    office.act(REVIEWER, "approve")
    assert office.view().approved_valid


def test_what_is_said_of_hearing_and_appeal_is_part_of_what_is_signed(office: Office) -> None:
    for step in PROPOSED:
        step(office)
    decision = office.case().decision
    assert decision is not None
    assert f'"appeal":"{decision.appeal}"' in decision.text
    assert in_words(json.loads(decision.text))["hearing"] == decision.hearing


def test_an_exception_needs_more_than_a_word(office: Office) -> None:
    with pytest.raises(Invalid, match="at least 10 characters"):
        office.act(ANALYST, "except_hearing", basis="UCC Art. 22(6)", reason="urgent")


def test_a_bridge_day_counts_for_clocks_that_start_after_it(office: Office) -> None:
    for step in CONSULTED:
        step(office)
    before = clock(office, "art_21_4")
    day = date(2026, 4, 7)
    said = ChangeCalendar(ADD, "PL", day, "order of the chamber", "bridge day")
    edition = do(office.session(HEAD), said).made
    assert edition.endswith(", office 1")
    assert clock(office, "art_21_4") == before
    assert list_cases(office.session(ANALYST)).rows[0] == office.view().row
    office.act(ANALYST, "request_information", to="the exporter")
    assert clock(office, "information_request").calendar_edition == edition
    office.act(ANALYST, "record_answer", action="consultation", reason="withdrawn")
    office.act(ANALYST, "end_track", track=A, reason=REASON)
    office.act(ANALYST, "suspend", item=2, track=A)
    office.act(ANALYST, "consult", to="licensing authority", track=A)
    newer = [one for one in office.view().clocks if one.kind == "art_21_4"][-1]
    assert (newer.start, newer.due) == (before.start, date(2026, 4, 15))
    assert newer.calendar_edition == edition


def test_a_change_of_the_calendar_is_audited_and_shown(office: Office) -> None:
    day = date(2026, 5, 1)
    do(office.session(ADMIN), ChangeCalendar(REMOVE, "PL", day, "no holiday at this office"))
    row = next(one for one in calendar_view(office.session(ANALYST), "PL", 2026).days
               if one.day == day)  # fmt: skip
    assert (row.source, row.author, row.reason) == ("removed", ADMIN, "no holiday at this office")
    with office.session(ANALYST).reading() as conn:
        last = conn.exec_driver_sql("SELECT max(seq) FROM audit_entry").scalar_one()
    assert office.view().audit_seq == last


@pytest.mark.parametrize(
    ("who", "state", "day", "change", "name", "why"),
    [
        (ANALYST, "PL", date(2026, 4, 7), ADD, "bridge day", "administrator or head"),
        (HEAD, "PL", date(2026, 4, 6), ADD, "Easter", "no working day already"),
        (HEAD, "PL", date(2026, 4, 5), ADD, "a Sunday", "no working day already"),
        (HEAD, "PL", date(2026, 4, 7), REMOVE, "", "no holiday of this calendar"),
        (HEAD, "PL", date(2026, 4, 7), ADD, " ", "needs the name of the day"),
        (HEAD, "PL", date(2031, 4, 7), ADD, "bridge day", "does not cover"),
        (HEAD, "XX", date(2026, 4, 7), ADD, "bridge day", "no calendar of XX"),
    ],
)
def test_a_change_that_changes_nothing_is_refused(  # noqa: PLR0917  # one value per column
    office: Office, who: str, state: str, day: date, change: DayChange, name: str, why: str
) -> None:
    before = office.view().audit_seq
    with pytest.raises(Fault, match=why):
        do(office.session(who), ChangeCalendar(change, state, day, REASON, name))
    assert office.view().audit_seq == before
