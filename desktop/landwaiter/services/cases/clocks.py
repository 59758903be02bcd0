"""The clocks that run on a case: Art. 21(4), requests, hearing and the office's own targets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from landwaiter.canonical import instant
from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.appeals import appeal_clock, services_of
from landwaiter.domain.cases.case import (
    Action,
    ActionKind,
    Case,
    GoodsItem,
    Reply,
    Stage,
    Track,
    TrackLetter,
)
from landwaiter.domain.cases.clocks import (
    BETWEEN_STATES,
    HOLD_WORKING_DAYS,
    STATUTORY,
    Clock,
    after_reply,
    art_21_4,
    consultation_of_states,
    cut_off_clock,
    end,
    internal_clock,
    latest_request_day,
    own_clock,
    readings,
)
from landwaiter.domain.cases.countdown import (
    Countdown,
    countdown,
    countdown_of,
    end_of,
    working_days,
)
from landwaiter.domain.cases.court import AppealEntry, AppealLaw
from landwaiter.domain.cases.hearings import HEARD_UNDER
from landwaiter.domain.cases.life_cycle import OwnClock, merged_into, whereabouts
from landwaiter.domain.cases.tracks import GOODS_IN_HAND, held_by, holding, reviewed_since
from landwaiter.domain.law.arms_embargo import needs_no_embargo
from landwaiter.domain.law.periods import Calendar, CalendarEdit, Period, PeriodUnit, edited
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _, joined, message
from landwaiter.services.cases.case_row import ClockRow
from landwaiter.services.cases.clock_words import countdown_words

HOLD_REVIEW = "hold_review"
_BEFORE_ASSESSMENT = frozenset({Stage.NEW, Stage.TRIAGE})
_LABELS = {
    "information_request": N_("own target, request"),
    "technical_opinion": N_("own target, opinion"),
    "referral": N_("own target, referral"),
    "consultation": N_("own target, consultation"),
    "hearing": N_("hearing, UCC 22(6)"),
    "triage": N_("own target, triage"),
    "vessel_cut_off": N_("vessel cut-off"),
    "appeal": N_("period to appeal"),
    HOLD_REVIEW: N_("hold to be continued"),
}


APPEAL_DAYS: Final = {
    AppealLaw.CUSTOMS: "decision.appeal_days",
    AppealLaw.NATIONAL: "decision.appeal_days_national",
}
"""Settings of the office: calendar days to appeal, from service; nothing is assumed."""


@dataclass(frozen=True, slots=True)
class Calendars:
    """Calendars by state as packs hold them, and the office's changes; its own is always there."""

    office: Calendar
    others: Mapping[str, Calendar]
    edits: Mapping[str, tuple[CalendarEdit, ...]] = field(default_factory=dict)
    hold_days: int = HOLD_WORKING_DAYS
    """Working days after which a hold without a period of law comes back: a setting."""
    appeal_days: Mapping[AppealLaw, int] = field(default_factory=dict)
    """Days to appeal as set now: for decisions served while the office had set none."""

    def of(self, state: str | None, *, edits: int | None = None) -> Calendar:
        """The state's calendar with the office's changes up to that number, or all of them.

        A clock is counted for ever on the edition it was started on.
        """
        calendar = self.others.get(state or "", self.office)
        return edited(calendar, self.edits.get(calendar.state, ()), upto=edits)

    def edits_by(self, moment: datetime) -> int:
        """The number of the newest change to the office's own calendar made by then."""
        made = self.edits.get(self.office.state, ())
        return max((edit.number for edit in made if edit.at <= moment), default=0)


def clocks_of(
    case: Case, calendars: Calendars, policy: Mapping[str, bool | None]
) -> tuple[Clock, ...]:
    """Every clock that runs or ran, the legal ones first, each in its calendar's days."""
    legal = [_legal(case, track, calendars, policy) for track in case.tracks]
    own = [_own(case, clock, calendars) for clock in case.own_clocks]
    asked = [action for action in case.actions if not _is_legal(case, action)]
    statutory = [clock for clock in legal if clock is not None] + own
    requests = [_request(action, calendars, statutory) for action in asked]
    holds = [_hold_review(case, track, calendars) for track in case.tracks]
    appeals = [_appeal(case, one, calendars) for one in services_of(case)]
    cut_offs = [_cut_off(case, item, calendars) for item in case.items]
    triage = _triage(case, calendars) if case.stage in _BEFORE_ASSESSMENT else None
    found = (
        clock for clock in (*legal, *own, *requests, *holds, *appeals, *cut_offs, triage) if clock
    )
    left_out = case.of_kind.without_clocks if case.of_kind and not case.items else frozenset()
    return tuple(_until_merged(case, clock) for clock in found if clock.kind not in left_out)


