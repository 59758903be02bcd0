"""A panel under a button: a field to search by, and the lines that are found.

It does nothing: what is chosen is handed on.
"""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.inline import Line
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.wrapping import AlongLine

L = TypeVar("L")
WIDTH, HIGHEST = 548, 560
"""At scale 1; no higher, whatever there is."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class SearchPanel(QDialog, Generic[L]):
    """Shows its `lines` for what is typed; the cursor stays in the field and moves the choice."""

    def __init__(
        self,
        title: str,
        find: str,
        columns: Sequence[TableColumn[L]],
        hints: Sequence[Line],
        parent: QWidget | None = None,
        *,
        row_height: int = 28,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("search")
        self.setWindowTitle(title)
        self.field = text_field(find, name=find)
        self.model: RowModel[L] = RowModel(tuple(columns))
        self.list = ListView(self.model, row_height=row_height)
        self.list.setAccessibleName(title)
        self.list.horizontalHeader().hide()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot = panel("alt")
        said = (MarkLabel(hint, ground="alt") for hint in hints)
        foot.setLayout(across(AlongLine(*said, gap=14), margins=(8, 4, 8, 4)))
        frame = QWidget()
        frame.setLayout(column(self.field, margins=(8, 8, 8, 6)))
        rows = column(frame, self.list, foot, margins=(1, 1, 1, 1))
        rows.setStretch(1, 1)
        self.setLayout(rows)
        self.field.textChanged.connect(self.show_found)
        self.field.installEventFilter(self)
        self.list.opened.connect(self.choose)
        self.list.clicked.connect(lambda index: self.choose(self.model.row(index.row())))
        self.show_found()

    @abstractmethod
    def lines(self, typed: str) -> Sequence[L]:
        """What is found for this; all of it where nothing is typed."""

    @abstractmethod
    def can_be_chosen(self, line: L) -> bool:
        """Whether the cursor stops there."""

    @abstractmethod
    def choose(self, line: L | None) -> None:
        """Hand on what was chosen; nothing for a line that cannot be."""

    def sizeHint(self) -> QSize:
        parent = self.parentWidget()
        room = parent.window().size() - QSize(40, 40) if parent is not None else QSize(9999, 9999)
        return QSize(fonts.px(WIDTH), fonts.px(HIGHEST)).boundedTo(room)

    def show_under(self, button: QWidget) -> None:
        """Place it under a button, its right ends below each other, within the window."""
        self.resize(self.sizeHint())
        window = button.window()
        corner = button.mapTo(window, button.rect().bottomRight())
        x = max(8, min(corner.x(), window.width() - 12) - self.width())
        y = max(8, min(corner.y() + 6, window.height() - self.height() - 12))
        self.move(window.mapToGlobal(QPoint(x, y)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and self.take_key(Qt.Key(event.key()))
        )

    def take_key(self, key: Qt.Key) -> bool:
        """Whether a key that was pressed in the field is the panel's."""
        if key in _STEPS:
            self._step(_STEPS[key])
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose(self.list.current_row())
            return True
        return False

    def show_found(self) -> None:
        """List anew what is found, the cursor on the first."""
        self.model.show_rows(tuple(self.lines(self.field.text().strip())))
        self.go_to(0)

    def go_to(self, number: int) -> None:
        """The cursor on this line, or the next that can be chosen."""
        rows = self.model.rows()
        found = next((n for n in range(number, len(rows)) if self.can_be_chosen(rows[n])), None)
        if found is None:
            self.list.clearSelection()
        else:
            self.list.selectRow(found)

    def _step(self, by: int) -> None:
        rows, at = self.model.rows(), self.list.currentIndex().row()
        places = [n for n, line in enumerate(rows) if self.can_be_chosen(line)]
        if not places:
            return
        now = places.index(at) if at in places else 0
        wanted = places[max(0, min(len(places) - 1, now + by))]
        self.list.selectRow(wanted)
        if wanted == places[0]:
            self.list.scrollToTop()
