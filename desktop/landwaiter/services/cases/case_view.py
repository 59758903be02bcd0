"""One case with everything its tab shows: frozen rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.before_proposal import OpenMatter, ProposalStop
from landwaiter.domain.cases.case import Case, Classification, FlagResult, GoodsItem, Stage
from landwaiter.domain.cases.clocks import Clock
from landwaiter.domain.cases.countdown import Countdown
from landwaiter.domain.cases.life_cycle import CaseLink, GoodsEvent, Notification, Whereabouts
from landwaiter.domain.cases.tracks import ReleaseDue
from landwaiter.domain.chart.route_strip import Stop
from landwaiter.domain.entities.acquisition import Acquisition
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.domain.flags.catch_all import Assessment, CatchAllQuestion
from landwaiter.domain.flags.embargo.item_standings import ItemStanding
from landwaiter.domain.flags.embargo.old_contracts import ClaimedExemption
from landwaiter.domain.flags.inputs_of_rules import Licence
from landwaiter.domain.flags.party_owners import PartyOwners
from landwaiter.domain.flags.track_proposals import AbsentTracks, TrackProposal
from landwaiter.domain.law.legal_bases import LegalBasis
from landwaiter.domain.law.pack import UsedEdition
from landwaiter.domain.law.result_codes import ResultCode
from landwaiter.domain.lists.list_editions import ChangedSince
from landwaiter.domain.office.reason_templates import ReasonTemplate
from landwaiter.domain.registers.document_checks import DocumentCheck
from landwaiter.domain.relations.relation import CountryRelation
from landwaiter.domain.table.owed import CaseToday, NextAct, owed
from landwaiter.domain.table.workflow import Permission
from landwaiter.services.audit.audit_history import HistoryRow
from landwaiter.services.base.restrictions_said import StandingRestriction
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.cases.clocks import asked_until
from landwaiter.services.entities.entity_views import Background, LinkProposal
from landwaiter.services.flags.rules_in_use import RuleOff
from landwaiter.services.incidents.incident_views import IncidentView
from landwaiter.services.interviews.interviews import ItemInterview
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.storage.audit.chain import Head
from landwaiter.storage.law.edition_tasks import EditionTask


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
class CaseView:
    """One case with everything its tab shows."""

    case: Case
    row: CaseRow
    clocks: tuple[Clock, ...]
    countdowns: Mapping[Clock, Countdown]
    """How each of the clocks stands at the time of this view."""
    track_proposals: tuple[TrackProposal, ...]
    absent_tracks: tuple[AbsentTracks, ...]
    """Tracks that the case has no subject for."""
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
    shown_to: Actor | None = None
    """Whose acts these are; None where it is shown to nobody."""
    office_tags: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    """Those that the office counts its referrals by."""
    """Tags that the case may be given."""
    reason_templates: tuple[ReasonTemplate, ...] = ()
    """Those of the office, for every deed."""
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
    """Items that Art. 21(4) wants released today: release them, or hold them on another track."""
    linked: tuple[LinkedCase, ...] = ()
    tasks: tuple[EditionTask, ...] = ()
    """What new editions of packs ask on this case."""
    restricted: tuple[StandingRestriction, ...] = ()
    """What of its declaration is restricted in the trade store, for who acts to know before."""
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
    relations: tuple[CountryRelation, ...] = ()
    """What stands between the states of the relations that are grounds of the case."""
    closing: Acquisition | None = None
    """Of a case on an acquisition: the owners of its target around the day of the closing."""
    owners: tuple[PartyOwners, ...] = ()
    """Who is behind each party of which a holder is stated."""
    told_by: Mapping[str, str] = field(default_factory=dict)
    """Pack id → title, edition and trust of what embargoes, interviews and codes were read from."""
    lists: tuple[EditionRow, ...] = ()
    """Watch lists it was judged with, with their age today; of a list the newer edition too."""
    since: Mapping[str, ChangedSince] = field(default_factory=dict)
    """By hit what a newer edition of its list says otherwise; unchanged ones are left out."""
    unsettled: tuple[OpenMatter, ...] = ()
    """What a proposal settles first, or leaves open with a reason."""
    stops: tuple[ProposalStop, ...] = ()
    """What is done before a proposal, whatever is left open."""
    legal_bases: tuple[LegalBasis, ...] = ()
    """What a decision may rest on, from the lists of the office in force today."""
    result_codes: tuple[ResultCode, ...] = ()
    """Of control results, from the lists in force today."""
    incidents: tuple[IncidentView, ...] = ()
    """Those that an officer made a ground of the case, each whole; no rule reads them."""

    @property
    def owed(self) -> tuple[NextAct, ...]:
        """What the case waits for from whom it is shown to, the most pressing first."""
        left = {one.id: asked_until(one, self.countdowns) for one in self.case.actions}
        late = {key for key, countdown in left.items() if countdown and countdown.ran_out}
        return owed(CaseToday(self.case, self.releases, late), self.acts)
