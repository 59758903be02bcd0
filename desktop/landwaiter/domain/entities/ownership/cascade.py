"""Which firms count as a listed owner's: for sure, as far as stated, and in the worst case.

Where shares carry over step by step, a firm that counts as owned passes on all it holds, and what
it holds is added to what the owner holds. That is a least set, reached by adding firms until none
is added. Three sets are kept: *sure* counts the least that is stated; *stated* counts holders whose
share is not stated with the most they can have; *possible* gives the owner whatever nobody is
stated to hold.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from landwaiter.domain.entities.ownership.graph import Control, Graph
from landwaiter.domain.entities.ownership.interests import joint
from landwaiter.domain.entities.ownership.rules import PRODUCT, OwnershipRule, RuleReading
from landwaiter.domain.entities.ownership.shares import NOTHING, WHOLE
from landwaiter.domain.law.word_lists import folded

Part = Callable[[str, frozenset[str]], Fraction]
"""The part of a firm that the set holds."""


class OwnershipAnswer(StrEnum):
    """Whether a firm counts as owned, the gravest first."""

    OWNED = "owned"
    STATED_OPEN = "share_not_stated"
    """A holder who counts is stated, but not with enough of a share."""
    REMAINDER_OPEN = "holders_not_known"
    """Only shares that nobody is stated to hold could make it so."""
    NOT_OWNED = "not_owned"


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What one reading of a rule makes of one firm."""

    answer: OwnershipAnswer
    least: Fraction
    """The part that counts for sure, from 0 to 1."""
    most: Fraction
    counted: frozenset[str]
    """Owners, and firms that count as theirs, for sure."""
    possible: frozenset[str] = frozenset()
    """The same where every missing share is theirs."""


def outcome(graph: Graph, firm: str, owners: Collection[str], reading: RuleReading) -> RuleOutcome:
    """Of all owners together where the reading adds them up, else the worst of each alone."""
    there = frozenset(owners) & set(graph.upstream(firm))
    groups = [there] if reading.aggregate or not there else [frozenset({one}) for one in there]
    weigh = _multiplied if reading.carries == PRODUCT else _stepwise
    return _worst(weigh(graph, firm, group, reading) for group in groups)


def _worst(found: Iterable[RuleOutcome]) -> RuleOutcome:
    order = tuple(OwnershipAnswer)
    return min(found, key=lambda one: (order.index(one.answer), -one.least, -one.most))


def _multiplied(
    graph: Graph, firm: str, owners: frozenset[str], reading: RuleReading
) -> RuleOutcome:
    held = joint(graph, firm, owners)
    answer = (
        OwnershipAnswer.OWNED
        if reading.met(held.least)
        else OwnershipAnswer.REMAINDER_OPEN
        if reading.met(held.most)
        else OwnershipAnswer.NOT_OWNED
    )
    return RuleOutcome(answer, held.least, held.most, owners)


def _stepwise(graph: Graph, firm: str, owners: frozenset[str], reading: RuleReading) -> RuleOutcome:
    above = graph.upstream(firm)
    bounds: tuple[Part, ...] = (
        lambda one, counted: _least(graph, one, counted),
        lambda one, counted: _stated(graph, one, counted),
        lambda one, counted: _most(graph, one, counted),
    )
    sure, stated, possible = (
        _closed(above, graph, owners, reading, part) if owners or part is bounds[-1] else owners
        for part in bounds
    )
    answer = (
        OwnershipAnswer.OWNED
        if firm in sure
        else OwnershipAnswer.STATED_OPEN
        if firm in stated
        else OwnershipAnswer.REMAINDER_OPEN
        if firm in possible
        else OwnershipAnswer.NOT_OWNED
    )
    if firm in owners:
        return RuleOutcome(answer, WHOLE, WHOLE, sure, possible)
    return RuleOutcome(
        answer, _least(graph, firm, sure), _most(graph, firm, possible), sure, possible
    )


def _closed(
    above: Collection[str],
    graph: Graph,
    owners: frozenset[str],
    reading: RuleReading,
    part: Part,
) -> frozenset[str]:
    """Owners and every firm that counts as theirs, until no firm is added."""
    counted = owners
    there = {one for one in above if not graph.is_person(one)}
    asked = there - owners
    while True:
        added = {one for one in asked if reading.met(part(one, counted))}
        if not added:
            return counted
        counted = counted | added
        held = {firm for one in added for firm in graph.held_by.get(one, ())}
        asked = (held & there) - counted


def _least(graph: Graph, firm: str, counted: frozenset[str]) -> Fraction:
    return sum((h.share.least for h in graph.of(firm) if h.owner in counted), NOTHING)


def _stated(graph: Graph, firm: str, counted: frozenset[str]) -> Fraction:
    held = sum((h.share.most for h in graph.of(firm) if h.owner in counted), NOTHING)
    return min(held, _most(graph, firm, counted))


def _most(graph: Graph, firm: str, counted: frozenset[str]) -> Fraction:
    others = (h.share.least for h in graph.of(firm) if h.owner not in counted)
    return WHOLE - sum(others, NOTHING)


def controlled(
    graph: Graph, firm: str, owners: Collection[str], rule: OwnershipRule, counted: frozenset[str]
) -> tuple[bool | None, tuple[Control, ...]]:
    """Whether an owner controls the firm other than by shares, and the tests it rests on.

    None: a test is stated that the office has not said to count, or whose days are not known.
    """
    if rule.tests == ():
        return False, ()
    tests = None if rule.tests is None else {folded(one) for one in rule.tests}
    above = graph.upstream(firm)
    sure = _under(above, graph, frozenset(owners) | counted, rule, tests, only_sure=True)
    if firm in sure and tests is not None:
        return True, _used(graph, sure, tests)
    possible = _under(above, graph, frozenset(owners) | counted, rule, tests, only_sure=False)
    if firm in possible:
        return None, _used(graph, possible, tests)
    return False, ()


def _under(
    above: Collection[str],
    graph: Graph,
    start: frozenset[str],
    rule: OwnershipRule,
    tests: Collection[str] | None,
    *,
    only_sure: bool,
) -> frozenset[str]:
    reading = rule.readings[0]
    found = start
    while True:
        added = {
            one
            for one in above
            if one not in found
            and (
                any(_counts(c, found, tests, only_sure) for c in graph.controls.get(one, ()))
                or (not graph.is_person(one) and reading.met(_least(graph, one, found)))
            )
        }
        if not added:
            return found
        found = found | added


def _counts(
    control: Control, by: frozenset[str], tests: Collection[str] | None, only_sure: bool
) -> bool:
    is_counted = tests is None or not set(tests).isdisjoint(control.tests)
    return control.owner in by and is_counted and (control.is_sure or not only_sure)


def _used(
    graph: Graph, found: frozenset[str], tests: Collection[str] | None
) -> tuple[Control, ...]:
    return tuple(
        control
        for firm in found
        for control in graph.controls.get(firm, ())
        if _counts(control, found, tests, only_sure=False)
    )
