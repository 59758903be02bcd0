"""Four eyes: which deed may not be done by whom, as one table.

It is the first of three nets (DESIGN 6): triggers and the signature stand behind it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from landwaiter.domain.case import Case
from landwaiter.domain.people import Actor
from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class Rule:
    """For `deed`, the person `refuses` says yes to may not act, for the reason `why`."""

    deed: str
    refuses: Callable[[Case, Actor], bool]
    why: str


def is_author(case: Case, actor: Actor) -> bool:
    """The person wrote the decision that stands last."""
    return case.decision is not None and case.decision.author == actor.name


def is_not_author(case: Case, actor: Actor) -> bool:
    return not is_author(case, actor)


POLICY: tuple[Rule, ...] = (
    Rule("approve", is_author, "An author never approves the own proposal."),
    Rule("return", is_author, "An author withdraws the own proposal and does not return it."),
    Rule("withdraw", is_not_author, "Only its author withdraws a proposal."),
    Rule("reopen", is_author, "A decision is reopened by another person than its author."),
)


def why_four_eyes_refuses(deed: str, case: Case, actor: Actor) -> str:
    """Empty when four eyes allow the deed to this person, else the reason."""
    for rule in POLICY:
        if rule.deed == deed and rule.refuses(case, actor):
            return _(rule.why)
    return ""
