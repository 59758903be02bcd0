"""Other people's images, PDF files and texts as pixels and plain text, within fixed bounds.

Meant for a process that may do nothing else: what is drawn here comes from anybody. JavaScript of
a PDF is never run (the library is built without), nor is anything fetched that it refers to.
"""

import codecs
import io
import re
import unicodedata
import warnings
from collections.abc import Callable, Mapping

import pypdfium2 as pdfium
from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from landwaiter.formats.base.drawn_page import DrawnPage, PictureRefusal

# All of it is loaded before the process may open no more files.
_PLUGINS = (
    BmpImagePlugin,
    GifImagePlugin,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
Image.preinit()
for _encoding in ("utf-8-sig", "utf-16", "cp1252"):
    codecs.lookup(_encoding)
_FORMATS = ("BMP", "GIF", "JPEG", "PNG", "TIFF", "WEBP")
MOST_PIXELS = 60_000_000
"""Of an image as it is stored: 180 MB once decoded."""
MOST_CHARACTERS = 100_000
MOST_PAGES = 100_000
_OTHER_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
Box = tuple[int, int]
"""Most pixels across and down."""


def draw(kind: str, data: bytes, *, page: int, box: Box) -> DrawnPage:
    """One page of an `image`, a `pdf` or a `text`; PictureRefusal with its cause."""
    return _DRAW[kind](data, page, box)


def _image(data: bytes, page: int, box: Box) -> DrawnPage:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                return _scaled(image, page, box)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise PictureRefusal("too_large") from None
    except PictureRefusal:
        raise
    except Exception:  # noqa: BLE001  # a decoder fails on hostile bytes in any way it likes
        raise PictureRefusal("damaged") from None


def _scaled(image: Image.Image, page: int, box: Box) -> DrawnPage:
    if image.width * image.height > MOST_PIXELS:
        raise PictureRefusal("too_large")
    pages = min(getattr(image, "n_frames", 1), MOST_PAGES) if image.format == "TIFF" else 1
    if not 1 <= page <= pages:
        raise PictureRefusal("page")
    if page > 1:
        image.seek(page - 1)
        if image.width * image.height > MOST_PIXELS:
            raise PictureRefusal("too_large")
    image.draft("RGB", box)  # a large JPEG is decoded small at once
    upright = ImageOps.exif_transpose(image)
    seen = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    seen.thumbnail(box)
    if seen.mode == "RGBA":
        paper = Image.new("RGBA", seen.size, "white")
        seen = Image.alpha_composite(paper, seen).convert("RGB")
    return DrawnPage(seen.width, seen.height, seen.tobytes(), pages=pages)


def _pdf(data: bytes, page: int, box: Box) -> DrawnPage:
    try:
        with pdfium.PdfDocument(data) as document:
            pages = min(len(document), MOST_PAGES)
            if pages == 0:
                raise PictureRefusal("empty")
            if not 1 <= page <= pages:
                raise PictureRefusal("page")
            return _page(document, page, pages, box)
    except pdfium.PdfiumError as error:
        raise PictureRefusal(
            "encrypted" if "password" in str(error).lower() else "damaged"
        ) from None
    except MemoryError:
        raise PictureRefusal("too_large") from None


def _page(document: pdfium.PdfDocument, page: int, pages: int, box: Box) -> DrawnPage:
    sheet = document[page - 1]
    width, height = sheet.get_size()
    if width <= 0 or height <= 0:
        raise PictureRefusal("damaged")
    scale = min(box[0] / width, box[1] / height)
    bitmap = sheet.render(scale=scale, may_draw_forms=False, rev_byteorder=True)
    if bitmap.width > box[0] + 1 or bitmap.height > box[1] + 1:
        raise PictureRefusal("too_large")
    seen = bitmap.to_pil().convert("RGB")
    return DrawnPage(seen.width, seen.height, seen.tobytes(), pages=pages)


def _text(data: bytes, page: int, box: Box) -> DrawnPage:
    text, guessed = _decoded(data)
    shown = _OTHER_CONTROL.sub(_named, text.replace("\r\n", "\n").replace("\r", "\n"))
    return DrawnPage(
        text=shown[:MOST_CHARACTERS], cut=len(shown) > MOST_CHARACTERS, guessed=guessed
    )


def _decoded(data: bytes) -> tuple[str, bool]:
    """The text, and whether its encoding was guessed. What was cut in a character loses it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), False
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8-sig"), False
    return data.decode("cp1252", errors="replace"), True


def _named(match: re.Match[str]) -> str:
    """A character that would act instead of being seen, by its code point."""
    character = match.group()
    return f"⟦{unicodedata.name(character, f'U+{ord(character):04X}')}⟧"


_DRAW: Mapping[str, Callable[[bytes, int, Box], DrawnPage]] = {
    "image": _image,
    "pdf": _pdf,
    "text": _text,
}
