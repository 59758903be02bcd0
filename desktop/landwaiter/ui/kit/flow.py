"""Measures lines of inline pieces and lays them out in rows: what is cut, what is wrapped."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache, singledispatch

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

from landwaiter.message import APART, REJOINED
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.inline import (
    Bar,
    Gap,
    Glyph,
    Inline,
    InlineBox,
    InlineCell,
    Line,
    Text,
    Ticks,
)

TICK_HEIGHT, TICK_GAP = 14, 2
_LEFTWARDS = frozenset({"R", "AL"})
"""Bidirectional classes of letters that run from right to left."""
_LEFTWARDS_MARK = "\u200f"
_CUT = "\u2026\u200d "
"""What stands behind the last letter of a text that was cut; Qt joins it to the next one."""


def tick_width(total: int) -> int:
    """A clock of many days has narrower boxes, so that the row of them stays in the header."""
    return 8 if total <= 12 else 3


@dataclass(frozen=True, slots=True)
class Piece:
    inline: Inline
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class FlowRow:
    pieces: tuple[Piece, ...]
    y: float
    height: float
    width: float
    baseline: float
    """From the top of the row."""


@dataclass(frozen=True, slots=True)
class Layout:
    rows: tuple[FlowRow, ...]
    cut: bool

    @property
    def height(self) -> float:
        return self.rows[-1].y + self.rows[-1].height if self.rows else 0.0

    @property
    def width(self) -> float:
        return max((row.width for row in self.rows), default=0.0)


def _metrics(text: Text) -> QFontMetricsF:
    return fonts.metrics(text.size, bold=text.bold, mono=text.mono, italic=text.italic)


@singledispatch
def width_of(inline: Inline) -> float:
    """The width of a piece in device-independent pixels."""
    raise TypeError(f"{type(inline).__name__} has no width")


@width_of.register
def _(inline: Text) -> float:
    face = _metrics(inline)
    return face.horizontalAdvance(inline.text)


@width_of.register
def _(inline: Glyph) -> float:
    return fonts.px(inline.px)


@width_of.register
def _(inline: Bar) -> float:
    return fonts.px(inline.width)


@width_of.register
def _(inline: Ticks) -> float:
    return fonts.px(inline.total * (tick_width(inline.total) + TICK_GAP) - TICK_GAP)


@width_of.register
def _(inline: Gap) -> float:
    return fonts.px(inline.px)


@width_of.register
def _(inline: InlineBox) -> float:
    left = inline.pad if inline.pad_left is None else inline.pad_left
    inner = sum(width_of(piece) for piece in inline.inlines)
    gaps = inline.gap * max(0, len(inline.inlines) - 1)
    return inner + fonts.px(left + inline.pad + gaps)


_HEIGHTS: dict[type, Callable[[Inline], float]] = {
    Text: lambda piece: piece.size.line,  # type: ignore[union-attr]  # keyed by type
    Glyph: lambda piece: piece.px,  # type: ignore[union-attr]  # keyed by type
    Bar: lambda _piece: 4,
    Ticks: lambda _piece: TICK_HEIGHT,
    Gap: lambda _piece: 0,
    InlineBox: lambda piece: piece.height,  # type: ignore[union-attr]  # keyed by type
}


def height_of(inline: Inline) -> float:
    return fonts.px(_HEIGHTS[type(inline)](inline))


def lay_out(cell: InlineCell, width: float | None) -> Layout:
    """The rows of a cell at a width (None: as wide as it likes)."""
    return _lay_out(cell, width, fonts.scale_now())


@lru_cache(maxsize=8192)
def _lay_out(cell: InlineCell, width: float | None, _scale: float) -> Layout:
    rows: list[FlowRow] = []
    y, cut = 0.0, False
    for line in cell.lines:
        if width is not None and not cell.wrap:
            fitting = _fitted(line, width)
            cut = cut or fitting != line
            broken = [fitting]
        else:
            broken = _broken(line, width)
        for part in broken:
            row = _row_of(part, y)
            rows.append(row)
            y += row.height
    return Layout(tuple(rows), cut)


def baseline_of(line: Line, height: float) -> float:
    """Where the texts of a line stand when the tallest face is centred in a height."""
    faces = [_metrics(piece) for piece in line if isinstance(piece, Text)]
    ascent = max((face.ascent() for face in faces), default=0.0)
    descent = max((face.descent() for face in faces), default=0.0)
    return round((height - ascent - descent) / 2 + ascent)


def _row_of(line: Line, y: float) -> FlowRow:
    pieces: list[Piece] = []
    x = 0.0
    for inline in line:
        width = width_of(inline)
        pieces.append(Piece(inline, x, width))
        x += width
    height = max((height_of(inline) for inline in line), default=fonts.px(16))
    return FlowRow(tuple(pieces), y, height, x, baseline_of(line, height))


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
        face = _metrics(inline)
        now = face.horizontalAdvance(inline.text)
        short = face.elidedText(inline.text, Qt.TextElideMode.ElideRight, max(0.0, now - over))
        fitted[place] = replace(inline, text=_cut_at_its_end(short))
        over -= now - face.horizontalAdvance(short)
    return tuple(fitted)


def _cut_at_its_end(short: str) -> str:
    """The dots after a word that runs to the left stand to the left of it, where the text ends."""
    before = short.rstrip(_CUT)
    runs_left = before and unicodedata.bidirectional(before[-1]) in _LEFTWARDS
    return short + _LEFTWARDS_MARK if runs_left else short


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
    *broken, last = (_joined(part) for part in lines)
    return _reopened([*(_ended(part) for part in broken), last])


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
        if width_of(_trimmed(word, end=True)) > width + 0.5 and len(part) > 1:
            words += [replace(inline, text=letter) for letter in part]
            words.append(replace(inline, text=" "))
        else:
            words.append(word)
    if words and isinstance(words[-1], Text):
        words[-1] = replace(words[-1], text=words[-1].text.removesuffix(" "))
    return [word for word in words if not isinstance(word, Text) or word.text]


def _ended(line: Line) -> Line:
    """Without the space at which it was broken: it would stand before the text at the right."""
    return (*line[:-1], _trimmed(line[-1], end=True)) if line else line


def _reopened(lines: list[Line]) -> list[Line]:
    """What is set apart in a text stays so in each line that it is broken into."""
    told: list[Line] = []
    depth = 0
    for line in lines:
        pieces: list[Inline] = []
        for piece in line:
            if isinstance(piece, Text):
                begun = APART * depth + piece.text
                depth = max(0, begun.count(APART) - begun.count(REJOINED))
                text = begun + REJOINED * depth
                pieces.append(replace(piece, text=text) if text != piece.text else piece)
            else:
                pieces.append(piece)
        told.append(tuple(pieces))
    return told


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
