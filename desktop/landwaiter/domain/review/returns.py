"""Returned proposals: what was wrong with them, what became of them, what is said of a return."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from landwaiter.i18n import N_, _


class ReturnKind(StrEnum):
    """What a proposal lacked in the eyes of who returned it."""

    FACTS_MISSING = "facts_missing"
    CLASSIFICATION = "classification"
    LEGAL_BASIS = "legal_basis"
    REASONS_THIN = "reasons_thin"
    CLOCK = "clock"
    OTHER = "other"


KIND_WORDS: Final = {
    ReturnKind.FACTS_MISSING: N_("facts missing"),
    ReturnKind.CLASSIFICATION: N_("wrong classification"),
    ReturnKind.LEGAL_BASIS: N_("wrong legal basis"),
    ReturnKind.REASONS_THIN: N_("reasons too thin"),
    ReturnKind.CLOCK: N_("clock not kept"),
    ReturnKind.OTHER: N_("other"),
}


class ReturnWorth(StrEnum):
    """Whether a return helped."""

    HELPFUL = "helpful"
    NOT_HELPFUL = "not_helpful"


def return_words(kind: str) -> str:
    """What was wrong, in words."""
    return _(KIND_WORDS[ReturnKind(kind)])


@dataclass(frozen=True, slots=True)
class ReturnFeedback:
    """What the author of a returned proposal, or a head, says of the return; it stays."""

    id: str
    version: int
    """Of the proposal that was returned."""
    helpful: bool
    reason: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReturnedProposal:
    """One version that a reviewer returned, and what became of it."""

    reference: str
    decision_id: str
    version: int
    outcome: str
    author: str
    returned_by: str
    at: datetime
    kind: ReturnKind
    reason: str
    proposed_version: int | None
    """The next version that was proposed; None while there is none."""
    approved_version: int | None
    """The next version that was approved."""
    changed: bool | None
    """Whether the approved one says or rests on something else; None while nothing is approved."""
    feedback: tuple[ReturnFeedback, ...]


@dataclass(frozen=True, slots=True)
class ReviewerRecord:
    """What one reviewer did in some days, and what became of it since."""

    reviewer: str
    approved: int
    returned: int
    kinds: tuple[tuple[ReturnKind, int], ...]
    """Only kinds that occurred, in the order of the kinds."""
    approved_later: int
    """Returned proposals after which a version of the case was approved."""
    changed: int
    """Of those, how many were changed before."""
    reversed: int
    """Approved decisions that were reopened, or annulled on appeal, until today."""
    helpful: int
    not_helpful: int
    """Feedback on the returns of these days."""


@dataclass(frozen=True, slots=True)
class ReviewPeriod:
    """Days of the office, both included."""

    first: date
    last: date
