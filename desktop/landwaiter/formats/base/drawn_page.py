"""What comes of drawing or reading a file of others; known without the decoders."""

from dataclasses import dataclass


class PictureRefusal(Exception):
    """Nothing can be drawn; `args[0]` is one of the causes of `CAUSES`."""


CAUSES = ("damaged", "empty", "encrypted", "page", "too_large")


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """What a page looks like: RGB pixels row by row, or text; and how many pages there are."""

    width: int = 0
    height: int = 0
    pixels: bytes = b""
    text: str = ""
    pages: int = 1
    cut: bool = False
    """The text goes on beyond what is shown."""
    guessed: bool = False
    """The text is not Unicode; its letters may be others."""
