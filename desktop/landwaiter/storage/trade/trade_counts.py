"""How many declarations the store holds, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, func, literal_column, or_, select

from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.flags.restricted_trade import IS_ANYTHING_PLACED, is_kept_alone
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.data_protection.trade_erasure import trade_erased

_LOOKED_AT: Final = ("", "person", "sample", "person sample")
"""Reasons of a mark on what had none but the sample."""


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """A reason with what waits for it, and what became of what was looked at."""

    reason: str
    waiting: int
    opened: int
    aside: int


@dataclass(frozen=True, slots=True)
class SampleCount:
    """What was drawn of the rest, and what persons found in it."""

    drawn: int
    looked: int
    opened: int
    """Of those looked at: they should have had a reason."""


_HITS: Final = (SiftReason.FREEZE_HIT.value, SiftReason.OTHER_HIT.value)
RETURNED: Final = "returned"
"""The mark of what waits again though somebody had set it aside."""
IS_DRAWN: ColumnElement[bool] = literal_column("trade_declaration.drawn") == literal_column("1")
"""Written out: a bound value would not let the database use the index of what was drawn."""
IS_NEWER: ColumnElement[bool] = t.trade_declaration.c.replaces.is_not(None)
"""Each newer version names the one that it replaces: those alone have an index."""


def is_marked(row: ColumnElement[Any], mark: str = "") -> ColumnElement[bool]:
    """Whether something became of a declaration, and it did not come back since."""
    mine, later = t.trade_mark.c, t.trade_mark.alias("back")
    came_back = (
        select(later.c.id)
        .where(
            later.c.declaration_id == mine.declaration_id,
            later.c.mark == RETURNED,
            later.c.id > mine.id,
        )
        .exists()
    )
    found = select(mine.id).where(mine.declaration_id == row, mine.mark != RETURNED, ~came_back)
    return (found.where(mine.mark == mark) if mark else found).exists()


def holds(why: Any) -> ColumnElement[bool]:
    """Whether a reason of a declaration holds still: `why` are columns of `trade_reason`."""
    change, later = t.trade_reason_change.c, t.trade_reason_change.alias("later_change")
    changed_later = (
        select(later.c.again)
        .where(
            later.c.declaration_id == change.declaration_id,
            later.c.reason == change.reason,
            later.c.again > change.again,
        )
        .exists()
    )
    ended = select(change.again).where(
        change.declaration_id == why.declaration_id,
        change.reason == why.reason,
        change.holds == 0,
        ~changed_later,
    )
    return ~ended.exists()


def is_replaced(row: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a newer version of a declaration is there."""
    newer = t.trade_declaration.alias("newer")
    return select(newer.c.id).where(newer.c.replaces == row).exists()


def is_unused(row: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a declaration is kept and not used. No restriction hides a hit on a list."""
    why = t.trade_reason.alias("hit_on_list")
    has_hit = select(why.c.reason).where(
        why.c.declaration_id == row, why.c.reason.in_(_HITS), holds(why.c)
    )
    # Asked once: where nothing is restricted nobody's parties are looked up.
    return and_(IS_ANYTHING_PLACED, is_kept_alone(row), ~has_hit.exists())


def waits(row: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a declaration waits for a person."""
    return and_(~is_marked(row), ~is_replaced(row), ~is_unused(row))


def declarations(conn: Reader) -> int:
    """Declarations in their newest versions."""
    newer = select(func.count()).select_from(t.trade_declaration).where(IS_NEWER)
    return kept(conn) - _number(conn, newer)


def kept(conn: Reader) -> int:
    """Declarations in whatever version.

    They are numbered without a gap, and what was erased left its number, which `store_check` looks
    at one by one: four million need not be counted.
    """
    numbered = _number(conn, select(func.max(t.trade_leaf.c.id)))
    return numbered - _number(conn, select(func.count()).select_from(trade_erased))


def marked(conn: Reader, mark: str) -> int:
    """Declarations in their newest versions that became this, and nothing after it."""
    mine = t.trade_mark.c
    later = t.trade_mark.alias("later")
    newest = (
        ~select(later.c.id)
        .where(later.c.declaration_id == mine.declaration_id, later.c.id > mine.id)
        .exists()
    )
    query = select(func.count(mine.id)).where(
        mine.mark == mark, newest, ~is_replaced(mine.declaration_id)
    )
    return _number(conn, query)


def reasons(conn: Reader, names: Sequence[str]) -> tuple[ReasonCount, ...]:
    """What each reason came to: every declaration with one is looked at once."""
    why, row = t.trade_reason.c, t.trade_reason.c.declaration_id
    opened = is_marked(row, "opened")
    aside = and_(is_marked(row, "aside"), ~opened)
    sums = [func.sum(case((one, 1), else_=0)) for one in (waits(row), opened, aside)]
    query = select(why.reason, *sums).where(holds(why), ~is_replaced(row)).group_by(why.reason)
    found = {
        str(name): ReasonCount(str(name), *map(int, counts))
        for name, *counts in conn.execute(query)
    }
    return tuple(found.get(name, ReasonCount(str(name), 0, 0, 0)) for name in names)


def sample(conn: Reader) -> SampleCount:
    """What the sample came to."""
    declared = t.trade_declaration.c
    each = (is_looked_at(declared.id), _opened_as_sample(declared.id))
    sums = (func.sum(case((one, 1), else_=0)) for one in each)
    query = select(func.count(declared.id), *sums).where(IS_DRAWN, ~is_replaced(declared.id))
    drawn, looked, opened = (int(one or 0) for one in conn.execute(query).one())
    return SampleCount(drawn, looked, opened)


def is_looked_at(row: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a person looked at a declaration of the sample."""
    mark = t.trade_mark.c
    aside = select(mark.id).where(mark.declaration_id == row, mark.mark == "aside")
    return or_(_opened_as_sample(row), aside.exists())


def _opened_as_sample(row: ColumnElement[Any]) -> ColumnElement[bool]:
    """What a list or a programme brought up later tells nothing of what the sift missed."""
    mark = t.trade_mark.c
    found = select(mark.id).where(mark.declaration_id == row, mark.mark == "opened")
    return found.where(mark.reasons.in_(_LOOKED_AT)).exists()


def _number(conn: Reader, query: Select[Any]) -> int:
    return int(conn.execute(query).scalar() or 0)
