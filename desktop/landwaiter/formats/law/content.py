"""A file of an authority as something that can be looked at: sheets, JSON or an archive."""

import csv
import io
import json
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from landwaiter.domain.law.control_codes import number_or_code
from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import DELIMITERS, MAX_COLUMNS, decode
from landwaiter.formats.base.gzipped import unpacked
from landwaiter.formats.law.pack_zip import UNREADABLE, ZipBounds, refuse_oversize
from landwaiter.i18n import _, plural

MOST_BYTES = 64 << 20
MOST_ROWS = 500_000
_MOST_ENTRIES = 20_000
_LOOKED_AT = 40
"""Lines by which the delimiter of a text is told."""


@dataclass(frozen=True, slots=True)
class CellGrid:
    """One sheet, or the one table of a text: cells by row; rows are numbered from 1."""

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    merged: tuple[tuple[int, ...], ...] = ()
    """First and last row, first and last column of merged cells, where that was asked for."""


@dataclass(frozen=True, slots=True)
class OfficialContent:
    """What a file holds; only what it is made of is filled."""

    file: str
    grids: tuple[CellGrid, ...] = ()
    document: Any = None
    """JSON, its numbers as Decimal."""
    records: tuple[tuple[int, Any], ...] = ()
    """JSON lines with their numbers."""
    archive: Mapping[str, bytes] = field(default_factory=dict)


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are an Excel workbook; whether it can be read is another matter."""
    return any(name.startswith("xl/") for name in _names(data))


def is_pack(data: bytes) -> bool:
    """Whether the bytes are a zipped pack."""
    return any(name.rpartition("/")[2] == "pack.toml" for name in _names(data))


def _names(data: bytes) -> list[str]:
    if not data.startswith(b"PK"):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError):
        return []


def content_of(data: bytes, file: str) -> OfficialContent:
    """A text, a packed text or an archive of JSON; a workbook goes to `workbook_content`.

    Raises Invalid with file, and with row where there is one, for what cannot be read.
    """
    data = unpacked(data, file=file)
    if len(data) > MOST_BYTES:
        raise Invalid(
            _("The file is larger than {limit} MB.").format(limit=MOST_BYTES >> 20),
            file=file,
            remedy=_("Check that this is the file you mean."),
        )
    if data.startswith(b"PK"):
        return OfficialContent(file, archive=_archive(data, file))
    text = data.decode("latin-1") if _is_latin(data) else decode(data, file=file)
    beginning = text.lstrip()[:1]
    if beginning in ("{", "["):
        return _json(text, file)
    if beginning == "<":
        raise Invalid(
            _("The file is XML or HTML; no official file of that form is read here."),
            file=file,
            remedy=_("Download the table as Excel or CSV file."),
        )
    return OfficialContent(file, grids=(_csv(text, file),))


def _is_latin(data: bytes) -> bool:
    """A file of the one publisher known to write ISO 8859-1, who names itself in its first lines.

    Nothing else is guessed: other texts that are not UTF-8 are refused.
    """
    if _LATIN_PUBLISHER not in data[:_BANNER]:
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return b"\x00" not in data
    return False


_LATIN_PUBLISHER = b"SIPRI Arms Transfers Database"
_BANNER = 4096


def _bounds() -> ZipBounds:
    return ZipBounds(
        _MOST_ENTRIES,
        MOST_BYTES,
        _("The archive holds more than is read here."),
        _("Check that this is the file you mean."),
    )


def _archive(data: bytes, file: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            refuse_oversize(entries, _bounds(), file=file)
            return {entry.filename: _entry(archive, entry) for entry in entries}
    except UNREADABLE as error:
        raise Invalid(
            _("The archive cannot be read: {reason}.").format(reason=str(error).rstrip(".")),
            file=file,
            remedy=_("It is damaged, cut off or locked; download it again."),
        ) from None


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    # The size in the directory may lie: never unpack more than it says.
    with archive.open(entry) as stream:
        content = stream.read(entry.file_size + 1)
    if len(content) > entry.file_size:
        raise ValueError(_("a file in it is larger than it says"))
    return content


def json_of(text: str, file: str, row: int = 0) -> Any:
    """The value of a JSON text, numbers as Decimal; Invalid names the line."""
    try:
        return json.loads(text, parse_float=number_or_code, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise Invalid(
            _("The text is not JSON: {reason}.").format(reason=error.msg),
            file=file,
            row=row or error.lineno,
            remedy=_("The file is damaged or cut off; download it again."),
        ) from None
    except (ValueError, RecursionError) as error:
        raise Invalid(
            _("The text is not JSON: {reason}.").format(reason=error),
            file=file,
            row=row or None,
            remedy=_("The file is damaged or cut off; download it again."),
        ) from None


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _json(text: str, file: str) -> OfficialContent:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if len(lines) > 1 and all(_closed(line) for _number, line in lines[:2]):
        records = tuple((number, json_of(line, file, number)) for number, line in lines)
        return OfficialContent(file, records=records)
    return OfficialContent(file, document=json_of(text, file))


def _closed(line: str) -> bool:
    text = line.strip()
    return text.startswith("{") and text.endswith("}")


def _csv(text: str, file: str) -> CellGrid:
    """The table of a text, under the delimiter that makes most columns of its first lines."""
    head = "\n".join(text.split("\n", _LOOKED_AT)[:_LOOKED_AT])
    best = max(DELIMITERS, key=lambda delimiter: _columns(head, delimiter))
    rows: list[tuple[int, tuple[str, ...]]] = []
    number = 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=best, strict=True)
        for number, cells in enumerate(reader, start=1):
            if len(cells) > MAX_COLUMNS or number > MOST_ROWS:
                raise Invalid(
                    plural(
                        MOST_ROWS,
                        "The table has more than {n} row or {columns}.",
                        "The table has more than {n} rows or {columns}.",
                        columns=plural(MAX_COLUMNS, "{n} column", "{n} columns"),
                    ),
                    file=file,
                    row=number,
                    remedy=_("Check that this is the file you mean."),
                )
            if any(cell.strip() for cell in cells):
                rows.append((number, tuple(cell.strip() for cell in cells)))
    except csv.Error as error:
        raise Invalid(
            _("The row cannot be told into cells: {reason}.").format(reason=error),
            file=file,
            row=number + 1,
            remedy=_("The file may be cut off here; else check the quotation marks of this row."),
        ) from None
    return CellGrid("", tuple(rows))


def _columns(head: str, delimiter: str) -> float:
    try:
        rows = list(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter))
    except csv.Error:
        return 0
    return median([len(cells) for cells in rows if cells] or [0])


_REFUSED = {
    "damaged": lambda: _("The workbook cannot be read: it is damaged or cut off."),
    "encrypted": lambda: _("The workbook is protected with a password."),
    "doctype": lambda: _("The workbook declares a document type, which no spreadsheet needs."),
    "no_workbook": lambda: _("The file is no Excel workbook."),
    "too_large": lambda: _("The workbook unpacks to more than is read here."),
    "too_many_sheets": lambda: _("The workbook has too many sheets."),
    "too_many_rows": lambda: _("A sheet has too many rows."),
    "too_many_columns": lambda: _("A sheet has too many columns."),
    "too_many_cells": lambda: _("The workbook has too many cells."),
}


def workbook_content(text: str, file: str) -> OfficialContent:
    """The sheets that the confined process read; what it says is not trusted either."""
    try:
        answer = json.loads(text)
        if "refused" in answer:
            cause, sheet, row, value = answer["refused"]
            raise Invalid(
                _REFUSED[cause](),
                file=file,
                row=int(row) or None,
                field=str(sheet) or None,
                value=str(value) or None,
                remedy=_("Open it in a spreadsheet and save the one table anew as .xlsx or CSV."),
            )
        grids = tuple(_grid(sheet) for sheet in answer["sheets"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Invalid(_REFUSED["damaged"](), file=file, remedy=_("Download it again.")) from None
    return OfficialContent(file, grids=grids)


def _grid(sheet: Any) -> CellGrid:
    rows = tuple((int(number), tuple(map(str, cells))) for number, cells in sheet["rows"])
    merged = tuple(tuple(map(int, place)) for place in sheet.get("merged", ()))
    return CellGrid(str(sheet["name"]), rows, merged)
