"""Time-stamps (RFC 3161): what is imported, what is refused, what they vouch for."""

from functools import cache

import pytest
from tests.storage.authority import NAME, SIGNING, STAMPED, Authority, refusal
from tests.storage.sample import LATER

from landwaiter.errors import Invalid, NotFound
from landwaiter.storage.audit import timestamps
from landwaiter.storage.audit.anchors import add_anchor
from landwaiter.storage.audit.chain import Anchor
from landwaiter.storage.audit.timestamps import TimeStamp
from landwaiter.storage.audit.verification import AuditReport
from landwaiter.storage.casebook.lifecycle import Casebook
from landwaiter.storage.deeds.proof import verify_all
from landwaiter.storage.sqlite.engine import connect


@cache
def authority() -> Authority:
    return Authority()


def anchored(casebook: Casebook, note: str = "first") -> Anchor:
    with casebook.write("anchor", now=LATER) as work:
        work.audit("audit.anchored", "audit", {})
        return add_anchor(work, casebook.id, work.head, kind="file", note=note)


def imported(casebook: Casebook, reply: bytes, certificates: bytes = b"") -> TimeStamp:
    with casebook.write("import_time_stamp", now=LATER) as work:
        work.audit("audit.time_stamped", "audit", {})
        return timestamps.import_reply(work, reply, certificates)


def verified(casebook: Casebook) -> AuditReport:
    with casebook.read() as connection:
        return verify_all(connection, casebook_id=casebook.id)


def test_a_reply_proves_when_an_entry_was_there(casebook: Casebook) -> None:
    made = anchored(casebook)
    stamp = imported(casebook, authority().reply(timestamps.query(made)), authority().root)
    assert stamp == TimeStamp(made, STAMPED, NAME, trusted=True)
    report = verified(casebook)
    assert report.sound, report.findings
    (proof,) = [one for one in report.anchors if one.kind == "time-stamp"]
    assert (proof.seq, proof.at, proof.note) == (made.seq, STAMPED, NAME)


def test_without_a_trusted_certificate_a_time_stamp_says_so(casebook: Casebook) -> None:
    made = anchored(casebook)
    stamp = imported(casebook, authority().reply(timestamps.query(made)))
    assert not stamp.trusted
    assert stamp.as_anchor().note == f"{NAME} (certificate not checked)"


def test_a_reply_finds_its_anchor_among_several(casebook: Casebook) -> None:
    first, second = anchored(casebook), anchored(casebook, "second")
    stamp = imported(casebook, authority().reply(timestamps.query(second)), authority().root)
    assert stamp.anchor == second != first


def refused(casebook: Casebook, reply: bytes, certificates: bytes = b"") -> str:
    with pytest.raises(Invalid) as raised:
        imported(casebook, reply, certificates)
    with casebook.read() as connection:
        assert not list(timestamps.kept_stamps(connection))
    return raised.value.sentence()


def test_a_reply_of_another_authority_is_refused(casebook: Casebook) -> None:
    reply = authority().reply(timestamps.query(anchored(casebook)))
    assert "does not verify" in refused(casebook, reply, Authority().root)


def test_a_certificate_that_is_not_for_time_stamping_is_refused(casebook: Casebook) -> None:
    other = Authority(SIGNING)
    reply = other.reply(timestamps.query(anchored(casebook)))
    assert "does not verify" in refused(casebook, reply, other.root)


def test_a_reply_without_its_root_needs_the_certificate(casebook: Casebook) -> None:
    lean = Authority(complete=False)
    reply = lean.reply(timestamps.query(anchored(casebook)))
    assert "--ca" in refused(casebook, reply)
    assert imported(casebook, reply, lean.root).trusted


def test_a_changed_reply_is_refused(casebook: Casebook) -> None:
    reply = authority().reply(timestamps.query(anchored(casebook)))
    at = reply.index(b"20260303120000")
    changed = reply[:at] + b"20250303120000" + reply[at + 14 :]
    assert "does not verify" in refused(casebook, changed, authority().root)


def test_a_reply_that_grants_nothing_says_why(casebook: Casebook) -> None:
    anchored(casebook)
    assert "the query is too old" in refused(casebook, refusal())


@pytest.mark.parametrize("reply", [b"", b"0", b"\x30\x03abc", b"<html>"], ids=repr)
def test_what_is_no_reply_is_refused(casebook: Casebook, reply: bytes) -> None:
    anchored(casebook)
    assert "not a time-stamp reply" in refused(casebook, reply)


def test_what_is_no_certificate_is_refused(casebook: Casebook) -> None:
    reply = authority().reply(timestamps.query(anchored(casebook)))
    assert "not a file of certificates" in refused(casebook, reply, b"hello")


def test_a_reply_about_something_else_is_refused(casebook: Casebook) -> None:
    made = anchored(casebook)
    strange = Anchor(made.casebook_id, made.seq, "0" * 64, made.at, "file")
    with pytest.raises(NotFound, match="none of the anchors"):
        imported(casebook, authority().reply(timestamps.query(strange)), authority().root)


def test_a_time_stamp_over_a_chain_written_anew_is_a_finding(casebook: Casebook) -> None:
    made = anchored(casebook)
    imported(casebook, authority().reply(timestamps.query(made)), authority().root)
    connection = connect(casebook.database, casebook.keys.database, wait_s=1.0)
    connection.execute("DROP TRIGGER anchor_no_update")
    connection.execute("UPDATE anchor SET sha256 = hex(zeroblob(32))")
    connection.close()
    assert any("time-stamp" in finding for finding in verified(casebook).findings)
