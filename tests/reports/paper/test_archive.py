"""Every PDF can be archived and read aloud: PDF/A-3a, PDF/UA-1, marks that lead to elements."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import page as validation
import pdfua
import pikepdf
import pytest
from tests.reports.builders import MADE_AT, a_dossier, a_rich_dossier, a_signer, a_table
from tests.reports.paper.blanks import reply, signed_reply
from tests.reports.paper.marks_check import elements, faults, kids
from tests.reports.test_pades import signed

from landwaiter.domain.base.facts import Content
from landwaiter.domain.letters.letter_content import BlockPiece
from landwaiter.domain.letters.letter_paragraphs import LetterParagraph, LetterRun, ParagraphForm
from landwaiter.i18n import joined
from landwaiter.reports.dossier.bundled import BundledFile, FileRelation
from landwaiter.reports.dossier.dossier import (
    CellMark,
    CellType,
    DossierColumn,
    DrawnBars,
    DrawnBox,
    DrawnLine,
    Table,
    TableDrawing,
    TableForm,
)
from landwaiter.reports.dossier.frames import frame_of
from landwaiter.reports.paper.archive import DocumentFacts, packed
from landwaiter.reports.paper.letter_pdf import letter_pdf
from landwaiter.reports.paper.letter_sheet import LetterSheet, SheetLayout, SheetTable
from landwaiter.reports.paper.pdf import render_pdf
from landwaiter.reports.paper.plain_pdf import table_pdf
from landwaiter.reports.paper.portfolio import append_files
from landwaiter.reports.paper.srgb import srgb_profile

NAMES = {
    "Georgian": "ქართული კომპანია",
    "Armenian": "Հայաստանի ընկերություն",
    "Hebrew": "חברת הים בע״מ",
    "Arabic": "شركة الخليج للتجارة والنقل",
    "Thai": "บริษัท น้ำมันแห่งประเทศไทย จำกัด",
    "Devanagari": "हिन्दुस्तान क्षत्रिय लिमिटेड",
    "Korean": "한국전자 주식회사",
    "Han": "西安华瑞教育科技有限公司 堃䶮㛃𬭚",
    "Greek": "Εκτελωνιστές Αιγαίου Α.Ε.",
    "Cyrillic": "ТОВ «Чорноморські перевезення»",
}
_TWO = (CellType.TEXT, CellType.TEXT)


def of(*tables: Table) -> bytes:
    return render_pdf(a_dossier(tables=tables), signer=a_signer())


def rich() -> bytes:
    return render_pdf(a_rich_dossier(), signer=a_signer())


def names() -> bytes:
    return of(a_table(tuple(NAMES.items()), *_TWO))


def many_rows() -> bytes:
    rows = tuple((f"row {number}", name) for number in range(12) for name in NAMES.values())
    return of(a_table(rows, *_TWO), a_table((), empty="No flags were raised."))


def tall_row() -> bytes:
    words = " ".join(f"w{number}" for number in range(4_000))
    return of(a_table(((words, "side"), (NAMES["Hebrew"], "row")), *_TWO))


def way() -> bytes:
    columns = (
        DossierColumn("stop", "Stop", Content.OPEN),
        DossierColumn("why", "As", Content.OPEN),
        DossierColumn("says", "Matrix", Content.OPEN),
    )
    stops = tuple(
        (f"Stop {n}", "routing", CellMark("prohibited", strong=True) if n == 5 else None)
        for n in range(1, 7)
    )
    return of(Table("way", "Way", columns, stops, form=TableForm.STRIP))


def chart() -> bytes:
    columns = tuple(DossierColumn(name, name, Content.OPEN) for name in ("from", "what", "to"))
    rows = (("哈尔滨工业大学", "owns 51 %", "Berg Tools"), ("Berg Tools", "is", "שלום"))
    boxes = (
        DrawnBox(0, 0, 60, 20, "cut", strong=True, tags=("listed", "unconfirmed_identity")),
        DrawnBox(0, 2, 260, 120, "box"),
        DrawnBox(1, 2, 400, 40, "round"),
    )
    lines = (DrawnLine(0, 1, 0, 1, "solid", arrow=True), DrawnLine(1, 1, 1, 2, "dotted"))
    drawing = TableDrawing(500, 140, boxes, lines, ("Cut corners: a university.",))
    return of(Table("chart", "Link chart", columns, rows, drawing=drawing))


def bars() -> bytes:
    columns = (
        DossierColumn("row", "Destination", Content.OPEN),
        DossierColumn("all", "All", Content.OPEN, CellType.NUMBER),
    )
    rows = tuple(
        (name, said) for name, said in zip(NAMES.values(), ("7", "s", "30.5") * 9, strict=False)
    )
    table = Table("t8", "Bars", columns, rows, bars=DrawnBars(1, tuple(range(len(rows)))))
    return of(many_lines(), table)


def framed() -> bytes:
    """Frames alone, in narrow columns, within sentences, and with gists over lines and pages."""
    gists = tuple(
        frame_of(Content.SOURCE, f"{name} " * times, "B. Nowak")
        for name, times in zip(NAMES.values(), (1, 3, 30, 900) * 9, strict=False)
    )
    narrow = tuple(
        DossierColumn(one.name, one.name, Content.OPEN, width=10) for one in (*Content, *Content)
    )
    within = joined("; ", ("שלום", frame_of(Content.PERSONAL), "is", frame_of(Content.BUSINESS)))
    return of(
        a_table(tuple((gist, frame_of(Content.INTERNAL)) for gist in gists), *_TWO),
        Table("n", within, narrow, (tuple(map(frame_of, (*Content, *Content))),), subtitle=within),
        a_table(((within, "side"),), *_TWO),
    )


def many_lines() -> Table:
    """So many that the chart begins a page of its own, with its title."""
    return a_table(tuple((f"row {number}", "") for number in range(38)), *_TWO)


def some_facts(**changes: Any) -> DocumentFacts:
    given: dict[str, Any] = {
        "title": "Data of Ana Müller",
        "author": "PL1",
        "subject": "Request 3 <of> 2026 & more",
        "language": "pl",
        "made_at": datetime(2026, 4, 14, 9, 10, tzinfo=UTC),
        "tool": "Landwaiter 0.2.0",
    }
    return DocumentFacts(**{**given, **changes})


def a_sheet(layout: SheetLayout) -> LetterSheet:
    """A letter on more than one page, with every form of paragraph."""
    text = " ".join(NAMES.values())
    paragraphs = (
        LetterParagraph(ParagraphForm.SUBJECT, (LetterRun("Your goods are held"),)),
        *(LetterParagraph(ParagraphForm.TEXT, (LetterRun(f"{n} {text}"),)) for n in range(9)),
        LetterParagraph(ParagraphForm.TEXT, (LetterRun("Until "), LetterRun("28 Apr", bold=True))),
        LetterParagraph(ParagraphForm.POINT, (LetterRun("first"),), point="1."),
        LetterParagraph(ParagraphForm.QUOTATION, (LetterRun(NAMES["Hebrew"]),)),
        LetterParagraph(ParagraphForm.TABLE, block=BlockPiece("items", ("Item", "Name"))),
    )
    return LetterSheet(
        layout=layout,
        language="en",
        title="Hold notice PL1-2026-000412",
        office="Customs office Pomorze",
        sender="ul. Długa 1\n80-827 Gdańsk",
        reference="Our reference: PL1-2026-000412",
        dated="14 April 2026",
        made_at=MADE_AT,
        address=("Obrabiarki Wisła Sp. z o.o.", NAMES["Arabic"], "80-001 Gdańsk"),
        salutation="Dear Sir or Madam,",
        paragraphs=paragraphs,
        tables={"items": SheetTable(("Item", "Name"), tuple(NAMES.items()))},
        notes=("This is a translation.",),
        closing="Yours faithfully,",
        author="Marta Zielińska",
        banner="DRAFT",
        page="Page {page} of {pages}",
    )


def window_letter() -> bytes:
    return letter_pdf(a_sheet(SheetLayout.WINDOW))


def polish_letter() -> bytes:
    return letter_pdf(a_sheet(SheetLayout.POLISH))


def plain_letter() -> bytes:
    return letter_pdf(a_sheet(SheetLayout.PLAIN))


def case_list() -> bytes:
    return table_pdf(some_facts(), ["Case", "Consignee"], list(NAMES.items()))


DOCUMENTS: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        *(rich, names, many_rows, tall_row, way, chart, bars, framed, case_list, signed),
        *(window_letter, polish_letter, plain_letter, reply, signed_reply),
    )
}


@cache
def document(name: str) -> bytes:
    return DOCUMENTS[name]()


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def failures(folder: Path, data: bytes, profile: str) -> list[str]:
    file = folder / "r.pdf"
    file.write_bytes(data)
    return [
        str(one.rule_id) for one in validation.validate_pdf(str(file), profile=profile).failures
    ]


@pytest.mark.parametrize("profile", ["3a", "ua1"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_what_it_says(tmp_path: Path, name: str, profile: str) -> None:
    assert failures(tmp_path, document(name), profile) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_mark_leads_to_its_element_and_back(name: str) -> None:
    with opened(document(name)) as pdf:
        assert list(faults(pdf)) == []


def draw_outside(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b" 9 9 m 19 19 l S")


def forget_the_tree(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=[]))


def retag(pdf: pikepdf.Pdf) -> None:
    next(one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/H1").S = pikepdf.Name.H3


def drop_an_element(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.K.K[0]


@pytest.mark.parametrize("spoil", [draw_outside, forget_the_tree, retag, drop_an_element])
def test_the_check_of_marks_sees_what_is_wrong(spoil: Callable[[pikepdf.Pdf], None]) -> None:
    with opened(document("rich")) as pdf:
        spoil(pdf)
        assert list(faults(pdf))


def forget_scopes(pdf: pikepdf.Pdf) -> None:
    for one in elements(pdf.Root.StructTreeRoot):
        if one.S == "/TH":
            del one.A


def forget_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


@pytest.mark.parametrize(
    ("spoil", "profile"), [(forget_scopes, "ua1"), (forget_metadata, "3a"), (draw_outside, "ua1")]
)
def test_the_checker_sees_what_is_wrong(
    tmp_path: Path, spoil: Callable[[pikepdf.Pdf], None], profile: str
) -> None:
    out = io.BytesIO()
    with opened(document("rich")) as pdf:
        spoil(pdf)
        pdf.save(out)
    assert failures(tmp_path, out.getvalue(), profile)


def tags(data: bytes) -> list[str]:
    with opened(data) as pdf:
        return [str(one.S) for one in elements(pdf.Root.StructTreeRoot)]


def test_heads_of_tables_say_what_they_are_of() -> None:
    with opened(document("rich")) as pdf:
        heads = [one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/TH"]
        scopes = {str(head.A.Scope) for head in heads}
    assert scopes == {"/Column", "/Row"}


def test_rows_of_a_table_have_the_same_cells_on_every_page() -> None:
    with opened(document("many_rows")) as pdf:
        pages = len(pdf.pages)
        rows = [one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/TR"]
        cells = [[str(cell.S) for cell in kids(row)] for row in rows]
    assert pages > 2
    assert cells[0] == ["/TH", "/TH"]
    assert cells[1:] == [["/TD", "/TD"]] * 120


def test_a_drawing_has_words() -> None:
    with opened(document("chart")) as pdf:
        figures = [one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/Figure"]
        assert [str(one.Alt) for one in figures] == ["Link chart. Cut corners: a university."]
    with opened(document("way")) as pdf:
        figures = [one for one in elements(pdf.Root.StructTreeRoot) if one.S == "/Figure"]
        assert "Stop 5. routing. Matrix: prohibited" in str(figures[1].Alt)


def bookmarks(item: Any) -> Iterator[str]:
    while item is not None:
        yield str(item.Title)
        yield from bookmarks(item.get("/First"))
        item = item.get("/Next")


def test_bookmarks_are_the_headings() -> None:
    with opened(document("rich")) as pdf:
        found = list(bookmarks(pdf.Root.Outlines.First))
    assert found[0] == "Case report PL1-2026-000412"
    assert [title.partition("\xa0")[0] for title in found[1:4]] == [
        "Tracks",
        "Key facts",
        "Parties and screening",
    ]


def test_a_letter_is_read_from_its_address_on_and_its_subject_is_its_heading() -> None:
    with opened(document("window_letter")) as pdf:
        found = list(bookmarks(pdf.Root.Outlines.First))
    assert found == ["Your goods are held"]
    kinds = tags(document("window_letter"))
    assert kinds.index("/P") < kinds.index("/H1") < kinds.index("/Table")


def test_what_is_said_of_a_document_is_the_same_everywhere() -> None:
    facts = some_facts()
    with opened(case_list()) as pdf:
        said = {key: str(text) for key, text in pdf.docinfo.items()}
        xmp = pdf.Root.Metadata.read_bytes().decode()
        language = str(pdf.Root.Lang)
    assert (said["/Title"], said["/Subject"], language) == (facts.title, facts.subject, "pl")
    assert said["/CreationDate"] == said["/ModDate"] == "D:20260414091000Z"
    assert "<xmp:CreateDate>2026-04-14T09:10:00Z</xmp:CreateDate>" in xmp
    assert "Request 3 &lt;of&gt; 2026 &amp; more" in xmp


def test_attachments_say_what_they_are_to_the_pages() -> None:
    with opened(document("rich")) as pdf:
        relations = {str(spec.F): str(spec.AFRelationship) for spec in pdf.Root.AF}
        dates = {str(spec.EF.F.Params.CreationDate) for spec in pdf.Root.AF}
    assert relations == {
        "dossier.json": "/Source",
        "manifest.json": "/Supplement",
        "signature.bin": "/Supplement",
    }
    assert dates == {f"D:{MADE_AT:%Y%m%d%H%M%S}Z"}


def test_the_colour_profile_is_a_whole_one() -> None:
    data = srgb_profile()
    assert int.from_bytes(data[:4], "big") == len(data)
    assert data[36:40] == b"acsp"


def test_no_font_is_left_out_of_the_file() -> None:
    with opened(document("names")) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert all("/FontFile2" in font.DescendantFonts[0].FontDescriptor for font in fonts)
        assert not any("Helvetica" in str(font.BaseFont) for font in fonts)


@pytest.mark.parametrize("name", ["rich", "bars", "framed"])
def test_another_checker_finds_nothing_either(tmp_path: Path, name: str) -> None:
    file = tmp_path / "r.pdf"
    file.write_bytes(document(name))
    assert [(one.rule_id, one.message) for one in pdfua.validate(str(file)).findings] == []


SEEMS_SHORT = re.compile(rb"\r\nendstream")
"""Who looks for the end of a stream, and not at its length, finds a byte less."""


def test_no_stream_that_is_packed_seems_a_byte_shorter_than_it_is() -> None:
    with pikepdf.new() as pdf:
        said = [f"BT ({number}) Tj ET".encode() for number in range(1_000)]
        pdf.Root.Streams = pikepdf.Array([pdf.make_stream(one) for one in said])
        written = packed(pdf)
    assert b"\r\rendstream" in written
    assert not SEEMS_SHORT.search(written)
    with opened(written) as found:
        assert [one.read_bytes() for one in found.Root.Streams] == said


def test_no_file_that_is_attached_seems_a_byte_shorter_than_it_is() -> None:
    content = b"a line\r"
    note = BundledFile(
        "note.txt",
        sha256(content).hexdigest(),
        len(content),
        "text/plain",
        FileRelation.DATA,
        lambda: iter([content]),
    )
    out = io.BytesIO()
    append_files(out, rich(), [note], at=MADE_AT)
    assert not SEEMS_SHORT.search(out.getvalue())
    with opened(out.getvalue()) as found:
        assert found.attachments["note.txt"].get_file().read_bytes() == content
