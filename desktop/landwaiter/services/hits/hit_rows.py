"""A hit to judge, with earlier judgements, equal hits and what speaks against it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.hits.judgement_basis import SideChange
from landwaiter.domain.lists.list_editions import ChangedSince
from landwaiter.domain.lists.listing import Hit, JudgementValue, Match
from landwaiter.services.cases.case_row import ClockRow
from landwaiter.services.law.edition_row import EditionRow


@dataclass(frozen=True, slots=True)
class Earlier:
    """A judgement of the same listing: of this very pair, of one that changed since, or another."""

    judgement_id: str
    hit_id: str
    reference: str
    party: str
    """The name it was about."""
    value: JudgementValue
    reason: str
    author: str
    at: datetime
    revoked_at: datetime | None
    revoke_reason: str
    same_party: bool
    """It was about this party, by entity, identifier or name; `changed` says what differs."""
    changed: tuple[SideChange, ...] = ()
    taken_over_from: str = ""
    """Reference of the case that it was taken over from."""
    why_not: str = ""
    """Why a judgement of the unchanged pair does not count here by itself; else empty."""


@dataclass(frozen=True, slots=True)
class EqualHit:
    """A hit of the very same pair that waits on another case."""

    hit_id: str
    reference: str
    case_title: str
    role: str
    party: str
    score: int
    list_id: str


@dataclass(frozen=True, slots=True)
class WaitingHit:
    """A hit that nobody has judged, with the party it is of."""

    hit: Hit
    reference: str
    party: CaseParty


@dataclass(frozen=True, slots=True)
class ChangedHit:
    """A judged hit whose listing a newer edition of the list words otherwise, or has no more."""

    hit: Hit
    reference: str
    since: ChangedSince


@dataclass(frozen=True, slots=True)
class Against:
    """One thing that speaks against the party being the listed one."""

    what: str
    """word, country, identifier, address, born, kind, score, list."""
    said: str


@dataclass(frozen=True, slots=True)
class SideName:
    """A name with its script and, where it is not Latin, how it is read."""

    name: str
    note: str
    """primary, also, former, weak; for a party where it was stated."""
    script: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class HitView:
    """One hit to judge."""

    reference: str
    case_title: str
    stage: str
    clock: ClockRow | None
    position: int
    """From 1, in the order of the queue."""
    count: int
    party: CaseParty
    hit: Hit
    edition: EditionRow
    earlier: tuple[Hit, ...]
    """The same listing judged before on other parties or cases."""
    revision: int | None = None
    """Of the case, as it is shown here."""
    before: tuple[Earlier, ...] = ()
    """Every earlier judgement of the listing, those of this very party first."""
    against: tuple[Against, ...] = ()
    equal: tuple[EqualHit, ...] = ()
    """Hits of the very same pair that wait on other cases."""
    pairs: tuple[Match, ...] = ()
    """The party's name with each name of the listing; the one that met first."""
    listed: tuple[SideName, ...] = ()
    stated: tuple[SideName, ...] = ()
    """The party's own names."""
    readings: Mapping[str, str] = field(default_factory=dict)
    """How words in other scripts are read."""
    needs_second: int = 1000
    """Score in thousandths from which two persons judge a hit different."""
    since: ChangedSince | None = None
    """What a newer edition of the list says otherwise of the listing."""
