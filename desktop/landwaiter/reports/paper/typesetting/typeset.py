"""Case text to lines: in a face that has it, in reading order, wrapped but never cut.

What no face has is shown as a box with the code point and a reading in Latin letters.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from math import fsum
from typing import Final

from anyascii import anyascii
from reportlab.lib.colors import HexColor

from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.dossier.frames import FramedPart, framed_parts
from landwaiter.reports.dossier.second_language import SpokenPart, parts_by_language
from landwaiter.reports.paper.typesetting.breaks import words_of
from landwaiter.reports.paper.typesetting.fonts import load_faces
from landwaiter.reports.paper.typesetting.glyphs import SHAPED
from landwaiter.reports.paper.typesetting.lines import FrameBlock, TextBlock, TextLine
from landwaiter.reports.paper.typesetting.style import Style

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
# What is read as one word and searched as one phrase: its blanks do not break.
_BOUND = re.compile(
    rf"\b(?:no )?(?:Art\.|Arts\.) ?\d[\w()]*(?: clock\b)?"
    rf"|\b(?:[Tt]rack|[Ii]tem|UCC|IMO|Annex|Reg\.|No\.|[Tt]ier|[Pp]age|[Vv]ersion) [\w(][\w()/.-]*"
    rf"|\bCN \d{{4}}(?: \d{{2}}){{0,3}}\b"
    rf"|\b\d{{1,2}} {_MONTH}(?: \d{{4}})?\b(?: \d{{2}}:\d{{2}})?"
    rf"|\b[A-Z]{{3}} \d[\d,.]*|\b\d[\d,.]* (?:kg|%|EUR|USD|µm)(?!\w)"
)
_BOX: Final = HexColor("#e4e8ed")
_SMALLER: Final = 0.87
"""Letters in a frame, of those around it: the box around them takes no room between the lines."""
_UNBROKEN: Final = 110.0
"""Points up to which a frame within a text is kept on one line: any class with its word."""


def typeset(text: str, style: Style, width: float, *, tag: str = "P") -> TextLine | TextBlock:
    """`text` in lines of at most `width` points; to who hears it, it is what the tag says.

    What is withheld in it is drawn as a box, and heard in its brackets.
    """
    parts = framed_parts(text)
    if parts:
        return _with_frames(text, parts, style, width, tag)
    said = parts_by_language(text)
    if len(said) > 1:
        return TextBlock(*_spoken(said, style), tag=tag)
    text = readable(text)
    if fits_on_a_line(text, style, width):
        return TextLine(text, style, width, tag=tag)
    return TextBlock(*pieces(text, style), tag=tag)


def paragraph(*said: tuple[str, Style], tag: str = "P") -> TextBlock:
    """Texts in styles of their own, one after the other."""
    parts = [(framed_parts(text), text, style) for text, style in said]
    drawn = [
        piece
        for framed, text, style in parts
        for piece in (
            _framed_pieces(framed, style, _UNBROKEN)
            if framed
            else _spoken(parts_by_language(text), style)
        )
    ]
    if not any(framed for framed, _text, _style in parts):
        return TextBlock(*drawn, tag=tag)
    return TextBlock(*drawn, tag=tag, heard=readable("".join(str(text) for text, _style in said)))


def _spoken(said: Sequence[SpokenPart], style: Style) -> Iterator[tuple[str, Style]]:
    """Each part in its language."""
    for part in said:
        own = replace(style, language=part.language) if part.language else style
        yield from pieces(readable(part.text), own)


def _with_frames(
    text: str, parts: Sequence[FramedPart], style: Style, width: float, tag: str
) -> TextBlock:
    """A frame of its own where nothing else is said, else frames within the text."""
    heard = readable(str(text))
    if len(parts) > 1:
        drawn = _framed_pieces(parts, style, min(width, _UNBROKEN))
        return TextBlock(*drawn, tag=tag, heard=heard)
    (whole,) = parts
    return FrameBlock(*pieces(readable(whole.text), _frame_style(style)), tag=tag, heard=heard)


def _framed_pieces(
    parts: Sequence[FramedPart], style: Style, room: float
) -> Iterator[tuple[str, Style]]:
    for part in parts:
        if not part.is_frame:
            yield from pieces(readable(part.text), style)
            continue
        own = replace(_frame_style(style), framed=True)
        inside = f"\xa0{readable(part.text)}\xa0"
        is_short = _width(inside, own) <= room
        yield from pieces(inside.replace(" ", "\xa0") if is_short else inside, own)


def _frame_style(style: Style) -> Style:
    size = style.size * _SMALLER
    return replace(style, chain=load_faces().bold, size=size)


def pieces(text: str, style: Style) -> Iterator[tuple[str, Style]]:
    """`text` as it is, and what no face has as code points on a ground of their own."""
    covered = style.chain[0].covers(text)
    for is_drawn, signs in groupby(text, lambda sign: covered or _is_drawn(sign, style)):
        run = "".join(signs)
        yield (run, style) if is_drawn else (_boxed(run), replace(style, ground=_BOX))
    if not text:
        yield text, style


def _is_drawn(sign: str, style: Style) -> bool:
    return sign == "\n" or any(sign in face.covered for face in style.chain)


def _boxed(run: str) -> str:
    points = " ".join(f"U+{ord(sign):04X}" for sign in run)
    reading = anyascii(run).strip()
    return f"[{points} = {reading}]" if reading else f"[{points}]"


def readable(text: str) -> str:
    """`text` composed, with hidden characters shown and phrases bound by no-break spaces."""
    text = visible(unicodedata.normalize("NFC", text)).replace("\t", " ")
    return _BOUND.sub(lambda phrase: phrase.group().replace(" ", "\xa0"), text)


def fits_on_a_line(text: str, style: Style, width: float) -> bool:
    """True if `text` is one plain line of the chain's first face."""
    face = style.chain[0]
    return (
        "\n" not in text
        and face.covers(text)
        and not SHAPED.search(text)
        and face.width(text, style.size) <= width + 1e-6
    )


def natural_width(text: str, style: Style) -> float:
    """Width in points of the longest line of `text`."""
    parts = framed_parts(text)
    if parts:
        return fsum(_part_width(part, style) for part in parts)
    return max(_width(line, style) for line in readable(text).split("\n"))


def word_width(text: str, style: Style) -> float:
    """Width in points of the longest word of `text`."""
    parts = framed_parts(text)
    if parts:
        looks = [(part, _frame_style(style) if part.is_frame else style) for part in parts]
        pad = 2 * FrameBlock.PAD
        return max(word_width(str(part.text), look) + pad for part, look in looks)
    lines = readable(text).split("\n")
    found = (word.rstrip(" ") for line in lines for word in words_of(line))
    return max((_width(word, style) for word in found), default=0.0)


def _part_width(part: FramedPart, style: Style) -> float:
    if not part.is_frame:
        return natural_width(part.text, style)
    return natural_width(part.text, _frame_style(style)) + 2 * FrameBlock.PAD


def _width(text: str, style: Style) -> float:
    chain = style.chain
    if chain[0].covers(text):
        return chain[0].width(text, style.size)
    return fsum(
        next((face for face in chain if sign in face.covered), chain[0]).width(sign, style.size)
        for sign in text
    )


def cut_to(text: str, style: Style, room: float, lines: int) -> str:
    """`text` in so many lines; what is longer ends in an ellipsis."""
    shown = text
    while shown and typeset(shown, style, room).wrap(room, 1e6)[1] > lines * style.leading + 1:
        text = text[: -max(1, len(text) // 12)].rstrip()
        shown = f"{text}…" if text else ""
    return shown
