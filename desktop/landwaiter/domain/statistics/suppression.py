"""Which cells a print for others withholds, so that none of them can be worked out.

Counts of one and two and their values print “s”, and with them as many further cells as are needed:
whoever knows every sum of the table, that nothing withheld is nothing, and an earlier print in
which unmoved cells are the same, still finds at least `LEAST_WIDTH` counts possible for each count,
or a tenth of each amount. What a reader could find is worked out by the simplex method; a range
counts only between points that it has really reached, which are whole for counts.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from landwaiter.domain.statistics.case_tables import DENIALS
from landwaiter.domain.statistics.covers import covers, way_graph
from landwaiter.domain.statistics.figures import (
    Adds,
    CellPlace,
    ColumnKind,
    FigureTable,
    FigureValue,
    Relation,
    relations,
)
from landwaiter.domain.statistics.hold_tables import ALL

FEWEST: Final = 3
"""Below so many a count is withheld, but for 0."""
LEAST_WIDTH: Final = 3
_SHARE: Final = Decimal("0.1")
_ALMOST: Final = 1e-7
_TRIED: Final = 12
"""Ways round that are tried before one is taken that does not suffice alone."""
Days = tuple[date, date]
_Unknown = tuple[int, CellPlace]
"""A withheld cell, and the first print in which it has this value; or what is left of a period."""


@dataclass(frozen=True, slots=True)
class KnownPrint:
    """What a reader holds: the figures of one print, and which of them it withheld."""

    values: Mapping[CellPlace, FigureValue]
    relations: tuple[Relation, ...]
    amounts: frozenset[CellPlace]
    withheld: frozenset[CellPlace]
    unknown: frozenset[CellPlace] = frozenset()
    """What was not known, which is not 0."""
    days: Days | None = None
    """First and last; prints of the same days are of the same period."""


@dataclass(frozen=True, slots=True)
class PeriodLink:
    """A figure of a period, and those of the printed periods within it."""

    signs: Mapping[_Unknown, int]
    rest: _Unknown
    """What the printed periods within it leave."""
    left: FigureValue
    is_covered: bool
    """They leave no day."""
    is_amount: bool
    narrow_is_told: bool
    """What is left is one or two, or the amount of so many."""


def known_of(
    tables: Iterable[FigureTable],
    withheld: Collection[CellPlace] = (),
    days: Days | None = None,
) -> KnownPrint:
    """Tables as their reader has them, their rows under the name of their table.

    What is derived is not among them: it follows what it is of, and adds up to nothing.
    """
    tables = tuple(tables)
    values, amounts, sums = dict[CellPlace, FigureValue](), set[CellPlace](), list[Relation]()
    unknown = set[CellPlace]()
    for table in tables:
        kinds = {one.key: one.kind for one in table.columns}
        for row, column in table.places():
            value = table.figure(row, column).value
            if kinds[column] is ColumnKind.DERIVED:
                continue
            if value is None:
                unknown.add(place_in(table, row, column))
                continue
            values[place_in(table, row, column)] = value
            if kinds[column] is ColumnKind.AMOUNT:
                amounts.add(place_in(table, row, column))
        for relation in relations(table):
            sums.append(tuple((place_in(table, *place), sign) for place, sign in relation))
    sums.extend(link for link in _links() if all(place in values for place, _sign in link))
    return KnownPrint(
        values, tuple(sums), frozenset(amounts), frozenset(withheld), frozenset(unknown), days
    )


def place_in(table: FigureTable, row: str, column: str) -> CellPlace:
    """A cell among those of all tables."""
    return f"{table.table}|{row}", column


def _links() -> Iterator[Relation]:
    """Figures of two tables that are the same."""
    yield (((f"T2|{ALL}", ALL), 1), ((f"T4|{ALL}", "lines"), -1))
    for rule in DENIALS:
        for column in ("substantiated", "dismissed", "open"):
            yield (((f"T7|{rule}", column), 1), ((f"T10|{rule}", column), -1))


def withheld_cells(
    tables: Iterable[FigureTable],
    earlier: Sequence[KnownPrint] = (),
    days: Days | None = None,
) -> frozenset[CellPlace]:
    """The cells of tables of one period that print “s”, also beside what was printed before, of
    this period and of others that lie within it or hold it."""
    return _Choice(tuple(tables), earlier, days).made()


class _Choice:
    """Cells are withheld until none can be worked out; then those print that need not be."""

    def __init__(
        self,
        tables: tuple[FigureTable, ...],
        earlier: Sequence[KnownPrint],
        days: Days | None,
    ) -> None:
        self._tables, self._earlier = tables, earlier
        self._now = now = known_of(tables, days=days)
        self._over = tuple(links((now, *earlier)))
        self._graph = way_graph(now.relations)
        self._totals = {place for table in tables for place in _totals(table)}
        self._along = {place: more for table in tables for place, more in _along(table)}
        self._shown = _known_already(now, earlier, self._over)
        self._wide = set[Hashable]()

    def made(self) -> frozenset[CellPlace]:
        must = {place for table in self._tables for place in _few(table)}
        must |= _kept(self._now, self._earlier)
        chosen = self._closed(must)
        while (exposed := self._exposed(chosen)) is not None:
            more = self._cover(chosen, exposed)
            if not more:
                more = self._whole_table(exposed) - chosen
            if not more:
                chosen = set(self._now.values)
                break
            chosen = self._closed(chosen | more)
        chosen = self._least(chosen, must)
        return frozenset(chosen.union(*(_derived(table, chosen) for table in self._tables)))

    def _prints(self, chosen: Collection[CellPlace]) -> tuple[KnownPrint, ...]:
        return (replace(self._now, withheld=frozenset(chosen)), *self._earlier)

    def _exposed(self, chosen: Collection[CellPlace]) -> _Unknown | None:
        return _first_exposed(self._prints(chosen), self._over, self._wide)

    def _whole_table(self, exposed: _Unknown) -> frozenset[CellPlace]:
        """With its nothings: the other prints are out already."""
        table = _table(exposed[1])
        places = (one for one in self._now.values if _table(one) == table)
        return frozenset(one for one in places if one not in self._shown)

    def _closed(self, chosen: Collection[CellPlace]) -> set[CellPlace]:
        """With what a withheld count takes along, such as the amounts of what it counts."""
        more = (one for place in chosen for one in self._along.get(place, ()))
        return {*chosen, *(one for one in more if self._now.values.get(one))}

    def _cover(self, chosen: set[CellPlace], exposed: _Unknown) -> frozenset[CellPlace]:
        """Cells by which the exposed one is no longer: totals only where nothing else does.

        Whoever knows a total that is withheld learns no more than from one that prints.
        """
        number, place = exposed
        if number and place not in chosen | self._shown and self._now.values.get(place):
            return frozenset({place})  # of another print: it joins both
        for with_totals in (False, True):
            free = {
                place
                for place, value in self._now.values.items()
                if value
                and place in self._graph.sums_of
                and place not in self._shown
                and (with_totals or place not in self._totals)
            }
            if not self._is_wide(chosen | free, exposed):
                continue
            costs = {place: (1, self._now.values[place]) for place in free}
            ways = covers(self._graph, exposed[1], costs | dict.fromkeys(chosen, (0, 0)))
            for way in ways[:_TRIED]:
                if self._is_wide(chosen | way, exposed):
                    return way
            if ways:
                return ways[0]
            rest = sorted(free - chosen, key=lambda one: (self._now.values[one], one))
            return frozenset(rest[:1])
        return frozenset()

    def _is_wide(self, chosen: set[CellPlace], asked: _Unknown) -> bool:
        return all(
            system.is_wide(asked)
            for system in _systems(self._prints(self._closed(chosen)), self._over)
            if system.holds(asked)
        )

    def _least(self, chosen: set[CellPlace], must: Collection[CellPlace]) -> set[CellPlace]:
        """Without the cells that nothing needs any more, the greatest first."""
        free = chosen - self._closed(must)
        amounts = self._now.amounts
        for place in sorted(free, key=lambda one: (one in amounts, -self._now.values[one], one)):
            less = chosen - {place}
            if self._closed(less) == less and (self._exposed(less) is None):
                chosen = less
        return chosen


def _totals(table: FigureTable) -> Iterator[CellPlace]:
    for row in table.rows:
        for column in table.columns:
            if Adds.TOTAL in {row.adds, column.adds}:
                yield place_in(table, row.key, column.key)


def _along(table: FigureTable) -> Iterator[tuple[CellPlace, tuple[CellPlace, ...]]]:
    """A count, and what is of it: amounts, and counts that hold it."""
    of: dict[str, list[str]] = {}
    for column in table.columns:
        if column.kind is not ColumnKind.DERIVED:
            for count in column.of:
                of.setdefault(count, []).append(column.key)
    for row in table.rows:
        for count, columns in of.items():
            places = tuple(place_in(table, row.key, one) for one in columns)
            yield place_in(table, row.key, count), places


def _table(place: CellPlace) -> str:
    return place[0].partition("|")[0]


def _few(table: FigureTable) -> set[CellPlace]:
    """Counts of one and two, and the amounts of what they count.

    An amount may be that of one line where its row counts many: the one that was declared in that
    currency.
    """
    found = set()
    for row in table.rows:
        for column in table.columns:
            counts = (column.key,) if column.kind is ColumnKind.COUNT else column.of
            values = [table.figure(row.key, one).value for one in counts]
            if column.kind is ColumnKind.AMOUNT:
                values.append(len(table.figure(row.key, column.key).ids))
            if column.kind in (ColumnKind.COUNT, ColumnKind.AMOUNT) and any(
                value is not None and 0 < value < FEWEST for value in values
            ):
                found.add(place_in(table, row.key, column.key))
    return found | _few_stated(table)


def _few_stated(table: FigureTable) -> set[CellPlace]:
    """Of stated figures that may add up, all that are something, where one of them is few."""
    cells = [
        (place_in(table, row.key, column.key), table.figure(row.key, column.key).value or 0)
        for row in table.rows
        for column in table.columns
        if row.joined and column.kind is ColumnKind.STATED
    ]
    if not any(0 < value < FEWEST for _place, value in cells):
        return set()
    return {place for place, value in cells if value}


def _derived(table: FigureTable, chosen: Collection[CellPlace]) -> set[CellPlace]:
    """Medians and shares of what is withheld."""
    return {
        place_in(table, row.key, column.key)
        for row in table.rows
        for column in table.columns
        if column.kind is ColumnKind.DERIVED
        and any(place_in(table, row.key, one) in chosen for one in column.of)
    }


def _kept(now: KnownPrint, earlier: Iterable[KnownPrint]) -> set[CellPlace]:
    """What an earlier print withheld, and is no more than it was."""
    return {place for one in earlier for place in one.withheld if _unmoved(place, now, one)}


def _unmoved(place: CellPlace, now: KnownPrint, then: KnownPrint) -> bool:
    """In two prints of the same period."""
    same = now.days == then.days and place in now.values
    return same and now.values[place] == then.values.get(place)


def _known_already(
    now: KnownPrint, earlier: Sequence[KnownPrint], over: Sequence[PeriodLink]
) -> set[CellPlace]:
    """Cells that earlier prints show as they still are, or show in parts."""
    same = {
        place
        for one in earlier
        for place in one.values
        if place not in one.withheld and _unmoved(place, now, one)
    }
    by_parts = {
        place
        for link in over
        if link.is_covered
        for number, place in link.signs
        if number == 0
        and not any(cell[1] in earlier[cell[0] - 1].withheld for cell in link.signs if cell[0])
    }
    return same | by_parts


# Prints of periods that lie within each other


_COUNTS_OF: Final = {"T4": "lines", "T5": "items"}
"""What the amounts of a table are of."""
_STATED: Final = frozenset({"T11", "D1"})
"""Tables of what is stated of whole years: nothing adds up there."""


def links(prints: Sequence[KnownPrint]) -> Iterator[PeriodLink]:
    """Sums over periods that whoever holds the prints can check: those that come out.

    Where a figure moved between two prints they do not, and a reader is led astray.
    """
    newest: dict[Days | None, int] = {}
    for number, one in enumerate(prints[1:], start=1):
        newest[one.days] = number
    newest[prints[0].days] = 0
    order = [prints[0].days, *(one.days for one in reversed(prints[1:]))]
    periods = list(dict.fromkeys(one for one in order if one is not None))
    for days, within in nested(periods).items():
        if within:
            yield from _links_of(prints, newest, days, within)


def nested(periods: Sequence[Days]) -> dict[Days, tuple[Days, ...]]:
    """Each period with the longest within it; one that crosses an earlier of these is left out."""
    kept = list[Days]()
    for one in periods:
        if not any(crosses(one, other) for other in kept):
            kept.append(one)
    inner = {one: [other for other in kept if other != one and _holds(one, other)] for one in kept}
    return {
        one: tuple(
            sorted(other for other in held if not any(other in inner[between] for between in held))
        )
        for one, held in inner.items()
    }


def crosses(one: Days, other: Days) -> bool:
    """They have days in common, and neither holds the other."""
    meets = one[0] <= other[1] and other[0] <= one[1]
    return meets and not _holds(one, other) and not _holds(other, one)


def _holds(one: Days, other: Days) -> bool:
    return one[0] <= other[0] and other[1] <= one[1]


def _days_in(days: Days) -> int:
    return (days[1] - days[0]).days + 1


def _links_of(
    prints: Sequence[KnownPrint],
    newest: Mapping[Days | None, int],
    days: Days,
    within: Sequence[Days],
) -> Iterator[PeriodLink]:
    outer, inner = newest[days], [newest[one] for one in within]
    is_covered = _days_in(days) == sum(map(_days_in, within))
    places = {place for number in (outer, *inner) for place in prints[number].values}

    def left_of(place: CellPlace) -> FigureValue | None:
        every = [prints[number] for number in (outer, *inner)]
        if any(place in one.unknown for one in every):
            return None
        whole, *parts = (one.values.get(place, 0) for one in every)
        left = whole - sum(parts)
        return None if left < 0 or (is_covered and left) else left

    for place in sorted(places):
        table = _table(place)
        left = left_of(place)
        if table in _STATED or left is None:
            continue
        is_amount = any(place in prints[number].amounts for number in (outer, *inner))
        count = left_of((place[0], _COUNTS_OF[table])) if is_amount else left
        yield PeriodLink(
            {(outer, place): 1, **{(number, place): -1 for number in inner}},
            (len(prints) + outer, place),
            left,
            is_covered,
            is_amount,
            not is_covered and count is not None and 0 < count < FEWEST,
        )


# What a reader can work out


def _first_exposed(
    prints: Sequence[KnownPrint], over: Sequence[PeriodLink], wide: set[Hashable]
) -> _Unknown | None:
    """A withheld cell of the newest print, or of an earlier one, that is too narrow.

    `wide` remembers systems in which none is.
    """
    for system in _systems(prints, over):
        if system.mark in wide:
            continue
        narrow = system.narrow()
        if narrow is not None:
            return narrow
        wide.add(system.mark)
    return None


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is withheld."""

    values: dict[_Unknown, FigureValue]
    amounts: set[_Unknown]
    something: set[_Unknown]
    """Those that are not 0, as nothing prints where a table is not withheld whole."""
    rests: dict[_Unknown, bool]
    """What is left of a period, which may be 0; whether it has to be wide."""


