"""The words of other people's PDF, office and text files, for a search; within fixed bounds.

Meant for the process that may do nothing else (`services/preview_child`). An office file is a zip
of XML: only the text between the tags is taken, nothing is interpreted.
"""

import codecs
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from xml.parsers import expat

import pypdfium2 as pdfium

from landwaiter.formats.base.mail_answer import MAIL_HEAD, MAIL_PARTS, MAIL_WORDS, draw_mail
from landwaiter.formats.base.open_document import table_text
from landwaiter.formats.base.pictures import DrawnPage, PictureRefusal
from landwaiter.formats.base.spreadsheet import CELLS, TYPED_CELLS, workbook_text

MOST_WORDS = 8 << 20
"""Characters that are taken from one file."""
MOST_PAGES = 5_000
_MOST_PART = 64 << 20
"""Bytes of one part of an office file, unpacked."""
_PART = re.compile(
    r"(xl/(sharedStrings|comments\d*|worksheets/sheet\d+)|word/\w+|ppt/slides/\w+|content|"
    r"docProps/(core|app)|meta)\.xml"
)
# All of it is loaded before the process may open no more files.
for _encoding in ("cp437", "cp1252", "utf-8-sig", "utf-16", "utf-16-le"):
    codecs.lookup(_encoding)
_SEPARATES = frozenset({"br", "c", "h", "p", "si", "tab", "table-cell", "tr"})
"""Elements after which a new word begins; runs of one word may be formatted apart."""
OFFICE_HEAD = b"PK\x03\x04"
EXTRACTED: Mapping[str, str] = {
    "compound": MAIL_WORDS,
    "mail": MAIL_WORDS,
    "office": "office_words",
    "pdf": "pdf_words",
    "text": "text_words",
}
"""Kind of file → what the process is asked for. A compound file without words is no mail."""


def extract(kind: str, data: bytes) -> DrawnPage:
    """The words of a file as text; PictureRefusal with its cause."""
    return _EXTRACT[kind](data)


def _pdf(data: bytes) -> DrawnPage:
    try:
        with pdfium.PdfDocument(data) as document:
            pages = len(document)
            pieces = (_page_words(document, number) for number in range(min(pages, MOST_PAGES)))
            return _joined(pieces, cut=pages > MOST_PAGES)
    except pdfium.PdfiumError as error:
        raise PictureRefusal(
            "encrypted" if "password" in str(error).lower() else "damaged"
        ) from None


def _page_words(document: pdfium.PdfDocument, number: int) -> str:
    page = document[number]
    words = str(page.get_textpage().get_text_range(errors="replace"))
    page.close()
    return words


def _text(data: bytes) -> DrawnPage:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return _joined((data.decode("utf-16" if wide else "utf-8-sig"),))
    except UnicodeDecodeError:
        return _joined((data.decode("cp1252", errors="replace"),))


def _office(data: bytes) -> DrawnPage:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(info.flag_bits & 1 for info in archive.infolist()):
                raise PictureRefusal("encrypted")
            parts = [info for info in archive.infolist() if _PART.fullmatch(info.filename)]
            if not parts:
                raise PictureRefusal("empty")
            return _joined(_part_words(archive, info) for info in parts)
    except (zipfile.BadZipFile, expat.ExpatError, NotImplementedError, EOFError, OSError):
        raise PictureRefusal("damaged") from None


def _part_words(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> str:
    with archive.open(info) as part:
        data = part.read(_MOST_PART + 1)
    if len(data) > _MOST_PART:
        raise PictureRefusal("too_large")
    words: list[str] = []
    parser = expat.ParserCreate()
    parser.CharacterDataHandler = words.append
    is_about = not info.filename.startswith(("xl/", "word/", "ppt/", "content"))

    def ended(name: str) -> None:
        if is_about or name.rpartition(":")[2] in _SEPARATES:
            words.append(" ")

    parser.EndElementHandler = ended
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(data, True)
    return re.sub(r"\s+", " ", "".join(words))


def _refuse_doctype(*_declared: object) -> None:
    raise PictureRefusal("damaged")


def _cells(data: bytes) -> DrawnPage:
    return DrawnPage(text=workbook_text(data))


def _typed_cells(data: bytes) -> DrawnPage:
    return DrawnPage(text=table_text(data))


def _joined(pieces: Iterator[str] | tuple[str, ...], *, cut: bool = False) -> DrawnPage:
    """All of it, up to the bound."""
    kept: list[str] = []
    left = MOST_WORDS
    for piece in pieces:
        kept.append(piece[:left])
        left -= len(piece)
        if left < 0:
            return DrawnPage(text="\n".join(kept), cut=True)
    return DrawnPage(text="\n".join(kept), cut=cut)


_EXTRACT: Mapping[str, Callable[[bytes], DrawnPage]] = {
    "pdf_words": _pdf,
    "text_words": _text,
    "office_words": _office,
    CELLS: _cells,
    TYPED_CELLS: _typed_cells,
    **{kind: partial(draw_mail, kind) for kind in (MAIL_HEAD, MAIL_PARTS, MAIL_WORDS)},
}
ASKED = frozenset(_EXTRACT)
"""Everything that `extract` gives."""
