"""Contents of audit entries are erased by two persons, and some never."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.services.act_examples import DECIDED
from tests.services.sample_office import ADMIN, ANALYST, HEAD, REF, REVIEWER, Office, hit_of

from landwaiter.domain.audit.deeds import ErasePayload, ExportChain
from landwaiter.domain.deeds.motion_deeds import SecondOpenMotions
from landwaiter.domain.people.deeds import SetRoles
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.audit import erasure
from landwaiter.services.audit.audit_history import audit_page, verify_chain
from landwaiter.services.deeds.engine import do
from landwaiter.storage.audit import chain
from landwaiter.storage.deeds.erasures import erased_object
from landwaiter.storage.deeds.motion_rows import signed_motion
from landwaiter.storage.sqlite.engine import connect

REASON = "the note names a person who is not concerned"
VERIFIER = Path(__file__).parents[3] / "docs" / "verify_audit.py"


def noted(office: Office) -> str:
    """Number of the entry of a note on the sample case."""
    office.act(ANALYST, "note", reason="Jan Nowak was seen")
    return newest(office, "case.note")


def newest(office: Office, deed: str) -> str:
    with office.session(ANALYST).reading() as conn:
        return str(chain.entries(conn, deed=deed, newest_first=True, limit=1)[0].seq)


def moved(office: Office, seq: str, who: str = HEAD) -> str:
    asked = do(office.session(who), ErasePayload(int(seq), REASON))
    assert asked.motion_id is not None
    return asked.motion_id


def content(office: Office, seq: str) -> str | None:
    with office.session(ANALYST).reading() as conn:
        return chain.entries(conn, after_seq=int(seq) - 1, limit=1)[0].payload


def test_nothing_is_erased_before_a_second_person_agrees(office: Office) -> None:
    seq = noted(office)
    moved(office, seq)
    assert "Jan Nowak" in str(content(office, seq))


def test_a_seconded_erasure_leaves_a_tombstone_and_a_chain_that_verifies(office: Office) -> None:
    seq = noted(office)
    do(office.session(REVIEWER), SecondOpenMotions((moved(office, seq),)))
    assert content(office, seq) is None
    report = verify_chain(office.session(ANALYST))
    assert (report.sound, report.erased) == (True, 1)
    row = next(r for r in audit_page(office.session(ANALYST)).rows if str(r.seq) == seq)
    assert (row.actor, row.text) == (
        ANALYST,
        "Add a note: the content of this entry was erased under four eyes.",
    )


def test_the_erasure_is_recorded_with_its_motion(office: Office) -> None:
    seq = noted(office)
    motion = moved(office, seq)
    do(office.session(REVIEWER), SecondOpenMotions((motion,)))
    with office.session(ANALYST).reading() as conn:
        (row,) = chain.entries(conn, deed=chain.ERASED)
        signed = signed_motion(conn, motion)
    assert row.object == f"audit/{seq}/motion/{signed.sha256}"
    assert json.loads(str(row.payload))["motion"] == motion


def test_a_motion_about_one_entry_erases_no_other(office: Office) -> None:
    """Past the triggers, with an entry that names a motion of two persons: about something else."""
    motion = moved(office, noted(office))
    do(office.session(REVIEWER), SecondOpenMotions((motion,)))
    office.act(ANALYST, "note", reason="Jan Nowak was seen again")
    other = newest(office, "case.note")
    casebook = office.session(HEAD).casebook
    with casebook.write("tamper", now=office.clock()) as work:
        record = signed_motion(work.conn, motion).sha256
        work.audit(chain.ERASED, erased_object(int(other), record), {})
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    connection.execute("DROP TRIGGER audit_payload_erase")
    connection.execute(
        "UPDATE audit_payload SET content = NULL, salt = NULL, erased_at = 'x', erased_by = 'y' "
        "WHERE seq = ?",
        (int(other),),
    )
    connection.close()
    assert verify_chain(office.session(ANALYST)).findings == (
        f"The payload of entry {other} is gone, and no two persons wanted that.",
    )


def test_an_export_after_an_erasure_passes_the_stand_alone_verifier(
    office: Office, tmp_path: Path
) -> None:
    seq = noted(office)
    do(office.session(REVIEWER), SecondOpenMotions((moved(office, seq),)))
    file = tmp_path / "audit.jsonl"
    lines = do(office.session(ANALYST), ExportChain()).outcome
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    seen = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", str(VERIFIER), str(file)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert seen.returncode == 0, seen.stdout
    assert f"The payload of entry {seq} was erased, as entry" in seen.stdout


def test_who_moves_an_erasure_does_not_second_it(office: Office) -> None:
    seq = noted(office)
    with pytest.raises(NotAllowed):
        do(office.session(HEAD), SecondOpenMotions((moved(office, seq),)))
    assert "Jan Nowak" in str(content(office, seq))


def test_an_analyst_does_not_ask_for_an_erasure(office: Office) -> None:
    with pytest.raises(NotAllowed):
        do(office.session(ANALYST), ErasePayload(int(noted(office)), REASON))


def test_what_others_rest_on_is_never_erased(office: Office) -> None:
    do(office.session(ADMIN), SetRoles(ANALYST, frozenset(["analyst", "head"])))
    for deed, reason in (
        ("user.roles_changed", "whose key and role counted"),
        ("casebook.founded", "the verification of the chain"),
    ):
        with pytest.raises(NotAllowed, match=reason):
            moved(office, newest(office, deed))
    moved(office, noted(office))
    with pytest.raises(NotAllowed, match="one person moved and another signed"):
        moved(office, newest(office, "motion.moved"))


@pytest.mark.parametrize("deed", ["case.approve", "case.propose", "motion.seconded", chain.ERASED])
def test_each_kept_deed_says_why(deed: str) -> None:
    assert erasure.why_kept(deed)


@pytest.mark.parametrize("deed", ["case.note", "case.enrich", "entity.viewed", "intake.taken_in"])
def test_other_contents_may_be_erased(deed: str) -> None:
    assert not erasure.why_kept(deed)


def test_what_two_persons_did_keeps_saying_who_they_were(office: Office) -> None:
    for step in DECIDED:
        step(office)
    office.act(ANALYST, "reopen", reason=REASON)
    office.act(REVIEWER, "second")
    assert "case.reopen" in erasure.KEPT
    hit = hit_of(office.case())
    office.act(ANALYST, "judge", hit=hit.id, outcome="different", reason=REASON)
    office.act(REVIEWER, "second")
    with pytest.raises(NotAllowed, match="one person moved and another signed"):
        moved(office, newest(office, "case.judge"))


def test_an_entry_is_erased_once(office: Office) -> None:
    seq = noted(office)
    do(office.session(REVIEWER), SecondOpenMotions((moved(office, seq),)))
    with pytest.raises(NotAllowed, match="erased already"):
        moved(office, seq, ADMIN)


@pytest.mark.parametrize(("seq", "fault"), [("99999", NotFound), ("0", Invalid), ("x", Invalid)])
def test_an_entry_that_is_not_there_is_said(
    office: Office, seq: str, fault: type[Exception]
) -> None:
    session = office.session(HEAD)
    with session.reading() as conn, pytest.raises(fault):
        erasure.erase_facts(session, conn, {"seq": seq})


def test_the_reference_of_the_case_stays_findable(office: Office) -> None:
    """The entry itself stays: who, when, which deed, on what."""
    seq = noted(office)
    do(office.session(REVIEWER), SecondOpenMotions((moved(office, seq),)))
    rows = audit_page(office.session(ANALYST), text=REF).rows
    assert seq in {str(row.seq) for row in rows}


ERASE = (
    "UPDATE audit_payload SET content = NULL, salt = NULL, erased_at = '2026-03-30T09:00:00Z', "
    "erased_by = 'Ana' WHERE seq = ?"
)


def erased_by_sql(office: Office, seq: str) -> None:
    """The entry that records it and the erasure, by hand."""
    with office.session(ANALYST).writing("tamper") as work:
        work.audit(chain.ERASED, f"audit/{seq}", {})
        work.conn.exec_driver_sql(ERASE, (seq,))


def test_plain_sql_erases_nothing_that_only_one_person_moved(office: Office) -> None:
    seq = noted(office)
    moved(office, seq)
    with pytest.raises(NotAllowed, match="only ever erased under four eyes"):
        erased_by_sql(office, seq)
    assert "Jan Nowak" in str(content(office, seq))


def test_plain_sql_erases_nothing_on_the_motion_of_another_entry(office: Office) -> None:
    other, seq = noted(office), noted(office)
    do(office.session(REVIEWER), SecondOpenMotions((moved(office, other),)))
    with pytest.raises(NotAllowed, match="only ever erased under four eyes"):
        erased_by_sql(office, seq)
