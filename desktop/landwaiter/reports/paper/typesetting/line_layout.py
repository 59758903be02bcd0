"""Letters in runs of one look and direction, in words, on lines that fit."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from math import fsum
from typing import Final, NamedTuple

from landwaiter.reports.paper.typesetting.bidi import LEFTWARD, in_visual_order, levels
from landwaiter.reports.paper.typesetting.breaks import words_of
from landwaiter.reports.paper.typesetting.glyphs import SHAPED, Face
from landwaiter.reports.paper.typesetting.style import Style

_HYPHENS: Final = frozenset("-‐–/_")
"""A word that is longer than a line goes on behind the last of them rather than within a part."""
NEARLY: Final = 1e-6
"""Points that a sum of widths may be off."""
_LEADING_VOWELS: Final = frozenset("เแโใไ")
"""Thai vowels that are written before the letter that they follow."""
_HELD: Final = frozenset("\u200c\u200dะาำๅๆ")
"""What does not begin a line: joiners, and Thai signs that follow a letter."""
_JOINING: Final = frozenset("\u200d\u094d")
"""What ties the next letter to the one before: a joiner, the virama."""


class FaceRun(NamedTuple):
    """Letters of one look and one direction, and how many points they take."""

    text: str
    style: Style
    face: Face
    level: int
    wide: float


def _run(text: str, style: Style, face: Face, level: int) -> FaceRun:
    if not level and not SHAPED.search(text):
        return FaceRun(text, style, face, level, face.width(text, style.size))
    shaped = face.shape(text, level)
    advances = fsum(glyph.advance for _said, glyphs in shaped for glyph in glyphs)
    return FaceRun(text, style, face, level, advances * style.size / 1000)


class _Word(NamedTuple):
    """Its runs, of which the last ends with the blank after it."""

    runs: tuple[FaceRun, ...]
    wide: float
    bare: float
    """Points that it takes without the blank."""


@dataclass(frozen=True, slots=True)
class LineLayout:
    """A line: its runs in the order of reading, each with its place from the left."""

    runs: "PlacedRuns"
    wide: float
    leftward: bool


PlacedRuns = tuple[tuple[float, FaceRun], ...]


StyledPiece = tuple[str, Style]
_Look = tuple[str, Style, Face, int]


def passages(pieces: Iterable[StyledPiece]) -> Iterator[list[StyledPiece]]:
    """The pieces of each paragraph: a line end in the text begins a new one."""
    passage: list[StyledPiece] = []
    for text, style in pieces:
        first, *others = text.split("\n")
        passage.append((first, style))
        for other in others:
            yield passage
            passage = [(other, style)]
    yield passage


def runs_of(passage: list[StyledPiece]) -> tuple[int, Iterator[_Look]]:
    """The level of a paragraph, and its letters by their look and level."""
    whole = "".join(text for text, _style in passage)
    if not LEFTWARD.search(whole):
        return 0, (look for text, style in passage for look in _by_face(text, style))
    base, level = levels(whole)
    return base, _by_level(passage, level)


def _by_level(passage: list[StyledPiece], level: Sequence[int]) -> Iterator[_Look]:
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


def words_in(looks: Iterable[_Look]) -> Iterator[list[_Word]]:
    """Each word with the blank after it, in the parts between which a line may end."""
    looks = list(looks)
    runs: list[FaceRun] = []
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


def _word(runs: Sequence[FaceRun]) -> _Word:
    wide = fsum(run.wide for run in runs)
    last = runs[-1]
    blank = last.face.width(" ", last.style.size) if last.text[-1] == " " else 0.0
    return _Word(tuple(runs), wide, wide - blank)


def line_runs(words: Iterable[Sequence[_Word]], width: float) -> Iterator[list[FaceRun]]:
    """Words on lines that fit; one that is longer than a line goes on in the next one.

    A name of Han or Thai that a line can hold stays on one, so that it is found on the page.
    """
    line: list[FaceRun] = []
    taken, width = 0.0, width + NEARLY
    for whole in words:
        bare = fsum(part.wide for part in whole[:-1]) + whole[-1].bare
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


def _cut(word: _Word, width: float) -> tuple[tuple[FaceRun, ...], _Word | None]:
    """What of a word fits on a line, at least one letter with its signs, and the rest."""
    letters = "".join(run.text for run in word.runs)
    cuts = [place for place in range(1, len(letters.rstrip())) if _may_cut(letters, place)]
    best = parted = None
    for place in cuts:
        begin, rest = _halves(word.runs, place)
        if best is not None and fsum(run.wide for run in begin) > width:
            break
        best = begin, _word(rest)
        if letters[place - 1] in _HYPHENS and fsum(run.wide for run in begin) > width / 2:
            parted = best
    return parted or best or (word.runs, None)


def _halves(runs: Sequence[FaceRun], place: int) -> tuple[tuple[FaceRun, ...], tuple[FaceRun, ...]]:
    """The runs before a letter and from it on."""
    begin: list[FaceRun] = []
    rest: list[FaceRun] = []
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


def laid(line: list[FaceRun], base: int) -> LineLayout:
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
    return LineLayout(tuple(zip(places, runs, strict=True)), x, bool(base))


def _joined(line: Iterable[FaceRun]) -> list[FaceRun]:
    """Rightwards, words of one look in one run; leftwards each word stays a run."""
    found: list[FaceRun] = []
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