def _until_merged(case: Case, clock: Clock) -> Clock:
    """On a merged case nothing runs on: what was open was taken over by the other."""
    if case.stage is not Stage.MERGED or clock.ended is not None:
        return clock
    into = merged_into(case.links)
    if into is None:
        return clock
    on = local_date(into.at, clock.calendar)
    return end(clock, on, reason=_("merged into {reference}").format(reference=into.other))


def _consultations(case: Case, track: Track) -> list[Action]:
    return [
        action
        for action in case.actions
        if action.kind is ActionKind.CONSULTATION and action.track_id == track.id
    ]


def _is_legal(case: Case, action: Action) -> bool:
    lettered = {track.id: track.letter for track in case.tracks}
    return action.kind is ActionKind.CONSULTATION and lettered.get(action.track_id or "") in (
        TrackLetter.A,
        TrackLetter.B,
    )


def _legal(
    case: Case, track: Track, calendars: Calendars, policy: Mapping[str, bool | None]
) -> Clock | None:
    consultations = _consultations(case, track)
    if not consultations:
        return None
    consultation = consultations[0]
    calendar = calendars.of(consultation.calendar, edits=consultation.calendar_edits)
    clock = _art_21_4(case, track, consultation, calendar, policy)
    if clock is None:
        return None
    clock = replace(
        clock,
        about=track.id,
        items=held_by(track) or track.items,
        remind=consultation.remind,
        calendar_edits=consultation.calendar_edits,
    )
    for one in consultations:
        clock = _answered(clock, one)
    return _until_track_ended(clock, track)


def _until_track_ended(clock: Clock, track: Track | None) -> Clock:
    """A clock of a track runs no longer than the track."""
    if track is None or track.ended_at is None or clock.ended is not None:
        return clock
    reason = _("track ended: {reason}").format(reason=track.end_reason)
    return end(clock, local_date(track.ended_at, clock.calendar), reason=reason)


def _answered(clock: Clock, action: Action) -> Clock:
    """The clock after what the authority asked for and replied."""
    if action.extended_at is not None and clock.ended is None:
        asked = local_date(action.extended_at, clock.calendar)
        clock = after_reply(clock, Reply.ASKS_EXTENSION, asked)
    if action.reply is None or action.answered_at is None or clock.ended is not None:
        return clock
    return after_reply(clock, action.reply, local_date(action.answered_at, clock.calendar))


def _art_21_4(
    case: Case,
    track: Track,
    consultation: Action,
    calendar: Calendar,
    policy: Mapping[str, bool | None],
) -> Clock | None:
    return art_21_4(
        track.letter,
        consulted=local_date(consultation.sent_at, calendar.state),
        calendar=calendar,
        suspended=local_date(track.opened_at, calendar.state),
        countries=() if needs_no_embargo(track.basis) else _countries(case),
        policy=policy,
    )


def _countries(case: Case) -> frozenset[str]:
    destination = case.declaration.country_destination if case.declaration else None
    partner = (case.project or {}).get("partner_country")
    return frozenset(country for country in (destination, partner) if country)


def _own(case: Case, stated: OwnClock, calendars: Calendars) -> Clock:
    """A clock of another law; it ends when a person says so, or with its track."""
    calendar = calendars.of(stated.calendar, edits=stated.calendar_edits)
    track = next((one for one in case.tracks if one.id == stated.track_id), None)
    period = Period(stated.length, PeriodUnit(stated.unit))
    clock = replace(
        own_clock(stated.basis, stated.start_at, period, calendar),
        about=stated.id,
        track=track.letter.value if track else None,
        items=track.items if track else (),
        calendar_edits=stated.calendar_edits,
    )
    if stated.ended_at is not None:
        return end(clock, local_date(stated.ended_at, calendar.state), reason=stated.end_reason)
    return _until_track_ended(clock, track)


def _cut_off(case: Case, item: GoodsItem, calendars: Calendars) -> Clock | None:
    """The vessel's cut-off of an item that could still be loaded."""
    cut_off = whereabouts(case.goods_events, item.no).cut_off
    if cut_off is None or item.status not in GOODS_IN_HAND:
        return None
    clock = cut_off_clock(item.no, item.since, cut_off, calendars.of(case.member_state, edits=0))
    return replace(clock, calendar_edits=0)


