"""What window, command line and reports say of a clock."""

from datetime import UTC, date, datetime

import pytest
from tests.domain.packs import shipped

from landwaiter.domain.cases.countdown import countdown
from landwaiter.domain.law.periods import calendar_of
from landwaiter.services.cases.clock_words import (
    countdown_short,
    countdown_words,
    end_hour,
    end_words,
)

PL = calendar_of(shipped("calendar_PL"))


@pytest.mark.parametrize(
    ("seen", "words", "short", "paper"),
    [
        ("2026-03-24", "3 working days left", "3 days", "due 27 Mar 2026"),
        ("2026-03-26", "1 working day left", "1 day", "due 27 Mar 2026"),
        ("2026-03-27", "ends today, 24:00", "today, 24:00", "due 27 Mar 2026"),
        ("2026-03-28", "ran out yesterday", "ran out Fri 27 Mar", "ran out on 27 Mar 2026"),
        ("2026-03-29", "ran out 2 days ago", "ran out Fri 27 Mar", "ran out on 27 Mar 2026"),
        ("2026-03-30", "ran out 1 working day ago", "ran out Fri 27 Mar", "ran out on 27 Mar 2026"),
        (
            "2026-04-01",
            "ran out 3 working days ago",
            "ran out Fri 27 Mar",
            "ran out on 27 Mar 2026",
        ),
    ],
)
def test_a_clock_due_on_friday_says(seen: str, words: str, short: str, paper: str) -> None:
    at = datetime.fromisoformat(seen).replace(hour=10, tzinfo=UTC)
    left = countdown(date(2026, 3, 27), at, PL)
    assert (countdown_words(left), countdown_short(left), end_words(left)) == (words, short, paper)


@pytest.mark.parametrize(
    ("seen", "words", "short", "paper"),
    [
        ("2026-03-26T09:00", "1 working day left", "1 day", "due 28 Mar 2026, 10:00"),
        ("2026-03-27T09:00", "ends tomorrow, 10:00", "ends Sat 28 Mar", "due 28 Mar 2026, 10:00"),
        ("2026-03-28T08:59", "ends today, 10:00", "today, 10:00", "due 28 Mar 2026, 10:00"),
        (
            "2026-03-28T09:00",
            "ran out today, 10:00",
            "ran out Sat 28 Mar",
            "ran out on 28 Mar 2026, 10:00",
        ),
    ],
)
def test_a_period_in_hours_that_ends_on_saturday_says(
    seen: str, words: str, short: str, paper: str
) -> None:
    """Nine o'clock UTC is ten in Poland."""
    at = datetime.fromisoformat(seen).replace(tzinfo=UTC)
    hour = datetime(2026, 3, 28, 9, tzinfo=UTC)
    left = countdown(date(2026, 3, 28), at, PL, due_at=hour)
    assert (countdown_words(left), countdown_short(left), end_words(left)) == (words, short, paper)
    assert end_hour(left) == "10:00"


def test_a_period_in_hours_over_a_long_weekend_says_in_how_many_days_it_ends() -> None:
    friday, hour = datetime(2026, 4, 3, 16, tzinfo=UTC), datetime(2026, 4, 6, 8, tzinfo=UTC)
    left = countdown(date(2026, 4, 6), friday, PL, due_at=hour)
    assert countdown_words(left) == "ends in 3 days, 10:00"
