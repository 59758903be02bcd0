"""The queue of Today: rows under the part each belongs to; a heading is no row to act on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal

from landwaiter.i18n import _, figure
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.people.today import QueuePart
from landwaiter.services.people.today_said import PART_TITLES, row_said
from landwaiter.ui.cases.queue_columns import QUEUE_COLUMNS
from landwaiter.ui.kit import flow, fonts
from landwaiter.ui.kit.cells import PAD
from landwaiter.ui.kit.inline import Gap, InlineCell, Text
from landwaiter.ui.kit.table import NOWHERE, CellIndex, RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView

ROW, HEADING = 44, 24
_CLOCK = (150, 280)
"""The least and the greatest width of what says how a clock stands."""
SHOWN = 8
"""Rows that stay in sight however much else there is."""


@dataclass(frozen=True, slots=True)
class QueueHeading:
    """Stands over the rows of a part."""

    part: QueuePart
    count: int


QueueRow = CaseRow | QueueHeading


def _heading(heading: QueueHeading) -> InlineCell:
    ink = "crit" if heading.part is QueuePart.RAN_OUT else "text2"
    title = Text(_(PART_TITLES[heading.part]), ink, bold=True, whole=True)  # type: ignore[arg-type]  # an ink
    return InlineCell(((title, Gap(6), Text(figure(heading.count), "muted", whole=True)),))


def _under_headings(column: TableColumn[CaseRow], *, first: bool) -> TableColumn[QueueRow]:
    """The column of a list of cases for rows that may be headings."""
    shown: Callable[[CaseRow], InlineCell] = column.cell

    def cell(row: QueueRow) -> InlineCell:
        if isinstance(row, CaseRow):
            return shown(row)
        return _heading(row) if first else InlineCell()

    return TableColumn(
        column.title, cell, width=column.width, right=column.right, widest=column.widest
    )


_COLUMNS = tuple(
    _under_headings(column, first=number == 0) for number, column in enumerate(QUEUE_COLUMNS)
)


class QueueModel(RowModel[QueueRow]):
    """Rows in parts; the first cell of a case says all of it to who hears the list."""

    def __init__(self) -> None:
        super().__init__(_COLUMNS, key=_key_of)

    def show_parts(self, parts: Mapping[QueuePart, tuple[CaseRow, ...]]) -> None:
        """Replace what is shown."""
        self.show_rows(tuple(_with_headings(parts)))

    def cases(self) -> tuple[CaseRow, ...]:
        return tuple(row for row in self.rows() if isinstance(row, CaseRow))

    def flags(self, index: CellIndex) -> Qt.ItemFlag:
        if isinstance(self.row(index.row()), QueueHeading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: CellIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        is_said = role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0
        if is_said and isinstance(row, CaseRow):
            return row_said(row)
        return super().data(index, role)


def _key_of(row: QueueRow) -> str:
    return row.id if isinstance(row, CaseRow) else f"part-{row.part}"


def _with_headings(parts: Mapping[QueuePart, tuple[CaseRow, ...]]) -> Iterator[QueueRow]:
    for part, rows in parts.items():
        yield QueueHeading(part, len(rows))
        yield from rows


class QueueView(ListView):
    """Steps and keys go from case to case, over the headings."""

    case_opened = Signal(str)

    def __init__(self) -> None:
        self.queue_model = QueueModel()
        super().__init__(self.queue_model, row_height=ROW)
        self.setAccessibleName(_("My queue"))
        self.queue_model.modelReset.connect(self._span)
        self.opened.connect(self._open_case)

    def show_parts(self, parts: Mapping[QueuePart, tuple[CaseRow, ...]]) -> None:
        """The rows of these parts; the cursor stays on its case, else on the first."""
        was = self.current_row()
        self.queue_model.show_parts(parts)
        rows = self.queue_model.rows()
        kept = next((no for no, row in enumerate(rows) if was and _key_of(row) == _key_of(was)), 1)
        if rows:
            self.selectRow(kept)
        self._fit_clocks()
        least = self.horizontalHeader().sizeHint().height() + sum(
            self.rowHeight(number) for number in range(min(len(rows), SHOWN + len(parts)))
        )
        self.setMinimumHeight(least + fonts.px(2))

    def _fit_clocks(self) -> None:
        """What a clock says is never cut, in whichever language it says it."""
        cell = self.queue_model.columns[0].cell
        widths = (flow.lay_out(cell(row), None).width for row in self.queue_model.cases())
        least, most = (fonts.px(width) for width in _CLOCK)
        wanted = int(max(widths, default=0)) + fonts.px(2 * PAD + 2)
        self.horizontalHeader().resizeSection(0, min(most, max(least, wanted)))

    def show_remarks(
        self, parts: Mapping[QueuePart, tuple[CaseRow, ...]], remarks: Mapping[str, str]
    ) -> None:
        """The same rows, those of these references with a word more."""
        self.show_parts(
            {
                part: tuple(_remarked(row, remarks.get(row.reference, "")) for row in rows)
                for part, rows in parts.items()
            }
        )

    def step(self, by: int) -> None:
        number = self.currentIndex().row() + by
        while isinstance(self.queue_model.row(number), QueueHeading):
            number += by
        if self.queue_model.row(number) is not None:
            self.selectRow(number)

    def _select_first(self) -> None:
        if self.queue_model.rowCount() > 1:
            self.selectRow(1)

    def _span(self) -> None:
        self.clearSpans()
        for number, row in enumerate(self.queue_model.rows()):
            if isinstance(row, QueueHeading):
                self.setSpan(number, 0, 1, self.queue_model.columnCount(NOWHERE))
                self.setRowHeight(number, fonts.px(HEADING))
            else:
                self.setRowHeight(number, fonts.px(ROW))

    def _open_case(self, row: QueueRow) -> None:
        if isinstance(row, CaseRow):
            self.case_opened.emit(row.reference)


def _remarked(row: CaseRow, said: str) -> CaseRow:
    return replace(row, remark="; ".join(filter(None, (row.remark, said)))) if said else row
