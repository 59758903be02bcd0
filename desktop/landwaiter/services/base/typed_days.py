"""Days as people type them: 2026-12-04, 4 Dec, 4.12., +5wd; months in the language of the reader.

A day without a year is the one nearest to today, and a day always stands before its month: whoever
shows what was understood shows weekday and year beside it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache

from babel import Locale
from babel.localedata import locale_identifiers

from landwaiter.domain.law.periods import add_months
from landwaiter.domain.law.word_lists import folded
from landwaiter.errors import Invalid
from landwaiter.i18n import _, language

WorkingDays = Callable[[date, int], date]
"""So many working days after a day, by a calendar."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBERS = re.compile(r"(\d{1,2})\s?[./]\s?(\d{1,2})(?:\s?[./]\s?(\d{4}|\d{2})?)?")
_WORDED = re.compile(r"(\d{1,2})\.?\s*(?:de\s+)?([^\W\d_]+)\.?(?:\s+(?:de\s+)?(\d{4}))?")
_AHEAD = re.compile(r"([+-])\s?(\d{1,3})\s?(wd|d|w|m)")
_CENTURY = 2000
_SHORTEST_MONTH = 3
"""Letters by which the name of a month is known."""


def day_typed(text: str, *, today: date, working: WorkingDays | None = None) -> date | None:
    """The day that a text means; None where nothing is typed.

    `working` counts working days; without it they are refused. Invalid for what is no day.
    """
    plain = text.strip()
    if not plain:
        return None
    try:
        return _read(plain, today, working)
    except (ValueError, OverflowError):
        raise Invalid(
            _("This is not a date."),
            value=plain,
            remedy=_("Write it as 2026-12-04, 4 Dec, 4.12. or +5wd."),
        ) from None


def _read(plain: str, today: date, working: WorkingDays | None) -> date:
    """ValueError for what is no day."""
    if not plain.isascii() and any(sign.isdigit() and not sign.isascii() for sign in plain):
        raise ValueError(plain)
    if _ISO.fullmatch(plain):
        return date.fromisoformat(plain)
    if found := _AHEAD.fullmatch(plain):
        sign, number, unit = found.groups()
        return _ahead(today, int(f"{sign}{number}"), unit, working)
    if found := _NUMBERS.fullmatch(plain):
        day, month, year = found.groups()
        return _dated(int(day), int(month), year, today)
    if found := _WORDED.fullmatch(plain):
        day, name, year = found.groups()
        return _dated(int(day), _month(name), year, today)
    raise ValueError(plain)


def _ahead(today: date, number: int, unit: str, working: WorkingDays | None) -> date:
    if unit == "wd":
        if working is None or number < 0:
            raise ValueError(unit)
        return working(today, number)
    if unit == "m":
        return add_months(today, number)
    return today + timedelta(days=number * (7 if unit == "w" else 1))


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year) + (_CENTURY if len(year) == 2 else 0), month, day)
    return min(_in_years(day, month, today), key=lambda one: abs(one - today))


def _in_years(day: int, month: int, today: date) -> Iterator[date]:
    """Such a day in the years around; ValueError where there is none."""
    found = False
    for year in range(today.year - 1, today.year + 2):
        try:
            yield date(year, month, day)
            found = True
        except ValueError:
            continue
    if not found:
        raise ValueError(day)


def _month(name: str) -> int:
    wanted = folded(name)
    months = _months(language())
    if wanted in months:
        return months[wanted]
    meant = {month for known, month in months.items() if known.startswith(wanted)}
    if len(wanted) < _SHORTEST_MONTH or len(meant) != 1:
        raise ValueError(name)
    return meant.pop()


@cache
def _months(reader: str) -> Mapping[str, int]:
    """Names and short names of months, folded; English ones besides."""
    found: dict[str, int] = {}
    for code in ("en", reader):
        if code not in locale_identifiers():
            continue
        for context in Locale(code).months.values():
            for width in ("wide", "abbreviated"):
                for month, name in context[width].items():
                    found[folded(name).strip(". ")] = month
    return found
