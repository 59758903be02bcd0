"""What is shown of one entity: frozen rows for window, command line and reports."""

from dataclasses import dataclass
from datetime import date, datetime

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.acquisition import Acquisition
from landwaiter.domain.entities.entity import EntityFact, Link
from landwaiter.domain.entities.entity_merges import Merge
from landwaiter.domain.entities.vessel_flags import Pattern
from landwaiter.domain.incidents.incident import IncidentKind, IncidentStatement, said_of
from landwaiter.domain.listings.listing_proposal import ContentPart, ListingState
from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class LinkProposal:
    """An entity with exactly the identifier of a party; a person links them or does not."""

    party_id: str
    entity_id: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class EntityRow:
    id: str
    name: str
    kind: str
    country: str | None
    identifiers: tuple[tuple[str, str], ...]
    cases: int
    sensitive: str = ""
    """Why each view of it is recorded; empty where none is."""
    names: tuple[str, ...] = ()
    """Other names that it goes by."""
    stands_for: int = 0
    """How many entities were merged into it."""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name that the entity goes by."""

    text: str
    kind: str
    """official, alias, former, weak; `own`: as it was made; `merged`: of one merged into it."""
    script: str
    fact: EntityFact | None = None


@dataclass(frozen=True, slots=True)
class IdentifierRow:
    kind: str
    number: str
    problem: str
    """Why its check digit is wrong; empty where it is right, or there is none."""
    fact: EntityFact | None = None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link read from the entity: `words` say what it does to, or what is done by, the other."""

    link: Link
    forth: bool
    """The entity is the one that does it."""
    words: str
    other_id: str
    other_name: str
    other_kind: str
    other_country: str | None

    @property
    def how(self) -> str:
        """Share, test of control and what else it carries, as stated; empty where nothing is."""
        return self.link.how

    @property
    def told(self) -> str:
        """`is owned by Heron Holding (25 to 50 %)`."""
        said = f"{self.words} {self.other_name}"
        return f"{said} ({self.how})" if self.how else said


@dataclass(frozen=True, slots=True)
class CaseOf:
    """A case of which a party is linked to the entity."""

    case_id: str
    reference: str
    title: str
    stage: str
    received: date
    destination: str | None
    role: str
    declared_as: str
    basis: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HitOf:
    """A hit of a party that is linked to the entity; the claim is never blended with another."""

    hit_id: str
    case: str
    list_id: str
    list_kind: str
    edition: str
    listing: str
    matched: str
    score: int
    claim: str
    judgement: str
    judged_by: str
    found_at: datetime
    judged_at: datetime | None


@dataclass(frozen=True, slots=True)
class EvidenceOf:
    """A piece of evidence of one of the entity's cases."""

    case: str
    label: str
    name: str
    grade: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline; `day` has whatever precision is known, empty: no day is known."""

    day: str
    until: str
    kind: str
    """name, flag …, a kind of link, case, hit, judgement, merge, made."""
    text: str
    source: str = ""
    grade: str = ""
    certainty: Certainty | None = None
    case: str = ""
    ended: str = ""
    """Why the statement counts no longer; empty: it stands."""


@dataclass(frozen=True, slots=True)
class MergedEntity:
    """An entity that this one stands for."""

    merge: Merge
    name: str


@dataclass(frozen=True, slots=True)
class Background:
    """What is recorded between two countries; it says nothing of any party."""

    country: str
    other: str
    text: str
    years: str
    source: str
    edition: str


@dataclass(frozen=True, slots=True)
class IncidentOf:
    """An incident that somebody says the entity had a part in, and what others say of it."""

    incident_id: str
    title: str
    kind: IncidentKind
    link: IncidentStatement
    happened: str
    since: str | None
    attributions: tuple[IncidentStatement, ...]
    """By the day on which they were said, side by side."""
    confirmation: str
    """That a court or an authority said so in public, or that nobody did."""

    @property
    def told(self) -> str:
        """`used in “Damage to …” (alleged)`: no surer than it was stated."""
        return _("{role} “{title}” ({certainty})").format(
            role=said_of(self.link), title=self.title, certainty=_(self.link.certainty.value)
        )


@dataclass(frozen=True, slots=True)
class ProposalOf:
    """A proposal that the entity be listed: as it was signed, or as its rows stand."""

    id: str
    under: str
    act: str
    annex: str
    criterion: str
    state: ListingState
    why: str
    """With which reason it was submitted, returned or withdrawn."""
    author: str
    at: datetime
    approver: str
    digest: str
    """SHA-256 of what a second person signed; empty: nobody did."""
    rows: tuple[ContentPart, ...]
    standing_then: tuple[str, ...]
    """Identities of the statements on it that stood when it was submitted."""

    @property
    def released(self) -> tuple[ContentPart, ...]:
        """The rows that may be told outside of the office."""
        return tuple(row for row in self.rows if row.releasable)


@dataclass(frozen=True, slots=True)
class EntityView:
    """One entity with all it stands for, as of now."""

    id: str
    name: str
    kind: str
    country: str | None
    author: str
    at: datetime
    sensitive: str
    names: tuple[NameRow, ...]
    identifiers: tuple[IdentifierRow, ...]
    facts: tuple[EntityFact, ...]
    """Every standing fact beside names and identifiers: addresses, flags, offices …"""
    ended: tuple[EntityFact, ...]
    links: tuple[LinkRow, ...]
    cases: tuple[CaseOf, ...]
    hits: tuple[HitOf, ...]
    evidence: tuple[EvidenceOf, ...]
    merged: tuple[MergedEntity, ...]
    apart: tuple[tuple[EntityFact, str, str], ...]
    """Stated not to be the same as: the statement, identity and name of the other."""
    patterns: tuple[Pattern, ...]
    timeline: tuple[Moment, ...]
    background: tuple[Background, ...] = ()
    ended_links: tuple[LinkRow, ...] = ()
    channels_of_others: tuple[tuple[EntityFact, str], ...] = ()
    """Channels stated of other entities that name this one: the statement, of whom it is."""
    acquisitions: tuple[Acquisition, ...] = ()
    """Of which it is the target, each with its owners before and after the day."""
    incidents: tuple[IncidentOf, ...] = ()
    """Background: no rule reads them."""
    proposals: tuple[ProposalOf, ...] = ()
    """That it be listed; an office's proposal lists nobody."""

    def of_kind(self, kind: str) -> tuple[EntityFact, ...]:
        """The standing facts of one kind."""
        return tuple(fact for fact in self.facts if fact.kind == kind)
