"""Deeds on proposals for a listing: proposed, given rows, submitted for a second person."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Protocol

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import (
    APPROVERS,
    WORKERS,
    Ask,
    Choices,
    Deed,
    FileUse,
    Lookup,
    Reason,
    Second,
)
from landwaiter.domain.entities.deeds import Entity, EvidenceLabel, Grade
from landwaiter.domain.listings.listing_proposal import ListingState
from landwaiter.i18n import _

SUBJECT = "listings"
APPROVE = "approve_listing"
"""The motion by which a proposal is approved."""
CONTENT_HASH = "content_sha256"
"""Among the facts of the motion: the hash of what the proposal says."""


class OpenProposal(Protocol):
    """A proposal, as far as it tells what may be done to it."""

    @property
    def state(self) -> ListingState: ...


class Quotable(Protocol):
    """What a form of a row offers: statements that may be quoted."""

    @property
    def quotable(self) -> Choices: ...


def _statements(of: Quotable) -> Choices:
    return of.quotable


ProposalName = Annotated[
    str,
    Ask(
        "Proposal",
        Content.PERSONAL,
        hint="Its identity, or the name of the entity that has one alone.",
        given=True,
    ),
]
RowLabel = Annotated[
    str, Ask("Row", Content.OPEN, hint="R2, C1 or S1, as `listing show` has it.", given=True)
]
Sure = Annotated[
    Certainty | None,
    Ask(
        "Certainty",
        among=(Certainty.ESTABLISHED, Certainty.ASSESSED, Certainty.REPORTED),
        hint="What is alleged enters no proposal.",
        unsaid="not said yet",
        law=True,
    ),
]
Quoted = Annotated[
    str,
    Ask(
        "Quotes",
        Content.OPEN,
        hint="Identity of a statement on the entity, in place of a sentence.",
        option="statement",
        offered=_statements,
        unsaid="written by hand",
    ),
]
OpenSource = Annotated[str, Ask("Open source", Content.OPEN, hint="Where anybody may read it.")]
ReadOn = Annotated[dt.date | None, Ask("Read on")]
Published = Annotated[
    str | None, Ask("Published", Content.OPEN, hint="2026-03-27, 2026-03 or 2026.")
]
FileHash = Annotated[
    str, Ask("SHA-256", Content.OPEN, hint="Of the file of its evidence, 64 figures.")
]
EvidenceFile = Annotated[
    Path | None,
    Ask(
        "Evidence file",
        Content.INTERNAL,
        hint="Its SHA-256 is taken; it is not kept.",
        file=FileUse.READ,
    ),
]
Releasable = Annotated[
    bool,
    Ask(
        "Releasable",
        hint="Whether it may be told outside of the office.",
        yes_no=("releasable", "not-releasable"),
        law=True,
    ),
]
Instead = Annotated[
    str, Ask("In place of", Content.OPEN, hint="R2: that row ends, and this one takes its number.")
]


@dataclass(frozen=True, slots=True)
class ProposeListing:
    """Begin a proposal that an entity be listed; the act and its criterion are as you say them."""

    entity: Entity
    act: Annotated[
        str,
        Ask(
            "Act",
            Content.OPEN,
            hint="Such as Reg. (EU) No 833/2014; any act.",
            lookup=Lookup.ACTS,
            free=True,
        ),
    ]
    criterion: Annotated[
        str, Ask("Criterion", Content.OPEN, hint="The article that says who is listed.")
    ]
    annex: Annotated[str, Ask("Annex", Content.OPEN, hint="In which it would stand.")] = ""


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A row of a proposal: a sentence of one's own, or a statement that it quotes."""

    proposal: ProposalName
    releasable: Releasable
    sentence: Annotated[str, Ask("Sentence", Content.PERSONAL, long=True)] = ""
    statement: Quoted = ""
    certainty: Sure = None
    source: OpenSource = ""
    read_on: ReadOn = None
    published: Published = None
    evidence: EvidenceLabel = ""
    sha256: FileHash = ""
    grade: Grade = ""
    instead: Instead = ""
    file: EvidenceFile = None


@dataclass(frozen=True, slots=True)
class GiveReason(GivenRow):
    """Give a reason: a sentence of your own, or a statement on the entity as it stands."""


@dataclass(frozen=True, slots=True)
class GiveCounter(GivenRow):
    """Give what speaks against the proposal; it needs a source alone."""


@dataclass(frozen=True, slots=True)
class StateSearch:
    """Say where you looked for what speaks against it and found nothing."""

    proposal: ProposalName
    where: Annotated[str, Ask("Searched where", Content.PERSONAL, long=True)]
    read_on: Annotated[dt.date | None, Ask("Searched on")] = None


