"""Time-stamps on anchors: an outside authority's signature on when an anchor existed.

Nothing is sent: a query is written to a file, and the reply comes back as a file.
"""
# ruff: noqa: PLC0415 (the library for replies is slow to load, and most casebooks have none)

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.storage.audit.anchors import anchor_bytes, anchor_rows
from landwaiter.storage.audit.chain import Anchor
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema.audit import time_stamp

LARGEST = 1024 * 1024
"""Bytes of a reply or a file of certificates; real ones have some thousands."""


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """What a verified reply says: `authority` vouches that the anchor existed at `at`."""

    anchor: Anchor
    at: datetime
    authority: str
    trusted: bool
    """Whether the certificate leads to one that was named as trusted."""

    def as_anchor(self) -> Anchor:
        """The anchor as the verification of the chain compares it."""
        said = _("{authority} (certificate not checked)").format(authority=self.authority)
        made = self.anchor
        return Anchor(
            casebook_id=made.casebook_id,
            seq=made.seq,
            sha256=made.sha256,
            at=self.at,
            kind="time-stamp",
            note=self.authority if self.trusted else said,
        )


def query(made: Anchor) -> bytes:
    """The time-stamp query for an anchor file."""
    from landwaiter.storage.audit.rfc3161 import query_for

    return query_for(anchor_bytes(made))


def import_reply(work: UnitOfWork, reply: bytes, certificates: bytes = b"") -> TimeStamp:
    """Verify a reply to the query for one of the casebook's anchors, and keep it.

    `certificates` are trusted roots as PEM. Without them the certificates in the reply must lead
    to a root among themselves, and the time-stamp says that nobody checked it. Invalid or NotFound.
    """
    anchor_id, made = _anchor_of(work.conn, reply)
    stamp = _verified(reply, made, certificates)
    work.conn.execute(
        time_stamp.insert().values(
            id=work.new_id(),
            anchor_id=anchor_id,
            reply=reply,
            certificates=certificates.decode("latin-1"),
            author=work.actor,
            at=work.now,
        )
    )
    return stamp


def kept_stamps(connection: Reader) -> Iterator[TimeStamp | str]:
    """Each time-stamp of the casebook, verified anew; a sentence for one that does not verify."""
    columns = time_stamp.c
    query = select(columns.anchor_id, columns.reply, columns.certificates).order_by(columns.id)
    rows = connection.execute(query).all()
    known = dict(anchor_rows(connection)) if rows else {}
    for anchor_id, reply, certificates in rows:
        try:
            yield _verified(reply, known[anchor_id], certificates.encode("latin-1"))
        except Invalid as fault:
            yield _("The time-stamp of entry {seq} does not verify: {reason}").format(
                seq=known[anchor_id].seq, reason=fault.message
            )


def stamped(connection: Reader) -> Iterator[tuple[TimeStamp, bytes]]:
    """Each time-stamp that verifies, with the reply of its authority."""
    columns = time_stamp.c
    query = select(columns.anchor_id, columns.reply, columns.certificates).order_by(columns.id)
    rows = connection.execute(query).all()
    known = dict(anchor_rows(connection)) if rows else {}
    for anchor_id, reply, certificates in rows:
        with suppress(Invalid):
            yield _verified(reply, known[anchor_id], certificates.encode("latin-1")), bytes(reply)


def _anchor_of(connection: Reader, reply: bytes) -> tuple[str, Anchor]:
    from landwaiter.storage.audit.rfc3161 import decoded, is_about

    response = decoded(reply)
    for anchor_id, made in anchor_rows(connection):
        if is_about(response, anchor_bytes(made)):
            return anchor_id, made
    raise NotFound(
        _("This time-stamp is about none of the anchors that the casebook remembers."),
        remedy=_("Write an anchor with its query, and import the reply to exactly that query."),
    )


def _verified(reply: bytes, made: Anchor, certificates: bytes) -> TimeStamp:
    from landwaiter.storage.audit.rfc3161 import decoded, verified

    vouched = verified(decoded(reply), anchor_bytes(made), certificates)
    return TimeStamp(made, vouched.at, vouched.authority, bool(certificates))
