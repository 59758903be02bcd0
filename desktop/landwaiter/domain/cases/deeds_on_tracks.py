"""Deeds on the tracks of a case: opened, ended, their clocks, what others are asked and answer."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, TypeVar

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.base.terms import capital
from landwaiter.domain.base.zones import ZONES, member_state
from landwaiter.domain.cases.case import ActionKind, Case, Reply, TrackLetter
from landwaiter.domain.cases.clocks import BETWEEN_STATES
from landwaiter.domain.cases.court import AppealLaw, OutgoingKind
from landwaiter.domain.cases.deed_on_case import (
    CaseDeed,
    ReasonText,
    Reference,
    pieces,
    whatever,
)
from landwaiter.domain.cases.deeds_on_goods import (
    AnyItemNumber,
    AnyTrack,
    ItemNumber,
    NamedTrack,
    Today,
    read_track,
)
from landwaiter.domain.cases.hearings import HEARD_UNDER
from landwaiter.domain.cases.prosecution import why_no_consent
from landwaiter.domain.cases.stages import EVERY, WORKING
from landwaiter.domain.cases.tracks import BASIS, open_tracks, reviewed_since
from landwaiter.domain.deeds.shape import HEADS, WORKERS, Ask, Choices, Lookup, Reason
from landwaiter.domain.evidence.custody import piece_number
from landwaiter.domain.law.periods import period_of
from landwaiter.i18n import _, joined

SUBJECT = "cases"
BY_TRACK = "by track"
"""A consultation under the article of its track, where that has one."""
_BY_RULES = "empty: by the rules"


def _usual(case: Case) -> Choices:
    return tuple((basis, basis) for basis in dict.fromkeys(BASIS.values()))


def _open(case: Case) -> Choices:
    letters = dict.fromkeys(track.letter for track in open_tracks(case))
    return tuple((letter.value, f"{letter.value}, {BASIS[letter]}") for letter in letters)


def _states(case: Case) -> Choices:
    """Whose working days count: the case's own authorities stand first."""
    own = case.member_state
    return tuple((state, state) for state in (own, *(one for one in ZONES if one != own)))


def _own_state(case: Case) -> str:
    return case.member_state


def _read_period(text: str) -> str:
    period_of(text)
    return text.strip()


def _articles(case: Case) -> Choices:
    named = ((name, name) for name in BETWEEN_STATES)
    return ((BY_TRACK, _("Art. 21(4), or none")), *named)


def _read_article(text: str) -> str:
    return "" if text.strip() == BY_TRACK else text.strip()


def _clocks(case: Case) -> Choices:
    """The clocks of other laws that run."""
    return tuple((one.id, one.basis) for one in case.own_clocks if one.ended_at is None)


def _reviewed(case: Case) -> Choices:
    """Holds that come back to the head."""
    letters = dict.fromkeys(
        track.letter for track in case.tracks if reviewed_since(case, track) is not None
    )
    return tuple((letter.value, f"{letter.value}, {BASIS[letter]}") for letter in letters)


def waiting_requests(case: Case) -> Choices:
    """The requests that nobody answered yet."""
    return tuple(
        (one.id, f"{capital(one.kind)}, {one.addressee}")
        for one in case.actions
        if one.answered_at is None
    )


def _consultations(case: Case) -> Choices:
    """The consultations that nobody replied to yet."""
    return tuple(
        (one.id, joined(", ", filter(None, (one.addressee, one.question))))
        for one in case.actions
        if one.kind is ActionKind.CONSULTATION and one.answered_at is None
    )


def read_action(text: str) -> str:
    """Kinds of requests are written with dashes too; identities have dashes of their own."""
    word = text.strip().replace("-", "_")
    return word if word in set(ActionKind) else text.strip()


def _compelled(case: Case) -> Choices:
    return (("true", _("yes, under the duty of UCC Art. 15")),)


def _laws(case: Case) -> Choices:
    return tuple((one.value, _(title)) for one, title in HEARD_UNDER.items())


