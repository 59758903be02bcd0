"""The entry of the audit chain that seals a batch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Text, select, type_coerce

from landwaiter.domain.trade.again_deeds import SIFT_AGAIN
from landwaiter.domain.trade.deeds import SIFT
from landwaiter.domain.trade.sample_draw import commitment, signed_text
from landwaiter.storage.audit.sealed_chain import StoredChain
from landwaiter.storage.audit.sealed_chain import entry_of as entry_in
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import structure
from landwaiter.storage.schema.audit import audit_entry, audit_payload
from landwaiter.trust.signed import signature_fits


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
    return _entry(conn, SIFT.entry, f"trade/batch/{batch}")


def again_of(conn: Reader, number: int) -> BatchSeal:
    """The same of what was sifted again."""
    return _entry(conn, SIFT_AGAIN.entry, f"trade/again/{number}")


def _entry(conn: Reader, deed: str, about: str) -> BatchSeal:
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
        .where(entry.object == about, entry.deed == deed)
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


@dataclass(frozen=True, slots=True)
class SaidEntry:
    """What an entry says, and of what."""

    about: str
    said: Mapping[str, Any]
    actor: str
    at: str


def said_in(conn: Reader, deeds: Sequence[str]) -> Iterator[SaidEntry]:
    """What entries of these deeds say, in their order; few are held at once."""
    entry, payload = audit_entry.c, audit_payload.c
    query = (
        select(entry.object, entry.actor, type_coerce(entry.at, Text).label("at"), payload.content)
        .join(audit_payload, payload.seq == entry.seq)
        .where(entry.deed.in_(deeds), payload.content.is_not(None))
        .order_by(entry.seq)
        .execution_options(yield_per=500)
    )
    for row in conn.execute(query):
        yield SaidEntry(str(row.object), structure(row.content), str(row.actor), str(row.at))


def is_drawn_by_its_author(conn: Reader, batch: int) -> bool:
    """Whether who sifted a batch signed what bound its secret, by a key that was theirs then."""
    seal, registry = entry_of(conn, batch), load_registry(conn)
    said, text = seal.payload, StoredChain(conn).text(seal.seq)
    key = registry.keys.get(str(said.get("key")))
    if key is None or text is None or key.user_id != entry_in(text).by:
        return False
    bound = commitment(bytes.fromhex(said["secret"]))
    return (
        key.made < seal.seq
        and (key.until is None or seal.seq < key.until)
        and signature_fits(
            key.public, str(said["signature"]), signed_text(registry.casebook, batch, bound)
        )
    )
