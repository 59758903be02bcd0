"""Where the screens of the tabs stand: the one in front decides how much room is needed."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class FrontPages(QStackedWidget):
    """Needs what the screen in front needs, whatever else is open."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _number: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        front = self.currentWidget()
        return front.minimumSizeHint() if front is not None else QSize()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        """Its least: a scroll area would give it the height that it likes best."""
        front = self.currentWidget()
        layout = front.layout() if front is not None else None
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalMinimumHeightForWidth(width)
        return self.minimumSizeHint().height()


class PageRoom(QScrollArea):
    """The screens in the room that the window has: opening a tab never makes the window larger.

    A window that is smaller than any size that is promised scrolls what does not fit.
    """

    def __init__(self) -> None:
        super().__init__()
        self.screens = FrontPages()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it is reached, not the room
        self.setWidget(self.screens)
        self.viewport().setAutoFillBackground(False)
        self.screens.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A screen that needs more than before is asked once more how much."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.screens.updateGeometry()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:  # Qt's own name
        """Tab goes on through the window, as if nothing could be scrolled."""
        return QWidget.focusNextPrevChild(self, next)
