"""Which columns of the list of cases are shown: ticks in a box below its button."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from landwaiter.domain.cases.case_query import COLUMNS, USUAL_COLUMNS
from landwaiter.i18n import _
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, column
from landwaiter.ui.kit.label import label
from landwaiter.ui.kit.tickbox import TickBox

FIXED = "reference"


class ColumnChooser(QFrame):
    """`changed(names)` with each tick, `closed(names)` once it goes; the reference is always shown.

    It lies over the list; Esc closes it, and so does the focus when it goes elsewhere.
    """

    changed = Signal(object)
    closed = Signal(object)

    def __init__(self, shown: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAutoFillBackground(True)
        self.setAccessibleName(_("Columns"))
        self._is_told = False
        self.boxes = {name: TickBox(_(title)) for name, title in COLUMNS.items()}
        for name, box in self.boxes.items():
            box.setChecked(name in shown or name == FIXED)
            box.setEnabled(name != FIXED)
            box.toggled.connect(lambda _on: self.changed.emit(self.names))
        self.usual = ActButton(_("The usual ones"), kind=ButtonKind.FLAT, small=True)
        self.usual.clicked.connect(self._take_usual)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        head = across(label(_("Columns"), bold=True), 0, self.usual)
        self.setLayout(column(head, *self.boxes.values(), gap=6, margins=(12, 8, 12, 10)))

    @property
    def names(self) -> tuple[str, ...]:
        """Of the columns that are ticked, in the order of the list."""
        return tuple(name for name, box in self.boxes.items() if box.isChecked())

    def event(self, event: QEvent) -> bool:
        """Esc is the chooser's while it is there, though the screen has a way for it too."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Close it, and tell what is chosen: once."""
        if not self._is_told:
            self._is_told = True
            self.hide()
            self.closed.emit(self.names)
            self.deleteLater()

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self and not self.isAncestorOf(now):
            self.leave()

    def _take_usual(self) -> None:
        for name, box in self.boxes.items():
            box.setChecked(name in USUAL_COLUMNS)
