"""Absences, deputies, delegated cases, the duty view, the handover sheet, and who is present."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from tests.deeds.said import said
from tests.services.sample_office import (
    ANALYST,
    EVERYTHING,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
    two_items,
)

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.people.deeds import EnterAbsence, TakeBackAbsence
from landwaiter.errors import Conflict, Fault, Invalid, NotAllowed, NotFound
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.deeds.engine import do
from landwaiter.services.people.duty import absences, duty_view
from landwaiter.services.people.handover import handover_sheet
from landwaiter.services.people.today import today_view

MONDAY, FRIDAY = date(2026, 3, 30), date(2026, 4, 3)
ADMIN = "Adam"


def enter(office: Office, who: str, *days: date, **given: Any) -> tuple[str, ...]:
    """An absence from Monday to Friday unless other days are given; what was said beside it."""
    first, last = days or (MONDAY, FRIDAY)
    said = EnterAbsence(first, last, **given)
    return do(office.session(who), said).changes.said


def queue(office: Office, who: str) -> dict[str, str]:
    """Reference → remark of what is the person's own today."""
    return {row.reference: row.remark for row in today_view(office.session(who)).queue}


def delegated(office: Office, who: str = ANALYST) -> tuple[CaseRow, ...]:
    return today_view(office.session(who)).delegated


def newest_deed(office: Office) -> tuple[str, str]:
    row = audit_page(office.session(ADMIN), limit=1).rows[0]
    return row.deed, row.actor


# -- delegation -------------------------------------------------------------------------------


def test_a_delegated_case_is_in_the_deputys_queue_and_says_for_whom(office: Office) -> None:
    office.act(ANALYST, "take")
    office.act(ANALYST, "delegate", to=REVIEWER, date=FRIDAY, reason="call the bank")
    assert queue(office, REVIEWER) == {REF: f"For {ANALYST} until 3 Apr 2026: call the bank"}
    assert queue(office, ANALYST) == {}
    assert [row.remark for row in delegated(office)] == [f"{REVIEWER} acts until 3 Apr 2026"]
    assert office.case().assignee == ANALYST


def test_a_delegated_case_comes_back_by_itself(office: Office) -> None:
    office.act(ANALYST, "take")
    office.act(ANALYST, "delegate", to=REVIEWER, date=FRIDAY)
    office.clock.move(days=5)
    assert queue(office, REVIEWER) == {}
    assert queue(office, ANALYST) == {REF: ""}
    with pytest.raises(NotAllowed, match="came back by itself"):
        office.act(ANALYST, "recall")
    office.act(ANALYST, "delegate", to=HEAD, date=date(2026, 4, 7))
    assert queue(office, HEAD).keys() == {REF}


@pytest.mark.parametrize("who", [ANALYST, HEAD])
def test_the_holder_or_a_head_recalls(office: Office, who: str) -> None:
    office.act(ANALYST, "take")
    office.act(ANALYST, "delegate", to=REVIEWER, date=FRIDAY)
    office.act(who, "recall", reason="back early")
    assert queue(office, ANALYST) == {REF: ""}
    assert newest_deed(office) == ("Recall the case", who)


def test_a_deputy_hands_nothing_on(office: Office) -> None:
    office.act(ANALYST, "take")
    office.act(ANALYST, "delegate", to=REVIEWER, date=FRIDAY)
    attempts: dict[str, dict[str, Any]] = {
        "delegate": {"to": EVERYTHING, "date": FRIDAY},
        "assign": {"to": EVERYTHING},
        "recall": {},
    }
    for act, given in attempts.items():
        with pytest.raises(NotAllowed, match="only who has the case, Ana, or a head"):
            office.act(REVIEWER, act, **given)
    office.act(REVIEWER, "classify", item=1, code="2B001", outcome="confirmed", reason=REASON)


def test_a_case_is_delegated_once_at_a_time(office: Office) -> None:
    office.act(ANALYST, "take")
    office.act(ANALYST, "delegate", to=REVIEWER, date=FRIDAY)
    with pytest.raises(Conflict, match=f"delegated to {REVIEWER} until 3 Apr 2026"):
        office.act(ANALYST, "delegate", to=HEAD, date=FRIDAY)


@pytest.mark.parametrize(
    ("given", "fault", "says"),
    [
        ({"to": ANALYST, "date": FRIDAY}, Invalid, "a deputy is somebody else"),
        ({"to": REVIEWER, "date": date(2026, 3, 29)}, Invalid, "ends today or within"),
        ({"to": REVIEWER, "date": date(2027, 3, 29)}, Invalid, "ends today or within"),
        ({"to": ADMIN, "date": FRIDAY}, NotFound, "who works on cases"),
        ({"to": "Nobody", "date": FRIDAY}, NotFound, "who works on cases"),
    ],
)
def test_a_delegation_that_cannot_be_is_refused(
    office: Office, given: dict[str, Any], fault: type[Fault], says: str
) -> None:
    office.act(ANALYST, "take")
    with pytest.raises(fault, match=says):
        office.act(ANALYST, "delegate", **given)


