"""Dates of birth as lists state them, which is seldom a day.

A stated date is a text of ISO 8601-2: `1970`, `1970-01`, `1970-01-18`, `1970~` (about that time),
`1968/1971` (somewhere between both).
"""

import re

LONGEST_SPAN = 25
"""Years; a wider span says nothing about a person and covers its two ends alone."""
_STATED = re.compile(
    r"(?P<first>[0-9]{4}(?:-[0-9]{2}){0,2})(?:/(?P<last>[0-9]{4}(?:-[0-9]{2}){0,2}))?(?P<about>~?)"
)


def is_stated(text: str) -> bool:
    """Whether `text` is a date of birth in one of the forms above."""
    return _STATED.fullmatch(text) is not None


def covered(stated: str) -> tuple[str, ...]:
    """The plain dates a stated one may mean: a span its years, an estimate the years beside it."""
    found = _STATED.fullmatch(stated)
    if found is None:
        return (stated,)
    year = int(found["first"][:4])
    if found["last"]:
        end = int(found["last"][:4])
        if not 0 <= end - year <= LONGEST_SPAN:
            return (found["first"], found["last"])
        return tuple(f"{one:04}" for one in range(year, end + 1))
    if found["about"]:
        return tuple(f"{one:04}" for one in (year, year - 1, year + 1))
    return (stated,)
