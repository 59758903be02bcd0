"""Words are taken from PDF, office and text files, and from nothing hostile."""

import io
import json
import zipfile

import pytest
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from landwaiter.formats.base.drawn_page import PictureRefusal
from landwaiter.formats.base.extraction import MOST_WORDS, extract
from landwaiter.formats.base.spreadsheet import workbook_text


def a_pdf(*pages: str) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for text in pages:
        canvas.drawString(72, 720, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def a_workbook(*cells: str | int) -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(cells)
    book.save(out)
    return out.getvalue()


def a_zip(name: str, content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def test_the_words_of_every_page_of_a_pdf_are_taken() -> None:
    words = extract("pdf_words", a_pdf("Jan Kowalski", "Anna Nowak")).text
    assert "Jan Kowalski" in words
    assert "Anna Nowak" in words


def test_the_cells_of_a_workbook_are_words_of_their_own() -> None:
    words = extract("office_words", a_workbook("Jan", "Kowalski", 5261000019)).text
    assert "Jan Kowalski" in words
    assert "5261000019" in words


def test_a_word_of_a_letter_that_is_formatted_in_parts_stays_one_word() -> None:
    letter = (
        '<w:document xmlns:w="w"><w:p><w:r><w:t>Kow</w:t></w:r><w:r><w:rPr><w:b/></w:rPr>'
        "<w:t>alski</w:t></w:r></w:p><w:p><w:r><w:t>Jan</w:t></w:r></w:p></w:document>"
    )
    assert extract("office_words", a_zip("word/document.xml", letter)).text.split() == [
        "Kowalski",
        "Jan",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_its_encoding(encoding: str) -> None:
    assert extract("text_words", "Zoë Müller".encode(encoding)).text == "Zoë Müller"


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("pdf_words", b"%PDF-1.7 nothing"),
        ("office_words", b"PK\x03\x04 nothing"),
        ("office_words", a_zip("word/document.xml", "<a><b></a>")),
        (
            "office_words",
            a_zip("word/document.xml", '<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'),
        ),
    ],
)
def test_a_damaged_or_hostile_file_gives_its_cause(kind: str, data: bytes) -> None:
    with pytest.raises(PictureRefusal, match="damaged"):
        extract(kind, data)


def test_more_words_than_are_taken_are_told() -> None:
    found = extract("text_words", b"a" * (MOST_WORDS + 1))
    assert (len(found.text), found.cut) == (MOST_WORDS, True)


def cells_of(book: Workbook) -> list[list[str]]:
    out = io.BytesIO()
    book.save(out)
    (sheet,) = json.loads(workbook_text(out.getvalue()))["sheets"]
    return [cells for _number, cells in sheet["rows"]]


@pytest.mark.parametrize(
    ("value", "number_format", "read"),
    [
        (9000.0, "0.00E+00", "9E+03"),
        (9000.0, "##0.0E+0", "9E+03"),
        (9000.0, "General", "9000"),
        (9500.0, "0.00E+00", "9500"),
        (0.5, "0.00E+00", "0.5"),
        (0, "0.00E+00", "0"),
        ("9E003", "General", "9E003"),
        ("9E003", "@", "9E003"),
        (9000.0, '0" E+"', "9000"),
    ],
)
def test_a_number_shown_as_a_power_of_ten_stays_one(
    value: float | str, number_format: str, read: str
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([value])
    sheet["A1"].number_format = number_format
    assert cells_of(book) == [[read]]


def test_a_cell_that_holds_a_code_where_a_number_is_due_is_read_as_it_stands() -> None:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append([4711])
    book.save(out)
    changed = io.BytesIO()
    with zipfile.ZipFile(out) as whole, zipfile.ZipFile(changed, "w") as archive:
        for name in whole.namelist():
            archive.writestr(name, whole.read(name).replace(b"<v>4711</v>", b"<v>9E003</v>"))
    (sheet_read,) = json.loads(workbook_text(changed.getvalue()))["sheets"]
    assert sheet_read["rows"] == [[1, ["9E003"]]]
