"""Attacks 54 to 57: payloads that one person takes away, and anchors that the casebook forgets."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import select
from tests.services.intake.message_files import MRN, on_declaration
from tests.services.removing import due_case, removed
from tests.services.sample_office import ADMIN, ANALYST, HEAD, REVIEWER, Office
from tests.taking_in import taken_in
from tests.test_verify_audit import exported, verified

from landwaiter.domain.audit.deeds import ErasePayload, WriteAnchor
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.services.audit.audit_history import verify_chain
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import do
from landwaiter.storage.audit import chain
from landwaiter.storage.deeds.erasures import erased_object
from landwaiter.storage.deeds.motion_rows import signed_motion
from landwaiter.storage.schema.audit import audit_entry
from landwaiter.storage.schema.retention import case_removal
from landwaiter.storage.sqlite.engine import connect

REASON = "the note names a person who is not concerned"


def note(office: Office, who: str = ANALYST) -> int:
    office.act(who, "note", reason="Jan Nowak was seen")
    with office.session(who).reading() as conn:
        return chain.head(conn).seq


def by_sql(office: Office, *statements: str) -> None:
    """Written with a program of the insider's own, which knows no guard."""
    casebook = office.session(ANALYST).casebook
    with closing(connect(casebook.database, casebook.keys.database, wait_s=5.0)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        kept = list(guards)
        for name, _sql in kept:
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)
        for _name, sql in kept:
            connection.execute(sql)


def erase(seq: int) -> str:
    return f"UPDATE audit_payload SET content = NULL, salt = NULL WHERE seq = {seq}"  # noqa: S608


def says_it_erased(office: Office, who: str, seq: int, record: str) -> None:
    """An entry of the insider's own, sealed as any other."""
    with office.session(who).writing("tamper") as work:
        work.audit(chain.ERASED, erased_object(seq, record), {})


def findings(office: Office) -> tuple[str, ...]:
    return verify_chain(office.session(ADMIN)).findings


def of(seq: int, what: str) -> tuple[str, ...]:
    return (f"The payload of entry {seq} is gone, and {what}.",)


def erased_by_two(office: Office, seq: int) -> str:
    """Hash of the signed motion by which two persons erased it."""
    asked = do(office.session(HEAD), ErasePayload(seq, REASON))
    do(office.session(REVIEWER), SecondOpenMotions((str(asked.motion_id),)))
    with office.session(ADMIN).reading() as conn:
        return signed_motion(conn, str(asked.motion_id)).sha256


def test_54_an_erasure_that_nobody_moved(office: Office) -> None:
    seq = note(office)
    by_sql(office, erase(seq))
    says_it_erased(office, ANALYST, seq, "0" * 64)
    assert findings(office) == of(seq, "no two persons wanted that")


def test_54_an_erasure_that_was_moved_and_not_seconded(office: Office) -> None:
    seq = note(office)
    asked = do(office.session(HEAD), ErasePayload(seq, REASON))
    with office.session(HEAD).reading() as conn:
        record = signed_motion(conn, str(asked.motion_id)).sha256
    by_sql(office, erase(seq))
    says_it_erased(office, HEAD, seq, record)
    assert findings(office) == of(seq, "no two persons wanted that")


def test_55_an_erasure_with_the_motion_of_another_entry(office: Office) -> None:
    first, second = note(office), note(office)
    record = erased_by_two(office, first)
    assert findings(office) == ()
    by_sql(office, erase(second))
    says_it_erased(office, ANALYST, second, record)
    assert findings(office) == of(second, "no two persons wanted that")


def test_56_a_payload_that_is_gone_without_a_word(office: Office) -> None:
    seq = note(office)
    by_sql(office, erase(seq))
    assert findings(office) == of(seq, "no entry says who erased it")


def test_57_anchors_forgotten_are_a_caution_and_one_kept_outside_answers(
    office: Office, tmp_path: Path
) -> None:
    admin = office.session(ADMIN)
    made = do(admin, WriteAnchor(tmp_path / "head.anchor.json")).outcome
    note(office)
    assert verify_chain(admin).anchored_to == made.seq
    by_sql(office, "DELETE FROM anchor")
    report = verify_chain(admin)
    assert (report.sound, report.anchored_to) == (True, 0)
    office.clock.move(days=8)
    cautions = [one.title for one in casebooks.status(admin).cautions]
    assert "Not anchored" in cautions
    outside = verify_chain(admin, [tmp_path / "head.anchor.json"])
    assert (outside.sound, outside.anchored_to) == (True, made.seq)


def test_a_year_of_two_persons_erasures_is_sound(office: Office) -> None:
    for _time in range(3):
        office.clock.move(days=30)
        erased_by_two(office, note(office))
    assert findings(office) == ()
    assert verify_chain(office.session(ADMIN), full=True).erased == 3


def test_a_case_is_removed_once(office: Office) -> None:
    """Who says again that it went lets nothing go with it: here what is said of a message that
    waits for somebody else."""
    due_case(office)
    removed(office)
    file = office.path.parent / "waits.xml"
    file.write_text(on_declaration("CC528C", MRN), encoding="utf-8")
    taken_in(office.session(ANALYST), TakeIn((file,)))
    session = office.session(HEAD)
    assert verify_chain(session).findings == ()
    with session.reading() as conn:
        rows = conn.execute(select(audit_entry.c.seq, audit_entry.c.object)).all()
        (moved,) = conn.execute(select(case_removal.c.case_id, case_removal.c.motion_id)).all()
        record = signed_motion(conn, moved.motion_id).sha256
    (seq,) = (int(row.seq) for row in rows if str(row.object).startswith("waiting_message/"))
    by_sql(office, erase(seq))
    with office.session(ANALYST).writing("x") as work:
        about = f"case/{moved.case_id}"
        work.audit(chain.ERASED, erased_object(seq, record), {"removal": about})
        work.audit("case.removed", about, {})
    assert findings(office) == of(seq, "no two persons wanted that")
    code, said = verified(office.path.parent, exported(session))
    assert code == 1
    assert f"the payload of entry {seq} is gone" in said
