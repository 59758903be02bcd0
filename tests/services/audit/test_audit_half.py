"""A long audit chain is verified by two processes, and they find what one finds."""

import pytest
from tests.services.sample_office import ADMIN, ANALYST, Office

from landwaiter.services.audit import audit_half, audit_history
from landwaiter.services.audit.audit_history import verify_chain
from landwaiter.storage.audit.verification import halves
from landwaiter.storage.sqlite.engine import connect


@pytest.fixture
def worked(office: Office) -> Office:
    """Some deeds of two people on a case."""
    for number in range(6):
        office.act(ANALYST, "note", reason=f"the exporter called, {number}")
    return office


@pytest.fixture
def in_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit_history, "FEWEST", 1)
    monkeypatch.setattr(audit_history, "processors", lambda: 2)


@pytest.mark.parametrize("full", [False, True])
def test_two_processes_find_a_sound_chain_sound(
    worked: Office, monkeypatch: pytest.MonkeyPatch, full: bool
) -> None:
    alone = verify_chain(worked.session(ADMIN), full=full)
    monkeypatch.setattr(audit_history, "FEWEST", 1)
    monkeypatch.setattr(audit_history, "processors", lambda: 2)
    assert verify_chain(worked.session(ADMIN), full=full) == alone
    assert alone.sound


@pytest.mark.usefixtures("in_two")
def test_what_the_other_process_finds_is_told(worked: Office) -> None:
    session = worked.session(ADMIN)
    with session.reading() as conn:
        first, second = halves(conn)
    assert 2 < first.until == second.after
    for seq, half in ((2, "first"), (second.after + 1, "second")):
        changed(worked, seq, "content || ' '")
        found = verify_chain(session).findings
        assert any(f"payload of entry {seq}" in one for one in found), half
        changed(worked, seq, "rtrim(content)")


def changed(office: Office, seq: int, content: str) -> None:
    """A payload written over behind the program's back."""
    casebook = office.session(ADMIN).casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    connection.execute("DROP TRIGGER IF EXISTS audit_payload_erase")
    written = f"UPDATE audit_payload SET content = {content} WHERE seq = ?"  # noqa: S608  # ours
    connection.execute(written, (seq,))
    connection.close()


@pytest.mark.usefixtures("in_two")
def test_without_the_other_process_one_verifies_all(
    worked: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit_half, "VERIFY_HALF", "--version")
    report = verify_chain(worked.session(ADMIN))
    assert report.sound
    assert report.entries == report.head.seq
