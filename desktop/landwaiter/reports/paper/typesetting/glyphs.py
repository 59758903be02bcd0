"""Faces shaped with HarfBuzz, and fonts whose codes carry the letters of the case.

Each code of a font in a PDF stands for one pair of a glyph and its letters, so that a program that
reads or searches the page finds the letters, whatever the glyphs look like.
"""

import re
import struct
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from math import fsum
from typing import Any, Final, NamedTuple

import pikepdf
import uharfbuzz as hb

SHAPED: Final = re.compile(
    "[\u0300-\u036f\u0590-\u109f\u1100-\u11ff\u1780-\u1aff\u200c-\u200f\ufb1d-\ufeff]"
)
"""Letters that take their form or place from their neighbours."""
_DROPPED: Final = (b"GSUB", b"GPOS", b"GDEF", b"kern")
"""Tables that nothing asks for once the glyphs are chosen."""
_PER_BLOCK: Final = 100
"""Pairs in a block of a CMap, at most."""


class GlyphPlace(NamedTuple):
    """A glyph with how far the next one stands, and how far it is moved, in 1/1000 of the size."""

    number: int
    advance: float
    right: float = 0.0
    up: float = 0.0


class Face:
    """A font file: what it covers, how wide its letters are, how they are shaped."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._file = hb.Face(hb.Blob(data))
        self._font = hb.Font(self._file)
        self._scale = 1000 / self._file.upem
        self.covered = frozenset(map(chr, self._file.unicodes))
        self._widths: dict[str, float] = {}

    def covers(self, text: str) -> bool:
        return self.covered.issuperset(text)

    def glyph_of(self, letter: str) -> int:
        """The glyph of a letter that needs no shaping; 0, the empty box, where there is none."""
        return self._font.get_nominal_glyph(ord(letter)) or 0

    def advance(self, glyph: int) -> float:
        """In 1/1000 of the size."""
        return float(self._font.get_glyph_h_advance(glyph) * self._scale)

    def width(self, text: str, size: float) -> float:
        """Points that a text takes which needs no shaping."""
        widths = self._widths
        try:
            return fsum(map(widths.__getitem__, text)) * size / 1000
        except KeyError:  # a letter that was not asked for before
            widths.update({letter: self.advance(self.glyph_of(letter)) for letter in text})
            return fsum(map(widths.__getitem__, text)) * size / 1000

    def shape(self, text: str, level: int) -> list[tuple[str, list[GlyphPlace]]]:
        """Groups of letters, as they are written, with their glyphs; groups from left to right."""
        if not level and not SHAPED.search(text):
            glyphs = [self.glyph_of(letter) for letter in text]
            return [
                (letter, [GlyphPlace(glyph, self.advance(glyph))])
                for letter, glyph in zip(text, glyphs, strict=True)
            ]
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if level % 2 else "ltr"
        buffer.language = "und"
        hb.shape(self._font, buffer)
        return self._groups(text, buffer)

    def _groups(self, text: str, buffer: Any) -> list[tuple[str, list[GlyphPlace]]]:
        scale = self._scale
        shown = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        found = [
            (
                start,
                [
                    GlyphPlace(
                        info.codepoint,
                        place.x_advance * scale,
                        place.x_offset * scale,
                        place.y_offset * scale,
                    )
                    for info, place in held
                ],
            )
            for start, held in groupby(shown, lambda pair: pair[0].cluster)
        ]
        starts = sorted(start for start, _glyphs in found)
        ends = dict(pairwise([*starts, len(text)]))
        return [(text[start : ends[start]], glyphs) for start, glyphs in found]

    def cut(self, glyphs: set[int]) -> tuple[bytes, Mapping[int, int]]:
        """A font file of these glyphs, and the number that each has in it."""
        order = hb.SubsetInput()
        order.glyph_set.update({0, *glyphs})
        order.drop_table_tag_set.update({int.from_bytes(tag, "big") for tag in _DROPPED})
        plan = hb.SubsetPlan(self._file, order)
        numbers = dict(plan.old_to_new_glyph_mapping)
        return bytes(plan.execute().blob.data), numbers

    def cut_to(self, letters: str) -> bytes:
        """A font file of these letters, with the table that leads from a letter to its glyph."""
        order = hb.SubsetInput()
        order.unicode_set.update(set(map(ord, letters)))
        order.drop_table_tag_set.update({int.from_bytes(tag, "big") for tag in _DROPPED})
        order.layout_feature_tag_set.clear()
        return bytes(hb.subset(self._file, order).blob.data)

    def descriptor(self) -> dict[str, Any]:
        """What a PDF says of a font beside its widths (ISO 32000-1, 9.8)."""
        extents = self._font.get_font_extents("ltr")
        # `head`, 36: the box that holds every glyph.
        box = struct.unpack(">4h", bytes(self._file.reference_table("head").data)[36:44])
        return {
            "Flags": 4,
            "FontBBox": pikepdf.Array([round(edge * self._scale) for edge in box]),
            "ItalicAngle": 0,
            "Ascent": round(extents.ascender * self._scale),
            "Descent": round(extents.descender * self._scale),
            "CapHeight": 714,
            "StemV": 80,
        }


class FontCodes:
    """The codes that one document uses of each face."""

    def __init__(self) -> None:
        self._used: dict[Face, dict[tuple[int, str], int]] = {}
        self._plain: dict[Face, dict[str, str]] = {}
        self._names: dict[Face, str] = {}

    def name(self, face: Face) -> str:
        """What pages call a face."""
        if face not in self._names:
            self._used.setdefault(face, {})
            self._names[face] = f"/L{len(self._names)}"
        return self._names[face]

    def show(self, face: Face, text: str, level: int, size: float) -> str:
        """What draws a text in one face and one direction."""
        if not level and not SHAPED.search(text):
            return f"<{self._plain_codes(face, text)}> Tj"
        row = "".join(
            self._shown(face, said, glyphs, level, size) for said, glyphs in face.shape(text, level)
        )
        # Leftwards the letters stand in the order that programs expect; else one text is safer.
        return row if level % 2 else _saying(text, row)

    def fonts(self, pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
        """All of them as fonts of a PDF."""
        return pikepdf.Dictionary(
            {
                name: _font_in(pdf, face, number, self._used[face])
                for number, (face, name) in enumerate(self._names.items())
            }
        )

    def _shown(
        self, face: Face, said: str, glyphs: list[GlyphPlace], level: int, size: float
    ) -> str:
        """One group of letters; each glyph carries letters of it."""
        letters = list(said[::-1] if level % 2 else said)
        if len(letters) > len(glyphs):  # joined into one
            letters = [*letters[: len(glyphs) - 1], "".join(letters[len(glyphs) - 1 :])]
        row = "".join(
            self._placed(face, glyph, size, letters[min(number, len(letters) - 1)])
            for number, glyph in enumerate(glyphs)
        )
        return _saying(said, row) if level % 2 and len(glyphs) > len(letters) else row

    def _code(self, face: Face, glyph: int, letters: str) -> str:
        codes = self._used.setdefault(face, {})
        return f"{codes.setdefault((glyph, letters), len(codes) + 1):04X}"

    def _plain_codes(self, face: Face, text: str) -> str:
        """The codes of letters that need no shaping, one each."""
        known = self._plain.setdefault(face, {})
        try:
            return "".join(map(known.__getitem__, text))
        except KeyError:  # a letter that was not shown before
            for letter in text:
                if letter not in known:
                    said = letter.replace("\xa0", " ")
                    known[letter] = self._code(face, face.glyph_of(letter), said)
            return "".join(map(known.__getitem__, text))

    def _placed(self, face: Face, glyph: GlyphPlace, size: float, letters: str) -> str:
        code = self._code(face, glyph.number, letters)
        after = face.advance(glyph.number) - glyph.advance + glyph.right
        is_moved = bool(glyph.right) or abs(after) > 0.01
        shown = f"[{-glyph.right:.2f} <{code}> {after:.2f}] TJ " if is_moved else f"<{code}> Tj "
        return f"{glyph.up * size / 1000:.2f} Ts {shown}0 Ts " if glyph.up else shown


def _saying(text: str, shown: str) -> str:
    """What is shown, with the text that it says."""
    return f"/Span <</ActualText <FEFF{_utf16(text)}>>> BDC {shown}EMC "


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _font_in(
    pdf: pikepdf.Pdf, face: Face, number: int, codes: Mapping[tuple[int, str], int]
) -> pikepdf.Object:
    """A font of the glyphs in use: a map leads from its codes to them, another to the letters."""
    data, numbers = face.cut({glyph for glyph, _letters in codes})
    by_code = sorted((code, glyph, letters) for (glyph, letters), code in codes.items())
    tag = "".join(chr(ord("A") + number // 26**place % 26) for place in range(6))
    name = pikepdf.Name(f"/{tag}+{face.name}")
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor,
        FontName=name,
        FontFile2=pdf.make_stream(data, Length1=len(data)),
        **face.descriptor(),
    )
    below = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=name,
        FontDescriptor=pdf.make_indirect(descriptor),
        CIDSystemInfo=pikepdf.Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        CIDToGIDMap=pdf.make_stream(
            b"\0\0" + b"".join(numbers[glyph].to_bytes(2, "big") for _code, glyph, _text in by_code)
        ),
        DW=1000,
        W=pikepdf.Array(
            [1, pikepdf.Array([round(face.advance(glyph), 2) for _code, glyph, _text in by_code])]
        ),
    )
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type0,
            BaseFont=name,
            Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([pdf.make_indirect(below)]),
            ToUnicode=pdf.make_stream(
                to_unicode([(code, letters) for code, _glyph, letters in by_code], digits=4)
            ),
        )
    )


def to_unicode(letters_by_code: Sequence[tuple[int, str]], *, digits: int) -> bytes:
    """The CMap from codes of so many digits to letters (ISO 32000-1, 9.10.3)."""
    last = "F" * digits
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        f"1 begincodespacerange <{0:0{digits}X}> <{last}> endcodespacerange",
    ]
    for start in range(0, len(letters_by_code), _PER_BLOCK):
        block = letters_by_code[start : start + _PER_BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += (f"<{code:0{digits}X}> <{_utf16(letters)}>" for code, letters in block)
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode()
