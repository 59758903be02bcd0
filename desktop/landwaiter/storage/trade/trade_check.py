"""Whether batches and kept answers are what the audit chain sealed; declarations: `store_check`."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.trade.deeds import SIFT
from landwaiter.i18n import _
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import structure
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.audit import audit_entry, audit_payload
from landwaiter.storage.trade import batches, screenings

_BATCH = "trade/batch/"
_SEALS = (
    select(audit_entry.c.object, audit_payload.c.content)
    .join(audit_payload, audit_payload.c.seq == audit_entry.c.seq)
    .where(audit_entry.c.deed == SIFT.entry, audit_entry.c.object.startswith(_BATCH))
    .order_by(audit_entry.c.seq)
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
        if number not in sealed or not _is_as_sealed(conn, number, sealed[number]):
            changed = _("Batch {number} of the trade store is not what was sealed.")
            yield changed.format(number=number)
    for number in screenings.kept_together(conn):
        if not screenings.are_as_sealed(conn, number):
            answers = _("What lists answered to names (part {number}) is not what was sealed.")
            yield answers.format(number=number)


# The payload of an entry has numbers as text.
def _is_as_sealed(conn: Reader, number: int, sealed: Mapping[str, Any]) -> bool:
    batch = batches.batch_named(conn, number)
    return (
        batch is not None
        and sealed.get("root") == batch["root"]
        and sealed.get("grounds") == sha256_hex(canonical_bytes(batch["grounds"]))
        and sealed.get("policy") == str(batch["policy"])
        and all(sealed.get(name) == str(count) for name, count in batch["counts"].items())
    )
