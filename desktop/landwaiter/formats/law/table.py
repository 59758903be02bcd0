"""Rows of a table whose header is found by what stands in it, in whatever row and sheet."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import plain_name
from landwaiter.formats.base.declaration_file import Findings
from landwaiter.formats.base.spreadsheet import FORMULA
from landwaiter.formats.base.values import UnreadableValue
from landwaiter.formats.law.content import CellGrid, OfficialContent
from landwaiter.formats.law.importer import OfficialReading, Row, TableChoices, Tell
from landwaiter.formats.law.values import text
from landwaiter.i18n import _

_HEADER_WITHIN = 60
_STEP = 2_000
"""Rows between two tellings."""
_YEAR = re.compile(r"\b(19|20)[0-9]{2}\b")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class OfficialColumn:
    """A column of ours: how others head it, and how its cells are read."""

    name: str
    read: Callable[[str], Any] = text
    also: tuple[str, ...] = ()
    """Other headers, in any language; compared without accents, case and years."""
    needed: bool = False
    """Without the column the table is another one."""
    filled: bool = False
    """Each row states it."""


@dataclass(frozen=True, slots=True)
class TableHeader:
    """Where a table begins, and which column of it is which of ours."""

    grid: CellGrid
    at: int
    """Index of the header in the rows of the grid; -1 where there is none."""
    places: Mapping[str, int]

    @property
    def body(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        return self.grid.rows[self.at + 1 :]


@dataclass(frozen=True, slots=True)
class ReadRow:
    number: int
    values: Mapping[str, Any]
    """Our column → its value; cells that are empty are left out."""
    raw: Mapping[str, str]


def plain(header: str) -> str:
    """A header as it is compared: `Code NC 2024*` → `code nc`."""
    decomposed = unicodedata.normalize("NFKD", _YEAR.sub(" ", header.replace("_", " ")))
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return " ".join(_WORDS.findall(bare.casefold().replace("ł", "l")))


def headers(
    content: OfficialContent, columns: Sequence[OfficialColumn], mapping: Mapping[str, str]
) -> tuple[TableHeader, ...]:
    """The best header of each sheet that has every needed column."""
    _refuse_unknown(mapping, columns, content.file)
    names = {column.name: _headings(column, mapping.get(column.name, "")) for column in columns}
    needed = {column.name for column in columns if column.needed} | set(mapping)
    found = (_header_of(grid, names) for grid in content.grids)
    return tuple(header for header in found if needed <= header.places.keys())


def _refuse_unknown(
    mapping: Mapping[str, str], columns: Sequence[OfficialColumn], file: str
) -> None:
    known = [column.name for column in columns]
    for name in mapping:
        if plain_name(name) not in known:
            raise Invalid(
                _("The mapping names a column that this table does not have."),
                file=file,
                field=name,
                remedy=_("Known columns: {columns}.").format(columns=", ".join(known)),
            )


def _headings(column: OfficialColumn, mapped: str) -> frozenset[str]:
    if mapped:
        return frozenset({plain(mapped)})
    return frozenset(map(plain, (column.name, *column.also)))


def _header_of(grid: CellGrid, names: Mapping[str, frozenset[str]]) -> TableHeader:
    best = TableHeader(grid, -1, {})
    for index, (_number, cells) in enumerate(grid.rows[:_HEADER_WITHIN]):
        places: dict[str, int] = {}
        for at, cell in enumerate(cells):
            heading = plain(cell) if len(cell) <= 120 else ""
            for name, headings in names.items():
                if heading and heading in headings and name not in places:
                    places[name] = at
                    break
        if len(places) > len(best.places):
            best = TableHeader(grid, index, places)
    return best


def the_header(
    content: OfficialContent, columns: Sequence[OfficialColumn], choices: TableChoices
) -> TableHeader:
    """The one header of the file, or Invalid that says what is missing or where to choose."""
    found = headers(content, columns, choices.mapping)
    if choices.sheet:
        found = tuple(one for one in found if one.grid.name == choices.sheet)
    if len(found) == 1:
        return found[0]
    if found:
        raise Invalid(
            _("Several sheets hold such a table."),
            file=content.file,
            field=", ".join(one.grid.name for one in found),
            remedy=_("Say which one, or remove the others."),
        )
    raise _no_header(content, columns, choices)


def _no_header(
    content: OfficialContent, columns: Sequence[OfficialColumn], choices: TableChoices
) -> Invalid:
    needed = [column.name for column in columns if column.needed]
    sheets = [grid.name for grid in content.grids if grid.name]
    if choices.sheet and choices.sheet not in sheets:
        return Invalid(
            _("The workbook has no such sheet."),
            file=content.file,
            field="sheet",
            value=choices.sheet,
            remedy=_("Its sheets: {sheets}.").format(sheets=", ".join(sheets)),
        )
    return Invalid(
        _("No row within the first {count} names the columns of this table.").format(
            count=_HEADER_WITHIN
        ),
        file=content.file,
        field=", ".join(needed),
        value=_seen(content),
        remedy=_("Name the columns so, or say in a mapping which of yours they are."),
    )


def _seen(content: OfficialContent) -> str | None:
    """The first row that looks like a header, for the person to map from."""
    rows = (cells for grid in content.grids for _n, cells in grid.rows[:_HEADER_WITHIN])
    first = next((cells for cells in rows if len([c for c in cells if c]) > 1), ())
    return ", ".join(cell[:40] for cell in first if cell)[:200] or None


def read_rows(
    header: TableHeader, columns: Sequence[OfficialColumn], findings: Findings, tell: Tell
) -> Iterator[ReadRow]:
    """Each row below the header that could be read; what could not is in the findings.

    A line of words between the rows, as publishers set above a group, is passed over and counted.
    """
    total, passed = len(header.body), []
    read = tuple(column for column in columns if column.name in header.places)
    for done, (number, cells) in enumerate(header.body):
        if done % _STEP == 0:
            tell(done, total)
        raw = {
            column.name: cells[header.places[column.name]]
            for column in read
            if header.places[column.name] < len(cells) and cells[header.places[column.name]]
        }
        if _is_title(raw, cells, read):
            passed.append(number)
            continue
        values = _values(number, raw, read, findings)
        if values is not None:
            yield ReadRow(number, values, raw)
    tell(total, total)
    if passed:
        findings.warn(
            _(
                "Lines of words that are no rows of the table were passed over: {count}, the first "
                "in row {row}."
            ).format(count=len(passed), row=passed[0])
        )


def _is_title(
    raw: Mapping[str, str], cells: Sequence[str], columns: Sequence[OfficialColumn]
) -> bool:
    """One cell alone, and not the value of a column that a row must have."""
    filled = [column for column in columns if column.filled]
    if len(filled) < 2 or len({cell for cell in cells if cell}) != 1:
        return False
    return not any(_reads(column, raw[column.name]) for column in filled if column.name in raw)


def _reads(column: OfficialColumn, cell: str) -> bool:
    try:
        column.read(cell)
    except UnreadableValue:
        return False
    return True


def _values(
    number: int, raw: Mapping[str, str], columns: Sequence[OfficialColumn], findings: Findings
) -> dict[str, Any] | None:
    values: dict[str, Any] = {}
    is_sound = True
    for column in columns:
        cell = raw.get(column.name, "")
        fault = _fault(column, cell, values)
        if fault:
            message, remedy = fault
            findings.reject(
                message,
                row=number,
                field=column.name,
                value=cell.removeprefix(FORMULA) or None,
                remedy=remedy,
            )
            is_sound = False
    return values if is_sound else None


def _fault(column: OfficialColumn, cell: str, values: dict[str, Any]) -> tuple[str, str] | None:
    """Take the value over, or what is wrong with the cell and what to do about it."""
    if cell.startswith(FORMULA):
        return (
            _("The cell is computed by a formula, or its formula failed."),
            _("In the spreadsheet, paste the column as values."),
        )
    if not cell:
        if not column.filled:
            return None
        return _("The row has no {field}.").format(field=column.name), _(
            "Fill it in or remove the row."
        )
    try:
        values[column.name] = column.read(cell)
    except UnreadableValue as fault:
        return fault.message, fault.remedy
    return None


def reading_of(
    rows: Sequence[tuple[int, Row]], numbers: Iterable[int | str | None], findings: Findings
) -> OfficialReading:
    """The reading of a table: `numbers` are those of the rows that could be read."""
    return OfficialReading(
        tuple(row for _number, row in rows),
        len({*numbers, *(one.row for one in findings.rejected)}),
        tuple(findings.rejected),
        tuple(findings.warnings),
    )


def refuse_repeated(
    rows: Sequence[tuple[int, Row]], key: tuple[str, ...], findings: Findings
) -> None:
    """Reject each row that names what an earlier one names."""
    seen: dict[tuple[str, ...], int] = {}
    for number, row in rows:
        named = tuple(row.get(column, "") for column in key)
        first = seen.setdefault(named, number)
        if first != number:
            findings.reject(
                _("The row repeats row {first}.").format(first=first),
                row=number,
                field=", ".join(key),
                value=", ".join(filter(None, named)),
                remedy=_("Keep one of them."),
            )
