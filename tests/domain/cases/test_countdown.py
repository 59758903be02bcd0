"""How a clock stands: instants are compared, on the clocks and in the days of its own state."""

from datetime import UTC, date, datetime

import pytest
from tests.domain.packs import shipped

from landwaiter.domain.cases.clocks import end, internal_clock
from landwaiter.domain.cases.countdown import ClockState, Countdown, countdown, countdown_of
from landwaiter.domain.law.periods import calendar_of

RUNNING, LAST, OUT = ClockState.RUNNING, ClockState.LAST_DAY, ClockState.RAN_OUT
PL, PT = calendar_of(shipped("calendar_PL")), calendar_of(shipped("calendar_PT"))
FRIDAY = date(2026, 3, 27)
"""Midnight after it is 23:00 UTC in Poland; on Sunday summer time begins."""


def seen(at: str) -> Countdown:
    return countdown(FRIDAY, datetime.fromisoformat(at).replace(tzinfo=UTC), PL)


@pytest.mark.parametrize(
    ("at", "state", "working_days", "days"),
    [
        ("2026-03-24T12:00", RUNNING, 3, 3),
        ("2026-03-22T12:00", RUNNING, 5, 5),
        ("2026-03-26T22:59", RUNNING, 1, 1),
        ("2026-03-26T23:00", LAST, 0, 0),
        ("2026-03-27T22:59:59", LAST, 0, 0),
        ("2026-03-27T23:00", OUT, 0, 1),
        ("2026-03-28T12:00", OUT, 0, 1),
        ("2026-03-29T12:00", OUT, 0, 2),
        ("2026-03-29T22:00", OUT, 1, 3),
        ("2026-03-30T12:00", OUT, 1, 3),
        ("2026-04-01T12:00", OUT, 3, 5),
    ],
)
def test_a_clock_due_on_friday_at_midnight_is_seen(
    at: str, state: ClockState, working_days: int, days: int
) -> None:
    left = seen(at)
    assert (left.state, left.working_days, left.days) == (state, working_days, days)


def test_a_day_ends_at_midnight_of_the_state_whose_authority_answers() -> None:
    at = datetime(2026, 3, 27, 23, 30, tzinfo=UTC)
    assert countdown(FRIDAY, at, PL).ran_out
    assert countdown(FRIDAY, at, PT).state is LAST


def test_a_period_in_hours_runs_out_in_the_middle_of_a_day() -> None:
    hour = datetime(2026, 3, 28, 9, tzinfo=UTC)
    states = [
        countdown(date(2026, 3, 28), datetime(2026, 3, day, at, tzinfo=UTC), PL, due_at=hour).state
        for day, at in ((27, 9), (28, 8), (28, 9), (28, 10))
    ]
    assert states == [RUNNING, LAST, OUT, OUT]


def test_an_ended_clock_never_ran_out() -> None:
    ended = end(internal_clock("triage", FRIDAY, 1, PL), FRIDAY, reason="done")
    assert countdown_of(ended, datetime(2027, 1, 1, tzinfo=UTC), PL).state is ClockState.ENDED


def test_outside_the_calendar_only_weekends_are_left_out() -> None:
    left = countdown(date(2028, 12, 29), datetime(2029, 1, 3, 12, tzinfo=UTC), PL)
    assert (left.state, left.working_days) == (OUT, 3)
