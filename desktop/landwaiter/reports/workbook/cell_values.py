"""The value of a dossier's cell: a number, day or instant wherever its text is nothing else.

Texts of a dossier are messages, which say without a language what they are made of. A day, an
amount, a mass or an item that a cell alone holds is read from there, whatever the column says.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import Any, NamedTuple

from landwaiter.i18n import MONTHS
from landwaiter.message import form_of, worded
from landwaiter.reports.dossier.cells import DECIMAL, day_of, instant_of
from landwaiter.reports.dossier.dossier import CellType
from landwaiter.reports.dossier.wording import text_of

NOTHING = frozenset({"", "–"})
"""Texts that stand on paper where nothing is told."""
NOT_STATED = "not stated"
_OPENING = re.compile(r"\{(\w+)\}[,;:] ")
"""A message that begins with one of its arguments."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)\Z")
_HOUR = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d\Z")
_FIGURES = 15
"""Significant figures Excel keeps of a number; longer ones are written as text."""
_FIRST_YEAR = 1901
"""Excel's calendar has a day too many in 1900; earlier dates are written as text."""


class TypedValue(NamedTuple):
    """What a spreadsheet can count with, what it is, and what the text says besides."""

    value: Decimal | datetime | date
    type: CellType
    unit: str = ""
    rest: str = ""
    is_item: bool = False


def is_nothing(text: str) -> bool:
    """Whether a text only says that nothing is told."""
    return text in NOTHING or is_not_stated(text)


def is_not_stated(text: str) -> bool:
    return _id_of(text) == NOT_STATED or text == NOT_STATED


def value_of(text: str, kind: CellType, zone: tzinfo) -> TypedValue | None:
    """The value of a text in a column of this kind; None where it is not of that kind."""
    match kind:
        case CellType.NUMBER:
            return _number(text) or _of(text, CellType.NUMBER)
        case CellType.DATE:
            return _day(text) or _of(text, CellType.DATE)
        case CellType.INSTANT:
            return _instant(text, zone)
    return None


def value_told(text: str, zone: tzinfo) -> TypedValue | None:
    """The value of a text of which no column says what it is; a code stays a text."""
    if _INSTANT.match(text):
        return _instant(text, zone)
    return _day(text) if _DAY.match(text) else _of_form(form_of(text))


def first_of_two(text: str, zone: tzinfo) -> TypedValue | None:
    """A value with what is joined to it behind a comma: a day and whose it is."""
    form: Any = form_of(text)
    match form:
        case {"j": [{} as first, _second], "s": ", "}:
            said = worded(first, text_of)
            found = value_told(said, zone)
            return found and found._replace(rest=str(text)[len(said) + 2 :])
        case {"m": str(said), "a": {**given}} if name := _OPENING.match(said):
            return _opening_day(given.get(name[1]), text)
    return None


def first_day(text: str) -> TypedValue | None:
    """The first day that a sentence names, and the sentence where it says more than that."""
    for form in _forms_in(form_of(text)):
        found = _said_day(form)
        if found is not None:
            said = worded(form, text_of)
            return found if said == text else found._replace(rest=str(text))
    return None


def _opening_day(form: Any, text: str) -> TypedValue | None:
    """A day with which a sentence begins, and what the sentence says of it."""
    found = _said_day(form)
    said = worded(form, text_of) if found else ""
    if found is None or not str(text).startswith(said):
        return None  # in another language it stands elsewhere
    return found._replace(rest=str(text)[len(said) :].lstrip(",;: "))


def _forms_in(form: Any) -> Iterator[Any]:
    """A form and all that it is made of, in the order in which they are said."""
    yield form
    inner = form.values() if isinstance(form, dict) else form if isinstance(form, list) else ()
    for one in inner:
        yield from _forms_in(one)


def _id_of(text: str) -> str:
    form: Any = form_of(text)
    return str(form.get("m", "")) if isinstance(form, dict) and len(form) == 1 else ""


def is_word(text: str) -> bool:
    """Whether it is a message without arguments: a word of the program."""
    return bool(_id_of(text))


def _of(text: str, kind: CellType) -> TypedValue | None:
    found = _of_form(form_of(text))
    return found if found and found.type is kind else None


def _of_form(form: Any) -> TypedValue | None:
    match form:
        case {"m": "{day} {month} {year}"} | {"j": _}:
            return _said_moment(form)
        case {"m": "Item {no}" | "item {no}", "a": {"no": int(number)}}:
            return TypedValue(Decimal(number), CellType.NUMBER, is_item=True)
        case {"m": "{currency} {amount}", "a": {"currency": str(unit), "amount": {"d": figures}}}:
            return _number(figures, unit)
        case {"m": "{mass} kg", "a": {"mass": {"d": figures}}}:
            return _number(figures, "kg")
        case {"d": str(figures)}:
            return _number(figures)
    return None


def _said_moment(form: Any) -> TypedValue | None:
    """A day in words, alone or with an hour by the clocks of the report's zone."""
    match form:
        case {"j": [day, str(hour)], "s": " "} if _HOUR.match(hour) and (found := _said_day(day)):
            return TypedValue(datetime.fromisoformat(f"{found.value} {hour}"), CellType.INSTANT)
    return _said_day(form)


def _said_day(form: Any) -> TypedValue | None:
    match form:
        case {"a": {"day": int(day), "month": {"m": month}, "year": int(year)}} if month in MONTHS:
            return _day(f"{year:04}-{MONTHS.index(month) + 1:02}-{day:02}")
    return None


def _number(text: str, unit: str = "") -> TypedValue | None:
    if not DECIMAL.match(text):
        return None
    figures = text.replace("-", "").replace(".", "").lstrip("0")
    return TypedValue(Decimal(text), CellType.NUMBER, unit) if len(figures) <= _FIGURES else None


def _day(text: str) -> TypedValue | None:
    day = day_of(text)
    return TypedValue(day, CellType.DATE) if day and day.year >= _FIRST_YEAR else None


def _instant(text: str, zone: tzinfo) -> TypedValue | None:
    moment = instant_of(text)
    if moment is None or moment.year < _FIRST_YEAR:
        return None
    local = moment.astimezone(zone).replace(tzinfo=None, microsecond=0)
    return TypedValue(local, CellType.INSTANT)
