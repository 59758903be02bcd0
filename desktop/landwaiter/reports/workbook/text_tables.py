"""Tables of text as an Excel workbook, row by row: nothing in it is guessed to be a formula."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.workbook.in_memory import write_workbook
from landwaiter.reports.workbook.sheet_xml import Styled, typed_rows
from landwaiter.reports.workbook.sheets import excel_text, sheet_names
from landwaiter.whole_file import whole_file

MOST_ROWS = 1_000_000
"""Of one sheet, with its head; Excel has 1,048,576."""
_LONGEST = 32_000
"""Characters of a cell: Excel keeps 32,767 UTF-16 units."""
_MEASURED = 200
"""Rows by which the columns are made as wide as their content."""
_NARROW, _WIDE = 8, 42


@dataclass(frozen=True, slots=True)
class TextTable:
    """A sheet before it is written; `rows` are gone through once."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[str]]


def write_text_tables(path: Path, tables: Sequence[TextTable]) -> None:
    """A workbook at `path` with a sheet per table, the whole of it or none.

    A table of more rows than a sheet holds goes on in a further sheet. Unavailable where the file
    cannot be written.
    """
    with whole_file(path) as aside:
        fill_text_tables(aside, tables)


def fill_text_tables(path: Path, tables: Sequence[TextTable]) -> None:
    """The same into a file that is there, for who gives it its name later."""
    book = Workbook(write_only=True)
    for name, table in zip(sheet_names([one.title for one in tables]), tables, strict=True):
        _write(book, name, table)
    write_workbook(book, path)


def _write(book: Workbook, name: str, table: TextTable) -> None:
    rows = iter(table.rows)
    number = 1
    while True:
        part = islice(rows, MOST_ROWS - 1)
        first = list(islice(part, _MEASURED))
        if number > 1 and not first:
            return
        _sheet(book, name if number == 1 else f"{name[:27]} {number}", table.heads, first, part)
        number += 1


def _sheet(
    book: Workbook,
    name: str,
    heads: Sequence[str],
    first: Sequence[Sequence[str]],
    rest: Iterator[Sequence[str]],
) -> None:
    page: Any = book.create_sheet(name)
    page.freeze_panes = "A2"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    for place, width in enumerate(_widths(heads, first), start=1):
        page.column_dimensions[get_column_letter(place)].width = width
    bold, plain = _style(page, bold=True), _style(page, bold=False)
    typed_rows(page, len(heads))
    page.append(_cells(heads, bold))
    count = 1
    for count, row in enumerate(chain(first, rest), start=2):  # noqa: B007  # the last number
        page.append(_cells(row, plain))
    page.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{count}"


def _style(page: Any, *, bold: bool) -> int:
    cell: Any = WriteOnlyCell(page)
    cell.font = Font(bold=bold)
    cell.number_format = "@"
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return int(cell.style_id)


def _cells(row: Sequence[str], style: int) -> list[Styled]:
    return [(_cut(excel_text(visible(text))), style) if text else (None, 0) for text in row]


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[int]:
    for place, head in enumerate(heads):
        longest = max([len(head), *(len(row[place]) for row in rows)])
        yield min(_WIDE, max(_NARROW, longest + 2))
