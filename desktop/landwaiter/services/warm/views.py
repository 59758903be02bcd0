"""Frozen rows that reads return: what window and command line show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from landwaiter.domain.cases.case import (
    Case,
    CaseParty,
    Classification,
    Evidence,
    FlagResult,
    GoodsItem,
    Severity,
    Stage,
)
from landwaiter.domain.cases.clocks import Clock
from landwaiter.domain.cases.countdown import Countdown
from landwaiter.domain.cases.duty import Absence
from landwaiter.domain.cases.life_cycle import CaseLink, GoodsEvent, Notification, Whereabouts
from landwaiter.domain.cases.tracks import ReleaseDue
from landwaiter.domain.chart.route_strip import Stop
from landwaiter.domain.flags.catch_all import Assessment, CatchAllQuestion
from landwaiter.domain.flags.embargo.item_standings import ItemStanding
from landwaiter.domain.flags.embargo.old_contracts import ClaimedExemption
from landwaiter.domain.flags.inputs_of_rules import Licence
from landwaiter.domain.flags.party_owners import PartyOwners
from landwaiter.domain.flags.track_proposals import TrackProposal
from landwaiter.domain.goods.strongest_candidate import StrongestCandidate
from landwaiter.domain.law.bundles import BundleStatus
from landwaiter.domain.law.pack import UsedEdition
from landwaiter.domain.lists.list_editions import ChangedSince
from landwaiter.domain.lists.listing import Hit, Match
from landwaiter.domain.registers.document_checks import DocumentCheck
from landwaiter.domain.table.workflow import Permission
from landwaiter.i18n import Words, _
from landwaiter.services.base.decision_words import PartOfText
from landwaiter.services.entities.entity_views import Background
from landwaiter.services.hits.hit_rows import Against, Earlier, EqualHit, SideName
from landwaiter.services.interviews.interviews import ItemInterview
from landwaiter.storage.audit.chain import Head
from landwaiter.storage.law.edition_tasks import EditionTask

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A keyset page; `after` continues it, None at the end."""

    rows: tuple[Row, ...]
    after: str | None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class ClockRow:
    """The clock that presses most on a case; `legal` clocks alone take colour."""

    legal: bool
    label: str
    """“A · Art. 21(4)”, or “own target, triage”."""
    countdown: Countdown
    days_total: int
    """Working days of the clock's calendar from its start to its last day."""
    says: str
    """“3 working days left”, “ran out yesterday”."""
    readings: tuple[str, ...] = ()
    """Other dates where the law can be read in two ways, as sentences."""

    @property
    def due(self) -> date:
        return self.countdown.due

    @property
    def ran_out(self) -> bool:
        return self.countdown.ran_out

    @property
    def days_used(self) -> int:
        """Working days gone, all of them once it ran out."""
        if self.ran_out:
            return self.days_total
        return max(0, self.days_total - self.countdown.working_days)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the list of cases."""

    id: str
    reference: str
    kind: str
    stage: str
    title: str
    exporter: str | None
    consignee: str | None
    end_user: str | None
    destination: str | None
    goods: Mapping[str, int]
    """Goods status → number of items; empty for a case without goods."""
    tracks: tuple[str, ...]
    clock: ClockRow | None
    flags: Mapping[Severity, int]
    candidate: StrongestCandidate | None
    """The strongest candidate of the control lists; None: there is none."""
    not_evaluated: int
    hits_open: int
    assignee: str | None
    author: str | None
    """Author of the proposal that waits for a second person."""
    received: date
    next_step: str
    """One sentence: what presses or what to do next."""
    remark: str = ""
    """Why it is in this queue: for whom a deputy acts, or who handed it over with which note."""


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """Filter and order of the list of cases; None and empty mean any."""

    text: str = ""
    """Words, MRN or reference; `to:CN`, `flag:RF-P05`, `candidate:1C350`, `stage:triage`
    narrow."""
    stage: str | None = None
    kind: str | None = None
    destination: str | None = None
    flag: str | None = None
    candidate: str | None = None
    """Head of the strongest candidate, such as 1C350, or `unauthorised`."""
    assignee: str | None = None
    sort: str = "received"
    """reference, title, exporter, end_user, destination, stage, due, assignee, candidate or
    received."""
    descending: bool = True


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One entry of the audit chain as shown."""

    seq: int
    at: datetime
    actor: str
    deed: str
    object: str
    text: str


