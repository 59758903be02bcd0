"""The shipped typefaces; never a font of the system."""

from dataclasses import dataclass
from functools import cache

from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.reports.paper.typesetting.glyphs import Face
from landwaiter.resources import root


@dataclass(frozen=True, eq=False)
class Faces:
    """Fallback chains: the first face that has a character draws it."""

    regular: tuple[Face, ...]
    bold: tuple[Face, ...]
    code: tuple[Face, ...]


@cache
def load_faces() -> Faces:
    """The faces, read once per process; Unavailable if the shipped fonts are missing."""
    regular = (_face("LandwaiterSans-Regular"), _face("LandwaiterScripts-Regular"))
    bold = (_face("LandwaiterSans-Bold"), _face("LandwaiterScripts-Bold"))
    code = _face("LandwaiterMono-Regular")
    return Faces(regular=regular, bold=(*bold, *regular), code=(code, *regular))


def _face(name: str) -> Face:
    file = root() / "fonts" / f"{name}.ttf"
    try:
        return Face(name, file.read_bytes())
    except OSError as error:
        raise Unavailable(
            _("The font of the reports cannot be read."),
            file=f"{name}.ttf",
            remedy=_("Install Landwaiter again, or run the build step that makes the fonts."),
        ) from error
