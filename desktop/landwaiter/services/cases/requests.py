"""Acts that ask somebody and record what came back."""

from dataclasses import dataclass
from datetime import date, datetime

from landwaiter.domain.base.periods import period_end, period_of
from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import Action, ActionKind, Reply, Track, TrackLetter
from landwaiter.domain.cases.clocks import (
    BETWEEN_STATES,
    Calendar,
    Clock,
    art_21_4,
    consultation_of_states,
    hearing_clock,
    information_request_due,
    remind_day,
)
from landwaiter.domain.cases.hearings import SHORTEST_REASON
from landwaiter.domain.cases.tracks import held_by, licences_stated, open_tracks
from landwaiter.domain.flags.embargo.arms_embargo import needs_no_embargo
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.i18n import _, joined
from landwaiter.services.cases.act_in_progress import ActDoing, Payload
from landwaiter.services.cases.clocks import is_legal, late_request
from landwaiter.services.flags.evaluation import policy_of
from landwaiter.storage.base import records

_LEGAL = frozenset({TrackLetter.A, TrackLetter.B})


@dataclass(frozen=True, slots=True)
class Due:
    """When an answer is due, and what is wrong with that."""

    day: date | None
    at: datetime | None = None
    warning: str = ""


def send(deed: ActDoing) -> Payload:
    """A new request; its due date is given, or follows from its kind and the case's clocks."""
    kind = ActionKind(deed.act.action or "")
    track = _consulted_track(deed) if kind is ActionKind.CONSULTATION else None
    due = _due(deed, kind, track)
    remind = _remind(deed, due.day)
    if due.warning:
        deed.work.say(due.warning)
    action_id = deed.work.new_id()
    records.add(
        deed.work.conn,
        "action",
        id=action_id,
        case_id=deed.case.id,
        kind=kind,
        addressee=deed.stated("to"),
        sent_at=deed.work.now,
        author=deed.actor.name,
        due=due.day,
        question=deed.args.reason,
        track_id=track.id if track else None,
        calendar=_state(deed),
        basis=deed.args.basis,
        remind=remind,
        due_at=due.at,
        calendar_edits=deed.calendar_edits(_state(deed)),
    )
    return {
        "action": action_id,
        "kind": kind,
        "to": deed.args.to,
        "due": due.at or due.day,
        "remind": remind,
        "track": track.letter if track else None,
        "basis": deed.args.basis,
        "question": deed.args.reason,
        "warning": due.warning,
    }


def _state(deed: ActDoing) -> str:
    """Whose working days count: those of the authority that is asked.

    Unless another is named, a doubted licence is put to the state that granted it.
    """
    if deed.args.calendar:
        return deed.args.calendar.upper()
    return _granting_state(deed) or deed.case.member_state


def _granting_state(deed: ActDoing) -> str | None:
    """The one state whose register holds the licences of the goods on track A; None otherwise."""
    if deed.act.action != ActionKind.CONSULTATION:
        return None
    track = _consulted_track(deed)
    if track is None or track.letter is not TrackLetter.A:
        return None
    stated = licences_stated(deed.case, held_by(track))
    registers = deed.registers()
    issuers = {one.issuer for one in registers.licences if one.ref in stated}
    return issuers.pop() if len(issuers) == 1 else None


def _remind(deed: ActDoing, due: date | None) -> date | None:
    """The day given, else two working days before the answer is due."""
    today, wanted = deed.session.today(), deed.args.remind
    if wanted is None:
        return remind_day(due, today, deed.calendar(_state(deed))) if due else None
    if wanted < today or (due is not None and wanted > due):
        raise Invalid(
            _("Nobody can be reminded on this day."),
            field="remind",
            value=wanted.isoformat(),
            remedy=_("Give a day from today to the day on which the answer is due."),
        )
    return wanted


def _consulted_track(deed: ActDoing) -> Track | None:
    """The track that the consultation is about: the one named, else the open A or B.

    A consultation of other Member States (Art. 14, 16) is about none.
    """
    if deed.args.basis in BETWEEN_STATES:
        return None
    open_ones = [track for track in open_tracks(deed.case) if track.letter in _LEGAL]
    if deed.args.track is not None:
        open_ones = [track for track in open_tracks(deed.case) if track.letter is deed.args.track]
        if not open_ones:
            raise NotFound(
                _("No track {letter} is open on this case.").format(letter=deed.args.track.value),
                field="track",
                value=deed.args.track.value,
            )
    return open_ones[0] if open_ones else None


def _due(deed: ActDoing, kind: ActionKind, track: Track | None) -> Due:
    calendar = deed.calendar(_state(deed))
    today = local_date(deed.work.now, calendar.state)
    if deed.args.date is not None:
        _refuse_impossible(deed.args.date, deed, calendar)
        late = kind is ActionKind.INFORMATION_REQUEST
        warnings = late_request(deed.args.date, _statutory(deed), calendar) if late else ()
        return Due(deed.args.date, warning=joined(" ", warnings))
    if kind is ActionKind.INFORMATION_REQUEST:
        statutory = min((clock.due for clock in _statutory(deed)), default=None)
        request = information_request_due(today, calendar, statutory_due=statutory)
        return Due(request.due, warning=request.warning)
    if kind is ActionKind.HEARING:
        return _hearing_due(deed, calendar, today)
    if kind is ActionKind.CONSULTATION and deed.args.basis in BETWEEN_STATES:
        between = consultation_of_states(deed.args.basis, sent=today, calendar=calendar)
        return Due(between.due)
    if track is not None:
        clock = art_21_4(
            track.letter,
            consulted=today,
            calendar=calendar,
            countries=() if needs_no_embargo(track.basis) else _countries(deed),
            policy=policy_of(deed.work.conn, deed.session.references, deed.case),
        )
        return Due(clock.due if clock else None)
    return Due(None)


