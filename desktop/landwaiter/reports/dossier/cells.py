"""A cell as words: the same text in the PDF, in Excel's text cells and in messages.

Months, figures and severities are said in the language of the dossier, by its own words.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, tzinfo

from landwaiter.i18n import MONTHS, N_, joined
from landwaiter.message import worded
from landwaiter.reports.dossier.dossier import Blank, Cell, CellMark, CellType
from landwaiter.reports.dossier.wording import _, text_of

DECIMAL = re.compile(r"-?\d+(?:\.\d+)?\Z")

SEVERITIES: Mapping[str, tuple[str, str]] = {
    "critical": ("■", N_("Critical")),
    "high": ("▲", N_("High")),
    "medium": ("◆", N_("Medium")),
    "low": ("○", N_("Low")),
    "not_evaluated": ("◌", N_("Not evaluated")),
}
"""Shape and word, which is said by `_`: colour never speaks alone."""
_LINE = "_" * 40
BLANKS: Mapping[str, str] = {
    Blank.TICK: "[\u00a0\u00a0\u00a0]",
    Blank.LINE: _LINE,
    Blank.AREA: "\n".join([_LINE] * 4),
    Blank.HAND: _LINE,
}
"""What stands for a blank where there are no fields: in Excel and in messages."""


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
    """“9 Apr 2026”."""
    return _("{day} {month} {year}").format(
        day=day.day, month=_(MONTHS[day.month - 1]), year=day.year
    )


def long_instant(moment: datetime, zone: tzinfo) -> str:
    """“9 Apr 2026 14:30”, by the clocks of the zone."""
    local = moment.astimezone(zone)
    return joined(" ", (long_date(local.date()), f"{local:%H:%M}"))


def figure_text(figure: str) -> str:
    """A decimal in the notation of the report; any other text, and a longer one, as it is."""
    if not DECIMAL.match(figure):
        return figure
    try:
        return worded({"d": figure}, text_of)
    except ValueError:
        return figure


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
    return figure_text(text)


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
    return f"{known[0]} {_(known[1])}" if known else text


def _blank(text: str, zone: tzinfo) -> str:
    del zone
    return BLANKS.get(text, text)


_WORDS: Mapping[CellType, Callable[[str, tzinfo], str]] = {
    CellType.NUMBER: _number,
    CellType.DATE: _date,
    CellType.INSTANT: _instant,
    CellType.SEVERITY: _severity,
    CellType.BLANK: _blank,
}
