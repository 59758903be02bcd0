"""The words for a clock: the same in window, command line and reports."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from landwaiter.domain.cases.countdown import ClockState, Countdown
from landwaiter.i18n import _, plural
from landwaiter.services.base.wording import shown_date, weekday

_Words = Mapping[ClockState, Callable[[Countdown], str]]


def countdown_words(one: Countdown) -> str:
    """“3 working days left”, “ends today, 24:00”, “ran out 3 working days ago”."""
    return _FULL[one.state](one)


def countdown_short(one: Countdown) -> str:
    """The same for dense tables: “3 days”, “today, 24:00”, “ran out Tue 24 Nov”."""
    return _SHORT[one.state](one)


def end_words(one: Countdown) -> str:
    """“due 24 Nov 2026” or “ran out on 24 Nov 2026”, with the hour of a period in hours.

    What paper says of a clock: it is true on the day of the paper and says no “today”.
    """
    said = _("ran out on {day}") if one.ran_out else _("due {day}")
    return said.format(day=_dated(one))


def _dated(one: Countdown) -> str:
    if not one.has_hour:
        return shown_date(one.due)
    local = one.ends_local
    return _("{day}, {hour}").format(day=shown_date(local.date()), hour=f"{local:%H:%M}")


def end_hour(one: Countdown) -> str:
    """The hour at which it ends there; a day ends at 24:00."""
    return f"{one.ends_local:%H:%M}" if one.has_hour else "24:00"


def _left(one: Countdown) -> str:
    if one.working_days == 0:
        return _ends_on_a_free_day(one)
    return plural(one.working_days, "{n} working day left", "{n} working days left")


def _ends_on_a_free_day(one: Countdown) -> str:
    """A period in hours may end on a Sunday: no working day is left, and yet it runs."""
    if one.days == 1:
        return _("ends tomorrow, {hour}").format(hour=end_hour(one))
    return plural(
        one.days, "ends in {n} day, {hour}", "ends in {n} days, {hour}", hour=end_hour(one)
    )


def _ends_today(one: Countdown) -> str:
    return _("ends today, {hour}").format(hour=end_hour(one))


def _ran_out(one: Countdown) -> str:
    if one.days == 0:
        return _("ran out today, {hour}").format(hour=end_hour(one))
    if one.days == 1:
        return _("ran out yesterday")
    if one.working_days == 0:
        return plural(one.days, "ran out {n} day ago", "ran out {n} days ago")
    return plural(one.working_days, "ran out {n} working day ago", "ran out {n} working days ago")


def _ended(one: Countdown) -> str:
    return _("ended")


_FULL: Final[_Words] = MappingProxyType(
    {
        ClockState.RUNNING: _left,
        ClockState.LAST_DAY: _ends_today,
        ClockState.RAN_OUT: _ran_out,
        ClockState.ENDED: _ended,
    }
)


def _days(one: Countdown) -> str:
    if one.working_days == 0:
        return _("ends {day}").format(day=weekday(one.due))
    return plural(one.working_days, "{n} day", "{n} days")


_SHORT: Final[_Words] = MappingProxyType(
    {
        ClockState.RUNNING: _days,
        ClockState.LAST_DAY: lambda one: _("today, {hour}").format(hour=end_hour(one)),
        ClockState.RAN_OUT: lambda one: _("ran out {day}").format(day=weekday(one.due)),
        ClockState.ENDED: _ended,
    }
)
