"""Lists: columns as data, a paged keyset model read by workers, and the view with its keys."""

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from landwaiter.errors import Fault
from landwaiter.i18n import Message, _, without_isolates
from landwaiter.services.base.page import Page
from landwaiter.ui.kit import flow, fonts, marks
from landwaiter.ui.kit.cells import CELL_ROLE, PAD, SORT_ROLE, TICKED_ROLE
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Glyph, InlineCell, Text
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.loading import LoadingBar

Row = TypeVar("Row")
CellIndex = QModelIndex | QPersistentModelIndex
PAGE_ROWS = 256
KEPT_CELLS = 8192
NOWHERE = QModelIndex()
_TICKED = InlineCell(((Glyph("box-ticked", 14, "accentfill"),),))
_MORE_FOR_HEAD = 48
"""Pixels at scale 1 by which a long title may widen its column; what is longer is cut."""
_NOTHING = ("", "–")
"""Cells of which nothing is heard."""
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"(?![A-Z]{3}(?![^\W\d_]))[^\W\d_]{3,}")
"""Three letters and more, but no code of three capitals, such as one of a currency."""
_DAY = re.compile(r"\d{1,2}\.? [^\W\d_]+\.? \d{4}([ ,]+\d{1,2}:\d{2})?")
_UNTICKED = InlineCell(((Glyph("box", 14, "control"),),))


@dataclass(frozen=True, slots=True)
class TableColumn(Generic[Row]):
    """One column: title, the cell it shows, the native value it sorts by, width and place."""

    title: str
    """The id of a message, or a text that is said as it stands: one in words, one of a file."""
    cell: Callable[[Row], InlineCell]
    sort: str = ""
    """The name the read model sorts by; empty: not sortable."""
    value: Callable[[Row], Any] | None = None
    width: int = 0
    """Pixels at scale 1; 0 takes the room that is left."""
    least: int = 0
    """Of one that takes what is left: with less it is scrolled across, not squeezed."""
    right: bool = False
    fixed: bool = False
    """It may not be hidden."""
    widest: Callable[[], Iterable[InlineCell]] | None = None
    """Cells that have room in it whatever language their words are in."""

    @property
    def room(self) -> int:
        """Its width in pixels; 0 takes the room that is left."""
        if not self.width:
            return 0
        head = InlineCell(((Text(self.head, size=Size.SMALL, bold=bool(self.sort)),),))
        most = fonts.px(self.width + _MORE_FOR_HEAD)
        cells = self.widest() if self.widest else ()
        return max(
            fonts.px(self.width),
            min(_room_of(head), most),
            *(_room_of(cell) for cell in cells),
        )

    @property
    def head(self) -> str:
        """Its title in words."""
        return self.title if isinstance(self.title, Message) else _(self.title)


def drafted_columns(
    columns: tuple[TableColumn[Row], ...], drafted: Callable[[Row], Row]
) -> tuple[TableColumn[Row], ...]:
    """The columns as they read once what is drafted is sealed."""

    def cell_of(column: TableColumn[Row]) -> Callable[[Row], InlineCell]:
        return lambda row: column.cell(drafted(row))

    return tuple(replace(column, cell=cell_of(column)) for column in columns)


