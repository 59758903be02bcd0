"""What prints of several periods say together: sums over the pieces of which the periods are made.

A figure of a period is the sum of what is counted in its pieces, and in each piece a table adds up
as it does in each print. Where figures moved between two prints not every sum comes out; then those
of the older prints are left out, as a reader is led astray by them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Final

from landwaiter.domain.statistics.few_cells import FEWEST
from landwaiter.domain.statistics.figures import CellPlace, FigureValue
from landwaiter.domain.statistics.known_print import KnownPrint, Unknown, table_of
from landwaiter.domain.statistics.periods import Days, PeriodPiece, loose, pieces
from landwaiter.domain.statistics.simplex import ALMOST, Movable

PieceRow = Mapping[Unknown, int]
"""Unknowns with their signs, which add up to 0."""
_COUNTS_OF: Final = {"T4": "lines", "T5": "items", "T13": "items"}
"""What the amounts of a table are of."""
_STATED: Final = frozenset({"T11", "D1"})
"""Tables of what is stated of whole years: nothing adds up there."""
_OF_NOW: Final = 1_000.0
"""What it would cost to leave out a figure of the newest print."""
_ROUNDS: Final = 6


@dataclass(frozen=True, slots=True)
class PeriodGroup:
    """Pieces that sums join, and the cells of prints that are made of them."""

    cells: Mapping[Unknown, PieceRow]
    """Print and place → what it is made of."""
    rows: tuple[PieceRow, ...]
    """Sums in each piece."""
    values: Mapping[Unknown, float]
    """What may be counted in the pieces: one solution of all sums."""
    asked: frozenset[Unknown]
    """Pieces in which one or two may be counted, and the amounts of so many."""
    amounts: frozenset[Unknown]


@dataclass(frozen=True, slots=True)
class PrintedPeriods:
    """The newest print of each period."""

    prints: Sequence[KnownPrint]
    periods: Mapping[int, Days]
    """By the number of the print, the newest first."""
    made_of: tuple[PeriodPiece, ...] = ()
    loose: tuple[int, ...] = ()
    """Pieces that no sum of the periods tells: where these add up, the others do, too."""
    unions: tuple[frozenset[int], ...] = ()
    """Pieces that two periods share or one has alone, as their places; of one piece none."""


def printed_periods(prints: Sequence[KnownPrint]) -> PrintedPeriods:
    """Of prints of which the first is the newest; without pieces where all are of one period."""
    newest = {one.days: number for number, one in enumerate(prints) if number}
    newest[prints[0].days] = 0
    numbers = sorted(newest.values(), key=lambda number: -number if number else -len(prints))
    periods = {number: days for number in numbers if (days := prints[number].days) is not None}
    found = PrintedPeriods(prints, periods)
    if len(periods) < 2:
        return found
    made_of = pieces(periods)
    found = replace(found, made_of=made_of, loose=loose(periods, made_of))
    return replace(found, unions=tuple(_unions(found))) if found.loose else found


def _unions(found: PrintedPeriods) -> Iterator[frozenset[int]]:
    seen = {
        frozenset(n for n, one in enumerate(found.made_of) if number in one)
        for number in found.periods
    }
    for number, other in combinations(found.periods, 2):
        of = [
            frozenset(
                n for n, one in enumerate(found.made_of) if (number in one, other in one) == both
            )
            for both in ((True, True), (True, False), (False, True))
        ]
        for union in of:
            if len(union) > 1 and union not in seen:
                seen.add(union)
                yield union


def period_groups(found: PrintedPeriods) -> Iterator[PeriodGroup]:
    """What a reader can check over several periods, apart where no sum joins it."""
    if not found.made_of:
        return
    places = sorted({place for number in found.periods for place in found.prints[number].values})
    known = {
        place: [n for n in found.periods if place not in found.prints[n].unknown]
        for place in places
        if table_of(place) not in _STATED
    }
    sums = _sums_in_pieces(found, known) if found.loose else ()
    groups = [_Group(found, dict(known), sums, members) for members in _joined(known, sums)]
    bounds = {unknown: bound for one in groups for unknown, bound in one.bounds.items()}
    for one in groups:
        yield one.made(bounds)


_Sum = Mapping[CellPlace, int]


def _sums_in_pieces(
    found: PrintedPeriods, known: Mapping[CellPlace, Sequence[int]]
) -> tuple[_Sum, ...]:
    """The sums of all prints as one, where each has rows of its own: what it lacks is 0 there."""
    merged: dict[tuple[object, ...], dict[CellPlace, int]] = {}
    for number in found.periods:
        for relation in found.prints[number].relations:
            places = [place for place, _sign in relation]
            tables, rows = {table_of(one) for one in places}, {one[0] for one in places}
            across = next(iter(rows)) if len(rows) == 1 else ""
            name = (tuple(sorted(tables)), across, "" if across else places[0][1])
            merged.setdefault((*name, *(places if len(tables) > 1 else ())), {}).update(relation)
    everywhere = len(found.periods)
    return tuple(
        one
        for one in merged.values()
        if all(len(known.get(place, ())) == everywhere for place in one)
    )


def _joined(known: Iterable[CellPlace], sums: Iterable[_Sum]) -> list[list[CellPlace]]:
    groups = {place: [place] for place in known}
    for one in sums:
        joined = {id(groups[place]): groups[place] for place in one}
        merged = [place for group in joined.values() for place in group]
        for place in merged:
            groups[place] = merged
    return list({id(group): group for group in groups.values()}.values())


_Bound = tuple[FigureValue, FigureValue]


@dataclass
class _Group:
    found: PrintedPeriods
    known: dict[CellPlace, Sequence[int]]
    sums: Sequence[_Sum]
    members: Sequence[CellPlace]
    bounds: dict[Unknown, _Bound] = field(default_factory=dict)
    """Between what the figure of each piece lies at most, where nothing is withheld."""

    def __post_init__(self) -> None:
        self._cells = {
            (number, place): self._made_of(number, place)
            for place in self.members
            for number in self.known[place]
        }
        inside = set(self.members)
        self._rows = [
            {(self._piece(at), place): sign for place, sign in one.items()}
            for one in self.sums
            if not inside.isdisjoint(one)
            for at in self.found.loose
        ]
        self._settle()
        for place in self.members:
            self._bound(place)

    def _piece(self, at: int) -> int:
        return len(self.found.prints) + at

    def _made_of(self, number: int, place: CellPlace) -> PieceRow:
        return {
            (self._piece(at), place): 1
            for at, piece in enumerate(self.found.made_of)
            if number in piece
        }

    def _value(self, cell: Unknown) -> FigureValue:
        """A row that a print lacks is nothing in it."""
        return self.found.prints[cell[0]].values.get(cell[1], 0)

    def _settle(self) -> None:
        """One solution, and no sum that it does not keep.

        Nothing is counted in any piece at first, and each sum falls short of its figure; then as
        little is wanting as can be, and of the older prints rather than of the newer ones.
        """
        names = sorted({name for row in self._cells.values() for name in row})
        column = {name: at for at, name in enumerate(names)}
        age = {number: len(self.found.prints) - at for at, number in enumerate(self.found.periods)}
        rows: list[dict[int, float]] = []
        floor, costs = [0.0] * len(names), dict[int, float]()

        def lacks(weight: float, most: float) -> int:
            costs[len(floor)] = weight
            floor.append(-most)
            return len(floor) - 1

        short: dict[Unknown, int] = {}
        for cell, row in self._cells.items():
            weight = _OF_NOW if cell[0] == 0 else 2.0 + age[cell[0]]
            short[cell] = lacks(weight, float(self._value(cell)))
            rows.append({**{column[name]: 1.0 for name in row}, short[cell]: 1.0})
        aside = []
        for row in self._rows:
            aside.append((lacks(1.0, 0.0), lacks(1.0, 0.0)))
            signs = {column[name]: float(one) for name, one in row.items()}
            rows.append({**signs, aside[-1][0]: 1.0, aside[-1][1]: -1.0})
        moves = Movable(rows, len(floor))
        moves.stand(floor)
        moves.walk(costs)
        wants = [one - least for one, least in zip(moves.moved, floor, strict=True)]
        self._cells = {
            cell: row for cell, row in self._cells.items() if wants[short[cell]] <= ALMOST
        }
        self._rows = [
            row
            for row, both in zip(self._rows, aside, strict=True)
            if max(moves.moved[one] for one in both) <= ALMOST
        ]
        self._solution = {name: moves.moved[at] for name, at in column.items()}

    def _bound(self, place: CellPlace) -> None:
        found: dict[Unknown, list[FigureValue]] = {}
        rows = [(self._value(cell), row) for cell, row in self._cells.items() if cell[1] == place]
        for value, row in rows:
            for name in row:
                low, high = found.get(name, (0, value))
                found[name] = [low, min(high, value)]
        for _round in range(_ROUNDS):
            for value, row in rows:
                low, high = (sum(found[name][side] for name in row) for side in (0, 1))
                for name in row:
                    own = found[name]
                    own[0] = max(own[0], value - (high - own[1]))
                    own[1] = min(own[1], value - (low - own[0]))
                    low, high = (sum(found[one][side] for one in row) for side in (0, 1))
        for at, union in enumerate(self.found.unions, start=self._piece(len(self.found.made_of))):
            parts = [found.get((self._piece(one), place)) for one in union]
            if None not in parts:
                sides = [[one[side] for one in parts if one] for side in (0, 1)]
                found[at, place] = [sum(sides[0]), sum(sides[1])]
        self.bounds |= {name: (low, high) for name, (low, high) in found.items()}

    def made(self, bounds: Mapping[Unknown, _Bound]) -> PeriodGroup:
        first = self._piece(len(self.found.made_of))
        values: dict[Unknown, float] = {}
        rows = list(self._rows)
        for name in self.bounds:
            if name[0] < first:
                values[name] = self._solution[name]
                continue
            of = [(self._piece(one), name[1]) for one in self.found.unions[name[0] - first]]
            values[name] = sum(values[one] for one in of)
            rows.append({name: -1, **dict.fromkeys(of, 1)})
        amounts = frozenset(name for name in self.bounds if self._is_amount(name[1]))
        return PeriodGroup(
            self._cells,
            tuple(rows),
            values,
            frozenset(name for name in self.bounds if self._is_asked(name, bounds)),
            amounts,
        )

    def _is_amount(self, place: CellPlace) -> bool:
        return any(place in self.found.prints[number].amounts for number in self.found.periods)

    def _is_asked(self, name: Unknown, bounds: Mapping[Unknown, _Bound]) -> bool:
        number, place = name
        if {name: 1} in self._cells.values():
            return False  # a cell of a print itself
        counts = (place[0], _COUNTS_OF[table_of(place)]) if self._is_amount(place) else place
        low, high = bounds.get((number, counts), (0, 0))
        return low < FEWEST and high >= 1 and bounds[name][1] > 0
