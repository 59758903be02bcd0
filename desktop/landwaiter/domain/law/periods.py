"""Periods and working days by Reg. (EEC, Euratom) 1182/71.

The day of the event is never counted; a period ends with the last hour of its last day. Public
holidays are those of the state where the action is due, so every period takes a calendar.
"""

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from landwaiter.domain.base.zones import local_date, zone_name
from landwaiter.domain.law.pack import Pack
from landwaiter.errors import Invalid
from landwaiter.i18n import Words, _

ONE_DAY: Final = timedelta(days=1)
ONE_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The public holidays of one state, in one edition, for the years it covers."""

    state: str
    """ISO 3166-1 alpha-2."""
    edition: str
    holidays: frozenset[date]
    first_year: int
    last_year: int

    def is_working_day(self, day: date) -> bool:
        """False on Saturdays, Sundays and holidays; Invalid outside the years covered."""
        if not self.first_year <= day.year <= self.last_year:
            raise Invalid(
                _("The calendar of {state} (edition {edition}) does not cover {day}.").format(
                    state=self.state, edition=self.edition, day=day
                ),
                field="calendar",
                value=self.state,
                remedy=_("Import a calendar pack that covers this year."),
            )
        return day.weekday() < 5 and day not in self.holidays


def calendar_of(pack: Pack) -> Calendar:
    """The calendar that a pack of kind `calendar` holds: rows `{date, name}`, id `calendar_XX`."""
    if pack.valid_from is None or pack.valid_to is None:
        raise Invalid(
            _("A calendar pack must state the years it covers."),
            field="valid_from",
            remedy=_("Give valid_from and valid_to in its pack.toml."),
        )
    return Calendar(
        state=pack.id.removeprefix("calendar_"),
        edition=pack.edition,
        holidays=frozenset(date.fromisoformat(row["date"]) for row in pack.rows),
        first_year=pack.valid_from.year,
        last_year=pack.valid_to.year,
    )


class DayChange(StrEnum):
    ADD = "add"
    """A regional holiday or a bridge day: no working day at this office's authorities."""
    REMOVE = "remove"
    """A holiday of the pack that is none there."""


@dataclass(frozen=True, slots=True)
class CalendarEdit:
    """One change of an office to the calendar of a state; `number` counts them from 1."""

    number: int
    day: date
    change: DayChange
    name: str
    reason: Words
    author: str
    at: datetime


def edited(
    calendar: Calendar, edits: Iterable[CalendarEdit], *, upto: int | None = None
) -> Calendar:
    """The calendar with the office's changes up to that number, or all; its edition says so.

    What was counted on an earlier edition is counted on it ever after.
    """
    known = [edit for edit in edits if upto is None or edit.number <= upto]
    if not known:
        return calendar
    holidays = set(calendar.holidays)
    for edit in sorted(known, key=lambda one: one.number):
        if edit.change is DayChange.ADD:
            holidays.add(edit.day)
        else:
            holidays.discard(edit.day)
    return replace(
        calendar,
        edition=_("{edition}, office {number}").format(
            edition=calendar.edition, number=max(edit.number for edit in known)
        ),
        holidays=frozenset(holidays),
    )