def _room_of(cell: InlineCell) -> int:
    return int(flow.lay_out(cell, None).width + 2 * fonts.px(PAD) + 1)


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted."""

    by: str
    descending: bool = False


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows in memory; `tick` marks rows by key, `row` gives the frozen row back."""

    def __init__(
        self,
        columns: tuple[TableColumn[Row], ...],
        *,
        key: Callable[[Row], Hashable] = lambda row: row,
        tickable: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self.order: Order | None = None
        self._rows: list[Row] = []
        self._cells: dict[tuple[int, int], InlineCell] = {}
        self._drafted: tuple[TableColumn[Row], ...] = ()
        self._added: tuple[Row, ...] = ()
        self._key = key
        self._tick_columns = 1 if tickable else 0
        self.ticked: dict[Hashable, Row] = {}

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self._rows, self._added = list(rows), ()
        self._cells.clear()
        self.endResetModel()

    def show_waiting(
        self, drafted: tuple[TableColumn[Row], ...], added: tuple[Row, ...] = ()
    ) -> None:
        """A deed waits: the cells as the `drafted` columns have them, marked where they differ.

        `added` rows wait as a whole; those that are not shown yet stand last. Without either
        nothing waits.
        """
        if not (drafted or added or self._drafted or self._added):
            return
        self._drafted = drafted
        if added or self._added:
            known = [row for row in self._rows if not _is_one_of(row, self._added)]
            more = [row for row in added if not _is_one_of(row, known)]
            self.beginResetModel()
            self._rows, self._added = [*known, *more], added
            self._cells.clear()
            self.endResetModel()
        elif self._rows:
            self._cells.clear()
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row(self, number: int) -> Row | None:
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows)

    def column_of(self, section: int) -> TableColumn[Row] | None:
        """The column at a section; None for the ticks."""
        return self.columns[section - self._tick_columns] if section >= self._tick_columns else None

    def tick(self, number: int) -> None:
        """Tick or untick a row."""
        row = self.row(number)
        if row is None or not self._tick_columns:
            return
        if self.ticked.pop(self._key(row), None) is None:
            self.ticked[self._key(row)] = row
        self.dataChanged.emit(self.index(number, 0), self.index(number, self.columnCount() - 1))

    def untick_all(self) -> None:
        self.ticked.clear()
        if self._rows:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: CellIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: CellIndex = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns) + self._tick_columns

    def data(self, index: CellIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        number, section = index.row(), index.column()
        if not 0 <= number < len(self._rows):
            return None
        if role == CELL_ROLE:
            return self._cell(number, section)
        row = self._rows[number]
        if role == Qt.ItemDataRole.AccessibleTextRole and section <= self._tick_columns:
            return self.sentence(row)
        if role == TICKED_ROLE:
            return self._is_ticked(row)
        if role == Qt.ItemDataRole.CheckStateRole and section < self._tick_columns:
            return Qt.CheckState.Checked if self._is_ticked(row) else Qt.CheckState.Unchecked
        return self._answer(number, section, role)

    def _answer(self, number: int, section: int, role: int) -> Any:
        column = self.column_of(section)
        if column is None:
            return None
        if role in _SAID:
            return self._cell(number, section).words
        answer = _ANSWERS.get(role)
        return answer(column, self._rows[number]) if answer is not None else None

    def flags(self, index: CellIndex) -> Qt.ItemFlag:
        """A box to tick is one to whoever does not see it as well."""
        flags = super().flags(index)
        is_box = index.isValid() and index.column() < self._tick_columns
        return flags | Qt.ItemFlag.ItemIsUserCheckable if is_box else flags

    def sentence(self, row: Row) -> str:
        """A row as it is heard: first what names it, then the other columns.

        A figure, day or code is told with the title of its column: alone it could be anything.
        """
        places = sorted(range(len(self.columns)), key=lambda place: not self.columns[place].fixed)
        said: dict[str, None] = {}
        for place in places:
            words = self.cell_of(row, place).words.strip()
            if words not in _NOTHING:
                head = self.columns[place].head
                is_told = not head or says_itself(words) or (not said and _LETTER.search(words))
                said[words if is_told else _titled(head, words)] = None
        return ", ".join(said)

    def _is_ticked(self, row: Row) -> bool:
        return bool(self.ticked) and self._key(row) in self.ticked

    def _cell(self, number: int, section: int) -> InlineCell:
        """The cell as painted; the ones seen lately are kept."""
        column = self.column_of(section)
        if column is None:
            return _TICKED if self._is_ticked(self._rows[number]) else _UNTICKED
        cell = self._cells.get((number, section))
        if cell is None:
            if len(self._cells) > KEPT_CELLS:
                self._cells.clear()
            place = section - self._tick_columns
            cell = self._cells[number, section] = self.cell_of(self._rows[number], place)
        return cell

    def cell_of(self, row: Row, place: int) -> InlineCell:
        """The cell of a row in one of the columns, marked where it waits to be sealed."""
        stands = self.columns[place].cell(row)
        if _is_one_of(row, self._added):
            lines = marks.waiting_lines(stands.lines)
            return replace(stands, lines=lines) if stands.words else stands
        if not self._drafted:
            return stands
        drafted = self._drafted[place].cell(row)
        return stands if drafted == stands else marks.waiting_cell(stands, drafted)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        column = self.column_of(section)
        if column is None:
            return ""
        if self.order and column.sort and column.sort == self.order.by:
            return f"{column.head} {'↓' if self.order.descending else '↑'}"
        return column.head


def says_itself(words: str) -> bool:
    """Whether a cell has a word of its own: 8,211 has none, nor has EUR 12, 9 Apr 2026 or E-02."""
    plain = without_isolates(words)
    return plain != _("not stated") and not _DAY.fullmatch(plain) and bool(_WORD.search(plain))


def _titled(head: str, words: str) -> str:
    return _("{title}: {name}").format(title=head, name=words)


def _is_one_of(row: Row, rows: Iterable[Row]) -> bool:
    """Whether it is this very row: another may be equal to it."""
    return any(row is one for one in rows)


def _sort_value(column: TableColumn[Any], row: Any) -> Any:
    return column.value(row) if column.value else column.cell(row).words


def _aligned(column: TableColumn[Any], row: Any) -> Any:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


_SAID = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.ToolTipRole,
    }
)
"""Roles that are answered with the words of the cell."""
_ANSWERS: dict[int, Callable[[TableColumn[Any], Any], Any]] = {
    Qt.ItemDataRole.TextAlignmentRole: _aligned,
    SORT_ROLE: _sort_value,
}


