"""A box of choices: nothing is chosen in it before a person does, and no wheel turns it."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from landwaiter.i18n import _


class ChoiceBox(QComboBox):
    """With `empty` it begins with no choice and reads “choose…”."""

    def __init__(self, parent: QWidget | None = None, *, empty: bool = False) -> None:
        super().__init__(parent)
        if empty:
            self.setPlaceholderText(_("choose…"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a page over a box would choose; Alt+Down and a click open it."""
        event.ignore()
