"""A drawing of the screen in front with a number at each of its parts.

It is drawn from where the parts stand now, so it is never old: whatever the language, the size of
the text and the side from which the window reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from landwaiter.services.help.help_page import HelpPart
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.theme import Theme, theme_of

_ROUND, _RING = 9, 1.5
"""Half of the width of a number, and the ring that parts it from what is behind; at scale 1."""


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """A part that can be seen: its number, and where it stands in the screen."""

    number: int
    place: QRectF


def part_of(screen: QWidget, path: str) -> QWidget | None:
    """The widget of a part; None where the screen has it at other times only."""
    found: object = screen
    for name in path.split("."):
        found = getattr(found, name, None)
    return found if isinstance(found, QWidget) else None


def placed_parts(screen: QWidget, parts: Sequence[HelpPart]) -> tuple[PlacedPart, ...]:
    """The parts that are shown, each with its number among all of them."""
    whole, placed = QRectF(screen.rect()), []
    for number, part in enumerate(parts, start=1):
        widget = part_of(screen, part.path)
        if widget is None or not widget.isVisibleTo(screen):
            continue
        corner = QPointF(widget.mapTo(screen, QPoint(0, 0)))
        place = QRectF(corner, widget.size()).intersected(whole)
        if not place.isEmpty():
            placed.append(PlacedPart(number, place))
    return tuple(placed)


class NumberedPicture(QWidget):
    """The screen as an outline; a screen reader is told the parts beside it."""

    def __init__(self, screen: QWidget, parts: Sequence[HelpPart]) -> None:
        super().__init__()
        self._screen, self._parts = screen, tuple(parts)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        wide = fonts.px(300)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(120), fonts.px(60))

    def heightForWidth(self, width: int) -> int:
        if not isValid(self._screen) or not self._screen.width():
            return 0
        return round(width * self._screen.height() / self._screen.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not isValid(self._screen) or not self._screen.width():
            return
        theme, painter = theme_of(self.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line2"))
        painter.fillRect(self.rect(), theme.colour("alt"))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        scale = self.width() / self._screen.width()
        placed = placed_parts(self._screen, self._parts)
        painter.setBrush(theme.colour("base"))
        for one in placed:
            corner, size = one.place.topLeft() * scale, one.place.size() * scale
            painter.drawRect(QRectF(corner, size).adjusted(0.5, 0.5, -0.5, -0.5))
        draw_numbers(painter, theme, placed, scale=scale, room=QRectF(self.rect()))


def draw_numbers(
    painter: QPainter, theme: Theme, placed: Sequence[PlacedPart], *, scale: float, room: QRectF
) -> None:
    """Each number in a circle in the middle of its part, as large as the room of the drawing."""
    painter.setFont(fonts.font(Size.SMALL, bold=True))
    ring = QPen(theme.colour("onaccent"), fonts.px(_RING))
    for number, circle in _circles(placed, scale, room):
        painter.setPen(ring)
        painter.setBrush(theme.colour("accentfill"))
        painter.drawEllipse(circle)
        painter.setPen(theme.colour("onaccent"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(number))


def _circles(
    placed: Sequence[PlacedPart], scale: float, room: QRectF
) -> Sequence[tuple[int, QRectF]]:
    """Each number in the middle of its part, moved down where another one stands there."""
    half = fonts.px(_ROUND)
    made: list[tuple[int, QRectF]] = []
    for one in placed:
        middle = one.place.center() * scale
        left = min(max(middle.x() - half, 0.0), room.width() - 2.0 * half)
        top = min(max(middle.y() - half, 0.0), room.height() - 2.0 * half)
        circle = QRectF(left, top, 2 * half, 2 * half)
        while any(circle.intersects(other) for _number, other in made):
            circle.translate(0, half)
        made.append((one.number, circle))
    return made
