"""Deeds on the goods of a case: their status item by item, their classification, their record."""

import datetime as dt
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.base.terms import low
from landwaiter.domain.cases.appeals import why_suspended
from landwaiter.domain.cases.case import Case, ClassificationState, GoodsStatus, Stage, TrackLetter
from landwaiter.domain.cases.deed_on_case import (
    NOT_MOVER,
    CaseDeed,
    ReasonText,
    Reference,
    exact_number,
    items,
    whatever,
)
from landwaiter.domain.cases.four_eyes import Office, standing_flags
from landwaiter.domain.cases.life_cycle import whereabouts
from landwaiter.domain.cases.stages import DECIDED, EVERY, WORKING
from landwaiter.domain.cases.tracks import BASIS
from landwaiter.domain.deeds.shape import APPROVERS, WORKERS, Ask, Choices, Lookup, Reason, Second
from landwaiter.domain.law.control_codes import json_or_text
from landwaiter.domain.law.control_tree import TITLES
from landwaiter.errors import Invalid
from landwaiter.i18n import _

SUBJECT = "goods"
RELEASES = frozenset(
    {"release", "release_with_note", "release_after_authorisation", "partial_release"}
)
"""Outcomes that let an item go."""
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
_HERE = frozenset(
    {GoodsStatus.NOT_PRESENTED, GoodsStatus.HELD, GoodsStatus.SAMPLED, GoodsStatus.SUSPENDED}
)
_IN_HAND = _HERE - {GoodsStatus.NOT_PRESENTED}
_HELD_TOO = _HERE | {GoodsStatus.RELEASED}
_PLACED = _HELD_TOO | {GoodsStatus.SEIZED}
_TO_RETURN = _IN_HAND | {GoodsStatus.SEIZED}
TODAY = "empty: today"
_LOCAL = "local time"


def with_status(statuses: AbstractSet[GoodsStatus]) -> Callable[[Case], Choices]:
    """The items whose status is one of these."""

    def offered(case: Case) -> Choices:
        return tuple(
            (str(item.no), _("{no}, {status}").format(no=item.no, status=low(item.status)))
            for item in case.items
            if item.status in statuses
        )

    return offered


def read_track(text: str) -> TrackLetter:
    """A letter, capital or not."""
    letter = text.strip().upper()
    known = {one.value: one for one in TrackLetter}
    if letter not in known:
        raise Invalid(
            _("There is no such track."),
            field="track",
            value=text,
            remedy=_("Use one of {known}.").format(known=", ".join(known)),
        )
    return known[letter]


def tracks(case: Case) -> Choices:
    """Every track there is, with its usual basis."""
    return tuple((letter.value, f"{letter.value}, {BASIS[letter]}") for letter in TrackLetter)


def _known(name: str) -> Callable[[Case], str]:
    """What is recorded already, where all items agree."""

    def known(case: Case) -> str:
        values = {getattr(whereabouts(case.goods_events, item.no), name) for item in case.items}
        only = next(iter(values)) if len(values) == 1 else None
        return _("now: {value}").format(value=only) if only else ""

    return known


def _of_items(statuses: AbstractSet[GoodsStatus]) -> Ask:
    return Ask("Item", offered=with_status(statuses), reads=exact_number)


ItemNumber = Annotated[int, Ask("Item", offered=items, reads=exact_number)]
AnyItemNumber = Annotated[
    int | None, Ask("Item", offered=items, reads=exact_number, unsaid="whole case")
]
_ItemHere = Annotated[int, _of_items(_HERE)]
_ItemInHand = Annotated[int, _of_items(_IN_HAND)]
NamedTrack = Annotated[TrackLetter, Ask("Track", offered=tracks, reads=read_track, law=True)]
AnyTrack = Annotated[TrackLetter | None, Ask("Track", offered=tracks, reads=read_track, law=True)]
BasisText = Annotated[str, Ask("Basis", Content.OPEN)]
Today = Annotated[dt.date | None, Ask("Date", hint=TODAY)]
CustomsOffice = Annotated[str, Ask("Customs office", Content.OPEN, known=_known("office"))]
PlaceText = Annotated[str, Ask("Place", Content.OPEN)]
ContainerNumber = Annotated[str, Ask("Container", Content.OPEN, known=_known("container"))]
SealNumber = Annotated[str, Ask("Seal number", Content.OPEN)]
PresentedAt = Annotated[dt.datetime | None, Ask("Presented at", hint=_LOCAL)]
CutOff = Annotated[dt.datetime | None, Ask("Vessel cut-off", hint=_LOCAL)]
StorageCost = Annotated[str, Ask("Storage cost", Content.OPEN, known=_known("storage_cost"))]
ToldWhom = Annotated[str, Ask("Who was told", Content.PERSONAL)]


