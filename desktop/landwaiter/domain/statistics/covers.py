"""Which further cells may keep a withheld one from being worked out: ways round through the sums.

A withheld cell can only be another figure if in each sum that it stands in another withheld cell
moves against it. So a cover is a closed way: from the cell through one of its sums to a second
cell, on through the other sum of that one, and back.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from landwaiter.domain.statistics.figures import CellPlace, FigureValue, Relation

CoverCost = tuple[int, FigureValue]
"""How many cells print “s” for it that would not, and how much they are."""
_OUTSIDE: Final = -1
"""Where the second sum of a cell would be that stands in one alone."""
_NOTHING: Final[CoverCost] = (0, 0)


@dataclass(frozen=True, slots=True)
class WayGraph:
    """Sums as places, joined by the cells that stand in two of them."""

    cells_of: dict[int, list[CellPlace]] = field(default_factory=dict)
    sums_of: dict[CellPlace, list[int]] = field(default_factory=dict)

    def others(self, cell: CellPlace, at: int) -> Iterator[int]:
        """The sums that a cell leads to from one of its own."""
        known = self.sums_of[cell]
        if len(known) == 1:
            yield _OUTSIDE if at != _OUTSIDE else known[0]
        else:
            yield from (one for one in known if one != at)


def way_graph(relations: Sequence[Relation]) -> WayGraph:
    graph = WayGraph()
    for number, relation in enumerate(relations):
        for cell, _sign in relation:
            graph.cells_of.setdefault(number, []).append(cell)
            graph.sums_of.setdefault(cell, []).append(number)
    graph.cells_of[_OUTSIDE] = [one for one, sums in graph.sums_of.items() if len(sums) == 1]
    return graph


def covers(
    graph: WayGraph, exposed: CellPlace, costs: Mapping[CellPlace, CoverCost]
) -> list[frozenset[CellPlace]]:
    """Ways round for a cell, the cheapest first, each as the cells that it newly withholds.

    `costs` has no cell that cannot help, and says nothing of one that is withheld already.
    """
    found: dict[frozenset[CellPlace], CoverCost] = {}
    for start in graph.sums_of.get(exposed, ()):
        for end in graph.others(exposed, start):
            for from_, to in ((start, end), (end, start)):
                for new, total in _ways(graph, exposed, from_, to, costs):
                    if new:
                        found[new] = min(total, found.get(new, total))
    return sorted(found, key=lambda new: (found[new], sorted(new)))


def _ways(
    graph: WayGraph,
    exposed: CellPlace,
    start: int,
    end: int,
    costs: Mapping[CellPlace, CoverCost],
) -> Iterator[tuple[frozenset[CellPlace], CoverCost]]:
    """One way for each cell that it may begin with."""
    reached = _reached(graph, exposed, end, costs)
    for first in graph.cells_of.get(start, ()):
        if first == exposed or first not in costs:
            continue
        for at in graph.others(first, start):
            cells, node = [first], at
            while node in reached and node not in {start, end}:
                _price, step, cell = reached[node]
                if cell is None or cell in cells:
                    break
                cells.append(cell)
                node = step
            if node == end:
                prices = [costs[one] for one in cells]
                new = (one for one, price in zip(cells, prices, strict=True) if price[0])
                yield frozenset(new), _sum(*prices)


_Step = tuple[CoverCost, int, CellPlace | None]


def _reached(
    graph: WayGraph,
    exposed: CellPlace,
    end: int,
    costs: Mapping[CellPlace, CoverCost],
) -> dict[int, _Step]:
    """From each sum the cheapest way to `end`: price, next sum, and the cell between."""
    found: dict[int, _Step] = {}
    waiting: list[tuple[CoverCost, int, int, CellPlace | None]] = [(_NOTHING, end, end, None)]
    while waiting:
        price, at, step, cell = heapq.heappop(waiting)
        if at in found:
            continue
        found[at] = (price, step, cell)
        for one in graph.cells_of.get(at, ()):
            if one == exposed or one not in costs:
                continue
            for other in graph.others(one, at):
                if other not in found:
                    heapq.heappush(waiting, (_sum(price, costs[one]), other, at, one))
    return found


def _sum(*costs: CoverCost) -> CoverCost:
    return sum(one[0] for one in costs), sum(one[1] for one in costs)
