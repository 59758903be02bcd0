"""What is shown of a hit beside itself: earlier judgements, equal hits, what speaks against it."""

from dataclasses import dataclass
from datetime import datetime

from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.hits.judgement_basis import SideChange
from landwaiter.domain.lists.list_editions import ChangedSince
from landwaiter.domain.lists.listing import Hit, JudgementValue


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
