"""The left rail: the places of the window."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from landwaiter.i18n import _
from landwaiter.ui.kit import draw, flow, fonts
from landwaiter.ui.kit.cards import column
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Glyph, InlineCell, Text
from landwaiter.ui.kit.theme import Ink, theme_of


@dataclass(frozen=True, slots=True)
class RailPlace:
    key: str
    title: str


PLACES = (
    RailPlace("today", "Today"),
    RailPlace("cases", "Cases"),
    RailPlace("entities", "Entities"),
    RailPlace("screening", "Screening"),
    RailPlace("reference", "Reference data"),
    RailPlace("reports", "Reports"),
    RailPlace("audit", "Audit"),
    RailPlace("settings", "Settings"),
)


WIDTH = 63
"""Of a place, where no language has a longer word for one."""
ICON, WORD = 21, 14
"""Heights of the icon, with the space below it, and of a line of words."""
ABOVE, LEAST_ABOVE = 8, 3
"""Above and below them."""


def _wide(text: str) -> int:
    """Of a title when it is marked."""
    return round(
        flow.lay_out(
            InlineCell(((Text(text, "text", Size.SMALL, bold=True, whole=True),),)), None
        ).width
    )


class RailButton(QPushButton):
    """Icon over word; the active place on base with an accent edge."""

    def __init__(self, place: RailPlace) -> None:
        super().__init__(_(place.title))
        self._meaning = place.key
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAccessibleName(_(place.title))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def lines(self) -> tuple[str, ...]:
        """The title, in two lines where it has two words that are too long for one."""
        title = self.text()
        before, _blank, after = title.partition(" ")
        return (title,) if not after or _wide(title) <= fonts.px(WIDTH) else (before, after)

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(WIDTH), fonts.px(2 * ABOVE + self._inside()))

    def minimumSizeHint(self) -> QSize:
        """Closer to its neighbours where large text leaves little height."""
        return QSize(fonts.px(WIDTH), fonts.px(2 * LEAST_ABOVE + self._inside()))

    def _inside(self) -> int:
        """Height of icon and words at scale 1."""
        return ICON + WORD * len(self.lines())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = theme_of(self.palette())
        ink: Ink = "text2"
        ground: Ink = "rail"
        if self.isChecked():
            ink, ground = "accent", "base"
            painter.fillRect(self.rect(), theme.colour("base"))
            edge = draw.placed(QRectF(0, 0, fonts.px(3), self.height()), self.width())
            painter.fillRect(edge, theme.colour("accent"))
        if not self.isEnabled():
            ink = "muted"
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.drawRect(self.rect().adjusted(3, 1, -3, -2))
        look = draw.Look(theme, ground)
        glyph = InlineCell(((Glyph(self._meaning, 18, ink),),))
        words = [
            InlineCell(((Text(line, ink, Size.SMALL, bold=self.isChecked(), whole=True),),))
            for line in self.lines()
        ]
        top = (self.height() - fonts.px(self._inside())) // 2
        for cell, space in ((glyph, ICON), *((word, WORD) for word in words)):
            layout = flow.lay_out(cell, None)
            left = (self.width() - layout.width) / 2
            draw.paint(painter, cell, QRectF(left, top, layout.width + 1, layout.height), look)
            top += fonts.px(space)


class Rail(QWidget):
    """Ctrl+1 to Ctrl+7 reach the places; Settings stands at the foot."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons = {place.key: RailButton(place) for place in PLACES}
        longest = max(_wide(line) for button in self.buttons.values() for line in button.lines())
        self.setFixedWidth(max(fonts.px(WIDTH + 1), longest + fonts.px(8)))
        *upper, foot = self.buttons.values()
        self.setLayout(column(*upper, 0, foot, gap=4, margins=(0, 8, 1, 4)))
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))

    def mark(self, key: str) -> None:
        """Show a place as the active one."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)
