"""What the boxes, lines and tags of a link chart mean, in as many lines under it as they need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from landwaiter.domain.chart.chart_parts import ClaimKind
from landwaiter.i18n import N_, _
from landwaiter.ui.chart.chart_shapes import UNSURE
from landwaiter.ui.chart.claim_tags import FACES, paint_mark
from landwaiter.ui.kit import fonts, icons
from landwaiter.ui.kit.draw import placed
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.theme import Ink, Theme, theme_of

_NODES = (
    ("cases", N_("case")),
    ("entities", N_("company")),
    ("person", N_("person")),
    ("vessel", N_("vessel")),
    ("university", N_("university")),
    ("list", N_("listing")),
    ("route", N_("place")),
    ("flag", N_("incident")),
)
_LINES: tuple[tuple[Qt.PenStyle, Ink, float, str], ...] = (
    (Qt.PenStyle.SolidLine, "text2", 1.4, N_("owns, controls, acquired, ships")),
    (Qt.PenStyle.DashDotLine, "text2", 1.2, N_("directs, manages")),
    (
        Qt.PenStyle.DotLine,
        "control",
        1.0,
        N_("party, address, flag, part in an incident, relation of states"),
    ),
    (Qt.PenStyle.DashLine, "control", 1.0, N_("resembles, tied on a list")),
    (*UNSURE, N_("alleged, or an accusation that is not established")),
    (Qt.PenStyle.SolidLine, "high", 2.6, N_("a rule rests on it")),
    (Qt.PenStyle.SolidLine, "accent", 4.0, N_("way shown")),
)
_ICON: Final = 13
_LINE: Final = 30
_GAP: Final = 14
_HIGH: Final = 20
_SIDE: Final = 14
_LEAST_LINES: Final = 2
_PART: Final = 6
"""Of the height of the screen: the drawing needs the rest."""

Drawn = Callable[[QPainter, Theme, QPointF], None]
"""Draws a sign from the middle of its left edge."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sign with its words."""

    draw: Drawn
    room: int
    words: str

    @property
    def width(self) -> int:
        advance = fonts.metrics(Size.SMALL).horizontalAdvance(self.words)
        return fonts.px(self.room) + 5 + int(advance) + 1


class ChartLegend(QWidget):
    """Painted as the chart paints; a screen reader hears it as one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._entries = (
            *(_Entry(partial(_draw_icon, icon), _ICON, _(name)) for icon, name in _NODES),
            *(
                _Entry(partial(_draw_line, line, ink, width), _LINE, _(name))
                for line, ink, width, name in _LINES
            ),
            *(_Entry(partial(_draw_claim, kind), _ICON, kind.words) for kind in FACES),
        )
        words = ", ".join(entry.words for entry in self._entries)
        self.setAccessibleName(_("Legend: {words}").format(words=words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(fonts.px(_HIGH) * len(self._lines()) + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), theme_of(self.palette())
        painter.fillRect(self.rect(), theme.colour("base"))
        painter.setPen(theme.colour("line"))
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())
        painter.setFont(fonts.font(Size.SMALL))
        high = fonts.px(_HIGH)
        for number, line in enumerate(self._lines()):
            x, middle = float(fonts.px(_SIDE)), 2 + high * (number + 0.5)
            for entry in line:
                room = fonts.px(entry.room)
                sign = placed(QRectF(x, middle, room, 0), self.width())
                entry.draw(painter, theme, sign.topLeft())
                painter.setPen(theme.colour("text2"))
                words = QRectF(x + room + 5, middle - high / 2, entry.width, high)
                area = placed(words, self.width())
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, entry.words)
                x += entry.width + fonts.px(_GAP)

    def _lines(self) -> Sequence[Sequence[_Entry]]:
        room = self.width() - 2 * fonts.px(_SIDE)
        lines: list[list[_Entry]] = []
        taken = 0
        for entry in self._entries:
            if not lines or taken + entry.width > room:
                lines.append([])
                taken = 0
            lines[-1].append(entry)
            taken += entry.width + fonts.px(_GAP)
        return lines


class LegendArea(QScrollArea):
    """The legend, whole where there is room; else its first lines, and the rest scrolled."""

    def __init__(self, legend: ChartLegend) -> None:
        super().__init__()
        self._legend = legend
        self.setWidget(legend)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(fonts.px(_HIGH * _LEAST_LINES) + 4)

    def sizeHint(self) -> QSize:
        screen = self.parentWidget()
        most = screen.height() // _PART if screen is not None else self._legend.height()
        return QSize(fonts.px(240), max(self.minimumHeight(), min(self._legend.height(), most)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other lines."""
        super().resizeEvent(event)
        self.updateGeometry()


def _draw_icon(icon: str, painter: QPainter, theme: Theme, at: QPointF) -> None:
    size, device = fonts.px(_ICON), painter.device()
    ratio = device.devicePixelRatioF() if device else 1.0
    drawing = icons.pixmap(icon, size, theme, ink="text2", ratio=ratio)
    painter.drawPixmap(QPointF(at.x(), at.y() - size / 2), drawing)


def _draw_claim(kind: ClaimKind, painter: QPainter, theme: Theme, at: QPointF) -> None:
    paint_mark(painter, theme, kind, at)


def _draw_line(  # noqa: PLR0917  # the pen, then what every sign is drawn with
    line: Qt.PenStyle, ink: Ink, width: float, painter: QPainter, theme: Theme, at: QPointF
) -> None:
    painter.setPen(QPen(theme.colour(ink), width, line))
    painter.drawLine(at, QPointF(at.x() + fonts.px(_LINE), at.y()))
