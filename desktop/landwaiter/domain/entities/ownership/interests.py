"""What part of a firm somebody holds in the end: at least, and at most where shares are missing.

“At least” counts shares that are stated. “At most” gives whatever nobody is stated to hold, of the
firm and of everybody above it, to the holder in question: no completion of what is stated gives
more.
"""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from landwaiter.domain.entities.ownership.graph import Graph
from landwaiter.domain.entities.ownership.shares import NOTHING
from landwaiter.domain.entities.ownership.solving import weights

MOST_HOLDERS: Final = 12
"""Holders named of one party of a case; the largest first."""


@dataclass(frozen=True, slots=True)
class Interest:
    """A holder's part of a firm through all chains together, from 0 to 1."""

    holder: str
    least: Fraction
    most: Fraction
    is_ultimate: bool
    """Nobody is stated above it."""


@dataclass(frozen=True, slots=True)
class Interests:
    """Who holds a firm in the end."""

    firm: str
    holders: tuple[Interest, ...]
    """The largest first."""
    unknown: Fraction
    """The part of the firm that leads to nobody who is stated."""
    rings: tuple[frozenset[str], ...]
    """Firms that hold each other whole: nobody stands behind them."""


def interests(graph: Graph, firm: str, *, of: Collection[str] = ()) -> Interests:
    """Everybody at the top of the firm's chains, and those of `of` wherever they stand."""
    above = [one for one in graph.upstream(firm) if one != firm]
    tops = [one for one in above if not graph.of(one)]
    found, rings = weights(graph.least, firm)
    unknown = _unknown(graph, found, ())
    held = [_at_top(graph, one, found, unknown) for one in tops]
    held += [
        joint(graph, firm, (one,), ultimate=False) for one in of if one in above and graph.of(one)
    ]
    held.sort(key=lambda one: (-one.least, -one.most, one.holder))
    return Interests(firm, tuple(held), unknown - _owned_by_tops(graph, tops, found), rings)


def _owned_by_tops(graph: Graph, tops: Collection[str], found: dict[str, Fraction]) -> Fraction:
    """A firm at the top is named, whoever stands behind it: its part is no unknown one."""
    return sum((found.get(one, NOTHING) * graph.remainder(one) for one in tops), NOTHING)


def _at_top(graph: Graph, one: str, found: dict[str, Fraction], unknown: Fraction) -> Interest:
    weight = found.get(one, NOTHING)
    return Interest(one, weight, weight + unknown - weight * graph.remainder(one), True)


def joint(graph: Graph, firm: str, holders: Collection[str], *, ultimate: bool = False) -> Interest:
    """What several holders have together; a part that passes through two of them counts once."""
    found, _rings = weights(graph.least, firm, ends=holders)
    least = sum((found.get(one, NOTHING) for one in holders), NOTHING)
    return Interest(
        next(iter(sorted(holders)), ""), least, least + _unknown(graph, found, holders), ultimate
    )


def _unknown(graph: Graph, found: dict[str, Fraction], but: Collection[str]) -> Fraction:
    return sum(
        (weight * graph.remainder(one) for one, weight in found.items() if one not in but), NOTHING
    )
