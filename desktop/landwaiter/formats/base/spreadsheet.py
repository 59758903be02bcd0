"""The cells of other people's workbooks (.xlsx) as text, within fixed bounds.

Meant for the process that may do nothing else (`services/preview_child`). Nothing is computed:
a formula comes back as a formula, a date as ISO 8601, a number as its figures. One that is shown
as a power of ten stays one (9E+03): it may have been the control code 9E003, and only who reads the
column knows. What the answer looks like stands at `workbook_text`.
"""

import io
import json
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.parsers import expat

from landwaiter.domain.law.control_codes import is_like_a_number

CELLS = "cells"
"""What the process is asked for to get the cells of a workbook."""
TYPED_CELLS = "typed_cells"
"""The same, where cells that hold numbers are told from texts, and merged cells are named."""
MOST_SHEETS = 40
MOST_ROWS = 200_000
"""Rows of one sheet that hold anything."""
MOST_ROW_ELEMENTS = 1_100_000
"""A sheet has at most 1,048,576 rows; many files format all of them and fill a few."""
MOST_COLUMNS = 256
MOST_CELLS = 4_000_000
MOST_TEXT = 48 << 20
"""Characters of all cells together."""
_MOST_MEMBERS = 2_000
_MOST_PART = 256 << 20
_MOST_RATIO = 400
_RATIO_FROM = 8 << 20
_BLOCK = 1 << 18
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_SERIAL = 2_958_465
"""31 December 9999."""
_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_POWER_FORMATS = frozenset((11, 48))
_POWER_OF_TEN = re.compile(r"E[+-]", re.IGNORECASE)
_NOT_A_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
FORMULA = "\x1d"
"""Stands before the text of a formula or of a fault such as #REF!; no cell can hold it."""
NUMBER = "\x1e"
"""Stands before the figures of a number where numbers are told from texts."""


class WorkbookRefusal(Exception):
    """The workbook is not read; `args` are cause, sheet, row and value."""

    def __init__(self, cause: str, sheet: str = "", row: int = 0, value: str = "") -> None:
        super().__init__(cause, sheet, row, value)


@dataclass(slots=True)
class _Book:
    """What the sheets refer to."""

    strings: list[str] = field(default_factory=list)
    dates: frozenset[int] = frozenset()
    """Numbers of the cell styles that show a date."""
    powers: frozenset[int] = frozenset()
    """Numbers of the cell styles that show a power of ten."""
    epoch: date = _EPOCH
    cells: int = 0
    characters: int = 0
    is_typed: bool = False
    """Whether numbers are told from texts."""


Sheets = Iterable[dict[str, Any]]


def workbook_text(data: bytes, *, is_typed: bool = False) -> str:
    """JSON of `{"sheets": [{"name", "rows": [[number, [cell, …]], …], "merged"}, …]}`, or of
    `{"refused": [cause, sheet, row, value]}`; rows without content are left out.

    `merged` are first row, last row, first column and last column of cells merged into one.
    """
    return sheets_text(data, lambda archive: _sheets(archive, is_typed=is_typed))