def _systems(prints: Sequence[KnownPrint], over: Sequence[PeriodLink]) -> "list[_System]":
    """What is withheld, apart where no sum joins it."""
    names: dict[tuple[int, CellPlace], _Unknown] = {}
    values: dict[_Unknown, FigureValue] = {}
    amounts: set[_Unknown] = set()
    something: set[_Unknown] = set()
    for number, one in enumerate(prints):
        shown = {_table(place) for place in one.values if place not in one.withheld}
        zeros = {_table(place) for place in one.withheld if one.values.get(place) == 0}
        for place in one.withheld:
            if place not in one.values:
                continue
            same = _first_with(prints, number, place)
            unknown = names.get((same, place), (same, place))
            names[number, place] = unknown
            values[unknown] = one.values[place]
            if place in one.amounts:
                amounts.add(unknown)
            elif _table(place) in shown - zeros:
                something.add(unknown)
    rows = []
    for number, one in enumerate(prints):
        for relation in one.relations:
            row = {
                names[number, place]: sign for place, sign in relation if (number, place) in names
            }
            if row and row not in rows:
                rows.append(row)
    rests = {}
    for link in over:
        joined = {names[cell]: sign for cell, sign in link.signs.items() if cell in names}
        if not joined and not link.narrow_is_told:
            continue
        if not link.is_covered:
            rests[link.rest] = link.narrow_is_told
            values[link.rest] = link.left
            joined[link.rest] = -1
            if link.is_amount:
                amounts.add(link.rest)
        rows.append(joined)
    parts = _Parts(values, amounts, something, rests)
    return [
        _System(members, [row for row in rows if not members.isdisjoint(row)], parts)
        for members in _joined(values, rows)
    ]


