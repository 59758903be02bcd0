"""The shipped typefaces as reportlab knows them; never a font of the system."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.resources import root


@dataclass(frozen=True, eq=False)
class Face:
    """A registered font and the characters it can draw."""

    name: str
    covered: frozenset[str]

    def covers(self, text: str) -> bool:
        return self.covered.issuperset(text)


@dataclass(frozen=True, eq=False)
class Faces:
    """Fallback chains: the first face that has a character draws it."""

    regular: tuple[Face, ...]
    bold: tuple[Face, ...]
    code: tuple[Face, ...]


@cache
def load_faces() -> Faces:
    """The faces, registered once per process; Unavailable if the shipped fonts are missing."""
    regular = _face("LandwaiterSans-Regular")
    bold = _face("LandwaiterSans-Bold")
    code = _face("LandwaiterMono-Regular")
    return Faces(regular=(regular,), bold=(bold, regular), code=(code, regular))


def _face(name: str) -> Face:
    file = root() / "fonts" / f"{name}.ttf"
    try:
        font = TTFont(name, BytesIO(file.read_bytes()))
    except (OSError, TTFError) as error:
        raise Unavailable(
            _("The font of the reports cannot be read."),
            file=f"{name}.ttf",
            remedy=_("Install Landwaiter again, or run the build step that makes the fonts."),
        ) from error
    pdfmetrics.registerFont(font)
    return Face(name, frozenset(map(chr, font.face.charToGlyph)))
