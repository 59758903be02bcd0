"""Plain SQL on rows of the life cycle: what was stated stays, and a merged case stays merged."""
# ruff: noqa: S608 (the attack is plain SQL)

import pytest
from sqlalchemy.exc import DatabaseError
from tests.services.act_examples import (
    CONSULTED,
    ON_ANOTHER_TRACK,
    SECOND,
    has_mail,
    rests_on_relation,
    second_case,
    states_related,
)
from tests.services.prepared import prepared
from tests.services.sample_office import ANALYST, HEAD, REASON, REF, Office

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.law.periods import DayChange
from landwaiter.domain.office.deeds import ChangeCalendar
from landwaiter.errors import Fault
from landwaiter.services.deeds.engine import do


@prepared
def office(made: Office) -> None:
    """An office in which each of the tables has a row."""
    for step in (second_case, *CONSULTED):
        step(made)
    made.act(ANALYST, "suspend", item=2, track=TrackLetter.A)
    made.act(ANALYST, "end_track", track=TrackLetter.A, item=2, reason=REASON)
    made.act(ANALYST, "except_hearing", basis="UCC Art. 22(6)", reason=REASON)
    has_mail(made)
    made.act(ANALYST, "request_information", to="exporter")
    said = {"action": "information_request", "reason": REASON}
    made.act(ANALYST, "judge_mail", evidence=1, outcome="in_part", **said)
    made.act(ANALYST, "call", party="exporter", said=REASON)
    made.act(ANALYST, "start_clock", basis="an act", period="48h")
    clock = made.case().own_clocks[0].id
    made.act(ANALYST, "end_clock", clock=clock, reason=REASON)
    made.clock.move(days=20)
    made.act(ANALYST, "stay_held", **ON_ANOTHER_TRACK)
    made.act(HEAD, "continue_hold", reason=REASON)
    states_related(made)
    rests_on_relation(made)
    made.act(ANALYST, "withdraw_ground", ground=made.case().grounds[0].id, reason=REASON)
    made.act(ANALYST, "merge", reference=SECOND, to=REF, reason=REASON)
    day = made.session(HEAD).today().replace(month=6, day=5)
    do(made.session(HEAD), ChangeCalendar(DayChange.ADD, "PL", day, REASON, "a day"))


def refused(office: Office, statement: str) -> str:
    with (
        pytest.raises((DatabaseError, Fault)) as caught,
        office.session(ANALYST).writing("plain SQL") as work,
    ):
        work.conn.exec_driver_sql(statement)
    return str(caught.value)


TABLES = (
    "goods_event",
    "case_link",
    "track_item_end",
    "call_note",
    "mail_answer",
    "hearing_exception",
    "stay_held",
    "hold_continued",
    "case_ground",
    "case_ground_end",
    "case_clock",
    "case_clock_end",
    "calendar_edit",
)


@pytest.mark.parametrize("table", TABLES)
def test_what_was_stated_is_neither_changed_nor_removed(office: Office, table: str) -> None:
    for statement in (f"UPDATE {table} SET at = 'x'", f"DELETE FROM {table}"):
        said = refused(office, statement)
        assert f"rows of {table}" in said


def test_a_merged_case_stays_merged(office: Office) -> None:
    said = refused(office, f"UPDATE case_file SET stage = 'new' WHERE reference = '{SECOND}'")
    assert "stays merged" in said


def test_a_case_is_merged_with_a_link_alone(office: Office) -> None:
    said = refused(office, f"UPDATE case_file SET stage = 'merged' WHERE reference = '{REF}'")
    assert "names the case it was merged into" in said


def test_nothing_is_merged_into_a_merged_case(office: Office) -> None:
    said = refused(
        office,
        "INSERT INTO case_link (id, case_id, other_id, kind, reason, author, at) "
        "SELECT 'x', a.id, b.id, 'merged', 'r', 'Ana', 'now' FROM case_file AS a, case_file AS b "
        f"WHERE a.reference = '{REF}' AND b.reference = '{SECOND}'",
    )
    assert "merged into one that is worked on" in said


def test_a_case_is_not_tied_to_itself(office: Office) -> None:
    said = refused(
        office,
        "INSERT INTO case_link (id, case_id, other_id, kind, reason, author, at) "
        f"SELECT 'x', id, id, 'split', 'r', 'Ana', 'now' FROM case_file WHERE reference = '{REF}'",
    )
    assert "CHECK constraint" in said
