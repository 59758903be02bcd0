"""A cell as words: the same text in the PDF, in Excel's text cells and in messages."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, tzinfo

from landwaiter.reports.dossier.dossier import Cell, CellMark, CellType
from landwaiter.reports.dossier.wording import _

DECIMAL = re.compile(r"-?\d+(?:\.\d+)?\Z")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

SEVERITIES: Mapping[str, tuple[str, str]] = {
    "critical": ("■", "Critical"),
    "high": ("▲", "High"),
    "medium": ("◆", "Medium"),
    "low": ("○", "Low"),
    "not_evaluated": ("◌", "Not evaluated"),
}
"""Shape and word: colour never speaks alone."""


def mark_of(cell: Cell) -> CellMark | None:
    return CellMark(cell) if isinstance(cell, str) else cell


def words(cell: Cell, kind: CellType, zone: tzinfo) -> str:
    """The cell as a reader sees it; a text that has not the form of `kind` stays as it is."""
    mark = mark_of(cell)
    if mark is None:
        return _("not stated")
    shown = _WORDS.get(kind, _as_is)(mark.text, zone)
    return f"{shown} {mark.unit}" if mark.unit else shown


def number_spans(numbers: Iterable[int]) -> str:
    """“1, 3–60” of numbers in their order."""
    spans: list[list[int]] = []
    for no in numbers:
        if spans and no == spans[-1][-1] + 1:
            spans[-1] = [spans[-1][0], no]
        else:
            spans.append([no])
    return ", ".join("–".join(map(str, span)) for span in spans)


def long_date(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def long_instant(moment: datetime, zone: tzinfo) -> str:
    local = moment.astimezone(zone)
    return f"{long_date(local.date())} {local:%H:%M}"


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def instant_of(text: str) -> datetime | None:
    """An aware instant, or None if the text is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _as_is(text: str, zone: tzinfo) -> str:
    del zone
    return text


def _number(text: str, zone: tzinfo) -> str:
    del zone
    if not DECIMAL.match(text):
        return text
    whole, point, rest = text.partition(".")
    sign, figures = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    head = len(figures) % 3 or 3
    groups = (figures[:head], *(figures[i : i + 3] for i in range(head, len(figures), 3)))
    return f"{sign}{','.join(groups)}{point}{rest}"


def _date(text: str, zone: tzinfo) -> str:
    del zone
    day = day_of(text)
    return long_date(day) if day else text


def _instant(text: str, zone: tzinfo) -> str:
    moment = instant_of(text)
    return long_instant(moment, zone) if moment else text


def _severity(text: str, zone: tzinfo) -> str:
    del zone
    known = SEVERITIES.get(text)
    return f"{known[0]} {known[1]}" if known else text


_WORDS: Mapping[CellType, Callable[[str, tzinfo], str]] = {
    CellType.NUMBER: _number,
    CellType.DATE: _date,
    CellType.INSTANT: _instant,
    CellType.SEVERITY: _severity,
}
