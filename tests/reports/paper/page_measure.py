"""Where each glyph of a PDF of the program stands: what leaves the page, and lines that overlap.

python -m tests.reports.paper.page_measure FILE.pdf...
"""
# ruff: noqa: T201 (it speaks to a terminal)

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Final, NamedTuple

import pikepdf
import uharfbuzz as hb
from tests.reports.paper.marks_check import elements, kids

_TOUCHING: Final = 1.5
"""Points that glyphs of two lines may reach into each other: signs above and below letters do."""


class Box(NamedTuple):
    left: float
    low: float
    right: float
    high: float

    def meets(self, other: "Box", by: float) -> bool:
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.high, other.high) - max(self.low, other.low)
        return wide > by and high > by


@dataclass(frozen=True, slots=True)
class Line:
    """What one text operation draws, and what it says."""

    page: int
    said: str
    glyphs: tuple[Box, ...]
    mark: int | None
    """Of the structure; None: an artifact."""

    @property
    def box(self) -> Box:
        lefts, lows, rights, highs = zip(*self.glyphs, strict=True)
        return Box(min(lefts), min(lows), max(rights), max(highs))


class _Font:
    def __init__(self, font: Any) -> None:
        below = font.DescendantFonts[0]
        face = hb.Face(hb.Blob(below.FontDescriptor.FontFile2.read_bytes()))
        self._font, self._scale = hb.Font(face), 1 / face.upem
        self._glyphs = below.CIDToGIDMap.read_bytes()
        self._widths = [float(one) / 1000 for one in below.W[1]]
        self._letters = _letters(font.ToUnicode.read_bytes().decode())

    def glyph(self, code: int) -> tuple[float, Box | None, str]:
        """How far the next one stands, what it covers, and its letters; of the size 1."""
        number = int.from_bytes(self._glyphs[2 * code : 2 * code + 2], "big")
        shape, scale = self._font.get_glyph_extents(number), self._scale
        box = None
        if shape is not None and shape.width and shape.height:
            left, high = shape.x_bearing * scale, shape.y_bearing * scale
            box = Box(left, high + shape.height * scale, left + shape.width * scale, high)
        return self._widths[code - 1], box, self._letters.get(code, "")


def _letters(said: str) -> dict[int, str]:
    rows = (line.replace("<", " ").replace(">", " ").split() for line in said.splitlines())
    pairs = (row for row in rows if len(row) == 2 and len(row[0]) == 4)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def lines_of(pdf: pikepdf.Pdf) -> Iterator[Line]:
    """Every text that is drawn."""
    # All pages share one dictionary of fonts.
    fonts = {str(name): _Font(font) for name, font in pdf.pages[0].Resources.Font.items()}
    for number, page in enumerate(pdf.pages):
        yield from _PageReader(number, fonts).lines(page)


