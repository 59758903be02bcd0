"""What plain SQL can do about rows of cases: nothing but the removal that two persons decided.

Each attack is refused, and succeeds on a copy whose guard was taken away: the guard is what stops
it.
"""

from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from tests.services.prepared import prepared
from tests.services.removing import due_case, move_removal, removed
from tests.services.sample_office import HEAD, REF, REVIEWER, Office, declared

from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.retention.deeds import PlaceHold
from landwaiter.errors import NotAllowed
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import do
from landwaiter.storage.retention.removal_rows import COPIES, STAYS, tables_of_case
from landwaiter.storage.sqlite.engine import connect
from landwaiter.storage.sqlite.migrate import expected_schema

OTHER = "PL1-2026-000002"


@prepared
def two_cases(office: Office) -> Office:
    """The sample case, due for removal, and another one."""
    office.take_in(declared(lrn="A-1"))
    due_case(office)
    return office


def case_id(office: Office, reference: str = REF) -> str:
    return office.case(reference).id


def attempt(office: Office, *statements: str) -> None:
    """Statements through the connection of the application; a refusal leaves as it comes."""
    with office.session(REVIEWER).writing("attack") as work:
        work.quiet()
        for statement in statements:
            work.conn.exec_driver_sql(statement)


def unguarded(office: Office, *triggers: str) -> None:
    """The guards taken away behind the program's back."""
    casebook = office.session(REVIEWER).casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    for trigger in triggers:
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.close()


def tombstone(office: Office, motion: str = "none", **changed: Any) -> str:
    values = {
        "case_id": case_id(office),
        "motion_id": motion,
        "reference": REF,
        "purpose": "administrative",
        "regime": "gdpr",
        "ended": "2026-03-30",
        "due": "2031-03-31",
        "keeps_decision": 0,
        "sha256": "0" * 64,
        "rows": "{}",
        "raw_files": "[]",
        "reason": "because",
        "author": HEAD,
        "seconder": REVIEWER,
        "at": "2032-01-01T00:00:00Z",
        **changed,
    }
    cells = ", ".join(f"'{v}'" if isinstance(v, str) else str(v) for v in values.values())
    return f"INSERT INTO case_removal ({', '.join(values)}) VALUES ({cells})"  # noqa: S608


SECONDED, ALLOWED = "case_removal_is_seconded", "case_removal_is_allowed"


def test_a_tombstone_without_a_motion_is_refused(two_cases: Office) -> None:
    statement = tombstone(two_cases)
    with pytest.raises(NotAllowed, match="by two persons"):
        attempt(two_cases, statement)
    unguarded(two_cases, SECONDED)
    attempt(two_cases, statement)


def test_a_motion_that_nobody_seconded_removes_nothing(two_cases: Office) -> None:
    statement = tombstone(two_cases, move_removal(two_cases))
    with pytest.raises(NotAllowed, match="by two persons"):
        attempt(two_cases, statement)


def test_a_carried_out_motion_is_not_used_again(two_cases: Office) -> None:
    due_case(two_cases, OTHER)
    motion = move_removal(two_cases)
    do(two_cases.session(REVIEWER), SecondOpenMotions((motion,)))
    other = tombstone(two_cases, motion, case_id=case_id(two_cases, OTHER), reference=OTHER)
    with pytest.raises(NotAllowed, match="by two persons"):
        attempt(two_cases, other)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM case_removal",
        "UPDATE case_removal SET reason = 'x'",
        "DELETE FROM legal_hold",
        "UPDATE legal_hold SET reason = 'x'",
        "DELETE FROM disclosure",
        "UPDATE audit_payload SET content = NULL, salt = NULL, erased_at = 'x', erased_by = 'x' "
        "WHERE seq = 2",
    ],
)
def test_what_answers_for_a_removal_stays(two_cases: Office, statement: str) -> None:
    head = two_cases.session(HEAD)
    do(head, PlaceHold(OTHER, "Order", "evidence in a case"))
    removed(two_cases)
    with two_cases.session(HEAD).writing("disclose") as work:
        work.quiet()
        work.conn.exec_driver_sql(
            "INSERT INTO disclosure VALUES ('1', NULL, NULL, 'x', 'y', '', '', ?, 'z', 'z')",
            ("0" * 64,),
        )
    with pytest.raises(NotAllowed):
        attempt(two_cases, statement)


