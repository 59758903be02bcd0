"""The trade store held against what its batches sealed, declaration by declaration.

A batch is read at a time, and each declaration is unpacked once: the time grows with the store, the
memory does not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from landwaiter.domain.trade.seal_tree import root
from landwaiter.services.casebook.sealed_rows import (
    SealDifference,
    SealedDeclaration,
    differences,
    sealed_in,
)
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import UNREADABLE
from landwaiter.storage.trade import seals
from landwaiter.storage.trade.kept_rows import KeptLeaf, KeptRows, every_leaf, roots_of, rows_of
from landwaiter.storage.trade.seals import BatchSeal


@dataclass(frozen=True, slots=True)
class BatchFaults:
    """What is wrong with a batch; all empty where nothing is."""

    no: int
    is_sealed: bool
    """Its leaves give the root that its entry sealed."""
    changed: tuple[int, ...]
    """Declarations that do not give their leaf, or of which something cannot be read."""
    missing: tuple[int, ...]
    """Declarations that are gone, and were not erased."""
    differences: tuple[SealDifference, ...]
    """What else of them stands otherwise than it was sealed."""


def faults(conn: Reader) -> Iterator[BatchFaults]:
    """Batches with something wrong, the oldest first."""
    roots = roots_of(conn)
    for no, rows in groupby(every_leaf(conn), key=lambda kept: kept.batch):
        found = _faults(conn, no, roots.pop(no, ""), list(rows))
        if not found.is_sealed or found.changed or found.missing or found.differences:
            yield found
    for no, kept_root in roots.items():
        if kept_root != root([]).hex() or seals.entry_of(conn, no).root != kept_root:
            yield BatchFaults(no, is_sealed=False, changed=(), missing=(), differences=())


def _faults(conn: Reader, no: int, kept_root: str, leaves: Sequence[KeptLeaf]) -> BatchFaults:
    seal = seals.entry_of(conn, no)
    changed, missing = list[int](), list[int]()
    other = list[SealDifference]()
    for kept, rows in _with_rows(conn, leaves):
        sealed = sealed_in(kept)
        found = None if sealed is None or rows is None else _differences(sealed, rows, seal)
        if found is not None:
            other += found
        elif kept.row is not None:
            changed.append(kept.id)
        elif not kept.is_erased:
            missing.append(kept.id)
    is_sealed = root([one.leaf for one in leaves]).hex() == kept_root == seal.root
    return BatchFaults(no, is_sealed, tuple(changed), tuple(missing), tuple(other))


def _with_rows(
    conn: Reader, leaves: Sequence[KeptLeaf]
) -> Iterator[tuple[KeptLeaf, KeptRows | None]]:
    """With what hangs on each declaration; where that of one cannot be read, each is read alone."""
    together = _rows(conn, leaves)
    for one in leaves:
        yield one, together or _rows(conn, [one])


def _rows(conn: Reader, leaves: Sequence[KeptLeaf]) -> KeptRows | None:
    try:
        return rows_of(conn, [one.id for one in leaves])
    except UNREADABLE:
        return None


def _differences(
    sealed: SealedDeclaration, rows: KeptRows, seal: BatchSeal
) -> Sequence[SealDifference] | None:
    try:
        return list(differences(sealed, rows, seal))
    except UNREADABLE:
        return None
