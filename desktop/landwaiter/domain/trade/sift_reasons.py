"""Why a declaration becomes a case: named reasons, each alone, and never one score."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from landwaiter.domain.cases.case import Case, Evaluation, FlagResult, Severity
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.flags.view import View
from landwaiter.domain.law.arms_embargo import by_law_name, policy_name
from landwaiter.domain.lists.listing import Hit, JudgementValue
from landwaiter.i18n import N_, _, joined

_FREEZE: Final = "asset_freeze"
_NUMBER: Final = "number"
"""Kind of a candidate that a CAS, UN or CUS number speaks for."""
_LIKELY: Final = 900
"""Thousandths from which a candidate counts without a flag."""


class SiftReason(StrEnum):
    """In the order in which cases are opened while a day has room for them."""

    FREEZE_HIT = "freeze_hit"
    SEVERE_FLAG = "severe_flag"
    SUBSTANCE = "substance"
    LIKELY_LISTED = "likely_listed"
    PROGRAMME = "programme"
    OTHER_HIT = "other_hit"
    PERSON = "person"
    """Somebody opened it."""
    TAKEN_IN = "taken_in"
    """It was taken in as a case, or an amendment that had waited opened one."""
    SAMPLE = "sample"
    """Drawn among those without a reason."""


REASON_WORDS: Final[Mapping[SiftReason, str]] = {
    SiftReason.FREEZE_HIT: N_("Hit on a list of asset freezes"),
    SiftReason.SEVERE_FLAG: N_("High or critical flag"),
    SiftReason.SUBSTANCE: N_("Number of a listed substance"),
    SiftReason.LIKELY_LISTED: N_("Likely listed, to a sensitive destination, not authorised"),
    SiftReason.PROGRAMME: N_("Monitoring programme"),
    SiftReason.OTHER_HIT: N_("Hit on another list"),
    SiftReason.PERSON: N_("Opened by a person"),
    SiftReason.TAKEN_IN: N_("Taken in as a case"),
    SiftReason.SAMPLE: N_("Sample of the rest"),
}


def in_order(reasons: Iterable[str]) -> tuple[str, ...]:
    """Each once, as the policy goes through them."""
    named = {*reasons}
    return tuple(one.value for one in SiftReason if one.value in named)


def reasons_said(reasons: Iterable[str]) -> str:
    """Reasons in words, each alone."""
    return joined("; ", (_(REASON_WORDS[SiftReason(one)]) for one in reasons))


@dataclass(frozen=True, slots=True)
class ReasonRule:
    """One line of the policy."""

    reason: SiftReason
    cap: int
    """Cases that are opened for it on a day; what is more waits for a person."""


USUAL_CAPS: Final[Mapping[SiftReason, int]] = {
    SiftReason.FREEZE_HIT: 200,
    SiftReason.SEVERE_FLAG: 60,
    SiftReason.SUBSTANCE: 20,
    SiftReason.LIKELY_LISTED: 20,
    SiftReason.PROGRAMME: 20,
    SiftReason.OTHER_HIT: 0,
}
"""Of an office that has said nothing; no law knows such figures."""
OPENING: Final = tuple(USUAL_CAPS)
"""Reasons that a policy names."""
WAITED_FOR: Final = (*OPENING, SiftReason.SAMPLE)
"""Reasons for which a declaration waits for a person."""


@dataclass(frozen=True, slots=True)
class SiftPolicy:
    """Which reasons open cases, in their order, and how many of the rest are looked at."""

    rules: tuple[ReasonRule, ...]
    one_in: int
    """Drawn of those without a reason; 0: none."""

    def cap_of(self, reason: SiftReason) -> int:
        return next((rule.cap for rule in self.rules if rule.reason is reason), 0)


def reasons_of(
    facts: Facts, case: Case, raised: Iterable[FlagResult], programmes: Iterable[str] = ()
) -> tuple[SiftReason, ...]:
    """Every reason that holds, in their order. `case` has its hits and candidates."""
    return tuple(dict.fromkeys(_reasons(facts, case, raised, programmes)))


def _reasons(
    facts: Facts, case: Case, raised: Iterable[FlagResult], programmes: Iterable[str]
) -> Iterator[SiftReason]:
    open_hits = [hit for hit in case.hits if not _is_put_aside(hit)]
    if any(hit.list_kind == _FREEZE for hit in open_hits):
        yield SiftReason.FREEZE_HIT
    if any(_is_severe(one) for one in raised):
        yield SiftReason.SEVERE_FLAG
    if any(_NUMBER in one.kinds for one in case.candidates):
        yield SiftReason.SUBSTANCE
    if _is_likely_listed(facts, case):
        yield SiftReason.LIKELY_LISTED
    if any(programmes):
        yield SiftReason.PROGRAMME
    if any(hit.list_kind != _FREEZE for hit in open_hits):
        yield SiftReason.OTHER_HIT


def _is_put_aside(hit: Hit) -> bool:
    return hit.judgement is not None and hit.judgement.value is JudgementValue.DIFFERENT


def _is_severe(flag: FlagResult) -> bool:
    return flag.evaluation is Evaluation.RAISED and flag.severity in {
        Severity.CRITICAL,
        Severity.HIGH,
    }


def _is_likely_listed(facts: Facts, case: Case) -> bool:
    likely = {
        one.item_no
        for one in case.candidates
        if one.score >= _LIKELY and one.authorised is not True
    }
    declared = case.declaration
    if not likely or declared is None:
        return False
    hubs = View(facts).country_set("hub") or frozenset()
    places = {
        item.destination or declared.country_destination
        for item in declared.items
        if item.no in likely
    }
    return any(place and (place in hubs or _is_embargoed(facts, place)) for place in places)


def _is_embargoed(facts: Facts, country: str) -> bool:
    names = (by_law_name(country), policy_name(country))
    return any(facts.policy.get(name) is True for name in names)
