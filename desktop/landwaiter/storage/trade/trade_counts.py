"""How many declarations the store holds, and the conditions by which they stand as they do."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select

from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.flags.restricted_trade import IS_ANYTHING_PLACED, is_kept_alone
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.data_protection.trade_erasure import trade_erased

_LOOKED_AT: Final = ("", "person", "sample", "person sample")
"""Reasons of a mark on what had none but the sample."""


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


def is_looked_at(row: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a person looked at a declaration of the sample."""
    mark = t.trade_mark.c
    aside = select(mark.id).where(mark.declaration_id == row, mark.mark == "aside")
    return or_(is_opened_as_sample(row), aside.exists())


def is_opened_as_sample(row: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether it was opened of the sample: what a list or a programme brought up later tells
    nothing of what the sift missed."""
    mark = t.trade_mark.c
    found = select(mark.id).where(mark.declaration_id == row, mark.mark == "opened")
    return found.where(mark.reasons.in_(_LOOKED_AT)).exists()


def _number(conn: Reader, query: Select[Any]) -> int:
    return int(conn.execute(query).scalar() or 0)