def _request(action: Action, calendars: Calendars, statutory: Iterable[Clock]) -> Clock | None:
    if action.due is None:
        return None
    calendar = calendars.of(action.calendar, edits=action.calendar_edits)
    sent = action.served or local_date(action.sent_at, calendar.state)
    if action.kind is ActionKind.CONSULTATION and action.basis in BETWEEN_STATES:
        clock = consultation_of_states(action.basis, sent=sent, calendar=calendar)
        clock = replace(
            clock,
            about=action.id,
            remind=action.remind,
            calendar_edits=action.calendar_edits,
        )
        return _answered(clock, action)
    clock = Clock(
        kind=action.kind.value,
        track=None,
        start=sent,
        due=action.due,
        cap=None,
        unit=_unit_of(action),
        calendar=calendar.state,
        calendar_edition=calendar.edition,
        about=action.id,
        calendar_edits=action.calendar_edits,
        due_at=action.due_at,
        remind=action.remind,
        basis=_(HEARD_UNDER[action.law]) if action.law is AppealLaw.NATIONAL else "",
    )
    if action.answered_at is not None:
        return end(clock, local_date(action.answered_at, calendar.state), reason=_("answered"))
    if action.kind is not ActionKind.INFORMATION_REQUEST:
        return clock
    return replace(clock, warnings=late_request(clock.due, statutory, calendar))


def _unit_of(action: Action) -> str:
    if action.due_at is not None:
        return PeriodUnit.HOURS.value
    return (
        PeriodUnit.CALENDAR_DAYS if action.kind is ActionKind.HEARING else PeriodUnit.WORKING_DAYS
    ).value


def late_request(due: date, statutory: Iterable[Clock], calendar: Calendar) -> tuple[str, ...]:
    """A warning where a declarant's answer comes too late for a statutory date (DOMAIN 5)."""
    running = [clock.due for clock in statutory if clock.ended is None]
    if not running or due <= latest_request_day(min(running), calendar):
        return ()
    return (
        _(
            "The answer is due on {due}: not three working days before the statutory date "
            "{statutory}."
        ).format(due=due, statutory=min(running)),
    )


def _triage(case: Case, calendars: Calendars) -> Clock | None:
    """The kind's own target for the end of triage.

    None where it has none, or where the case is older than the calendar: an own target is no
    reason to refuse it.
    """
    if case.of_kind is None:
        return None
    edits = calendars.edits_by(case.created_at)
    calendar = calendars.of(calendars.office.state, edits=edits)
    try:
        clock = internal_clock("triage", case.received, case.of_kind.triage_days, calendar)
    except Invalid:
        return None
    return replace(clock, calendar_edits=edits)


def _hold_review(case: Case, track: Track, calendars: Calendars) -> Clock | None:
    """When a hold without a period of law comes back to the head; it releases nothing by itself."""
    since = reviewed_since(case, track)
    if since is None:
        return None
    edits = calendars.edits_by(since)
    calendar = calendars.of(calendars.office.state, edits=edits)
    start = local_date(since, calendar.state)
    try:
        clock = internal_clock(
            HOLD_REVIEW, start, calendars.hold_days, calendar, track=track.letter.value
        )
    except Invalid:
        return None
    return replace(clock, items=held_by(track), calendar_edits=edits)


def _appeal(case: Case, entry: AppealEntry, calendars: Calendars) -> Clock | None:
    calendar = calendars.of(case.member_state, edits=entry.calendar_edits)
    if entry.days is None:
        entry = replace(entry, days=calendars.appeal_days.get(entry.law))
    clock = appeal_clock(case, entry, calendar)
    return replace(clock, calendar_edits=entry.calendar_edits) if clock else None


def is_legal(clock: Clock) -> bool:
    """True for the clocks the law gives; only they take colour."""
    return clock.kind in STATUTORY


def pressing(clocks: Iterable[Clock]) -> Clock | None:
    """The running clock that is due first, legal clocks before own targets of the same day."""
    running = [clock for clock in clocks if clock.ended is None]
    return min(running, key=lambda clock: (clock.due, not is_legal(clock)), default=None)


def clock_label(clock: Clock) -> str:
    """“A · Art. 21(4)”, “N · Police Act s. 24” or “own target, triage”."""
    if not is_legal(clock):
        said = _(_LABELS.get(clock.kind, "own target"))
        if clock.kind == ActionKind.HEARING and clock.basis:
            said = _("hearing, {law}").format(law=clock.basis)
        return joined(" · ", (clock.track, said)) if clock.track else said
    law = clock.basis or "Art. 21(4)"
    return joined(" · ", (clock.track, law)) if clock.track else law


