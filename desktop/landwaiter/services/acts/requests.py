"""Acts that ask somebody and record what came back."""

from datetime import date

from landwaiter.domain.case import Action, ActionKind, Reply, Track, TrackLetter
from landwaiter.domain.clocks import art_21_4, hearing_clock, information_request_due
from landwaiter.domain.tracks import open_tracks
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.services.acts.deed import Deed, Payload
from landwaiter.services.clocks import Calendars, clocks_of, is_legal
from landwaiter.services.evaluation import policy_of
from landwaiter.storage import records

_LEGAL = frozenset({TrackLetter.A, TrackLetter.B})


def send(deed: Deed) -> Payload:
    """A new request; its due date is given, or follows from its kind and the case's clocks."""
    kind = ActionKind(deed.act.action or "")
    track = _consulted_track(deed) if kind is ActionKind.CONSULTATION else None
    due, warning = _due(deed, kind, track)
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
        due=due,
        question=deed.args.reason,
        track_id=track.id if track else None,
        calendar=deed.case.member_state,
    )
    return {
        "action": action_id,
        "kind": kind,
        "to": deed.args.to,
        "due": due,
        "track": track.letter if track else None,
        "question": deed.args.reason,
        "warning": warning,
    }


def _consulted_track(deed: Deed) -> Track | None:
    """The track that the consultation is about: the one named, else the open A or B."""
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


def _due(deed: Deed, kind: ActionKind, track: Track | None) -> tuple[date | None, str]:
    calendar, today = deed.calendar(), deed.session.today()
    if deed.args.date is not None:
        _refuse_impossible(deed.args.date, deed)
        return deed.args.date, ""
    if kind is ActionKind.INFORMATION_REQUEST:
        request = information_request_due(today, calendar, statutory_due=_statutory_due(deed))
        return request.due, request.warning
    if kind is ActionKind.HEARING:
        return hearing_clock(today, calendar).due, ""
    if track is not None:
        clock = art_21_4(
            track.letter,
            consulted=today,
            calendar=calendar,
            countries=_countries(deed),
            policy=policy_of(deed.work.conn),
        )
        return (clock.due if clock else None), ""
    return None, ""


def _refuse_impossible(due: date, deed: Deed) -> None:
    """A due date lies after the sending, and where the calendar can count to it."""
    if due < deed.session.today() or due.year > deed.calendar().last_year:
        raise Invalid(
            _("An answer cannot be due on this day."),
            field="date",
            value=due.isoformat(),
            remedy=_("Give a day from today to the end of {year}.").format(
                year=deed.calendar().last_year
            ),
        )


def _countries(deed: Deed) -> tuple[str, ...]:
    destination = deed.case.declaration.country_destination if deed.case.declaration else None
    return (destination,) if destination else ()


def _statutory_due(deed: Deed) -> date | None:
    calendars = Calendars(deed.calendar(), {})
    clocks = clocks_of(deed.case, calendars, policy_of(deed.work.conn))
    running = [clock.due for clock in clocks if is_legal(clock) and clock.ended is None]
    return min(running, default=None)


def record_answer(deed: Deed) -> Payload:
    action = _open_action(deed)
    deed.refuse_before(action.sent_at, _("the request was sent"))
    records.end(deed.work.conn, "action", action.id, answered_at=deed.at, answer=deed.args.reason)
    return {"action": action.id, "kind": action.kind, "answer": deed.args.reason}


def _open_action(deed: Deed) -> Action:
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


def record_reply(deed: Deed) -> Payload:
    """The consulted authority's reply: only `acts` and an extension leave the track open."""
    action = _consultation(deed)
    deed.refuse_before(action.sent_at, _("the consultation was sent"))
    reply = Reply(str(deed.args.outcome))
    if reply is Reply.ASKS_EXTENSION:
        if action.extended_at is not None:
            raise Invalid(_("The authority has asked for its extension already."), field="outcome")
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


def _consultation(deed: Deed) -> Action:
    letters = {track.id: track.letter for track in deed.case.tracks}
    for action in reversed(deed.case.actions):
        of_track = deed.args.track in {None, letters.get(action.track_id or "")}
        if action.kind is ActionKind.CONSULTATION and action.answered_at is None and of_track:
            return action
    raise NotFound(_("No consultation is open on this case."), field="track")


def _cap(deed: Deed, action: Action) -> date | None:
    """The cap of the very clock that the consultation runs on."""
    letters = {track.id: track.letter.value for track in deed.case.tracks}
    calendars = Calendars(deed.calendar(), {})
    for clock in clocks_of(deed.case, calendars, policy_of(deed.work.conn)):
        if is_legal(clock) and clock.cap and clock.track == letters.get(action.track_id or ""):
            return clock.cap
    return action.due
