"""The figures around the queue of the sift, of the whole store or of what a day or a run left."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select

from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import trade as t
from landwaiter.storage.sqlite.dialect import has_some
from landwaiter.storage.trade.queue_rows import Range, in_ranges
from landwaiter.storage.trade.trade_counts import (
    IS_DRAWN,
    IS_NEWER,
    declarations,
    holds,
    is_looked_at,
    is_marked,
    is_replaced,
    waits,
)


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
    declared, why = t.trade_declaration.c, t.trade_reason.c
    reasoned = select(func.count(why.declaration_id.distinct())).where(
        in_ranges(why.declaration_id, ranges), holds(why), ~is_replaced(why.declaration_id)
    )
    looked = reasoned.where(
        or_(is_marked(why.declaration_id, "opened"), is_marked(why.declaration_id, "aside"))
    )
    drawn = select(func.count(declared.id)).where(
        IS_DRAWN, in_ranges(declared.id, ranges), ~is_replaced(declared.id)
    )
    mark = t.trade_mark.c
    opened = select(func.count(mark.declaration_id.distinct())).where(
        mark.mark == "opened",
        in_ranges(mark.declaration_id, ranges),
        ~is_replaced(mark.declaration_id),
    )
    whole, worth = _current(conn, ranges), _number(conn, reasoned)
    read = _read(conn, batches)
    return SiftParts(
        read=max(read, whole),
        again=max(0, read - whole),
        worth=worth,
        looked=_number(conn, looked),
        opened=_number(conn, opened),
        without_reason=whole - worth,
        sample=_number(conn, drawn),
        sample_looked=_number(conn, drawn.where(is_looked_at(declared.id))),
    )


def _current(conn: Reader, ranges: Sequence[Range] | None) -> int:
    """Newest versions: each newer one names the one that it replaces."""
    declared = t.trade_declaration.c
    if ranges is None:
        return declarations(conn)
    every = select(func.count()).select_from(t.trade_declaration)
    older = every.where(IS_NEWER, in_ranges(declared.replaces, ranges))
    return _number(conn, every.where(in_ranges(declared.id, ranges))) - _number(conn, older)


def waiting(conn: Reader, reason: str, ranges: Sequence[Range] | None) -> int:
    """What waits for a reason; for any, each once, where none is named."""
    why = t.trade_reason.c
    row = why.declaration_id
    query = select(func.count(row.distinct()) if not reason else func.count(row)).where(
        in_ranges(row, ranges), holds(why), waits(row)
    )
    return _number(conn, query.where(why.reason == reason) if reason else query)


def found_later(conn: Reader) -> int:
    """Declarations that wait with a hit or a reason that was found after they were sifted."""
    later, why = t.trade_again_verdict.c, t.trade_reason.c
    row = later.declaration_id
    has_reason = select(why.reason).where(why.declaration_id == row, holds(why)).exists()
    query = select(func.count(row.distinct())).where(
        or_(has_some(later.told, "hits"), has_some(later.told, "new")), has_reason, waits(row)
    )
    return _number(conn, query)


def sample_waiting(conn: Reader, ranges: Sequence[Range] | None) -> int:
    """What of the sample nobody looked at yet."""
    declared = t.trade_declaration.c
    return _number(
        conn,
        select(func.count(declared.id)).where(
            IS_DRAWN,
            in_ranges(declared.id, ranges),
            waits(declared.id),
        ),
    )


def _read(conn: Reader, batches: Sequence[int] | None) -> int:
    batch = t.trade_batch.c
    query = select(batch.counts)
    if batches is not None:
        query = query.where(batch.no.in_(batches))
    return sum(int(records.structure(one)["read"]) for one in conn.execute(query).scalars())


def _number(conn: Reader, query: Select[Any]) -> int:
    return int(conn.execute(query).scalar() or 0)
