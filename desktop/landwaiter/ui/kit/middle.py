"""What stands between the head and the foot of a dialog, scrolled where it has too little room."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QLayout, QScrollArea, QWidget

MARGIN = 40
"""Pixels by which a dialog stays within the window behind it."""
_ENDLESS = 1 << 20


def room_of(dialog: QDialog) -> QSize:
    """How large a dialog may be; without bounds where no window is behind it.

    A dialog over another one may be larger than that: the window behind both counts.
    """
    behind = dialog.parentWidget()
    while behind is not None and isinstance(behind.window(), QDialog):
        behind = behind.window().parentWidget()
    if behind is None or not behind.window().isVisible():
        return QSize(_ENDLESS, _ENDLESS)
    return behind.window().size() - QSize(MARGIN, MARGIN)


class _Content(QWidget):
    """A scroll area asks how high it is; a list gives way before anything is scrolled."""

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return self.minimumSizeHint().height()
        return layout.totalMinimumHeightForWidth(width)


class Middle(QScrollArea):
    """The body of a dialog; its head and its acts stand beside it and are never scrolled away."""

    def __init__(self, body: QLayout) -> None:
        super().__init__()
        self._content = _Content()
        self._content.setLayout(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._content)
        for one in (self._content, self.viewport()):  # the dialog's own ground shows through
            one.setAutoFillBackground(False)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def needed(self, dialog: QDialog) -> int:
        """Height at which nothing of it is scrolled, as wide as the dialog is."""
        margins = dialog.contentsMargins()
        if (layout := dialog.layout()) is not None:
            margins += layout.contentsMargins()
        return self._content.heightForWidth(dialog.width() - margins.left() - margins.right())

    def fit(self, dialog: QDialog) -> None:
        """As high and wide as it needs, as far as the dialog stays within its room."""
        room, least = room_of(dialog), self._content.minimumSizeHint().width()
        self.setMinimumWidth(min(least, room.width()))
        beside = self.beside(dialog)
        self.setMinimumHeight(max(0, min(self.needed(dialog), room.height() - beside)))

    def beside(self, dialog: QDialog) -> int:
        """Height of what stands above and below it."""
        layout = dialog.layout()
        if layout is None:
            return 0
        whole: int = layout.totalMinimumSize().height()
        if layout.hasHeightForWidth():
            whole = layout.totalMinimumHeightForWidth(dialog.width())
        # Without one of its own a scroll area has a least height for its bars.
        return whole - (self.minimumHeight() or self.minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return self._content.sizeHint()

    def viewportEvent(self, event: QEvent) -> bool:
        """What the content needs anew, the dialog is told."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().viewportEvent(event)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The field with the cursor is in sight, however it was come to."""
        if now is not None and self._content.isAncestorOf(now):
            # Of a text Qt's own `ensureWidgetVisible` shows the line with the cursor alone.
            middle = now.mapTo(self._content, now.rect().center())
            self.ensureVisible(middle.x(), middle.y(), 0, now.height() // 2 + 4)
