"""The figures around the queue of the sift, of the whole store or of what a day or a run left."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, func, or_, select

from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.data_protection.trade_erasure import trade_erased
from landwaiter.storage.sqlite.dialect import has_some
from landwaiter.storage.trade import standings
from landwaiter.storage.trade.queue_rows import Range, in_ranges
from landwaiter.storage.trade.trade_counts import IS_NEWER, declarations

_RANGES: Final = 200
"""Ranges in one question."""


@dataclass(frozen=True, slots=True)
class SiftParts:
    """Declarations in their newest versions, and what they fall into.

    `read` = `declarations` + `again`; `declarations` = `worth` + `without_reason`.
    """

    read: int
    again: int
    """Read, and no declaration more: known already, newer versions, and what has a case anyway."""
    worth: int
    """With a reason."""
    looked: int
    """Of these: a case, or set aside."""
    opened: int
    """Cases, whether or not there was a reason."""
    without_reason: int
    sample: int
    sample_looked: int

    @property
    def declarations(self) -> int:
        return self.worth + self.without_reason


def parts(conn: Reader, ranges: Sequence[Range] | None, batches: Sequence[int] | None) -> SiftParts:
    """What was read, and what it falls into."""
    whole, worth = _current(conn, ranges), _number(conn, standings.REASONED, ranges)
    read = _read(conn, batches)
    return SiftParts(
        read=max(read, whole),
        again=max(0, read - whole),
        worth=worth,
        looked=_number(conn, standings.LOOKED, ranges),
        opened=_number(conn, standings.HAS_CASE, ranges),
        without_reason=whole - worth,
        sample=_number(conn, standings.DRAWN, ranges),
        sample_looked=_number(conn, standings.DRAWN_LOOKED, ranges),
    )


def _current(conn: Reader, ranges: Sequence[Range] | None) -> int:
    """Newest versions: each newer one names the one that it replaces. Numbers have no gap but for
    what was erased."""
    if ranges is None:
        return declarations(conn)
    older = _count(conn, IS_NEWER, in_ranges(t.trade_declaration.c.replaces, ranges))
    gone = _count(conn, in_ranges(trade_erased.c.declaration_id, ranges))
    return sum(last - first + 1 for first, last in ranges) - gone - older


def without_case(conn: Reader, ranges: Sequence[Range]) -> int:
    """Declarations of some ranges in their newest version that have no case."""
    parts_of = (ranges[at : at + _RANGES] for at in range(0, len(ranges), _RANGES))
    return sum(_current(conn, one) - _number(conn, standings.HAS_CASE, one) for one in parts_of)


def waiting(conn: Reader, reason: str, ranges: Sequence[Range] | None) -> int:
    """What waits for a reason; for any, each once, where none is named."""
    standing = standings.of_reason(standings.WAITS, reason) if reason else standings.WAITS
    return _number(conn, standing, ranges)


def found_later(conn: Reader) -> int:
    """Declarations that wait with a hit or a reason that was found after they were sifted."""
    later, stands = t.trade_again_verdict.c, t.trade_standing.c
    was_found = select(later.declaration_id).where(
        later.declaration_id == stands.declaration_id,
        or_(has_some(later.told, "hits"), has_some(later.told, "new")),
    )
    # From what waits: an edition has many times as many declarations judged again.
    return _count(conn, stands.standing == standings.WAITS, was_found.exists())


def sample_waiting(conn: Reader, ranges: Sequence[Range] | None) -> int:
    """What of the sample nobody looked at yet."""
    return _number(conn, standings.WAITS_AS_SAMPLE, ranges)


def _read(conn: Reader, batches: Sequence[int] | None) -> int:
    if batches is None:
        return standings.tally(conn)[standings.READ]
    batch = t.trade_batch.c
    query = select(batch.counts).where(batch.no.in_(batches))
    return sum(int(records.structure(one)["read"]) for one in conn.execute(query).scalars())


def _number(conn: Reader, standing: str, ranges: Sequence[Range] | None) -> int:
    """How many declarations of some ranges stand so."""
    if ranges is None:
        return standings.tally(conn)[standing]
    mine = t.trade_standing.c
    return _count(conn, mine.standing == standing, in_ranges(mine.declaration_id, ranges))


def _count(conn: Reader, *which: ColumnElement[bool]) -> int:
    query = select(func.count()).where(*which)
    return int(conn.execute(query).scalar() or 0)
