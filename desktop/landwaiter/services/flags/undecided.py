"""How a case tells of the rules that were not decided, by what can be done about them.

What an officer can ask, enter or judge stands rule by rule; what waits for customs or for the
office's own lists and registers is one sentence each; what does not apply is counted, with the
facts that say so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from landwaiter.domain.cases.case import FlagResult, Waits
from landwaiter.domain.flags.waiting import is_of_office
from landwaiter.i18n import _, joined
from landwaiter.services.base.wording import shown_missing

OWN: Final = (Waits.ASK, Waits.JUDGE)
"""What the officer on the case can do something about."""


@dataclass(frozen=True, slots=True)
class UndecidedRules:
    """Rules of a case that are not evaluated or not applicable, told in a few lines."""

    own: tuple[FlagResult, ...]
    """Those that the officer can do something about, to ask for first."""
    waiting: tuple[str, ...]
    """One sentence each on what waits for customs and for the office."""
    absent: tuple[FlagResult, ...]
    """Not applicable."""

    @property
    def absent_said(self) -> str:
        """One sentence with the count and the rules; empty where every rule has a subject."""
        if not self.absent:
            return ""
        rules = ", ".join(sorted(flag.rule for flag in self.absent))
        text = _("Not applicable ({count}): {rules}.")
        return text.format(count=len(self.absent), rules=rules)

    @property
    def absent_told(self) -> str:
        """The count, and each fact with its rules, as one paragraph; empty where there is none."""
        if not self.absent:
            return ""
        text = _("Not applicable ({count}): {facts}")
        return text.format(count=len(self.absent), facts=joined(" ", self.facts_said))

    @property
    def facts_said(self) -> tuple[str, ...]:
        """Each fact once, with the rules that have no subject by it."""
        return tuple(
            _("{fact} ({rules})").format(fact=fact, rules=", ".join(rules))
            for fact, rules in by_fact(self.absent).items()
        )


def undecided(
    not_evaluated: Iterable[FlagResult], not_applicable: Iterable[FlagResult]
) -> UndecidedRules:
    """Told apart by what each waits for; the order within is kept."""
    found = tuple(not_evaluated)
    sentences = {
        Waits.LATER: _("Waits for messages of customs: {things} ({rules})."),
        Waits.OFFICE: _("Waits for the office: {things} ({rules})."),
    }
    return UndecidedRules(
        own=of_officer(found),
        waiting=tuple(
            _waiting(text, flags, of_office=waits is Waits.OFFICE)
            for waits, text in sentences.items()
            if (flags := [flag for flag in found if flag.waits_for is waits])
        ),
        absent=tuple(not_applicable),
    )


def of_officer(flags: Iterable[FlagResult]) -> tuple[FlagResult, ...]:
    """Those that the officer can do something about."""
    return tuple(flag for flag in flags if flag.waits_for in OWN)


def _waiting(text: str, flags: Iterable[FlagResult], *, of_office: bool) -> str:
    """What the office lacks; what an officer could add beside it is no help before that."""
    found = tuple(flags)
    names = dict.fromkeys(name for flag in found for name in flag.missing)
    things = (shown_missing(name) for name in names if is_of_office(name) or not of_office)
    rules = sorted(flag.rule for flag in found)
    return text.format(things=joined("; ", things), rules=joined(", ", rules))


def lacks_said(flag: FlagResult) -> str:
    """What a rule lacks; of facts that could each raise it also those that are known and do not."""
    missing = joined("; ", (shown_missing(name) for name in flag.missing)) or _("data")
    if not flag.not_met:
        return missing
    known = joined("; ", (shown_missing(name) for name in flag.not_met))
    return _("not met by {known}; open: {missing}").format(known=known, missing=missing)


def by_fact(flags: Iterable[FlagResult]) -> Mapping[str, tuple[str, ...]]:
    """Fact → the rules that it leaves without a subject."""
    found: dict[str, list[str]] = {}
    for flag in sorted(flags, key=lambda one: one.rule):
        found.setdefault(flag.explanation, []).append(flag.rule)
    return {fact: tuple(rules) for fact, rules in found.items()}