QuestionText = Annotated[str, Ask("Question", Content.BUSINESS, long=True)]
PeriodText = Annotated[
    str,
    Ask("Period", Content.OPEN, hint="48h, 10wd (working days), 30d, 6w, 3m", reads=_read_period),
]
CalendarState = Annotated[
    str | None,
    Ask(
        "Calendar of",
        Content.OPEN,
        offered=_states,
        reads=member_state,
        now=_own_state,
        certain=True,
    ),
]
DueDay = Annotated[dt.date | None, Ask("Date", hint=_BY_RULES)]


@dataclass(frozen=True, slots=True)
class OpenTrack:
    """Open a track on an item, or add the item to one with the same basis."""

    reference: Reference
    track: NamedTrack
    item: ItemNumber
    basis: Annotated[str, Ask("Basis", Content.OPEN, offered=_usual, free=True)]
    date: Today = None


@dataclass(frozen=True, slots=True)
class EndTrack:
    """End a track, or let one item go while it goes on for the others."""

    reference: Reference
    track: Annotated[TrackLetter, Ask("Track", offered=_open, reads=read_track)]
    reason: ReasonText
    item: AnyItemNumber = None
    date: Today = None


@dataclass(frozen=True, slots=True)
class StartClock:
    """Start a period of another law, such as 48 hours of a national act."""

    reference: Reference
    basis: Annotated[str, Ask("Law and article", Content.OPEN)]
    period: PeriodText
    track: AnyTrack = None
    start: Annotated[dt.datetime | None, Ask("Began at", hint="local time")] = None
    calendar: CalendarState = None
    reason: ReasonText = ""


@dataclass(frozen=True, slots=True)
class EndClock:
    """Say why a clock of another law runs no longer."""

    reference: Reference
    clock: Annotated[str, Ask("Clock", Content.OPEN, offered=_clocks)]
    reason: ReasonText


@dataclass(frozen=True, slots=True)
class ContinueHold:
    """Say why holds without a period of law go on; they come back after the office's interval."""

    reference: Reference
    reason: Reason
    track: Annotated[
        TrackLetter | None,
        Ask("Track", offered=_reviewed, reads=read_track, unsaid="every such hold"),
    ] = None


Authority = Annotated[str, Ask("To whom", Content.PERSONAL, lookup=Lookup.AUTHORITIES, free=True)]
"""One that the office counts its referrals by, or whom else an officer names."""


@dataclass(frozen=True, slots=True)
class OutgoingRequest:
    """What is said with every request."""

    reference: Reference
    to: Annotated[str, Ask("To whom", Content.PERSONAL)]
    reason: QuestionText = ""
    date: DueDay = None
    remind: Annotated[dt.date | None, Ask("Remind me", hint="empty: two working days before")] = (
        None
    )
    calendar: CalendarState = None


@dataclass(frozen=True, slots=True)
class RequestInformation(OutgoingRequest):
    """Ask the exporter, the declarant or an office for information."""


@dataclass(frozen=True, slots=True)
class RequestOpinion(OutgoingRequest):
    """Ask for a technical opinion."""


@dataclass(frozen=True, slots=True)
class Consult(OutgoingRequest):
    """Consult the licensing authority, or other Member States."""

    to: Authority
    track: AnyTrack = None
    basis: Annotated[
        str,
        Ask(
            "Article", Content.OPEN, offered=_articles, reads=_read_article, law=True, certain=True
        ),
    ] = ""


@dataclass(frozen=True, slots=True)
class Hear(OutgoingRequest):
    """Tell the party the grounds of an adverse decision, and by when it may answer."""

    period: PeriodText = ""
    law: Annotated[
        AppealLaw | None,
        Ask("Law", unsaid="by the tracks", offered=_laws, law=True),
    ] = None
    basis: Annotated[
        str,
        Ask(
            "Basis", Content.OPEN, hint="empty: UCC Art. 22(6), or the office's national provision"
        ),
    ] = ""


