"""Holdings on a day: what several statements say of one owner and one firm, made consistent.

Shares of one firm never add to more than the whole. Where statements contradict each other, the
bounds widen to what each of them leaves to the others, and the contradiction is named. A firm's
own shares carry no vote (Directive (EU) 2017/1132, Art. 63) and are taken out of the whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Final

from landwaiter.domain.entities.ownership.shares import NOTHING, UNKNOWN, WHOLE, Share, share_of
from landwaiter.domain.entities.ownership.stated import (
    OWNS,
    PERSON,
    Holder,
    HoldingStatement,
    OwnershipStatements,
    held_on,
    last_day,
)
from landwaiter.domain.law.word_lists import folded

_HALF_OPEN: Final = date.min


@dataclass(frozen=True, slots=True)
class Holding:
    """What one holder has of one firm on a day, and the statements it rests on."""

    owner: str
    owned: str
    share: Share
    rows: tuple[HoldingStatement, ...]

    @property
    def is_certain(self) -> bool:
        return any(row.is_certain for row in self.rows)

    @property
    def told(self) -> str:
        return self.share.told


@dataclass(frozen=True, slots=True)
class Control:
    """A test of control other than shares that is stated to be met: a claim of its own."""

    owner: str
    owned: str
    row: HoldingStatement
    is_sure: bool
    """False where its dates are too coarse to say that it held on the day."""

    @property
    def is_certain(self) -> bool:
        return self.row.is_certain

    @property
    def rows(self) -> tuple[HoldingStatement, ...]:
        return (self.row,)

    @property
    def tests(self) -> tuple[str, ...]:
        """The words by which an office may count it: the test as stated, and its kind."""
        stated = (self.row.test, self.row.kind.replace("_", " "))
        return tuple(folded(one) for one in stated if one)

    @property
    def told(self) -> str:
        return self.row.told


@dataclass(frozen=True)
class Graph:
    """Who holds what on one day."""

    day: date
    holders: Mapping[str, Holder]
    holdings: Mapping[str, tuple[Holding, ...]]
    """Firm → its holders, the largest first."""
    controls: Mapping[str, tuple[Control, ...]]
    contradictions: Mapping[str, Fraction] = field(default_factory=dict)
    """Firm → what the shares stated of it add to, where that is more than the whole."""
    beyond: frozenset[str] = frozenset()
    treasury: Mapping[str, Share] = field(default_factory=dict)
    """Firm → its own shares in its own hands."""

    def of(self, firm: str) -> tuple[Holding, ...]:
        return self.holdings.get(firm, ())

    def name(self, holder: str) -> str:
        known = self.holders.get(holder)
        return known.name if known else holder

    def is_person(self, holder: str) -> bool:
        known = self.holders.get(holder)
        return known is not None and known.kind == PERSON

    def remainder(self, firm: str) -> Fraction:
        """The part of a firm that nobody is stated to hold; a person has none."""
        if self.is_person(firm):
            return NOTHING
        return WHOLE - sum((one.share.least for one in self.of(firm)), NOTHING)

    @cached_property
    def least(self) -> Mapping[str, Mapping[str, Fraction]]:
        """Firm → holder → the part it holds for sure."""
        return {
            firm: {one.owner: one.share.least for one in held if one.share.least}
            for firm, held in self.holdings.items()
        }

    @cached_property
    def held_by(self) -> Mapping[str, tuple[str, ...]]:
        """Holder → the firms it is stated to hold a part of."""
        found: dict[str, list[str]] = {}
        for firm, held in self.holdings.items():
            for one in held:
                found.setdefault(one.owner, []).append(firm)
        return {owner: tuple(firms) for owner, firms in found.items()}

    @cached_property
    def _above(self) -> dict[str, tuple[str, ...]]:
        return {}

    def upstream(self, firm: str) -> tuple[str, ...]:
        """The firm and everybody above it, by shares or control, nearest first."""
        if firm not in self._above:
            self._above[firm] = _upstream(self, firm)
        return self._above[firm]

    def certain(self) -> "Graph":
        """The same without what rests on a name alone."""
        if all(h.is_certain for held in self.holdings.values() for h in held) and all(
            c.is_certain for held in self.controls.values() for c in held
        ):
            return self
        return replace(
            self,
            holdings={
                firm: tuple(h for h in held if h.is_certain) for firm, held in self.holdings.items()
            },
            controls={
                firm: tuple(c for c in held if c.is_certain) for firm, held in self.controls.items()
            },
        )


def graph_on(known: OwnershipStatements, day: date) -> Graph:
    """What is stated, as it held on the day."""
    by_pair: dict[tuple[str, str], list[tuple[HoldingStatement, bool]]] = {}
    controls: dict[str, list[Control]] = {}
    for row in known.stated:
        held = held_on(row, day)
        if held is False:
            continue
        if row.kind == OWNS:
            by_pair.setdefault((row.owned, row.owner), []).append((row, held is True))
        elif row.owner != row.owned:
            control = Control(row.owner, row.owned, row, held is True)
            controls.setdefault(row.owned, []).append(control)
    firms: dict[str, list[Holding]] = {}
    own: dict[str, Share] = {}
    for (firm, owner), rows in by_pair.items():
        holding = Holding(owner, firm, *_joined(rows))
        if owner == firm:
            own[firm] = holding.share
        else:
            firms.setdefault(firm, []).append(holding)
    found, contradictions = _consistent(firms, own)
    return Graph(
        day,
        {one.id: one for one in known.holders},
        found,
        {firm: tuple(rows) for firm, rows in controls.items()},
        contradictions,
        frozenset(known.beyond),
        own,
    )


def _joined(
    rows: list[tuple[HoldingStatement, bool]],
) -> tuple[Share, tuple[HoldingStatement, ...]]:
    """One share of several statements on the same owner and firm.

    One that began later replaces those that began before it. What still differs then is a
    difference between sources: the share lies between them. One without a share says nothing
    beside one with it.
    """
    newest = max((last_day(row.since) or _HALF_OPEN for row, _sure in rows), default=_HALF_OPEN)
    count = [
        (row, sure)
        for row, sure in rows
        if not row.since or (last_day(row.since) or _HALF_OPEN) == newest
    ]
    shares = [(share_of(row.percent), sure) for row, sure in count]
    known = [(share if sure else Share(NOTHING, share.most)) for share, sure in shares if share]
    if not known:
        return UNKNOWN, tuple(row for row, _sure in count)
    joined = Share(min(one.least for one in known), max(one.most for one in known))
    return joined, tuple(row for row, _sure in count if share_of(row.percent))


def _consistent(
    firms: Mapping[str, list[Holding]], own: Mapping[str, Share]
) -> tuple[dict[str, tuple[Holding, ...]], dict[str, Fraction]]:
    """Holdings whose bounds fit into one whole, and the firms whose statements do not."""
    found: dict[str, tuple[Holding, ...]] = {}
    contradictions: dict[str, Fraction] = {}
    for firm, held in firms.items():
        without = _without_own(held, own.get(firm))
        total = sum((one.share.least for one in without), NOTHING)
        if total > WHOLE:
            contradictions[firm] = total
            without = [_left(one, total) for one in without]
            total = sum((one.share.least for one in without), NOTHING)
        capped = (_capped(one, WHOLE - total + one.share.least) for one in without)
        found[firm] = tuple(sorted(capped, key=_largest_first))
    return found, contradictions


def _without_own(held: list[Holding], own: Share | None) -> list[Holding]:
    """Shares of what is left when the firm's own shares are taken out."""
    if own is None or own.most == WHOLE:
        return held
    least, most = WHOLE - own.least, WHOLE - own.most
    return [
        replace(
            one,
            share=Share(
                min(WHOLE, one.share.least / least),
                one.share.most if one.share == UNKNOWN else min(WHOLE, one.share.most / most),
            ),
        )
        for one in held
    ]


def _left(one: Holding, total: Fraction) -> Holding:
    """What the other statements leave to this one, were they true."""
    left = max(NOTHING, WHOLE - (total - one.share.least))
    return replace(one, share=Share(left, one.share.most))


def _capped(one: Holding, room: Fraction) -> Holding:
    return replace(one, share=Share(one.share.least, min(one.share.most, room)))


def _largest_first(one: Holding) -> tuple[Fraction, Fraction, str]:
    return (-one.share.least, -one.share.most, one.owner)


def _upstream(graph: Graph, firm: str) -> tuple[str, ...]:
    seen, found = {firm}, [firm]
    for one in found:
        above = (*(h.owner for h in graph.of(one)), *(c.owner for c in graph.controls.get(one, ())))
        for owner in above:
            if owner not in seen:
                seen.add(owner)
                found.append(owner)
    return tuple(found)
