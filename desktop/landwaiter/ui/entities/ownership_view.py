"""The chains above a firm drawn: boxes in rows, shares on the lines, what is not known dashed."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from landwaiter.domain.entities.ownership.picture import (
    NOT_KNOWN,
    DrawnStep,
    HolderBox,
    OwnershipPicture,
)
from landwaiter.domain.entities.ownership.stated import ASSESSED, LISTED, PERSON, UNCONFIRMED
from landwaiter.i18n import _
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.theme import Ink, Theme, theme_of

BOX_WIDTH, BOX_HEIGHT, ROW_HEIGHT, MARGIN = 172, 40, 90, 11
_ARROW: Final = 8
_INKS: Final[dict[str, tuple[Ink, Ink]]] = {
    LISTED: ("highbg", "high"),
    ASSESSED: ("medbg", "med"),
    UNCONFIRMED: ("nebg", "line2"),
}
"""Claim → ground and edge of its box."""


class OwnershipCanvas(QWidget):
    """Draws one picture; the list beside it says the same in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = OwnershipPicture((), (), 0)
        self.setAccessibleName(_("Chains of holders; they are told in words beside it"))

    def show_picture(self, picture: OwnershipPicture) -> None:
        self._picture = picture
        self.setMinimumSize(
            QSize(
                picture.widest * fonts.px(BOX_WIDTH + 2 * MARGIN),
                picture.rows * fonts.px(ROW_HEIGHT) + fonts.px(MARGIN),
            )
        )
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # a drawing is never mirrored
        theme = theme_of(self.palette())
        painter.fillRect(self.rect(), theme.colour("window"))
        areas = {box.id: self._area(box) for box in self._picture.boxes}
        for step in sorted(self._picture.steps, key=lambda one: one.is_counted):
            _paint_step(painter, theme, step, self._way(step, areas))
        for box in self._picture.boxes:
            _paint_box(painter, theme, box, areas[box.id])

    def _point(self, row: int, place: float) -> QPointF:
        high = self.height() / max(1, self._picture.rows)
        return QPointF(place * self.width(), self.height() - (row + 0.5) * high)

    def _way(self, step: DrawnStep, areas: dict[str, QRectF]) -> list[QPointF]:
        """From the holder down to the firm, through the points between them."""
        above, below = areas[step.owner], areas[step.owned]
        passed = [self._point(row, place) for row, place in step.by]
        if not passed:
            return list(_ends(above, below))
        start = QPointF(above.center().x(), above.bottom())
        return [start, *passed, QPointF(below.center().x(), below.top())]

    def _area(self, box: HolderBox) -> QRectF:
        width, height = fonts.px(BOX_WIDTH), fonts.px(BOX_HEIGHT)
        centre = self._point(box.row, box.place)
        return QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)


def _paint_step(painter: QPainter, theme: Theme, step: DrawnStep, way: list[QPointF]) -> None:
    ink: Ink = "accent" if step.is_counted else "text2"
    pen = QPen(theme.colour(ink), 2.4 if step.is_counted else 1.1)
    if step.is_dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawPolyline(QPolygonF(way))
    _paint_arrow(painter, theme, ink, way[-2], way[-1])
    painter.setFont(fonts.font(Size.SMALL, bold=step.is_counted))
    said = painter.fontMetrics().elidedText(
        step.label, Qt.TextElideMode.ElideRight, fonts.px(BOX_WIDTH)
    )
    area = QRectF(painter.fontMetrics().boundingRect(said)).adjusted(-4, -1, 4, 1)
    # Nearer to the holder, where lines to one firm do not meet yet.
    area.moveCenter(way[0] + (way[1] - way[0]) * 0.42)
    painter.fillRect(area, theme.colour("window"))
    painter.setPen(theme.colour(ink))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, said)


def _ends(above: QRectF, below: QRectF) -> tuple[QPointF, QPointF]:
    """From the foot of the holder to the head of the firm; sideways within a row."""
    if above.center().y() < below.center().y() - 1:
        return QPointF(above.center().x(), above.bottom()), QPointF(below.center().x(), below.top())
    if above.center().y() > below.center().y() + 1:
        return QPointF(above.center().x(), above.top()), QPointF(below.center().x(), below.bottom())
    if above.center().x() < below.center().x():
        return QPointF(above.right(), above.center().y()), QPointF(below.left(), below.center().y())
    return QPointF(above.left(), above.center().y()), QPointF(below.right(), below.center().y())


def _paint_arrow(painter: QPainter, theme: Theme, ink: Ink, start: QPointF, end: QPointF) -> None:
    way = end - start
    length = max(1.0, (way.x() ** 2 + way.y() ** 2) ** 0.5)
    along = way / length * fonts.px(_ARROW)
    across = QPointF(-along.y(), along.x()) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ink))
    painter.drawPolygon(QPolygonF([end, end - along + across, end - along - across]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_box(painter: QPainter, theme: Theme, box: HolderBox, area: QRectF) -> None:
    ground, edge = _INKS.get(
        box.claim, ("tint", "accent") if box.kind == "firm" else ("base", "control")
    )
    pen = QPen(theme.colour(edge), 2.0 if box.kind == "firm" or box.claim else 1.0)
    if box.kind == NOT_KNOWN or box.claim == UNCONFIRMED:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(theme.colour("window" if box.kind == NOT_KNOWN else ground))
    radius = area.height() / 2 if box.kind == PERSON else 3
    painter.drawRoundedRect(area, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = area.adjusted(12, 3, -12, -3)
    half = inner.height() / 2
    upper = QRectF(inner.left(), inner.top(), inner.width(), half)
    ink: Ink = "text2" if box.kind == NOT_KNOWN else "text"
    _write(painter, theme, box.label, upper, ink=ink, bold=box.kind != NOT_KNOWN)
    _write(painter, theme, _below(box), upper.translated(0, half), ink="text2", bold=False)


def _below(box: HolderBox) -> str:
    claims = {
        LISTED: _("listed"),
        ASSESSED: _("assessed, no listing"),
        UNCONFIRMED: _("resembles a listing"),
    }
    return ", ".join(filter(None, (box.detail, claims.get(box.claim, ""))))


def _write(  # what one line is written with
    painter: QPainter, theme: Theme, text: str, area: QRectF, *, ink: Ink, bold: bool
) -> None:
    painter.setFont(fonts.font(Size.SMALL, bold=bold))
    painter.setPen(theme.colour(ink))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)