@dataclass(frozen=True, slots=True)
class Refer(OutgoingRequest):
    """Refer the case to another authority."""

    to: Authority


@dataclass(frozen=True, slots=True)
class ExceptHearing:
    """State why nobody is heard before an adverse decision."""

    reference: Reference
    basis: Annotated[
        str, Ask("Basis", Content.OPEN, hint="UCC Art. 22(6), or the provision of national law")
    ]
    reason: Reason


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """Record what came back to a request."""

    reference: Reference
    action: Annotated[
        str,
        Ask(
            "Request",
            Content.OPEN,
            hint="Open request, or its kind.",
            offered=waiting_requests,
            reads=read_action,
        ),
    ]
    reason: Annotated[str, Ask("Answer", Content.BUSINESS, long=True)]
    date: Today = None
    compelled: Annotated[
        bool,
        Ask(
            "Compelled",
            hint="Given under the duty of UCC Art. 15.",
            offered=_compelled,
            unsaid="no",
        ),
    ] = False
    evidence: Annotated[
        int | None,
        Ask("Evidence", hint="What came back.", offered=pieces, reads=piece_number, unsaid="none"),
    ] = None


@dataclass(frozen=True, slots=True)
class RecordReply:
    """Record the reply of the consulted authority; only `acts` and an extension leave it open.

    A form that came back is evidence, and says which consultation it replies to.
    """

    reference: Reference
    outcome: Annotated[Reply, Ask("Outcome", law=True)]
    reason: Annotated[str, Ask("Answer", Content.BUSINESS, long=True)] = ""
    date: Today = None
    track: AnyTrack = None
    action: Annotated[
        str,
        Ask(
            "Consultation",
            Content.OPEN,
            offered=_consultations,
            unsaid="the newest that is open",
        ),
    ] = ""
    evidence: Annotated[
        int | None,
        Ask("Evidence", hint="What came back.", offered=pieces, reads=piece_number, unsaid="none"),
    ] = None


def _no_track(case: Case, actor: Actor) -> str:
    return "" if open_tracks(case) else _("no track is open.")


def _no_clock(case: Case, actor: Actor) -> str:
    return "" if _clocks(case) else _("no clock of another law runs.")


def _no_hold(case: Case, actor: Actor) -> str:
    return "" if _reviewed(case) else _("no goods are held without a period of law.")


def _no_request(case: Case, actor: Actor) -> str:
    return "" if waiting_requests(case) else _("no request is open.")


def _no_consultation(case: Case, actor: Actor) -> str:
    waiting = (one for one in case.actions if one.answered_at is None)
    found = any(one.kind is ActionKind.CONSULTATION for one in waiting)
    return "" if found else _("no consultation is open.")


R = TypeVar("R", bound=OutgoingRequest)


def _unconsented(what: OutgoingKind) -> Callable[[Case, Actor], str]:
    """Under a prosecutor what tells people outside of the case needs the prosecutor's consent."""

    def why_not(case: Case, actor: Actor) -> str:
        return why_no_consent(case, what)

    return why_not


def _asks(
    args: type[R],
    act: str,
    title: str,
    done: str,
    kind: ActionKind,
    *,
    lacks: Callable[[Case, Actor], str] = whatever,
) -> CaseDeed[R]:
    return CaseDeed(
        args,
        name=f"case.{act}",
        subject=SUBJECT,
        title=title,
        done=done,
        command=f"case act REF {act.replace('_', '-')}",
        roles=WORKERS,
        group="action",
        stages=EVERY,
        action=kind,
        lacks=lacks,
    )


