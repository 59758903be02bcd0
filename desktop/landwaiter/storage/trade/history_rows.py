"""What the trade store holds of a party, an address or a heading, year by year.

A declaration counts in its newest version, with a case or without. Who is meant is told by name,
number or street as declared, whatever the case of Latin letters.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, func, select

from landwaiter.domain.intake.declaration import Role
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.flags.restricted_trade import is_anything_restricted, is_kept_alone
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.cases import case_file
from landwaiter.storage.sqlite.dialect import in_numbers
from landwaiter.storage.trade.trade_counts import is_replaced

Numbers: TypeAlias = Select[Any]
"""Which declarations are meant: asked for once they are counted or listed."""
_item, _declared, _role = t.trade_item.c, t.trade_declaration.c, t.trade_role.c
_mark, _cell = t.trade_mark.c, t.trade_rollup.c
_YEAR = func.substr(_declared.day, 1, 4)


@dataclass(frozen=True, slots=True)
class YearRow:
    """What a year holds in the store."""

    declarations: int
    items: int
    value: int
    """In cents of the euro, of `valued` items."""
    valued: int
    mass: int
    """In grams, of `weighed` items."""
    weighed: int
    destinations: Mapping[str, int]
    """Items of each."""
    first: date
    last: date
    cases: int


@dataclass(frozen=True, slots=True)
class StoredExport:
    """A declaration in a history."""

    id: int
    number: str
    day: date
    destination: str
    value: int | None
    """In cents of the euro, where every line states one."""
    reference: str
    """Of its case; empty: it has none."""


def parties_named(conn: Reader, names: Iterable[str], numbers: Iterable[str]) -> tuple[int, ...]:
    """Parties of one of these names or identifiers."""
    party = t.trade_party.c
    by_name = select(party.id).where(party.name.in_([one for one in names if one]))
    by_number = select(party.id).where(party.identifier.in_([one for one in numbers if one]))
    return tuple(
        sorted(
            {int(one) for query in (by_name, by_number) for one in conn.execute(query).scalars()}
        )
    )


def parties_at(conn: Reader, street: str) -> tuple[int, ...]:
    """Parties in a street, as it is declared."""
    party = t.trade_party.c
    return tuple(conn.execute(select(party.id).where(party.street == street)).scalars())


def of_parties(parties: Sequence[int], roles: Iterable[Role]) -> Select[Any]:
    """The numbers of the declarations that name one of the parties in one of the roles."""
    return (
        select(_role.declaration_id)
        .where(in_numbers(_role.party_id, parties), _role.role.in_([one.value for one in roles]))
        .distinct()
    )


def of_heading(heading: str) -> Select[Any]:
    """The numbers of the declarations with an item under a heading or a chapter."""
    return select(_item.declaration_id).where(_under(_item.cn8, heading)).distinct()


def _under(code: ColumnElement[str], heading: str) -> ColumnElement[bool]:
    # A range, so that an index is searched.
    return and_(code >= heading, code < heading + ":")


def years_of_parties(conn: Reader, numbers: Select[Any]) -> dict[int, YearRow]:
    """What each year holds of these declarations."""
    year = _item.month / 12
    of_items = (
        _item.declaration_id.in_(numbers),
        ~is_replaced(_item.declaration_id),
    )
    spans = (
        select(_YEAR, func.count(), func.min(_declared.day), func.max(_declared.day))
        .where(_declared.id.in_(numbers), ~is_replaced(_declared.id))
        .group_by(_YEAR)
    )
    sums = (
        select(func.floor(year), _item.destination, *_sums(_item, count=func.count()))
        .where(*of_items)
        .group_by(func.floor(year), _item.destination)
    )
    return _years(
        {int(row[0]): tuple(row[1:]) for row in conn.execute(spans)},
        [tuple(row) for row in conn.execute(sums)],
        cases_by_year(conn, _mark.declaration_id.in_(numbers)),
    )


def years_of_heading(conn: Reader, heading: str) -> dict[int, YearRow]:
    """What each year holds of a heading, by the roll-up."""
    sums = (
        select(
            func.floor(_cell.month / 12),
            _cell.destination,
            func.sum(_cell["items"]),
            func.sum(_cell.value),
            func.sum(_cell.valued),
            func.sum(_cell.mass),
            func.sum(_cell.weighed),
        )
        .where(_under(_cell.heading, heading), _cell["items"] > 0)
        .group_by(func.floor(_cell.month / 12), _cell.destination)
    )
    cells = (
        select(_cell.month, _cell.destination, _cell.heading)
        .where(_under(_cell.heading, heading), _cell["items"] > 0)
        .subquery()
    )
    counts = (
        select(
            func.floor(cells.c.month / 12),
            func.count(_item.declaration_id.distinct()),
            func.min(cells.c.month),
            func.max(cells.c.month),
        )
        .select_from(cells)
        .join(
            t.trade_item,
            and_(
                _item.month == cells.c.month,
                _item.destination == cells.c.destination,
                _item.heading == cells.c.heading,
            ),
        )
        .where(~is_replaced(_item.declaration_id))
        .group_by(func.floor(cells.c.month / 12))
    )
    spans = {
        int(year): (
            number,
            _day(conn, heading, first, func.min(_declared.day)),
            _day(conn, heading, last, func.max(_declared.day)),
        )
        for year, number, first, last in conn.execute(counts)
    }
    with_item = select(_item.no).where(
        _item.declaration_id == _mark.declaration_id, _under(_item.cn8, heading)
    )
    found = [tuple(row) for row in conn.execute(sums)]
    return _years(spans, found, cases_by_year(conn, with_item.exists()))


def _day(conn: Reader, heading: str, month: int, which: ColumnElement[str]) -> str:
    """The first or the last day of a month with an item under a heading."""
    places = select(_cell.destination, _cell.heading).where(
        _cell.month == month, _under(_cell.heading, heading)
    )
    cells = places.subquery()
    query = (
        select(which)
        .select_from(cells)
        .join(
            t.trade_item,
            and_(
                _item.month == month,
                _item.destination == cells.c.destination,
                _item.heading == cells.c.heading,
            ),
        )
        .join(t.trade_declaration, _declared.id == _item.declaration_id)
        .where(~is_replaced(_declared.id))
    )
    return str(conn.execute(query).scalar())


def _sums(column: Any, *, count: ColumnElement[Any]) -> tuple[ColumnElement[Any], ...]:
    return (
        count,
        func.coalesce(func.sum(column.value), 0),
        func.count(column.value),
        func.coalesce(func.sum(column.mass), 0),
        func.count(column.mass),
    )


def _years(
    spans: Mapping[int, tuple[Any, ...]],
    sums: Sequence[tuple[Any, ...]],
    cases: Mapping[int, int],
) -> dict[int, YearRow]:
    found = {}
    for year, (declarations, first, last) in spans.items():
        mine = [row[1:] for row in sums if int(row[0]) == year]
        items, value, valued, mass, weighed = (
            sum(int(row[at]) for row in mine) for at in range(1, 6)
        )
        found[year] = YearRow(
            declarations=int(declarations),
            items=items,
            value=value,
            valued=valued,
            mass=mass,
            weighed=weighed,
            destinations={str(row[0]): int(row[1]) for row in mine},
            first=date.fromisoformat(first),
            last=date.fromisoformat(last),
            cases=cases.get(year, 0),
        )
    return found


def cases_by_year(conn: Reader, which: ColumnElement[bool]) -> dict[int, int]:
    """Cases of declarations of the store, by the year of the declaration."""
    query = (
        select(_YEAR, func.count(_mark.opened_case.distinct()))
        .select_from(t.trade_mark)
        .join(t.trade_declaration, _declared.id == _mark.declaration_id)
        .where(_mark.opened_case.is_not(None), which, ~is_replaced(_declared.id))
        .group_by(_YEAR)
    )
    return {int(year): int(number) for year, number in conn.execute(query)}


def rows(
    conn: Reader, numbers: Select[Any], *, year: int | None, before: int | None, limit: int
) -> tuple[StoredExport, ...]:
    """Declarations of a history, the newest row first; `before` is the last one that was read.

    What is kept alone is counted, and not listed.
    """
    case_of = (
        select(case_file.c.reference)
        .join(t.trade_mark, _mark.opened_case == case_file.c.id)
        .where(_mark.declaration_id == _declared.id)
        .limit(1)
        .scalar_subquery()
    )
    query = select(t.trade_declaration, case_of.label("reference")).where(
        _declared.id.in_(numbers), ~is_replaced(_declared.id)
    )
    if year is not None:
        query = query.where(_declared.day >= f"{year}-01-01", _declared.day <= f"{year}-12-31")
    if before is not None:
        query = query.where(_declared.id < before)
    if is_anything_restricted(conn):
        query = query.where(~is_kept_alone(_declared.id))
    return tuple(
        StoredExport(
            int(row.id),
            row.mrn or row.local_reference or str(row.id),
            date.fromisoformat(row.day),
            row.destination or "",
            row.value,
            row.reference or "",
        )
        for row in conn.execute(query.order_by(_declared.id.desc()).limit(limit))
    )
