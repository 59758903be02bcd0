"""The clocks that run on a case: Art. 21(4), requests, hearing and the office's own targets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from landwaiter.domain.case import Action, ActionKind, Case, Reply, Stage, Track, TrackLetter
from landwaiter.domain.clocks import (
    Calendar,
    Clock,
    after_reply,
    art_21_4,
    end,
    internal_clock,
)
from landwaiter.domain.periods import working_days_between
from landwaiter.domain.tracks import holding
from landwaiter.domain.zones import local_date
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.views import ClockRow

TRIAGE_DAYS = 1
"""Internal target: working days from receipt to the end of triage."""
_BEFORE_ASSESSMENT = frozenset({Stage.NEW, Stage.TRIAGE})
_LABELS = {
    "information_request": "own target, request",
    "technical_opinion": "own target, opinion",
    "referral": "own target, referral",
    "consultation": "own target, consultation",
    "hearing": "hearing, UCC 22(6)",
    "triage": "own target, triage",
}


@dataclass(frozen=True, slots=True)
class Calendars:
    """Calendars by state; the office's own is always there."""

    office: Calendar
    others: Mapping[str, Calendar]

    def of(self, state: str | None) -> Calendar:
        return self.others.get(state or "", self.office)


def clocks_of(
    case: Case, calendars: Calendars, policy: Mapping[str, bool | None]
) -> tuple[Clock, ...]:
    """Every clock that runs or ran, the legal ones first, each in its calendar's days."""
    legal = [_legal(case, track, calendars, policy) for track in case.tracks]
    requests = [
        clock
        for action in case.actions
        if not _is_legal(case, action) and (clock := _request(case, action, calendars))
    ]
    triage = _triage(case, calendars) if case.stage in _BEFORE_ASSESSMENT else None
    return tuple(clock for clock in (*legal, *requests, triage) if clock)


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
    calendar = calendars.of(consultation.calendar)
    clock = _art_21_4(case, track, consultation, calendar, policy)
    if clock is None:
        return None
    for one in consultations:
        if one.extended_at is not None:
            asked = local_date(one.extended_at, calendar.state)
            clock = after_reply(clock, Reply.ASKS_EXTENSION, asked)
        if one.reply is not None and one.answered_at is not None:
            clock = after_reply(clock, one.reply, local_date(one.answered_at, calendar.state))
    return clock


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
        countries=_countries(case),
        policy=policy,
    )


def _countries(case: Case) -> frozenset[str]:
    destination = case.declaration.country_destination if case.declaration else None
    partner = (case.project or {}).get("partner_country")
    return frozenset(country for country in (destination, partner) if country)


def _request(case: Case, action: Action, calendars: Calendars) -> Clock | None:
    if action.due is None:
        return None
    calendar = calendars.of(action.calendar)
    clock = Clock(
        kind=action.kind.value,
        track=None,
        start=local_date(action.sent_at, calendar.state),
        due=action.due,
        cap=None,
        unit="calendar_days" if action.kind is ActionKind.HEARING else "working_days",
        calendar=calendar.state,
        calendar_edition=calendar.edition,
    )
    if action.answered_at is None:
        return clock
    return end(clock, local_date(action.answered_at, calendar.state), reason=_("answered"))


def _triage(case: Case, calendars: Calendars) -> Clock | None:
    """None where the case is older than the calendar: an own target is no reason to refuse it."""
    try:
        return internal_clock("triage", case.received, TRIAGE_DAYS, calendars.office)
    except Invalid:
        return None


def working_days(start: date, end: date, calendar: Calendar) -> int:
    """Working days after `start` up to `end`; outside the calendar only weekends are left out."""
    try:
        return working_days_between(start, end, calendar)
    except Invalid:
        days = (end - start).days
        weeks, rest = divmod(max(days, 0), 7)
        return weeks * 5 + sum((start.weekday() + n) % 7 < 5 for n in range(1, rest + 1))


def is_legal(clock: Clock) -> bool:
    """True for the clocks the law gives; only they take colour."""
    return clock.kind == "art_21_4"


def pressing(clocks: tuple[Clock, ...]) -> Clock | None:
    """The running clock that is due first, legal clocks before own targets of the same day."""
    running = [clock for clock in clocks if clock.ended is None]
    return min(running, key=lambda clock: (clock.due, not is_legal(clock)), default=None)


def clock_label(clock: Clock) -> str:
    """“A · Art. 21(4)” or “own target, triage”."""
    if is_legal(clock):
        return f"{clock.track} · Art. 21(4)"
    return _(_LABELS.get(clock.kind, "own target"))


def stored_clock(clock: Clock | None, calendars: Calendars) -> dict[str, Any] | None:
    """What the list of cases keeps of the pressing clock; days left are counted when read."""
    if clock is None:
        return None
    calendar = calendars.of(clock.calendar)
    return {
        "legal": is_legal(clock),
        "label": clock_label(clock),
        "due": clock.due.isoformat(),
        "total": working_days(clock.start, clock.due, calendar),
    }


def clock_row(stored: Mapping[str, Any] | None, today: date, calendar: Calendar) -> ClockRow | None:
    """The stored clock as of today."""
    if stored is None:
        return None
    due = date.fromisoformat(stored["due"])
    left = (
        working_days(today, due, calendar) if due >= today else -working_days(due, today, calendar)
    )
    return ClockRow(bool(stored["legal"]), str(stored["label"]), due, left, int(stored["total"]))


def at_expiry(case: Case, clocks: tuple[Clock, ...]) -> tuple[str, ...]:
    """What the expiry of each running legal clock will propose, item by item (Art. 21(4))."""
    sentences = []
    for clock in clocks:
        track = _track_of(case, clock)
        if not is_legal(clock) or clock.ended is not None or track is None:
            continue
        sentences += [_expiry_of(case, track, no) for no in track.items]
    return tuple(sentences)


def _track_of(case: Case, clock: Clock) -> Track | None:
    return next((track for track in case.tracks if track.letter == clock.track), None)


def _expiry_of(case: Case, track: Track, item_no: int) -> str:
    others = [other.letter.value for other in holding(case, item_no) if other.id != track.id]
    if not others:
        return _("item {no}: release will be proposed").format(no=item_no)
    return _("item {no}: no release proposed while track {letters} holds it").format(
        no=item_no, letters=", ".join(others)
    )
