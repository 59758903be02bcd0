"""What can be done on a case: one table of acts, with what each needs and where it leads.

Engine, buttons and command line obey it. Stage, goods status, tracks and actions stand beside each
other (DOMAIN 5): an act may move the stage, but goods are held or released item by item, and
requests stay open beside any stage.
"""

import dataclasses
import datetime
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.cases.case import (
    ActionKind,
    ClassificationState,
    GoodsStatus,
    Reply,
    Stage,
    TrackLetter,
)
from landwaiter.domain.evidence.custody import CONFIDENCE, GRADES, CustodyKind
from landwaiter.domain.lists.listing import JudgementValue

NEW, TRIAGE, ASSESSMENT = Stage.NEW, Stage.TRIAGE, Stage.ASSESSMENT
DRAFT, REVIEW, DECIDED = Stage.DECISION_DRAFT, Stage.DECISION_REVIEW, Stage.DECIDED
WORKING = frozenset({NEW, TRIAGE, ASSESSMENT, DRAFT, REVIEW, Stage.REOPENED})
"""Stages in which a case may still change in substance."""
ENDED = frozenset({DECIDED, Stage.EXECUTED, Stage.CLOSED, Stage.DISMISSED})
EVERY = WORKING | ENDED
WORKERS = frozenset({UserRole.ANALYST, UserRole.REVIEWER, UserRole.HEAD})
APPROVERS = frozenset({UserRole.REVIEWER, UserRole.HEAD})

OUTCOMES = (
    "release",
    "release_with_note",
    "release_after_authorisation",
    "partial_release",
    "declaration_invalidated",
    "goods_returned",
    "refuse",
    "authorisation_refused",
    "seize",
    "hold-and-refer",
    "suspend-and-refer",
    "refer_for_prosecution",
    "inform_member_state",
    "inform-and-refer",
    "advise_against_cooperation",
    "no_jurisdiction",
)
"""Decisions of DOMAIN 5; a decision names one for the case and may name one per item."""


