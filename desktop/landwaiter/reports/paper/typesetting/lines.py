"""Text in lines: each letter in a face that has it, each line in its order, never cut."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, Self

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable

from landwaiter.reports.paper.typesetting.bidi import LEFTWARD
from landwaiter.reports.paper.typesetting.glyphs import FontCodes
from landwaiter.reports.paper.typesetting.line_layout import (
    NEARLY,
    FaceRun,
    LineLayout,
    PlacedRuns,
    laid,
    line_runs,
    passages,
    runs_of,
    words_in,
)
from landwaiter.reports.paper.typesetting.style import Style, numbers

FRAME_GROUND: Final = HexColor("#e4e8ed")
FRAME_INK: Final = HexColor("#434d59")
_APART: Final = 0.7
"""Points between the box of a frame and the letters around it."""


@dataclass(slots=True)
class OneText:
    """What the parts of a text on several pages have in common."""

    element: Any = None
    """Of the structure, once a part of it was drawn."""


class TextLine(Flowable):
    """One line of text that fits and needs no shaping: what most cells are, at little cost."""

    heard = ""
    """What is said of it where that is not what is drawn: nothing of the kind is in it."""
    whole = None
    """It has no parts."""

    def __init__(self, text: str, style: Style, width: float, *, tag: str = "P") -> None:
        super().__init__()
        self.text, self.tag = text, tag
        self.style = style
        self.width = width
        self.height = style.leading

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's names)
        del aW, aH
        return self.width, self.height

    def draw(self) -> None:
        self.draw_at(self.canv, 0, 0)

    def draw_at(self, canvas: Any, x: float, y: float) -> None:
        """Draw it with its lower left there, on a canvas that marks what is drawn."""
        style, face = self.style, self.style.chain[0]
        codes: FontCodes = canvas.marks.codes
        if style.right:
            x += self.width - face.width(self.text, style.size)
        with canvas.marked_text(self, y):
            canvas.write(
                f"BT {style.ink} {codes.name(face)} {style.size:g} Tf "
                f"{x:.2f} {y + style.leading - style.size:.2f} Td "
                f"{codes.show(face, self.text, 0, style.size)} ET"
            )


class TextBlock(Flowable):
    """Pieces of text, each in a style, as lines; a paragraph runs as its first letter does."""

    def __init__(self, *pieces: tuple[str, Style], tag: str = "P", heard: str = "") -> None:
        super().__init__()
        self._pieces = pieces
        self.heard = heard
        """What is said of it, with the brackets of its frames, where it has any."""
        self.text = heard or "".join(text for text, _style in pieces)
        self.tag = tag
        self.whole = OneText()
        self._leading = max(style.leading for _text, style in pieces)
        self._first = pieces[0][1]
        self._size = max(style.size for _text, style in pieces) if heard else self._first.size
        """Of the letters that its first line stands as high as."""
        self._lines: tuple[LineLayout, ...] = ()
        self._broken_at: float | None = None

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's names)
        del aH
        if self._broken_at != aW:
            self._broken_at = self.width = aW
            self._lines = tuple(self._broken(aW))
        self.height = self._leading * len(self._lines)
        return aW, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 (reportlab's names)
        self.wrap(aW, aH)
        count = int((aH + NEARLY) // self._leading)
        if count <= 0:
            return []
        if count >= len(self._lines):
            return [self]
        return [self._part(self._lines[:count]), self._part(self._lines[count:])]

    def _part(self, lines: tuple[LineLayout, ...]) -> Self:
        part = type(self)(*self._pieces, tag=self.tag, heard=self.heard)
        part._lines, part._broken_at, part.width = lines, self._broken_at, self.width
        part.whole = self.whole
        return part

    def _broken(self, width: float) -> Iterator[LineLayout]:
        """The lines that fit into `width` points."""
        for passage in passages(self._pieces):
            base, runs = runs_of(passage)
            for line in line_runs(words_in(runs), width):
                yield laid(line, base)

    def draw(self) -> None:
        self.draw_at(self.canv, 0, 0)

    def draw_at(self, canvas: Any, x: float, y: float) -> None:
        """Draw it with its lower left there, on a canvas that marks what is drawn."""
        with canvas.marked_text(self, y):
            self._draw_lines(canvas, x, y, self.width)

    def _draw_lines(self, canvas: Any, x: float, y: float, width: float) -> None:
        top = y + self.height - self._size
        for number, line in enumerate(self._lines):
            is_right = self._first.right or line.leftward
            left = x + width - line.wide if is_right else x
            for language, runs in groupby(line.runs, lambda placed: placed[1].style.language):
                canvas.speak(language)
                y = top - number * self._leading
                canvas.write(_drawn(tuple(runs), canvas.marks.codes, left, y))


class FrameBlock(TextBlock):
    """What stands in place of a whole text: its lines in one box, as wide as they are."""

    PAD: Final = 3.0
    """Points between the box and the letters at each side."""
    _RAISED: Final = 0.4
    _BELOW: Final = 1.0
    """Points that the box is above the foot of its lines, and the letters below their place: their
    first line stands beside that of larger letters."""

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's names)
        super().wrap(aW - 2 * self.PAD, aH)
        self.width = aW
        return aW, self.height

    def draw_at(self, canvas: Any, x: float, y: float) -> None:
        """Draw it with its lower left there, on a canvas that marks what is drawn."""
        style, wide = self._first, max(line.wide for line in self._lines)
        left = x + self.width - wide - 2 * self.PAD if style.right else x
        with canvas.marked_text(self, y):
            canvas.write(_box(left, y + self._RAISED, wide + 2 * self.PAD, self.height - 1))
            self._draw_lines(canvas, left + self.PAD, y - self._BELOW, wide)


def _drawn(placed: PlacedRuns, codes: FontCodes, left: float, y: float) -> str:
    out = [_box_of(run, left + x, y) for x, run in placed if run.style.framed]
    out += [
        _ground(run.style.ground, run, left + x, y)
        for x, run in placed
        if run.style.ground is not None
    ]
    out.append("BT")
    for x, run in placed:
        size = run.style.size
        out += [
            f"{run.style.ink} {codes.name(run.face)} {size:g} Tf",
            f"1 0 0 1 {left + x:.2f} {y:.2f} Tm",
            codes.show(run.face, run.text, run.level, size),
        ]
    return " ".join((*out, "ET"))


def _ground(ground: Color, run: FaceRun, x: float, y: float) -> str:
    size = run.style.size
    return f"{numbers(ground)} rg {x:.2f} {y - size * 0.2:.2f} {run.wide:.2f} {size * 1.2:.2f} re f"


def _box_of(run: FaceRun, x: float, y: float) -> str:
    size = run.style.size
    return _box(x + _APART, y - size * 0.26, run.wide - 2 * _APART, size * 1.26)


def _box(left: float, low: float, wide: float, high: float) -> str:
    inks = f"{numbers(FRAME_GROUND)} rg {numbers(FRAME_INK)} RG"
    return f"{inks} 0.5 w {left:.2f} {low:.2f} {wide:.2f} {high:.2f} re B"


def runs_leftward(text: str) -> bool:
    """Whether letters in it run leftwards: what a reader hears is then said apart."""
    return LEFTWARD.search(text) is not None
