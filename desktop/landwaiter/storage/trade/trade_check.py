"""Whether the trade store is what the audit chain sealed: batches, declarations, kept answers."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import bindparam, select

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.trade.deeds import SIFT
from landwaiter.domain.trade.seal_tree import leaf, root
from landwaiter.i18n import _
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import structure
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.audit import audit_entry, audit_payload
from landwaiter.storage.trade import batches, screenings
from landwaiter.storage.trade.packing import unpacked

_BATCH = "trade/batch/"
_SEALS = (
    select(audit_entry.c.object, audit_payload.c.content)
    .join(audit_payload, audit_payload.c.seq == audit_entry.c.seq)
    .where(audit_entry.c.deed == SIFT.entry, audit_entry.c.object.startswith(_BATCH))
    .order_by(audit_entry.c.seq)
)
_DECLARED = (
    select(
        t.trade_leaf.c.id,
        t.trade_leaf.c.leaf,
        t.trade_declaration.c.content,
        t.trade_declaration.c.verdict,
        t.trade_declaration.c.salt,
    )
    .join(t.trade_declaration, t.trade_declaration.c.id == t.trade_leaf.c.id)
    .where(t.trade_leaf.c.batch == bindparam("batch"))
)


def trade_faults(conn: Reader) -> Iterator[str]:
    """Sentences on what is not as it was sealed."""
    sealed = {
        int(str(row.object).removeprefix(_BATCH)): structure(row.content)
        for row in conn.execute(_SEALS)
        if row.content is not None
    }
    kept = set(conn.execute(select(t.trade_batch.c.no)).scalars())
    for number in sorted(sealed.keys() - kept):
        yield _("Batch {number} of the trade store is gone.").format(number=number)
    for number in sorted(kept):
        if number not in sealed:
            unsealed = _("No entry of the audit chain seals batch {number} of the trade store.")
            yield unsealed.format(number=number)
        elif not _is_as_sealed(conn, number, sealed[number]):
            changed = _("Batch {number} of the trade store is not what was sealed.")
            yield changed.format(number=number)
        yield from _declarations(conn, number)
    for number in screenings.kept_together(conn):
        if not screenings.are_as_sealed(conn, number):
            answers = _("What lists answered to names (part {number}) is not what was sealed.")
            yield answers.format(number=number)


# The payload of an entry has numbers as text.
def _is_as_sealed(conn: Reader, number: int, sealed: Mapping[str, Any]) -> bool:
    batch = batches.batch_named(conn, number)
    leaves = [node for _id, node in batches.leaves_of(conn, number)]
    return (
        batch is not None
        and sealed.get("root") == batch["root"] == root(leaves).hex()
        and sealed.get("grounds") == sha256_hex(canonical_bytes(batch["grounds"]))
        and sealed.get("policy") == str(batch["policy"])
        and all(sealed.get(name) == str(count) for name, count in batch["counts"].items())
    )


def _declarations(conn: Reader, number: int) -> Iterator[str]:
    for row in conn.execute(_DECLARED, {"batch": number}):
        digests = (sha256_hex(unpacked(row.content)), sha256_hex(unpacked(row.verdict)))
        if leaf(bytes(row.salt), *digests) != bytes(row.leaf):
            changed = _("Declaration {row} of batch {number} is not what was sealed.")
            yield changed.format(row=row.id, number=number)
