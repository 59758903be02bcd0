"""The case as loaded: everything rules, acts, views and reports read. Frozen; deeds make new rows.

Ids are UUIDv7 in text form. Times are aware UTC. `author` is a user name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.court import AppealEntry, AppealLaw, ProsecutorLead
from landwaiter.domain.cases.duty import Delegation
from landwaiter.domain.cases.ground import CaseGround
from landwaiter.domain.cases.kinds import Kind
from landwaiter.domain.cases.life_cycle import (
    CallNote,
    CaseLink,
    CaseTag,
    GoodsEvent,
    HearingException,
    HoldContinuation,
    LetterOut,
    MailAnswer,
    OwnClock,
    StayHeldReason,
)
from landwaiter.domain.cases.seizure_record import RecordEntry
from landwaiter.domain.deeds.motion import Motion
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.control_result import ControlResult
from landwaiter.domain.intake.customs_messages import STANDING_FIELDS
from landwaiter.domain.intake.customs_standing import CustomsStanding, customs_standing
from landwaiter.domain.intake.declaration import Address, Declaration, Role
from landwaiter.domain.intake.table_mapping import Mend
from landwaiter.domain.interviews.answer import Answer
from landwaiter.domain.law.control_codes import with_paragraphs
from landwaiter.domain.lists.listing import Hit
from landwaiter.domain.review.reading import SectionReading
from landwaiter.domain.review.remark import Remark
from landwaiter.domain.review.returns import ReturnFeedback
from landwaiter.i18n import Words

ASSESSMENT = "catch_all"
"""The field of enrichment that holds an assessment of an unlisted item."""


class Stage(StrEnum):
    """Where a case is in its review (DOMAIN 5)."""

    NEW = "new"
    TRIAGE = "triage"
    ASSESSMENT = "assessment"
    DECISION_DRAFT = "decision_draft"
    DECISION_REVIEW = "decision_review"
    DECIDED = "decided"
    EXECUTED = "executed"
    CLOSED = "closed"
    DISMISSED = "dismissed"
    REOPENED = "reopened"
    MERGED = "merged"


class GoodsStatus(StrEnum):
    """Where an item physically is."""

    NOT_PRESENTED = "not_presented"
    HELD = "held"
    SAMPLED = "sampled"
    SUSPENDED = "suspended"
    RELEASED = "released"
    EXITED = "exited"
    SEIZED = "seized"
    DESTROYED = "destroyed"
    RETURNED = "returned"


class TrackLetter(StrEnum):
    """Why goods are held. Only A and B have a clock in law (Reg. 2021/821 Art. 21(4))."""

    L = "L"
    A = "A"
    B = "B"
    S = "S"
    N = "N"
    T = "T"


class ActionKind(StrEnum):
    INFORMATION_REQUEST = "information_request"
    HEARING = "hearing"
    TECHNICAL_OPINION = "technical_opinion"
    CONSULTATION = "consultation"
    REFERRAL = "referral"


class Reply(StrEnum):
    """What the consulted authority answered (Art. 21(4))."""

    MAINTAINED = "maintained"
    NOT_ACTING = "not_acting"
    ACTS = "acts"
    ASKS_EXTENSION = "asks_extension"


class ClassificationState(StrEnum):
    CANDIDATE = "candidate"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    INSUFFICIENT = "insufficient"


class Evaluation(StrEnum):
    RAISED = "raised"
    NOT_RAISED = "not_raised"
    NOT_EVALUATED = "not_evaluated"
    NOT_APPLICABLE = "not_applicable"
    """What the rule is about does not exist in this case, by a known fact."""


class Waits(StrEnum):
    """What a rule that is not evaluated waits for, by who can do something about it."""

    ASK = "ask"
    """A fact that the officer asks for or enters."""
    JUDGE = "judge"
    """A judgement of the officer: of hits, of the goods."""
    LATER = "later"
    """A message of customs on release or exit."""
    OFFICE = "office"
    """The office's own lists, packs, registers, settings and figures."""


class FlagReview(StrEnum):
    OPEN = "open"
    SUBSTANTIATED = "substantiated"
    DISMISSED = "dismissed"


class Severity(StrEnum):
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class GoodsItem:
    """Goods status of one declared item, beside the declaration and never in it."""

    no: int
    status: GoodsStatus
    since: datetime
    note: str = ""
    came_from: str | None = None
    """Identity of the case that it came from when that one was merged; None: declared here."""
    came_no: int | None = None
    """Its number there."""
    customs: CustomsStanding | None = None
    """What customs state of the declaration that it came with; None for what was declared here."""