class _PageReader:
    """Follows the operators that the program's pages are made of."""

    def __init__(self, number: int, fonts: dict[str, _Font]) -> None:
        self._number, self._fonts = number, fonts
        self._x = self._y = self._size = self._rise = 0.0
        self._font: _Font | None = None
        self._moved = [(0.0, 0.0)]
        self._glyphs: list[Box] = []
        self._said = ""

    def lines(self, page: pikepdf.Page) -> Iterator[Line]:
        marks: list[int | None] = []
        for one in pikepdf.parse_content_stream(page):
            operands: Any = list(one.operands)
            name = str(one.operator)
            if name in ("BDC", "BMC"):
                own = name == "BDC" and "/MCID" in operands[1]
                marks.append(int(operands[1].MCID) if own else marks[-1] if marks else None)
            elif name == "EMC":
                marks.pop()
            elif name == "ET":
                if self._glyphs:
                    mark = marks[-1] if marks else None
                    yield Line(self._number, self._said, tuple(self._glyphs), mark)
                self._glyphs, self._said = [], ""
            else:
                self._follow(name, operands)

    def _follow(self, name: str, operands: Any) -> None:
        match name:
            case "q":
                self._moved.append(self._moved[-1])
            case "Q":
                self._moved.pop()
            case "cm":
                x, y = self._moved[-1]
                assert [float(part) for part in operands[:4]] == [1, 0, 0, 1]
                self._moved[-1] = (x + float(operands[4]), y + float(operands[5]))
            case "Tf":
                self._font = self._fonts[str(operands[0])]
                self._size = float(operands[1])
            case "Td":
                self._x, self._y = float(operands[0]), float(operands[1])
            case "Tm":
                self._x, self._y = float(operands[4]), float(operands[5])
            case "Ts":
                self._rise = float(operands[0])
            case "Tj":
                self._show(bytes(operands[0]))
            case "TJ":
                for part in operands[0]:
                    if isinstance(part, pikepdf.String):
                        self._show(bytes(part))
                    else:
                        self._x -= float(part) / 1000 * self._size

    def _show(self, codes: bytes) -> None:
        assert self._font is not None
        across, along = self._moved[-1]
        for at in range(0, len(codes), 2):
            advance, box, letters = self._font.glyph(int.from_bytes(codes[at : at + 2], "big"))
            if box is not None:
                x, y, size = across + self._x, along + self._y + self._rise, self._size
                self._glyphs.append(
                    Box(
                        x + box.left * size,
                        y + box.low * size,
                        x + box.right * size,
                        y + box.high * size,
                    )
                )
            self._said += letters
            self._x += advance * self._size


def faults_of_layout(path: Path, *, side: float, foot: float = 16.0) -> Iterator[str]:
    """What a person would be ashamed of, one sentence each; margins in points."""
    with pikepdf.open(path) as pdf:
        lines = list(lines_of(pdf))
        for number, page in enumerate(pdf.pages):
            own = [one for one in lines if one.page == number]
            width, height = (float(edge) for edge in page.MediaBox[2:])
            inside = Box(side - 1, foot, width - side + 1, height - foot)
            yield from _outside(own, inside)
            yield from _overlaps(own)
            if not any(one.mark is not None for one in own):
                yield f"page {number + 1}: nothing is said on it"
        yield from _orphans(pdf, lines)
        for one in lines:
            if "[U+" in one.said:
                yield f"page {one.page + 1}: code points in “{one.said}”"


def _outside(lines: list[Line], inside: Box) -> Iterator[str]:
    for one in lines:
        box = one.box
        if (
            box.left < inside.left
            or box.right > inside.right
            or box.low < inside.low
            or box.high > inside.high
        ):
            edges = ", ".join(f"{edge:.1f}" for edge in box)
            yield f"page {one.page + 1}: “{one.said[:60]}” leaves its page at {edges}"


def _overlaps(lines: list[Line]) -> Iterator[str]:
    for one, other in combinations(sorted(lines, key=lambda line: line.box.low), 2):
        if one.box.meets(other.box, _TOUCHING) and any(
            glyph.meets(beside, _TOUCHING) for glyph in one.glyphs for beside in other.glyphs
        ):
            yield f"page {one.page + 1}: “{one.said[:50]}” overlaps “{other.said[:50]}”"


def _orphans(pdf: pikepdf.Pdf, lines: list[Line]) -> Iterator[str]:
    """Headings below which nothing more stands on their page."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    last: dict[int, float] = {}
    for one in lines:
        if one.mark is not None:
            last[one.page] = min(last.get(one.page, 1e6), one.box.low)
    for element in elements(pdf.Root.StructTreeRoot):
        if element.S not in ("/H1", "/H2"):
            continue
        for kid in kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/MCID" not in kid:
                continue
            page = pages[(kid if isinstance(kid, pikepdf.Dictionary) else element).Pg.objgen]
            mark = int(kid.MCID if isinstance(kid, pikepdf.Dictionary) else kid)
            own = [one for one in lines if one.page == page and one.mark == mark]
            if own and min(one.box.low for one in own) <= last[page] + 1:
                yield f"page {page + 1}: nothing stands below the heading “{own[0].said}”"


def main() -> int:
    found = 0
    for name in sys.argv[1:]:
        for sentence in faults_of_layout(Path(name), side=14):
            found += 1
            print(f"{name}: {sentence}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
