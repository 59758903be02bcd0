"""Deadlines: the clock of Art. 21(4) Reg. (EU) 2021/821 and the office's own targets."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import Reply, TrackLetter
from landwaiter.domain.law.arms_embargo import embargo_of, policy_name
from landwaiter.domain.law.periods import (
    ONE_DAY,
    Calendar,
    Period,
    PeriodUnit,
    add_working_days,
    period_end,
    working_days_before,
)
from landwaiter.errors import Invalid
from landwaiter.i18n import _

REPLY_WORKING_DAYS: Final = 10
CAP_WORKING_DAYS: Final = 30
"""Art. 21(4): 10 working days, extended to 30 at the authority's request; 30 in all, not more."""
REQUEST_MARGIN_WORKING_DAYS: Final = 3
HEARING_CALENDAR_DAYS: Final = 30
"""Right to be heard, UCC-DA Art. 8."""
REMIND_WORKING_DAYS: Final = 2
"""How long before an answer is due its asker is reminded, unless another day is given."""
BETWEEN_STATES: Final[Mapping[str, str]] = {
    "Art. 14(1)": "art_14_1",
    "Art. 16(5)": "art_16_5",
}
"""Consultations of other Member States: 10 working days, extended by or to 30 (uncertain)."""
STATUTORY: Final = frozenset({"art_21_4", *BETWEEN_STATES.values(), "own_law"})
"""Kinds of clocks that the law gives."""
HOLD_WORKING_DAYS: Final = 10
"""After so many working days a hold without a period of law is looked at again."""
REQUEST_WORKING_DAYS: Final = 10
"""Default of the office for an information request."""


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
    """hours, working_days, calendar_days, weeks or months."""
    calendar: str
    calendar_edition: str
    ended: date | None = None
    reason: str = ""
    """Why it ended or was extended."""
    extended: bool = False
    safe_hold: date | None = None
    """Art. 21(4): due date counted from the earlier of suspension and consultation."""
    safe_cap: date | None = None
    """The same of the cap."""
    warnings: tuple[str, ...] = ()
    basis: str = ""
    """The act that gives the period, where the kind does not say it."""
    about: str = ""
    """Identity of the track, action or own clock that it belongs to."""
    items: tuple[int, ...] = ()
    due_at: datetime | None = None
    """The hour at which it ends; None: with the last hour of the due day."""
    calendar_edits: int | None = None
    """Up to which of the office's changes to the calendar it was counted; None: all."""
    cap_if_added: date | None = None
    """The cap where the extension is read as 30 working days more instead of 30 in all."""
    remind: date | None = None


def no_clock_reason(
    track: TrackLetter, countries: Collection[str], policy: Mapping[str, bool | None]
) -> str | None:
    """Why no Art. 21(4) clock runs for this track, as a sentence; None when one runs.

    `countries` are the destination and the end user's country. Where their arms embargo is for the
    office to say, track B has the clock only where its policy says that it triggers Art. 4(1)(b).
    """
    if track not in (TrackLetter.A, TrackLetter.B):
        return _("Track {track} has no Art. 21(4) clock.").format(track=track.value)
    if track is TrackLetter.A:
        return None
    for country in sorted(countries):
        embargo = embargo_of(country, policy)
        if embargo is not None and embargo.counts is not True:
            state = _("not set") if embargo.counts is None else _("false")
            return _("No Art. 21(4) clock runs: the policy {policy} is {state}.").format(
                policy=policy_name(country), state=state
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
    safe_cap = add_working_days(earlier, CAP_WORKING_DAYS, calendar)
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
        safe_cap=safe_cap,
        warnings=() if safe_hold == due else (_two_dates(due, safe_hold),),
    )


def _two_dates(due: date, safe_hold: date) -> str:
    return _(
        "Counted from the consultation the reply is due on {due}; counted from the suspension "
        "the goods are safely held until {safe_hold} only."
    ).format(due=due, safe_hold=safe_hold)


def after_reply(clock: Clock, reply: Reply, on: date) -> Clock:
    """The clock once the authority answered: extended to its cap, or ended on that day.

    A reply on the last day is in time; one after it ends the clock and warns.
    """
    if reply is Reply.ASKS_EXTENSION:
        return extend(clock, reason=_("The authority asked for an extension."))
    ended = end(clock, on, reason=reply.value)
    if on <= clock.due:
        return ended
    late = _("The reply of {day} came after the last day, {due}.").format(day=on, due=clock.due)
    return replace(ended, warnings=(*clock.warnings, late))