@dataclass(frozen=True, slots=True)
class EntityLink:
    """Party ↔ entity: revocable, with basis and author."""

    id: str
    entity_id: str
    """The entity that stands for the one that was linked."""
    entity_name: str
    basis: str
    author: str
    at: datetime
    stated_id: str = ""
    """The entity as it was linked, where it was merged into another since; else empty."""

    @property
    def linked_id(self) -> str:
        """The entity as it was linked: what an approved text names, whatever was merged since."""
        return self.stated_id or self.entity_id


@dataclass(frozen=True, slots=True)
class CaseParty:
    """A party as stated on the declaration or learned by enrichment."""

    id: str
    role: Role
    name: str
    country: str | None
    identifier: str | None
    address: Address
    origin: str
    """`declaration`, or the enrichment source that named it (contract, exporter_answer …)."""
    item_no: int | None = None
    link: EntityLink | None = None


@dataclass(frozen=True, slots=True)
class Enrichment:
    """What the office learned beside the declaration."""

    id: str
    field: str
    """end_user, end_use, consignee.incorporated, consignee.kind, contract, documents, params …"""
    value: Any
    """JSON value as given; None means asked for and not known."""
    source: str
    date: date
    author: str
    at: datetime
    item_no: int | None = None


@dataclass(frozen=True, slots=True)
class Classification:
    """A person's finding on item ↔ control entry; the newest per (item, list, code) counts."""

    id: str
    item_no: int
    list: str
    """eu, national, us, cml, ru-annex-vii."""
    code: str
    edition: str
    state: ClassificationState
    basis: str
    reason: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """A control entry an item may fall under; it confirms nothing."""

    item_no: int
    list: str
    code: str
    title: Words
    edition: str
    score: int
    reasons: tuple[Words, ...]
    missing: tuple[Words, ...]
    """Deciding values that nobody has stated yet."""
    trust: str
    kinds: tuple[str, ...] = ()
    """Kinds of firm leads that speak for it (`LeadSource` in lower case), the firmest first."""
    words: int = 0
    """Thousandths of all leads but those of the commodity code and of substance numbers."""
    entries: tuple[str, ...] = ()
    """The deepest codes that its leads name and that met values reach, such as 2B350.a."""
    authorised: bool | None = None
    """Whether an authorisation that counts for it is declared or registered; None: not known."""

    @property
    def shown(self) -> str:
        """The code as people read it: 2B350 (a)."""
        return with_paragraphs(self.code, self.entries)


@dataclass(frozen=True, slots=True)
class Track:
    id: str
    letter: TrackLetter
    basis: Words
    items: tuple[int, ...]
    opened_at: datetime
    opened_by: str
    ended_at: datetime | None = None
    end_reason: Words = ""
    ended_items: tuple[int, ...] = ()
    """Items that it holds no longer while it goes on for others."""


@dataclass(frozen=True, slots=True)
class Action:
    """An open request with its own clock."""

    id: str
    kind: ActionKind
    addressee: str
    sent_at: datetime
    author: str
    due: date | None = None
    question: str = ""
    track_id: str | None = None
    answered_at: datetime | None = None
    reply: Reply | None = None
    answer: str = ""
    calendar: str | None = None
    """Calendar of the consulted authority's state (ISO 3166-1 alpha-2)."""
    extended_at: datetime | None = None
    """When the authority asked for its extension (Art. 21(4)); it stays whatever it replies."""
    basis: str = ""
    """A consultation's article where it is another than Art. 21(4), such as Art. 14(1); the
    provision under which a party is heard.
    """
    remind: date | None = None
    due_at: datetime | None = None
    """The hour of the due day where the period is in hours."""
    calendar_edits: int = 0
    """Up to which of the office's changes to the calendar its days were counted."""
    compelled: bool = False
    """The answer was given under the duty of UCC Art. 15."""
    law: AppealLaw | None = None
    """Of a hearing: that under which the party is heard; `basis` names the provision."""
    period: str | None = None
    """Of a hearing: how long the party has, such as 30d; None where a last day was named."""
    served: date | None = None
    """When the letter that asks it was served: its period counts from there."""