@dataclass(frozen=True, slots=True)
class LinkProposal:
    """An entity with exactly the identifier of a party; a person links them or does not."""

    party_id: str
    entity_id: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class GoodsRow:
    """One item with where it is, how it came there, and who was told."""

    item: GoodsItem
    where: Whereabouts
    told: tuple[Notification, ...]
    events: tuple[GoodsEvent, ...]
    origin: str = ""
    """Reference of the merged case that it was declared in; empty: this one."""
    description: str = ""


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """What is on a case that was merged or split: to read here, to act on there."""

    link: CaseLink
    title: str
    stage: Stage
    items: tuple[tuple[int, str, str], ...]
    """Number, description and goods status."""
    parties: tuple[tuple[str, str], ...]
    """Role and name."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class RuleOff:
    """A rule that the office switched off, with who did it and why."""

    id: str
    name: str
    by: str = ""
    at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case with everything its tab shows."""

    case: Case
    row: CaseRow
    clocks: tuple[Clock, ...]
    countdowns: Mapping[Clock, Countdown]
    """How each of the clocks stands at the time of this view."""
    track_proposals: tuple[TrackProposal, ...]
    classifications: tuple[Classification, ...]
    """The newest finding per item and code."""
    raised: tuple[FlagResult, ...]
    not_evaluated: tuple[FlagResult, ...]
    """Sorted by what can be done about it (domain/flags/waiting.py)."""
    not_applicable: tuple[FlagResult, ...]
    """Rules that this case has no subject for, each with the fact that says so."""
    not_raised: int
    off: int
    acts: tuple[Permission, ...]
    policy: Mapping[str, bool | None]
    history: tuple[HistoryRow, ...]
    at_expiry: tuple[str, ...]
    """What the expiry of each legal clock will propose, in sentences."""
    approved_valid: bool
    why_not_valid: str
    """Why an approval does not count; empty when it does or when there is none."""
    audit_seq: int
    audit_sha256: str
    case_head: Head
    """The newest audit entry about the case, with its number among those."""
    holidays: tuple[date, ...] = ()
    """Holidays of the case's authorities in the weeks in which its clocks can run."""
    licences: tuple[Licence, ...] = ()
    """Licences of the register that the declaration refers to."""
    documents: tuple[DocumentCheck, ...] = ()
    """Each document code item by item: what it means, and what the register says of it."""
    registers: tuple[UsedEdition, ...] = ()
    """The state of each issuer's register that the documents were held against."""
    questions: tuple[CatchAllQuestion, ...] = ()
    """Of the assessment of unlisted items, as in force on the case's day."""
    assessments: tuple[Assessment, ...] = ()
    """The statements that stand, for the case and for items."""
    rule_names: Mapping[str, str] = field(default_factory=dict)
    """Name of each rule of the edition in force."""
    record_duty_until: date | None = None
    """Last day on which the exporter still holds the records of an audited export (Art. 27)."""
    link_proposals: tuple[LinkProposal, ...] = ()
    history_total: int = 0
    """Entries there are on the case; `history` holds the newest of them."""
    goods: tuple[GoodsRow, ...] = ()
    """Where each item is now, and who was told."""
    releases: tuple[ReleaseDue, ...] = ()
    """Items that Art. 21(4) wants released today: release them, or say why they stay."""
    linked: tuple[LinkedCase, ...] = ()
    tasks: tuple[EditionTask, ...] = ()
    """What new editions of packs ask on this case."""
    rules_off: tuple[RuleOff, ...] = ()
    """Rules that the office switched off, with who and why."""
    embargo: tuple[ItemStanding, ...] = ()
    """Each item against the embargo matrix of the case's day."""
    exemptions: tuple[ClaimedExemption, ...] = ()
    """What is claimed for a contract from before an embargo, checked."""
    route: tuple[Stop, ...] = ()
    """The way of the goods, stop by stop."""
    interviews: tuple[ItemInterview, ...] = ()
    """Interviews on goods for which a value was stated."""
    background: tuple[Background, ...] = ()
    """What is recorded between states of the case's countries; it says nothing of a party."""
    owners: tuple[PartyOwners, ...] = ()
    """Who is behind each party of which a holder is stated."""
    told_by: Mapping[str, str] = field(default_factory=dict)
    """Pack id → title, edition and trust of what embargoes, interviews and codes were read from."""
    lists: tuple["EditionRow", ...] = ()
    """Watch lists it was judged with, with their age today; of a list the newer edition too."""
    since: Mapping[str, ChangedSince] = field(default_factory=dict)
    """By hit what a newer edition of its list says otherwise; unchanged ones are left out."""


