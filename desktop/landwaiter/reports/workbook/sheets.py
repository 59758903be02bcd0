"""A dossier as sheets of typed values: what is written, hashed, and compared when verified.

The hash of a sheet is SHA-256 over its rows, head included; a row is its values' `token`s joined
by U+001F and ended by U+001E, which no value can hold, with empty cells at its end left out.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from openpyxl.utils import get_column_letter

from landwaiter.domain.base.facts import Content
from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.dossier.dossier import CellType, Dossier, DossierColumn, Table
from landwaiter.reports.dossier.sections import all_tables
from landwaiter.reports.dossier.wording import _
from landwaiter.reports.workbook.paper_sheet import is_for_paper, notes_table, paper_table
from landwaiter.reports.workbook.sheet_columns import SheetCell, TypedTable, Value

LAYOUT: Final = 2
"""Counts every change of this module that changes a value; of another layout the hashes are
compared, and whether the values are those of the dossier is not known."""

_LONGEST = 32_767
"""Excel's most UTF-16 units in a cell."""
_PART = 16_000
"""Characters per part of a longer text: at most 32,000 units."""
_MOST_ROWS = 1_000_000
"""Rows of a sheet, head and notes apart; Excel's own limit is 1,048,576."""
_WIDTHS: Mapping[str, tuple[int, ...]] = {"read_me": (24, 110), "paper": (40, 171)}
"""Characters of the columns of sheets that are read on paper: each of their pages is full."""
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME = 31
# Excel reads _x0041_ in a text as the letter A; escaped it reads as written.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True)
class Sheet:
    name: str
    columns: tuple[DossierColumn, ...]
    heads: tuple[str, ...]
    rows: Iterable[Sequence[SheetCell]]
    """Iterated once."""
    size: int
    """Rows of the table, which the filter spans."""
    widths: tuple[int, ...] = ()
    """Of its columns in characters; empty: as wide as what stands in them."""


def sheets(dossier: Dossier) -> Iterator[Sheet]:
    """The sheets in order; consume the rows of one before asking for the next.

    Call it, and consume it, within `worded_in` of the dossier's language.
    """
    zone = dossier.zone()
    tables = all_tables(dossier, zone)
    read_me, *others = tables
    paper = paper_table(others, zone) if is_for_paper(others) else None
    # Second, where who wants paper finds it: a spreadsheet prints the sheets that are chosen.
    wanted = [read_me, *filter(None, (paper, *others, notes_table(others)))]
    parts = [part for table in wanted for part in _parts(table)]
    names = sheet_names([table.title for table in parts])
    long_texts: list[tuple[SheetCell, ...]] = []
    for name, table in zip(names, parts, strict=True):
        typed = TypedTable(table, zone, dossier.time_zone, in_words=table is paper)
        yield Sheet(
            name,
            typed.columns,
            typed.heads,
            _rows(typed, name, long_texts),
            size=max(len(table.rows), 1),
            widths=_WIDTHS.get(table.id, ()),
        )
    if long_texts:
        yield _long_sheet(long_texts)


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Names Excel accepts, at most 31 UTF-16 units, unique without regard to case."""
    taken = {HIDDEN_SHEET.casefold(), _long_title().casefold(), "history"}
    names = []
    for title in titles:
        base = _NO_SHEET_NAME.sub(" ", visible(title)).strip(" '") or _("Sheet")
        name, number = _short(base, _NAME), 1
        while name.casefold() in taken:
            number += 1
            name = f"{_short(base, _NAME - len(f' {number}'))} {number}"
        taken.add(name.casefold())
        names.append(name)
    return names


HIDDEN_SHEET: Final = "_landwaiter"


def token(value: Value) -> str:
    """A value with its type, the same for the file written and the file read."""
    match value:
        case None | "":
            return ""
        case bool():
            return f"b{value}"
        case datetime():
            return f"d{value:%Y-%m-%dT%H:%M:%S}"
        case date():
            return f"d{value.isoformat()}T00:00:00"
        case Decimal() | int() | float():
            return f"n{number_text(value)}"
    return f"s{value}"


def number_text(value: Decimal | int | float) -> str:
    """A number without trailing zeros, as Excel's own precision keeps it."""
    text = str(value)
    if text.isdigit():
        return text
    exact = value if isinstance(value, Decimal) else Decimal(text)
    text = format(exact.normalize(), "f")
    return "0" if text == "-0" else text


def row_bytes(values: Iterable[Value]) -> bytes:
    """One row as it enters the hash of its sheet."""
    tokens = [f"s{v}" if v and isinstance(v, str) else token(v) for v in values]
    return ("\x1f".join(tokens).rstrip("\x1f") + "\x1e").encode()


class SheetHash:
    """SHA-256 over the rows of one sheet; blank rows at its end do not count."""

    def __init__(self) -> None:
        self._sha = hashlib.sha256()
        self._blank = 0

    def add(self, values: Iterable[Value]) -> None:
        row = row_bytes(values)
        if row == _BLANK:
            self._blank += 1
            return
        self._sha.update(_BLANK * self._blank + row)
        self._blank = 0

    def hex(self) -> str:
        return self._sha.hexdigest()


_BLANK = row_bytes(())


def excel_text(text: str) -> str:
    """`text` so that Excel shows it as written."""
    return _ESCAPE.sub("_x005F_", text) if "_x" in text else text


def units(text: str) -> int:
    """UTF-16 units, in which Excel counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _parts(table: Table) -> Iterator[Table]:
    """The table in parts that a sheet can hold."""
    if len(table.rows) <= _MOST_ROWS:
        yield table
        return
    for at in range(0, len(table.rows), _MOST_ROWS):
        yield replace(table, rows=table.rows[at : at + _MOST_ROWS])


def _rows(
    table: TypedTable, sheet: str, long_texts: list[tuple[SheetCell, ...]]
) -> Iterator[list[SheetCell]]:
    for number, entries in enumerate(table.rows(), start=2):
        for place, entry in enumerate(entries):
            if isinstance(entry[0], str) and len(entry[0]) > _PART and _too_long(entry[0]):
                address = f"{get_column_letter(place + 1)}{number}"
                entries[place] = _divided(entry, sheet, address, long_texts)
        yield entries


def _too_long(text: str) -> bool:
    return units(excel_text(text)) > _LONGEST


def _divided(
    entry: SheetCell, sheet: str, address: str, long_texts: list[tuple[SheetCell, ...]]
) -> SheetCell:
    """The beginning of a text; the whole goes in parts to the sheet of long texts."""
    text = str(entry.value)
    for part, at in enumerate(range(0, len(text), _PART), start=1):
        piece = SheetCell(text[at : at + _PART])
        long_texts.append((SheetCell(sheet), SheetCell(address), SheetCell(Decimal(part)), piece))
    mark = _(" … [the whole text is on the sheet “{sheet}”]").format(sheet=_long_title())
    return SheetCell(text[:1000] + mark, strong=entry.strong)


def _long_title() -> str:
    return _("Long texts")


def _long_sheet(long_texts: list[tuple[SheetCell, ...]]) -> Sheet:
    columns = (
        DossierColumn("sheet", _("Sheet"), Content.OPEN),
        DossierColumn("cell", _("Cell"), Content.OPEN),
        DossierColumn("part", _("Part"), Content.OPEN, CellType.NUMBER),
        DossierColumn("text", _("Text"), Content.OPEN),
    )
    heads = tuple(column.title for column in columns)
    return Sheet(_long_title(), columns, heads, long_texts, size=len(long_texts))


def _short(text: str, most: int) -> str:
    while units(text) > most:
        text = text[:-1]
    return text.strip(" '")