def test_who_hands_a_case_over_leaves_a_note_for_the_next_one(office: Office) -> None:
    office.act(ANALYST, "take")
    office.act(ANALYST, "assign", to=REVIEWER, reason="the bank calls back at two")
    assert queue(office, REVIEWER) == {REF: f"{ANALYST}: the bank calls back at two"}


def test_handing_over_ends_a_delegation(office: Office) -> None:
    office.act(ANALYST, "take")
    office.act(ANALYST, "delegate", to=REVIEWER, date=FRIDAY)
    office.act(HEAD, "assign", to=EVERYTHING)
    assert office.case().delegation is None
    assert queue(office, REVIEWER) == {}


# -- absence ----------------------------------------------------------------------------------


def test_the_cases_of_an_absent_person_are_in_the_deputys_queue(office: Office) -> None:
    office.act(ANALYST, "take")
    enter(office, ANALYST, deputy=REVIEWER)
    assert queue(office, REVIEWER) == {REF: f"For {ANALYST}, absent until 3 Apr 2026"}
    assert [row.reference for row in delegated(office)] == [REF]


def test_an_absence_is_audited_and_can_be_asked_for(office: Office) -> None:
    enter(office, ANALYST, deputy=REVIEWER, note="leave")
    assert newest_deed(office) == ("Absence entered", ANALYST)
    (absence,) = absences(office.session(HEAD))
    assert (absence.person, absence.deputy, absence.note) == (ANALYST, REVIEWER, "leave")


def test_a_head_enters_the_absence_of_another_and_others_do_not(office: Office) -> None:
    enter(office, HEAD, person=ANALYST)
    with pytest.raises(NotAllowed, match=f"by {ANALYST} or a head"):
        enter(office, REVIEWER, FRIDAY + timedelta(7), FRIDAY + timedelta(8), person=ANALYST)


@pytest.mark.parametrize("shift", [-3, 0, 4])
def test_a_person_is_not_absent_twice(office: Office, shift: int) -> None:
    enter(office, ANALYST)
    days = MONDAY + timedelta(shift), FRIDAY + timedelta(shift)
    with pytest.raises(Conflict, match="absent from 30 Mar 2026 to 3 Apr 2026 already"):
        enter(office, ANALYST, *days)


def test_the_database_refuses_two_absences_of_one_person_at_once(office: Office) -> None:
    enter(office, ANALYST)
    again = (
        "INSERT INTO absence SELECT 'another', user_id, person, first_day, last_day, deputy, note,"
        " author, at FROM absence"
    )
    with office.session(HEAD).writing("x") as work:
        work.quiet()
        with pytest.raises(DBAPIError, match="absent once"):
            work.conn.exec_driver_sql(again)


def test_an_absence_taken_back_leaves_room_for_another(office: Office) -> None:
    enter(office, ANALYST)
    (absence,) = absences(office.session(ANALYST))
    with pytest.raises(NotAllowed, match="or a head"):
        do(office.session(REVIEWER), TakeBackAbsence(absence.id))
    do(office.session(HEAD), TakeBackAbsence(absence.id))
    assert newest_deed(office) == ("Absence taken back", HEAD)
    enter(office, ANALYST, deputy=REVIEWER)
    assert [one.deputy for one in absences(office.session(ANALYST))] == [REVIEWER]


def test_a_deputy_who_is_away_too_is_warned_of_from_either_side(office: Office) -> None:
    enter(office, REVIEWER, deputy=HEAD)
    assert enter(office, ANALYST, deputy=REVIEWER) == (
        f"{REVIEWER}, who deputises for {ANALYST}, is absent from 30 Mar 2026 to 3 Apr 2026.",
    )
    assert enter(office, HEAD) == (
        f"Nobody deputises for {HEAD} meanwhile.",
        f"{HEAD}, who deputises for {REVIEWER}, is absent from 30 Mar 2026 to 3 Apr 2026.",
    )


@pytest.mark.parametrize(
    ("days", "given", "fault"),
    [
        ((FRIDAY, MONDAY), {}, Invalid),
        ((date(2026, 3, 2), date(2026, 3, 6)), {}, Invalid),
        ((MONDAY, date(2028, 3, 6)), {}, Invalid),
        ((MONDAY, FRIDAY), {"deputy": ANALYST}, Invalid),
        ((MONDAY, FRIDAY), {"deputy": ADMIN}, Invalid),
        ((MONDAY, FRIDAY), {"deputy": "Nobody"}, NotFound),
    ],
    ids=["backwards", "past", "too long", "own deputy", "administrator", "unknown"],
)
def test_an_absence_that_cannot_be_is_refused(
    office: Office, days: tuple[date, date], given: dict[str, Any], fault: type[Fault]
) -> None:
    with pytest.raises(fault):
        enter(office, ANALYST, *days, **given)
    assert absences(office.session(ANALYST)) == ()