@dataclass(frozen=True, slots=True)
class FlagResult:
    """One rule on one case, with everything it used."""

    rule: str
    evaluation: Evaluation
    severity: Severity
    explanation: Words
    basis: str
    evidence: tuple[Words, ...] = ()
    """Fields, hits and pack rows the result rests on."""
    missing: tuple[Words, ...] = ()
    """What is missing when not evaluated."""
    not_met: tuple[Words, ...] = ()
    """Known inputs that do not meet the rule, where others that could are missing."""
    waits_for: Waits | None = None
    """Only of a rule that is on and not evaluated."""
    editions: tuple[str, ...] = ()
    """`pack-or-list@edition` used."""
    review: FlagReview = FlagReview.OPEN
    review_reason: str = ""
    review_author: str = ""
    review_unsound: Words = ""
    """Why the dismissal does not count: it needed a second person's signature; else empty."""
    seconder: str = ""
    """Who seconded the dismissal."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Another person's signature over exactly what was approved."""

    id: str
    approver: str
    at: datetime
    valid: bool
    """Derived from the signature, never from a column."""
    why_not: Words
    key: str
    """First figures of the public key."""
    statement: str
    """The signed bytes, canonical JSON."""
    signature: str
    role: str = ""
    """In which it was given: reviewer or head."""
    by_one: bool = False
    """In an office that one person founded: that person's own. Decided so, and never approved."""

    @property
    def stands(self) -> bool:
        """Whether what was decided may be carried out."""
        return self.valid or self.by_one


@dataclass(frozen=True, slots=True)
class Decision:
    """One version of a proposed decision; `text` is the canonical text that is approved."""

    id: str
    version: int
    state: str
    """proposed, countersign, approved, returned, withdrawn, voided, reopened."""
    outcome: str
    items: Mapping[int, str]
    """Outcome per item."""
    basis: Words
    reason: Words
    author: str
    at: datetime
    text: str
    text_sha256: str
    approval: Approval | None = None
    return_reason: Words = ""
    returned_by: str = ""
    author_key: str = ""
    """The author's public key, 64 hexadecimal figures."""
    statement: str = ""
    """What the author signed, canonical JSON."""
    signature: str = ""
    record: str = ""
    """SHA-256 of what the author signed with the signature: a second signature names it."""
    unsound: Words = ""
    """Why this is not a proposal of its author: derived from signature and text; else empty."""
    appeal: Words = ""
    """The appeal notice of an adverse decision."""
    hearing: Words = ""
    """How the party was heard before an adverse decision, or why not."""
    countersignature: Approval | None = None
    """A head's signature over the same text, where the office wants one."""
    return_kind: str = ""
    """What was wrong with a returned one, as who returned it says; else empty."""
    annulled: Words = ""
    """When and by what it was annulled on appeal; empty where it was not."""
    bases: Mapping[int, str] = field(default_factory=dict)
    """Legal basis per item; empty where its outcome names none."""

    @property
    def rests_on(self) -> tuple[tuple[Words, tuple[int, ...]], ...]:
        """Each legal basis with the items whose outcome rests on it; no items: the whole."""
        found: dict[Words, list[int]] = {}
        for no, basis in sorted(self.bases.items()):
            if basis:
                found.setdefault(basis, []).append(no)
        if len(found) == 1 and len(self.bases) == len(next(iter(found.values()))):
            return ((next(iter(found)), ()),)
        if not found:
            return ((self.basis, ()),) if self.basis else ()
        return tuple((basis, tuple(numbers)) for basis, numbers in found.items())


@dataclass(frozen=True, slots=True)
class ConflictOfInterest:
    """A user who has nothing to decide on this case; lifted by a head, with a reason."""

    id: str
    user_id: str
    user: str
    reason: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    id: str
    text: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DeclarationVersion:
    version: int
    declaration: Declaration
    file_name: str
    file_sha256: str
    at: datetime
    author: str
    changes: tuple[Words, ...] = ()
    """What differs from the version before, in words."""
    mends: tuple[Mend, ...] = ()
    """Values that its author put beside those of the file."""


