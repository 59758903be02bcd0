"""The Excel file of a dossier: one sheet per table, typed cells, the same bytes each time.

Dossier, manifest and signature lie in a very hidden sheet, which Excel and LibreOffice keep when
they save the file again; an unknown part of the zip they would drop.
"""

import base64
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import chain, islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.dossier.dossier import CellType, Dossier
from landwaiter.reports.dossier.sections import sample_sentence
from landwaiter.reports.dossier.signing import ReportSeal, ReportSigner, seal
from landwaiter.reports.dossier.wording import worded_in
from landwaiter.reports.workbook.in_memory import write_workbook
from landwaiter.reports.workbook.sheet_columns import SheetCell, Value
from landwaiter.reports.workbook.sheet_xml import Styled, typed_rows
from landwaiter.reports.workbook.sheets import (
    HIDDEN_SHEET,
    LAYOUT,
    Sheet,
    SheetHash,
    excel_text,
    sheets,
)

CHUNK = 30_000
"""Characters of the hidden sheet's cells."""
# What a spreadsheet, or one who pastes from it, may take for a formula or an error.
_RISKY = ("=", "+", "-", "@", "#", "\t", "\r")
_LIKE_A_NUMBER = re.compile(r"[0-9][0-9.,\s]*(?:[Ee][0-9]+)?\Z")
_MEASURED = 200
"""Rows measured for the widths of columns."""
_WIDEST = 60
"""Characters of the widest column; longer texts wrap."""
FONT, FONT_SIZE = "Calibri", 11
_BOLD = Font(name=FONT, size=FONT_SIZE, bold=True)
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.6, "bottom": 0.5, "header": 0.25, "footer": 0.25}
"""Of a page, in inches."""
_HEAD_BORDER = Border(bottom=Side(style="thin"))


def render_xlsx(dossier: Dossier, *, signer: ReportSigner) -> bytes:
    """The workbook with its dossier, cell manifest and signature inside."""
    book = Workbook(write_only=True)
    with worded_in(dossier.spoken()):
        marking = printed_marking(dossier)
        manifest = [_write(book, sheet, marking) for sheet in sheets(dossier)]
    sealed = seal(
        dossier,
        file_kind="xlsx",
        contents={"layout": LAYOUT, "sheets": manifest},
        signer=signer,
    )
    _hide(book, sealed)
    _describe(book, dossier)
    out = io.BytesIO()
    write_workbook(book, out)
    return out.getvalue()


def encoded(data: bytes) -> list[str]:
    """`data` as texts a cell can hold: zlib, base64, in parts."""
    text = base64.b64encode(zlib.compress(data, 6)).decode()
    return [text[at : at + CHUNK] for at in range(0, len(text), CHUNK)]


def _write(book: Workbook, sheet: Sheet, marking: str) -> dict[str, Any]:
    """Writes one sheet; its entry of the manifest."""
    page: Any = book.create_sheet(sheet.name)
    rows = iter(sheet.rows)
    first = list(islice(rows, _MEASURED))
    _lay_out(page, marking, sheet.widths or _widths(sheet.heads, first))
    digest = SheetHash()
    digest.add(sheet.heads)
    typed_rows(page, len(sheet.heads))
    looks = _Looks(page, len(sheet.heads))
    figures = [column.type is CellType.NUMBER for column in sheet.columns]
    page.append(looks.head(sheet.heads, figures))
    count = 1
    for row in chain(first, rows):
        digest.add([value for value, _strong in row])
        page.append(looks.row(row))
        count += 1
    last = get_column_letter(len(sheet.columns))
    page.auto_filter.ref = f"A1:{last}{sheet.size + 1}"
    return {"name": str(sheet.name), "rows": count, "sha256": digest.hex()}


def _lay_out(page: Any, marking: str, widths: Sequence[int]) -> None:
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
    page.oddHeader.center.text = marking
    page.oddFooter.center.text = "&P / &N"


class _Looks:
    """Gives the values of a sheet their styles; each style is made once."""

    def __init__(self, page: Any, columns: int) -> None:
        self._page = page
        self._columns = columns
        self._known: dict[tuple[str, bool, bool, bool, str], int] = {}

    def head(self, heads: Sequence[str], figures: Sequence[bool]) -> list[Styled]:
        """The titles; those of `figures` stand above their units, at the right."""
        left, right = (self._head(side) for side in ("", "right"))
        return [
            (excel_text(head), right if is_figure else left)
            for head, is_figure in zip(heads, figures, strict=True)
        ]

    def _head(self, side: str) -> int:
        cell: Any = WriteOnlyCell(self._page)
        cell.font = _BOLD
        cell.border = _HEAD_BORDER
        cell.alignment = _aligned(side, tall=True)
        style: int = cell.style_id
        return style

    def row(self, entries: Sequence[SheetCell]) -> list[Styled]:
        """The values of one row; all stand at the top where one of them wraps.

        A text alone in its row needs no wrapping where it runs on over the empty cells beside it;
        in a sheet of one column it would make the page too wide to be read.
        """
        wraps = len(entries) > 1 or self._columns == 1
        tall = wraps and any(_wraps(value) for value, _strong in entries)
        return [self._styled(entry, tall) for entry in entries]

    def _styled(self, entry: SheetCell, tall: bool) -> Styled:
        value, strong = entry
        if value is None:
            return None, 0
        if not isinstance(value, str):
            side = "left" if isinstance(value, date) else "right"
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


def _wraps(value: Value) -> bool:
    return isinstance(value, str) and (len(value) > _WIDEST or "\n" in value)


def _widths(heads: Sequence[str], rows: Sequence[Sequence[SheetCell]]) -> list[int]:
    """Characters per column, from the head and the first rows."""
    longest = [len(head) + 4 for head in heads]
    for row in rows:
        if len(row) == len(heads):
            longest = [
                max(found, _characters(entry)) for found, entry in zip(longest, row, strict=True)
            ]
    return [min(max(found + 1, 8), _WIDEST) for found in longest]


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


def printed_marking(dossier: Dossier) -> str:
    """The marking as a page head; an ampersand is a command there, twice it is itself."""
    parts = (dossier.marking, dossier.caveat, sample_sentence() if dossier.sample else "")
    return visible(" · ".join(part for part in parts if part))[:120].replace("&", "&&")


def _hide(book: Workbook, sealed: ReportSeal) -> None:
    """The very hidden sheet: part, number, text."""
    page: Any = book.create_sheet(HIDDEN_SHEET)
    page.sheet_state = "veryHidden"
    typed_rows(page, 3)
    for part, data in _parts(sealed):
        for number, text in enumerate(encoded(data), start=1):
            page.append([(part, 0), (Decimal(number), 0), (text, 0)])


def _parts(sealed: ReportSeal) -> Iterator[tuple[str, bytes]]:
    yield "dossier", sealed.dossier
    yield "manifest", sealed.manifest
    yield "signature", sealed.signature


def _describe(book: Workbook, dossier: Dossier) -> None:
    """Fixed core properties: openpyxl would take the clock's."""
    made = dossier.made_at.replace(tzinfo=None, microsecond=0)
    book.properties.created = made
    book.properties.modified = made
    book.properties.creator = visible(dossier.office)
    book.properties.title = visible(f"{dossier.report_type} {dossier.reference}")
