"""The entry of the audit chain that seals a batch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Text, select, type_coerce

from landwaiter.domain.trade.deeds import SIFT
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import structure
from landwaiter.storage.schema.audit import audit_entry, audit_payload


@dataclass(frozen=True, slots=True)
class BatchSeal:
    """Where the root of a batch is sealed, and what else; empty where nowhere is."""

    seq: int = 0
    sha256: str = ""
    root: str = ""
    actor: str = ""
    at: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)


def entry_of(conn: Reader, batch: int) -> BatchSeal:
    """The entry that says what a batch holds; nothing where somebody took it away."""
    entry, payload = audit_entry.c, audit_payload.c
    query = (
        select(
            entry.seq,
            entry.sha256,
            entry.actor,
            type_coerce(entry.at, Text).label("at"),
            payload.content,
        )
        .join(audit_payload, payload.seq == entry.seq)
        .where(entry.object == f"trade/batch/{batch}", entry.deed == SIFT.entry)
    )
    row = conn.execute(query).first()
    if row is None or row.content is None:
        return BatchSeal()
    said = structure(row.content)
    return BatchSeal(
        int(row.seq), str(row.sha256), str(said["root"]), str(row.actor), str(row.at), said
    )


def payloads(conn: Reader, deed: str, under: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """What the entries of a deed say, each with the number behind the path of its object."""
    entry, payload = audit_entry.c, audit_payload.c
    query = (
        select(entry.object, payload.content)
        .join(audit_payload, payload.seq == entry.seq)
        .where(entry.deed == deed, entry.object.startswith(under, autoescape=True))
        .order_by(entry.seq)
    )
    for about, content in conn.execute(query):
        if content is not None:
            yield int(str(about).removeprefix(under)), structure(content)


def said_in(conn: Reader, deeds: Sequence[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What entries of these deeds say, in their order, each with its object."""
    entry, payload = audit_entry.c, audit_payload.c
    query = (
        select(entry.object, payload.content)
        .join(audit_payload, payload.seq == entry.seq)
        .where(entry.deed.in_(deeds), payload.content.is_not(None))
        .order_by(entry.seq)
        .execution_options(yield_per=500)
    )
    for about, content in conn.execute(query):
        yield str(about), structure(content)