def stored_clock(clocks: Iterable[Clock], calendars: Calendars) -> dict[str, Any] | None:
    """What the list of cases keeps of the clock that presses; how it stands is told when read.

    `law` is the legal clock due first where an own target is due before it.
    """
    known = tuple(clocks)
    first, legal = pressing(known), pressing(filter(is_legal, known))
    if first is None:
        return None
    kept = _stored(first, calendars)
    if legal is None or legal is first:
        return kept
    return {**kept, "law": _stored(legal, calendars)}


def _stored(clock: Clock, calendars: Calendars) -> dict[str, Any]:
    calendar = calendars.of(clock.calendar, edits=clock.calendar_edits)
    more = {
        "due_at": clock.due_at.isoformat() if clock.due_at else None,
        "edits": clock.calendar_edits,
        "readings": list(readings(clock)) or None,
    }
    return {
        "legal": is_legal(clock),
        "label": clock_label(clock),
        "calendar": calendar.state,
        "due": clock.due.isoformat(),
        "ends_at": instant(end_of(clock.due, clock.due_at, calendar.state)),
        "total": working_days(clock.start, clock.due, calendar),
        **{name: value for name, value in more.items() if value is not None},
    }


def calendars_in(stored: Mapping[str, Any] | None) -> Iterable[str]:
    """The states in whose days a stored clock is counted."""
    if stored is not None:
        yield stored["calendar"]
        yield from calendars_in(stored.get("law"))


def clock_row(
    stored: Mapping[str, Any] | None, at: datetime, calendars: Calendars
) -> ClockRow | None:
    """The stored clock as it stands at the instant; a legal one that ran out hides behind none."""
    if stored is None:
        return None
    of_law = clock_row(stored.get("law"), at, calendars)
    return of_law if of_law is not None and of_law.ran_out else _row(stored, at, calendars)


def law_row(
    stored: Mapping[str, Any] | None, at: datetime, calendars: Calendars
) -> ClockRow | None:
    """The legal clock of a line, also where an own target is due before it."""
    if stored is None:
        return None
    return (
        _row(stored, at, calendars)
        if stored["legal"]
        else law_row(stored.get("law"), at, calendars)
    )


def _row(stored: Mapping[str, Any], at: datetime, calendars: Calendars) -> ClockRow:
    due_at = stored.get("due_at")
    left = countdown(
        date.fromisoformat(stored["due"]),
        at,
        calendars.of(stored["calendar"], edits=stored.get("edits")),
        due_at=datetime.fromisoformat(due_at) if due_at else None,
    )
    return ClockRow(
        legal=bool(stored["legal"]),
        label=message(stored["label"]),
        countdown=left,
        days_total=int(stored["total"]),
        says=countdown_words(left),
        readings=tuple(map(message, stored.get("readings", ()))),
    )


def countdowns(
    clocks: Iterable[Clock], at: datetime, calendars: Calendars
) -> Mapping[Clock, Countdown]:
    """How each clock stands at the instant, counted on its own edition of its calendar."""
    return {
        clock: countdown_of(clock, at, calendars.of(clock.calendar, edits=clock.calendar_edits))
        for clock in clocks
    }


def asked_until(action: Action, known: Mapping[Clock, Countdown]) -> Countdown | None:
    """How the clock of an open request stands: its own, or the legal one of its track."""
    of_track = action.track_id if action.kind is ActionKind.CONSULTATION else None
    about = {action.id, of_track} - {None}
    return next((one for clock, one in known.items() if clock.about in about), None)


def at_expiry(case: Case, clocks: Iterable[Clock]) -> tuple[str, ...]:
    """What the expiry of each running legal clock will propose, item by item (Art. 21(4))."""
    sentences = []
    for clock in clocks:
        track = _track_of(case, clock)
        if clock.kind != "art_21_4" or clock.ended is not None or track is None:
            continue
        sentences += [_expiry_of(case, track, no) for no in held_by(track)]
    return tuple(sentences)


def _track_of(case: Case, clock: Clock) -> Track | None:
    return next((track for track in case.tracks if track.id == clock.about), None)


def _expiry_of(case: Case, track: Track, item_no: int) -> str:
    others = [other.letter.value for other in holding(case, item_no) if other.id != track.id]
    if not others:
        return _("item {no}: release will be proposed").format(no=item_no)
    return _("item {no}: no release proposed while track {letters} holds it").format(
        no=item_no, letters=joined(", ", others)
    )
