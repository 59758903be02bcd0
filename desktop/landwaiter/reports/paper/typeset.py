"""Case text to reportlab: escaped, in a face that has it, in reading order, wrapped but never cut.

What no face has is shown as a box with the code point and a reading in Latin letters.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from xml.sax.saxutils import escape

from anyascii import anyascii
from arabic_reshaper import reshape  # type: ignore[import-untyped]  # publishes no types
from bidi import get_display  # type: ignore[import-untyped]  # publishes no types
from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph

from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.paper.fonts import Face

# Arabic alone: other scripts that run leftwards are in no face and shown as boxes.
_RIGHT_TO_LEFT = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
_BREAK = re.compile("[ \n]|(?<=[\u2e80-\u9fff\uf900-\ufaff])")
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
# What is read as one word and searched as one phrase: its blanks do not break.
_BOUND = re.compile(
    rf"\b(?:no )?(?:Art\.|Arts\.) ?\d[\w()]*(?: clock\b)?"
    rf"|\b(?:[Tt]rack|[Ii]tem|UCC|IMO|Annex|Reg\.|No\.|[Tt]ier|[Pp]age|[Vv]ersion) [\w(][\w()/.-]*"
    rf"|\bCN \d{{4}}(?: \d{{2}}){{0,3}}\b"
    rf"|\b\d{{1,2}} {_MONTH}(?: \d{{4}})?\b(?: \d{{2}}:\d{{2}})?"
    rf"|\b[A-Z]{{3}} \d[\d,.]*|\b\d[\d,.]* (?:kg|%|EUR|USD|µm)(?!\w)"
)
_BOX = "#e4e8ed"


@dataclass(frozen=True)
class Style:
    """A face chain at a size (points), with its line height (points) and colour."""

    chain: tuple[Face, ...]
    size: float
    leading: float
    color: Color
    right: bool = False


class TextLine(Flowable):
    """One line of text that fits: what most cells are, at a fraction of a paragraph's cost."""

    def __init__(self, text: str, style: Style, width: float) -> None:
        super().__init__()
        self.text = text
        self.style = style
        self.width = width
        self.height = style.leading

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's names)
        del aW, aH
        return self.width, self.height

    def draw(self) -> None:
        face = self.style.chain[0]
        self.canv.setFont(face.name, self.style.size)
        self.canv.setFillColor(self.style.color)
        y = self.style.leading - self.style.size
        if self.style.right:
            self.canv.drawRightString(self.width, y, self.text)
        else:
            self.canv.drawString(0, y, self.text)


def typeset(text: str, style: Style, width: float) -> Flowable:
    """`text` in lines of at most `width` points."""
    text = readable(text)
    if fits_on_a_line(text, style, width):
        return TextLine(text, style, width)
    if _RIGHT_TO_LEFT.search(text):
        lines = [get_display(reshape(line)) for line in _lines(text, style, width)]
    else:
        lines = text.split("\n")
    return paragraph("<br/>".join(markup(line, style.chain) for line in lines), style)


def paragraph(marked_up: str, style: Style) -> Paragraph:
    """A paragraph of markup that is already escaped."""
    return Paragraph(marked_up, _paragraph_style(style))


def readable(text: str) -> str:
    """`text` composed, with hidden characters shown and phrases bound by no-break spaces."""
    text = visible(unicodedata.normalize("NFC", text)).replace("\t", " ")
    return _BOUND.sub(lambda phrase: phrase.group().replace(" ", "\xa0"), text)


def fits_on_a_line(text: str, style: Style, width: float) -> bool:
    """True if `text` is one plain line of the chain's first face."""
    face = style.chain[0]
    return (
        "\n" not in text
        and "  " not in text
        and face.covers(text)
        and not _RIGHT_TO_LEFT.search(text)
        and stringWidth(text, face.name, style.size) <= width
    )


def natural_width(text: str, style: Style) -> float:
    """Width in points of the longest line of `text`."""
    return max(_width(line, style) for line in readable(text).split("\n"))


def word_width(text: str, style: Style) -> float:
    """Width in points of the longest word of `text`; Han breaks after any character."""
    return max((_width(word, style) for word in _BREAK.split(readable(text))), default=0.0)


def markup(text: str, chain: tuple[Face, ...]) -> str:
    """`text` escaped, each run in the first face that has it, the rest as boxes."""
    if chain[0].covers(text):
        return escape(text)
    return "".join(_run(run, face, chain) for face, run in _runs(text, chain))


def _runs(text: str, chain: tuple[Face, ...]) -> Iterator[tuple[Face | None, str]]:
    def face_of(character: str) -> Face | None:
        return next((face for face in chain if character in face.covered), None)

    for face, characters in groupby(text, key=face_of):
        yield face, "".join(characters)


def _run(run: str, face: Face | None, chain: tuple[Face, ...]) -> str:
    if face is chain[0]:
        return escape(run)
    if face is not None:
        return f'<font name="{face.name}">{escape(run)}</font>'
    points = " ".join(f"U+{ord(character):04X}" for character in run)
    reading = anyascii(run).strip()
    note = f"{points} = {reading}" if reading else points
    return f'<font backColor="{_BOX}">[{escape(note)}]</font>'


def _lines(text: str, style: Style, width: float) -> Iterator[str]:
    """`text` in lines that fit, in logical order: each line is put in visual order alone."""
    for passage in text.split("\n"):
        line = ""
        for word in passage.split(" "):
            longer = f"{line} {word}" if line else word
            if line and _width(reshape(longer), style) > width:
                yield line
                line = word
            else:
                line = longer
        yield line


def _width(text: str, style: Style) -> float:
    face = style.chain[0] if style.chain[0].covers(text) else style.chain[-1]
    return float(stringWidth(text, face.name, style.size))


@cache
def _paragraph_style(style: Style) -> ParagraphStyle:
    return ParagraphStyle(
        "landwaiter",
        fontName=style.chain[0].name,
        fontSize=style.size,
        leading=style.leading,
        textColor=style.color,
        alignment=2 if style.right else 0,
        splitLongWords=1,
        allowWidows=1,
        allowOrphans=1,
    )