def test_a_case_handed_to_somebody_absent_is_said(office: Office) -> None:
    enter(office, REVIEWER, deputy=HEAD)
    session = office.session(ANALYST)
    changes = do(session, said("assign", to=REVIEWER)).changes
    assert changes.said == (f"{REVIEWER} is absent until 3 Apr 2026; {HEAD} deputises.",)


# -- the unit ---------------------------------------------------------------------------------


def test_the_load_of_each_person_is_counted(office: Office) -> None:
    office.take_in(*two_items(lrn="LW-2"))
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    view = duty_view(office.session(HEAD))
    loads = {load.person: load for load in view.loads}
    assert loads.keys() == {ANALYST, REVIEWER, HEAD, EVERYTHING}
    assert dict(loads[ANALYST].stages) == {"decision_review": 1}
    assert {name: load.second_look for name, load in loads.items()} == {
        ANALYST: 0, REVIEWER: 1, HEAD: 1, EVERYTHING: 1,
    }  # fmt: skip
    assert (view.unheld.cases, dict(view.unheld.stages)) == (1, {"new": 1})
    assert view.present == (ANALYST, HEAD, EVERYTHING, REVIEWER)


def test_running_clocks_of_law_and_overdue_cases_are_counted(office: Office) -> None:
    office.act(ANALYST, "take")
    office.act(ANALYST, "suspend", item=1, track=TrackLetter.A, reason=REASON)
    office.act(ANALYST, "consult", to="licensing authority")
    office.act(ANALYST, "assess")
    office.clock.move(days=30)
    load = next(one for one in duty_view(office.session(HEAD)).loads if one.person == ANALYST)
    assert (load.legal, load.overdue) == (1, 1)


def test_what_is_due_with_nobody_on_duty_is_shown_to_the_head(office: Office) -> None:
    office.act(ANALYST, "take")
    office.clock.move(days=3)
    enter(office, ANALYST, MONDAY + timedelta(3), FRIDAY + timedelta(3))
    view = duty_view(office.session(HEAD))
    assert [row.reference for row in view.nobody] == [REF]
    assert view.warnings == (f"Nobody deputises for {ANALYST}, absent until 6 Apr 2026.",)
    do(office.session(ANALYST), TakeBackAbsence(view.absences[0].id))
    enter(office, ANALYST, MONDAY + timedelta(3), FRIDAY + timedelta(3), deputy=REVIEWER)
    view = duty_view(office.session(HEAD))
    assert view.nobody == ()
    assert [load.acting_for for load in view.loads if load.person == REVIEWER] == [(ANALYST,)]


def test_cases_of_nobody_act_for_nobody_whose_deputy_is_away_too(office: Office) -> None:
    enter(office, ANALYST, deputy=REVIEWER)
    enter(office, REVIEWER, deputy=ANALYST)
    assert duty_view(office.session(HEAD)).unheld.acting_for == ()


def test_the_handover_sheet_holds_clocks_promises_calls_and_what_waits(office: Office) -> None:
    office.act(ANALYST, "take")
    office.act(ANALYST, "request_information", to="the exporter", reason="who is the end user?")
    office.act(ANALYST, "note", reason="an older note")
    office.act(ANALYST, "record_event", reason="the exporter called and promised papers")
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    sheet = handover_sheet(office.session(REVIEWER), ANALYST)
    assert [row.reference for row in sheet.clocks] == [REF]
    (promise,) = sheet.promises
    assert (promise.addressee, promise.question) == ("the exporter", "who is the end user?")
    assert promise.countdown is not None
    assert not promise.countdown.ran_out
    assert [call.text for call in sheet.calls] == ["the exporter called and promised papers"]
    assert [(one.reference, one.author) for one in sheet.motions] == [(REF, ANALYST)]


def test_the_handover_sheet_holds_every_running_clock_of_a_case(office: Office) -> None:
    office.act(ANALYST, "take")
    office.act(ANALYST, "suspend", item=1, track=TrackLetter.A, reason=REASON)
    office.act(ANALYST, "consult", to="licensing authority")
    office.act(ANALYST, "request_information", to="the exporter", reason="who is the end user?")
    sheet = handover_sheet(office.session(REVIEWER), ANALYST)
    labels = [row.clock.label for row in sheet.clocks if row.clock]
    assert set(labels) == {"A · Art. 21(4)", "own target, request", "own target, triage"}
    dues = [row.clock.due for row in sheet.clocks if row.clock]
    assert dues == sorted(dues)


def test_a_sheet_without_anything_is_a_sheet_and_of_nobody_is_refused(office: Office) -> None:
    sheet = handover_sheet(office.session(HEAD))
    assert (sheet.person, sheet.clocks, sheet.promises, sheet.calls) == (HEAD, (), (), ())
    with pytest.raises(NotFound, match="no user with this name"):
        handover_sheet(office.session(HEAD), "Nobody")
