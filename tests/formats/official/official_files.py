"""Files as authorities make them, and how they are read."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook

from landwaiter.formats.base.spreadsheet import workbook_text
from landwaiter.formats.law.content import (
    OfficialContent,
    content_of,
    is_workbook,
    workbook_content,
)
from landwaiter.formats.law.importer import OfficialReading, TableChoices
from landwaiter.formats.law.registry import IMPORTERS

HEADER = ("CN code", "TARIC", "Dual-use code")
ROWS = (
    ("84571010", "", "2B001"),
    ("84136031", "10", "2B350.i"),
    ("28441010", "", "0C001"),
    ("845710", "", "2B201"),
)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def a_workbook(*sheets: Iterable[Sequence[Any]], titles: Sequence[str] = ()) -> bytes:
    """One sheet for each table of rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets):
        page = book.create_sheet(titles[number] if titles else f"Sheet {number + 1}")
        for row in rows:
            page.append(list(row))
    return saved(book)


def a_table(*rows: Sequence[Any], header: Sequence[str] = HEADER) -> bytes:
    return a_workbook([header, *rows])


def content(data: bytes, file: str = "table.xlsx") -> OfficialContent:
    """As the service has it, the workbook read in this process."""
    if is_workbook(data):
        return workbook_content(workbook_text(data), file)
    return content_of(data, file)


def read(
    kind: str,
    data: bytes,
    *,
    file: str = "table.xlsx",
    mapping: dict[str, str] | None = None,
    sheet: str = "",
) -> OfficialReading:
    return read_content(kind, content(data, file), TableChoices(mapping or {}, sheet))


def read_content(
    kind: str, found: OfficialContent, choices: TableChoices | None = None
) -> OfficialReading:
    return IMPORTERS[kind].read(found, choices or TableChoices({}, ""), lambda _done, _total: None)


def faults(reading: OfficialReading) -> list[tuple[Any, str | None, str | None]]:
    return [(one.row, one.field, one.value) for one in reading.rejected]
