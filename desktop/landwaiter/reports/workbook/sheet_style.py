"""How each sheet looks on the screen and on paper: what every workbook has in common."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.workbook.sheet_columns import SheetCell, Value
from landwaiter.reports.workbook.sheet_xml import Styled
from landwaiter.reports.workbook.sheets import excel_text

# What a spreadsheet, or one who pastes from it, may take for a formula or an error.
_RISKY = ("=", "+", "-", "@", "#", "\t", "\r")
_LIKE_A_NUMBER = re.compile(r"[0-9][0-9.,\s]*(?:[Ee][0-9]+)?\Z")
MEASURED = 200
"""Rows measured for the widths of columns."""
_WIDEST = 60
"""Characters of the widest column; longer texts wrap."""
_FEW, _WIDEST_OF_MANY = 7, 30
"""Of a sheet with more columns, which would be too small to be read on paper."""
FONT, FONT_SIZE = "Calibri", 11
_BOLD = Font(name=FONT, size=FONT_SIZE, bold=True)
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.6, "bottom": 0.5, "header": 0.25, "footer": 0.25}
"""Of a page, in inches."""
_HEAD_BORDER = Border(bottom=Side(style="thin"))


def lay_out(page: Any, marking: str, widths: Sequence[int]) -> None:
    """Head that stays, columns as wide as their content, printed across with the marking."""
    page.freeze_panes = "A2"
    for place, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins = PageMargins(**_MARGINS)
    page.print_title_rows = "1:1"
    if marking:
        page.oddHeader.center.text = marking
    page.oddFooter.center.text = "&P / &N"


class SheetLooks:
    """Gives the values of a sheet their styles; each style is made once."""

    def __init__(self, page: Any, figures: Sequence[bool]) -> None:
        """`figures`: which columns hold numbers, and have them at the right."""
        self._page, self._figures = page, figures
        self._widest = _widest(len(figures))
        self._known: dict[tuple[str, bool, bool, bool, str], int] = {}

    def head(self, heads: Sequence[str]) -> list[Styled]:
        """The titles; those of figures stand above their units, at the right."""
        left, right = (self._head(side) for side in ("", "right"))
        return [
            (excel_text(head), right if is_figure else left)
            for head, is_figure in zip(heads, self._figures, strict=True)
        ]

    def _head(self, side: str) -> int:
        cell: Any = WriteOnlyCell(self._page)
        cell.font = _BOLD
        cell.border = _HEAD_BORDER
        cell.alignment = _aligned(side, tall=True)
        style: int = cell.style_id
        return style

    def row(self, entries: Sequence[SheetCell]) -> list[Styled]:
        """The values of one row; all stand at the top where one of them wraps."""
        tall = any(self._wraps(value) for value, _strong in entries)
        return [
            self._styled(entry, tall, is_figure)
            for entry, is_figure in zip(entries, self._figures, strict=True)
        ]

    def _wraps(self, value: Value) -> bool:
        return isinstance(value, str) and (len(value) > self._widest or "\n" in value)

    def _styled(self, entry: SheetCell, tall: bool, is_figure: bool) -> Styled:
        value, strong = entry
        if value is None:
            return None, 0
        if not isinstance(value, str):
            side = "right" if is_figure and not isinstance(value, date) else "left"
            return value, self._look(number_format(value), strong, tall, False, side)
        text = excel_text(value)
        risky = text.startswith(_RISKY)
        look = text_format(text)
        if look == "General" and not (risky or tall or strong):
            return text, 0
        return text, self._look(look, strong, tall, risky)

    def _look(self, number: str, strong: bool, tall: bool, risky: bool, side: str = "") -> int:
        key = (number, strong, tall, risky, side)
        if key not in self._known:
            cell: Any = WriteOnlyCell(self._page)
            cell.number_format = number
            cell.quotePrefix = risky
            if strong:
                cell.font = _BOLD
            if tall or side:
                cell.alignment = _aligned(side, tall=tall)
            self._known[key] = cell.style_id
        return self._known[key]


@cache
def _aligned(side: str, *, tall: bool) -> Alignment:
    """A figure keeps a blank from the text in the next column; a day begins where words do."""
    return Alignment(
        horizontal=side or None,
        indent=1 if side == "right" else 0,
        vertical="top" if tall else None,
        wrap_text=tall or None,
    )


def _widest(columns: int) -> int:
    return _WIDEST if columns <= _FEW else _WIDEST_OF_MANY


def widths_of(heads: Sequence[str], rows: Sequence[Sequence[SheetCell]]) -> list[int]:
    """Characters per column, from the head and the first rows."""
    longest = [_characters_of_head(head, many=len(heads) > _FEW) + 4 for head in heads]
    for row in rows:
        if len(row) == len(heads):
            longest = [
                max(found, _characters(entry)) for found, entry in zip(longest, row, strict=True)
            ]
    return [min(max(found + 1, 8), _widest(len(heads))) for found in longest]


def _characters_of_head(head: str, *, many: bool) -> int:
    """Of a sheet of many columns the heads are broken between words."""
    return max(map(len, head.split()), default=0) if many else len(head)


def _characters(entry: SheetCell) -> int:
    match entry.value:
        case None:
            return 0
        case str() as text:
            return sum(1 if character < "\u2e80" else 2 for character in text[: _WIDEST + 1])
        case datetime():
            return 16
        case date():
            return 10
        case number:
            return len(f"{number:,}") + 2


def text_format(text: str) -> str:
    """The format of a text: of one that looks like a number (9E003, 00847990) it says so, or who
    edits the cell makes a number of it."""
    return "@" if _LIKE_A_NUMBER.match(text) else "General"


def number_format(value: Value) -> str:
    """The format of a number, date or time."""
    if isinstance(value, datetime):
        return "yyyy-mm-dd hh:mm"
    if isinstance(value, date):
        return "yyyy-mm-dd"
    places = -int(Decimal(str(value)).as_tuple().exponent)
    return "#,##0." + "0" * places if places > 0 else "#,##0"


def page_head(*parts: str) -> str:
    """What stands above each page; an ampersand is a command there, twice it is itself."""
    return visible(" · ".join(part for part in parts if part))[:120].replace("&", "&&")
