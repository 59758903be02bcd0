"""The table view: its keys, its header, and tables in cards as tall as their rows."""

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleStateChangeEvent,
    QAction,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QSizePolicy,
    QTableView,
    QWidget,
)

from landwaiter.i18n import without_isolates
from landwaiter.services.base.page import Page
from landwaiter.ui.kit import draw, flow, fonts, keys
from landwaiter.ui.kit.cells import PAD, CellDelegate
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.table import Order, PagedModel, PageModel, RowModel, TableColumn
from landwaiter.ui.kit.theme import theme_of

_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}


def _is_bare(event: QKeyEvent) -> bool:
    """Without Ctrl, Alt or Shift."""
    none, keypad = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier
    return event.modifiers() in (none, keypad)


class Header(QHeaderView):
    """Titles in small muted type on alt; the sorted column in accent. A right click hides."""

    def __init__(self, parent: QTableView, *, height: int = 24) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._height = height
        self.setSectionsClickable(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(
            lambda at: self.choose_columns(self.mapToGlobal(at))
        )

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), fonts.px(self._height))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = theme_of(self.palette())
        painter.fillRect(rect, theme.colour("alt"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        model = self.model()
        if not isinstance(model, RowModel):
            return
        column = model.column_of(section)
        title = str(model.headerData(section, Qt.Orientation.Horizontal))
        is_sorted = bool(column and model.order and column.sort == model.order.by and column.sort)
        text = Text(title, "accent" if is_sorted else "muted", Size.SMALL, bold=is_sorted)
        cell = InlineCell(((text,),), right=bool(column and column.right))
        area = QRectF(rect).adjusted(fonts.px(8), 0, -fonts.px(8), 0)
        draw.paint(painter, cell, area, draw.Look(theme, "alt"), middle=True)

    def choose_columns(self, at: Any) -> None:
        """The column chooser."""
        menu = QMenu(self)
        for action in self.column_actions(menu):
            menu.addAction(action)
        menu.exec(at)

    def column_actions(self, parent: QWidget) -> list[QAction]:
        """One ticked action per column that may be hidden."""
        actions: list[QAction] = []
        model = self.model()
        for section in range(self.count()):
            column = model.column_of(section) if isinstance(model, RowModel) else None
            if column is None or column.fixed:
                continue
            action = QAction(column.head, parent, checkable=True)
            action.setChecked(not self.isSectionHidden(section))
            action.toggled.connect(
                lambda shown, section=section: self.setSectionHidden(section, not shown)
            )
            actions.append(action)
        return actions


class ListView(QTableView):
    """One row at a time: J and K move, Enter opens, Space ticks, Ctrl+C copies."""

    opened = Signal(object)
    """The row that was asked for."""
    shown = Signal(object)
    """The row under the cursor."""
    ticks_changed = Signal()

    def __init__(
        self, model: RowModel[Any], *, row_height: int = 28, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._build(row_height)
        self.setModel(model)
        self._size_columns()
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._clicked)
        model.modelReset.connect(self._select_first)

    def current_row(self) -> Any:
        return self._rows.row(self.currentIndex().row())

    def show_page(self, model: PageModel[Any], page: Page[Any]) -> None:
        """The first page anew in its `model`; the cursor stays on its row, else on the first."""
        was = self.current_row()
        model.show_page(page)
        if page.rows:
            self.selectRow(model.number_of(was))

    def selectRow(self, row: int) -> None:
        """Put the cursor on a row.

        WORKAROUND(QT-select-row): Qt looks for the first column one pixel beside a mirrored table,
        finds none, and selects nothing.
        """
        shown = (n for n in range(self._rows.columnCount()) if not self.isColumnHidden(n))
        self.setCurrentIndex(self._rows.index(row, next(shown, 0)))

    def step(self, by: int) -> None:
        """Move the cursor by rows."""
        last = self._rows.rowCount() - 1
        number = min(last, max(0, self.currentIndex().row() + by))
        if number >= 0:
            self.selectRow(number)

    def event(self, event: QEvent) -> bool:
        """J and K are the list's while it has the focus, also where a screen binds them."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_bare(event)
            and event.key() in _STEPS
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bare = Qt.Key(event.key()), _is_bare(event)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_row()
        elif bare and key in _STEPS and not keys.rests(self):
            self.step(_STEPS[key])
        elif bare and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif bare and key == Qt.Key.Key_Space:
            self._tick(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """A screen reader calls a table by its own name, else by that of what it stands in."""
        super().showEvent(event)
        if not self.accessibleName():
            self.setAccessibleName(name_around(self))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Where the focus is: around its row, or around the list while there is none."""
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(theme_of(self.palette()).colour("accent"), 2))
        area = self.viewport().rect()
        at = self.currentIndex().row()
        if at >= 0:
            area = QRect(0, self.rowViewportPosition(at), area.width(), self.rowHeight(at))
        painter.drawRect(area.adjusted(1, 1, -1, -1))

    def copy_row(self) -> None:
        """Put the words of the current row on the clipboard, separated by tabs."""
        index = self.currentIndex()
        words = [
            str(index.siblingAtColumn(column).data() or "")
            for column in range(self._rows.columnCount())
            if not self.isColumnHidden(column)
        ]
        QGuiApplication.clipboard().setText(without_isolates("\t".join(filter(None, words))))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        row = self.current_row()
        if row is not None and selected.indexes():
            self.shown.emit(row)

    def _build(self, row_height: int) -> None:
        self.head = Header(self)
        self.setHorizontalHeader(self.head)
        self.horizontalHeader().sectionClicked.connect(self._sort)
        self.horizontalHeader().setHighlightSections(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(fonts.px(18))
        self.verticalHeader().setDefaultSectionSize(fonts.px(row_height))
        self.setItemDelegate(CellDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(fonts.px(20))
        for section in range(self._rows.columnCount()):
            column = self._rows.column_of(section)
            width = fonts.px(30) if column is None else column.room
            if width:
                header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(section, width)
            else:
                header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._keep_least()
        super().resizeEvent(event)

    def _keep_least(self) -> None:
        """A column that takes what is left keeps the least width that it asks for."""
        header, modes = self.horizontalHeader(), QHeaderView.ResizeMode
        places = [n for n in range(header.count()) if not header.isSectionHidden(n)]
        columns = {n: self._rows.column_of(n) for n in places}
        taking = [n for n, one in columns.items() if one and not one.width]
        left = self.viewport().width() - sum(
            header.sectionSize(n) for n in places if n not in taking
        )
        for place in taking:
            column = columns[place]
            least = fonts.px(column.least) if column else 0
            if not least:
                continue
            is_short = left < least * len(taking)
            header.setSectionResizeMode(place, modes.Interactive if is_short else modes.Stretch)
            if is_short:
                header.resizeSection(place, least)

    def _select_first(self) -> None:
        if self._rows.rowCount():
            self.selectRow(0)

    def _open(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row())
        if row is not None:
            self.opened.emit(row)

    def _clicked(self, index: QModelIndex) -> None:
        if self._rows.column_of(index.column()) is None:
            self._tick(index.row())

    def _tick(self, number: int) -> None:
        self._rows.tick(number)
        self._tell_tick(number)
        self.ticks_changed.emit()

    def _tell_tick(self, number: int) -> None:
        """A screen reader says that the box changed; its number counts the heads with the cells."""
        changed = QAccessible.State()
        changed.checked = True
        event = QAccessibleStateChangeEvent(self, changed)
        event.setChild((number + 1) * (self._rows.columnCount() + 1) + 1)
        QAccessible.updateAccessibility(event)

    def _sort(self, section: int) -> None:
        column: TableColumn[Any] | None = self._rows.column_of(section)
        if column is None or not column.sort or not isinstance(self._rows, PagedModel):
            return
        was = self._rows.order
        self._rows.reload(order=Order(column.sort, was.by == column.sort and not was.descending))


def name_around(widget: QWidget) -> str:
    """Of the card, screen or dialog that a widget stands in."""
    around = widget.parentWidget()
    while around is not None:
        if said := around.accessibleName() or (around.isWindow() and around.windowTitle()):
            return str(said)
        around = around.parentWidget()
    return ""


class CardTable(ListView):
    """A table inside a card: as tall as its rows, wrapped where a cell wraps, never scrolled down.

    One that `scrolls_across` has a bar below its rows where its columns want more room.
    """

    def __init__(
        self,
        model: RowModel[Any],
        *,
        row_height: int = 26,
        wraps: bool = False,
        selectable: bool = False,
        scrolls_across: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, row_height=row_height, parent=parent)
        self._wraps = wraps
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if scrolls_across
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.horizontalScrollBar().rangeChanged.connect(lambda *_ends: self.updateGeometry())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if wraps:
            self.setItemDelegate(CellDelegate(self, top=True))
        if not selectable:
            self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit)
        self.head.sectionResized.connect(lambda *_sizes: self._fitting.start())
        model.modelReset.connect(self._fit)
        model.dataChanged.connect(lambda *_cells: self._fitting.start())
        self._fit()

    def sizeHint(self) -> QSize:
        head = (
            0 if self.horizontalHeader().isHidden() else self.horizontalHeader().sizeHint().height()
        )
        return QSize(fonts.px(200), head + self.verticalHeader().length() + self._room_of_bar())

    def _room_of_bar(self) -> int:
        bar = self.horizontalScrollBar()
        is_needed = self.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded
        return bar.sizeHint().height() if is_needed and bar.maximum() else 0

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(80), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def wheelEvent(self, event: Any) -> None:
        event.ignore()

    def _select_first(self) -> None:
        return

    def _fit(self) -> None:
        """Rows as high as their cells at the widths the columns have now."""
        if self._wraps:
            for number in range(self._rows.rowCount()):
                self.setRowHeight(number, self._height_of(number))
        self.updateGeometry()

    def _height_of(self, number: int) -> int:
        pad = fonts.px(2 * PAD)
        row, count = self._rows.row(number), len(self._rows.columns)
        ticks = self._rows.columnCount() - count
        tallest = max(
            flow.lay_out(
                self._rows.cell_of(row, place), self.columnWidth(place + ticks) - pad
            ).height
            for place in range(count)
        )
        return int(tallest) + fonts.px(9)