def test_a_case_on_hold_is_not_removed_even_with_a_seconded_motion(two_cases: Office) -> None:
    motion = move_removal(two_cases)
    do(two_cases.session(HEAD), PlaceHold(REF, "Order", "evidence in a case"))
    with pytest.raises(NotAllowed, match="legal hold"):
        do(two_cases.session(REVIEWER), SecondOpenMotions((motion,)))
    statement = tombstone(two_cases)
    unguarded(two_cases, SECONDED)
    with pytest.raises(NotAllowed, match="without a legal hold"):
        attempt(two_cases, statement)
    unguarded(two_cases, ALLOWED)
    attempt(two_cases, statement)


def test_a_working_case_is_not_removed(two_cases: Office) -> None:
    statement = tombstone(two_cases, case_id=case_id(two_cases, OTHER), reference=OTHER)
    unguarded(two_cases, SECONDED)
    with pytest.raises(NotAllowed, match="only an ended case"):
        attempt(two_cases, statement)


FILLED = ("declaration", "party", "hit", "evaluation", "goods_item")


@pytest.mark.parametrize("table", FILLED)
def test_rows_of_another_case_are_not_erased_with_it(two_cases: Office, table: str) -> None:
    removed(two_cases)
    with pytest.raises((NotAllowed, DBAPIError)):
        attempt(two_cases, f"DELETE FROM {table}")  # noqa: S608
    assert two_cases.case(OTHER).parties


@pytest.mark.parametrize("table", FILLED)
def test_rows_are_erased_by_a_removal_alone(two_cases: Office, table: str) -> None:
    own = f"DELETE FROM {table} WHERE case_id = '{case_id(two_cases)}'"  # noqa: S608
    with pytest.raises(NotAllowed, match="never changed or removed"):
        attempt(two_cases, own)


def test_without_its_guard_a_row_would_be_erased(two_cases: Office) -> None:
    own = f"DELETE FROM evaluation WHERE case_id = '{case_id(two_cases)}'"  # noqa: S608
    unguarded(two_cases, "evaluation_no_delete")
    attempt(two_cases, own)


def test_a_row_is_not_changed_in_place_even_of_a_case_that_is_removed(two_cases: Office) -> None:
    unguarded(two_cases, SECONDED)
    statement = tombstone(two_cases)
    with pytest.raises(NotAllowed, match="never changed or removed"):
        attempt(two_cases, statement, "UPDATE declaration SET content = '{}'")


def test_a_raw_file_goes_only_with_the_last_case_that_came_from_it(two_cases: Office) -> None:
    with pytest.raises((NotAllowed, DBAPIError)):
        attempt(two_cases, "DELETE FROM raw_file")
    removed(two_cases)
    with pytest.raises((NotAllowed, DBAPIError)):
        attempt(two_cases, "DELETE FROM raw_file")


def test_a_removed_case_is_not_filled_again(two_cases: Office) -> None:
    removed(two_cases)
    note = f"INSERT INTO note VALUES ('n', '{case_id(two_cases)}', 'again', 'x', 'y')"  # noqa: S608
    with pytest.raises(NotAllowed, match="takes nothing more"):
        attempt(two_cases, note)
    unguarded(two_cases, "note_not_of_removed")
    attempt(two_cases, note)
    findings = {finding.message for finding in check(two_cases)}
    assert "1 row of note is there although the case was removed." in findings


def test_a_tombstone_that_no_two_persons_decided_is_found(two_cases: Office) -> None:
    statement = tombstone(two_cases)
    unguarded(two_cases, SECONDED)
    attempt(two_cases, statement)
    assert "No two persons decided this removal." in {one.message for one in check(two_cases)}


def check(office: Office) -> Any:
    return casebooks.check(office.session(HEAD)).findings


def test_every_table_of_a_case_is_guarded_and_named() -> None:
    """A new table that hangs on a case is erased, or it is said that it stays."""
    schema = expected_schema()
    guarded = {
        name.split()[1].removesuffix("_not_of_removed")
        for name in schema
        if name.endswith("_not_of_removed")
    }
    erased = {table.name for table in tables_of_case()}
    assert guarded | {"flag_raised", "presence"} == erased
    assert erased >= COPIES
    of_case = {
        name.split()[1]
        for name, sql in schema.items()
        if name.startswith("table ") and "case_id" in sql
    }
    assert of_case <= erased | STAYS
