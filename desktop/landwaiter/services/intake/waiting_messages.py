"""Messages that came before their declaration: kept, listed, attached when it comes."""

from collections.abc import Iterator
from dataclasses import dataclass

from landwaiter.canonical import canonical_bytes, sha256_hex, stated
from landwaiter.domain.cases.tracks import GOODS_IN_HAND
from landwaiter.domain.intake.customs_messages import MessageEffect, message_named
from landwaiter.formats.base.declaration_file import ReadRequest
from landwaiter.i18n import _
from landwaiter.services.base.content_forms import identity
from landwaiter.services.intake.amendments import attach_request
from landwaiter.services.intake.openings import RawFile
from landwaiter.services.intake.readings import Readings
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_rows
from landwaiter.storage.intake import declarations, waiting_messages
from landwaiter.storage.intake.waiting_messages import WaitingContent, WaitingRow


@dataclass(frozen=True, slots=True)
class WaitingMessages:
    """The messages that wait."""

    rows: tuple[WaitingRow, ...]
    """The last that came first."""
    total: int


def waiting_list(session: Session, *, limit: int, before: str = "") -> WaitingMessages:
    """The messages whose declaration is not in the casebook; `before` goes on from a row's id."""
    with session.reading() as conn:
        rows = waiting_messages.waiting_rows(conn, limit=limit, before=before)
        return WaitingMessages(rows, waiting_messages.waiting_count(conn))


def case_of(conn: Reader, read: ReadRequest) -> str | None:
    """The case of the declaration that a message is on."""
    request = read.request
    return declarations.find_requested(
        conn,
        mrn=request.mrn,
        local_reference=request.local_reference,
        eori=request.declarant_eori,
    )


def keep_waiting(readings: Readings, read: ReadRequest, raw: RawFile) -> bool:
    """Keep a message whose declaration is not there; False where the same one waits already."""
    work, request = readings.work, read.request
    sha256 = sha256_hex(canonical_bytes(stated([read.request, read.amended, read.declared])))
    if waiting_messages.is_waiting(work.conn, sha256):
        return False
    row_id = work.new_id()
    records.add(
        work.conn,
        "waiting_message",
        id=row_id,
        kind=request.kind,
        message=read.shown.get("message", ""),
        mrn=declarations.mrn_key(request.mrn),
        local_reference=request.local_reference,
        happened=read.shown.get("date") or _day(read),
        content=records.to_json(read),
        content_sha256=sha256,
        request_sha256=identity(request),
        raw_file_id=raw.id,
        author=work.actor,
        at=work.now,
    )
    work.audit(
        "intake.message_waits",
        f"waiting_message/{row_id}",
        {
            "message": read.shown.get("message") or request.kind,
            "mrn": request.mrn,
            "local_reference": request.local_reference,
            "file": raw.name,
            "file_sha256": raw.sha256,
        },
    )
    return True


def odd_of(conn: Reader, case_id: str, read: ReadRequest) -> Iterator[str]:
    """What whoever takes a message in should know of it."""
    known = message_named(read.shown.get("message", ""))
    if known is None:
        return
    if known.effect is MessageEffect.KEPT:
        yield _("{message}: what this message means is not established. It has no effect.").format(
            message=known.code
        )
    if known.is_release and case_rows.has_goods_in(conn, case_id, GOODS_IN_HAND):
        yield _("{case}: released by customs ({message}) while goods are held here.").format(
            case=case_rows.reference_of(conn, case_id), message=known.code
        )


def _day(read: ReadRequest) -> str | None:
    return read.request.issued.date().isoformat() if read.request.issued else None


def attach_waiting(
    readings: Readings, case_id: str, *, mrn: str | None, local_reference: str | None = None
) -> int:
    """Attach what waits for a declaration that the casebook now knows by these numbers; how many.

    One of the messages may give it its MRN, under which others wait.
    """
    conn = readings.work.conn
    mrns = {key for key in (declarations.mrn_key(mrn),) if key}
    count, reference = 0, local_reference
    while mrns or reference:
        found = waiting_messages.waiting_for(conn, mrns=mrns, local_reference=reference)
        mrns, reference = set(), None
        for one in found:
            read = records.from_json(one.content, ReadRequest)
            if case_of(conn, read) != case_id:
                continue
            _attach(readings, case_id, read, one)
            count += 1
            mrns |= {key for key in (declarations.mrn_key(read.request.given_mrn),) if key}
    return count


def _attach(readings: Readings, case_id: str, read: ReadRequest, one: WaitingContent) -> None:
    raw = RawFile(one.raw_file, one.file_name, one.file_sha256)
    attach_request(readings, case_id, read, raw, waited_since=one.at)
    waiting_messages.end_waiting(readings.work.conn, one.id)
