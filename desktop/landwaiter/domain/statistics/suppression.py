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
from landwaiter.domain.statistics.figures import (
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
    tables = tuple(tables)
    now, wide = known_of(tables), set[Hashable]()
    chosen = {place for table in tables for place in _few(table)} | _kept(now, earlier)
    while True:
        exposed = _first_exposed(_prints(now, chosen, earlier), wide)
        if exposed is None:
            break
        more = _further(now, chosen, exposed, earlier)
        if more is None:
            chosen = {place for place, value in now.values.items() if value}
            break
        chosen.add(more)
    return frozenset(chosen.union(*(_derived(table, chosen) for table in tables)))


def _few(table: FigureTable) -> set[CellPlace]:
    """Counts of one and two, and the amounts of what they count."""
    found = set()
    for row in table.rows:
        for column in table.columns:
            counts = (column.key,) if column.kind is ColumnKind.COUNT else column.of
            values = [table.figure(row.key, one).value for one in counts]
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


def _prints(
    now: KnownPrint, chosen: Collection[CellPlace], earlier: Sequence[KnownPrint]
) -> tuple[KnownPrint, ...]:
    new = KnownPrint(now.values, now.relations, now.amounts, frozenset(chosen))
    return (new, *earlier)


def _further(
    now: KnownPrint,
    chosen: Collection[CellPlace],
    exposed: CellPlace,
    earlier: Iterable[KnownPrint],
) -> CellPlace | None:
    """The cell that is withheld besides: in a sum with the exposed one, and as small as may be.

    A cell that an earlier print shows as it still is helps nobody, and a nothing always prints.
    """
    shown = {
        place
        for one in earlier
        for place in one.values
        if place not in one.withheld and _unmoved(place, now, one)
    }
    reached = {exposed}
    looked: set[int] = set()
    while True:
        near = [
            (number, one)
            for number, one in enumerate(now.relations)
            if number not in looked and any(place in reached for place, _sign in one)
        ]
        if not near:
            return None
        free = {
            place
            for _number, one in near
            for place, _sign in one
            if now.values.get(place) and place not in chosen and place not in shown
        }
        if free:
            return min(free, key=lambda place: (now.values[place], place))
        looked.update(number for number, _one in near)
        reached.update(place for _number, one in near for place, _sign in one if place in chosen)


# What a reader can work out


_Unknown = tuple[int, CellPlace]
"""A withheld cell, and the first print in which it has this value."""


def _first_exposed(prints: Sequence[KnownPrint], wide: set[Hashable]) -> CellPlace | None:
    """A withheld cell of the newest print, or of an earlier one, that is too narrow.

    `wide` remembers systems in which none is.
    """
    for members, rows, values, amounts in _systems(prints):
        mark = frozenset(members), tuple(tuple(sorted(row.items())) for row in rows)
        if mark in wide:
            continue
        narrow = _System(members, rows, values, amounts).narrow()
        if narrow is not None:
            return narrow[1]
        wide.add(mark)
    return None


_Parts = tuple[set[_Unknown], list[dict[_Unknown, int]], dict[_Unknown, FigureValue], set[_Unknown]]


def _systems(prints: Sequence[KnownPrint]) -> list[_Parts]:
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
        (members, [row for row in rows if not members.isdisjoint(row)], values, amounts)
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
        above = [value - least for value, least in zip(true, self._least, strict=True)]
        self._tableau = _Tableau(
            [[float(row.get(one, 0)) for one in self._names] for row in rows], above
        )

    def narrow(self) -> _Unknown | None:
        """The first unknown whose range is too narrow; None where all are wide enough."""
        for at, name in enumerate(self._names):
            for sign in (1.0, -1.0):
                if self._is_wide(at):
                    break
                if not self._tableau.best(at, sign, self._visit):
                    self._high[at] = float("inf")
            if not self._is_wide(at):
                return name
        return None

    def _is_wide(self, at: int) -> bool:
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
