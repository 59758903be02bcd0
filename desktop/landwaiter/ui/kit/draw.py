"""Paints lines of inline pieces: the one engine of labels, cells, buttons and charts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import singledispatch
from itertools import groupby
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPainterPath, QPen

from landwaiter.ui.kit import fonts, icons
from landwaiter.ui.kit.flow import (
    TICK_GAP,
    TICK_HEIGHT,
    FlowRow,
    Layout,
    Piece,
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


_STRONG = frozenset({"L", "R", "AL"})
"""Bidirectional classes of letters that run one way."""
_OTHER_WAY = {"next": "previous", "previous": "next"}
"""What points on, and what points back."""
_LEFTWARDS = Qt.LayoutDirection.RightToLeft
_ARROWS = str.maketrans("\u2190\u2192", "\u2192\u2190")


def is_mirrored() -> bool:
    """Whether the window reads from right to left."""
    return QGuiApplication.layoutDirection() is _LEFTWARDS


def placed(place: QRectF, width: float) -> QRectF:
    """A place in a widget of this width, counted from where reading begins."""
    if not is_mirrored():
        return place
    return QRectF(width - place.right(), place.top(), place.width(), place.height())


def paint(
    painter: QPainter, cell: InlineCell, area: QRectF, look: Look, *, middle: bool = False
) -> Layout:
    """Draw a cell into `area`, from the top or centred in height; the layout it was given."""
    layout = lay_out(cell, area.width())
    top = area.top() + (max(0.0, (area.height() - layout.height) / 2) if middle else 0.0)
    turned = is_mirrored()
    for row in layout.rows:
        at_right = cell.right is not turned
        left = area.left() + (area.width() - row.width if at_right else 0.0)
        baseline = top + row.y + row.baseline
        for piece in _turned(row) if turned else row.pieces:
            place = QRectF(left + piece.x, top + row.y, piece.width, row.height)
            _draw(piece.inline, painter, place, baseline, look)
    return layout


def _turned(row: FlowRow) -> Iterator[Piece]:
    """The pieces of a row as they stand where reading begins at the right.

    Texts that touch are one text: a sentence in Latin letters stays as it is.
    """
    for _text, touching in groupby(row.pieces, key=lambda piece: isinstance(piece.inline, Text)):
        run = tuple(touching)
        begin, width = run[0].x, sum(piece.width for piece in run)
        if _text and not _runs_left("".join(piece.inline.words for piece in run)):
            yield from (replace(one, x=row.width - 2 * begin - width + one.x) for one in run)
        else:
            yield from (replace(one, x=row.width - one.x - one.width) for one in run)


def _runs_left(text: str) -> bool:
    """Whether its first letter does; of what has no letters, such as a code, the window says."""
    for sign in text:
        kind = bidirectional(sign)
        if kind in _STRONG:
            return kind != "L"
    return False


@singledispatch
def _draw(inline: Inline, painter: QPainter, place: QRectF, baseline: float, look: Look) -> None:
    """Draw one piece; `place` spans the row's height."""


@_draw.register
def _(inline: Text, painter: QPainter, place: QRectF, baseline: float, look: Look) -> None:
    if inline.ground:
        painter.fillRect(place, look.theme.colour(inline.ground))
    face = fonts.font(inline.size, bold=inline.bold, mono=inline.mono, italic=inline.italic)
    if inline.struck or inline.underlined:
        face = type(face)(face)
        face.setStrikeOut(inline.struck)
        face.setUnderline(inline.underlined)
    painter.setFont(face)
    painter.setPen(look.theme.colour(inline.ink))
    if not is_mirrored():
        painter.drawText(QPointF(place.left(), baseline), inline.text)
        return
    text, leftwards = inline.text, _runs_left(inline.text)
    painter.setLayoutDirection(_LEFTWARDS if leftwards else Qt.LayoutDirection.LeftToRight)
    turns = leftwards or not any(sign.isalnum() for sign in text)
    painter.drawText(QPointF(place.left(), baseline), text.translate(_ARROWS) if turns else text)


@_draw.register
def _(inline: Glyph, painter: QPainter, place: QRectF, baseline: float, look: Look) -> None:
    size = fonts.px(inline.px)
    device = painter.device()
    ratio = device.devicePixelRatioF() if device else 1.0
    meaning = _OTHER_WAY.get(inline.meaning, inline.meaning) if is_mirrored() else inline.meaning
    drawing = icons.pixmap(
        meaning, size, look.theme, ink=inline.ink, ground=look.ground, ratio=ratio
    )
    top = round(place.center().y() - size / 2)
    painter.drawPixmap(QPointF(round(place.left()), top), drawing)


@_draw.register
def _(inline: Bar, painter: QPainter, place: QRectF, baseline: float, look: Look) -> None:
    height = fonts.px(4)
    track = QRectF(place.left(), round(place.center().y() - height / 2), place.width(), height)
    painter.fillRect(track, look.theme.colour("line"))
    full = track.width() * min(1.0, max(0.0, inline.share))
    track.setLeft(track.right() - full) if is_mirrored() else track.setWidth(full)
    painter.fillRect(track, look.theme.colour(inline.ink))


@_draw.register
def _(inline: Ticks, painter: QPainter, place: QRectF, baseline: float, look: Look) -> None:
    width, height = fonts.px(tick_width(inline.total)), fonts.px(TICK_HEIGHT)
    top = round(place.center().y() - height / 2)
    turned = is_mirrored()
    for number in range(inline.total):
        at = inline.total - 1 - number if turned else number
        left = round(place.left()) + at * (width + fonts.px(TICK_GAP))
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
    turned = is_mirrored()
    before = inline.pad if inline.pad_left is None or turned else inline.pad_left
    left = place.left() + fonts.px(before)
    line = top + baseline_of(inline.inlines, height)
    for piece in reversed(inline.inlines) if turned else inline.inlines:
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
        if is_mirrored():
            painter.drawLine(frame.topLeft(), frame.bottomLeft())
        else:
            painter.drawLine(frame.topRight(), frame.bottomRight())
    painter.restore()