def _first_with(prints: Sequence[KnownPrint], number: int, place: CellPlace) -> int:
    """The first print that withholds the same figure."""
    one = prints[number]
    return next((n for n in range(number) if _same_unknown(place, prints[n], one)), number)


def _same_unknown(place: CellPlace, then: KnownPrint, now: KnownPrint) -> bool:
    return place in then.withheld and place in now.withheld and _unmoved(place, now, then)


def _joined(
    unknowns: Iterable[_Unknown], rows: Iterable[Mapping[_Unknown, int]]
) -> list[set[_Unknown]]:
    groups: dict[_Unknown, set[_Unknown]] = {one: {one} for one in unknowns}
    for row in rows:
        merged: set[_Unknown] = set().union(*(groups[one] for one in row))
        for one in merged:
            groups[one] = merged
    return list({id(group): group for group in groups.values()}.values())


class _System:
    """Unknowns that sums join, with the ranges that were reached so far.

    Each is written as its least value and what it is above that. The sums' right sides are those of
    the true values, so that these are always one solution.
    """

    def __init__(
        self,
        members: Collection[_Unknown],
        rows: Sequence[Mapping[_Unknown, int]],
        parts: _Parts,
    ) -> None:
        self._names = sorted(members)
        self._counts = [one not in parts.amounts for one in self._names]
        self._least = [1.0 if one in parts.something else 0.0 for one in self._names]
        true = [float(parts.values[one]) for one in self._names]
        self._low, self._high = list(true), list(true)
        self._width = [
            (float(LEAST_WIDTH) if is_count else max(value * float(_SHARE), 1.0))
            if value and parts.rests.get(one, True)
            else 0.0
            for one, is_count, value in zip(self._names, self._counts, true, strict=True)
        ]
        self._rows = rows
        self._above = [value - least for value, least in zip(true, self._least, strict=True)]
        self._begun: _Tableau | None = None

    @property
    def mark(self) -> Hashable:
        """By which the same system is known again."""
        return tuple(self._names), tuple(tuple(sorted(row.items())) for row in self._rows)

    def narrow(self) -> _Unknown | None:
        """The first unknown whose range is too narrow; None where all are wide enough."""
        return next((name for name in self._names if not self.is_wide(name)), None)

    def holds(self, name: _Unknown) -> bool:
        return name in self._names

    def is_wide(self, name: _Unknown) -> bool:
        """Whether the range of an unknown is not too narrow."""
        at = self._names.index(name)
        for sign in (1.0, -1.0):
            if self._is_reached(at):
                return True
            if not self._tableau().best(at, sign, self._visit):
                self._high[at] = float("inf")
        return self._is_reached(at)

    def _tableau(self) -> "_Tableau":
        if self._begun is None:
            rows = [[float(row.get(one, 0)) for one in self._names] for row in self._rows]
            self._begun = _Tableau(rows, self._above)
        return self._begun

    def _is_reached(self, at: int) -> bool:
        return self._high[at] - self._low[at] >= self._width[at] - _ALMOST

    def _visit(self, above: Sequence[float]) -> None:
        """A solution was reached: it widens every range, if its counts are whole."""
        point = [value + least for value, least in zip(above, self._least, strict=True)]
        whole = all(
            abs(value - round(value)) < _ALMOST
            for value, is_count in zip(point, self._counts, strict=True)
            if is_count
        )
        if whole:
            self._low = list(map(min, self._low, point))
            self._high = list(map(max, self._high, point))