def _hearing_due(deed: ActDoing, calendar: Calendar, today: date) -> Due:
    """Thirty days, or the shorter period that is named (UCC-DA Art. 8: 24 hours in some cases)."""
    if not deed.args.period:
        return Due(hearing_clock(today, calendar).due)
    day, at = period_end(deed.work.now, period_of(deed.args.period), calendar)
    return Due(day, at)


def _refuse_impossible(due: date, deed: ActDoing, calendar: Calendar) -> None:
    """A due date lies after the sending, and where the calendar can count to it."""
    if due < deed.session.today() or due.year > calendar.last_year:
        raise Invalid(
            _("An answer cannot be due on this day."),
            field="date",
            value=due.isoformat(),
            remedy=_("Give a day from today to the end of {year}.").format(year=calendar.last_year),
        )


def _countries(deed: ActDoing) -> tuple[str, ...]:
    destination = deed.case.declaration.country_destination if deed.case.declaration else None
    return (destination,) if destination else ()


def _statutory(deed: ActDoing) -> list[Clock]:
    """The running clocks of law."""
    return [clock for clock in deed.clocks() if is_legal(clock) and clock.ended is None]


def record_answer(deed: ActDoing) -> Payload:
    action = _open_action(deed)
    deed.refuse_before(action.sent_at, _("the request was sent"))
    records.end(deed.work.conn, "action", action.id, answered_at=deed.at, answer=deed.args.reason)
    return {"action": action.id, "kind": action.kind, "answer": deed.args.reason}


def _open_action(deed: ActDoing) -> Action:
    """The request with the identity given, or the newest open one of the kind given."""
    wanted = str(deed.stated("action"))
    waiting = [a for a in deed.case.actions if a.answered_at is None]
    for action in reversed(waiting):
        if wanted in {action.id, action.kind.value}:
            return action
    raise NotFound(
        _("No open request of this kind or identity is on the case."),
        field="action",
        value=wanted,
        remedy=_("Open are: {open}.").format(
            open=", ".join(a.kind.value for a in waiting) or _("none")
        ),
    )


def record_reply(deed: ActDoing) -> Payload:
    """The consulted authority's reply: only `acts` and an extension leave the track open."""
    action = _consultation(deed)
    deed.refuse_before(action.sent_at, _("the consultation was sent"))
    reply = Reply(str(deed.args.outcome))
    if reply is Reply.ASKS_EXTENSION:
        if action.extended_at is not None:
            raise Invalid(_("The authority has asked for its extension already."), field="outcome")
        _refuse_late_extension(deed, action)
        records.end(
            deed.work.conn,
            "action",
            action.id,
            reply=reply,
            extended_at=deed.at,
            due=_cap(deed, action),
            answer=deed.args.reason,
        )
    else:
        records.end(
            deed.work.conn,
            "action",
            action.id,
            reply=reply,
            answered_at=deed.at,
            answer=deed.args.reason,
        )
    if reply in {Reply.MAINTAINED, Reply.NOT_ACTING} and action.track_id:
        records.end(
            deed.work.conn,
            "track",
            action.track_id,
            ended_at=deed.at,
            end_reason=_("reply of {addressee}: {reply}").format(
                addressee=action.addressee, reply=reply.value.replace("_", " ")
            ),
        )
    return {"action": action.id, "reply": reply, "answer": deed.args.reason}


def _consultation(deed: ActDoing) -> Action:
    letters = {track.id: track.letter for track in deed.case.tracks}
    for action in reversed(deed.case.actions):
        of_track = deed.args.track in {None, letters.get(action.track_id or "")}
        if action.kind is ActionKind.CONSULTATION and action.answered_at is None and of_track:
            return action
    raise NotFound(_("No consultation is open on this case."), field="track")


def _clock_of(deed: ActDoing, action: Action) -> Clock | None:
    """The very clock that the consultation runs on."""
    wanted = {action.id, action.track_id}
    found = (clock for clock in deed.clocks() if is_legal(clock) and clock.about in wanted)
    return next(found, None)


def _cap(deed: ActDoing, action: Action) -> date | None:
    clock = _clock_of(deed, action)
    return clock.cap if clock and clock.cap else action.due


def _refuse_late_extension(deed: ActDoing, action: Action) -> None:
    """An extension is asked for within the period; afterwards there is nothing to extend."""
    clock = _clock_of(deed, action)
    if clock is None or local_date(deed.at, clock.calendar) <= clock.due:
        return
    raise NotAllowed(
        _("The period ended on {due}: it cannot be extended any more.").format(
            due=clock.due.isoformat()
        ),
        remedy=_("Give the day on which the authority asked, or release the goods."),
    )


def except_hearing(deed: ActDoing) -> Payload:
    """State why nobody is heard before an adverse decision."""
    reason = deed.args.reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise Invalid(
            _("A reason of fewer than {least} characters tells a court nothing.").format(
                least=SHORTEST_REASON
            ),
            field="reason",
            value=reason,
            remedy=_("Name the ground for which the right to be heard does not apply."),
        )
    records.add(
        deed.work.conn,
        "hearing_exception",
        id=deed.work.new_id(),
        case_id=deed.case.id,
        basis=deed.args.basis,
        reason=reason,
        author=deed.actor.name,
        at=deed.work.now,
    )
    return {"basis": deed.args.basis, "reason": reason}
