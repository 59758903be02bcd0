"""What a workbook holds beside its tables: their notes, and all of it close together for paper."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from landwaiter.domain.base.facts import Content
from landwaiter.reports.dossier.cells import mark_of, words
from landwaiter.reports.dossier.dossier import Cell, CellType, DossierColumn, Table
from landwaiter.reports.dossier.wording import _
from landwaiter.reports.workbook.cell_values import NOTHING, is_not_stated

_FEW = 5
"""Tables that are printed as they are: each begins a page."""
_LONGEST = 1_500
"""Characters of a row: a spreadsheet shows no row higher than a third of a page."""
_MOST = 2_000
"""Rows that are repeated for paper; who has more wants some of them."""


def notes_table(tables: Sequence[Table]) -> Table | None:
    """The sentences beside and under tables: a sheet holds its rows and nothing else."""
    rows = tuple(
        (table.title, note) for table in tables for note in (table.subtitle, *table.notes) if note
    )
    columns = (
        DossierColumn("sheet", _("Sheet"), Content.OPEN),
        DossierColumn("text", _("Text"), Content.OPEN),
    )
    return Table("notes", _("Notes"), columns, rows) if rows else None


def is_for_paper(tables: Sequence[Table]) -> bool:
    """Whether there is a sheet for paper: sheet by sheet it would take a page for each table."""
    return len(tables) > _FEW and sum(len(table.rows) for table in tables) <= _MOST


def paper_table(tables: Sequence[Table], zone: tzinfo) -> Table:
    """All tables in the words of the report, a line for each row, facts one behind the other."""
    columns = (
        DossierColumn("section", _("Section"), Content.OPEN),
        DossierColumn("content", _("Content"), Content.OPEN),
    )
    rows = tuple((table.title, line) for table in tables for line in _lines(table, zone))
    return Table("paper", _("For printing"), columns, rows)


def _lines(table: Table, zone: tzinfo) -> Iterator[str]:
    if len(table.columns) == 2:
        yield from _together((_of_two(table, row, zone) for row in table.rows), "; ")
    else:
        yield from (_in_line(table.columns, row, zone) for row in table.rows)
    if not table.rows:
        yield table.empty or _("None.")
    yield from _together((note for note in (table.subtitle, *table.notes) if note), " · ")


def _together(texts: Iterable[str], between: str) -> Iterator[str]:
    """The texts in as few lines as a row can show."""
    line = ""
    for text in texts:
        if line and len(line) + len(text) > _LONGEST:
            yield line
            line = ""
        line = between.join((line, text)) if line else str(text)
    if line:
        yield line


def _of_two(table: Table, row: Sequence[Cell], zone: tzinfo) -> str:
    name, said = (_said(cell, one.type, zone) for cell, one in zip(row, table.columns, strict=True))
    return _("{name}: {said}").format(name=name, said=said)


def _in_line(columns: Sequence[DossierColumn], cells: Sequence[Cell], zone: tzinfo) -> str:
    """The first cell, each other that tells anything with its column's title, and last the columns
    of which nothing is stated."""
    told = [_said(cells[0], columns[0].type, zone)]
    unstated = []
    for column, cell in zip(columns[1:], cells[1:], strict=True):
        mark = mark_of(cell)
        if mark is None or is_not_stated(mark.text):
            unstated.append(column.title)
        elif mark.text not in NOTHING:
            said = _said(mark, column.type, zone)
            told.append(_("{name}: {said}").format(name=column.title, said=said))
    if unstated:
        told.append(_("not stated: {names}").format(names=", ".join(unstated)))
    return "; ".join(told)


def _said(cell: Cell, kind: CellType, zone: tzinfo) -> str:
    return words(cell, kind, zone).replace("\n", " · ")
