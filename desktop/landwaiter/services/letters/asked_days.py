"""Days by which the questions of a letter ask in their own words, and that are past.

A day in a sentence may be of anything: only one behind a word of a term is meant, and who writes
is told of it; nothing is refused, for “exports until 20 November” asks for nothing by then.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Final

from babel.dates import get_month_names

from landwaiter.i18n import _
from landwaiter.services.letters.model_letters import model_languages

_TERMS: Final = (
    *("by", "before", "until", "till", "no later than", "not later than"),
    *("bis", "bis zum", "vor dem", "spätestens", "spätestens am", "do", "do dnia", "przed"),
    *("najpóźniej", "najpóźniej do", "avant", "avant le", "jusqu’au", "jusqu'au", "pour le"),
    *("au plus tard le", "d’ici le", "d'ici le", "antes del", "a más tardar el", "hasta el"),
    *("para el", "entro", "entro il", "prima del", "fino al"),
)
_WIDTHS: Final = ("wide", "abbreviated")


def past_terms(questions: Iterable[tuple[str, ...]], today: date) -> tuple[str, ...]:
    """What to look at again before the letter goes: a sentence of each question by its number."""
    return tuple(
        _("Question {number} says “{words}”: that day is past.").format(number=number, words=words)
        for number, *cells in questions
        for cell in cells
        for words, day in _terms(cell)
        if day < today
    )


def _terms(text: str) -> Iterator[tuple[str, date]]:
    for met in _pattern().finditer(text):
        day = _day(met.groupdict())
        if day is not None:
            yield " ".join(met.group().split()), day


def _day(said: Mapping[str, str | None]) -> date | None:
    """The day that is meant; None where the calendar has none."""
    if said["iso"]:
        parts = said["iso"].split("-")
    elif said["figures"]:
        parts = re.split(r"[./]\s*", said["figures"])[::-1]
    else:
        month = said["month"] or said["month_first"] or ""
        number = _months()[month.casefold()]
        parts = [said["year"] or "", str(number), said["day"] or said["day_second"] or ""]
    try:
        return date(*map(int, parts))
    except ValueError:
        return None


@cache
def _months() -> Mapping[str, int]:
    """Months as dates name them, in each language that letters are written in."""
    return {
        name.casefold().rstrip("."): number
        for language in model_languages()
        for width in _WIDTHS
        for number, name in get_month_names(width, "format", locale=language).items()
    }


@cache
def _pattern() -> re.Pattern[str]:
    terms = "|".join(map(re.escape, sorted(_TERMS, key=len, reverse=True)))
    months = "|".join(map(re.escape, sorted(_months(), key=len, reverse=True)))
    day = (
        r"(?P<iso>\d{4}-\d\d-\d\d)"
        r"|(?P<figures>\d{1,2}[./]\s?\d{1,2}[./]\s?\d{4})"
        rf"|(?:(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+)?(?P<month>{months})"
        rf"|(?P<month_first>{months})\s+(?P<day_second>\d{{1,2}}),?)\.?\s+(?:de\s+)?(?P<year>\d{{4}})"
    )
    return re.compile(rf"(?<!\w)(?:{terms})\s+(?:the\s+)?(?:{day})(?!\d)", re.IGNORECASE)