_Visit = Callable[[Sequence[float]], None]


class _Tableau:
    """The simplex method over equations with a known solution, by Bland's rule, which ends.

    No scale is needed: coefficients are signs, and figures below 2**53 are exact.
    """

    def __init__(self, rows: Sequence[Sequence[float]], solution: Sequence[float]) -> None:
        self._size = len(solution)
        self._rows: list[list[float]] = []
        self._basis: list[int] = []
        for row in rows:
            right = sum(a * b for a, b in zip(row, solution, strict=True))
            sign = -1.0 if right < 0 else 1.0
            self._rows.append([*(sign * one for one in row), sign * right])
        self._begin()

    def _begin(self) -> None:
        """A first corner: artificial unknowns are driven out, and rows that say nothing new go."""
        count, size = len(self._rows), self._size
        self._rows = [
            [*row[:-1], *(1.0 if n == at else 0.0 for n in range(count)), row[-1]]
            for at, row in enumerate(self._rows)
        ]
        self._basis = [size + n for n in range(count)]
        costs = [0.0] * size + [1.0] * count
        self._descend(costs, lambda _point: None, size + count)
        for at in reversed(range(count)):
            if self._basis[at] < size:
                continue
            enter = next((n for n in range(size) if abs(self._rows[at][n]) > _ALMOST), None)
            if enter is None:
                del self._rows[at]
                del self._basis[at]
            else:
                self._pivot(at, enter)
        self._rows = [[*row[:size], row[-1]] for row in self._rows]

    def best(self, at: int, sign: float, visit: _Visit) -> bool:
        """Walk to the greatest (1) or least (-1) value of one unknown; False if it has no end."""
        costs = [0.0] * self._size
        costs[at] = -sign
        visit(self.point())
        return self._descend(costs, visit, self._size)

    def point(self) -> list[float]:
        found = [0.0] * self._size
        for row, unknown in zip(self._rows, self._basis, strict=True):
            if unknown < self._size:
                found[unknown] = row[-1]
        return found

    def _descend(self, costs: Sequence[float], visit: _Visit, width: int) -> bool:
        left = list(costs)  # what a unit more of each would cost, the basis paid for
        for row, unknown in zip(self._rows, self._basis, strict=True):
            if cost := costs[unknown]:
                for n, one in enumerate(row[:-1]):
                    if one:
                        left[n] -= cost * one
        while True:
            enter = next((n for n in range(width) if left[n] < -_ALMOST), None)
            if enter is None:
                return True
            leave = self._leaving(enter)
            if leave is None:
                return False
            cost = left[enter]
            for n, one in self._pivot(leave, enter)[:-1]:
                left[n] -= cost * one
            visit(self.point())

    def _leaving(self, enter: int) -> int | None:
        ratios = [
            (row[-1] / row[enter], self._basis[at], at)
            for at, row in enumerate(self._rows)
            if row[enter] > _ALMOST
        ]
        return min(ratios)[2] if ratios else None

    def _pivot(self, at: int, enter: int) -> list[tuple[int, float]]:
        """The row of the new corner, its zeros left out and its right side last: most are zero."""
        pivot = self._rows[at][enter]
        chosen = self._rows[at] = [one / pivot for one in self._rows[at]]
        right = len(chosen) - 1
        filled = [(n, one) for n, one in enumerate(chosen[:-1]) if one]
        filled.append((right, chosen[right]))
        for other, row in enumerate(self._rows):
            factor = row[enter]
            if other != at and factor:
                for n, one in filled:
                    row[n] -= factor * one
        self._basis[at] = enter
        return filled
