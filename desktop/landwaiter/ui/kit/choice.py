"""A box of choices: nothing is chosen in it before a person does, and no wheel turns it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from landwaiter.i18n import _
from landwaiter.ui.kit.theme import Ink, theme_of


class ChoiceBox(QComboBox):
    """With `empty` it begins with no choice and reads “choose…”."""

    def __init__(self, parent: QWidget | None = None, *, empty: bool = False) -> None:
        super().__init__(parent)
        self.is_searched = False
        """A part of a choice is typed to find it; what is no choice counts as none."""
        if empty:
            self.setPlaceholderText(_("choose…"))

    def search(self) -> None:
        """Find choices by any part of their words: there are too many to look through."""
        self.is_searched = True
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.find_anywhere()
        line = self.lineEdit()
        if line is not None:
            line.setPlaceholderText(_("choose…"))
            line.setAccessibleName(self.accessibleName())

    def find_anywhere(self) -> None:
        """Offer, while something is typed, whatever holds it."""
        if (completer := self.completer()) is None:
            raise AssertionError("a box that is typed in completes")
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes with Tab has all of it selected, and reads its beginning, not its end."""
        super().focusInEvent(event)
        line = self.lineEdit()
        if line is not None and line.selectedText() == line.text():
            line.setSelection(len(line.text()), -len(line.text()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fusion shows no focus, and no frame on dark around one that is typed in."""
        super().paintEvent(event)
        if self.hasFocus():
            self._frame("accent", 2)
        elif self.isEditable():
            self._frame("control", 1)

    def _frame(self, ink: Ink, wide: int) -> None:
        painter, inner = QPainter(self), wide / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme_of(self.palette()).colour(ink), wide))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inner, inner, -inner, -inner), 4, 4)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a page over a box would choose; Alt+Down and a click open it."""
        event.ignore()
