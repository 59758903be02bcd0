"""Files of names to screen: CSV, Excel or text, checked whole before the first name is screened.

A file is held as its text and read anew each time it is gone through, so that a hundred thousand
names take no more room than their letters.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from landwaiter.canonical import sha256_hex
from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import (
    DELIMITERS,
    CsvTable,
    cells_by_name,
    decode,
    plain_name,
    read_headers,
    read_table,
)
from landwaiter.formats.base.spreadsheet import CELLS, FORMULA
from landwaiter.formats.law.content import CellGrid, is_workbook, workbook_content
from landwaiter.i18n import _, plural
from landwaiter.services.hits.name_queries import NameQuery, known_country, known_kind
from landwaiter.user_file import file_bytes

MOST_BYTES = 256 << 20
WITHIN_S = 60.0
"""Seconds the confined process has for a workbook."""
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
Beat = Callable[[], None]
"""Called while something is read; may raise to cancel."""


@dataclass(frozen=True, slots=True)
class NameFile:
    """The names of one file, all of them valid."""

    path: Path
    sha256: str
    """Of the file's bytes."""
    count: int
    _table: CsvTable | None
    _lines: str
    _country: str | None

    def queries(self) -> Iterator[NameQuery]:
        """The names in the order of the file."""
        return (query for _row, query in self.rows())

    def rows(self) -> Iterator[tuple[int, NameQuery]]:
        """Row and name; rows are numbered from 1, with the header where there is one."""
        if self._table is None:
            yield from _lines_of(self._lines, self._country)
        else:
            for number, row in rows_of(self._table, self.path):
                yield number, _query(row, number, self.path, self._country)


def read_names(path: Path, *, country: str | None = None, beat: Beat = lambda: None) -> NameFile:
    """The names of a file: a table with a column `name`, or text with one name a line.

    `country` stands for those that state none. Invalid names file, row and field of the first
    row that is wrong; nothing of the file is screened then.
    """
    data = file_bytes(path, most=MOST_BYTES, remedy=_("Split it into smaller files."))
    text = _workbook_text(data, path, beat) if is_workbook(data) else decode(data, file=path.name)
    table = table_with(text, path, ("name",))
    file = NameFile(path, sha256_hex(data), 0, table, "" if table else text, country)
    count = 0
    for count, _one in enumerate(file.rows(), start=1):
        if count % 1000 == 0:
            beat()
    return NameFile(path, file.sha256, count, table, file._lines, country)


def _lines_of(text: str, country: str | None) -> Iterator[tuple[int, NameQuery]]:
    for number, line in enumerate(io.StringIO(text), start=1):
        if name := line.strip():
            yield number, NameQuery(name, country=country)


def _workbook_text(data: bytes, path: Path, beat: Beat) -> str:
    """The first sheet with a column `name` as CSV; blank rows stay, so that rows keep numbers."""
    # It knows evidence and acts, which a process that screens names does not need.
    from landwaiter.services.base.decoding import words_of  # noqa: PLC0415

    text, _cut = words_of(CELLS, iter((data,)), beat, within_s=WITHIN_S)
    grids = workbook_content(text, path.name).grids
    grid = next((one for one in grids if _has_names(one)), None)
    if grid is None:
        raise no_columns(path, ("name",))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    last = 0
    head = grid.rows[0][1]
    for number, cells in grid.rows:
        _refuse_formula(number, cells, head, path)
        out.write("\n" * (number - last - 1))
        writer.writerow([*cells, *[""] * (len(head) - len(cells))])
        last = number
    return out.getvalue()


def _has_names(grid: CellGrid) -> bool:
    first = grid.rows[:1]
    return any(number == 1 and "name" in map(plain_name, cells) for number, cells in first)


def _refuse_formula(number: int, cells: Sequence[str], head: Sequence[str], path: Path) -> None:
    for at, cell in enumerate(cells):
        if cell.startswith(FORMULA):
            raise Invalid(
                _("The cell holds a formula or a fault, not what is to be screened."),
                file=path.name,
                row=number,
                field=head[at] if at < len(head) else None,
                value=cell.removeprefix(FORMULA),
                remedy=_("Paste the values in its place and save the workbook."),
            )


def _query(row: dict[str, str], number: int, path: Path, country: str | None) -> NameQuery:
    return NameQuery(
        name=stated(row, "name", number, path),
        id=row.get("id") or None,
        kind=known_kind(row.get("kind"), file=path.name, row=number),
        country=known_country(row.get("country"), file=path.name, row=number) or country,
        identifier=row.get("identifier") or None,
        born=_born(row.get("born"), path.name, number),
    )


def _born(text: str | None, file: str, row: int) -> str | None:
    if text and not _YEAR.search(text):
        raise Invalid(
            _("The birth date has no year of four figures."),
            file=file,
            row=row,
            field="born",
            value=text,
            remedy=_("Write 1970-01-18, 1970-01 or 1970, or leave it empty."),
        )
    return text or None


def table_with(text: str, path: Path, columns: Sequence[str]) -> CsvTable | None:
    """The CSV table with these columns; None for a text that is none."""
    headers = read_headers(text)
    for delimiter in DELIMITERS:
        if set(columns) <= set(headers[delimiter]):
            return read_table(text, file=path.name, delimiter=delimiter)
    if path.suffix.lower() in {".csv", ".tsv"}:
        raise no_columns(path, columns)
    return None


def no_columns(path: Path, columns: Sequence[str]) -> Invalid:
    return Invalid(
        _("The file has no header with the columns needed."),
        file=path.name,
        row=1,
        field=", ".join(columns),
        remedy=_("Name the columns in the first row."),
    )


def rows_of(table: CsvTable, path: Path) -> Iterable[tuple[int, dict[str, str]]]:
    """The rows with their numbers, as cells by name."""
    for number, cells in table.rows():
        row = cells_by_name(table.header, cells)
        if row is None:
            raise Invalid(
                plural(
                    len(cells),
                    "The row has {n} cell and the header {expected}.",
                    "The row has {n} cells and the header {expected}.",
                    expected=len(table.header),
                ),
                file=path.name,
                row=number,
                remedy=_("Put a cell that holds the delimiter in quotation marks."),
            )
        yield number, row


def stated(row: dict[str, str], column: str, number: int, path: Path) -> str:
    """A cell that may not be empty."""
    if not row[column]:
        raise Invalid(_("The name is missing."), file=path.name, row=number, field=column)
    return row[column]
