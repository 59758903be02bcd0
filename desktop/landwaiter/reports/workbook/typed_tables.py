"""A workbook that is no report: first what it is, then its tables, row by row, each value typed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from landwaiter.i18n import _
from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.workbook.in_memory import write_workbook
from landwaiter.reports.workbook.sheet_columns import SheetCell, Value
from landwaiter.reports.workbook.sheet_style import (
    MEASURED,
    SheetLooks,
    lay_out,
    page_head,
    widths_of,
)
from landwaiter.reports.workbook.sheet_xml import typed_rows
from landwaiter.reports.workbook.sheets import sheet_names
from landwaiter.whole_file import whole_file

MOST_ROWS = 1_000_000
"""Of one sheet, with its head; Excel has 1,048,576."""
_PART = 16_000
"""Characters of a cell, of which Excel keeps 32,767 UTF-16 units; the rest is a row below."""
_READ_ME_WIDTHS = (24, 110)


@dataclass(frozen=True, slots=True)
class TypedColumns:
    """A sheet before it is written; `rows` are gone through once."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class ReadMe:
    """What a workbook says of itself on its first sheet."""

    facts: Sequence[tuple[str, Value]]
    """What it is, for whom, of what."""
    made_at: datetime
    zone: tzinfo = UTC
    time_zone: str = "UTC"
    marking: str = ""
    """Above each page; empty for what goes to a person."""

    def table(self) -> TypedColumns:
        how = _(
            "One table on each sheet. An empty cell tells nothing; what else there is to say of it "
            "stands in its row under “Note”."
        )
        value = _("{title} ({time_zone})").format(title=_("Value"), time_zone=self.time_zone)
        rows: list[tuple[str, Value]] = [
            *self.facts,
            (_("Marking"), self.marking or None),
            (_("Written at"), local_instant(self.made_at, self.zone)),
            (_("How to read it"), how),
            (
                _("Check"),
                _(
                    "This workbook is not signed: it does not show whether it was changed since it "
                    "was written."
                ),
            ),
        ]
        return TypedColumns(_("Read me"), (_("What"), value), rows)


def local_instant(moment: datetime, zone: tzinfo) -> datetime:
    """An instant as a spreadsheet has it: by the clock of the zone that the head of its column
    names."""
    return moment.astimezone(zone).replace(tzinfo=None, microsecond=0)


def write_typed_tables(path: Path, read_me: ReadMe, tables: Sequence[TypedColumns]) -> None:
    """A workbook at `path` with a sheet per table, the whole of it or none.

    A table of more rows than a sheet holds goes on in a further sheet. Unavailable where the file
    cannot be written.
    """
    with whole_file(path) as aside:
        fill_typed_tables(aside, read_me, tables)


def fill_typed_tables(
    out: Path | BinaryIO, read_me: ReadMe, tables: Sequence[TypedColumns]
) -> None:
    """The same into a file that is there, for who gives it its name later."""
    book = Workbook(write_only=True)
    marking = page_head(read_me.marking)
    wanted = (read_me.table(), *tables)
    for name, table in zip(sheet_names([one.title for one in wanted]), wanted, strict=True):
        widths = _READ_ME_WIDTHS if table is wanted[0] else ()
        _write(book, name, table, marking, widths)
    made = read_me.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    book.properties.created = book.properties.modified = made
    write_workbook(book, out)


def _write(
    book: Workbook, name: str, table: TypedColumns, marking: str, widths: Sequence[int]
) -> None:
    rows = (part for row in table.rows for part in _parts(row))
    number = 1
    while True:
        part = islice(rows, MOST_ROWS - 1)
        first = list(islice(part, MEASURED))
        if number > 1 and not first:
            return
        page: Any = book.create_sheet(name if number == 1 else f"{name[:27]} {number}")
        lay_out(page, marking, widths or widths_of(table.heads, first))
        _fill(page, table.heads, first, part)
        number += 1


def _fill(
    page: Any,
    heads: Sequence[str],
    first: Sequence[Sequence[SheetCell]],
    rest: Iterator[Sequence[SheetCell]],
) -> None:
    typed_rows(page, len(heads))
    looks = SheetLooks(page, _figures(first, len(heads)))
    page.append(looks.head(heads))
    count = 1
    for count, row in enumerate(chain(first, rest), start=2):  # noqa: B007  # the last number
        page.append(looks.row(row))
    page.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{count}"


def _figures(rows: Sequence[Sequence[SheetCell]], columns: int) -> list[bool]:
    """Which columns hold numbers and nothing else, by what is in their first rows."""
    kinds = (
        {type(row[place].value) for row in rows if row[place].value is not None}
        for place in range(columns)
    )
    return [found == {Decimal} for found in kinds]


def _parts(row: Sequence[Value]) -> Iterator[list[SheetCell]]:
    """The row, and further rows for what is longer than a cell."""
    told = [visible(value) or None if isinstance(value, str) else value for value in row]
    longest = max((len(value) for value in told if isinstance(value, str)), default=0)
    yield [SheetCell(value[:_PART] if isinstance(value, str) else value) for value in told]
    for at in range(_PART, longest, _PART):
        yield [
            SheetCell(value[at : at + _PART] or None if isinstance(value, str) else None)
            for value in told
        ]
