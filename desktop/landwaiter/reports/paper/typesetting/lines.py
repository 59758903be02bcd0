"""Text in lines: each letter in a face that has it, each line in its order, never cut."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from typing import Any, Final, NamedTuple, Self

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable

from landwaiter.reports.paper.typesetting.bidi import LEFTWARD, in_visual_order, levels
from landwaiter.reports.paper.typesetting.breaks import words_of
from landwaiter.reports.paper.typesetting.glyphs import SHAPED, Face, FontCodes

FRAME_GROUND: Final = HexColor("#e4e8ed")
FRAME_INK: Final = HexColor("#434d59")
_APART: Final = 0.7
"""Points between the box of a frame and the letters around it."""
_HYPHENS: Final = frozenset("-‐–/_")
"""A word that is longer than a line goes on behind the last of them rather than within a part."""
_NEARLY: Final = 1e-6
"""Points that a sum of widths may be off."""
_LEADING_VOWELS: Final = frozenset("เแโใไ")
"""Thai vowels that are written before the letter that they follow."""
_HELD: Final = frozenset("\u200c\u200dะาำๅๆ")
"""What does not begin a line: joiners, and Thai signs that follow a letter."""
_JOINING: Final = frozenset("\u200d\u094d")
"""What ties the next letter to the one before: a joiner, the virama."""


@dataclass(frozen=True)
class Style:
    """A face chain at a size (points), with its line height (points) and colours."""

    chain: tuple[Face, ...]
    size: float
    leading: float
    color: Color
    right: bool = False
    ground: Color | None = None
    """Behind the letters; None: nothing."""
    framed: bool = False
    """Whether its letters of a line stand in a box of their own."""
    language: str = ""
    """ISO 639-1, where it is another than that of the document."""

    @cached_property
    def ink(self) -> str:
        return f"{_numbers(self.color)} rg"


def _numbers(color: Color) -> str:
    return " ".join(f"{part:.4g}" for part in color.rgb())


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


class _Run(NamedTuple):
    """Letters of one look and one direction, and how many points they take."""

    text: str
    style: Style
    face: Face
    level: int
    wide: float


def _run(text: str, style: Style, face: Face, level: int) -> _Run:
    if not level and not SHAPED.search(text):
        return _Run(text, style, face, level, face.width(text, style.size))
    shaped = face.shape(text, level)
    advances = sum(glyph.advance for _said, glyphs in shaped for glyph in glyphs)
    return _Run(text, style, face, level, advances * style.size / 1000)


class _Word(NamedTuple):
    """Its runs, of which the last ends with the blank after it."""

    runs: tuple[_Run, ...]
    wide: float
    bare: float
    """Points that it takes without the blank."""


@dataclass(frozen=True, slots=True)
class _LineLayout:
    """A line: its runs in the order of reading, each with its place from the left."""

    runs: "_PlacedRuns"
    wide: float
    leftward: bool


_PlacedRuns = tuple[tuple[float, _Run], ...]


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
        self._lines: tuple[_LineLayout, ...] = ()
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
        count = int((aH + _NEARLY) // self._leading)
        if count <= 0:
            return []
        if count >= len(self._lines):
            return [self]
        return [self._part(self._lines[:count]), self._part(self._lines[count:])]

    def _part(self, lines: tuple[_LineLayout, ...]) -> Self:
        part = type(self)(*self._pieces, tag=self.tag, heard=self.heard)
        part._lines, part._broken_at, part.width = lines, self._broken_at, self.width
        part.whole = self.whole
        return part

    def _broken(self, width: float) -> Iterator[_LineLayout]:
        """The lines that fit into `width` points."""
        for passage in _passages(self._pieces):
            base, runs = _runs(passage)
            for line in _lines(_words(runs), width):
                yield _laid(line, base)

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


def _drawn(placed: _PlacedRuns, codes: FontCodes, left: float, y: float) -> str:
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


def _ground(ground: Color, run: _Run, x: float, y: float) -> str:
    size = run.style.size
    return (
        f"{_numbers(ground)} rg {x:.2f} {y - size * 0.2:.2f} {run.wide:.2f} {size * 1.2:.2f} re f"
    )


def _box_of(run: _Run, x: float, y: float) -> str:
    size = run.style.size
    return _box(x + _APART, y - size * 0.26, run.wide - 2 * _APART, size * 1.26)


def _box(left: float, low: float, wide: float, high: float) -> str:
    inks = f"{_numbers(FRAME_GROUND)} rg {_numbers(FRAME_INK)} RG"
    return f"{inks} 0.5 w {left:.2f} {low:.2f} {wide:.2f} {high:.2f} re B"


_Piece = tuple[str, Style]
_Look = tuple[str, Style, Face, int]


def _passages(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces of each paragraph: a line end in the text begins a new one."""
    passage: list[_Piece] = []
    for text, style in pieces:
        first, *others = text.split("\n")
        passage.append((first, style))
        for other in others:
            yield passage
            passage = [(other, style)]
    yield passage


def _runs(passage: list[_Piece]) -> tuple[int, Iterator[_Look]]:
    """The level of a paragraph, and its letters by their look and level."""
    whole = "".join(text for text, _style in passage)
    if not LEFTWARD.search(whole):
        return 0, (look for text, style in passage for look in _by_face(text, style))
    base, level = levels(whole)
    return base, _by_level(passage, level)


