"""Chains from a firm up to its holders, the weightiest first, as many as a person can read."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import count
from typing import Final

from landwaiter.domain.entities.ownership.graph import Control, Graph, Holding

MOST_PATHS: Final = 60
_MOST_STEPS: Final = 4_000
"""Chains begun before the search ends: a dense net has more chains than anybody can read."""
_NOT_STATED_PART: Final = Fraction(1, 20)
"""What of an open share weighs, for the order alone."""

PathStep = Holding | Control
Path = tuple[PathStep, ...]
"""From the firm upwards: the last step names the holder at the top."""


@dataclass(frozen=True, slots=True)
class OwnershipPaths:
    paths: tuple[Path, ...]
    is_cut: bool
    """There are more than are given."""


def paths_to(
    graph: Graph, firm: str, tops: Collection[str], *, limit: int = MOST_PATHS
) -> OwnershipPaths:
    """Chains without a ring from the firm up to each of `tops`, the weightiest first."""
    wanted = set(tops)
    useful = _reaching(graph, firm, wanted)
    found: list[Path] = []
    number = count()
    heap: list[tuple[float, int, int, str, Path]] = [(-1.0, 0, next(number), firm, ())]
    for _turn in range(_MOST_STEPS):
        if not heap:
            return OwnershipPaths(tuple(found), False)
        weight, steps, _number, top, path = heappop(heap)
        if path and top in wanted:
            found.append(path)
            if len(found) == limit:
                return OwnershipPaths(tuple(found), bool(heap))
        below = {firm, *(step.owned for step in path), top}
        for step in _above(graph, top):
            if step.owner in useful and step.owner not in below:
                more = (weight * _weight(step), steps + 1, next(number), step.owner)
                heappush(heap, (*more, (*path, step)))
    return OwnershipPaths(tuple(found), True)


def _above(graph: Graph, firm: str) -> tuple[PathStep, ...]:
    return (*graph.of(firm), *graph.controls.get(firm, ()))


def _weight(step: PathStep) -> float:
    if isinstance(step, Control):
        return 1.0
    return float(step.share.least or step.share.most * _NOT_STATED_PART)


def _reaching(graph: Graph, firm: str, tops: set[str]) -> set[str]:
    """Holders above the firm from which one of the tops is reached."""
    below: dict[str, list[str]] = {}
    for one in graph.upstream(firm):
        for step in _above(graph, one):
            below.setdefault(step.owner, []).append(one)
    found, left = set(tops), list(tops)
    while left:
        for one in below.get(left.pop(), ()):
            if one not in found:
                found.add(one)
                left.append(one)
    return found
