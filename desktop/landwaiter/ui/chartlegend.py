"""What the boxes and lines of a link chart mean, in two lines under it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from landwaiter.i18n import _
from landwaiter.ui import fonts, icons
from landwaiter.ui.fonts import Size
from landwaiter.ui.theme import Ink, theme_of

_NODES = (
    ("cases", _("case")),
    ("entities", _("company")),
    ("person", _("person")),
    ("vessel", _("vessel")),
    ("university", _("university")),
    ("list", _("listing")),
    ("route", _("place")),
)
_LINES: tuple[tuple[Qt.PenStyle, Ink, float, str], ...] = (
    (Qt.PenStyle.SolidLine, "text2", 1.4, _("owns, controls, ships")),
    (Qt.PenStyle.DashDotLine, "text2", 1.2, _("directs, manages")),
    (Qt.PenStyle.DotLine, "control", 1.0, _("party, address")),
    (Qt.PenStyle.DashLine, "control", 1.0, _("resembles, tied on a list")),
    (Qt.PenStyle.SolidLine, "high", 2.6, _("a rule rests on it")),
    (Qt.PenStyle.SolidLine, "accent", 4.0, _("way shown")),
)
_LINE, _GAP = 30, 14


class ChartLegend(QWidget):
    """Painted as the chart paints; a screen reader hears it as one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        words = [*(name for _icon, name in _NODES), *(name for *_pen, name in _LINES)]
        self.setAccessibleName(_("Legend: {words}").format(words=", ".join(words)))

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(400), fonts.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), theme_of(self.palette())
        painter.fillRect(self.rect(), theme.colour("base"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())
        painter.setFont(fonts.font(Size.SMALL))
        size, gap, ratio = fonts.px(13), fonts.px(_GAP), self.devicePixelRatioF()
        middle, x = self.height() * 0.27, float(fonts.px(14))
        for icon, name in _NODES:
            drawing = icons.pixmap(icon, size, theme, ink="text2", ratio=ratio)
            painter.drawPixmap(int(x), int(middle - size / 2), drawing)
            x = self._word(painter, name, x + size + 5, middle) + gap
        middle, x = self.height() * 0.73, float(fonts.px(14))
        for line, ink, width, name in _LINES:
            painter.setPen(QPen(theme.colour(ink), width, line))
            painter.drawLine(int(x), int(middle), int(x) + fonts.px(_LINE), int(middle))
            x = self._word(painter, name, x + fonts.px(_LINE) + 5, middle) + gap

    def _word(self, painter: QPainter, text: str, x: float, middle: float) -> float:
        metrics = fonts.metrics(Size.SMALL)
        wide, high = metrics.horizontalAdvance(text), metrics.height()
        painter.setPen(theme_of(self.palette()).colour("text2"))
        area = QRectF(x, middle - high / 2, wide + 2, high)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
        return x + wide