@dataclass(frozen=True, slots=True)
class DropPart:
    """End a row of a proposal; it stays readable, and what spoke against it is told on."""

    proposal: ProposalName
    row: RowLabel
    reason: Reason


@dataclass(frozen=True, slots=True)
class SubmitListing:
    """Submit the proposal: another person, who wrote no row of it, approves or declines it."""

    proposal: ProposalName
    reason: Reason


@dataclass(frozen=True, slots=True)
class WithdrawListing:
    """Withdraw a proposal; what it said stays readable."""

    proposal: ProposalName
    reason: Reason


def why_fixed(state: ListingState) -> str:
    """Why its rows change no more; empty while they may."""
    match state:
        case ListingState.SUBMITTED:
            return _("It waits for a second person: withdraw the motion first, or decline it.")
        case ListingState.APPROVED:
            return _("It was approved: it never changes.")
        case ListingState.WITHDRAWN:
            return _("It was withdrawn.")
    return ""


def _fixed(one: OpenProposal, _actor: Actor) -> str:
    return why_fixed(one.state)


def _not_withdrawn(one: OpenProposal, actor: Actor) -> str:
    if one.state is ListingState.APPROVED:
        if actor.has(*APPROVERS):
            return ""
        return _("It was approved: a reviewer or head withdraws it.")
    return why_fixed(one.state)


_TOPICS = (SUBJECT, "entities")
PROPOSE_LISTING: Deed[ProposeListing, None] = Deed(
    ProposeListing,
    name="listing.proposed",
    subject=SUBJECT,
    title="Propose for a listing",
    done="The proposal is begun; give it reasons.",
    told="Proposal for a listing begun",
    command="listing propose",
    roles=WORKERS,
    topics=_TOPICS,
)
GIVE_REASON: Deed[GiveReason, OpenProposal] = Deed(
    GiveReason,
    name="listing.reason_given",
    subject=SUBJECT,
    title="Give a reason",
    done="The reason stands in the proposal.",
    told="Reason of a proposal for a listing given",
    command="listing reason",
    roles=WORKERS,
    topics=_TOPICS,
    refuses=_fixed,
)
GIVE_COUNTER: Deed[GiveCounter, OpenProposal] = Deed(
    GiveCounter,
    name="listing.counter_given",
    subject=SUBJECT,
    title="Give counter-evidence",
    done="The counter-evidence stands in the proposal.",
    told="Counter-evidence to a proposal for a listing given",
    command="listing counter",
    roles=WORKERS,
    topics=_TOPICS,
    refuses=_fixed,
)
STATE_SEARCHED: Deed[StateSearch, OpenProposal] = Deed(
    StateSearch,
    name="listing.searched",
    subject=SUBJECT,
    title="Say where counter-evidence was searched",
    done="It is said where nothing was found.",
    told="Said where counter-evidence was searched",
    command="listing searched",
    roles=WORKERS,
    topics=_TOPICS,
    refuses=_fixed,
)
DROP_PART: Deed[DropPart, OpenProposal] = Deed(
    DropPart,
    name="listing.dropped",
    subject=SUBJECT,
    title="Drop a row of a proposal",
    done="The row is dropped.",
    told="Row of a proposal for a listing dropped",
    command="listing drop",
    roles=WORKERS,
    topics=_TOPICS,
    refuses=_fixed,
)
SUBMIT_LISTING: Deed[SubmitListing, OpenProposal] = Deed(
    SubmitListing,
    name="listing.submitted",
    subject=SUBJECT,
    title="Submit a proposal for a listing",
    done="The proposal is approved.",
    told="Proposal for a listing approved",
    command="listing submit",
    roles=WORKERS,
    topics=(*_TOPICS, "motions"),
    refuses=_fixed,
    second=(
        Second(
            "Proposal for a listing",
            "always",
            APPROVERS,
            "its mover, its author, and who wrote a row of it",
            motion=APPROVE,
        ),
    ),
)
WITHDRAW_LISTING: Deed[WithdrawListing, OpenProposal] = Deed(
    WithdrawListing,
    name="listing.withdrawn",
    subject=SUBJECT,
    title="Withdraw a proposal for a listing",
    done="The proposal is withdrawn.",
    told="Proposal for a listing withdrawn",
    command="listing withdraw",
    roles=WORKERS,
    topics=_TOPICS,
    refuses=_not_withdrawn,
)
DEEDS = (
    PROPOSE_LISTING,
    GIVE_REASON,
    GIVE_COUNTER,
    STATE_SEARCHED,
    DROP_PART,
    SUBMIT_LISTING,
    WITHDRAW_LISTING,
)
EVENTS: Mapping[str, str] = {}
