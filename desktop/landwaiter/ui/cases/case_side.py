"""What stands beside a case: its history, or a strip that opens it again."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QStackedLayout, QWidget

from landwaiter.i18n import _
from landwaiter.ui.audit.sealed_history import History
from landwaiter.ui.kit import draw, flow, fonts
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Text
from landwaiter.ui.kit.theme import theme_of

OPEN, STRIP = 296, 36
"""Widths at scale 1."""


class SideStrip(QPushButton):
    """A narrow button along the whole height; what it opens stands on it, turned."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.show_words(_("History"))

    def show_words(self, words: str) -> None:
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(_("{words} ({key})").format(words=words, key="F7"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(STRIP), fonts.px(120))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = theme_of(self.palette())
        painter.fillRect(self.rect(), theme.colour("base"))
        painter.setPen(theme.colour("accent" if self.hasFocus() else "line"))
        if self.hasFocus():
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        else:
            painter.drawLine(self.rect().topLeft(), self.rect().bottomLeft())
        cell = InlineCell(
            ((Glyph("columns", 14, "text2"), Gap(8), Text(self.text(), "text2", Size.DENSE)),)
        )
        layout = flow.lay_out(cell, None)
        painter.translate(self.width(), fonts.px(12))
        painter.rotate(90)
        top = (self.width() - layout.height) / 2
        room = QRectF(0, top, self.height() - fonts.px(24), layout.height)
        draw.paint(painter, cell, room, draw.Look(theme, "base"))


class CaseSide(QWidget):
    """The history, or its strip; `toggled()` when the strip is pressed."""

    toggled = Signal()

    def __init__(self, history: History) -> None:
        super().__init__()
        self.history, self.strip = history, SideStrip()
        self._faces = QStackedLayout()
        for face in (self.history, self.strip):
            self._faces.addWidget(face)
        self.setLayout(self._faces)
        self.strip.clicked.connect(self.toggled)
        self.show_open(is_open=True)

    @property
    def is_open(self) -> bool:
        return self._faces.currentWidget() is self.history

    def show_open(self, *, is_open: bool) -> None:
        """Open, or closed to its strip."""
        focus = QApplication.focusWidget()
        had = focus is not None and self.history.isAncestorOf(focus)
        self._faces.setCurrentWidget(self.history if is_open else self.strip)
        self.setFixedWidth(fonts.px(OPEN if is_open else STRIP))
        if had and not is_open:
            self.strip.setFocus(Qt.FocusReason.OtherFocusReason)
