"""Which cells a print for others withholds, so that none of them can be worked out.

Counts of one and two and their values print “s”, and with them as many further cells as are needed:
whoever knows every sum of the table, that nothing withheld is nothing, and all earlier prints, of
the same period and of others that lie within it, hold it or cross it, still finds at least four
counts possible for each count, or a tenth of each amount. What a reader could find is worked out by
the simplex method; what is not shown to be wide is withheld.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from landwaiter.domain.statistics.covers import covers, way_graph
from landwaiter.domain.statistics.exposure import ENDLESS, ReaderKnowledge
from landwaiter.domain.statistics.few_cells import along, derived_of, few, totals
from landwaiter.domain.statistics.figures import CellPlace, FigureTable
from landwaiter.domain.statistics.known_print import (
    KnownPrint,
    Unknown,
    is_unmoved,
    known_of,
    table_of,
)
from landwaiter.domain.statistics.period_sums import (
    PeriodGroup,
    PrintedPeriods,
    period_groups,
    printed_periods,
)
from landwaiter.domain.statistics.periods import Days, is_told

_TRIED: Final = 12
"""Ways round that are tried before one is taken that does not suffice alone."""


def withheld_cells(
    tables: Iterable[FigureTable],
    earlier: Sequence[KnownPrint] = (),
    days: Days | None = None,
) -> frozenset[CellPlace]:
    """The cells of tables of one period that print “s”, also beside what was printed before, of
    this period and of others."""
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
        periods = printed_periods((now, *earlier))
        groups = tuple(period_groups(periods))
        self._graph = way_graph(now.relations)
        self._totals = {place for table in tables for place in totals(table)}
        self._along = {place: more for table in tables for place, more in along(table)}
        self._kept = _kept(now, earlier)
        self._shown = _shown_already(now, earlier) | set(_shown_in_parts(periods, groups))
        self._knowledge = ReaderKnowledge((now, *earlier), groups, self._kept)
        self._told = set[Unknown]()

    def made(self) -> frozenset[CellPlace]:
        must = {place for table in self._tables for place in few(table)}
        must |= self._kept
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
        return frozenset(chosen.union(*(derived_of(table, chosen) for table in self._tables)))

    def _exposed(self, chosen: Collection[CellPlace]) -> Unknown | None:
        """The first unknown that is too narrow, unless earlier prints tell it alone."""
        while (found := self._knowledge.first_exposed(chosen, self._told)) is not None:
            if found[0] == 0 or not self._knowledge.is_told_before(found):
                return found
            self._told.add(found)
        return None

    def _whole_table(self, exposed: Unknown) -> frozenset[CellPlace]:
        """With its nothings: the other prints are out already."""
        table = table_of(exposed[1])
        places = (one for one in self._now.values if table_of(one) == table)
        return frozenset(one for one in places if one not in self._shown)

    def _closed(self, chosen: Collection[CellPlace]) -> set[CellPlace]:
        """With what a withheld count takes along, such as the amounts of what it counts."""
        more = (one for place in chosen for one in self._along.get(place, ()))
        return {*chosen, *(one for one in more if self._now.values.get(one))}

    def _cover(self, chosen: set[CellPlace], exposed: Unknown) -> frozenset[CellPlace]:
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
            joined = self._knowledge.beside(exposed)
            rest = sorted((free & joined) - chosen, key=lambda one: (self._now.values[one], one))
            return self._best(
                chosen, exposed, [*ways[: _TRIED - 4], *(frozenset({one}) for one in rest)]
            )
        return frozenset()

    def _best(
        self, chosen: set[CellPlace], exposed: Unknown, ways: Sequence[frozenset[CellPlace]]
    ) -> frozenset[CellPlace]:
        """The first that suffices, else the one that helps most of those that are tried."""
        found, widest = ways[0] if ways else frozenset[CellPlace](), -1.0
        for way in ways[:_TRIED]:
            width = self._knowledge.width(self._closed(chosen | way), exposed)
            if width > widest:
                found, widest = way, width
            if width == ENDLESS:
                break
        return found

    def _is_wide(self, chosen: set[CellPlace], asked: Unknown) -> bool:
        return self._knowledge.is_wide(self._closed(chosen), asked)

    def _least(self, chosen: set[CellPlace], must: Collection[CellPlace]) -> set[CellPlace]:
        """Without the cells that nothing needs any more, the greatest first."""
        free = chosen - self._closed(must)
        amounts = self._now.amounts
        for place in sorted(free, key=lambda one: (one in amounts, -self._now.values[one], one)):
            less = chosen - {place}
            if self._closed(less) == less and (self._exposed(less) is None):
                chosen = less
        return chosen


def _kept(now: KnownPrint, earlier: Iterable[KnownPrint]) -> set[CellPlace]:
    """What an earlier print withheld, and is no more than it was."""
    return {place for one in earlier for place in one.withheld if is_unmoved(place, now, one)}


def _shown_already(now: KnownPrint, earlier: Iterable[KnownPrint]) -> set[CellPlace]:
    """Cells that earlier prints show as they still are."""
    return {
        place
        for one in earlier
        for place in one.values
        if place not in one.withheld and is_unmoved(place, now, one)
    }


def _shown_in_parts(found: PrintedPeriods, groups: Iterable[PeriodGroup]) -> Iterator[CellPlace]:
    """Cells that whoever adds up figures of other periods knows."""
    shown: dict[CellPlace, list[int]] = {}
    for group in groups:
        for number, place in group.cells:
            if number and place not in found.prints[number].withheld:
                shown.setdefault(place, []).append(number)
    told: dict[tuple[int, ...], bool] = {}
    for place, numbers in shown.items():
        key = tuple(numbers)
        if key not in told:
            told[key] = is_told(0, key, found.made_of)
        if told[key]:
            yield place
