"""Makes the shipped typefaces while the package is built: static fonts from pinned sources.

reportlab reads neither variable nor CFF fonts and no system font is pinned, so each face is
instanced, subset and merged from the variable fonts of the build requirements. The sources are
known by SHA-256; a manifest beside the results says what they were made from, so that they are
made again only when the sources, fontTools or this file changed.

    python installer/fonts.py           make the faces now, outside a build
"""

import hashlib
import importlib.util
import json
import logging
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger
from fontTools.merge import Options as MergeOptions
from fontTools.subset import Options as SubsetOptions
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "fonts"
MANIFEST = "manifest.json"
# Seconds since 1904, as the `head` table counts: 2026-01-01. The same bytes from every build.
MADE = 3850070400


@dataclass(frozen=True, kw_only=True)
class Source:
    """One font file inside an installed build requirement, and the licence beside it."""

    package: str
    file: str
    licence: str
    sha256: str

    def folder(self) -> Path:
        spec = importlib.util.find_spec(self.package)
        if spec is None or not spec.submodule_search_locations:
            raise FontError(f"The build requirement {self.package} is not installed.")
        return Path(spec.submodule_search_locations[0])

    def read(self) -> bytes:
        """The font's bytes; raises FontError when they are not the ones known."""
        data = (self.folder() / self.file).read_bytes()
        if (found := hashlib.sha256(data).hexdigest()) != self.sha256:
            raise FontError(
                f"{self.file} of {self.package} has SHA-256 {found}, not the known one."
            )
        return data


@dataclass(frozen=True, kw_only=True)
class Part:
    """The characters that a face takes from one source."""

    source: Source
    characters: frozenset[int]
    axes: tuple[tuple[str, float], ...]
    without: frozenset[str] = frozenset()
    """Layout features that are left out."""


@dataclass(frozen=True, kw_only=True)
class Face:
    """One file to make; where two parts have a character, the earlier part gives it."""

    family: str
    style: str
    parts: tuple[Part, ...]

    @property
    def file(self) -> str:
        return f"{self.family.replace(' ', '')}-{self.style}.ttf"


class FontError(Exception):
    """The faces cannot be made from what is installed."""


LATIN = Source(
    package="fontpkg_noto_sans",
    file="files/NotoSans[wdth,wght].ttf",
    licence="LICENSE",
    sha256="bfb7bb691513f12e734dc346c03a03f784912432d7e3fa8e56efcf906fe86b3d",
)
ARABIC = Source(
    package="fontpkg_noto_sans_arabic",
    file="files/NotoSansArabic[wdth,wght].ttf",
    licence="LICENSE",
    sha256="63111b5b2e074dd48cc67692e0a2726d86ee94c1c37fe8598257b7b4e87e869e",
)
HAN = Source(
    package="justmytype_intl_cjk",
    file="fonts/ofl/notosanssc/NotoSansSC[wght].ttf",
    licence="fonts/ofl/notosanssc/OFL.txt",
    sha256="a3041811a78c361b1de50f953c805e0244951c21c5bd412f7232ef0d899af0da",
)
MONO = Source(
    package="fontpkg_jetbrains_mono",
    file="files/JetBrainsMono[wght].ttf",
    licence="LICENSE",
    sha256="48715a42ec242c21e9f02692891e147d022299a52e48d5e413e1a942193ffeda",
)


def _noto(script: str, sha256: str) -> Source:
    """Noto Sans of a script that Latin faces lack."""
    return Source(
        package="manimgx_fonts",
        file=f"NotoSans{script}[wght].ttf",
        licence="../manimgx_fonts-2026.9.26.post1.dist-info/licenses/LICENSE",
        sha256=sha256,
    )


ARMENIAN = _noto("Armenian", "e979dfaed56ddb4bfd05121958b25425eb7593253d64b6b3654c77c11c5cda94")
DEVANAGARI = _noto("Devanagari", "bf99bf762743ff3259e73196852520ab0ffe8d384238bff3e4806a84b981e972")
GEORGIAN = _noto("Georgian", "42f4a8bf4fe0af8afd91ee3c19e81e14f1bc74ddbd9b6a59a4182f67a596adb4")
HEBREW = _noto("Hebrew", "9d81d81ad592644487b03843da73a87b99cd28a2c4da4a096e1db8fbd14fda61")
THAI = _noto("Thai", "13f52f79b04f01f2751a81052a5dee2df639fd4e13f4ac30821ab45c8dd5f7e7")
HANGUL = Source(
    package="justmytype_intl_cjk",
    file="fonts/ofl/notosanskr/NotoSansKR[wght].ttf",
    licence="fonts/ofl/notosanskr/OFL.txt",
    sha256="194018e6b2b293a7964f037b25c0249ce1418bc9ab3c971060a03aa57861e252",
)
SOURCES = (LATIN, ARABIC, HAN, MONO, ARMENIAN, DEVANAGARI, GEORGIAN, HEBREW, THAI, HANGUL)


def _ranges(*pairs: tuple[int, int]) -> frozenset[int]:
    return frozenset(point for first, last in pairs for point in range(first, last + 1))


