"""Measures and paints lines of inline pieces: the one text engine of labels, cells and buttons."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, singledispatch

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from landwaiter.ui import fonts, icons
from landwaiter.ui.inline import Bar, Box, Cell, Gap, Glyph, Inline, Line, Text, Ticks
from landwaiter.ui.theme import Ink, Theme

TICK_WIDTH, TICK_HEIGHT, TICK_GAP = 8, 14, 2


@dataclass(frozen=True, slots=True)
class Look:
    """How pieces are drawn: the theme, what lies beneath, and whether the row is selected."""

    theme: Theme
    ground: Ink = "base"
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    inline: Inline
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    pieces: tuple[Piece, ...]
    y: float
    height: float
    width: float


@dataclass(frozen=True, slots=True)
class Layout:
    rows: tuple[Row, ...]
    cut: bool

    @property
    def height(self) -> float:
        return self.rows[-1].y + self.rows[-1].height if self.rows else 0.0

    @property
    def width(self) -> float:
        return max((row.width for row in self.rows), default=0.0)


@singledispatch
def width_of(inline: Inline) -> float:
    """The width of a piece in device-independent pixels."""
    raise TypeError(f"{type(inline).__name__} has no width")


@width_of.register
def _(inline: Text) -> float:
    face = fonts.metrics(inline.size, bold=inline.bold, mono=inline.mono)
    return face.horizontalAdvance(inline.text)


@width_of.register
def _(inline: Glyph) -> float:
    return fonts.px(inline.px)


@width_of.register
def _(inline: Bar) -> float:
    return fonts.px(inline.width)


@width_of.register
def _(inline: Ticks) -> float:
    return fonts.px(inline.total * (TICK_WIDTH + TICK_GAP) - TICK_GAP)


@width_of.register
def _(inline: Gap) -> float:
    return fonts.px(inline.px)


@width_of.register
def _(inline: Box) -> float:
    left = inline.pad if inline.pad_left is None else inline.pad_left
    inner = sum(width_of(piece) for piece in inline.inlines)
    gaps = inline.gap * max(0, len(inline.inlines) - 1)
    return inner + fonts.px(left + inline.pad + gaps)


_HEIGHTS: dict[type, Callable[[Inline], float]] = {
    Text: lambda piece: piece.size.line,  # type: ignore[union-attr]  # keyed by type
    Glyph: lambda piece: piece.px,  # type: ignore[union-attr]
    Bar: lambda _piece: 4,
    Ticks: lambda _piece: TICK_HEIGHT,
    Gap: lambda _piece: 0,
    Box: lambda piece: piece.height,  # type: ignore[union-attr]
}


def height_of(inline: Inline) -> float:
    return fonts.px(_HEIGHTS[type(inline)](inline))


def lay_out(cell: Cell, width: float | None) -> Layout:
    """The rows of a cell at a width (None: as wide as it likes)."""
    return _lay_out(cell, width, fonts.scale_now())


@lru_cache(maxsize=8192)
def _lay_out(cell: Cell, width: float | None, _scale: float) -> Layout:
    rows: list[Row] = []
    y, cut = 0.0, False
    for line in cell.lines:
        if width is not None and not cell.wrap:
            fitting = _fitted(line, width)
            cut = cut or fitting != line
            broken = [fitting]
        else:
            broken = _broken(line, width)
        for part in broken:
            row = _row(part, y)
            rows.append(row)
            y += row.height
    return Layout(tuple(rows), cut)


def _row(line: Line, y: float) -> Row:
    pieces: list[Piece] = []
    x = 0.0
    for inline in line:
        width = width_of(inline)
        pieces.append(Piece(inline, x, width))
        x += width
    height = max((height_of(inline) for inline in line), default=fonts.px(16))
    return Row(tuple(pieces), y, height, x)


def _fitted(line: Line, width: float) -> Line:
    """The line with its last texts cut so that it fits; whole pieces stay."""
    over = sum(width_of(inline) for inline in line) - width
    fitted = list(line)
    for place in range(len(fitted) - 1, -1, -1):
        inline = fitted[place]
        if over <= 0.5:
            break
        if not isinstance(inline, Text) or inline.whole:
            continue
        face = fonts.metrics(inline.size, bold=inline.bold, mono=inline.mono)
        now = face.horizontalAdvance(inline.text)
        short = face.elidedText(inline.text, Qt.TextElideMode.ElideRight, max(0.0, now - over))
        fitted[place] = replace(inline, text=short)
        over -= now - face.horizontalAdvance(short)
    return tuple(fitted)


def _broken(line: Line, width: float | None) -> list[Line]:
    if width is None:
        return [line]
    lines: list[list[Inline]] = [[]]
    room = width
    for word in (word for piece in line for word in _words(piece, width)):
        if width_of(_trimmed(word, end=True)) > room + 0.5 and lines[-1]:
            lines.append([])
            room = width
        begins = not lines[-1] and len(lines) > 1
        fitting = _trimmed(word) if begins else word
        lines[-1].append(fitting)
        room -= width_of(fitting)
    return [_joined(part) for part in lines]


def _trimmed(inline: Inline, *, end: bool = False) -> Inline:
    """The piece without the spaces at its start or end."""
    if not isinstance(inline, Text):
        return inline
    return replace(inline, text=inline.text.rstrip() if end else inline.text.lstrip())


def _words(inline: Inline, width: float) -> list[Inline]:
    """A text as its words, each with the space behind it; words wider than a line in letters."""
    if not isinstance(inline, Text) or inline.whole:
        return [inline]
    words: list[Inline] = []
    for part in inline.text.replace("\n", " ").split(" "):
        word = replace(inline, text=f"{part} ")
        if width_of(word) > width and len(part) > 1:
            words += [replace(inline, text=letter) for letter in part]
            words.append(replace(inline, text=" "))
        else:
            words.append(word)
    if words and isinstance(words[-1], Text):
        words[-1] = replace(words[-1], text=words[-1].text.removesuffix(" "))
    return [word for word in words if not isinstance(word, Text) or word.text]


def _joined(line: list[Inline]) -> Line:
    """Neighbouring words of one style as one text again, so that kerning and bidi hold."""
    joined: list[Inline] = []
    for inline in line:
        last = joined[-1] if joined else None
        if (
            isinstance(inline, Text)
            and isinstance(last, Text)
            and replace(last, text="") == replace(inline, text="")
        ):
            joined[-1] = replace(last, text=last.text + inline.text)
        else:
            joined.append(inline)
    return tuple(joined)


def paint(
    painter: QPainter, cell: Cell, area: QRectF, look: Look, *, middle: bool = False
) -> Layout:
    """Draw a cell into `area`, from the top or centred in height; the layout it was given."""
    layout = lay_out(cell, area.width())
    top = area.top() + (max(0.0, (area.height() - layout.height) / 2) if middle else 0.0)
    for row in layout.rows:
        left = area.left() + (area.width() - row.width if cell.right else 0.0)
        baseline = top + row.y + _baseline(row)
        for piece in row.pieces:
            place = QRectF(left + piece.x, top + row.y, piece.width, row.height)
            _draw(piece.inline, painter, place, baseline, look)
    return layout


def _baseline(row: Row) -> float:
    faces = [
        fonts.metrics(piece.inline.size, bold=piece.inline.bold, mono=piece.inline.mono)
        for piece in row.pieces
        if isinstance(piece.inline, Text)
    ]
    ascent = max((face.ascent() for face in faces), default=0.0)
    descent = max((face.descent() for face in faces), default=0.0)
    return round((row.height - ascent - descent) / 2 + ascent)


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
    width, height = fonts.px(TICK_WIDTH), fonts.px(TICK_HEIGHT)
    top = round(place.center().y() - height / 2)
    for number in range(inline.total):
        left = round(place.left()) + number * fonts.px(TICK_WIDTH + TICK_GAP)
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
def _(inline: Box, painter: QPainter, place: QRectF, baseline: float, look: Look) -> None:
    height = fonts.px(inline.height)
    top = round(place.center().y() - height / 2)
    frame = QRectF(round(place.left()) + 0.5, top + 0.5, round(place.width()) - 1, height - 1)
    ground = _ground(inline, look)
    _frame(painter, frame, inline, ground, look)
    inner = replace(look, ground=ground or look.ground, selected=False)
    left = place.left() + fonts.px(inline.pad if inline.pad_left is None else inline.pad_left)
    row = _row(inline.inlines, 0.0)
    line = top + _baseline(replace(row, height=height))
    for piece in inline.inlines:
        width = width_of(piece)
        _draw(piece, painter, QRectF(left, top, width, height), line, inner)
        left += width + fonts.px(inline.gap)


def _ground(box: Box, look: Look) -> Ink | None:
    """On a selected row a tinted pill stands on base, or it would vanish."""
    return "base" if look.selected and box.ground == "tint" else box.ground


def _frame(painter: QPainter, frame: QRectF, box: Box, ground: Ink | None, look: Look) -> None:
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
