"""Carries out the deeds on the audit chain."""

from pathlib import Path

from landwaiter.domain.audit import deeds
from landwaiter.domain.audit.deeds import ErasePayload, ExportChain, KeepTimeStamp, WriteAnchor
from landwaiter.i18n import _
from landwaiter.services.audit import audit_history, erasure
from landwaiter.services.audit.anchoring import anchored, with_file
from landwaiter.services.audit.audit_history import AuditFilter
from landwaiter.services.deeds.handler import Account, Doing, Entries, Handler, Mover
from landwaiter.services.deeds.motion_form import MotionForm, Plain
from landwaiter.storage.audit import timestamps
from landwaiter.storage.audit.anchors import write_anchor_file
from landwaiter.storage.keys.place import write_durably
from landwaiter.user_file import file_bytes


def export_chain(doing: Doing, said: ExportChain, _none: None) -> Entries:
    """Its value are the lines, read once everything is committed: see `audit_history.exported`."""
    wanted = AuditFilter(said.case, said.person, said.deed, said.entity, said.first, said.last)
    stated = wanted.stated()
    narrowed = audit_history.conditions(doing.session, doing.conn, wanted)
    doing.work.audit("audit.exported", "audit", {"filter": stated})
    last = doing.work.head
    extract = {"extract": {"filter": stated, "seq": str(last.seq), "sha256": last.sha256}}
    return Entries(
        outcome=audit_history.exported(doing.session, narrowed, extract if stated else {})
    )


def write_anchor(doing: Doing, said: WriteAnchor, _none: None) -> Entries:
    """Its value is the anchor."""
    session, work, file, query = doing.session, doing.work, said.file, said.request
    made = anchored(session, work, "file", file.name)
    with_file(work, file, lambda: write_anchor_file(file, made))
    if query is not None:
        asked = timestamps.query(made)
        with_file(work, query, lambda: write_durably(query, asked))
    return Entries(outcome=made)


def keep_time_stamp(doing: Doing, said: KeepTimeStamp, _none: None) -> Account:
    """Kept once it verifies; with PEM roots it is trusted. Its value is the time-stamp."""
    reply = _read(said.reply)
    roots = _read(said.ca) if said.ca is not None else b""
    stamp = timestamps.import_reply(doing.work, reply, roots)
    content = {
        "seq": stamp.anchor.seq,
        "sha256": stamp.anchor.sha256,
        "authority": stamp.authority,
        "stamped_at": stamp.at,
        "trusted": stamp.trusted,
    }
    return Account("audit", content, outcome=stamp)


def _read(file: Path) -> bytes:
    return file_bytes(file, most=timestamps.LARGEST, refused=_("The file is too large for this."))


def _erasure(_doing: Doing, said: ErasePayload, _none: None) -> Plain:
    return {"seq": str(said.seq)}


_EXPORT_CHAIN: Handler[ExportChain, None] = Handler(deeds.EXPORT_CHAIN, export_chain)
_WRITE_ANCHOR: Handler[WriteAnchor, None] = Handler(deeds.WRITE_ANCHOR, write_anchor)
_KEEP_TIME_STAMP: Handler[KeepTimeStamp, None] = Handler(deeds.KEEP_TIME_STAMP, keep_time_stamp)
_ERASE_PAYLOAD: Mover[ErasePayload, None] = Mover(
    deeds.ERASE_PAYLOAD,
    _erasure,
    MotionForm(
        erasure.erase_title,
        erasure.erase_object,
        erasure.erase_facts,
        erasure.erase,
    ),
)
HANDLERS = (_EXPORT_CHAIN, _WRITE_ANCHOR, _KEEP_TIME_STAMP, _ERASE_PAYLOAD)
