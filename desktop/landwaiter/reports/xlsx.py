"""The Excel file of a dossier: one sheet per table, typed cells, the same bytes each time.

Dossier, manifest and signature lie in a very hidden sheet, which Excel and LibreOffice keep when
they save the file again; an unknown part of the zip they would drop.
"""

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from os import PathLike
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from landwaiter.reports.characters import visible
from landwaiter.reports.dossier import CellType, Column, Dossier
from landwaiter.reports.sheets import (
    HIDDEN_SHEET,
    LAYOUT,
    Entry,
    Sheet,
    SheetHash,
    excel_text,
    sheets,
)
from landwaiter.reports.signing import Seal, Signer, seal

CHUNK = 30_000
"""Characters of the hidden sheet's cells."""
_MOMENT = (1980, 1, 1, 0, 0, 0)
_UNIT = re.compile(r"[\w%/²³µ°. ]{1,12}\Z")
# What a spreadsheet, or one who pastes from it, may take for a formula or an error.
_RISKY = ("=", "+", "-", "@", "#", "\t", "\r")
_WIDTHS = {
    CellType.NUMBER: 16,
    CellType.DATE: 12,
    CellType.INSTANT: 20,
    CellType.CODE: 22,
    CellType.SEVERITY: 16,
}
_BOLD = Font(bold=True)
_HEAD_BORDER = Border(bottom=Side(style="thin"))
_WRAP = Alignment(wrap_text=True, vertical="top")


def render_xlsx(dossier: Dossier, *, signer: Signer) -> bytes:
    """The workbook with its dossier, cell manifest and signature inside."""
    book = Workbook(write_only=True)
    manifest = [_write(book, sheet) for sheet in sheets(dossier)]
    sealed = seal(
        dossier,
        file_kind="xlsx",
        contents={"layout": LAYOUT, "sheets": manifest},
        signer=signer,
    )
    _hide(book, sealed)
    _describe(book, dossier)
    out = io.BytesIO()
    with _SteadyZip(out, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    return out.getvalue()


def encoded(data: bytes) -> list[str]:
    """`data` as texts a cell can hold: zlib, base64, in parts."""
    text = base64.b64encode(zlib.compress(data, 6)).decode()
    return [text[at : at + CHUNK] for at in range(0, len(text), CHUNK)]


def _write(book: Workbook, sheet: Sheet) -> dict[str, Any]:
    """Writes one sheet; its entry of the manifest."""
    page: Any = book.create_sheet(sheet.name)
    page.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(place)].width = _width(column, sheet.heads)
    digest = SheetHash()
    digest.add(sheet.heads)
    page.append([_head_cell(page, head) for head in sheet.heads])
    write = _Cells(page, sheet.columns)
    rows = 1
    for row in sheet.rows:
        digest.add([entry.value for entry in row])
        page.append(write.row(row))
        rows += 1
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{rows}"
    return {"name": sheet.name, "rows": rows, "sha256": digest.hex()}


class _Cells:
    """Makes the cells of one sheet; plain texts need no cell of their own."""

    def __init__(self, page: Any, columns: Sequence[Column]) -> None:
        self._page = page
        self._kinds = [column.type for column in columns]

    def row(self, entries: Sequence[Entry]) -> list[Any]:
        return [self._cell(entry, kind) for entry, kind in zip(entries, self._kinds, strict=False)]

    def _cell(self, entry: Entry, kind: CellType) -> Any:
        value = entry.value
        if isinstance(value, str):
            return self._text(excel_text(value), entry.strong, wrapped=kind is CellType.TEXT)
        if value is None:
            return None
        cell: Any = WriteOnlyCell(self._page)
        cell.value = value
        cell.number_format = _number_format(entry)
        if entry.strong:
            cell.font = _BOLD
        return cell

    def _text(self, text: str, strong: bool, *, wrapped: bool) -> Any:
        risky = text.startswith(_RISKY)
        if not (risky or strong or (wrapped and len(text) > 60)):
            return text
        cell = WriteOnlyCell(self._page, text)
        cell.data_type = "s"
        if risky:
            cell.quotePrefix = True
        if strong:
            cell.font = _BOLD
        if wrapped:
            cell.alignment = _WRAP
        return cell


def _head_cell(page: Any, head: str) -> Any:
    cell = WriteOnlyCell(page, excel_text(head))
    cell.data_type = "s"
    cell.font = _BOLD
    cell.border = _HEAD_BORDER
    cell.alignment = _WRAP
    return cell


def _width(column: Column, heads: Sequence[str]) -> int:
    if column.width:
        return min(max(column.width, 8), 100)
    return _WIDTHS.get(column.type, 60 if len(heads) < 4 else 36)


def _number_format(entry: Entry) -> str:
    match entry.value:
        case datetime():
            return "yyyy-mm-dd hh:mm"
        case date():
            return "yyyy-mm-dd"
        case Decimal() as number:
            exponent = number.as_tuple().exponent
            places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
            figures = "#,##0." + "0" * places if places else "#,##0"
            unit = visible(entry.unit)
            return f'{figures} "{unit}"' if _UNIT.match(unit) else figures
    return "General"


def _hide(book: Workbook, sealed: Seal) -> None:
    """The very hidden sheet: part, number, text."""
    page: Any = book.create_sheet(HIDDEN_SHEET)
    page.sheet_state = "veryHidden"
    for part, data in _parts(sealed):
        for number, text in enumerate(encoded(data), start=1):
            page.append([part, number, _forced_text(page, text)])


def _parts(sealed: Seal) -> Iterator[tuple[str, bytes]]:
    yield "dossier", sealed.dossier
    yield "manifest", sealed.manifest
    yield "signature", sealed.signature


def _forced_text(page: Any, text: str) -> Any:
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    return cell


def _describe(book: Workbook, dossier: Dossier) -> None:
    """Fixed core properties: openpyxl would take the clock's."""
    made = dossier.made_at.replace(tzinfo=None, microsecond=0)
    book.properties.created = made
    book.properties.modified = made
    book.properties.creator = visible(dossier.office)
    book.properties.title = visible(f"{dossier.report_type} {dossier.reference}")


class _SteadyZip(zipfile.ZipFile):
    """A zip whose members carry no clock."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *args: Any, **kwargs: Any) -> None:
        del args, kwargs
        super().writestr(self._info(str(zinfo_or_arcname)), data)

    def write(
        self,
        filename: str | PathLike[str],
        arcname: str | PathLike[str] | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        del args, kwargs
        info = self._info(str(arcname))
        info.file_size = Path(filename).stat().st_size
        with Path(filename).open("rb") as source, self.open(info, "w") as target:
            while block := source.read(1 << 16):
                target.write(block)

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, date_time=_MOMENT)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.create_system = 3
        info.external_attr = 0o600 << 16
        return info
