"""The Excel file of a dossier: one sheet per table, typed cells, the same bytes each time.

Dossier, manifest and signature lie in a very hidden sheet, which Excel and LibreOffice keep when
they save the file again; an unknown part of the zip they would drop.
"""

import base64
import io
import zlib
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.dossier.dossier import CellType, Dossier
from landwaiter.reports.dossier.sections import sample_sentence
from landwaiter.reports.dossier.signing import ReportSeal, ReportSigner, seal
from landwaiter.reports.dossier.wording import worded_in
from landwaiter.reports.workbook.in_memory import write_workbook
from landwaiter.reports.workbook.sheet_style import (
    MEASURED,
    SheetLooks,
    lay_out,
    page_head,
    widths_of,
)
from landwaiter.reports.workbook.sheet_xml import typed_rows
from landwaiter.reports.workbook.sheets import (
    HIDDEN_SHEET,
    LAYOUT,
    Sheet,
    SheetHash,
    sheets,
)

CHUNK = 30_000
"""Characters of the hidden sheet's cells."""


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
    first = list(islice(rows, MEASURED))
    lay_out(page, marking, sheet.widths or widths_of(sheet.heads, first))
    digest = SheetHash()
    digest.add(sheet.heads)
    typed_rows(page, len(sheet.heads))
    looks = SheetLooks(page, [column.type is CellType.NUMBER for column in sheet.columns])
    page.append(looks.head(sheet.heads))
    count = 1
    for row in chain(first, rows):
        digest.add([value for value, _strong in row])
        page.append(looks.row(row))
        count += 1
    last = get_column_letter(len(sheet.columns))
    page.auto_filter.ref = f"A1:{last}{sheet.size + 1}"
    return {"name": str(sheet.name), "rows": count, "sha256": digest.hex()}


def printed_marking(dossier: Dossier) -> str:
    """The marking as a page head."""
    return page_head(dossier.marking, dossier.caveat, sample_sentence() if dossier.sample else "")


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
