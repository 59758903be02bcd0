"""Messages on declarations: attached to a case, kept with what was sifted; else they wait."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from landwaiter.canonical import canonical_bytes, sha256_hex, stated
from landwaiter.domain.base.identity import is_identity
from landwaiter.domain.base.terms import low
from landwaiter.domain.intake.customs_messages import MessageEffect, message_named
from landwaiter.domain.intake.customs_standing import (
    LETS_GO,
    CustomsStanding,
    customs_standing,
    status_of,
)
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.errors import Invalid
from landwaiter.formats.base.declaration_file import ReadRequest
from landwaiter.i18n import _, joined
from landwaiter.services.base.content_forms import identity
from landwaiter.services.base.customs_words import stated_said
from landwaiter.services.intake.amendments import AttachedRequest, attach_request
from landwaiter.services.intake.openings import RawFile
from landwaiter.services.intake.readings import AmendmentCase, Readings, VoidedDecision
from landwaiter.services.intake.same_reference import (
    Found,
    ReadPlace,
    found_requested,
    odd_of_match,
)
from landwaiter.services.intake.sifted_versions import open_from_arrival, origin_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.told_rows import ROW, add_told
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.goods_origins import holders_of
from landwaiter.storage.intake import declarations, waiting_messages
from landwaiter.storage.intake.waiting_messages import WaitingContent, WaitingRow
from landwaiter.storage.trade import sifted_rows, stored_messages
from landwaiter.storage.trade.sifted_rows import KnownRow
from landwaiter.storage.trade.stored_messages import StoredMessage


@dataclass(frozen=True, slots=True)
class WaitingMessages:
    """The messages that wait."""

    rows: tuple[WaitingRow, ...]
    """The last that came first."""
    total: int


def waiting_list(session: Session, *, limit: int, before: str = "") -> WaitingMessages:
    """The messages whose declaration is not in the casebook; `before` goes on from a row's id, also
    of one that waits no more."""
    if before and not is_identity(before):
        raise Invalid(
            _("This is no id of a message."),
            field="after",
            value=before,
            remedy=_("Give the id of the last one of the page before, or none."),
        )
    with session.reading() as conn:
        rows = waiting_messages.waiting_rows(conn, limit=limit, before=before)
        return WaitingMessages(rows, waiting_messages.waiting_count(conn))


def case_of(conn: Reader, read: ReadRequest) -> str | None:
    """The case of the declaration that a message is on."""
    return found_requested(conn, read)[0]


@dataclass(frozen=True, slots=True)
class PlacedMessage:
    """What became of a message that came."""

    case: str = ""
    """The reference of its case; empty where it has none."""
    is_kept: bool = False
    """It is kept with its declaration in the trade store."""
    waits: bool = False
    is_new: bool = False
    """False: it was there already."""
    attached: int = 0
    """Messages that waited for the MRN that it gives."""
    voided: tuple[VoidedDecision, ...] = ()
    """Decisions that it ended."""


def place_message(readings: Readings, read: ReadRequest, raw: RawFile) -> PlacedMessage:
    """Attach a message to the case of its declaration, and keep it with that in the trade store;
    where there is neither it waits."""
    conn = readings.work.conn
    case_id, stored = found_requested(conn, read)
    if case_id is None and stored is None:
        return PlacedMessage(waits=True, is_new=_keep_waiting(readings, read, raw))
    is_kept = stored is not None and _keep(readings, stored.id, read, raw)
    attached = AttachedRequest()
    if case_id is not None:
        attached = attach_request(readings, case_id, read, raw)
    given = read.request.given_mrn
    return PlacedMessage(
        attached.reference,
        is_kept=stored is not None,
        is_new=is_kept or attached.is_new,
        voided=attached.voided,
        attached=settle_waiting(readings, mrns=[given] if given else []),
    )


def stored_of(conn: Reader, read: ReadRequest) -> KnownRow | None:
    """The declaration of the trade store that a message is on."""
    return found_requested(conn, read)[1]


def amended_in_store(conn: Reader, case_id: str | None, read: ReadRequest) -> KnownRow | None:
    """The declaration of the trade store, without a case, that a message states as it shall read.

    Kept beside it, what it says would be judged nowhere: it opens a case.
    """
    return stored_of(conn, read) if case_id is None and read.amended is not None else None


def _keep(
    readings: Readings,
    number: int,
    read: ReadRequest,
    raw: RawFile,
    *,
    waited: WaitingContent | None = None,
) -> bool:
    """Keep a message with its declaration in the store; False where the same one is there.

    `waited` is what it was while its declaration was not there.
    """
    work, request = readings.work, read.request
    sha256 = _identity_of(read)
    if stored_messages.is_kept(work.conn, sha256):
        return False
    told = stored_messages.keep_message(
        work,
        number,
        message=read.shown.get("message", ""),
        given_mrn=declarations.mrn_key(request.given_mrn),
        content=records.to_json(read),
        content_sha256=sha256,
        raw_file=raw.id,
        waited_as=waited.id if waited else None,
    )
    work.audit(
        "trade.message_kept",
        f"trade/declaration/{number}",
        {
            **_said(read, raw),
            "content_sha256": sha256,
            ROW: told,
            **({"waited_since": waited.at} if waited else {}),
        },
    )
    work.changed("trade", str(number))
    return True


def _identity_of(read: ReadRequest) -> str:
    return sha256_hex(canonical_bytes(stated([read.request, read.amended, read.declared])))


def _said(read: ReadRequest, raw: RawFile) -> dict[str, Any]:
    request = read.request
    return {
        "message": read.shown.get("message") or request.kind,
        "mrn": request.mrn,
        "local_reference": request.local_reference,
        "file": raw.name,
        "file_sha256": raw.sha256,
    }


def _keep_waiting(readings: Readings, read: ReadRequest, raw: RawFile) -> bool:
    """Keep a message whose declaration is not there; False where the same one waits already."""
    work, request = readings.work, read.request
    sha256 = _identity_of(read)
    if waiting_messages.is_waiting(work.conn, sha256):
        return False
    told = add_told(
        work,
        "waiting_message",
        kind=request.kind,
        message=read.shown.get("message", ""),
        mrn=declarations.mrn_key(request.mrn),
        local_reference=request.local_reference,
        happened=read.shown.get("date") or _day(read),
        content=records.to_json(read),
        content_sha256=sha256,
        request_sha256=identity(request),
        raw_file_id=raw.id,
    )
    work.audit(
        waiting_messages.WAITS,
        f"{waiting_messages.ABOUT}{told['id']}",
        {**_said(read, raw), ROW: told},
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
    status = status_of(read.shown)
    if status not in LETS_GO:
        return
    said = (
        _("{case}: released by customs ({message}) while goods are held here.")
        if known.is_release
        else _("{case}: gone, as customs state ({message}), while goods are held here.")
    )
    for holder in holders_of(conn, case_id):
        yield said.format(case=holder, message=known.code)


def _day(read: ReadRequest) -> str | None:
    return read.request.issued.date().isoformat() if read.request.issued else None


def settle_waiting(
    readings: Readings, *, mrns: Iterable[str | None] = (), references: Iterable[str | None] = ()
) -> int:
    """Attach or keep what waits for declarations that are now there by these numbers; how many.

    One of the messages may give its declaration an MRN, under which others wait.
    """
    conn = readings.work.conn
    keys = {key for key in map(declarations.mrn_key, mrns) if key}
    named = {one for one in references if one}
    count = 0
    while keys or named:
        found = waiting_messages.waiting_for(conn, mrns=keys, references=named)
        keys, named = set(), set()
        for one in found:
            read = records.from_json(one.content, ReadRequest)
            if _settle(readings, read, one):
                count += 1
                given = declarations.mrn_key(read.request.given_mrn)
                keys |= {given} if given else set()
    return count


def _settle(readings: Readings, read: ReadRequest, one: WaitingContent) -> bool:
    work, raw = readings.work, RawFile(one.raw_file, one.file_name, one.file_sha256)
    conn = work.conn
    case_id, stored = found_requested(conn, read)
    if case_id is None and stored is None:
        return False
    readings.odd += _odd_of_settled(conn, (case_id, stored), read, raw)
    amended = amended_in_store(conn, case_id, read)
    if amended is not None and read.amended is not None:
        case_id = _open_amended(readings, amended, read.amended, raw)
    if stored is not None:
        _keep(readings, stored.id, read, raw, waited=one)
    if case_id is not None:
        came = attach_request(readings, case_id, read, raw, waited_since=one.at, waited_as=one.id)
        readings.voided += came.voided
    waiting_messages.end_waiting(work, one.id)
    return True


def _odd_of_settled(conn: Reader, found: Found, read: ReadRequest, raw: RawFile) -> Iterator[str]:
    """That an amendment which had waited was matched by its reference alone."""
    case_id, stored = found
    if read.amended is None:
        return
    before = None
    if case_id is not None:
        before = declarations.current_version(conn, case_id).declaration
    elif stored is not None and (row := sifted_rows.sifted(conn, stored.id)) is not None:
        before = row.declaration
    if before is not None and before != read.amended:
        yield from odd_of_match(before, read.amended, ReadPlace(raw.name, read.row))


def _open_amended(readings: Readings, known: KnownRow, amended: Declaration, raw: RawFile) -> str:
    """A case of what was sifted and of its amendment, which had waited for it."""
    session, work = readings.session, readings.work
    origin = origin_of(session, amended)
    case = open_from_arrival(session, work, amended, origin, raw, known=known)
    attach_kept(readings, case.id, known.id)
    work.changed("cases", case.reference)
    number = amended.mrn or amended.local_reference or ""
    readings.opened.append(AmendmentCase(case.reference, number, raw.name))
    return case.id


def attach_kept(readings: Readings, case_id: str, number: int) -> int:
    """Attach to a case what is kept with its declaration in the store; how many were new there.

    A correction was one of the version that it came on; what came after that says otherwise.
    """
    attached = 0
    for one in stored_messages.messages_on(readings.work.conn, number):
        read = records.from_json(one.content, ReadRequest)
        if one.declaration != number:
            read = replace(read, amended=None)
        raw = RawFile(one.raw_file, one.file_name, one.file_sha256)
        request = attach_request(
            readings, case_id, read, raw, waited_since=one.at, waited_as=one.waited_as
        )
        readings.voided += request.voided
        attached += request.is_new
    return attached


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """A message that is kept with a declaration, as it is shown."""

    message: str
    """Its root element; empty of a format whose messages have no such name."""
    title: str
    sender: str
    happened: str | None
    mrn: str | None
    says: Mapping[str, str]
    """What it states besides, as far as it is read."""
    file: str
    author: str
    at: datetime


def messages_on(conn: Reader, number: int) -> tuple[KeptMessage, ...]:
    """What came on a declaration of the store, in the order in which it came."""
    return tuple(_shown(one) for one in stored_messages.messages_on(conn, number))


def _shown(one: StoredMessage) -> KeptMessage:
    read = records.from_json(one.content, ReadRequest)
    said = {"statement": read.request.statement or ""} | dict(read.shown)
    name = read.shown.get("message", "")
    known = message_named(name)
    return KeptMessage(
        message=name,
        title=_(known.title) if known else low(read.request.kind),
        sender=_(known.sender) if known else "",
        happened=read.shown.get("date") or _day(read),
        mrn=read.request.mrn,
        says={key: text for key, text in said.items() if text and key not in ("message", "date")},
        file=one.file_name,
        author=one.author,
        at=one.at,
    )


def standing_of(messages: Iterable[KeptMessage]) -> CustomsStanding | None:
    """Where, by these, customs say that the goods are."""
    return customs_standing(
        {**one.says, "message": one.message, "date": one.happened} for one in messages
    )


def message_said(one: KeptMessage) -> str:
    """A message in one line: what it is, of which day, what it states besides."""
    head = " ".join(part for part in (one.message, one.title) if part)
    said = stated_said(one.says)
    return joined(", ", (part for part in (head, one.happened, one.mrn, *said) if part))
