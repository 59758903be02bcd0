"""Two people at one casebook: nothing is overwritten silently, and each sees the other's deeds."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.deeds.proposals import read_all
from tests.deeds.said import said
from tests.services.sample_office import (
    ANALYST,
    HEAD,
    PASSWORD,
    REASON,
    REF,
    REVIEWER,
    Office,
    two_items,
    write_csv,
)
from tests.taking_in import taken_in

from landwaiter.domain.base.identity import IdentityClock
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.errors import Conflict, Unavailable
from landwaiter.services.audit.audit_history import verify_chain
from landwaiter.services.casebook.casebooks import check
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.deeds.engine import do
from landwaiter.services.table.sessions import every_handler
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import unit_of_work
from landwaiter.storage.casebook.lifecycle import open_casebook


def test_a_second_session_sees_what_the_first_committed(office: Office) -> None:
    reader, writer = office.session(REVIEWER), office.session(ANALYST)
    seen = case_view(reader, REF)
    do(writer, said("assess"))
    after = case_view(reader, REF)
    assert (seen.case.stage, after.case.stage) == ("new", "assessment")
    assert after.audit_seq > seen.audit_seq


def test_a_snapshot_does_not_change_under_its_reader(office: Office) -> None:
    reader = office.session(REVIEWER)
    with reader.reading() as conn:
        query = "SELECT stage FROM case_file"
        before = conn.exec_driver_sql(query).scalar()
        office.act(ANALYST, "assess")
        assert conn.exec_driver_sql(query).scalar() == before == "new"
    with reader.reading() as conn:
        assert conn.exec_driver_sql(query).scalar() == "assessment"


def test_the_second_of_two_saves_on_the_same_thing_is_a_conflict(office: Office) -> None:
    seen = office.case().revision
    finding: dict[str, Any] = {"item": 1, "code": "2B001", "outcome": "confirmed", "reason": REASON}
    do(office.session(ANALYST), said("classify", **finding), seen=seen)
    with pytest.raises(Conflict, match="Ana changed the case") as refused:
        do(office.session(REVIEWER), said("classify", **finding), seen=seen)
    assert "what you typed is kept" in (refused.value.remedy or "")
    assert [finding.author for finding in office.case().classifications] == [ANALYST]


def test_writers_at_the_same_time_come_one_after_the_other(office: Office) -> None:
    sessions = [office.session(who) for who in (ANALYST, REVIEWER, HEAD)]

    def write(number: int) -> None:
        do(sessions[number % 3], said("note", reason=f"note {number}"))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(24)))
    case = office.case()
    assert sorted(note.text for note in case.notes) == sorted(f"note {n}" for n in range(24))
    assert case.revision == 25
    assert verify_chain(sessions[0]).sound
    assert check(sessions[0]).sound


def test_of_two_reviewers_at_the_same_time_one_decides(office: Office) -> None:
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    sessions = [office.session(who) for who in (REVIEWER, HEAD)]
    for one in sessions:
        read_all(one, REF)

    def decide(session: Session) -> str:
        try:
            do(session, said("approve"))
        except Exception as refusal:  # noqa: BLE001  # the kind is what is asserted
            return type(refusal).__name__
        return "approved"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(decide, sessions)) == ["NotAllowed", "approved"]
    assert office.view().approved_valid


def test_references_are_unique_when_two_take_in_at_once(office: Office) -> None:
    rows = [two_items(lrn=f"LW-{number}") for number in range(10, 18)]
    sessions = [office.session(who) for who in (ANALYST, REVIEWER)]

    def take(number: int) -> str:
        path = write_csv(office.path.parent / f"{number}.csv", rows[number])
        return taken_in(sessions[number % 2], TakeIn((path,)))[0].cases[0]

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(take, range(8)))
    assert len(set(taken)) == 8
    assert len(list_cases(sessions[0]).rows) == 9


def test_rows_of_several_processes_are_in_the_order_of_their_deeds(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All in one second, and one process whose clock is behind."""
    office.clock.move(minutes=1)
    people = [ANALYST, REVIEWER, HEAD, ANALYST, REVIEWER, HEAD]
    for number, who in enumerate(people):
        monkeypatch.setattr(unit_of_work, "_clock", IdentityClock())
        office.act(who, "note", reason=f"note {number}")
        office.clock.move(seconds=-1)
    assert [note.text for note in office.case().notes] == [f"note {n}" for n in range(6)]


def test_a_writer_that_waits_too_long_is_told_who_is_writing(office: Office) -> None:
    with (
        open_casebook(office.path, user=REVIEWER, password=PASSWORD, wait_s=0.0) as casebook,
        office.session(ANALYST).writing("a_long_import") as work,
    ):
        work.quiet()
        with pytest.raises(Unavailable, match="Ana is writing in the casebook") as refused:
            do(Session(casebook, every_handler, office.clock), said("note", reason=REASON))
    assert "Nothing was saved" in (refused.value.remedy or "")
