"""Deeds between people on a case: conflicts of interest, motions, remarks, notes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.case import Case, Stage
from landwaiter.domain.cases.decision import PENDING
from landwaiter.domain.cases.deed_on_case import CaseDeed, ReasonText, Reference, exact_number
from landwaiter.domain.cases.deeds_on_goods import Today
from landwaiter.domain.cases.deeds_on_tracks import read_action, waiting_requests
from landwaiter.domain.cases.four_eyes import why_conflicted
from landwaiter.domain.cases.remarks import open_remarks, place_words
from landwaiter.domain.cases.stages import EVERY, WORKING
from landwaiter.domain.deeds.motion import waiting
from landwaiter.domain.deeds.shape import (
    APPROVERS,
    HEADS,
    WORKERS,
    Ask,
    Choices,
    Deed,
    Lookup,
    Reason,
)
from landwaiter.domain.review.reading import ReviewSection
from landwaiter.domain.review.returns import ReturnWorth
from landwaiter.i18n import _

SUBJECT, MOTIONS, REVIEW, CASES = "people", "deeds", "review", "cases"


def _motions(case: Case) -> Choices:
    return tuple((one.id, f"{one.title} ({one.author})") for one in waiting(case.motions))


def _only_motion(case: Case) -> str:
    found = waiting(case.motions)
    return found[0].id if len(found) == 1 else ""


def _declared(case: Case) -> Choices:
    return tuple((one.user, one.user) for one in case.conflicts)


def _remarks(case: Case) -> Choices:
    return tuple((r.id, f"{place_words(case, r.place)}: {r.text}") for r in open_remarks(case))


MotionId = Annotated[
    str | None,
    Ask("Motion", Content.OPEN, hint="Where several wait.", offered=_motions, now=_only_motion),
]


@dataclass(frozen=True, slots=True)
class DeclareConflict:
    """Say that somebody has a conflict of interest: from now on they decide nothing here."""

    reference: Reference
    to: Annotated[str, Ask("To whom", lookup=Lookup.PEOPLE)]
    reason: Reason


@dataclass(frozen=True, slots=True)
class LiftConflict:
    """Say why somebody may act here after all; never the person itself."""

    reference: Reference
    to: Annotated[str, Ask("To whom", Content.PERSONAL, offered=_declared)]
    reason: Reason


@dataclass(frozen=True, slots=True)
class SecondMotion:
    """Sign what another person moved, so that it is done."""

    reference: Reference
    motion: MotionId = None
    reason: ReasonText = ""


@dataclass(frozen=True, slots=True)
class DeclineMotion:
    """Say no to what another person moved, and why."""

    reference: Reference
    reason: ReasonText
    motion: MotionId = None


@dataclass(frozen=True, slots=True)
class WithdrawMotion:
    """Take back what you moved."""

    reference: Reference
    reason: ReasonText
    motion: MotionId = None


@dataclass(frozen=True, slots=True)
class AnswerRemark:
    """Say what was done about a remark, or why nothing."""

    reference: Reference
    remark: Annotated[
        str,
        Ask(
            "Remark", Content.OPEN, hint="Its number, its place, or its identity.", offered=_remarks
        ),
    ]
    reason: ReasonText


def _returned(case: Case) -> Choices:
    said = _("version {version}, returned by {by}")
    return tuple(
        (str(one.version), said.format(version=one.version, by=one.returned_by))
        for one in case.decisions
        if one.state == "returned"
    )


@dataclass(frozen=True, slots=True)
class RateReturn:
    """Say whether a return helped, and why: it stays beside the return."""

    reference: Reference
    proposal: Annotated[
        int,
        Ask(
            "Returned proposal",
            offered=_returned,
            reads=exact_number,
            hint="The number of its version.",
        ),
    ]
    outcome: Annotated[ReturnWorth, Ask("It was")]
    reason: Reason


@dataclass(frozen=True, slots=True)
class ReadProposal:
    """Record that sections of the proposal were shown to their end."""

    reference: Reference
    sections: Annotated[tuple[ReviewSection, ...], Ask("Sections", option="section", seen=True)]
    version: Annotated[int, Ask("Version", seen=True)]
    """Of the proposal that was shown."""


@dataclass(frozen=True, slots=True)
class AddNote:
    """Add a note."""

    reference: Reference
    reason: Annotated[str, Ask("Note", Content.INTERNAL, long=True)]


@dataclass(frozen=True, slots=True)
class RecordEvent:
    """Record something that happened."""

    reference: Reference
    reason: Annotated[str, Ask("What happened", Content.INTERNAL, long=True)]
    date: Today = None


@dataclass(frozen=True, slots=True)
class NoteCall:
    """Note a call: with whom, when, what was said, and what was promised by when."""

    reference: Reference
    party: Annotated[str, Ask("With", Content.PERSONAL, option="with")]
    said: Annotated[str, Ask("What was said", Content.INTERNAL, long=True)]
    at: Annotated[
        dt.datetime | None, Ask("At", hint="2026-03-27 09:14, local time; empty: now")
    ] = None
    promised: Annotated[str, Ask("What was promised", Content.INTERNAL, long=True)] = ""
    by: Annotated[dt.date | None, Ask("Promised by", hint="needs a request")] = None
    request: Annotated[
        str,
        Ask(
            "About the request",
            Content.OPEN,
            hint="Open request, or its kind.",
            offered=waiting_requests,
            reads=read_action,
            unsaid="none",
        ),
    ] = ""


def _no_conflict(case: Case, actor: Actor) -> str:
    return "" if case.conflicts else _("there is none.")


def _none_waits(case: Case, actor: Actor) -> str:
    return "" if waiting(case.motions) else _("none waits.")


def _none_returned(case: Case, actor: Actor) -> str:
    return "" if _returned(case) else _("no proposal was returned.")


def _neither_author_nor_head(case: Case, actor: Actor) -> str:
    """Whoever returned a proposal does not judge their own return."""
    authors = {one.author for one in case.decisions if one.state == "returned"}
    if actor.name in authors or actor.has(*HEADS):
        return ""
    return _("Its author says whether a return helped, or a head.")


def _not_to_be_read(case: Case, actor: Actor) -> str:
    if case.decision is None or case.decision.state not in PENDING:
        return _("Nothing is proposed.")
    return why_conflicted(case, actor.id, actor.name)


def _no_remark(case: Case, actor: Actor) -> str:
    return "" if open_remarks(case) else _("no remark waits for an answer.")


DECLARE_CONFLICT: CaseDeed[DeclareConflict] = CaseDeed(
    DeclareConflict,
    name="case.declare_conflict",
    subject=SUBJECT,
    title="Declare a conflict of interest",
    done="The conflict of interest is declared.",
    command="case act REF declare-conflict",
    roles=WORKERS,
    group="people",
    stages=EVERY,
    of_persons=True,
)
LIFT_CONFLICT: CaseDeed[LiftConflict] = CaseDeed(
    LiftConflict,
    name="case.lift_conflict",
    subject=SUBJECT,
    title="Lift a conflict of interest",
    done="The conflict of interest is lifted.",
    command="case act REF lift-conflict",
    roles=HEADS,
    group="people",
    stages=EVERY,
    lacks=_no_conflict,
)
SECOND: CaseDeed[SecondMotion] = CaseDeed(
    SecondMotion,
    name="case.second",
    subject=MOTIONS,
    title="Second a motion",
    done="The motion is seconded.",
    command="case act REF second",
    roles=APPROVERS,
    group="motion",
    stages=EVERY,
    lacks=_none_waits,
    signs=True,
)
DECLINE: CaseDeed[DeclineMotion] = CaseDeed(
    DeclineMotion,
    name="case.decline",
    subject=MOTIONS,
    title="Decline a motion",
    done="The motion is declined.",
    command="case act REF decline",
    roles=APPROVERS,
    group="motion",
    stages=EVERY | {Stage.MERGED},
    lacks=_none_waits,
)
WITHDRAW_MOTION: CaseDeed[WithdrawMotion] = CaseDeed(
    WithdrawMotion,
    name="case.withdraw_motion",
    subject=MOTIONS,
    title="Withdraw a motion",
    done="The motion is withdrawn.",
    command="case act REF withdraw-motion",
    roles=WORKERS,
    group="motion",
    stages=EVERY | {Stage.MERGED},
    lacks=_none_waits,
)
ANSWER_REMARK: CaseDeed[AnswerRemark] = CaseDeed(
    AnswerRemark,
    name="case.answer_remark",
    subject=REVIEW,
    title="Answer a remark",
    done="The remark is answered.",
    command="case act REF answer-remark",
    roles=WORKERS,
    group="note",
    stages=WORKING,
    lacks=_no_remark,
    undo=True,
)
RATE_RETURN: CaseDeed[RateReturn] = CaseDeed(
    RateReturn,
    name="case.rate_return",
    subject=REVIEW,
    title="Say whether a return helped",
    done="It stands beside the return.",
    command="case act REF rate-return",
    roles=WORKERS,
    group="note",
    stages=EVERY,
    lacks=_none_returned,
    refuses=_neither_author_nor_head,
)
READ: Deed[ReadProposal, Case] = Deed(
    ReadProposal,
    name="case.read",
    subject=REVIEW,
    title="Read the proposal",
    done="What was read is recorded.",
    command="case read",
    roles=APPROVERS,
    topics=("cases",),
    refuses=_not_to_be_read,
)
NOTE: CaseDeed[AddNote] = CaseDeed(
    AddNote,
    name="case.note",
    subject=CASES,
    title="Add a note",
    done="The note is added.",
    command="case act REF note",
    roles=WORKERS,
    group="note",
    stages=EVERY,
    undo=True,
)
RECORD_EVENT: CaseDeed[RecordEvent] = CaseDeed(
    RecordEvent,
    name="case.record_event",
    subject=CASES,
    title="Record an event",
    done="The event is recorded.",
    command="case act REF record-event",
    roles=WORKERS,
    group="note",
    stages=EVERY,
    undo=True,
)
CALL: CaseDeed[NoteCall] = CaseDeed(
    NoteCall,
    name="case.call",
    subject=CASES,
    title="Note a call",
    done="The call is noted.",
    command="case act REF call",
    roles=WORKERS,
    group="note",
    stages=EVERY,
    undo=True,
)
DEEDS = (
    DECLARE_CONFLICT,
    LIFT_CONFLICT,
    SECOND,
    DECLINE,
    WITHDRAW_MOTION,
    ANSWER_REMARK,
    RATE_RETURN,
    READ,
    NOTE,
    RECORD_EVENT,
    CALL,
)
EVENTS: Mapping[str, str] = {}
