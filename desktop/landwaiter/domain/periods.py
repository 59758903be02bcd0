"""Periods and working days by Reg. (EEC, Euratom) 1182/71.

The day of the event is never counted; a period ends with the last hour of its last day. Public
holidays are those of the state where the action is due, so every period takes a calendar.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from landwaiter.domain.pack import Pack
from landwaiter.errors import Invalid
from landwaiter.i18n import _

ONE_DAY: Final = timedelta(days=1)


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
                    state=self.state, edition=self.edition, day=day.isoformat()
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
    span = range(1, (end - start).days + 1)
    return sum(calendar.is_working_day(start + ONE_DAY * offset) for offset in span)


def add_calendar_days(start: date, days: int, calendar: Calendar) -> date:
    """The last day of a period in days: rolled to a working day, with two of them inside.

    Reg. 1182/71 Art. 3(4) and (5).
    """
    end = start + ONE_DAY * days
    at_least = 2 if days >= 2 else 0
    while not calendar.is_working_day(end) or working_days_between(start, end, calendar) < at_least:
        end += ONE_DAY
    return end
