"""A box of choices: nothing is chosen in it before a person does, and no wheel turns it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from landwaiter.i18n import _
from landwaiter.ui.kit.theme import theme_of


class ChoiceBox(QComboBox):
    """With `empty` it begins with no choice and reads “choose…”."""

    def __init__(self, parent: QWidget | None = None, *, empty: bool = False) -> None:
        super().__init__(parent)
        if empty:
            self.setPlaceholderText(_("choose…"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fusion does not show where the focus is."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme_of(self.palette()).colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a page over a box would choose; Alt+Down and a click open it."""
        event.ignore()
