"""What is recorded beside the stage: where goods are, links of cases, own clocks, exceptions.

Each is stated once and never changed; of a fact about goods the newest statement counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from landwaiter.i18n import Words


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where an item is (DOMAIN 5, goods status slip); None and empty are not stated."""

    office: str | None = None
    location: str | None = None
    container: str | None = None
    seal: str | None = None
    presented_at: datetime | None = None
    cut_off: datetime | None = None
    """When the vessel takes no more cargo."""
    storage_cost: str | None = None


FACTS = tuple(Whereabouts.__dataclass_fields__)
"""Names of what is known of an item's place, as acts and tables call them."""


@dataclass(frozen=True, slots=True)
class GoodsEvent:
    """One act on one item: its status from then on, and what was learned of its place."""

    id: str
    no: int
    act: str
    status: str
    author: str
    at: datetime
    track: str | None = None
    office: str | None = None
    location: str | None = None
    container: str | None = None
    seal: str | None = None
    presented_at: datetime | None = None
    cut_off: datetime | None = None
    storage_cost: str | None = None
    told: str | None = None
    """Who was told by it."""
    reason: Words = ""


@dataclass(frozen=True, slots=True)
class CaseTag:
    """A tag of the office's list that the case has."""

    id: str
    name: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CallNote:
    """A call: with whom, when, what was said, and what was promised by when."""

    id: str
    party: str
    said: str
    happened_at: datetime
    author: str
    at: datetime
    promised: str = ""
    due: date | None = None
    """The day by which it was promised."""
    action_id: str | None = None
    """The request that the call was about; a promise ends with its answer."""


class MailJudgement(StrEnum):
    """How much of a request a mail answers, as a person says."""

    IN_PART = "in_part"
    IN_FULL = "in_full"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class MailAnswer:
    """What a person said about a mail, or another piece that came back, and a request."""

    id: str
    evidence_id: str
    action_id: str
    judgement: MailJudgement
    reason: str
    author: str
    at: datetime

    def answers(self, action_id: str) -> bool:
        """Whether it answers that request, in part or whole."""
        return self.action_id == action_id and self.judgement is not MailJudgement.NOTHING


class LetterStep(StrEnum):
    """What becomes of a letter once it is issued: it is never changed."""

    SERVED = "served"
    REMINDER = "reminder"
    """The day on which its office wants to be reminded of it, or that none does any more."""
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class LetterEntry:
    """One step of a letter, as a person recorded it."""

    id: str
    letter_id: str
    step: LetterStep
    author: str
    at: datetime
    day: date | None = None
    """Of service, or on which somebody is reminded."""
    how: str = ""
    """How it was served, and on whom."""
    evidence_id: str | None = None
    """The piece that proves the service."""
    successor_id: str | None = None
    """The letter that took its place."""
    reason: Words = ""


@dataclass(frozen=True, slots=True)
class LetterOut:
    """A letter that was issued: from then on it stays as it is."""

    id: str
    no: int
    kind: str
    language: str
    recipient: str
    sha256: str
    template_sha256: str
    pdf_sha256: str
    author: str
    at: datetime
    evidence_id: str | None = None
    """The piece that its pages are."""
    action_id: str | None = None
    """The request that it asks or reminds of, the hearing that it opens."""
    decision_id: str | None = None
    """The decision that it tells."""
    due: date | None = None
    """The day by which it asks for an answer, as it says."""
    steps: tuple[LetterEntry, ...] = ()
    """In the order in which they were recorded."""

    @property
    def service(self) -> LetterEntry | None:
        """How it was served, as was recorded last; None while it is not."""
        return self._newest(LetterStep.SERVED)

    @property
    def remind(self) -> date | None:
        """On which day somebody is reminded of it, where no request of its own reminds."""
        newest = self._newest(LetterStep.REMINDER)
        return newest.day if newest else None

    @property
    def ending(self) -> LetterEntry | None:
        """How it was withdrawn or replaced; None while it stands."""
        return self._newest(LetterStep.WITHDRAWN, LetterStep.REPLACED)

    def _newest(self, *steps: LetterStep) -> LetterEntry | None:
        found = [one for one in self.steps if one.step in steps]
        return found[-1] if found else None

    def number(self, reference: str) -> str:
        """PL1-2026-000412/4."""
        return f"{reference}/{self.no}"


@dataclass(frozen=True, slots=True)
class Notification:
    """Who was told of what, and when."""

    who: str
    what: str
    at: datetime


def whereabouts(events: Iterable[GoodsEvent], no: int) -> Whereabouts:
    """Where an item is now: of each fact the newest that was stated."""
    known = {
        name: value
        for event in events
        if event.no == no
        for name in FACTS
        if (value := getattr(event, name)) is not None
    }
    return Whereabouts(**known)


def told_of(events: Iterable[GoodsEvent], no: int) -> tuple[Notification, ...]:
    """Who was told of the item, in order."""
    return tuple(
        Notification(event.told, event.act, event.at)
        for event in events
        if event.no == no and event.told
    )


class CaseLinkKind(StrEnum):
    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class CaseLink:
    """Another case that this one was merged into, took up, was split into or split from."""

    id: str
    kind: CaseLinkKind
    outgoing: bool
    """True on the case that was merged into the other, or from which items were split off."""
    other_id: str
    other: str
    """Reference of the other case."""
    reason: Words
    author: str
    at: datetime
    items: Mapping[int, int] = field(default_factory=dict)
    """Number of each item that moved in the case it left → its number in the case it came to."""


def merged_into(links: Iterable[CaseLink]) -> CaseLink | None:
    """The link to the case that this one was merged into; None: it was not."""
    found = [link for link in links if link.kind is CaseLinkKind.MERGED and link.outgoing]
    return found[-1] if found else None


@dataclass(frozen=True, slots=True)
class HearingException:
    """Why nobody is heard before an adverse decision (UCC Art. 22(6), second subparagraph)."""

    id: str
    basis: str
    reason: Words
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StayHeldReason:
    """On which other track an item stays held although Art. 21(4) asks for its release, and why."""

    id: str
    no: int
    track_id: str
    """The track whose period ran out."""
    other_id: str
    """The track with a basis of its own that holds it from then on."""
    reason: Words
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HoldContinuation:
    """Why a hold without a period of law goes on; its review begins anew."""

    id: str
    track_id: str
    reason: Words
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnClock:
    """A period of national law or of another act, started by a person with its basis."""

    id: str
    basis: str
    length: int
    unit: str
    start_at: datetime
    calendar: str
    calendar_edits: int
    reason: Words
    author: str
    at: datetime
    track_id: str | None = None
    ended_at: datetime | None = None
    end_reason: str = ""
