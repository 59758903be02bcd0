"""Days as numbers that are put in order and cut into years: the first of March 2026 is 20260301."""

from datetime import date
from typing import Final

YEAR: Final = 10_000


def day_number(day: date) -> int:
    """A day as its number."""
    return day.year * YEAR + day.month * 100 + day.day


def day_of(number: int) -> date:
    """The day of a number."""
    return date(number // YEAR, number // 100 % 100, number % 100)
