"""The cells of other people's OpenDocument tables (.ods) as text, within the bounds of workbooks.

Meant for the process that may do nothing else, like `spreadsheet`, whose answer it gives. Nothing
is computed: a formula comes back as a formula, a date as ISO 8601, a number as its figures.
"""

import zipfile
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from landwaiter.formats.base.spreadsheet import (
    FORMULA,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    MOST_TEXT,
    NUMBER,
    WorkbookRefusal,
    checked_names,
    parse_part,
    sheets_text,
    workbook_text,
)

CONTENT = "content.xml"
MIME_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = "META-INF/manifest.xml"
_NUMBERS = frozenset({"float", "percentage", "currency"})


def table_text(data: bytes) -> str:
    """What `workbook_text` gives of a workbook with its numbers told from texts, of either form."""
    if not is_open_document(data):
        return workbook_text(data, is_typed=True)
    return sheets_text(data, _sheets)


def is_open_document(data: bytes) -> bool:
    """Whether the bytes say that they are an OpenDocument table: its first member does."""
    return data.startswith(b"PK\x03\x04") and data[30:200].startswith(b"mimetype" + MIME_TYPE)


def _sheets(archive: zipfile.ZipFile) -> list[dict[str, Any]]:
    names = checked_names(archive)
    if _MANIFEST in names and _is_encrypted(archive):
        raise WorkbookRefusal("encrypted")
    tables = _Tables()
    parse_part(archive, CONTENT, tables.begins, tables.ends, tables.text)
    return tables.sheets


def _is_encrypted(archive: zipfile.ZipFile) -> bool:
    found: list[str] = []

    def begins(name: str, _known: Mapping[str, str]) -> None:
        if name == "encryption-data":
            found.append(name)

    parse_part(archive, _MANIFEST, begins)
    return bool(found)


class _Tables:
    """The tables of a document while it is parsed."""

    def __init__(self) -> None:
        self.sheets: list[dict[str, Any]] = []
        self._rows: dict[int, dict[int, str]] = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self._name = ""
        self._row = self._column = self._cells = self._characters = 0
        self._rows_alike = self._cells_alike = 1
        self._now: dict[int, str] = {}
        self._known: dict[str, str] = {}
        self._pieces: list[str] = []
        self._is_in_cell = self._is_in_note = False

    def begins(self, name: str, known: Mapping[str, str]) -> None:
        said = {key.rpartition(" ")[2]: value for key, value in known.items()}
        if name == "table":
            self._name = said.get("name", "")[:80]
            self._rows, self._merged, self._row = {}, [], 0
        elif name == "table-row":
            self._rows_alike = _count(said.get("number-rows-repeated"))
            self._now, self._column = {}, 0
        elif name in ("table-cell", "covered-table-cell"):
            self._cells_alike = _count(said.get("number-columns-repeated"))
            self._known, self._pieces, self._is_in_cell = said, [], True
        elif name == "annotation":
            self._is_in_note = True
        elif name in ("s", "tab", "line-break") or (name == "p" and self._pieces):
            self._pieces.append(" ")

    def ends(self, name: str) -> None:
        if name in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif name == "table-row":
            self._end_row()
        elif name == "annotation":
            self._is_in_note = False
        elif name == "table":
            self._end_table()

    def text(self, piece: str) -> None:
        if self._is_in_cell and not self._is_in_note:
            self._pieces.append(piece)

    def _end_cell(self) -> None:
        self._is_in_cell = False
        if value := self._value():
            if self._column + self._cells_alike > MOST_COLUMNS:
                raise WorkbookRefusal("too_many_columns", self._name, self._row + 1)
            for at in range(self._column, self._column + self._cells_alike):
                self._now[at] = value
        wide = _count(self._known.get("number-columns-spanned"))
        high = _count(self._known.get("number-rows-spanned"))
        if wide * high > 1 and len(self._merged) < MOST_ROWS:
            first = self._row + 1
            right = self._column + wide - 1
            self._merged.append((first, first + high - 1, self._column, right))
        self._column += self._cells_alike

    def _end_row(self) -> None:
        if self._now:
            if len(self._rows) + self._rows_alike > MOST_ROWS:
                raise WorkbookRefusal("too_many_rows", self._name, self._row + 1)
            self._cells += len(self._now) * self._rows_alike
            self._characters += sum(map(len, self._now.values())) * self._rows_alike
            if self._cells > MOST_CELLS:
                raise WorkbookRefusal("too_many_cells", self._name, self._row + 1)
            if self._characters > MOST_TEXT:
                raise WorkbookRefusal("too_large", self._name, self._row + 1)
            for number in range(self._row + 1, self._row + 1 + self._rows_alike):
                self._rows[number] = dict(self._now)
        self._row += self._rows_alike

    def _end_table(self) -> None:
        for first, last, left, _right in self._merged:
            value = self._rows.get(first, {}).get(left, "")
            for number in range(first + 1, min(last, self._row) + 1) if value else ():
                if number in self._rows:
                    self._rows[number].setdefault(left, value)
        rows = [
            [number, [cells.get(at, "") for at in range(max(cells) + 1)]]
            for number, cells in sorted(self._rows.items())
        ]
        self.sheets.append({"name": self._name, "rows": rows, "merged": self._merged})
        if len(self.sheets) > MOST_SHEETS:
            raise WorkbookRefusal("too_many_sheets", value=str(len(self.sheets)))

    def _value(self) -> str:
        known, words = self._known, "".join(self._pieces).strip()
        if formula := known.get("formula"):
            return f"{FORMULA}{formula}"
        kind = known.get("value-type", "")
        if kind in _NUMBERS:
            return f"{NUMBER}{_figures(known.get('value', words))}"
        if kind == "date":
            return known.get("date-value", words)[:10]
        return words


def _count(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdigit() else 1


def _figures(text: str) -> str:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > 20:
        return text
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
