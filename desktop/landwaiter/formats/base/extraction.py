"""The words of other people's PDF, office, mail and text files, for a search; within fixed bounds.

Meant for the process that may do nothing else (`services/preview_child`). An office file is a zip
of XML: only the text between the tags is taken, nothing is interpreted. The words are given all at
once, or part by part with the place of each: pages, sheets and slides, paragraphs, lines.
"""

import codecs
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import chain
from xml.parsers import expat

import pypdfium2 as pdfium

from landwaiter.domain.finding.place import FilePart, PartKind
from landwaiter.formats.base.drawn_page import DrawnPage, PictureRefusal
from landwaiter.formats.base.mail_answer import MAIL_HEAD, MAIL_PARTS, MAIL_WORDS, draw_mail
from landwaiter.formats.base.open_document import table_text
from landwaiter.formats.base.spreadsheet import CELLS, FORMULA, TYPED_CELLS, workbook_text

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
_SEPARATES = frozenset({"br", "c", "si", "tab", "table-cell"})
"""Elements after which a new word begins; runs of one word may be formatted apart."""
_ENDS_LINE = frozenset({"comment", "h", "p", "table-row", "tr"})
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
_GAP = 50
"""Empty rows of a sheet after which another part begins."""


def extract(kind: str, data: bytes) -> DrawnPage:
    """The words of a file as text; PictureRefusal with its cause."""
    return _EXTRACT[kind](data)


def _pdf(data: bytes) -> DrawnPage:
    with _opened(data) as document:
        pages = min(len(document), MOST_PAGES)
        texts = (_page_words(document, number) for number in range(pages))
        return _joined(texts, cut=len(document) > MOST_PAGES)


def _pdf_pages(data: bytes) -> DrawnPage:
    """A part for each page, also where it has no text: who reads it tells a scan by that."""
    with _opened(data) as document:
        pages = min(len(document), MOST_PAGES)
        parts = (
            FilePart(PartKind.PAGE, str(number + 1), 1, _page_words(document, number))
            for number in range(pages)
        )
        return _in_parts(parts, cut=len(document) > MOST_PAGES)


@contextmanager
def _opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        with pdfium.PdfDocument(data) as document:
            yield document
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
    return _joined((_as_text(data),))


def _text_lines(data: bytes) -> DrawnPage:
    return _in_parts((FilePart(PartKind.LINES, "", 1, _as_text(data)),))


def _as_text(data: bytes) -> str:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _mail_lines(data: bytes) -> DrawnPage:
    return _in_parts((FilePart(PartKind.LINES, "", 1, draw_mail(MAIL_WORDS, data).text),))


def _office(data: bytes) -> DrawnPage:
    with _unpacked(data) as (archive, parts):
        return _joined(re.sub(r"\s+", " ", _part_text(archive, info)) for info in parts)


def _office_parts(data: bytes) -> DrawnPage:
    """Sheets by their rows, slides, and everything else by its paragraphs."""
    with _unpacked(data) as (archive, parts):
        is_workbook = any(info.filename.startswith("xl/worksheets/") for info in parts)
        sheets = _sheets(data) if is_workbook else ()
        others = (
            part
            for info in parts
            if not (is_workbook and _IN_SHEETS.match(info.filename))
            for part in _parts_of(archive, info)
        )
        return _in_parts(chain(sheets, others))


_IN_SHEETS = re.compile(r"xl/(sharedStrings|worksheets/)")
"""What stands in the cells of a workbook."""


_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    NotImplementedError,
    EOFError,
    OSError,
)


@contextmanager
def _unpacked(data: bytes) -> Iterator[tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(info.flag_bits & 1 for info in archive.infolist()):
                raise PictureRefusal("encrypted")
            parts = [info for info in archive.infolist() if _PART.fullmatch(info.filename)]
            if not parts:
                raise PictureRefusal("empty")
            yield archive, parts
    except _DAMAGES:
        raise PictureRefusal("damaged") from None


def _sheets(data: bytes) -> Iterator[FilePart]:
    answer = json.loads(workbook_text(data))
    if "refused" in answer:
        cause = answer["refused"][0]
        if cause.startswith("too_"):
            raise PictureRefusal("too_large")
        raise PictureRefusal("encrypted" if cause == "encrypted" else "damaged")
    for sheet in answer["sheets"]:
        rows = ((number, " | ".join(filter(None, cells))) for number, cells in sheet["rows"])
        yield from _rows_in_parts(sheet["name"], rows)


def _rows_in_parts(name: str, rows: Iterable[tuple[int, str]]) -> Iterator[FilePart]:
    """The rows of a sheet as lines, so that the number of a line is that of its row."""
    lines: list[str] = []
    first = 1
    for number, text in rows:
        if lines and number - first - len(lines) > _GAP:
            yield FilePart(PartKind.SHEET, name, first, "\n".join(lines))
            lines = []
        if not lines:
            first = number
        lines += [""] * (number - first - len(lines))
        lines.append(re.sub(r"\s+", " ", text.replace(FORMULA, "")))
    if lines:
        yield FilePart(PartKind.SHEET, name, first, "\n".join(lines))


def _parts_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[FilePart]:
    text = _part_text(archive, info)
    lines = "\n".join(re.sub(r"\s+", " ", line).strip() for line in text.split("\n"))
    slide = _SLIDE.fullmatch(info.filename)
    if slide:
        yield FilePart(PartKind.SLIDE, slide[1], 1, lines)
    else:
        yield FilePart(PartKind.PARAGRAPHS, "", 1, lines)


def _part_text(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> str:
    """The text between the tags; a line for each paragraph and each row of a table."""
    with archive.open(info) as part:
        data = part.read(_MOST_PART + 1)
    if len(data) > _MOST_PART:
        raise PictureRefusal("too_large")
    words: list[str] = []
    parser = expat.ParserCreate()
    parser.CharacterDataHandler = lambda text: words.append(text.replace("\n", " "))
    is_about = not info.filename.startswith(("xl/", "word/", "ppt/", "content"))

    def ended(name: str) -> None:
        local = name.rpartition(":")[2]
        if is_about or local in _ENDS_LINE:
            words.append("\n")
        elif local in _SEPARATES:
            words.append(" ")

    parser.EndElementHandler = ended
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(data, True)
    return "".join(words)


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


def _in_parts(parts: Iterable[FilePart], *, cut: bool = False) -> DrawnPage:
    """JSON of `[[kind, name, first line, text], …]`, up to the bound."""
    kept: list[tuple[str, str, int, str]] = []
    left = MOST_WORDS
    for part in parts:
        kept.append((part.kind.value, part.name, part.first_line, part.text[:left]))
        left -= len(part.text)
        if left < 0:
            cut = True
            break
    return DrawnPage(text=json.dumps(kept, ensure_ascii=False), cut=cut)


_EXTRACT: Mapping[str, Callable[[bytes], DrawnPage]] = {
    "pdf_words": _pdf,
    "text_words": _text,
    "office_words": _office,
    "pdf_pages": _pdf_pages,
    "text_lines": _text_lines,
    "office_parts": _office_parts,
    "mail_lines": _mail_lines,
    CELLS: _cells,
    TYPED_CELLS: _typed_cells,
    **{kind: partial(draw_mail, kind) for kind in (MAIL_HEAD, MAIL_PARTS, MAIL_WORDS)},
}
ASKED = frozenset(_EXTRACT)
"""Everything that `extract` gives."""
