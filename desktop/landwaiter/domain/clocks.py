"""Deadlines: the clock of Art. 21(4) Reg. (EU) 2021/821 and the office's own targets."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from landwaiter.domain.case import Reply, TrackLetter
from landwaiter.domain.periods import (
    Calendar,
    add_calendar_days,
    add_working_days,
    calendar_of,
    working_days_before,
)
from landwaiter.errors import Invalid
from landwaiter.i18n import _

__all__ = [
    "Calendar",
    "Clock",
    "RequestDue",
    "add_working_days",
    "after_reply",
    "art_21_4",
    "calendar_of",
    "end",
    "extend",
    "hearing_clock",
    "information_request_due",
    "internal_clock",
    "no_clock_reason",
    "record_duty_until",
]

REPLY_WORKING_DAYS: Final = 10
CAP_WORKING_DAYS: Final = 30
"""Art. 21(4): 10 working days, extended to 30 at the authority's request; 30 in all, not more."""
REQUEST_MARGIN_WORKING_DAYS: Final = 3
HEARING_CALENDAR_DAYS: Final = 30
"""Right to be heard, UCC-DA Art. 8."""
REQUEST_WORKING_DAYS: Final = 10
"""Default of the office for an information request."""
EMBARGO_POLICIES: Final[Mapping[str, str]] = {
    "CN": "china_arms_embargo_triggers_art4",
    "HK": "hong_kong_arms_embargo_triggers_art4",
}
"""Destinations whose arms embargo is Member State practice → the office's policy."""


@dataclass(frozen=True, slots=True)
class Clock:
    """One running or ended deadline."""

    kind: str
    """art_21_4, information_request, hearing, triage …"""
    track: str | None
    start: date
    """The day of the event; it is not counted."""
    due: date
    cap: date | None
    unit: str
    """working_days or calendar_days."""
    calendar: str
    calendar_edition: str
    ended: date | None = None
    reason: str = ""
    """Why it ended or was extended."""
    extended: bool = False
    safe_hold: date | None = None
    """Art. 21(4): due date counted from the earlier of suspension and consultation."""
    warnings: tuple[str, ...] = ()

    def days_left(self, today: date) -> int:
        """Calendar days until the due date; negative when it has passed."""
        return (self.due - today).days

    def running(self, today: date) -> bool:
        """True while neither ended nor past its last day."""
        return self.ended is None and today <= self.due


def no_clock_reason(
    track: TrackLetter, countries: Collection[str], policy: Mapping[str, bool | None]
) -> str | None:
    """Why no Art. 21(4) clock runs for this track, as a sentence; None when one runs.

    `countries` are the destination and the end user's country. For China and Hong Kong track B
    has the clock only where the office's policy says that their embargo triggers Art. 4(1)(b).
    """
    if track not in (TrackLetter.A, TrackLetter.B):
        return _("Track {track} has no Art. 21(4) clock.").format(track=track.value)
    if track is TrackLetter.A:
        return None
    for country, key in EMBARGO_POLICIES.items():
        if country in countries and policy.get(key) is not True:
            state = _("not set") if policy.get(key) is None else _("false")
            return _("No Art. 21(4) clock runs: the policy {policy} is {state}.").format(
                policy=key, state=state
            )
    return None


def art_21_4(
    track: TrackLetter,
    *,
    consulted: date,
    calendar: Calendar,
    suspended: date | None = None,
    countries: Collection[str] = (),
    policy: Mapping[str, bool | None] | None = None,
) -> Clock | None:
    """The clock of Art. 21(4), or None where the law gives none.

    `calendar` is that of the consulted authority's state. `due` counts from the consultation,
    `safe_hold` from the earlier of suspension and consultation: the Regulation does not say
    which day starts the period, so both are kept and a difference warns.
    """
    if no_clock_reason(track, countries, policy or {}):
        return None
    due = add_working_days(consulted, REPLY_WORKING_DAYS, calendar)
    earlier = min(consulted, suspended or consulted)
    safe_hold = add_working_days(earlier, REPLY_WORKING_DAYS, calendar)
    return Clock(
        kind="art_21_4",
        track=track.value,
        start=consulted,
        due=due,
        cap=add_working_days(consulted, CAP_WORKING_DAYS, calendar),
        unit="working_days",
        calendar=calendar.state,
        calendar_edition=calendar.edition,
        safe_hold=safe_hold,
        warnings=() if safe_hold == due else (_two_dates(due, safe_hold),),
    )


def _two_dates(due: date, safe_hold: date) -> str:
    return _(
        "Counted from the consultation the reply is due on {due}; counted from the suspension "
        "the goods are safely held until {safe_hold} only."
    ).format(due=due.isoformat(), safe_hold=safe_hold.isoformat())


def after_reply(clock: Clock, reply: Reply, on: date) -> Clock:
    """The clock once the authority answered: extended to its cap, or ended on that day."""
    if reply is Reply.ASKS_EXTENSION:
        return extend(clock, reason=_("The authority asked for an extension."))
    return end(clock, on, reason=reply.value)


def extend(clock: Clock, *, reason: str) -> Clock:
    """The clock moved to its cap, as only the consulted authority may ask."""
    if clock.cap is None or clock.ended is not None:
        raise Invalid(
            _("This clock cannot be extended: it has no cap, or it has ended."),
            field="clock",
            value=clock.kind,
        )
    return replace(clock, due=clock.cap, extended=True, reason=reason)


def end(clock: Clock, on: date, *, reason: str) -> Clock:
    """The clock stopped on `on`."""
    return replace(clock, ended=on, reason=reason)


def record_duty_until(export_year: int) -> date:
    """The last day on which the exporter must still hold the records (Art. 27: five years).

    Counted from the end of the calendar year of the export; it does not bind the authority.
    """
    return date(export_year + 5, 12, 31)


def internal_clock(
    kind: str, start: date, days: int, calendar: Calendar, *, track: str | None = None
) -> Clock:
    """A target of the office in working days; it binds nobody outside."""
    return Clock(
        kind=kind,
        track=track,
        start=start,
        due=add_working_days(start, days, calendar),
        cap=None,
        unit="working_days",
        calendar=calendar.state,
        calendar_edition=calendar.edition,
    )


def hearing_clock(sent: date, calendar: Calendar, *, days: int = HEARING_CALENDAR_DAYS) -> Clock:
    """The period to answer a hearing, in calendar days."""
    return Clock(
        kind="hearing",
        track=None,
        start=sent,
        due=add_calendar_days(sent, days, calendar),
        cap=None,
        unit="calendar_days",
        calendar=calendar.state,
        calendar_edition=calendar.edition,
    )


@dataclass(frozen=True, slots=True)
class RequestDue:
    """When an information request is to be answered, and what is wrong with that day."""

    due: date
    warning: str = ""


def information_request_due(
    sent: date,
    calendar: Calendar,
    *,
    default_working_days: int = REQUEST_WORKING_DAYS,
    statutory_due: date | None = None,
) -> RequestDue:
    """min(default, statutory due − 3 working days); warns when that is not after `sent`."""
    default = add_working_days(sent, default_working_days, calendar)
    if statutory_due is None:
        return RequestDue(default)
    latest = working_days_before(statutory_due, REQUEST_MARGIN_WORKING_DAYS, calendar)
    due = min(default, latest)
    if due > sent:
        return RequestDue(due)
    warning = _(
        "The answer would have to be here by {due}, three working days before the statutory "
        "date {statutory}; that leaves no time."
    )
    text = warning.format(due=due.isoformat(), statutory=statutory_due.isoformat())
    return RequestDue(due, text)