def _by_level(passage: list[_Piece], level: Sequence[int]) -> Iterator[_Look]:
    start = 0
    for text, style in passage:
        for part, _style, face, _level in _by_face(text, style):
            end = start + len(part)
            pairs = zip(part, level[start:end], strict=True)
            for own, held in groupby(pairs, lambda pair: pair[1]):
                yield "".join(sign for sign, _own in held), style, face, own
            start = end


def _by_face(text: str, style: Style) -> Iterator[_Look]:
    """Letters of one face; what joins letters stays in their face if that has it."""
    chain = style.chain
    if chain[0].covers(text):
        yield text, style, chain[0], 0
        return
    found: list[Face] = []
    for sign in text:
        if found and not sign.isalnum() and sign in found[-1].covered:
            found.append(found[-1])
        else:
            found.append(next((face for face in chain if sign in face.covered), chain[0]))
    for face, held in groupby(zip(found, text, strict=True), lambda pair: pair[0]):
        yield "".join(sign for _face, sign in held), style, face, 0


def _words(looks: Iterable[_Look]) -> Iterator[list[_Word]]:
    """Each word with the blank after it, in the parts between which a line may end."""
    looks = list(looks)
    runs: list[_Run] = []
    parts: list[_Word] = []
    ends = iter(accumulate(map(len, words_of("".join(text for text, *_look in looks)))))
    end, place = next(ends, 0), 0
    for text, style, face, level in looks:
        rest = text
        while rest:
            part, rest = rest[: end - place], rest[end - place :]
            runs.append(_run(part, style, face, level))
            place += len(part)
            if place == end:
                parts.append(_word(runs))
                runs, end = [], next(ends, 0)
                if part[-1] == " ":
                    yield parts
                    parts = []
    if parts:
        yield parts


def _word(runs: Sequence[_Run]) -> _Word:
    wide = sum(run.wide for run in runs)
    last = runs[-1]
    blank = last.face.width(" ", last.style.size) if last.text[-1] == " " else 0.0
    return _Word(tuple(runs), wide, wide - blank)


def _lines(words: Iterable[Sequence[_Word]], width: float) -> Iterator[list[_Run]]:
    """Words on lines that fit; one that is longer than a line goes on in the next one.

    A name of Han or Thai that a line can hold stays on one, so that it is found on the page.
    """
    line: list[_Run] = []
    taken, width = 0.0, width + _NEARLY
    for whole in words:
        bare = sum(part.wide for part in whole[:-1]) + whole[-1].bare
        if line and taken + bare > width and bare <= width:
            yield line
            line, taken = [], 0.0
        for part in whole:
            rest = part
            if line and taken + rest.bare > width:
                yield line
                line, taken = [], 0.0
            while not line and rest.bare > width:
                begin, rest_of_it = _cut(rest, width)
                if rest_of_it is None:
                    break
                yield list(begin)
                rest = rest_of_it
            line += rest.runs
            taken += rest.wide
    yield line


def _cut(word: _Word, width: float) -> tuple[tuple[_Run, ...], _Word | None]:
    """What of a word fits on a line, at least one letter with its signs, and the rest."""
    letters = "".join(run.text for run in word.runs)
    cuts = [place for place in range(1, len(letters.rstrip())) if _may_cut(letters, place)]
    best = parted = None
    for place in cuts:
        begin, rest = _halves(word.runs, place)
        if best is not None and sum(run.wide for run in begin) > width:
            break
        best = begin, _word(rest)
        if letters[place - 1] in _HYPHENS and sum(run.wide for run in begin) > width / 2:
            parted = best
    return parted or best or (word.runs, None)


def _halves(runs: Sequence[_Run], place: int) -> tuple[tuple[_Run, ...], tuple[_Run, ...]]:
    """The runs before a letter and from it on."""
    begin: list[_Run] = []
    rest: list[_Run] = []
    for run in runs:
        look = (run.style, run.face, run.level)
        if place > 0:
            begin.append(run if place >= len(run.text) else _run(run.text[:place], *look))
        if place < len(run.text):
            rest.append(run if place <= 0 else _run(run.text[place:], *look))
        place -= len(run.text)
    return tuple(begin), tuple(rest)


def _may_cut(letters: str, place: int) -> bool:
    """Whether a line may end before this letter: not between a letter and its signs."""
    before, sign = letters[place - 1], letters[place]
    return not (
        unicodedata.category(sign).startswith("M")
        or sign in _HELD
        or before in _JOINING
        or before in _LEADING_VOWELS
    )


def _laid(line: list[_Run], base: int) -> _LineLayout:
    """A line with each run in its place; the blanks at its end are not drawn (UAX 9, L1)."""
    runs = _joined(line)
    while runs and runs[-1].text.endswith(" "):
        last = runs.pop()
        text = last.text.rstrip(" ")
        if text:
            runs.append(_run(text, last.style, last.face, last.level))
    places, x = [0.0] * len(runs), 0.0
    for number in in_visual_order([run.level for run in runs]):
        places[number] = x
        x += runs[number].wide
    return _LineLayout(tuple(zip(places, runs, strict=True)), x, bool(base))


def _joined(line: Iterable[_Run]) -> list[_Run]:
    """Rightwards, words of one look in one run; leftwards each word stays a run."""
    found: list[_Run] = []
    for run in line:
        last = found[-1] if found else None
        if (
            last is not None
            and last.face is run.face
            and last.style is run.style
            and last.level == run.level
            and not run.level % 2
        ):
            found[-1] = last._replace(text=last.text + run.text, wide=last.wide + run.wide)
        else:
            found.append(run)
    return found


def runs_leftward(text: str) -> bool:
    """Whether letters in it run leftwards: what a reader hears is then said apart."""
    return LEFTWARD.search(text) is not None