@dataclass(frozen=True, slots=True)
class EditionRow:
    """A pack or list edition in the reference list."""

    id: str
    kind: str
    title: str
    edition: str
    trust: str
    source: str
    licence: str
    rows: int
    """0 for the state of a register, which is counted where it is kept."""
    sha256: str
    dated: date | None
    age_days: int | None
    limit_days: int | None
    """From how many days it is called too old; None where there is no limit."""
    limit_trust: str = ""
    """Who says so: `office`, or the trust of the pack of limits."""
    limit_basis: str = ""
    confidential: bool = False
    """A list whose name and entries leave the office in no report."""
    trust_said: str = ""
    """What it calls itself, where its trust was lowered to what its origin allows."""
    assent: str = ""
    """`not seconded` or `by one person`; empty where another agreed, or none was needed."""

    @property
    def trusted(self) -> str:
        """Its trust with what lacks to it, as people read it."""
        if not self.assent:
            return _(self.trust)
        return _("{trust}, {assent}").format(trust=_(self.trust), assent=_(self.assent))

    @property
    def lowered(self) -> str:
        """Why it is not trusted as it says of itself; empty where it is."""
        if not self.trust_said:
            return ""
        return _("It calls itself {said}; official only by a publisher's signature.").format(
            said=_(self.trust_said)
        )

    @property
    def told(self) -> str:
        """The title as texts may name it that others read."""
        return _("a confidential list") if self.confidential else self.title

    @property
    def stale(self) -> bool:
        return (
            self.age_days is not None
            and self.limit_days is not None
            and self.age_days > self.limit_days
        )


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


@dataclass(frozen=True, slots=True)
class DecisionDifference:
    """One line of what changed between two versions of a decision."""

    field: str
    before: str
    after: str
    source: str
    """The evidence that it names, such as “E-09”."""
    place: str = ""
    """Where in the case it stands, as remarks name places; empty where it has none."""
    part: str = ""
    """Name of its part of the text: proposal, flags, hits …"""


@dataclass(frozen=True, slots=True)
class ClaimSource:
    """One thing that a claim rests on."""

    label: str
    place: str = ""
    """Where in the case it stands, as remarks name places; empty where it has none."""


@dataclass(frozen=True, slots=True)
class DecisionClaim:
    """Something the decision rests on, and the rows behind it."""

    text: str
    kind: str
    """listed, assessment, classification, a rule …"""
    sources: tuple[ClaimSource, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class ReviewView:
    """What a second person sees before approving."""

    view: CaseView
    may_approve: bool
    why_not: str
    differences: tuple[DecisionDifference, ...]
    not_checked: tuple[str, ...]
    claims: tuple[DecisionClaim, ...]
    text_sha256: str
    signs_as: str
    key: str
    may_countersign: bool = False
    why_not_countersign: str = ""
    compared_with: int | None = None
    """The version that `differences` are told against; None: there is none before."""
    parts: tuple[PartOfText, ...] = ()
    """The text that is approved, as people read it."""


@dataclass(frozen=True, slots=True)
class DayLoad:
    """A working day and what falls due on it."""

    day: date
    entries: tuple[tuple[str, str, str], ...]
    """Kind (legal, own, goods, four_eyes), reference, what."""


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened since yesterday."""

    kind: str
    title: str
    text: str
    at: datetime
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class TodayView:
    day: date
    queue: tuple[CaseRow, ...]
    reviews: tuple[CaseRow, ...]
    """Cases that wait for a second person: the reader's own come last."""
    deadlines: tuple[DayLoad, ...]
    calendar: str
    next_holiday: date | None
    news: tuple[News, ...]
    stale: tuple[EditionRow, ...]
    editions: int
    hits_open: int
    delegated: tuple[CaseRow, ...] = ()
    """Mine, but a deputy acts on them today."""
    absent: tuple[Absence, ...] = ()
    """Who is away today, with the deputy."""
    tasks: tuple[EditionTask, ...] = ()
    """What new editions ask on my cases and on those of nobody."""
    bundle: BundleStatus | None = None
    """How old the newest reference bundle is; None where the office takes none."""
    to_second: tuple[str, ...] = ()
    """Packs, lists and roots that wait for the reader as the second person."""


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


ENTITY_REPORT = "entity"
"""Type of the reports that are about an entity, not about a case."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A dossier that was frozen, and who made it when."""

    id: str
    reference: str
    """Of the case; the identity where it is about an entity."""
    title: Words
    report_type: str
    sha256: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """One answer of the command palette."""

    kind: str
    """case, entity, code or act."""
    key: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that somebody should see to while work goes on."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Status:
    """Foot of the window."""

    name: str
    sample: bool
    audit_seq: int
    audit_sha256: str
    user: str
    roles: tuple[str, ...]
    cautions: tuple[Caution, ...] = ()
    anchor_due: bool = False
    """An anchor is to be written on the other medium, which is there."""