# Noto Sans draws Devanagari, too; the source that is made for it draws it here.
ALPHABETS = _ranges(
    (0x0020, 0x052F),  # Latin, phonetic letters, combining marks, Greek, Cyrillic
    (0x1AB0, 0x1AFF),
    (0x1C80, 0x1C8F),
    (0x1D00, 0x1FFF),  # phonetic extensions, Vietnamese, polytonic Greek
    (0x2000, 0x2BFF),  # punctuation, currency, arrows, signs
    (0x2C60, 0x2C7F),
    (0x2DE0, 0x2E7F),
    (0xA640, 0xA69F),
    (0xA700, 0xA7FF),
    (0xAB30, 0xAB6F),
    (0xFB00, 0xFB06),
    (0xFE20, 0xFE2F),
    (0xFFFC, 0xFFFD),
)
ARABIC_LETTERS = _ranges((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF)) | _ranges(
    (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)
)
# The letters and signs of each; shaping also asks for joiners and the dotted circle.
SHAPING_SIGNS = frozenset((0x200C, 0x200D, 0x25CC))
SCRIPTS = (
    (GEORGIAN, _ranges((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F))),
    (ARMENIAN, _ranges((0x0530, 0x058F), (0xFB13, 0xFB17))),
    (HEBREW, _ranges((0x0590, 0x05FF), (0xFB1D, 0xFB4F))),
    (THAI, _ranges((0x0E00, 0x0E7F))),
    (DEVANAGARI, _ranges((0x0900, 0x097F), (0xA8E0, 0xA8FF))),
)
HANGUL_LETTERS = _ranges((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7A3))
EAST_ASIAN_SIGNS = _ranges(
    (0x2000, 0x2BFF),
    (0x2E80, 0x2FDF),  # radicals
    (0x3000, 0x33FF),  # punctuation, kana, bopomofo, enclosed letters
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
)
ALL_HAN = _ranges((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


def _double_bytes(codec: str, first: Iterable[int], second: Iterable[int]) -> Iterator[int]:
    """The code points that a double-byte character set gives to these byte pairs."""
    trail = tuple(second)
    for lead in first:
        for low in trail:
            text = bytes((lead, low)).decode(codec, errors="ignore")
            if len(text) == 1:
                yield ord(text)


# GB 2312 rows 16–87, and Big5 level 1 (0xA440–0xC67E), the 5,401 characters in common use.
COMMON_HAN = frozenset(_double_bytes("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF))) | frozenset(
    _double_bytes("big5", range(0xA4, 0xC7), range(0x40, 0xFF))
)


# KS X 1001, the 2,350 syllables in common use.
COMMON_HANGUL = frozenset(_double_bytes("euc_kr", range(0xB0, 0xC9), range(0xA1, 0xFF)))


def _sans(style: str, weight: float, han: frozenset[int]) -> Face:
    return Face(
        family="Landwaiter Sans",
        style=style,
        parts=(
            Part(source=LATIN, characters=ALPHABETS, axes=(("wght", weight), ("wdth", 100.0))),
            Part(
                source=ARABIC,
                characters=ARABIC_LETTERS,
                axes=(("wght", weight), ("wdth", 100.0)),
                without=APART,
            ),
            Part(source=HAN, characters=EAST_ASIAN_SIGNS | han, axes=(("wght", weight),)),
        ),
    )


def _scripts(style: str, weight: float, hangul: frozenset[int]) -> Face:
    axes = (("wght", weight),)
    return Face(
        family="Landwaiter Scripts",
        style=style,
        parts=(
            *(
                Part(source=source, characters=letters | SHAPING_SIGNS, axes=axes)
                for source, letters in SCRIPTS
            ),
            Part(source=HANGUL, characters=hangul, axes=axes, without=COMPOSED),
        ),
    )


def _mono(style: str, weight: float) -> Face:
    return Face(
        family="Landwaiter Mono",
        style=style,
        parts=(Part(source=MONO, characters=ALPHABETS, axes=(("wght", weight),), without=JOINED),),
    )


# A code is read letter by letter: no joined glyphs in the fixed-width face.
JOINED = frozenset({"calt", "liga", "clig", "dlig"})
# Noto draws the dots of an Arabic letter as glyphs of their own, which no reader of a PDF puts
# together again: without these features HarfBuzz takes the presentation forms, a glyph a letter.
APART = frozenset({"ccmp", "isol", "init", "medi", "fina", "rlig", "calt", "liga", "dlig", "locl"})
# Names come composed: syllables, never their letters.
COMPOSED = frozenset({"ccmp", "ljmo", "vjmo", "tjmo", "calt", "liga"})


# Rare characters of personal names need all of Han; headings are bold and use the common ones.
FACES = (
    _sans("Regular", 400.0, ALL_HAN),
    _sans("Bold", 700.0, ALL_HAN & COMMON_HAN),
    _mono("Regular", 400.0),
    _mono("Bold", 700.0),
    _scripts("Regular", 400.0, HANGUL_LETTERS),
    _scripts("Bold", 700.0, COMMON_HANGUL),
)
# Ids of the `name` table: copyright, licence, address of the licence.
NOTICES = (0, 13, 14)
DROPPED_TABLES = ("BASE", "DSIG", "STAT", "gasp", "prep", "vhea", "vmtx")
# Line metrics of Noto Sans: the tall Arabic and Han boxes must not spread every table row.
ASCENT, DESCENT, CLIP_ABOVE, CLIP_BELOW = 1069, -293, 1160, 400


def _subset_options(without: frozenset[str]) -> SubsetOptions:
    options = SubsetOptions()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = list(NOTICES)
    options.drop_tables += list(DROPPED_TABLES)
    options.layout_features = sorted(set(options.layout_features) - without)
    return options


def _cut(part: Part, characters: frozenset[int]) -> TTFont:
    """A static font of these characters; subset first, as instancing costs time per glyph."""
    font = TTFont(BytesIO(part.source.read()), recalcTimestamp=False)
    subsetter = Subsetter(_subset_options(part.without))
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return instantiateVariableFont(font, dict(part.axes), inplace=True)


def _cuts(face: Face) -> list[TTFont]:
    """One static font a part, without the characters that an earlier part has given."""
    given: set[int] = set()
    cuts = []
    for part in face.parts:
        cut = _cut(part, part.characters - given)
        given |= cut.getBestCmap().keys()
        cuts.append(cut)
    return cuts


def _merged(cuts: list[TTFont]) -> TTFont:
    if len(cuts) == 1:
        return cuts[0]
    streams = [_stream(cut) for cut in cuts]
    return Merger(options=MergeOptions()).merge(streams)


def _stream(font: TTFont) -> BytesIO:
    stream = BytesIO()
    font.save(stream, reorderTables=False)
    stream.seek(0)
    return stream


def _notices(cuts: list[TTFont]) -> dict[int, str]:
    """The makers' notices of every source, each once."""
    texts = {key: [cut["name"].getDebugName(key) for cut in cuts] for key in NOTICES}
    return {key: "\n".join(dict.fromkeys(filter(None, found))) for key, found in texts.items()}


def _name(font: TTFont, face: Face, notices: dict[int, str]) -> None:
    """Name the face anew, so that an altered font passes for no other."""
    names = notices | {
        1: face.family,
        2: face.style,
        3: face.file.removesuffix(".ttf"),
        4: f"{face.family} {face.style}",
        5: "Version 1.000",
        6: face.file.removesuffix(".ttf"),
    }
    table = font["name"]
    table.names = []
    for key, text in sorted(names.items()):
        if text:
            table.setName(text, key, 3, 1, 0x409)


def _measure(font: TTFont, face: Face) -> None:
    bold = face.style == "Bold"
    windows, horizontal, head = font["OS/2"], font["hhea"], font["head"]
    horizontal.ascent = windows.sTypoAscender = ASCENT
    horizontal.descent = windows.sTypoDescender = DESCENT
    horizontal.lineGap = windows.sTypoLineGap = 0
    windows.usWinAscent, windows.usWinDescent = CLIP_ABOVE, CLIP_BELOW
    windows.usWeightClass = 700 if bold else 400
    # Bits of the OpenType specification: bold 5, regular 6, USE_TYPO_METRICS 7.
    windows.fsSelection = (1 << 7) | (1 << 5 if bold else 1 << 6)
    head.macStyle = 1 if bold else 0
    head.created = head.modified = MADE


def make(face: Face) -> bytes:
    """The bytes of a face: the same from every Python and on every machine."""
    cuts = _cuts(face)
    notices = _notices(cuts)
    font = _merged(cuts)
    font.recalcTimestamp = False
    # The packer of HarfBuzz is optional and packs otherwise: never depend on its presence.
    font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False
    _name(font, face, notices)
    _measure(font, face)
    return _stream(font).getvalue()


def _recipe() -> str:
    """What the faces are made from, as one hash."""
    parts = [version("fonttools"), *(source.sha256 for source in SOURCES)]
    made_by = Path(__file__).read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha256(made_by + "\n".join(parts).encode()).hexdigest()


def _is_current(folder: Path) -> bool:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return manifest["recipe"] == _recipe() and all(
            hashlib.sha256((folder / name).read_bytes()).hexdigest() == known
            for name, known in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError):
        return False


def _files() -> Iterator[tuple[str, bytes]]:
    for face in FACES:
        print(f"Making the typeface {face.file} …", file=sys.stderr, flush=True)
        yield face.file, make(face)
    for source in SOURCES:
        name = Path(source.file).stem.partition("[")[0]
        yield f"OFL-{name}.txt", (source.folder() / source.licence).read_bytes()


def ensure(folder: Path = FOLDER) -> None:
    """Leave the faces, their licences and the manifest in `folder`; raises FontError."""
    if _is_current(folder):
        return
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    folder.mkdir(parents=True, exist_ok=True)
    hashes = {}
    for name, data in _files():
        (folder / name).write_bytes(data)
        hashes[name] = hashlib.sha256(data).hexdigest()
    manifest = json.dumps({"recipe": _recipe(), "files": hashes}, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(manifest + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    ensure()