def sheets_text(data: bytes, read: Callable[[zipfile.ZipFile], Sheets]) -> str:
    """The same of whatever reads the sheets of an archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            answer: dict[str, Any] = {"sheets": list(read(archive))}
    except WorkbookRefusal as refused:
        answer = {"refused": list(refused.args)}
    except RuntimeError:
        answer = {"refused": ["encrypted", "", 0, ""]}
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        NotImplementedError,
        EOFError,
        OSError,
        KeyError,
        ValueError,
        IndexError,
    ):
        answer = {"refused": ["damaged", "", 0, ""]}
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))


def _sheets(archive: zipfile.ZipFile, *, is_typed: bool) -> Iterator[dict[str, Any]]:
    names = checked_names(archive)
    if "xl/workbook.xml" not in names:
        raise WorkbookRefusal("no_workbook")
    heads, is_1904 = _sheet_heads(archive)
    if len(heads) > MOST_SHEETS:
        raise WorkbookRefusal("too_many_sheets", value=str(len(heads)))
    dates, powers = _styles(archive) if "xl/styles.xml" in names else (_NONE, _NONE)
    book = _Book(
        strings=_shared_strings(archive) if "xl/sharedStrings.xml" in names else [],
        dates=dates,
        powers=powers,
        epoch=_EPOCH_1904 if is_1904 else _EPOCH,
        is_typed=is_typed,
    )
    for name, part in heads:
        # A chart sheet has no cells.
        if part in names and part.startswith("xl/worksheets/"):
            sheet = _Sheet(book, name)
            yield {"name": name, "rows": sheet.read(archive, part), "merged": sheet.merged}


def checked_names(archive: zipfile.ZipFile) -> frozenset[str]:
    """Its members; WorkbookRefusal for too many, for one that unpacks to too much, or is locked."""
    infos = archive.infolist()
    names = frozenset(info.filename for info in infos)
    if len(infos) > _MOST_MEMBERS or len(names) < len(infos):
        raise WorkbookRefusal("too_large", value=str(len(infos)))
    for info in infos:
        if info.flag_bits & 1:
            raise WorkbookRefusal("encrypted")
        if info.file_size > _MOST_PART or info.file_size > max(
            _RATIO_FROM, _MOST_RATIO * info.compress_size
        ):
            raise WorkbookRefusal("too_large", value=info.filename[:80])
    return names


Attributes = Mapping[str, str]


def parse_part(
    archive: zipfile.ZipFile,
    part: str,
    begins: Callable[[str, Attributes], None],
    ends: Callable[[str], None] = lambda _name: None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Feed a part to the handlers, by local names; a DOCTYPE and a false size are refused."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, known: begins(name.rpartition(" ")[2], known)
    parser.EndElementHandler = lambda name: ends(name.rpartition(" ")[2])
    if text:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    most, seen = archive.getinfo(part).file_size, 0
    with archive.open(part) as stream:
        while block := stream.read(_BLOCK):
            seen += len(block)
            if seen > most:
                raise WorkbookRefusal("too_large", value=part[:80])
            parser.Parse(block, False)
    parser.Parse(b"", True)


def _refuse_doctype(*_declared: object) -> None:
    raise WorkbookRefusal("doctype")


def _sheet_heads(archive: zipfile.ZipFile) -> tuple[list[tuple[str, str]], bool]:
    """Name and part of each sheet in their order, and whether days are counted from 1904."""
    targets: dict[str, str] = {}
    heads: list[tuple[str, str]] = []
    flags: list[bool] = []

    def relation(name: str, known: Attributes) -> None:
        if name == "Relationship":
            targets[known.get("Id", "")] = known.get("Target", "")

    def sheet(name: str, known: Attributes) -> None:
        if name == "workbookPr":
            flags.append(known.get("date1904", "").lower() in ("1", "true"))
        if name == "sheet":
            links = (value for key, value in known.items() if key.rpartition(" ")[2] == "id")
            target = targets.get(next(links, ""), "")
            absolute = target.startswith("/")
            part = target.lstrip("/") if absolute else posixpath.normpath(f"xl/{target}")
            heads.append((known.get("name", "")[:80], part))

    parse_part(archive, "xl/_rels/workbook.xml.rels", relation)
    parse_part(archive, "xl/workbook.xml", sheet)
    return heads, any(flags)


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    strings: list[str] = []
    pieces: list[str] = []
    inside: list[str] = []

    def begins(name: str, _known: Attributes) -> None:
        inside.append(name)
        if name == "si":
            pieces.clear()

    def ends(name: str) -> None:
        inside.pop()
        if name == "si":
            strings.append("".join(pieces))

    def text(piece: str) -> None:
        # Beside the text a string may carry how it is pronounced.
        if inside and inside[-1] == "t" and "rPh" not in inside:
            pieces.append(piece)

    parse_part(archive, "xl/sharedStrings.xml", begins, ends, text)
    return strings


_NONE: frozenset[int] = frozenset()


def _styles(archive: zipfile.ZipFile) -> tuple[frozenset[int], frozenset[int]]:
    """Numbers of the cell styles that show a date, and of those that show a power of ten."""
    own: dict[int, str] = {}
    styles: list[int] = []
    inside: list[str] = []

    def begins(name: str, known: Attributes) -> None:
        inside.append(name)
        if name == "numFmt":
            own[int(known.get("numFmtId", "-1"))] = known.get("formatCode", "")
        if name == "xf" and "cellXfs" in inside:
            styles.append(int(known.get("numFmtId", "0")))

    def ends(_name: str) -> None:
        inside.pop()

    parse_part(archive, "xl/styles.xml", begins, ends)
    dates = {number for number, code in own.items() if _shows_a_date(code)} | _DATE_FORMATS
    powers = {number for number, code in own.items() if _shows_a_power(code)} | _POWER_FORMATS
    return _of_formats(styles, dates), _of_formats(styles, powers)


def _of_formats(styles: list[int], formats: Collection[int]) -> frozenset[int]:
    return frozenset(number for number, style in enumerate(styles) if style in formats)


def _shows_a_date(code: str) -> bool:
    letters = _NOT_A_DATE.sub("", code).lower()
    return any(letter in letters for letter in "yd")


def _shows_a_power(code: str) -> bool:
    return bool(_POWER_OF_TEN.search(_NOT_A_DATE.sub("", code)))


class _Sheet:
    """One sheet while it is parsed."""

    def __init__(self, book: _Book, name: str) -> None:
        self._book, self._name = book, name
        self._rows: dict[int, dict[int, str]] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        """Of a typed reading: first and last row, first and last column."""
        self._merged: list[tuple[int, int, int]] = []
        self._row = self._column = self._seen = 0
        self._kind = self._style = ""
        self._pieces: list[str] = []
        self._formula: list[str] | None = None
        self._takes: list[str] | None = None

    def read(self, archive: zipfile.ZipFile, part: str) -> list[list[Any]]:
        parse_part(archive, part, self._begins, self._ends, self._text)
        self._fill_merged()
        return [
            [number, [cells.get(at, "") for at in range(max(cells) + 1)]]
            for number, cells in sorted(self._rows.items())
        ]

    def _begins(self, name: str, known: Attributes) -> None:
        if name == "row":
            self._begin_row(known)
        elif name == "c":
            self._begin_cell(known)
        elif name in ("v", "t"):
            self._takes = self._pieces
        elif name == "f":
            self._formula = self._takes = []
        elif name == "rPh":
            self._takes = None
        elif name == "mergeCell":
            self._merge(known.get("ref", ""))

    def _begin_row(self, known: Attributes) -> None:
        self._seen += 1
        if self._seen > MOST_ROW_ELEMENTS:
            raise WorkbookRefusal("too_many_rows", self._name, self._row)
        self._row = int(known["r"]) if "r" in known else self._row + 1
        self._column = -1

    def _begin_cell(self, known: Attributes) -> None:
        self._book.cells += 1
        if self._book.cells > MOST_CELLS:
            raise WorkbookRefusal("too_many_cells", self._name, self._row)
        place = _REFERENCE.fullmatch(known["r"]) if "r" in known else None
        self._column = _column(place[1]) if place else self._column + 1
        self._kind, self._style = known.get("t", "n"), known.get("s", "")
        self._pieces, self._formula, self._takes = [], None, None

    def _text(self, piece: str) -> None:
        if self._takes is not None:
            self._takes.append(piece)

    def _ends(self, name: str) -> None:
        if name in ("v", "t", "f"):
            self._takes = None
        elif name == "c":
            value = self._value()
            if value:
                self._keep(value)

    def _value(self) -> str:
        raw = "".join(self._pieces)
        if self._formula is not None:
            # A shared formula has its text in the first cell alone.
            return f"{FORMULA}={''.join(self._formula) or raw}"
        if self._kind == "s":
            return self._book.strings[int(raw)].strip() if raw else ""
        if self._kind == "e":
            return FORMULA + raw
        if self._kind == "n":
            number = self._number(raw)
            is_marked = self._book.is_typed and number[:1].isdigit() and "-" not in number
            return f"{NUMBER}{number}" if is_marked else number
        return raw.strip()

    def _number(self, raw: str) -> str:
        raw = raw.strip()
        try:
            number = Decimal(raw) if raw and not is_like_a_number(raw) else None
        except InvalidOperation:
            return raw
        if number is None or not number.is_finite() or abs(number.adjusted()) > 20:
            return raw
        style = int(self._style) if self._style.isdigit() else -1
        if style in self._book.dates and 0 < number <= _LAST_SERIAL:
            return (self._book.epoch + timedelta(days=int(number))).isoformat()
        if style in self._book.powers and (power := _power_of_ten(number)):
            return power
        plain = format(number, "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain

    def _keep(self, value: str) -> None:
        if self._column >= MOST_COLUMNS:
            raise WorkbookRefusal("too_many_columns", self._name, self._row)
        self._book.characters += len(value)
        if self._book.characters > MOST_TEXT:
            raise WorkbookRefusal("too_large", self._name, self._row)
        self._rows.setdefault(self._row, {})[self._column] = value
        if len(self._rows) > MOST_ROWS:
            raise WorkbookRefusal("too_many_rows", self._name, self._row)

    def _merge(self, reference: str) -> None:
        first, _colon, last = reference.partition(":")
        begin, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if begin and end and begin[2] != end[2]:
            self._merged.append((_column(begin[1]), int(begin[2]), int(end[2])))
        if begin and end and self._book.is_typed:
            columns = _column(begin[1]), _column(end[1])
            self.merged.append((int(begin[2]), int(end[2]), *columns))
        if max(len(self._merged), len(self.merged)) > MOST_ROWS:
            raise WorkbookRefusal("too_many_rows", self._name)

    def _fill_merged(self) -> None:
        """What stands once for several rows stands in each of them."""
        newest = max(self._rows, default=0)
        for column, first, last in self._merged:
            value = self._rows.get(first, {}).get(column, "")
            for number in range(first + 1, min(last, newest) + 1) if value else ():
                self._book.cells += 1
                if self._book.cells > MOST_CELLS:
                    raise WorkbookRefusal("too_many_cells", self._name, number)
                if number in self._rows:
                    self._rows[number].setdefault(column, value)


def _power_of_ten(number: Decimal) -> str:
    """9000 as 9E+03, with the one figure that a control code has; empty for any other number."""
    one = number.normalize()
    is_one_figure = len(one.as_tuple().digits) == 1 and one >= 1
    return f"{one.as_tuple().digits[0]}E+{one.adjusted():02}" if is_one_figure else ""


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