@dataclass(frozen=True, slots=True)
class CaseRequest:
    """A correction, invalidation or exit message attached to the case's declaration."""

    id: str
    kind: str
    file_name: str
    file_sha256: str
    statement: str
    at: datetime
    given_mrn: str | None = None
    """The MRN that customs gave in it to what was declared under a reference."""


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    reference: str
    kind: CaseKind
    stage: Stage
    title: Words
    member_state: str
    source: str
    received: date
    created_at: datetime
    created_by: str
    assignee: str | None
    revision: int
    """Counts every change; a save made on an older one is a Conflict."""
    versions: tuple[DeclarationVersion, ...] = ()
    requests: tuple[CaseRequest, ...] = ()
    items: tuple[GoodsItem, ...] = ()
    parties: tuple[CaseParty, ...] = ()
    enrichment: tuple[Enrichment, ...] = ()
    classifications: tuple[Classification, ...] = ()
    tracks: tuple[Track, ...] = ()
    actions: tuple[Action, ...] = ()
    hits: tuple[Hit, ...] = ()
    flags: tuple[FlagResult, ...] = ()
    decisions: tuple[Decision, ...] = ()
    notes: tuple[Note, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    project: Mapping[str, Any] | None = None
    """Fields of the kind as stated: partner, partner_country, topic, technology, medium …"""
    goods_events: tuple[GoodsEvent, ...] = ()
    """In the order in which they were recorded."""
    links: tuple[CaseLink, ...] = ()
    hearing_exceptions: tuple[HearingException, ...] = ()
    stays: tuple[StayHeldReason, ...] = ()
    continued: tuple[HoldContinuation, ...] = ()
    """Why holds without a period of law went on, in the order in which it was said."""
    own_clocks: tuple[OwnClock, ...] = ()
    leads: tuple[ProsecutorLead, ...] = ()
    """Prosecutors who lead the case, or have led it."""
    appeals: tuple[AppealEntry, ...] = ()
    """Service, appeal and what became of it, in the order in which it was recorded."""
    motions: tuple[Motion, ...] = ()
    """Deeds on this case that wait, or have waited, for a second person."""
    conflicts: tuple[ConflictOfInterest, ...] = ()
    """Those that stand."""
    delegation: Delegation | None = None
    """The newest that nobody ended; it may have run out."""
    remarks: tuple[Remark, ...] = ()
    """What proposals were returned with, in the order in which it was said."""
    record: tuple[RecordEntry, ...] = ()
    """What was entered for a seizure record, in the order in which it was said."""
    control_results: tuple[ControlResult, ...] = ()
    """In the order in which they were recorded; the newest of an item counts."""
    of_kind: Kind | None = None
    """The row of the table of kinds; None: nothing is asked for or left out."""
    answers: tuple[Answer, ...] = ()
    """Of interviews, in the order in which they were given; some may be revoked."""
    grounds: tuple[CaseGround, ...] = ()
    """Background that officers rest on, in order; some may be withdrawn."""
    readings: tuple[SectionReading, ...] = ()
    """What was read of its proposals, by whom."""
    unsent_remarks: tuple[str, ...] = ()
    """Identities of those who typed remarks on the newest version and have not sent them."""
    return_feedback: tuple[ReturnFeedback, ...] = ()
    """What authors and heads say of returns, in the order in which it was said."""
    calls: tuple[CallNote, ...] = ()
    """In the order in which they were noted."""
    mail_answers: tuple[MailAnswer, ...] = ()
    """What persons said of mails and requests, in the order in which it was said."""
    tags: tuple[CaseTag, ...] = ()
    """Those that it has now, by name."""
    letters: tuple[LetterOut, ...] = ()
    """In the order in which they were issued; some may be withdrawn or replaced."""

    @property
    def learned(self) -> tuple[Enrichment, ...]:
        """Enrichment with the standing answers of interviews as `params`, oldest first."""
        answered = [
            Enrichment(
                id=one.id,
                field="params",
                value={one.parameter: one.value},
                source=one.source,
                date=one.date,
                author=one.author,
                at=one.at,
                item_no=one.item_no,
            )
            for one in self.answers
            if one.stands
        ]
        if not answered:
            return self.enrichment
        return tuple(sorted((*self.enrichment, *answered), key=lambda fact: (fact.at, fact.id)))

    @property
    def declaration(self) -> Declaration | None:
        return self.versions[-1].declaration if self.versions else None

    @property
    def mrn(self) -> str | None:
        """The MRN that the declaration states, else the one that customs gave it in a message."""
        stated = self.declaration.mrn if self.declaration else None
        return stated or next((one.given_mrn for one in self.requests if one.given_mrn), None)

    @property
    def customs(self) -> CustomsStanding | None:
        """Where customs say that the consignment is; it changes no status of goods."""
        learned = (one.value for one in self.enrichment if one.field in STANDING_FIELDS)
        return customs_standing(learned)

    def customs_of(self, item: GoodsItem) -> CustomsStanding | None:
        """Where customs say that an item is: of one that came by a merger, with the consignment
        that it was declared in."""
        return item.customs if item.came_from else self.customs

    @property
    def facts_learned(self) -> tuple[Enrichment, ...]:
        """Enrichment without assessments, which have a place of their own."""
        return tuple(one for one in self.enrichment if one.field != ASSESSMENT)

    @property
    def judged_as_of(self) -> date:
        """The date whose law applies: acceptance of the declaration, else receipt of the case."""
        declaration = self.declaration
        if declaration and declaration.accepted:
            return local_date(declaration.accepted, self.member_state)
        return self.received

    @property
    def decision(self) -> Decision | None:
        return self.decisions[-1] if self.decisions else None
