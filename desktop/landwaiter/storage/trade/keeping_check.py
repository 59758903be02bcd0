"""What erased declarations leave, in sums and of their files, held against the newest entry."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from landwaiter.domain.trade.erasure_deeds import CARRY_OUT_ERASURE
from landwaiter.i18n import _
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema.audit import audit_entry, audit_payload
from landwaiter.storage.trade import erasing

_SEALED: Final = {
    "cells_sha256": ("trade_erased_cell", erasing.cells_sha256),
    "files_sha256": ("trade_erased_file", erasing.files_sha256),
}


def cell_faults(conn: Reader) -> Iterator[str]:
    """What they leave since the newest erasure ended."""
    entry, payload = audit_entry.c, audit_payload.c
    query = (
        select(payload.content)
        .join(audit_entry, payload.seq == entry.seq)
        .where(entry.deed == CARRY_OUT_ERASURE.entry)
        .order_by(entry.seq.desc())
        .limit(1)
    )
    content = conn.execute(query).scalar()
    said = records.structure(content) if content else dict.fromkeys(_SEALED, erasing.NO_CELLS)
    for name, (table, made) in _SEALED.items():
        if name in said and said[name] != made(conn):
            yield _("{table}: it is not what the newest erasure sealed.").format(table=table)
