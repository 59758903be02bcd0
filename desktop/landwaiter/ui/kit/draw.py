"""Paints lines of inline pieces: the one engine of labels, cells, buttons and charts."""

from dataclasses import dataclass, replace
from functools import singledispatch

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from landwaiter.ui.kit import fonts, icons
from landwaiter.ui.kit.flow import (
    TICK_GAP,
    TICK_HEIGHT,
    Layout,
    baseline_of,
    lay_out,
    tick_width,
    width_of,
)
from landwaiter.ui.kit.inline import Bar, Gap, Glyph, Inline, InlineBox, InlineCell, Text, Ticks
from landwaiter.ui.kit.theme import Ink, Theme


@dataclass(frozen=True, slots=True)
class Look:
    """How pieces are drawn: the theme, what lies beneath, and whether the row is selected."""

    theme: Theme
    ground: Ink = "base"
    selected: bool = False


def paint(
    painter: QPainter, cell: InlineCell, area: QRectF, look: Look, *, middle: bool = False
) -> Layout:
    """Draw a cell into `area`, from the top or centred in height; the layout it was given."""
    layout = lay_out(cell, area.width())
    top = area.top() + (max(0.0, (area.height() - layout.height) / 2) if middle else 0.0)
    for row in layout.rows:
        left = area.left() + (area.width() - row.width if cell.right else 0.0)
        baseline = top + row.y + row.baseline
        for piece in row.pieces:
            place = QRectF(left + piece.x, top + row.y, piece.width, row.height)
            _draw(piece.inline, painter, place, baseline, look)
    return layout


@singledispatch
def _draw(inline: Inline, painter: QPainter, place: QRectF, baseline: float, look: Look) -> None:
    """Draw one piece; `place` spans the row's height."""


@_draw.register
def _(inline: Text, painter: QPainter, place: QRectF, baseline: float, look: Look) -> None:
    if inline.ground:
        painter.fillRect(place, look.theme.colour(inline.ground))
    face = fonts.font(inline.size, bold=inline.bold, mono=inline.mono)
    if inline.struck or inline.underlined:
        face = type(face)(face)
        face.setStrikeOut(inline.struck)
        face.setUnderline(inline.underlined)
    painter.setFont(face)
    painter.setPen(look.theme.colour(inline.ink))
    painter.drawText(QPointF(place.left(), baseline), inline.text)


@_draw.register
def _(inline: Glyph, painter: QPainter, place: QRectF, baseline: float, look: Look) -> None:
    size = fonts.px(inline.px)
    device = painter.device()
    ratio = device.devicePixelRatioF() if device else 1.0
    drawing = icons.pixmap(
        inline.meaning, size, look.theme, ink=inline.ink, ground=look.ground, ratio=ratio
    )
    top = round(place.center().y() - size / 2)
    painter.drawPixmap(QPointF(round(place.left()), top), drawing)


@_draw.register
def _(inline: Bar, painter: QPainter, place: QRectF, baseline: float, look: Look) -> None:
    height = fonts.px(4)
    track = QRectF(place.left(), round(place.center().y() - height / 2), place.width(), height)
    painter.fillRect(track, look.theme.colour("line"))
    track.setWidth(track.width() * min(1.0, max(0.0, inline.share)))
    painter.fillRect(track, look.theme.colour(inline.ink))


@_draw.register
def _(inline: Ticks, painter: QPainter, place: QRectF, baseline: float, look: Look) -> None:
    width, height = fonts.px(tick_width(inline.total)), fonts.px(TICK_HEIGHT)
    top = round(place.center().y() - height / 2)
    for number in range(inline.total):
        left = round(place.left()) + number * (width + fonts.px(TICK_GAP))
        if number < inline.done:
            painter.fillRect(QRectF(left, top, width, height), look.theme.colour(inline.ink))
        else:
            painter.setPen(look.theme.colour("line2"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(left + 0.5, top + 0.5, width - 1, height - 1))


@_draw.register
def _(inline: Gap, painter: QPainter, place: QRectF, baseline: float, look: Look) -> None:
    return


@_draw.register
def _(inline: InlineBox, painter: QPainter, place: QRectF, baseline: float, look: Look) -> None:
    height = fonts.px(inline.height)
    top = round(place.center().y() - height / 2)
    frame = QRectF(round(place.left()) + 0.5, top + 0.5, round(place.width()) - 1, height - 1)
    ground = _ground(inline, look)
    _frame(painter, frame, inline, ground, look)
    inner = replace(look, ground=ground or look.ground, selected=False)
    left = place.left() + fonts.px(inline.pad if inline.pad_left is None else inline.pad_left)
    line = top + baseline_of(inline.inlines, height)
    for piece in inline.inlines:
        width = width_of(piece)
        _draw(piece, painter, QRectF(left, top, width, height), line, inner)
        left += width + fonts.px(inline.gap)


def _ground(box: InlineBox, look: Look) -> Ink | None:
    """On a selected row a tinted pill stands on base, or it would vanish."""
    return "base" if look.selected and box.ground == "tint" else box.ground


def _frame(
    painter: QPainter, frame: QRectF, box: InlineBox, ground: Ink | None, look: Look
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(frame, fonts.px(box.radius), fonts.px(box.radius))
    if ground:
        painter.fillPath(path, look.theme.colour(ground))
    edge = box.edge or ground
    if edge:
        pen = QPen(look.theme.colour(edge), 1)
        if box.dashed:
            pen.setStyle(Qt.PenStyle.DashLine)
            pen.setDashPattern([3, 2])
        painter.setPen(pen)
        painter.drawPath(path)
    if box.divider:
        painter.setPen(look.theme.colour(box.divider))
        painter.drawLine(frame.topRight(), frame.bottomRight())
    painter.restore()
