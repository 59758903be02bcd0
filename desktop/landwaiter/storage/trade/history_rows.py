"""What the trade store holds of a party, an address or a heading, year by year.

A declaration counts in its newest version, with a case or without. Who is meant is told by name,
number or street as declared, whatever the case of Latin letters.

What is counted lies side by side: rows of a party have the sums of its declarations beside them,
and the index of codes has the lines of a heading. No declaration is looked up but those that are
listed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import Select, func, select

from landwaiter.domain.intake.declaration import Role
from landwaiter.storage.base.day_numbers import YEAR, day_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.flags.restricted_trade import is_anything_restricted, is_kept_alone
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.cases import case_file
from landwaiter.storage.sqlite.dialect import in_numbers
from landwaiter.storage.trade.trade_counts import is_replaced

Meant: TypeAlias = Select[Any]
"""The declarations that are meant, by number and day, with what they add up to."""
_item, _declared, _role = t.trade_item.c, t.trade_declaration.c, t.trade_role.c
_mark = t.trade_mark.c


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


def of_parties(parties: Sequence[int], roles: Iterable[Role]) -> Meant:
    """The declarations that name one of the parties in one of the roles, each once."""
    sums = (_role["items"], _role.value, _role.valued, _role.mass, _role.weighed)
    return (
        select(_role.declaration_id, _role.day, _role.destination, *sums)
        .where(
            in_numbers(_role.party_id, parties),
            _role.role.in_([one.value for one in roles]),
            ~is_replaced(_role.declaration_id),
        )
        .distinct()
    )


def of_heading(heading: str) -> Meant:
    """The lines under a heading or a chapter, with the numbers of their declarations."""
    # A range, so that the index of codes is read.
    return select(
        _item.declaration_id, _item.day, _item.destination, _item.value, _item.mass
    ).where(_item.cn8 >= heading, _item.cn8 < heading + ":", ~is_replaced(_item.declaration_id))


def years_of_parties(conn: Reader, meant: Meant) -> dict[int, YearRow]:
    """What each year holds of these declarations."""
    mine = meant.subquery("mine").c
    year = mine.day // YEAR
    sums = (mine["items"], mine.value, mine.valued, mine.mass, mine.weighed)
    query = select(
        *(year, mine.destination, func.min(mine.day), func.max(mine.day), func.count()),
        *map(func.sum, sums),
    ).group_by(year, mine.destination)
    found = [tuple(row) for row in conn.execute(query)]
    declarations: dict[int, int] = {}
    for row in found:
        declarations[int(row[0])] = declarations.get(int(row[0]), 0) + int(row[4])
    sums_of = [(*row[:4], *row[5:]) for row in found]
    several = _of_several(conn, meant) if any(row[1] is None for row in found) else []
    return _years(sums_of, several, declarations, _cases_by_year(conn, meant))


def _of_several(conn: Reader, meant: Meant) -> Sequence[tuple[Any, ...]]:
    """Year, destination and lines of declarations whose lines go to several."""
    mine = meant.subquery("mine")
    year = mine.c.day // YEAR
    query = (
        select(year, _item.destination, func.count())
        .join_from(mine, t.trade_item, _item.declaration_id == mine.c.declaration_id)
        .where(mine.c.destination.is_(None))
        .group_by(year, _item.destination)
    )
    return [tuple(row) for row in conn.execute(query)]


def years_of_heading(conn: Reader, meant: Meant) -> dict[int, YearRow]:
    """What each year holds of these lines."""
    mine = meant.subquery("mine").c
    year = mine.day // YEAR
    sums = select(
        *(year, mine.destination, func.min(mine.day), func.max(mine.day), func.count()),
        *(func.coalesce(func.sum(mine.value), 0), func.count(mine.value)),
        *(func.coalesce(func.sum(mine.mass), 0), func.count(mine.mass)),
    ).group_by(year, mine.destination)
    counts = select(year, func.count(mine.declaration_id.distinct())).group_by(year)
    declarations = {int(one): int(number) for one, number in conn.execute(counts)}
    found = [tuple(row) for row in conn.execute(sums)]
    return _years(found, (), declarations, _cases_by_year(conn, meant))


def _years(
    sums: Sequence[tuple[Any, ...]],
    several: Sequence[tuple[Any, ...]],
    declarations: Mapping[int, int],
    cases: Mapping[int, int],
) -> dict[int, YearRow]:
    """Of rows by year and destination: first and last day, items, value, valued, mass, weighed."""
    found = {}
    for year, number in declarations.items():
        mine = [row[1:] for row in sums if int(row[0]) == year]
        items, value, valued, mass, weighed = (
            sum(int(row[at]) for row in mine) for at in range(3, 8)
        )
        places: dict[str, int] = {}
        for place, lines in (
            *((row[0], row[3]) for row in mine),
            *(row[1:] for row in several if int(row[0]) == year),
        ):
            if place is not None and lines:
                places[str(place)] = places.get(str(place), 0) + int(lines)
        found[year] = YearRow(
            declarations=number,
            items=items,
            value=value,
            valued=valued,
            mass=mass,
            weighed=weighed,
            destinations=places,
            first=day_of(min(int(row[1]) for row in mine)),
            last=day_of(max(int(row[2]) for row in mine)),
            cases=cases.get(year, 0),
        )
    return found


def _cases_by_year(conn: Reader, meant: Meant) -> dict[int, int]:
    """Cases of these declarations, by the year of the declaration."""
    mine = meant.subquery("mine")
    year = mine.c.day // YEAR
    query = (
        select(year, func.count(_mark.opened_case.distinct()))
        .join_from(mine, t.trade_mark, _mark.declaration_id == mine.c.declaration_id)
        .where(_mark.opened_case.is_not(None))
        .group_by(year)
    )
    return {int(one): int(number) for one, number in conn.execute(query)}


def rows(
    conn: Reader, meant: Meant, *, year: int | None, before: int | None, limit: int
) -> tuple[StoredExport, ...]:
    """Declarations of a history, the newest row first; `before` is the last one that was read.

    What is kept alone is counted, and not listed.
    """
    mine = meant.subquery("mine").c
    newest = select(mine.declaration_id)
    if year is not None:
        newest = newest.where(mine.day.between(year * YEAR, (year + 1) * YEAR - 1))
    if before is not None:
        newest = newest.where(mine.declaration_id < before)
    if is_anything_restricted(conn):
        newest = newest.where(~is_kept_alone(mine.declaration_id))
    newest = newest.distinct().order_by(mine.declaration_id.desc()).limit(limit)
    case_of = (
        select(case_file.c.reference)
        .join(t.trade_mark, _mark.opened_case == case_file.c.id)
        .where(_mark.declaration_id == _declared.id)
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(
            *(_declared.id, _declared.mrn, _declared.local_reference, _declared.day),
            *(_declared.destination, _declared.value, case_of.label("reference")),
        )
        .where(_declared.id.in_(newest))
        .order_by(_declared.id.desc())
    )
    return tuple(
        StoredExport(
            int(row.id),
            row.mrn or row.local_reference or str(row.id),
            date.fromisoformat(row.day),
            row.destination or "",
            row.value,
            row.reference or "",
        )
        for row in conn.execute(query)
    )
