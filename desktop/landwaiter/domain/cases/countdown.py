"""How a clock stands at an instant: what is left of it, or since when it has run out."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from landwaiter.domain.base.zones import local_date, local_time, midnight
from landwaiter.domain.cases.clocks import Clock
from landwaiter.domain.law.periods import ONE_DAY, Calendar, working_days_between
from landwaiter.errors import Invalid


class ClockState(StrEnum):
    RUNNING = "running"
    LAST_DAY = "last_day"
    """It ends today."""
    RAN_OUT = "ran_out"
    ENDED = "ended"
    """By a reply, an answer, a reason: whatever its last day was."""


@dataclass(frozen=True, slots=True)
class Countdown:
    """A clock at an instant, in days of the state whose calendar it is counted in."""

    state: ClockState
    due: date
    """Its last day."""
    ends_at: datetime
    """The instant at which it has run out: the end of the last day, or its hour."""
    has_hour: bool
    """It ends at an hour, not with the last hour of a day."""
    calendar: str
    working_days: int
    """Left after the day of the instant, or gone since it ran out; never negative."""
    days: int
    """The same in calendar days."""

    @property
    def ran_out(self) -> bool:
        return self.state is ClockState.RAN_OUT

    @property
    def ends_local(self) -> datetime:
        """When it ends as the clocks of its state show it."""
        return local_time(self.ends_at, self.calendar)


def end_of(due: date, due_at: datetime | None, state: str) -> datetime:
    """The instant at which a clock has run out: a period ends with the last hour of its last day
    (Reg. 1182/71 Art. 3), in the state where the action is due.
    """
    return due_at or midnight(due + ONE_DAY, state)


def countdown(
    due: date,
    at: datetime,
    calendar: Calendar,
    *,
    due_at: datetime | None = None,
    ended: bool = False,
) -> Countdown:
    """How a clock with this last day stands at the instant."""
    ends_at = end_of(due, due_at, calendar.state)
    today = local_date(at, calendar.state)
    return Countdown(
        state=_state(today, due, ran_out=at >= ends_at, ended=ended),
        due=due,
        ends_at=ends_at,
        has_hour=due_at is not None,
        calendar=calendar.state,
        working_days=working_days(min(today, due), max(today, due), calendar),
        days=abs((due - today).days),
    )


def countdown_of(clock: Clock, at: datetime, calendar: Calendar) -> Countdown:
    """How a clock stands at the instant; `calendar` is the edition that it is counted on."""
    is_ended = clock.ended is not None
    return countdown(clock.due, at, calendar, due_at=clock.due_at, ended=is_ended)


def _state(today: date, due: date, *, ran_out: bool, ended: bool) -> ClockState:
    if ended:
        return ClockState.ENDED
    if ran_out:
        return ClockState.RAN_OUT
    return ClockState.LAST_DAY if today == due else ClockState.RUNNING


def working_days(start: date, end: date, calendar: Calendar) -> int:
    """Working days after `start` up to `end`; outside the calendar only weekends are left out."""
    try:
        return working_days_between(start, end, calendar)
    except Invalid:
        days = (end - start).days
        weeks, rest = divmod(max(days, 0), 7)
        return weeks * 5 + sum((start.weekday() + n) % 7 < 5 for n in range(1, rest + 1))