OPEN_TRACK: CaseDeed[OpenTrack] = CaseDeed(
    OpenTrack,
    name="case.open_track",
    subject=SUBJECT,
    title="Open a track",
    done="The track is open.",
    command="case act REF open-track",
    roles=WORKERS,
    group="track",
    stages=WORKING,
    substance=True,
)
END_TRACK: CaseDeed[EndTrack] = CaseDeed(
    EndTrack,
    name="case.end_track",
    subject=SUBJECT,
    title="End a track",
    done="The track is ended.",
    command="case act REF end-track",
    roles=WORKERS,
    group="track",
    stages=EVERY,
    lacks=_no_track,
)
START_CLOCK: CaseDeed[StartClock] = CaseDeed(
    StartClock,
    name="case.start_clock",
    subject=SUBJECT,
    title="Start a clock of another law",
    done="The clock runs.",
    command="case act REF start-clock",
    roles=WORKERS,
    group="track",
    stages=EVERY,
)
END_CLOCK: CaseDeed[EndClock] = CaseDeed(
    EndClock,
    name="case.end_clock",
    subject=SUBJECT,
    title="End a clock",
    done="The clock is ended.",
    command="case act REF end-clock",
    roles=WORKERS,
    group="track",
    stages=EVERY,
    lacks=_no_clock,
)
CONTINUE_HOLD: CaseDeed[ContinueHold] = CaseDeed(
    ContinueHold,
    name="case.continue_hold",
    subject=SUBJECT,
    title="Continue a hold",
    done="The hold goes on.",
    command="case act REF continue-hold",
    roles=HEADS,
    group="track",
    stages=EVERY,
    lacks=_no_hold,
)
REQUEST_INFORMATION = _asks(
    RequestInformation,
    "request_information",
    "Request information",
    "The information is requested.",
    ActionKind.INFORMATION_REQUEST,
    lacks=_unconsented(OutgoingKind.LETTER),
)
REQUEST_OPINION = _asks(
    RequestOpinion,
    "request_opinion",
    "Ask for a technical opinion",
    "The opinion is asked for.",
    ActionKind.TECHNICAL_OPINION,
)
CONSULT = _asks(
    Consult,
    "consult",
    "Consult the authority",
    "The authority is consulted.",
    ActionKind.CONSULTATION,
)
HEAR = _asks(
    Hear,
    "hear",
    "Send the hearing",
    "The hearing is sent.",
    ActionKind.HEARING,
    lacks=_unconsented(OutgoingKind.LETTER),
)
EXCEPT_HEARING: CaseDeed[ExceptHearing] = CaseDeed(
    ExceptHearing,
    name="case.except_hearing",
    subject=SUBJECT,
    title="Decide without a hearing",
    done="It is stated why nobody is heard.",
    command="case act REF except-hearing",
    roles=WORKERS,
    group="action",
    stages=WORKING,
)
REFER = _asks(
    Refer,
    "refer",
    "Refer the case",
    "The case is referred.",
    ActionKind.REFERRAL,
    lacks=_unconsented(OutgoingKind.REFERRAL),
)
RECORD_ANSWER: CaseDeed[RecordAnswer] = CaseDeed(
    RecordAnswer,
    name="case.record_answer",
    subject=SUBJECT,
    title="Record an answer",
    done="The answer is recorded.",
    command="case act REF record-answer",
    roles=WORKERS,
    group="action",
    stages=EVERY,
    lacks=_no_request,
)
RECORD_REPLY: CaseDeed[RecordReply] = CaseDeed(
    RecordReply,
    name="case.record_reply",
    subject=SUBJECT,
    title="Record the authority's reply",
    done="The reply is recorded.",
    command="case act REF record-reply",
    roles=WORKERS,
    group="action",
    stages=EVERY,
    lacks=_no_consultation,
)
DEEDS = (
    OPEN_TRACK,
    END_TRACK,
    START_CLOCK,
    END_CLOCK,
    CONTINUE_HOLD,
    REQUEST_INFORMATION,
    REQUEST_OPINION,
    CONSULT,
    HEAR,
    EXCEPT_HEARING,
    REFER,
    RECORD_ANSWER,
    RECORD_REPLY,
)
EVENTS: dict[str, str] = {}