@dataclass(frozen=True, slots=True)
class GoodsMove:
    """What is said with every new status of an item."""

    reference: Reference
    item: ItemNumber
    reason: ReasonText = ""
    track: AnyTrack = None
    basis: BasisText = ""
    date: Today = None
    office: CustomsOffice = ""
    place: PlaceText = ""
    container: ContainerNumber = ""
    seal: SealNumber = ""
    presented_at: PresentedAt = None
    cut_off: CutOff = None
    storage_cost: StorageCost = ""
    told: ToldWhom = ""


@dataclass(frozen=True, slots=True)
class HoldGoods(GoodsMove):
    """Hold an item of the goods; a track may be named that holds it."""

    item: Annotated[int, _of_items(_HELD_TOO)]


@dataclass(frozen=True, slots=True)
class SuspendExport(GoodsMove):
    """Suspend the export of an item by track A or B (Art. 21(3) Reg. (EU) 2021/821)."""

    item: _ItemHere


@dataclass(frozen=True, slots=True)
class TakeSample(GoodsMove):
    """Take a sample of an item, which stays where it is."""

    item: _ItemHere


@dataclass(frozen=True, slots=True)
class ReleaseGoods(GoodsMove):
    """Release an item, unless a track holds it."""

    item: _ItemHere


@dataclass(frozen=True, slots=True)
class RecordExit(GoodsMove):
    """Record that an item has left the customs territory."""

    item: Annotated[int, _of_items({GoodsStatus.RELEASED})]


@dataclass(frozen=True, slots=True)
class SeizeGoods(GoodsMove):
    """Seize an item that is in hand."""

    item: _ItemInHand


@dataclass(frozen=True, slots=True)
class RecordDestruction(GoodsMove):
    """Record that a seized item was destroyed."""

    item: Annotated[int, _of_items({GoodsStatus.SEIZED})]


@dataclass(frozen=True, slots=True)
class ReturnGoods(GoodsMove):
    """Give an item that is in hand back, or a seized one once the decision was annulled."""

    item: Annotated[int, _of_items(_TO_RETURN)]


@dataclass(frozen=True, slots=True)
class LocateGoods:
    """Record where an item is, or who was told; its status stays."""

    reference: Reference
    item: Annotated[int, _of_items(_PLACED)]
    reason: ReasonText = ""
    date: Today = None
    office: CustomsOffice = ""
    place: PlaceText = ""
    container: ContainerNumber = ""
    seal: SealNumber = ""
    presented_at: PresentedAt = None
    cut_off: CutOff = None
    storage_cost: StorageCost = ""
    told: ToldWhom = ""


@dataclass(frozen=True, slots=True)
class KeepGoods:
    """Keep an item on another track, with a basis of its own, once its period ran out."""

    reference: Reference
    item: _ItemInHand
    track: Annotated[
        TrackLetter,
        Ask(
            "Other track",
            hint="not the one whose period of Art. 21(4) ran out",
            offered=tracks,
            reads=read_track,
            law=True,
        ),
    ]
    basis: Annotated[str, Ask("Basis of that track", Content.OPEN)]
    reason: ReasonText


