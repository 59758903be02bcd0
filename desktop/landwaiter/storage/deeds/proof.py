"""The audit chain held against everything outside that vouches for it."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from landwaiter.storage.audit.anchors import known_anchors
from landwaiter.storage.audit.chain import Anchor
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.audit.timestamps import TimeStamp, kept_stamps
from landwaiter.storage.audit.verification import AuditReport, ChainStretch, halves, joined, verify
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.deeds.erasures import erasure_faults

Beside = Callable[
    [ChainStretch, Sequence[Anchor]], AbstractContextManager[Callable[[], AuditReport | None]]
]
"""Verifies a stretch somewhere else meanwhile; what is asked for its report has None at worst."""


def verify_all(
    connection: Reader,
    outside: Iterable[Anchor] = (),
    *,
    casebook_id: str,
    full: bool = False,
    beside: Beside | None = None,
) -> AuditReport:
    """The chain against the anchors that the casebook remembers, its time-stamps, and `outside`.

    A time-stamp that no longer verifies is a finding too, and so is a payload that is gone without
    two persons who wanted that. `full` verifies every seal, else the last one of each key; `beside`
    takes the first half of the chain over.
    """
    stamps = tuple(kept_stamps(connection))
    anchors = (
        *known_anchors(connection),
        *(stamp.as_anchor() for stamp in stamps if isinstance(stamp, TimeStamp)),
        *outside,
    )
    report = _verified(connection, anchors, casebook_id, full=full, beside=beside)
    unsound = (stamp for stamp in stamps if isinstance(stamp, str))
    erased = erasure_faults(connection, load_registry(connection), report.gone)
    return replace(report, findings=(*report.findings, *unsound, *erased))


def _verified(
    connection: Reader,
    anchors: Sequence[Anchor],
    casebook_id: str,
    *,
    full: bool,
    beside: Beside | None,
) -> AuditReport:
    first, second = halves(connection)
    if beside is None or not first.until:
        return verify(connection, anchors, casebook_id=casebook_id, full=full)
    with beside(first, anchors) as answer:
        rest = verify(connection, anchors, casebook_id=casebook_id, full=full, stretch=second)
        begun = answer()
    if begun is None:
        begun = verify(connection, anchors, casebook_id=casebook_id, full=full, stretch=first)
    return joined(connection, begun, rest)
