"""The look of letters: faces, size, line height and colours."""

from dataclasses import dataclass
from functools import cached_property

from reportlab.lib.colors import Color

from landwaiter.reports.paper.typesetting.glyphs import Face


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
        return f"{numbers(self.color)} rg"


def numbers(color: Color) -> str:
    """As an operator of PDF wants them."""
    return " ".join(f"{part:.4g}" for part in color.rgb())
