"""A verdict button: icon, word, key cap, and below it what the verdict does."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from landwaiter.ui.kit import draw, flow, fonts, marks
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Text
from landwaiter.ui.kit.theme import Ink, theme_of

WIDTH = 144


class VerdictButton(QPushButton):
    def __init__(self, title: str, icon: str, keys: str, effect: str) -> None:
        super().__init__(title)
        self._icon, self._keys, self._effect = icon, keys, effect
        self.setCheckable(True)
        self.setAccessibleName(f"{title}: {effect}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """As high as its effect needs, which is never cut."""
        wide = fonts.px(WIDTH)
        said = flow.lay_out(self._said(), float(wide - fonts.px(10 + 8)))
        return QSize(wide, max(fonts.px(64), int(said.height) + fonts.px(6 + 6)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self.palette())
        ground: Ink = "tint" if self.isChecked() else "base"
        is_marked = self.isChecked() or self.hasFocus()
        painter.setBrush(theme.colour(ground))
        painter.setPen(
            QPen(theme.colour("accent" if is_marked else "control"), 2 if is_marked else 1)
        )
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), 3, 3)
        area = QRectF(self.rect()).adjusted(fonts.px(10), fonts.px(6), -fonts.px(8), -fonts.px(4))
        inner = draw.placed(area, self.width())
        look = draw.Look(theme, ground)
        draw.paint(painter, self._said(), inner, look)
        cap = marks.key(self._keys, ground="base")
        draw.paint(painter, InlineCell(((cap,),), right=True), inner, look)

    def _said(self) -> InlineCell:
        title = Text(self.text(), size=Size.BODY, bold=True)
        first = (Glyph(self._icon, 12), Gap(6), title, Gap(20))
        return InlineCell((first, (Text(self._effect, "text2", Size.SMALL),)), wrap=True)
