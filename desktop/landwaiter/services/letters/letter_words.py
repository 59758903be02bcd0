"""Days, periods and figures as a letter writes them, in its own language."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Final

from babel.dates import format_date

from landwaiter.domain.base.zones import local_time
from landwaiter.domain.cases.countdown import working_days
from landwaiter.domain.law.periods import Calendar, PeriodUnit
from landwaiter.errors import Fault
from landwaiter.i18n import _, catalogue_here, form_of, language, message, plural, speaking

_LOCALES: Final = {"en": "en_GB"}
_NO_BREAK: Final = "\u00a0"
_POLISH_WORDS: Final = re.compile(r"(?<!\w)([aiouwzAIOUWZ]) (?=\S)")
_BOUND: Final = re.compile(
    r"(?<!\w)(?:[Aa]rt\.|[Aa]rticles?|Artikel|[Aa]rtículos?|[Aa]rticol[oi]|ust\.|lit\.|Abs\.|Nr\.|nr|No|n\.º)"
    r" (?=\d)"
    r"|(?<=\d) (?=(?:kg|EUR|USD|PLN|%|ust\.|Abs\.|lit\.)(?!\w))"
)


@contextmanager
def written_in(code: str) -> Iterator[None]:
    """Within it the letter's language is spoken; a refusal is told in that of the writer."""
    try:
        with speaking(catalogue_here(code)):
            yield
    except Fault as fault:
        fault.message = message(form_of(fault.message))
        fault.remedy = message(form_of(fault.remedy)) if fault.remedy else None
        raise


def letter_day(day: date) -> str:
    """“28 April 2026”, in the language that is spoken; its blanks do not break."""
    said = format_date(day, "long", locale=_locale())
    if language() == "fr" and day.day == 1:
        said = said.replace("1", "1er", 1)
    if language() == "pl":
        said = f"{said} r."
    return said.replace(" ", _NO_BREAK)


def letter_instant(at: datetime, state: str) -> str:
    """“14 April 2026, 09:20”, as the clocks of the state show it."""
    local = local_time(at, state)
    return f"{letter_day(local.date())}, {local:%H:%M}"


def deadline(day: date, since: date, calendar: Calendar, *, unit: PeriodUnit) -> str:
    """“28 April 2026, 24:00 (Tuesday; 10 working days, calendar PL)”: nobody has to count.

    The weekday also on the day itself: whoever gets the letter reads it on another.
    """
    return _("{day}, 24:00 ({weekday}; {period}, calendar {state})").format(
        day=letter_day(day),
        weekday=format_date(day, "EEEE", locale=_locale()),
        period=_period(day, since, calendar, unit),
        state=calendar.state,
    )


def _period(day: date, since: date, calendar: Calendar, unit: PeriodUnit) -> str:
    if unit is PeriodUnit.WORKING_DAYS:
        days = working_days(since, day, calendar)
        return plural(days, "{n} working day", "{n} working days")
    return plural((day - since).days, "{n} calendar day", "{n} calendar days")


def bound(text: str) -> str:
    """The text with blanks that do not break in articles and amounts, and after words of one
    letter in Polish."""
    if language() == "pl":
        text = _POLISH_WORDS.sub(lambda found: f"{found[1]}{_NO_BREAK}", text)
    return _BOUND.sub(lambda found: found[0].replace(" ", _NO_BREAK), text)


def _locale() -> str:
    return _LOCALES.get(language(), language())
