"""Which cells a print for others withholds, so that none of them can be worked out.

Counts of one and two and their values print “s”, and with them as many further cells as are needed:
whoever knows every sum of the table, that nothing withheld is nothing, and an earlier print in
which unmoved cells are the same, still finds at least `LEAST_WIDTH` counts possible for each count,
or a tenth of each amount. What a reader could find is worked out by the simplex method; a range
counts only between points that it has really reached, which are whole for counts.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
_Unknown = tuple[int, CellPlace]
"""A withheld cell, and the first print in which it has this value."""


@dataclass(frozen=True, slots=True)
class KnownPrint:
    """What a reader holds: the figures of one print, and which of them it withheld."""

    values: Mapping[CellPlace, FigureValue]
    relations: tuple[Relation, ...]
    amounts: frozenset[CellPlace]
    withheld: frozenset[CellPlace]
    unknown: frozenset[CellPlace] = frozenset()
    """What was not known, which is not 0."""


def known_of(tables: Iterable[FigureTable], withheld: Collection[CellPlace] = ()) -> KnownPrint:
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
        values, tuple(sums), frozenset(amounts), frozenset(withheld), frozenset(unknown)
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
    tables: Iterable[FigureTable], earlier: Sequence[KnownPrint] = ()
) -> frozenset[CellPlace]:
    """The cells of tables of one period that print “s”, also beside what was printed before."""
    return _Choice(tuple(tables), earlier).made()


class _Choice:
    """Cells are withheld until none can be worked out; then those print that need not be."""

    def __init__(self, tables: tuple[FigureTable, ...], earlier: Sequence[KnownPrint]) -> None:
        self._tables, self._earlier = tables, earlier
        self._now = now = known_of(tables)
        self._graph = way_graph(now.relations)
        self._totals = {place for table in tables for place in _totals(table)}
        self._along = {place: more for table in tables for place, more in _along(table)}
        self._shown = {
            place
            for one in earlier
            for place in one.values
            if place not in one.withheld and _unmoved(place, now, one)
        }
        self._wide = set[Hashable]()

    def made(self) -> frozenset[CellPlace]:
        must = {place for table in self._tables for place in _few(table)}
        must |= _kept(self._now, self._earlier)
        chosen = self._closed(must)
        while (exposed := _first_exposed(self._prints(chosen), self._wide)) is not None:
            more = self._cover(chosen, exposed)
            if not more:
                chosen = {place for place, value in self._now.values.items() if value}
                break
            chosen = self._closed(chosen | more)
        chosen = self._least(chosen, must)
        return frozenset(chosen.union(*(_derived(table, chosen) for table in self._tables)))

    def _prints(self, chosen: Collection[CellPlace]) -> tuple[KnownPrint, ...]:
        now = self._now
        new = KnownPrint(now.values, now.relations, now.amounts, frozenset(chosen))
        return (new, *self._earlier)

    def _closed(self, chosen: Collection[CellPlace]) -> set[CellPlace]:
        """With what a withheld count takes along, such as the amounts of what it counts."""
        more = (one for place in chosen for one in self._along.get(place, ()))
        return {*chosen, *(one for one in more if self._now.values.get(one))}

    def _cover(self, chosen: set[CellPlace], exposed: _Unknown) -> frozenset[CellPlace]:
        """Cells by which the exposed one is no longer: totals only where nothing else does.

        Whoever knows a total that is withheld learns no more than from one that prints.
        """
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
            for system in _systems(self._prints(self._closed(chosen)))
            if system.holds(asked)
        )

    def _least(self, chosen: set[CellPlace], must: Collection[CellPlace]) -> set[CellPlace]:
        """Without the cells that nothing needs any more, the greatest first."""
        free = chosen - self._closed(must)
        amounts = self._now.amounts
        for place in sorted(free, key=lambda one: (one in amounts, -self._now.values[one], one)):
            less = chosen - {place}
            if self._closed(less) == less and (
                _first_exposed(self._prints(less), self._wide) is None
            ):
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
    return place in now.values and now.values[place] == then.values.get(place)


# What a reader can work out


def _first_exposed(prints: Sequence[KnownPrint], wide: set[Hashable]) -> _Unknown | None:
    """A withheld cell of the newest print, or of an earlier one, that is too narrow.

    `wide` remembers systems in which none is.
    """
    for system in _systems(prints):
        if system.mark in wide:
            continue
        narrow = system.narrow()
        if narrow is not None:
            return narrow
        wide.add(system.mark)
    return None


def _systems(prints: Sequence[KnownPrint]) -> "list[_System]":
    """What is withheld, apart where no sum joins it."""
    names: dict[tuple[int, CellPlace], _Unknown] = {}
    values: dict[_Unknown, FigureValue] = {}
    amounts: set[_Unknown] = set()
    for number, one in enumerate(prints):
        for place in one.withheld:
            if place not in one.values:
                continue
            same = next((n for n in range(number) if _same_unknown(place, prints[n], one)), number)
            unknown = names.get((same, place), (same, place))
            names[number, place] = unknown
            values[unknown] = one.values[place]
            if place in one.amounts:
                amounts.add(unknown)
    rows = []
    for number, one in enumerate(prints):
        for relation in one.relations:
            row = {
                names[number, place]: sign for place, sign in relation if (number, place) in names
            }
            if row and row not in rows:
                rows.append(row)
    return [
        _System(members, [row for row in rows if not members.isdisjoint(row)], values, amounts)
        for members in _joined(values, rows)
    ]


def _same_unknown(place: CellPlace, then: KnownPrint, now: KnownPrint) -> bool:
    return place in then.withheld and _unmoved(place, now, then)


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
        values: Mapping[_Unknown, FigureValue],
        amounts: Collection[_Unknown],
    ) -> None:
        self._names = sorted(members)
        self._counts = [one not in amounts for one in self._names]
        self._least = [1.0 if is_count else 0.0 for is_count in self._counts]
        true = [float(values[one]) for one in self._names]
        self._low, self._high = list(true), list(true)
        self._width = [
            float(LEAST_WIDTH) if is_count else max(value * float(_SHARE), 1.0)
            for is_count, value in zip(self._counts, true, strict=True)
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
        while True:
            priced = [
                (row, costs[unknown])
                for row, unknown in zip(self._rows, self._basis, strict=True)
                if costs[unknown]
            ]
            enter = next(
                (
                    n
                    for n in range(width)
                    if costs[n] - sum(row[n] * cost for row, cost in priced) < -_ALMOST
                ),
                None,
            )
            if enter is None:
                return True
            leave = self._leaving(enter)
            if leave is None:
                return False
            self._pivot(leave, enter)
            visit(self.point())

    def _leaving(self, enter: int) -> int | None:
        ratios = [
            (row[-1] / row[enter], self._basis[at], at)
            for at, row in enumerate(self._rows)
            if row[enter] > _ALMOST
        ]
        return min(ratios)[2] if ratios else None

    def _pivot(self, at: int, enter: int) -> None:
        pivot = self._rows[at][enter]
        chosen = self._rows[at] = [one / pivot for one in self._rows[at]]
        for other, row in enumerate(self._rows):
            factor = row[enter]
            if other != at and factor:
                self._rows[other] = [a - factor * b for a, b in zip(row, chosen, strict=True)]
        self._basis[at] = enter