@dataclass(frozen=True, slots=True)
class FillRecord:
    """Enter a field of the seizure record; an empty value takes back what was entered before."""

    reference: Reference
    field: Annotated[str, Ask("Field", Content.OPEN)]
    value: Annotated[Any, Ask("Value", Content.PERSONAL, reads=json_or_text)]
    item: AnyItemNumber = None


@dataclass(frozen=True, slots=True)
class RecordControl:
    """Record the result of a control of an item, or of the whole declaration, to be keyed in.

    The newest counts; no clock begins or ends, and no status changes.
    """

    reference: Reference
    code: Annotated[
        str,
        Ask(
            "Control result",
            Content.OPEN,
            hint="its code",
            lookup=Lookup.CONTROL_RESULTS,
            free=True,
            law=True,
        ),
    ]
    controlled: Annotated[dt.datetime, Ask("Controlled at", hint=_LOCAL)]
    by: Annotated[str, Ask("Controlled by", Content.PERSONAL)]
    found: Annotated[
        str,
        Ask(
            "What was found",
            Content.INTERNAL,
            hint="discrepancies, or that there are none",
            long=True,
        ),
    ]
    item: Annotated[
        int | None,
        Ask("Item", offered=items, reads=exact_number, unsaid="whole declaration"),
    ] = None
    seals: Annotated[str, Ask("Seals", Content.OPEN)] = ""
    remarks: Annotated[str, Ask("Remarks", Content.INTERNAL, long=True)] = ""


def _lists(case: Case) -> Choices:
    return tuple((name, _(title)) for name, title in TITLES.items())


@dataclass(frozen=True, slots=True)
class Classify:
    """State whether an item is under a control entry."""

    reference: Reference
    item: ItemNumber
    code: Annotated[
        str,
        Ask(
            "Control entry",
            Content.OPEN,
            hint="choose, or type another",
            lookup=Lookup.CONTROL_ENTRIES,
            free=True,
        ),
    ]
    outcome: Annotated[
        ClassificationState,
        Ask(
            "Outcome",
            among=(
                ClassificationState.CONFIRMED,
                ClassificationState.REJECTED,
                ClassificationState.INSUFFICIENT,
            ),
            law=True,
        ),
    ]
    reason: Reason
    basis: BasisText = ""
    list: Annotated[
        str,
        Ask(
            "List",
            Content.OPEN,
            hint="Default: as the code is spelled, else eu.",
            offered=_lists,
            unsaid="as the code is spelled",
        ),
    ] = ""


def _decided_to_release(case: Case, item: int) -> bool:
    decision = case.decision
    if case.stage not in (DECIDED, Stage.EXECUTED, Stage.CLOSED) or decision is None:
        return False
    approved = decision.approval is not None and decision.approval.stands
    outcome = decision.items.get(item, decision.outcome)
    return decision.state == "approved" and approved and outcome in RELEASES


def _against_a_flag(case: Case, said: ReleaseGoods, office: Office) -> bool:
    """A release is covered where an approved decision lets this very item go."""
    return bool(standing_flags(case)) and not _decided_to_release(case, said.item)


def _suspended(case: Case, actor: Actor) -> str:
    return why_suspended(case)


def _no_goods(case: Case, actor: Actor) -> str:
    return "" if case.items else _("the case has no goods.")


G = TypeVar("G", bound=GoodsMove)


def _moves(
    args: type[G],
    title: str,
    done: str,
    *,
    act: str,
    to: GoodsStatus,
    sources: AbstractSet[GoodsStatus],
    second: tuple[Second, ...] = (),
    lacks: Callable[[Case, Actor], str] = whatever,
) -> CaseDeed[G]:
    return CaseDeed(
        args,
        name=f"case.{act}",
        subject=SUBJECT,
        title=title,
        done=done,
        command=f"case act REF {act.replace('_', '-')}",
        roles=WORKERS,
        group="goods",
        stages=EVERY,
        goods=to,
        goods_from=frozenset(sources),
        second=second,
        lacks=lacks,
    )