def release_from(clock: Clock) -> date | None:
    """The first day on which Art. 21(4) wants the items released; None where it never does.

    From the reply that the licence is maintained or that the authority does not act; else from
    the day after the last one, unless the authority acted by then.
    """
    if clock.kind != "art_21_4":
        return None
    after = clock.due + ONE_DAY
    if clock.ended is None:
        return after
    if clock.reason in {Reply.MAINTAINED, Reply.NOT_ACTING}:
        return min(clock.ended, after)
    return None


def extend(clock: Clock, *, reason: str) -> Clock:
    """The clock moved to its cap, as only the consulted authority may ask."""
    if clock.cap is None or clock.ended is not None:
        raise Invalid(
            _("This clock cannot be extended: it has no cap, or it has ended."),
            field="clock",
            value=clock.kind,
        )
    extended = replace(clock, due=clock.cap, extended=True, reason=reason)
    if clock.safe_cap is None:
        return extended
    warnings = () if clock.safe_cap == clock.cap else (_two_dates(clock.cap, clock.safe_cap),)
    return replace(extended, safe_hold=clock.safe_cap, warnings=warnings)


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


def consultation_of_states(basis: str, *, sent: date, calendar: Calendar) -> Clock:
    """The clock of Art. 14(1) or 16(5): 10 working days; its extension can be read in two ways."""
    return Clock(
        kind=BETWEEN_STATES[basis],
        track=None,
        start=sent,
        due=add_working_days(sent, REPLY_WORKING_DAYS, calendar),
        cap=add_working_days(sent, CAP_WORKING_DAYS, calendar),
        unit=PeriodUnit.WORKING_DAYS.value,
        calendar=calendar.state,
        calendar_edition=calendar.edition,
        basis=basis,
        cap_if_added=add_working_days(sent, REPLY_WORKING_DAYS + CAP_WORKING_DAYS, calendar),
    )


def own_clock(basis: str, start: datetime, period: Period, calendar: Calendar) -> Clock:
    """A period that another act gives, such as 48 hours of national law."""
    due, due_at = period_end(start, period, calendar)
    return Clock(
        kind="own_law",
        track=None,
        start=local_date(start, calendar.state),
        due=due,
        cap=None,
        unit=period.unit.value,
        calendar=calendar.state,
        calendar_edition=calendar.edition,
        basis=basis,
        due_at=due_at,
    )


def cut_off_clock(item: int, since: datetime, cut_off: datetime, calendar: Calendar) -> Clock:
    """Until when an item can still be loaded: after it, holding costs the exporter the voyage."""
    return Clock(
        kind="vessel_cut_off",
        track=None,
        start=local_date(since, calendar.state),
        due=local_date(cut_off, calendar.state),
        cap=None,
        unit=PeriodUnit.HOURS.value,
        calendar=calendar.state,
        calendar_edition=calendar.edition,
        due_at=cut_off,
        items=(item,),
    )


def readings(clock: Clock) -> tuple[str, ...]:
    """The other dates that the clock has where the law can be read in two ways, as sentences."""
    found = []
    if clock.safe_hold is not None and clock.safe_hold != clock.due:
        found.append(
            _("counted from the suspension, held safely until {day} only").format(
                day=clock.safe_hold
            )
        )
    if clock.cap_if_added is not None and clock.cap is not None:
        found.append(
            _("extended: {cap} if 30 working days in all, {added} if 30 more").format(
                cap=clock.cap, added=clock.cap_if_added
            )
        )
    return tuple(found)


def remind_day(due: date, sent: date, calendar: Calendar) -> date:
    """Two working days before an answer is due, never before it was asked."""
    try:
        return max(sent, working_days_before(due, REMIND_WORKING_DAYS, calendar))
    except Invalid:
        return max(sent, due - ONE_DAY * REMIND_WORKING_DAYS)


def latest_request_day(statutory_due: date, calendar: Calendar) -> date:
    """The last day by which an answer is of use: three working days before the statutory date."""
    return working_days_before(statutory_due, REQUEST_MARGIN_WORKING_DAYS, calendar)


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
    latest = latest_request_day(statutory_due, calendar)
    due = min(default, latest)
    if due > sent:
        return RequestDue(due)
    warning = _(
        "The answer would have to be here by {due}, three working days before the statutory "
        "date {statutory}; that leaves no time."
    )
    text = warning.format(due=due, statutory=statutory_due)
    return RequestDue(due, text)