class PeriodUnit(StrEnum):
    """In what a period is expressed."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WEEKS = "weeks"
    MONTHS = "months"


UNITS: Final = {
    "h": PeriodUnit.HOURS,
    "wd": PeriodUnit.WORKING_DAYS,
    "d": PeriodUnit.CALENDAR_DAYS,
    "w": PeriodUnit.WEEKS,
    "m": PeriodUnit.MONTHS,
}
LONGEST: Final = 9999


@dataclass(frozen=True, slots=True)
class Period:
    length: int
    unit: PeriodUnit


def period_of(text: str) -> Period:
    """`48h`, `10wd` (working days), `30d` (calendar days), `6w`, `3m`; else Invalid."""
    found = re.fullmatch(r"([1-9][0-9]{0,3})\s*(h|wd|d|w|m)", text.strip().lower())
    if found is None:
        raise Invalid(
            _("This is not a period."),
            field="period",
            value=text,
            remedy=_("Write 48h, 10wd (working days), 30d (calendar days), 6w or 3m."),
        )
    return Period(int(found[1]), UNITS[found[2]])


def period_end(start: datetime, period: Period, calendar: Calendar) -> tuple[date, datetime | None]:
    """The last day of the period in the calendar's state; for hours also the hour it ends.

    A period in hours never rolls; any other ends with the last hour of a working day.
    """
    if period.unit is PeriodUnit.HOURS:
        end = add_hours(start, period.length)
        return local_date(end, calendar.state), end
    day = local_date(start, calendar.state)
    if period.unit is PeriodUnit.WORKING_DAYS:
        return add_working_days(day, period.length, calendar), None
    if period.unit is PeriodUnit.MONTHS:
        return rolled(add_months(day, period.length), calendar), None
    days = period.length * (7 if period.unit is PeriodUnit.WEEKS else 1)
    return add_calendar_days(day, days, calendar), None


def add_hours(start: datetime, hours: int) -> datetime:
    """The end of a period in hours: the hour of the event is not counted (Art. 3(1)).

    Counted on the clock of the world: a change to summer time neither gives nor takes an hour.
    """
    whole = start.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return whole + ONE_HOUR * (hours + 1)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has none (Art. 3(2)(c))."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def rolled(day: date, calendar: Calendar) -> date:
    """The day itself, or the next working day (Art. 3(4))."""
    while not calendar.is_working_day(day):
        day += ONE_DAY
    return day


def instant_in(moment: datetime, state: str) -> datetime:
    """An aware UTC instant; a time without zone is one of the state's own clocks."""
    local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone_name(state)))
    return local.astimezone(UTC)


def add_working_days(start: date, days: int, calendar: Calendar) -> date:
    """The last day of a period of `days` working days after the event on `start`."""
    return _step(start, days, calendar, ONE_DAY)


def working_days_before(end: date, days: int, calendar: Calendar) -> date:
    """The working day that lies `days` working days before `end`."""
    return _step(end, days, calendar, -ONE_DAY)


def _step(day: date, days: int, calendar: Calendar, stride: timedelta) -> date:
    while days > 0:
        day += stride
        days -= calendar.is_working_day(day)
    return day


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Working days after `start` up to and including `end`; 0 when `end` is not later."""
    if end <= start:
        return 0
    first = start + ONE_DAY
    for edge in (first, date(min(calendar.last_year, end.year - 1) + 1, 1, 1), end):
        if first <= edge <= end:
            calendar.is_working_day(edge)
    known, days = _holidays_of_weeks(calendar.holidays), (start.toordinal(), end.toordinal())
    free = bisect_right(known, days[1]) - bisect_right(known, days[0])
    return _weekdays_until(days[1]) - _weekdays_until(days[0]) - free


def _weekdays_until(day: int) -> int:
    """Days from Monday to Friday from the first of all to this one; that first was a Monday."""
    weeks, rest = divmod(day, 7)
    return weeks * 5 + min(rest, 5)


@lru_cache(maxsize=256)
def _holidays_of_weeks(holidays: frozenset[date]) -> tuple[int, ...]:
    """Those from Monday to Friday, in order."""
    return tuple(sorted(one.toordinal() for one in holidays if one.weekday() < 5))


def add_calendar_days(start: date, days: int, calendar: Calendar) -> date:
    """The last day of a period in days: rolled to a working day, with two of them inside.

    Reg. 1182/71 Art. 3(4) and (5).
    """
    end = start + ONE_DAY * days
    at_least = 2 if days >= 2 else 0
    while not calendar.is_working_day(end) or working_days_between(start, end, calendar) < at_least:
        end += ONE_DAY
    return end
