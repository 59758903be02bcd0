"""What the trade store adds up to: items, value and mass by month, destination and heading.

Whole months are read from the roll-up. Of a month of which a period has a part the items are added
up by the day of their declaration, unless no day of that month lies outside of the period.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, true, tuple_

from landwaiter.domain.trade.trade_span import DESTINATION, HEADING, PLACES, TradeSpan
from landwaiter.storage.base.day_numbers import day_number, day_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.flags.restricted_trade import is_anything_restricted, is_kept_alone
from landwaiter.storage.schema import trade as t
from landwaiter.storage.trade.trade_counts import is_replaced


@dataclass(frozen=True, slots=True)
class TradeSum:
    """Items that are alike, added up."""

    place: tuple[int | str, ...]
    """Month, destination, heading, as they were asked for."""
    items: int = 0
    value: int = 0
    """In cents of the euro, of `valued` items."""
    mass: int = 0
    """In grams, of `weighed` items."""
    valued: int = 0
    weighed: int = 0


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item of a sum."""

    declaration: int
    number: str
    day: date
    no: int
    destination: str
    heading: str
    cn8: str
    value: int | None
    mass: int | None


_item, _declared = t.trade_item.c, t.trade_declaration.c


def month_of(day: date) -> int:
    """As months are counted in the store."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    """The day on which a month begins."""
    return date(month // 12, month % 12 + 1, 1)


def sums(conn: Reader, span: TradeSpan, by: Sequence[str]) -> tuple[TradeSum, ...]:
    """The items of a span by month, destination, heading or some of them, in their order."""
    found: dict[tuple[int | str, ...], TradeSum] = {}
    for one in (*_rolled(conn, span, by), *_of_part_months(conn, span, by)):
        was = found.get(one.place)
        found[one.place] = one if was is None else _together(was, one)
    return tuple(found[place] for place in sorted(found) if found[place].items)


def is_destination(conn: Reader, code: str) -> bool:
    """Whether any item of the store goes there."""
    cell = t.trade_month.c
    asked = select(cell.month).where(cell.destination == code, cell["items"] > 0).limit(1)
    return conn.execute(asked).first() is not None


def _together(one: TradeSum, other: TradeSum) -> TradeSum:
    return replace(
        one,
        items=one.items + other.items,
        value=one.value + other.value,
        mass=one.mass + other.mass,
        valued=one.valued + other.valued,
        weighed=one.weighed + other.weighed,
    )


def _rolled(conn: Reader, span: TradeSpan, by: Sequence[str]) -> Iterator[TradeSum]:
    is_of_headings = HEADING in by or bool(span.heading)
    cell = (t.trade_rollup if is_of_headings else t.trade_month).c
    months = [month for month, is_whole in _months(conn, span) if is_whole]
    if not months:
        return
    asked = select(
        *(cell[name] for name in by),
        func.sum(cell["items"]),
        func.sum(cell.value),
        func.sum(cell.mass),
        func.sum(cell.valued),
        func.sum(cell.weighed),
    ).where(cell.month >= months[0], cell.month <= months[-1], *_which(cell, span))
    yield from _sums(conn, _grouped(asked, [cell[name] for name in by]), len(by))


def _of_part_months(conn: Reader, span: TradeSpan, by: Sequence[str]) -> Iterator[TradeSum]:
    item, declared = t.trade_item.c, t.trade_declaration.c
    months = [month for month, is_whole in _months(conn, span) if not is_whole]
    if not months:
        return
    asked = (
        select(
            *(item[name] for name in by),
            func.count(),
            func.coalesce(func.sum(item.value), 0),
            func.coalesce(func.sum(item.mass), 0),
            func.count(item.value),
            func.count(item.mass),
        )
        .join(t.trade_declaration, declared.id == item.declaration_id)
        .where(item.month.in_(months), *_between(span), *_which(item, span))
        .where(~is_replaced(item.declaration_id))
    )
    yield from _sums(conn, _grouped(asked, [item[name] for name in by]), len(by))


def _grouped(asked: Select[Any], by: Sequence[ColumnElement[Any]]) -> Select[Any]:
    return asked.group_by(*by) if by else asked


def _sums(conn: Reader, asked: Select[Any], keys: int) -> Iterator[TradeSum]:
    for row in conn.execute(asked):
        if row[keys]:
            yield TradeSum(tuple(row[:keys]), *(int(value) for value in row[keys:]))


def _between(span: TradeSpan) -> tuple[ColumnElement[bool], ...]:
    # By the index of days: fewer declarations lie between two days than in their months.
    day = t.trade_declaration.c.day
    return day >= span.first.isoformat(), day <= span.last.isoformat()


def _which(column: Mapping[str, Any] | Any, span: TradeSpan) -> Iterator[ColumnElement[bool]]:
    """The destination and the heading that are asked for."""
    if span.destination is not None:
        yield column[DESTINATION] == span.destination
    if span.heading:
        heading = column[HEADING]
        # A range, so that an index is searched.
        yield and_(heading >= span.heading, heading < span.heading + ":")


def _months(conn: Reader, span: TradeSpan) -> tuple[tuple[int, bool], ...]:
    """The months of a span, each with whether all that it holds lies in the span."""
    months = range(month_of(span.first), month_of(span.last) + 1)
    ends = {months[0], months[-1]} if months else set()
    return tuple((month, month not in ends or _is_whole(conn, month, span)) for month in months)


def _is_whole(conn: Reader, month: int, span: TradeSpan) -> bool:
    begin, end = first_day(month), first_day(month + 1) - timedelta(days=1)
    day = t.trade_declaration.c.day
    outside = []
    if span.first > begin:
        outside.append(and_(day >= begin.isoformat(), day < span.first.isoformat()))
    if span.last < end:
        outside.append(and_(day > span.last.isoformat(), day <= end.isoformat()))
    if not outside:
        return True
    found = select(t.trade_declaration.c.id).where(or_(*outside)).limit(1)
    return conn.execute(found).first() is None


_IN_CELL: Final = (
    select(t.trade_item, _declared.mrn, _declared.local_reference)
    .join(t.trade_declaration, _declared.id == _item.declaration_id)
    .where(
        _item.month == bindparam("month"),
        _item.destination == bindparam("destination"),
        _item.heading == bindparam("heading"),
        _item.day >= bindparam("first"),
        _item.day <= bindparam("last"),
        tuple_(_item.declaration_id, _item.no) > tuple_(bindparam("row"), bindparam("no")),
        ~is_replaced(_item.declaration_id),
    )
    .order_by(_item.declaration_id, _item.no)
    .limit(bindparam("most"))
)


def items(
    conn: Reader, span: TradeSpan, *, after: Sequence[Any] | None = None, limit: int
) -> tuple[ItemLine, ...]:
    """The items of a span, month by month, by destination, heading and number of the declaration;
    `after` is the key of the last one that was read.

    They are looked up cell by cell of the roll-up, so that none is sorted. What is kept alone is
    counted, and not listed.
    """
    in_cell = _IN_CELL
    if is_anything_restricted(conn):
        in_cell = in_cell.where(~is_kept_alone(_item.declaration_id))
    found: list[ItemLine] = []
    for cell in _cells(conn, span, after):
        row, no = after[3:] if after is not None and cell == tuple(after[:3]) else (0, 0)
        given = {**dict(zip(PLACES, cell, strict=True)), "row": row, "no": no}
        given |= {"first": day_number(span.first), "last": day_number(span.last)}
        given["most"] = limit - len(found)
        found += (_line(one) for one in conn.execute(in_cell, given))
        if len(found) == limit:
            break
    return tuple(found)


def _cells(
    conn: Reader, span: TradeSpan, after: Sequence[Any] | None
) -> Iterator[tuple[int, str, str]]:
    cell = t.trade_rollup.c
    key = (cell.month, cell.destination, cell.heading)
    asked = (
        select(*key)
        .where(cell.month >= month_of(span.first), cell.month <= month_of(span.last))
        .where(cell["items"] > 0, *_which(cell, span))
        .where(tuple_(*key) >= tuple_(*after[:3]) if after is not None else true())
        .order_by(*key)
    )
    for month, destination, heading in conn.execute(asked):
        yield int(month), str(destination), str(heading)


def _line(row: Any) -> ItemLine:
    return ItemLine(
        declaration=int(row.declaration_id),
        number=row.mrn or row.local_reference or str(row.declaration_id),
        day=day_of(row.day),
        no=int(row.no),
        destination=row.destination,
        heading=row.heading,
        cn8=row.cn8,
        value=row.value,
        mass=row.mass,
    )


def key_of(line: ItemLine) -> tuple[int | str, ...]:
    """Where an item stands in its order."""
    return month_of(line.day), line.destination, line.heading, line.declaration, line.no
