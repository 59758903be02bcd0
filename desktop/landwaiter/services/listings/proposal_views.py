"""What is shown of a proposal for a listing: frozen rows for window, command line and reports."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from landwaiter.domain.base.days import told_day
from landwaiter.domain.base.identifiers import KINDS, check
from landwaiter.domain.deeds.shape import Choices
from landwaiter.domain.listings.listing_proposal import (
    ContentPart,
    EntityDesignation,
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


def proposal_told(view: ProposalView) -> Iterator[str]:
    """The proposal in lines of text, for whoever reads it before signing and at a terminal."""
    content = view.content
    yield from _block(_("What keeps it from being submitted"), view.missing)
    yield from _block(_("Changed since it was submitted"), view.changed)
    yield from _block(_("Known by"), map(known_said, (*content.names, *content.identifiers)))
    for title, rows in (
        (_("Reasons"), content.reasons),
        (_("Counter-evidence"), content.counter),
        (_("No counter-evidence known; searched"), content.searched),
    ):
        yield from _block(title, (line for row in rows for line in row_lines(row)))
    yield from _block(
        _("Counter-evidence that was dropped"),
        (
            _("{sentence} ({author}: {reason})").format(
                sentence=one.sentence, author=one.author, reason=one.reason
            )
            for one in content.dropped
        ),
    )
    yield from _block(
        _("Stated of the entity, and stays out"),
        (_("{said}: {why}").format(said=said, why=why) for said, why in view.left_out),
    )


def _block(title: str, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if not number:
            yield title
        yield f"  {line}"


def known_said(one: EntityDesignation) -> str:
    """`REGISTRATION HR-4711 (established, A1)`."""
    beside = ", ".join(filter(None, (_(one.certainty) if one.certainty else "", one.grade)))
    said = f"{_(one.kind)} {one.value}" if one.kind else one.value
    told = f"{said} ({beside})" if beside else said
    problem = check(one.kind, one.value).problem if one.kind in KINDS else ""
    return f"{told}: {problem}" if problem else told


def row_lines(row: ContentPart) -> Iterator[str]:
    """The sentence with its certainty, and below it what it rests on."""
    yield f"{row.label}  {row.said}"
    rests = filter(None, (row.source, row_days(row), row.grade, row_evidence(row)))
    may = _("releasable") if row.releasable else _("not releasable")
    yield "    " + "; ".join((*rests, may, _("by {author}").format(author=row.author)))


def row_days(row: ContentPart) -> str:
    """When its source was read and published, as far as that is said."""
    read = _("read on {day}").format(day=told_day(row.read_on)) if row.read_on else ""
    out = _("published {day}").format(day=told_day(row.published)) if row.published else ""
    return ", ".join(filter(None, (read, out)))


def row_evidence(row: ContentPart) -> str:
    """The piece, and the hash of its file; empty where neither is given."""
    digest = _("SHA-256 {digest}").format(digest=row.sha256) if row.sha256 else ""
    return ", ".join(filter(None, (row.evidence, digest)))
