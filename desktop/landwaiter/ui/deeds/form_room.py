"""Where a form stands: in the place of the middle of a screen, never beside or below it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class FormRoom(QStackedWidget):
    """The middle of a screen, or the form that was asked for; the head of the screen stays."""

    def __init__(self, middle: QWidget) -> None:
        super().__init__()
        self._middle = middle
        self._form: QWidget | None = None
        self.addWidget(middle)

    def show_form(self, form: QWidget | None) -> None:
        """A form in place of the middle; None takes it away."""
        if self._form is not None:
            self.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._form = form
        if form is not None:
            self.addWidget(form)
        self.setCurrentWidget(form or self._middle)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """What is in front needs it."""
        return (self._form or self._middle).minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """A layout would ask for the height that it likes best, and what is in front scrolls."""
        return False
