"""The trade store held against what its batches sealed, leaf by leaf."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import select

from landwaiter.canonical import sha256_hex
from landwaiter.domain.trade.seal_tree import leaf, root
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.data_protection.trade_erasure import trade_erased
from landwaiter.storage.trade import seals
from landwaiter.storage.trade.packing import unpacked

_READ_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class BatchFaults:
    """What is wrong with a batch; all empty where nothing is."""

    no: int
    is_sealed: bool
    """Its leaves give the root that its entry sealed."""
    changed: tuple[int, ...]
    """Declarations that do not give their leaf."""
    missing: tuple[int, ...]
    """Declarations that are gone, and were not erased."""


def faults(conn: Reader) -> Iterator[BatchFaults]:
    """Batches with something wrong, the oldest first."""
    kept, declared, erased = t.trade_leaf.c, t.trade_declaration.c, trade_erased.c
    query = (
        select(
            kept.id,
            kept.batch,
            kept.leaf,
            declared.content,
            declared.verdict,
            declared.salt,
            erased.erasure,
        )
        .join(t.trade_declaration, declared.id == kept.id, isouter=True)
        .join(trade_erased, erased.declaration_id == kept.id, isouter=True)
        .order_by(kept.id)
        .execution_options(yield_per=_READ_TOGETHER)
    )
    roots = {int(no): str(one) for no, one in conn.execute(_ROOTS)}
    for no, rows in groupby(conn.execute(query), key=lambda row: int(row.batch)):
        found = _faults(conn, no, roots.pop(no, ""), rows)
        if not found.is_sealed or found.changed or found.missing:
            yield found
    for no, kept_root in roots.items():
        if kept_root != root([]).hex() or seals.entry_of(conn, no).root != kept_root:
            yield BatchFaults(no, is_sealed=False, changed=(), missing=())


_ROOTS = select(t.trade_batch.c.no, t.trade_batch.c.root)


def _faults(conn: Reader, no: int, kept_root: str, rows: Iterable[Any]) -> BatchFaults:
    leaves: list[bytes] = []
    changed, missing = [], []
    for row in rows:
        number, _batch, node, content, verdict, salt, erasure = row
        leaves.append(bytes(node))
        if content is None:
            if erasure is None:
                missing.append(int(number))
        elif _leaf(content, verdict, salt) != bytes(node):
            changed.append(int(number))
    made = root(leaves).hex()
    is_sealed = made == kept_root == seals.entry_of(conn, no).root
    return BatchFaults(no, is_sealed, tuple(changed), tuple(missing))


def _leaf(content: bytes, verdict: bytes, salt: bytes) -> bytes:
    try:
        declared = unpacked(content)
        found = unpacked(verdict, declared)
        return leaf(bytes(salt), sha256_hex(declared), sha256_hex(found))
    except (zlib.error, KeyError, IndexError):
        return b""