Fetch = Callable[[str | None, Order, Any], Page[Row]]
"""(after, order, filter) → page of PAGE_ROWS; runs on a reader."""


class PageModel(RowModel[Row]):
    """Rows that come page by page: `more_asked(after)` as the view is scrolled to their end.

    Answer with `add_page`, or with `rest` where the page could not be read.
    """

    more_asked = Signal(str)

    def __init__(
        self,
        columns: tuple[TableColumn[Row], ...],
        *,
        key: Callable[[Row], Hashable] = lambda row: row,
        tickable: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, key=key, tickable=tickable, parent=parent)
        self._after: str | None = None
        self._reading = False

    def show_page(self, page: Page[Row]) -> None:
        """The first page anew, in place of all rows."""
        self._take(page)
        self.show_rows(page.rows)

    def number_of(self, row: Row | None) -> int:
        """Where the same row stands; 0 where it does not."""
        wanted = None if row is None else self._key(row)
        return next((no for no, one in enumerate(self._rows) if self._key(one) == wanted), 0)

    def add_page(self, page: Page[Row]) -> None:
        """The page that follows."""
        self._take(page)
        if page.rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(page.rows) - 1)
            self._rows.extend(page.rows)
            self.endInsertRows()

    def rest(self) -> None:
        """No page is on its way any more; the view may ask again."""
        self._reading = False

    def canFetchMore(self, parent: CellIndex) -> bool:
        return not parent.isValid() and self._after is not None and not self._reading

    def fetchMore(self, parent: CellIndex) -> None:
        if self.canFetchMore(parent) and self._after is not None:
            self._reading = True
            self.more_asked.emit(self._after)

    def _take(self, page: Page[Row]) -> None:
        self._reading = False
        self._after = page.after


class PagedModel(PageModel[Row]):
    """Reads page after page as the view asks; a new order or filter begins anew, newest wins."""

    def __init__(
        self,
        columns: tuple[TableColumn[Row], ...],
        fetch: Fetch[Row],
        jobs: Jobs,
        *,
        order: Order,
        key: Callable[[Row], Hashable] = lambda row: row,
        bar: LoadingBar | None = None,
        on_page: Callable[[Page[Row]], None] = lambda page: None,
        tickable: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, key=key, tickable=tickable, parent=parent)
        self.order: Order = order
        self.filter: Any = None
        self._fetch, self._jobs, self._bar, self._on_page = fetch, jobs, bar, on_page
        self._slot = f"list-{id(self)}"
        self.more_asked.connect(lambda after: self._ask(after, self.add_page))

    def reload(self, *, filter: Any = None, order: Order | None = None) -> None:
        """Read the first page anew; the old rows stay until it is there."""
        self.filter = filter if filter is not None else self.filter
        self.order = order or self.order
        self._ask(None, self._show_first)

    def _ask(self, after: str | None, on_done: Callable[[Page[Row]], None]) -> None:
        self._reading = True
        order, wanted = self.order, self.filter
        self._jobs.read(
            lambda: self._fetch(after, order, wanted),
            on_done,
            slot=self._slot,
            owner=self,
            bar=self._bar,
            on_fault=self._give_up,
        )

    def _show_first(self, page: Page[Row]) -> None:
        self.show_page(page)
        self._on_page(page)

    def _give_up(self, fault: Fault) -> None:
        self.rest()
        self._jobs.failed.emit(fault)
