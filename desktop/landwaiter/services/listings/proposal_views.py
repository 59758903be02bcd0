"""What is shown of a proposal for a listing: frozen rows for window, command line and reports."""

from dataclasses import dataclass
from datetime import datetime

from landwaiter.domain.deeds.shape import Choices
from landwaiter.domain.listings.listing_proposal import (
    ListingPart,
    ListingState,
    ProposalContent,
    state_words,
)
from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One line of the list."""

    id: str
    entity_id: str
    name: str
    under: str
    state: ListingState
    reasons: int
    author: str
    at: datetime

    @property
    def state_said(self) -> str:
        return state_words(self.state)


@dataclass(frozen=True, slots=True)
class ProposalView:
    """One proposal: as it was signed once it is submitted, else as its rows stand."""

    id: str
    entity_id: str
    name: str
    under: str
    author: str
    at: datetime
    state: ListingState
    why: str
    """With which reason it was returned, withdrawn or submitted; empty: nobody gave one yet."""
    motion_id: str
    """Of the motion that waits; empty: none does."""
    submitted_by: str
    approver: str
    approved_at: datetime | None
    why_not_valid: str
    """Why its approval does not count; empty where it does, or there is none."""
    content: ProposalContent
    digest: str
    """SHA-256 of the content."""
    ended: tuple[ListingPart, ...]
    missing: tuple[str, ...]
    """What keeps it from being submitted; empty: nothing does, or it was."""
    left_out: tuple[tuple[str, str], ...]
    """Statements on the entity that may not enter, each with the reason."""
    changed: tuple[str, ...]
    """What was stated or ended on the entity since it was submitted."""
    quotable: Choices

    @property
    def state_said(self) -> str:
        """The state, with who and why."""
        said = state_words(self.state)
        if self.state is ListingState.APPROVED:
            who = _("{state}: {author} submitted it, {approver} approved it").format(
                state=said, author=self.submitted_by, approver=self.approver
            )
            return (
                _("{who}; it does not count: {why}").format(who=who, why=self.why_not_valid)
                if self.why_not_valid
                else who
            )
        return _("{state}: {why}").format(state=said, why=self.why) if self.why else said