HOLD = _moves(
    HoldGoods,
    "Hold the goods",
    "The item is held.",
    act="hold",
    to=GoodsStatus.HELD,
    sources=_HELD_TOO,
)
SUSPEND = _moves(
    SuspendExport,
    "Suspend the export",
    "The export of the item is suspended.",
    act="suspend",
    to=GoodsStatus.SUSPENDED,
    sources=_HERE,
)
SAMPLE = _moves(
    TakeSample,
    "Take a sample",
    "The sample is taken.",
    act="sample",
    to=GoodsStatus.SAMPLED,
    sources=_HERE,
)
RELEASE = _moves(
    ReleaseGoods,
    "Release the goods",
    "The item is released.",
    act="release",
    to=GoodsStatus.RELEASED,
    sources=_HERE,
    second=(
        Second(
            "Release of goods",
            "a critical or high flag stands, or was dismissed by one person, and neither an "
            "approved decision nor Art. 21(4) releases the item",
            APPROVERS,
            NOT_MOVER,
            _against_a_flag,
            motion="release",
        ),
    ),
)
RECORD_EXIT = _moves(
    RecordExit,
    "Record the exit",
    "The exit is recorded.",
    act="record_exit",
    to=GoodsStatus.EXITED,
    sources={GoodsStatus.RELEASED},
)
SEIZE = _moves(
    SeizeGoods,
    "Seize the goods",
    "The item is seized.",
    act="seize",
    to=GoodsStatus.SEIZED,
    sources=_IN_HAND,
)
DESTROY = _moves(
    RecordDestruction,
    "Record the destruction",
    "The destruction is recorded.",
    act="destroy",
    to=GoodsStatus.DESTROYED,
    sources={GoodsStatus.SEIZED},
    lacks=_suspended,
)
RETURN_GOODS = _moves(
    ReturnGoods,
    "Return the goods",
    "The item is returned.",
    act="return_goods",
    to=GoodsStatus.RETURNED,
    sources=_TO_RETURN,
)
LOCATE: CaseDeed[LocateGoods] = CaseDeed(
    LocateGoods,
    name="case.locate",
    subject=SUBJECT,
    title="Record where the goods are",
    done="It is recorded where the item is.",
    command="case act REF locate",
    roles=WORKERS,
    group="goods",
    stages=EVERY,
    goods_from=_PLACED,
)
STAY_HELD: CaseDeed[KeepGoods] = CaseDeed(
    KeepGoods,
    name="case.stay_held",
    subject=SUBJECT,
    title="Keep the goods held on another track",
    done="The item stays held on the other track.",
    command="case act REF stay-held",
    roles=WORKERS,
    group="goods",
    stages=EVERY,
    goods_from=_IN_HAND,
)
FILL_RECORD: CaseDeed[FillRecord] = CaseDeed(
    FillRecord,
    name="case.fill_record",
    subject=SUBJECT,
    title="Fill in the seizure record",
    done="It is entered in the record.",
    command="case act REF fill-record",
    roles=WORKERS,
    group="record",
    stages=EVERY,
    lacks=_no_goods,
)
RECORD_CONTROL: CaseDeed[RecordControl] = CaseDeed(
    RecordControl,
    name="case.record_control",
    subject=SUBJECT,
    title="Record a control result",
    done="The control result is recorded.",
    command="case act REF record-control",
    roles=WORKERS,
    group="record",
    stages=EVERY,
    lacks=_no_goods,
)
CLASSIFY: CaseDeed[Classify] = CaseDeed(
    Classify,
    name="case.classify",
    subject=SUBJECT,
    title="Classify an item",
    done="The finding is stated.",
    command="case act REF classify",
    roles=WORKERS,
    group="goods_entry",
    stages=WORKING,
    substance=True,
    undo=True,
)
DEEDS = (
    HOLD,
    SUSPEND,
    SAMPLE,
    RELEASE,
    RECORD_EXIT,
    SEIZE,
    DESTROY,
    RETURN_GOODS,
    LOCATE,
    STAY_HELD,
    FILL_RECORD,
    RECORD_CONTROL,
    CLASSIFY,
)
EVENTS: dict[str, str] = {}
