"""The entry of the audit chain that seals a batch."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Text, select, type_coerce

from landwaiter.domain.trade.again_deeds import SIFT_AGAIN
from landwaiter.domain.trade.deeds import SIFT
from landwaiter.domain.trade.sample_draw import Draw, commitment, drawn_text, mixed
from landwaiter.storage.audit.sealed_chain import StoredChain
from landwaiter.storage.audit.sealed_chain import entry_of as entry_in
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import structure
from landwaiter.storage.schema.audit import audit_entry, audit_payload
from landwaiter.trust.key_output import is_proved, output_in


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


@dataclass(frozen=True, slots=True)
class SealedDraw:
    """By what a batch was drawn from, as its entry tells it."""

    secret: bytes
    key: str
    proof: bytes
    output: bytes
    one_in: int

    @property
    def bound(self) -> str:
        """What had to be bound before."""
        return commitment(self.secret)

    @property
    def draw(self) -> Draw:
        return Draw(mixed(self.secret, self.output), self.one_in)


def draw_in(said: Mapping[str, Any]) -> SealedDraw | None:
    """The draw that the entry of a batch tells; None where that is none."""
    try:
        secret, proof = bytes.fromhex(said["secret"]), bytes.fromhex(said["proof"])
        output = output_in(proof)
        if output is None:
            return None
        return SealedDraw(secret, str(said["key"]), proof, output, int(said["one_in"]))
    except (KeyError, ValueError, TypeError):
        return None


def is_drawn_by_its_author(conn: Reader, batch: int) -> bool:
    """Whether a batch was drawn by what a key gave that was that of who sifted it then."""
    seal, registry = entry_of(conn, batch), load_registry(conn)
    told, text = draw_in(seal.payload), StoredChain(conn).text(seal.seq)
    if told is None or text is None:
        return False
    key = registry.keys.get(told.key)
    if key is None or key.user_id != entry_in(text).by:
        return False
    return (
        key.made < seal.seq
        and (key.until is None or seal.seq < key.until)
        and is_proved(
            bytes.fromhex(key.public),
            drawn_text(registry.casebook, batch, told.bound),
            told.proof,
        )
    )


@dataclass(frozen=True, slots=True)
class WholeEntry:
    """An entry of the audit chain with what it says, as both are hashed."""

    seq: int
    sha256: str
    entry: str
    payload: str | None
    """None where it was erased."""
    salt: str | None


def whole_entry(conn: Reader, seq: int) -> WholeEntry | None:
    """An entry for who has no casebook."""
    entry, payload = audit_entry.c, audit_payload.c
    query = (
        select(entry.entry, entry.sha256, payload.content, payload.salt)
        .join(audit_payload, payload.seq == entry.seq, isouter=True)
        .where(entry.seq == seq)
    )
    row = conn.execute(query).first()
    if row is None:
        return None
    salt = None if row.salt is None else bytes(row.salt).hex()
    return WholeEntry(seq, str(row.sha256), str(row.entry), row.content, salt)


def bound_by(entry: WholeEntry) -> str:
    """What an entry binds of a secret; empty where it binds none."""
    return str(structure(entry.payload).get("commitment", "")) if entry.payload else ""


def binding_of(conn: Reader, batch: int) -> int | None:
    """The number of the first entry that bound the secret of a batch."""
    about = None if batch == 1 else f"trade/batch/{batch - 1}"
    query = (
        select(audit_entry.c.seq, audit_payload.c.content)
        .join(audit_payload, audit_payload.c.seq == audit_entry.c.seq)
        .where(audit_entry.c.deed == ("trade.begun" if about is None else SIFT.entry))
        .order_by(audit_entry.c.seq)
    )
    if about is not None:
        query = query.where(audit_entry.c.object == about)
    for seq, content in conn.execute(query):
        if content is not None and "commitment" in structure(content):
            return int(seq)
    return None
