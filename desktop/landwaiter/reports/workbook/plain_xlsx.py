"""A plain table as Excel: every cell is text, so that nothing becomes a formula."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.workbook.in_memory import in_memory, write_workbook

_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME = 31
_LONGEST = 32_000
"""Characters of a cell: Excel keeps 32,767 UTF-16 units."""
_WIDTHS = (22, 26, 100)


def plain_xlsx(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet with a head and rows; a longer text goes on in the next row."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_NO_SHEET_NAME.sub(" ", title)[:_NAME].strip() or "1")
    for letter, width in zip("ABCDEFGH", _WIDTHS, strict=False):
        sheet.column_dimensions[letter].width = width
    in_memory(sheet)
    sheet.append([_cell(sheet, head, bold=True) for head in heads])
    for row in rows:
        for part in _parts(row):
            sheet.append([_cell(sheet, text) for text in part])
    out = io.BytesIO()
    write_workbook(book, out)
    return out.getvalue()


def _parts(row: Sequence[str]) -> Iterable[Sequence[str]]:
    """The row, and further rows for what is longer than a cell."""
    longest = max(map(len, row), default=0)
    for at in range(0, max(longest, 1), _LONGEST // 2):
        yield [text[at : at + _LONGEST // 2] for text in row]


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=visible(text))
    cell.data_type = "s"
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell
