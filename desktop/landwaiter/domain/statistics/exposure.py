"""What whoever holds several prints can work out of the figures that they withhold.

A range counts only between points that were really reached, which are whole for counts.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from landwaiter.domain.statistics.few_cells import FEWEST
from landwaiter.domain.statistics.figures import CellPlace
from landwaiter.domain.statistics.known_print import KnownPrint, Unknown, is_unmoved, table_of
from landwaiter.domain.statistics.period_sums import PeriodGroup
from landwaiter.domain.statistics.simplex import ALMOST, Movable, SimplexEdge

LEAST_WIDTH: Final = 3
"""Between the least and the greatest that a withheld count may be for a reader."""
_SHARE: Final = 0.1
"""The same for an amount, as a share of it."""
ENDLESS: Final = float("inf")
_MENDED: Final = 8
"""So many fractions are looked at."""
_LONGEST_WAY: Final = 24
_MOST_WAYS: Final = 4_000
_Row = Mapping[Unknown, int]
_Ends = tuple[tuple[int, float, float], ...]
"""Unknowns with the least and the greatest that they reach on a way."""
_Way = tuple[tuple[int, int], ...]
"""Unknowns that move against each other, and how much for one step."""


class ReaderKnowledge:
    """The sums that join what is withheld: those of each print, and those over periods."""

    def __init__(
        self,
        prints: Sequence[KnownPrint],
        groups: Iterable[PeriodGroup],
        kept: Collection[CellPlace],
    ) -> None:
        """The first print is the one that is made; `kept` are cells that it withholds in any
        case."""
        self.first_piece = len(prints)
        self._told: dict[Unknown, bool] = {}
        self._prints, self._now, self._groups = tuple(prints), prints[0], tuple(groups)
        self._names: dict[Unknown, Unknown] = {(0, place): (0, place) for place in self._now.values}
        self.values = {(0, place): float(value) for place, value in self._now.values.items()}
        self.amounts: set[Unknown] = {(0, place) for place in self._now.amounts}
        self.something: set[Unknown] = set()
        self.nothing: set[Unknown] = set()
        """Pieces in which an earlier print says that there is nothing."""
        self.nothing_of: dict[CellPlace, set[Unknown]] = {}
        """The same of cells that are nothing, for as long as they print."""
        self._of_table: dict[str, tuple[set[CellPlace], set[CellPlace]]] = {}
        for place, value in self._now.values.items():
            cells, zeros = self._of_table.setdefault(table_of(place), (set(), set()))
            cells.add(place)
            if not value:
                zeros.add(place)
        for number, one in enumerate(prints[1:], start=1):
            self._add(prints, number, one, kept)
        self.asked = frozenset(name for group in self._groups for name in group.asked)
        for group in self._groups:
            self.values |= group.values
            self.amounts |= group.amounts
        rows = [*self._sums(prints), *(row for one in self._groups for row in self._over(one))]
        self._parts = [
            _Part(self, members, joined) for members, joined in _joined(rows, self._names)
        ]
        self._part_of = {name: part for part in self._parts for name in part.names}

    def _add(
        self,
        prints: Sequence[KnownPrint],
        number: int,
        one: KnownPrint,
        kept: Collection[CellPlace],
    ) -> None:
        shown = {table_of(place) for place in one.values if place not in one.withheld}
        zeros = {table_of(place) for place in one.withheld if one.values.get(place) == 0}
        for place in sorted(one.withheld):
            if place not in one.values:
                continue
            name = self._same(prints, number, place, kept)
            self._names[number, place] = name
            self.values[name] = float(one.values[place])
            if place in one.amounts:
                self.amounts.add(name)
            elif table_of(place) in shown - zeros:
                self.something.add(name)

    def _same(
        self,
        prints: Sequence[KnownPrint],
        number: int,
        place: CellPlace,
        kept: Collection[CellPlace],
    ) -> Unknown:
        """What the first print withholds that withholds the same figure."""
        one = prints[number]
        for other in range(number):
            withheld = kept if other == 0 else prints[other].withheld
            if place in withheld and is_unmoved(place, one, prints[other]):
                return self._names.get((other, place), (other, place))
        return number, place

    def _sums(self, prints: Sequence[KnownPrint]) -> Iterator[_Row]:
        seen = set[frozenset[tuple[Unknown, int]]]()
        for number, one in enumerate(prints):
            for relation in one.relations:
                row = {
                    self._names[number, place]: sign
                    for place, sign in relation
                    if (number, place) in self._names
                }
                if row and (said := frozenset(row.items())) not in seen:
                    seen.add(said)
                    yield row

    def _over(self, group: PeriodGroup) -> Iterator[_Row]:
        """Sums over periods. A piece of which alone a period is made is written as the cell that
        is withheld of it, and not at all where that prints."""
        same: dict[Unknown, Unknown | None] = {}
        for cell, row in group.cells.items():
            if len(row) == 1:
                same.update(dict.fromkeys(row, self._names.get(cell)))
        for cell, row in group.cells.items():
            whole = {cell: -1, **row} if cell in self._names else row
            if (
                cell[0]
                and cell not in self._names
                and not self._prints[cell[0]].values.get(cell[1])
            ):
                self.nothing.update(row)
            elif cell[0] == 0 and not self._now.values.get(cell[1]):
                self.nothing_of.setdefault(cell[1], set()).update(row)
            if left := _put(whole, self._names | same):
                yield left
        for row in group.rows:
            if left := _put(row, same):
                yield left

    def first_exposed(
        self, chosen: Collection[CellPlace], but: Collection[Unknown] = ()
    ) -> Unknown | None:
        """A withheld cell, or a piece of the periods, that is known too narrowly."""
        found = (part.narrow(chosen, but) for part in self._parts)
        return next((one for one in found if one is not None), None)

    def width(self, chosen: Collection[CellPlace], asked: Unknown) -> float:
        """Between the least and the greatest that an unknown may be where these cells are withheld;
        without end where that is not too narrow."""
        return self._part_of[asked].width(chosen, asked)

    def is_wide(self, chosen: Collection[CellPlace], asked: Unknown) -> bool:
        return self.width(chosen, asked) == ENDLESS

    def beside(self, asked: Unknown) -> frozenset[CellPlace]:
        """The cells of the first print that sums join to an unknown."""
        return frozenset(place for number, place in self._part_of[asked].names if number == 0)

    def is_told_before(self, asked: Unknown) -> bool:
        """The other prints tell it alone: whatever this one withholds, it is known."""
        if asked not in self._told:
            self._told[asked] = not self.is_wide(frozenset(self._now.values), asked)
        return self._told[asked]

    def is_something(self, table: str, chosen: Collection[CellPlace]) -> bool:
        """Nothing prints in a table that is not withheld whole: what it withholds is not 0."""
        cells, zeros = self._of_table[table]
        return not cells <= set(chosen) and zeros.isdisjoint(chosen)


def _put(row: _Row, same: Mapping[Unknown, Unknown | None]) -> _Row:
    """A sum in other names; without those that are known."""
    found: dict[Unknown, int] = {}
    for name, one in row.items():
        new = same.get(name, name)
        if new is not None:
            found[new] = found.get(new, 0) + one
    return {name: one for name, one in found.items() if one}


def _joined(
    rows: Iterable[_Row], names: Mapping[Unknown, Unknown]
) -> Iterator[tuple[list[Unknown], list[_Row]]]:
    """What sums join, apart where none does."""
    groups: dict[Unknown, tuple[list[Unknown], list[_Row]]] = {
        one: ([one], []) for one in names.values()
    }
    for row in rows:
        met = {id(found): found for name in row if (found := groups.setdefault(name, ([name], [])))}
        whole, *others = met.values()
        for members, joined in others:
            whole[0].extend(members)
            whole[1].extend(joined)
            groups.update(dict.fromkeys(members, whole))
        whole[1].append(row)
    yield from {id(group): group for group in groups.values()}.values()


class _Part:
    """Unknowns that sums join, with the ranges over which they were moved so far."""

    def __init__(
        self, known: ReaderKnowledge, names: Sequence[Unknown], rows: Sequence[_Row]
    ) -> None:
        self.names = sorted(names)
        self._known = known
        self._column = {name: at for at, name in enumerate(self.names)}
        self._cells = frozenset(place for number, place in names if number == 0)
        self._tables = sorted({table_of(place) for place in self._cells})
        self._true = [known.values[name] for name in self.names]
        self._counts = [name not in known.amounts for name in self.names]
        self._moves = Movable(
            [{self._column[name]: float(one) for name, one in row.items()} for row in rows],
            len(self.names),
        )
        self._fractions = frozenset(
            n for n, value in enumerate(self._true) if self._counts[n] and not _is_whole(value)
        )
        self._ways: dict[_Way, frozenset[int]] = {}
        self._all_ends: dict[frozenset[str], dict[_Way, _Ends]] = {}
        """How far each way goes, which hangs on the tables of which nothing withheld is 0."""
        self._wide: set[Hashable] = set()
        self._mark: Hashable = None

    def narrow(self, chosen: Collection[CellPlace], but: Collection[Unknown]) -> Unknown | None:
        """The first unknown whose range is too narrow; None where all are wide enough."""
        mark = self._stand(chosen)
        if mark in self._wide:
            return None
        for at, name in enumerate(self.names):
            if at not in self._barred and name not in but and not self._is_wide(at):
                return name
        self._wide.add(mark)
        return None

    def width(self, chosen: Collection[CellPlace], asked: Unknown) -> float:
        mark, at = self._stand(chosen), self._column[asked]
        if mark in self._wide or self._is_wide(at):
            return ENDLESS
        return self._high[at] - self._low[at]

    def _stand(self, chosen: Collection[CellPlace]) -> Hashable:
        """With these cells withheld, and no range but what is known to be reached."""
        known, withheld = self._known, self._cells.intersection(chosen)
        something = frozenset(one for one in self._tables if known.is_something(one, chosen))
        mark = withheld, something
        if mark == self._mark:
            return mark
        self._mark = mark
        nothing = known.nothing.union(
            *(pieces for place, pieces in known.nothing_of.items() if place not in chosen)
        )
        self._barred = {
            at
            for at, (number, place) in enumerate(self.names)
            if (number == 0 and place not in withheld) or (number, place) in nothing
        }
        self._floor = [
            (1.0 if self._is_something(name, something) else 0.0) - value
            for name, value in zip(self.names, self._true, strict=True)
        ]
        self._is_begun = False
        self._ends = self._all_ends.setdefault(something, {})
        size = len(self.names)
        self._low, self._high = list(self._true), list(self._true)
        if self._fractions:
            self._low, self._high = [ENDLESS] * size, [-ENDLESS] * size
        self._least, self._greatest = [0.0] * size, [ENDLESS] * size
        for way, unknowns in self._ways.items():
            if unknowns.isdisjoint(self._barred):
                self._go(way)
        return mark

    def _is_something(self, name: Unknown, tables: Collection[str]) -> bool:
        known = self._known
        if name in known.something:
            return True
        return name[0] == 0 and name not in known.amounts and table_of(name[1]) in tables

    def _is_wide(self, at: int) -> bool:
        """Whether the range of an unknown is not too narrow."""
        name, known = self.names[at], self._known
        if name[0] < known.first_piece:
            value = self._true[at]
            width = float(LEAST_WIDTH) if self._counts[at] else max(value * _SHARE, 1.0)
            return not value or self._reaches(at, width)
        if name not in known.asked:
            return True
        if not self._counts[at]:
            self._reaches(at, ENDLESS)
            width = max(self._greatest[at] * _SHARE, 1.0)
            return self._high[at] - self._low[at] >= width - ALMOST
        # What is counted in a piece may be known, if that is neither one nor two.
        is_wide = self._reaches(at, float(LEAST_WIDTH))
        return is_wide or self._greatest[at] < 1 - ALMOST or self._least[at] > FEWEST - 1 + ALMOST

    def _reaches(self, at: int, width: float) -> bool:
        """Whether an unknown can be moved over so wide a range."""
        for sign in (1.0, -1.0):
            if self._high[at] - self._low[at] >= width - ALMOST:
                return True
            self._begin()
            ends = self._moves.walk({at: -sign}, self._visit)
            if sign < 0:
                self._least[at] = self._value(at)
            elif ends:
                self._greatest[at] = self._value(at)
            else:
                self._high[at] = ENDLESS
            self._mend(at, sign, width)
        return self._high[at] - self._low[at] >= width - ALMOST

    def _mend(self, at: int, sign: float, width: float) -> None:
        """Where a walk ended between whole counts: whole ones near by are looked for, a part at a
        time."""
        for part in sorted(self._broken)[:_MENDED]:
            for other in (1.0, -1.0):
                if not self._broken or self._high[at] - self._low[at] >= width - ALMOST:
                    return
                self._moves.walk({at: -sign * _MENDED, part: other}, self._visit)

    def _begin(self) -> None:
        if not self._is_begun:
            self._is_begun = True
            self._moves.stand(self._floor, self._barred)
            self._broken, self._moved = set(self._fractions), set[int]()

    def _value(self, at: int) -> float:
        return self._true[at] + self._moves.moved[at]

    def _visit(self, edge: SimplexEdge, length: float) -> None:
        """A corner was reached along an edge, which is a way that is open elsewhere, too."""
        self._remember(edge)
        for at in edge:
            self._moved.add(at)
            if self._counts[at] and not _is_whole(self._value(at)):
                self._broken.add(at)
            else:
                self._broken.discard(at)
        if self._broken or length <= ALMOST:
            return
        for at in self._moved:
            value = self._value(at)
            self._low[at] = min(self._low[at], value)
            self._high[at] = max(self._high[at], value)
        self._moved.clear()

    def _remember(self, edge: SimplexEdge) -> None:
        if self._fractions or len(edge) > _LONGEST_WAY or len(self._ways) >= _MOST_WAYS:
            return
        if all(_is_whole(one) for one in edge.values()):
            way = tuple(sorted((at, round(one)) for at, one in edge.items()))
            if way[0][1] < 0:
                way = tuple((at, -one) for at, one in way)
            if way not in self._ways:
                self._ways[way] = frozenset(edge)
                self._go(way)

    def _go(self, way: _Way) -> None:
        """From where nothing is moved, as far as a way goes in both directions."""
        ends = self._ends.get(way)
        if ends is None:
            ends = self._ends[way] = tuple(self._ends_of(way))
        for at, low, high in ends:
            self._low[at] = min(self._low[at], low)
            self._high[at] = max(self._high[at], high)

    def _ends_of(self, way: _Way) -> Iterator[tuple[int, float, float]]:
        is_count = any(self._counts[at] for at, _one in way)
        back, forth = (
            min((-self._floor[at] / abs(one) for at, one in way if one * sign < 0), default=ENDLESS)
            for sign in (-1, 1)
        )
        if is_count:
            back, forth = (
                one if one == ENDLESS else float(int(one + ALMOST)) for one in (back, forth)
            )
        for at, one in way:
            low, high = (back, forth) if one > 0 else (forth, back)
            yield at, self._true[at] - abs(one) * low, self._true[at] + abs(one) * high


def _is_whole(value: float) -> bool:
    return abs(value - round(value)) < ALMOST
