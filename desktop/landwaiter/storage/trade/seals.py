"""The entry of the audit chain that seals a batch."""

from dataclasses import dataclass

from sqlalchemy import select

from landwaiter.domain.trade.deeds import SIFT
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import structure
from landwaiter.storage.schema.audit import audit_entry, audit_payload


@dataclass(frozen=True, slots=True)
class BatchSeal:
    """Where the root of a batch is sealed; empty where nowhere is."""

    seq: int = 0
    sha256: str = ""
    root: str = ""


def entry_of(conn: Reader, batch: int) -> BatchSeal:
    """The entry that says what a batch holds; nothing where somebody took it away."""
    entry, payload = audit_entry.c, audit_payload.c
    query = (
        select(entry.seq, entry.sha256, payload.content)
        .join(audit_payload, payload.seq == entry.seq)
        .where(entry.object == f"trade/batch/{batch}", entry.deed == SIFT.entry)
    )
    row = conn.execute(query).first()
    if row is None or row.content is None:
        return BatchSeal()
    return BatchSeal(int(row.seq), str(row.sha256), str(structure(row.content)["root"]))
