"""What each rule makes of a firm: owned, not owned, or what is missing to say; by which claim.

A chain of settled identities up to a holder who is settled to be listed makes the claim *by path*.
A chain with one doubtful identity, at the top or in between, makes another claim, *unconfirmed
identity*, and is told apart. Control other than by shares is answered on its own.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from landwaiter.domain.entities.ownership.cascade import (
    OwnershipAnswer,
    RuleOutcome,
    controlled,
    outcome,
)
from landwaiter.domain.entities.ownership.graph import Control, Graph
from landwaiter.domain.entities.ownership.paths import Path, paths_to
from landwaiter.domain.entities.ownership.rules import OwnershipRule, RuleReading, concerns
from landwaiter.domain.entities.ownership.stated import LISTED, UNCONFIRMED, HolderMark

Means = Callable[[str, str, str], bool]
"""`means(name, list_id, kind)`: whether a rule calls a list by that name."""
Outcomes = dict[tuple["Claim", tuple[str, ...], RuleReading], RuleOutcome]
"""What was worked out already: several rules read alike."""
MOST_CHAINS: Final = 12
"""Chains shown for one claim."""


class Claim(StrEnum):
    BY_PATH = "by_path"
    UNCONFIRMED_IDENTITY = "unconfirmed_identity"


class FirmVerdict(StrEnum):
    """What one rule says of one firm, the gravest first."""

    OWNED = "owned"
    SETTING_OPEN = "setting_not_made"
    """It depends on a reading that the office has not chosen."""
    SHARE_OPEN = "share_not_stated"
    REMAINDER_OPEN = "holders_not_known"
    NOT_OWNED = "not_owned"


@dataclass(frozen=True, slots=True)
class FirmStanding:
    """What one rule makes of one firm, for one claim."""

    rule: OwnershipRule
    claim: Claim
    verdict: FirmVerdict
    least: Fraction
    """The part of the firm that counts for sure as the listed owners', from 0 to 1."""
    most: Fraction
    marks: tuple[HolderMark, ...]
    """Of the listed owners above the firm."""
    waits_for: tuple[str, ...]
    """Settings on which the answer depends."""
    is_controlled: bool | None
    """Other than by shares; None: it is not known whether the test counts or held."""
    controls: tuple[Control, ...]
    chains: tuple[Path, ...]
    """From the firm up to the listed owners, the weightiest first."""

    counted: frozenset[str] = frozenset()
    """Owners, and firms that count as theirs for sure."""

    @property
    def is_owned(self) -> bool:
        return self.verdict is FirmVerdict.OWNED

    @property
    def counting(self) -> tuple[Path, ...]:
        """The chains on which the answer rests: through firms that count; else all."""
        found = tuple(
            path
            for path in self.chains
            if all(step.owner in self.counted or isinstance(step, Control) for step in path)
        )
        return found or self.chains


def standings(
    graph: Graph,
    firm: str,
    rules: Iterable[OwnershipRule],
    marks: Iterable[HolderMark],
    means: Means,
) -> tuple[FirmStanding, ...]:
    """One standing by path for each rule; one by unconfirmed identity where that says more."""
    above = set(graph.upstream(firm)) - {firm}
    there = [mark for mark in marks if mark.holder in above]
    found: list[FirmStanding] = []
    outcomes: Outcomes = {}
    for rule in rules:
        meant = [mark for mark in there if concerns(rule, mark, means)]
        sure = [mark for mark in meant if mark.claim == LISTED]
        doubtful = [mark for mark in meant if mark.claim in (LISTED, UNCONFIRMED)]
        by_path = _standing(graph.certain(), firm, rule, sure, outcomes)
        found.append(by_path)
        if len(doubtful) > len(sure) or graph.certain() is not graph:
            other = _standing(graph, firm, rule, doubtful, outcomes, Claim.UNCONFIRMED_IDENTITY)
            if _says_more(other, by_path):
                found.append(other)
    return tuple(found)


def _says_more(one: FirmStanding, other: FirmStanding) -> bool:
    order = tuple(FirmVerdict)
    return (
        order.index(one.verdict) < order.index(other.verdict)
        or one.least > other.least
        or not other.marks
        or (one.is_controlled is not False and other.is_controlled is False)
    )


def _standing(  # noqa: PLR0917  # what one standing is made of
    graph: Graph,
    firm: str,
    rule: OwnershipRule,
    marks: Collection[HolderMark],
    outcomes: Outcomes,
    claim: Claim = Claim.BY_PATH,
) -> FirmStanding:
    owners = sorted({mark.holder for mark in marks} & set(graph.upstream(firm)))
    found = []
    for reading in rule.readings:
        key = claim, tuple(owners), reading
        if key not in outcomes:
            outcomes[key] = outcome(graph, firm, owners, reading)
        found.append(outcomes[key])
    verdict, worst = _together(found)
    is_controlled, controls = (
        controlled(graph, firm, owners, rule, worst.counted) if owners else (False, ())
    )
    chains = paths_to(graph, firm, owners, limit=MOST_CHAINS).paths if owners else ()
    return FirmStanding(
        rule=rule,
        claim=claim,
        verdict=verdict,
        least=worst.least,
        most=worst.most,
        marks=tuple(mark for mark in marks if mark.holder in owners),
        waits_for=rule.is_open if verdict is FirmVerdict.SETTING_OPEN else (),
        is_controlled=is_controlled if is_controlled is None or controls else False,
        controls=controls,
        chains=chains,
        counted=worst.counted,
    )


def _together(found: list[RuleOutcome]) -> tuple[FirmVerdict, RuleOutcome]:
    """All readings alike, or that it depends on the reading; the gravest is shown."""
    order = tuple(OwnershipAnswer)
    worst = min(found, key=lambda one: (order.index(one.answer), -one.least))
    answers = {one.answer for one in found}
    if len(answers) > 1 and OwnershipAnswer.OWNED in answers:
        return FirmVerdict.SETTING_OPEN, worst
    return FirmVerdict(worst.answer.value), worst
