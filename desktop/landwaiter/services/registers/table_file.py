"""A register from a table file, CSV or Excel: every row checked, all of it or nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from landwaiter.domain.registers.register_columns import (
    COLUMNS,
    RegisterColumn,
    RegisterKind,
    column_named,
    of_entry,
    of_item,
)
from landwaiter.domain.registers.register_entries import Problem, RegisterEntry, Values, read_entry
from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import plain_name
from landwaiter.formats.base.spreadsheet import CELLS
from landwaiter.formats.law.content import CellGrid, content_of, is_workbook, workbook_content
from landwaiter.i18n import _, plural
from landwaiter.services.base.decoding import words_of
from landwaiter.user_file import file_bytes

MOST_ROWS = 50_000
MOST_BYTES = 32 << 20
_EVERY = 500
"""Rows after which progress is told."""
Tell = Callable[[int, int], None]
"""Rows done, rows there are; what it raises ends the reading."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row is not taken."""

    row: int
    problem: Problem

    def fault(self, file: str) -> Invalid:
        return self.problem.fault(file=file, row=self.row)


@dataclass(frozen=True, slots=True)
class TableReading:
    """What a file holds: entries, or what is wrong with it row by row."""

    file: str
    rows: int
    entries: tuple[RegisterEntry, ...]
    problems: tuple[RowProblem, ...]
    ignored: tuple[str, ...]
    """Columns of the file that the register does not have."""


def read_register_file(
    path: Path,
    register: RegisterKind,
    *,
    mapping: Mapping[str, str] | None = None,
    tell: Tell = lambda _done, _all: None,
) -> TableReading:
    """The entries of a file. `mapping` is our column → the file's own, where the names differ.

    Invalid where the file cannot be read as a table at all; what is wrong with single rows is in
    the answer, every one of them.
    """
    grid, file = first_grid(path), path.name
    columns, ignored = _columns(grid, register, mapping or {}, file)
    gathered = _Gathered(register)
    body = grid.rows[1:]
    for done, (number, cells) in enumerate(body):
        if done % _EVERY == 0:
            tell(done, len(body))
        gathered.take(number, _named(columns, cells))
    entries, problems = gathered.checked()
    tell(len(body), len(body))
    return TableReading(file, len(body), entries, problems, ignored)


def first_grid(path: Path) -> CellGrid:
    """The first sheet with a table; a workbook is read by the confined process alone."""
    data = file_bytes(path, most=MOST_BYTES, remedy=_("Split it into smaller files."))
    if is_workbook(data):
        text, _cut = words_of(CELLS, iter((data,)))
        grids = workbook_content(text, path.name).grids
    else:
        grids = content_of(data, path.name).grids
    grid = next((one for one in grids if len(one.rows) > 1), None)
    if grid is None:
        raise Invalid(
            _("The file holds no table with a header and rows."),
            file=path.name,
            remedy=_("Give a CSV file or an Excel workbook whose first row names the columns."),
        )
    if len(grid.rows) > MOST_ROWS + 1:
        raise Invalid(
            plural(
                MOST_ROWS, "The table has more than {n} row.", "The table has more than {n} rows."
            ),
            file=path.name,
            remedy=_("Split it into smaller files."),
        )
    return grid


Columns = Mapping[int, RegisterColumn]


def _columns(
    grid: CellGrid, register: RegisterKind, mapping: Mapping[str, str], file: str
) -> tuple[Columns, tuple[str, ...]]:
    """Position → column, and the names of columns that are not read."""
    row, header = grid.rows[0]
    theirs = {plain_name(name): _ours(register, ours, file) for ours, name in mapping.items()}
    found: dict[int, RegisterColumn] = {}
    ignored = []
    for at, name in enumerate(header):
        column = theirs.get(plain_name(name)) or column_named(register, name)
        if column is None:
            ignored += [name] if name.strip() else []
        elif column in found.values():
            raise Invalid(
                _("Two columns of the file are the same column of the register."),
                file=file,
                row=row,
                field=name,
                remedy=_("Remove or rename one of them."),
            )
        else:
            found[at] = column
    _require(register, found, file, row)
    return found, tuple(ignored)


def _ours(register: RegisterKind, name: str, file: str) -> RegisterColumn:
    column = column_named(register, name)
    if column is None:
        raise Invalid(
            _("The mapping names a column that the register does not have."),
            file=file,
            field=name,
            remedy=_("Known columns: {columns}.").format(
                columns=", ".join(one.name for one in COLUMNS[register])
            ),
        )
    return column


def _require(register: RegisterKind, found: Columns, file: str, row: int) -> None:
    there = {column.name for column in found.values()}
    for column in COLUMNS[register]:
        if column.required and column.name not in there:
            raise Invalid(
                _("A required column is missing."),
                file=file,
                row=row,
                field=column.name,
                remedy=_("Add the column, or say in a mapping which of your columns it is."),
            )


def _named(columns: Columns, cells: tuple[str, ...]) -> dict[str, str]:
    return {column.name: cells[at] for at, column in columns.items() if at < len(cells)}


@dataclass(slots=True)
class _Rows:
    """The rows of one reference."""

    first: int
    values: Values
    items: list[Values] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    """The row of each line of a licence."""

    def row_of(self, problem: Problem) -> int:
        return self.lines[problem.line - 1] if problem.line else self.first


class _Gathered:
    """Rows by reference: further rows of a licence are further lines of it."""

    def __init__(self, register: RegisterKind) -> None:
        self._register = register
        self._entry = [column.name for column in of_entry(register)]
        self._item = [column.name for column in of_item(register)]
        self._rows: dict[str, _Rows] = {}
        self._problems: list[RowProblem] = []

    def take(self, row: int, cells: Mapping[str, str]) -> None:
        values = {name: cells.get(name, "").strip() for name in self._entry}
        item = {name: cells.get(name, "").strip() for name in self._item}
        ref = " ".join(values["ref"].split())
        known = self._rows.get(ref) if ref else None
        if known is None:
            # A row without reference is checked by itself, and refused for it.
            known = self._rows[ref or f"\x00{row}"] = _Rows(row, values)
        elif not self._item:
            self._refuse(row, "ref", ref, _("The reference stands in row {first} already."), known)
        else:
            self._compare(row, values, known)
        if any(item.values()):
            known.items.append(item)
            known.lines.append(row)

    def _compare(self, row: int, values: Values, known: _Rows) -> None:
        """What a further row repeats must be the same; what it leaves out is taken as said."""
        for name, text in values.items():
            if text and name != "ref" and text != known.values.get(name, ""):
                said = _("Row {first} says something else of this licence.")
                self._refuse(row, name, text, said, known)

    def _refuse(self, row: int, name: str, value: str, said: str, known: _Rows) -> None:
        problem = Problem(
            name,
            value[:80],
            said.format(first=known.first),
            _("Make the rows agree, or leave the cell of the further row empty."),
        )
        self._problems.append(RowProblem(row, problem))

    def checked(self) -> tuple[tuple[RegisterEntry, ...], tuple[RowProblem, ...]]:
        entries = []
        for rows in self._rows.values():
            entry, problems = read_entry(self._register, rows.values, rows.items)
            self._problems += [RowProblem(rows.row_of(problem), problem) for problem in problems]
            if not problems:
                entries.append(entry)
        ordered = sorted(self._problems, key=lambda one: one.row)
        return tuple(entries), tuple(ordered)


def template(register: RegisterKind) -> Iterator[str]:
    """The names of the columns, as an empty table begins."""
    return (column.name for column in COLUMNS[register])