@dataclass(frozen=True, slots=True)
class ActArgs:
    """What a person gives with an act; an act names those it needs."""

    item: int | None = None
    hit: str | None = None
    flag: str | None = None
    party: str | None = None
    action: str | None = None
    reason: str = ""
    basis: str = ""
    track: TrackLetter | None = None
    outcome: str | None = None
    to: str | None = None
    date: datetime.date | None = None
    code: str | None = None
    list: str = ""
    """Control list of the code; empty: the one that spells codes so."""
    field: str | None = None
    value: Any = None
    value_given: bool = False
    """True when `value` was given, even as null: asked for and not known."""
    source: str | None = None
    evidence: int | None = None
    """Number of a piece of evidence."""
    place: str = ""
    seal: str = ""
    items: Mapping[int, str] = dataclasses.field(default_factory=dict)
    """Outcome per item where they differ from the case's."""
    remarks: tuple[tuple[str, str], ...] = ()
    """Place and text: what a proposal is returned with."""
    remark: str | None = None
    """The remark that is answered: its identity, its number, or its place."""
    motion: str | None = None
    """Which motion is seconded, declined or withdrawn; may be left out where there is one."""
    office: str = ""
    """Customs office where goods are; `place` is the location there."""
    container: str = ""
    presented_at: datetime.datetime | None = None
    """A time without zone is one of the case's authorities."""
    cut_off: datetime.datetime | None = None
    storage_cost: str = ""
    told: str = ""
    """Who was told of it."""
    numbers: tuple[int, ...] = ()
    """Items that are split off."""
    take_over: bool = False
    """A merge takes over what is still open on the case: goods in hand, clocks, requests."""
    calendar: str | None = None
    """State of the consulted authority, ISO 3166-1 alpha-2; None: the case's own."""
    remind: datetime.date | None = None
    period: str = ""
    """`48h`, `10wd`, `30d`, `6w` or `3m`."""
    start: datetime.datetime | None = None
    clock: str | None = None
    appeal: str = ""
    """The appeal notice of an adverse decision; empty: the office's own."""

    def has(self, name: str) -> bool:
        if name == "value":
            return self.value_given
        given = getattr(self, name)
        return given is not None and given not in {"", ()}


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the table."""

    name: str
    title: str
    group: str
    stages: frozenset[Stage]
    roles: frozenset[UserRole] = WORKERS
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    """Further arguments that it accepts."""
    choices: tuple[str, ...] = ()
    """Values of `outcome`."""
    to: Stage | None = None
    goods: GoodsStatus | None = None
    goods_from: frozenset[GoodsStatus] = frozenset()
    substance: bool = False
    """It changes what a decision rests on: done after a proposal, it voids the proposal."""
    action: ActionKind | None = None


def _stage(name: str, title: str, stages: set[Stage], to: Stage, **more: Any) -> Act:
    return Act(name, title, "stage", frozenset(stages), to=to, **more)


WHERE = (
    "office",
    "place",
    "container",
    "seal",
    "presented_at",
    "cut_off",
    "storage_cost",
    "told",
)
"""What is said of where goods are (DOMAIN 5, goods status slip)."""


def _goods(name: str, title: str, status: GoodsStatus, sources: AbstractSet[GoodsStatus]) -> Act:
    return Act(
        name,
        title,
        "goods",
        EVERY,
        needs=("item",),
        takes=("reason", "track", "basis", "date", *WHERE),
        goods=status,
        goods_from=frozenset(sources),
    )


def _request(name: str, title: str, kind: ActionKind, *more: str) -> Act:
    return Act(
        name,
        title,
        "action",
        EVERY,
        needs=("to",),
        takes=("reason", "date", "remind", "calendar", *more),
        action=kind,
    )


_HERE = frozenset(
    {GoodsStatus.NOT_PRESENTED, GoodsStatus.HELD, GoodsStatus.SAMPLED, GoodsStatus.SUSPENDED}
)
_IN_HAND = _HERE - {GoodsStatus.NOT_PRESENTED}
MERGEABLE = frozenset({NEW, TRIAGE, ASSESSMENT, DRAFT, Stage.REOPENED})
"""Stages in which nothing waits for a second person and nothing is decided."""

ACTS: tuple[Act, ...] = (
    Act("take", "Take the case", "stage", EVERY),
    Act("assign", "Assign the case", "stage", EVERY, needs=("to",), takes=("reason",)),
    Act("delegate", "Delegate the case", "stage", EVERY, needs=("to", "date"), takes=("reason",)),
    Act("recall", "Recall the case", "stage", EVERY, takes=("reason",)),
    _stage("triage", "Begin triage", {NEW}, TRIAGE),
    _stage("assess", "Begin assessment", {NEW, TRIAGE, Stage.REOPENED}, ASSESSMENT),
    _stage(
        "dismiss",
        "Dismiss the case",
        {NEW, TRIAGE, ASSESSMENT},
        Stage.DISMISSED,
        needs=("reason",),
    ),
    _stage(
        "propose",
        "Propose a decision",
        {ASSESSMENT, DRAFT, Stage.REOPENED},
        REVIEW,
        needs=("outcome", "reason"),
        takes=("basis", "items", "appeal"),
        choices=OUTCOMES,
    ),
    _stage("approve", "Approve and sign", {REVIEW}, DECIDED, roles=APPROVERS, takes=("reason",)),
    Act(
        "countersign",
        "Countersign",
        "stage",
        frozenset({REVIEW}),
        roles=frozenset({UserRole.HEAD}),
        takes=("reason",),
        to=DECIDED,
    ),
    _stage(
        "return",
        "Return with a reason",
        {REVIEW},
        DRAFT,
        roles=APPROVERS,
        needs=("reason",),
        takes=("remarks",),
    ),
    _stage("withdraw", "Withdraw the proposal", {REVIEW}, DRAFT, needs=("reason",)),
    _stage("execute", "Record the execution", {DECIDED}, Stage.EXECUTED, takes=("reason",)),
    _stage("close", "Close the case", {Stage.EXECUTED}, Stage.CLOSED, takes=("reason",)),
    _stage("reopen", "Reopen the case", set(ENDED), Stage.REOPENED, needs=("reason",)),
    _stage(
        "merge",
        "Merge the case into another",
        set(MERGEABLE),
        Stage.MERGED,
        needs=("to", "reason"),
        takes=("take_over",),
    ),
    Act(
        "split",
        "Split items off into a case of their own",
        "stage",
        MERGEABLE,
        needs=("numbers", "reason"),
    ),
    _goods("hold", "Hold the goods", GoodsStatus.HELD, _HERE | {GoodsStatus.RELEASED}),
    _goods("suspend", "Suspend the export", GoodsStatus.SUSPENDED, _HERE),
    _goods("sample", "Take a sample", GoodsStatus.SAMPLED, _HERE),
    _goods("release", "Release the goods", GoodsStatus.RELEASED, _HERE),
    _goods("record_exit", "Record the exit", GoodsStatus.EXITED, {GoodsStatus.RELEASED}),
    _goods("seize", "Seize the goods", GoodsStatus.SEIZED, _IN_HAND),
    _goods("destroy", "Record the destruction", GoodsStatus.DESTROYED, {GoodsStatus.SEIZED}),
    _goods("return_goods", "Return the goods", GoodsStatus.RETURNED, _IN_HAND),
    Act(
        "locate",
        "Record where the goods are",
        "goods",
        EVERY,
        needs=("item",),
        takes=("reason", "date", *WHERE),
        goods_from=_HERE | {GoodsStatus.RELEASED, GoodsStatus.SEIZED},
    ),
    Act(
        "stay_held",
        "Keep the goods held",
        "goods",
        EVERY,
        needs=("item", "reason"),
        goods_from=_IN_HAND,
    ),
    Act(
        "open_track",
        "Open a track",
        "track",
        WORKING,
        needs=("track", "item", "basis"),
        takes=("date",),
        substance=True,
    ),
    Act(
        "end_track",
        "End a track",
        "track",
        EVERY,
        needs=("track", "reason"),
        takes=("item", "date"),
    ),
    Act(
        "fill_record",
        "Fill in the seizure record",
        "record",
        EVERY,
        needs=("field", "value"),
        takes=("item",),
    ),
    Act(
        "start_clock",
        "Start a clock of another law",
        "track",
        EVERY,
        needs=("basis", "period"),
        takes=("track", "start", "calendar", "reason"),
    ),
    Act("end_clock", "End a clock", "track", EVERY, needs=("clock", "reason")),
    _request("request_information", "Request information", ActionKind.INFORMATION_REQUEST),
    _request("request_opinion", "Ask for a technical opinion", ActionKind.TECHNICAL_OPINION),
    _request("consult", "Consult the authority", ActionKind.CONSULTATION, "track", "basis"),
    _request("hear", "Send the hearing", ActionKind.HEARING, "period"),
    Act(
        "except_hearing",
        "Decide without a hearing",
        "action",
        WORKING,
        needs=("basis", "reason"),
    ),
    _request("refer", "Refer the case", ActionKind.REFERRAL),
    Act(
        "record_answer",
        "Record an answer",
        "action",
        EVERY,
        needs=("action", "reason"),
        takes=("date",),
    ),
    Act(
        "record_reply",
        "Record the authority's reply",
        "action",
        EVERY,
        needs=("outcome",),
        takes=("reason", "date", "track"),
        choices=tuple(Reply),
    ),
    Act(
        "classify",
        "Classify an item",
        "goods_entry",
        WORKING,
        needs=("item", "code", "outcome", "reason"),
        takes=("basis", "list"),
        choices=(
            ClassificationState.CONFIRMED,
            ClassificationState.REJECTED,
            ClassificationState.INSUFFICIENT,
        ),
        substance=True,
    ),
    Act(
        "judge",
        "Judge a hit",
        "hit",
        WORKING,
        needs=("hit", "outcome", "reason"),
        choices=tuple(JudgementValue),
        substance=True,
    ),
    Act(
        "revoke_judgement",
        "Revoke a judgement",
        "hit",
        WORKING,
        needs=("hit", "reason"),
        substance=True,
    ),
    Act(
        "substantiate",
        "Substantiate a flag",
        "flag",
        WORKING,
        needs=("flag", "reason"),
        substance=True,
    ),
    Act(
        "dismiss_flag",
        "Dismiss a flag",
        "flag",
        WORKING,
        needs=("flag", "reason"),
        substance=True,
    ),
    Act(
        "enrich",
        "Add what was learned",
        "enrichment",
        WORKING,
        needs=("field", "value", "source"),
        takes=("item", "date"),
        substance=True,
    ),
    Act(
        "answer_question",
        "Answer a question on the goods",
        "enrichment",
        WORKING,
        needs=("item", "field", "value", "source", "basis"),
        takes=("date", "evidence"),
        substance=True,
    ),
    Act(
        "revoke_answer",
        "Revoke an answer on the goods",
        "enrichment",
        WORKING,
        needs=("item", "field", "reason"),
        substance=True,
    ),
    Act(
        "assess_catch_all",
        "Assess an unlisted item",
        "enrichment",
        WORKING,
        needs=("value",),
        takes=("item", "source", "date"),
        substance=True,
    ),
    Act(
        "add_evidence",
        "Add evidence",
        "evidence",
        WORKING,
        needs=("value", "source"),
        takes=("date", "place", "seal"),
        substance=True,
    ),
    Act(
        "record_custody",
        "Record custody",
        "evidence",
        EVERY,
        needs=("evidence", "outcome"),
        takes=("to", "place", "seal", "date", "reason"),
        choices=tuple(CustodyKind),
    ),
    Act(
        "grade_evidence",
        "Grade evidence",
        "evidence",
        EVERY,
        needs=("evidence", "outcome"),
        takes=("reason",),
        choices=GRADES,
    ),
    Act(
        "confide_source",
        "Keep a source in confidence",
        "evidence",
        EVERY,
        needs=("evidence", "outcome"),
        takes=("reason",),
        choices=CONFIDENCE,
    ),
    Act(
        "link",
        "Link a party to an entity",
        "entity",
        WORKING,
        needs=("party", "basis"),
        takes=("to",),
        substance=True,
    ),
    Act(
        "unlink",
        "Revoke a link",
        "entity",
        WORKING,
        needs=("party", "reason"),
        substance=True,
    ),
    Act("screen", "Screen the parties again", "hit", WORKING, substance=True),
    Act("evaluate", "Evaluate the flags again", "flag", WORKING, substance=True),
    Act(
        "declare_conflict",
        "Declare a conflict of interest",
        "people",
        EVERY,
        needs=("to", "reason"),
    ),
    Act(
        "lift_conflict",
        "Lift a conflict of interest",
        "people",
        EVERY,
        roles=frozenset({UserRole.HEAD}),
        needs=("to", "reason"),
    ),
    Act("second", "Second a motion", "motion", EVERY, roles=APPROVERS, takes=("motion", "reason")),
    Act(
        "decline",
        "Decline a motion",
        "motion",
        EVERY | {Stage.MERGED},
        roles=APPROVERS,
        needs=("reason",),
        takes=("motion",),
    ),
    Act(
        "withdraw_motion",
        "Withdraw a motion",
        "motion",
        EVERY | {Stage.MERGED},
        needs=("reason",),
        takes=("motion",),
    ),
    Act("answer_remark", "Answer a remark", "note", WORKING, needs=("remark", "reason")),
    Act("note", "Add a note", "note", EVERY, roles=WORKERS, needs=("reason",)),
    Act("record_event", "Record an event", "note", EVERY, needs=("reason",), takes=("date",)),
)
"""Every act there is. `needs` are what a person must give, `takes` what may be given."""

BY_NAME: Mapping[str, Act] = {act.name: act for act in ACTS}
SCREENING = frozenset({"enrich", "screen", "link", "unlink"})
"""Acts after which the parties are held against the lists again."""
MAY_SCREEN = SCREENING | {"second"}
"""These, and the one that carries out what another person moved."""
