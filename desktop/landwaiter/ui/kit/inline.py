"""What a line on screen is made of: texts, glyphs, boxes, bars.

Everything a case says is drawn as plain text from these frozen pieces, never as markup; a piece
knows the words a screen reader says for it.
"""

from dataclasses import dataclass

from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.theme import Ink


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    ink: Ink = "text"
    size: Size = Size.DENSE
    bold: bool = False
    mono: bool = False
    struck: bool = False
    underlined: bool = False
    ground: Ink | None = None
    whole: bool = False
    """Never cut (references, codes, dates)."""
    italic: bool = False
    """It is not so yet: it waits to be sealed."""

    @property
    def words(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Glyph:
    """An icon or mark by meaning; `words` is what it says, empty where a text beside says it."""

    meaning: str
    px: int = 10
    ink: Ink = "text"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A share (0 to 1) of a length."""

    share: float
    width: int = 32
    ink: Ink = "text2"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Working days as boxes, the first `done` of `total` filled."""

    done: int
    total: int
    ink: Ink = "text2"
    words: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    px: int = 8
    words: str = ""


@dataclass(frozen=True, slots=True)
class InlineBox:
    """Pieces in a frame: pills, chips, code boxes, key caps."""

    inlines: tuple["Inline", ...]
    ground: Ink | None = None
    edge: Ink | None = None
    radius: int = 3
    dashed: bool = False
    divider: Ink | None = None
    """A line along the right side."""
    pad: int = 7
    pad_left: int | None = None
    gap: int = 5
    height: int = 20

    @property
    def words(self) -> str:
        return words_of(self.inlines)


Inline = Text | Glyph | Bar | Ticks | Gap | InlineBox
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class InlineCell:
    """One table cell or label: lines of pieces; `wrap` breaks them at the width there is."""

    lines: tuple[Line, ...] = ()
    wrap: bool = False
    right: bool = False

    @property
    def words(self) -> str:
        return ", ".join(filter(None, (words_of(line) for line in self.lines)))


def words_of(line: Line) -> str:
    """The line as a screen reader says it."""
    return " ".join(" ".join(filter(None, (piece.words for piece in line))).split())


def spaced(*inlines: Inline, gap: int = 8) -> Line:
    """The pieces with `gap` pixels between them."""
    line: list[Inline] = []
    for piece in inlines:
        if line:
            line.append(Gap(gap))
        line.append(piece)
    return tuple(line)


def plain(
    text: str, ink: Ink = "text", *, size: Size = Size.DENSE, bold: bool = False, wrap: bool = False
) -> InlineCell:
    """A cell of one text."""
    return InlineCell(((Text(text, ink, size, bold),),), wrap=wrap)


def stated(text: str | None, absent: str, *, size: Size = Size.DENSE) -> Text:
    """The text, or in muted ink the words for its absence; never an empty cell."""
    return Text(text, size=size) if text else Text(absent, "muted", size)
