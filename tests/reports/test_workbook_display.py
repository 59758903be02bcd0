"""A workbook whose values are right and whose display is not: what was altered is named."""

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from tests.reports.builders import a_dossier, a_signer
from tests.reports.received import (
    an_xlsx,
    changed_xlsx,
    checked,
    member,
    rezipped,
    saved,
    saved_again,
)

from landwaiter.reports.proof.verify import Origin, State, verify_reports
from landwaiter.reports.workbook.xlsx import render_xlsx

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ITEMS = "xl/worksheets/sheet6.xml"


def links(kind: str, target: str, mode: str = "Internal") -> bytes:
    return (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{kind}" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    ).encode()


def changes_of(folder: Path, data: bytes) -> list[str]:
    found = checked(folder, data, "r.xlsx")
    assert found.state is (State.CHANGED if found.changes else State.RESAVED)
    return [change.sentence() for change in found.changes]


@pytest.mark.parametrize(
    "name",
    [
        "xl/vbaProject.bin",
        "xl/comments1.xml",
        "xl/comments/comment1.xml",
        "xl/externalLinks/externalLink1.xml",
        "xl/embeddings/oleObject1.bin",
        "xl/media/image1.png",
        "xl/activeX/activeX1.xml",
        "xl/macrosheets/sheet1.xml",
        "customXml/item1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/drawings/_rels/drawing1.xml.rels",
    ],
)
def test_a_part_no_report_has_is_named(tmp_path: Path, name: str) -> None:
    data = rezipped({name: links(f"{RELATION}/image", "x.png")})
    assert changes_of(tmp_path, data) == [f"{name}: it was added to the file."]


def test_a_drawing_is_named_unless_it_is_empty(tmp_path: Path) -> None:
    name = "xl/drawings/drawing1.xml"
    empty = f'<d:wsDr xmlns:d="{DRAWING}"><!-- nothing --></d:wsDr>'.encode()
    full = f'<d:wsDr xmlns:d="{DRAWING}"><d:absoluteAnchor/></d:wsDr>'.encode()
    assert changes_of(tmp_path, rezipped({name: empty})) == []
    assert changes_of(tmp_path, rezipped({name: full})) == [f"{name}: it was added to the file."]


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "Internal"),
        (f"{RELATION}/printerSettings", "External"),
        (f"{RELATION}/hyperlink", "External"),
    ],
)
def test_a_link_no_report_has_is_named_whatever_it_leads_to(
    tmp_path: Path, kind: str, mode: str
) -> None:
    target = "../printerSettings/printerSettings1.bin"
    name = "xl/worksheets/_rels/sheet1.xml.rels"
    data = rezipped({name: links(kind, target, mode), f"xl/{target[3:]}": b"x"})
    assert changes_of(tmp_path, data) == [f"{name}: a link was added, to {target}."]


def test_the_settings_of_a_printer_are_no_change(tmp_path: Path) -> None:
    target = "../printerSettings/printerSettings1.bin"
    rels = links(f"{RELATION}/printerSettings", target)
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": rels, f"xl/{target[3:]}": b"x"}
    assert changes_of(tmp_path, rezipped(parts)) == []


def hide_row(book: Any) -> None:
    book["Items"].row_dimensions[3].hidden = True


def flatten_row(book: Any) -> None:
    book["Items"].row_dimensions[3].height = 1


def hide_column(book: Any) -> None:
    book["Items"].column_dimensions["C"].hidden = True


def flatten_column(book: Any) -> None:
    book["Items"].column_dimensions["C"].width = 0.1


def hide_sheet(book: Any) -> None:
    book["Items"].sheet_state = "hidden"


def hide_all_rows(book: Any) -> None:
    book["Items"].sheet_format.zeroHeight = True


def hide_zeros(book: Any) -> None:
    book["Items"].sheet_view.showZeros = False


def show_formulas(book: Any) -> None:
    book["Items"].sheet_view.showFormulas = True


def format_by_condition(book: Any) -> None:
    look = DifferentialStyle(font=Font(color="FFFFFF"))
    rule = Rule(type="cellIs", operator="greaterThan", formula=["0"], dxf=look)
    book["Items"].conditional_formatting.add("D2", rule)


def remark(book: Any) -> None:
    book["Items"].oddHeader.center.text = "PUBLIC"


def unmark(book: Any) -> None:
    book["Items"].oddHeader.center.text = None


def mark_the_first_page_otherwise(book: Any) -> None:
    book["Items"].HeaderFooter.differentFirst = True


def mark_with_a_font(book: Any) -> None:
    book["Items"].oddHeader.center.font = "Calibri,Regular"


def test_a_font_in_the_page_head_is_no_change(tmp_path: Path) -> None:
    assert changes_of(tmp_path, changed_xlsx(mark_with_a_font)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (remark, "Items: the marking in its page head was changed."),
        (unmark, "Items: the marking in its page head was changed."),
        (mark_the_first_page_otherwise, "Items: some pages have another head."),
        (hide_row, "Items: row 3 was hidden."),
        (flatten_row, "Items: row 3 was hidden."),
        (hide_column, "Items: columns 3 to 3 were hidden."),
        (flatten_column, "Items: columns 3 to 3 were hidden."),
        (hide_sheet, "Items: the sheet was hidden."),
        (hide_all_rows, "Items: its rows or columns were hidden."),
        (hide_zeros, "Items: it no longer shows its values as they are."),
        (show_formulas, "Items: it no longer shows its values as they are."),
        (format_by_condition, "Items: “conditionalFormatting” was added to the sheet."),
    ],
)
def test_what_hides_values_is_named(tmp_path: Path, change: Any, said: str) -> None:
    assert changes_of(tmp_path, changed_xlsx(change)) == [said]


def test_cells_merged_over_others_are_named(tmp_path: Path) -> None:
    sheet = member(ITEMS).replace(
        b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A2:D2"/></mergeCells>'
    )
    assert changes_of(tmp_path, rezipped({ITEMS: sheet})) == [
        "Items: “mergeCells” was added to the sheet."
    ]


def test_a_comment_is_named(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        book["Items"]["D2"].comment = Comment("Released.", "Nobody")

    assert any("xl/comments" in said for said in changes_of(tmp_path, changed_xlsx(change)))


@pytest.mark.parametrize(
    ("cell", "code", "own"),
    [
        ("D2", "0 EUR", "#,##0"),
        ("D2", "#,##0,", "#,##0"),
        ("E2", '"98.00 EUR"', "#,##0.00"),
        ("C2", '"x";"x";"x";"Something else"', "General"),
        ("C1", ";;;", "General"),
    ],
)
def test_a_number_format_that_is_not_the_cells_own_is_named(
    tmp_path: Path, cell: str, code: str, own: str
) -> None:
    def change(book: Any) -> None:
        book["Items"][cell].number_format = code

    assert changes_of(tmp_path, changed_xlsx(change)) == [
        f"Items!{cell}: its number format was “{own}”, is “{code}”."
    ]


@pytest.mark.parametrize("code", ["yyyy\\-mm\\-dd", 'yyyy"-"mm"-"dd', "YYYY-MM-DD"])
def test_a_number_format_quoted_otherwise_is_the_same(tmp_path: Path, code: str) -> None:
    def change(book: Any) -> None:
        book["Editions used"]["B2"].number_format = code

    assert changes_of(tmp_path, changed_xlsx(change)) == []


_TEXT = b"<t>Five-axis CNC machining centre</t>"
_BOOK = "xl/workbook.xml"
_ODD = b' xmlns:q="urn:x"'


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        (ITEMS, _TEXT, b"<q:t" + _ODD + _TEXT[2:-4] + b"</q:t>", "Items: “t” was added to the"),
        (ITEMS, _TEXT, _TEXT + _TEXT, "Items: “t” was added to the"),
        (ITEMS, b"<v>9800</v>", b"<v>1</v><v>9800</v>", "Items: “v” was added to the"),
        (ITEMS, b"<sheetData>", b"<sheetData/><sheetProtection>", "Items: “row” was added to the"),
        (_BOOK, b"<sheet ", b"<shoot ", "xl/workbook.xml: “shoot” was added."),
        (_BOOK, b"<sheets>", b"<q:sheets" + _ODD + b">", "xl/workbook.xml: “sheets” was added."),
        ("xl/styles.xml", b"<numFmts ", b"<q:numFmts" + _ODD + b" ", "“numFmts” was added."),
    ],
)
def test_what_only_a_library_reads_is_named(
    tmp_path: Path, part: str, old: bytes, new: bytes, said: str
) -> None:
    """Cells, texts and sheets by names that no program that shows workbooks knows."""
    text = member(part)
    changed = text.replace(old, new, 1)
    for end in (b"</sheets>", b"</numFmts>"):
        if new.startswith(b"<q:" + end[2:-1]):
            changed = changed.replace(end, b"</q:" + end[2:])
    changed = changed.replace(b"</sheetData>", b"</sheetProtection>") if b"/>" in new else changed
    assert changed != text
    assert any(said in one for one in changes_of(tmp_path, rezipped({part: changed})))


def test_a_cell_by_another_name_is_named(tmp_path: Path) -> None:
    text = re.sub(rb'<c (r="D2"[^>]*)>(.*?)</c>', rb"<x \1>\2</x>", member(ITEMS), count=1)
    assert "Items: “x” was added to the sheet." in changes_of(tmp_path, rezipped({ITEMS: text}))


def whiten(book: Any) -> None:
    book["Items"]["C2"].font = Font(name="Calibri", size=11, color="FFFFFF")


def tint(book: Any) -> None:
    book["Items"]["C2"].font = Font(name="Calibri", size=11, color=Color(theme=1, tint=0.99))


def shrink(book: Any) -> None:
    book["Items"]["C2"].font = Font(name="Calibri", size=1)


def strike(book: Any) -> None:
    book["Items"]["C2"].font = Font(name="Calibri", size=11, strike=True)


def obscure(book: Any) -> None:
    book["Items"]["C2"].font = Font(name="Wingdings", size=11)


def blacken(book: Any) -> None:
    book["Items"]["C2"].fill = PatternFill("solid", fgColor="000000")


@pytest.mark.parametrize("change", [whiten, tint, shrink, strike, obscure, blacken])
def test_where_fonts_or_fills_differ_the_appearance_is_said_not_to_be_proven(
    tmp_path: Path, change: Any
) -> None:
    path = saved(tmp_path, changed_xlsx(change), "r.xlsx")
    found = verify_reports([path], key_sheet=None)
    assert found.files[0].state is State.RESAVED
    assert found.origin is Origin.NOT_PROVEN
    assert found.sentences()[1] == (
        "r.xlsx: its appearance is not proven: fonts, colours or fills are not those of the report."
    )


def test_a_workbook_that_looks_as_it_did_is_not_said_to_look_otherwise(tmp_path: Path) -> None:
    assert checked(tmp_path, changed_xlsx(lambda book: None), "r.xlsx").looks_proven
    assert checked(tmp_path, an_xlsx(), "r.xlsx").looks_proven


@pytest.mark.parametrize(
    ("run", "plain"),
    [
        ('<color rgb="FFFFFFFF"/>', False),
        ('<sz val="1"/>', False),
        ('<rFont val="Wingdings"/>', False),
        ("<strike/>", False),
        ('<color theme="1" tint="0.9"/>', False),
        ('<b/><sz val="11"/><color theme="1"/><rFont val="Calibri"/><family val="2"/>', True),
        ('<color rgb="FF000000"/>', True),
    ],
)
def test_a_part_of_a_text_with_a_font_of_its_own_is_noticed(
    tmp_path: Path, run: str, plain: bool
) -> None:
    text = b"<t>Five-axis CNC machining centre</t>"
    rich = f"<r><rPr>{run}</rPr>{text.decode()}</r>".encode()
    data = rezipped({ITEMS: member(ITEMS).replace(text, rich)})
    found = checked(tmp_path, data, "r.xlsx")
    assert (found.state, found.looks_proven) == (State.RESAVED, plain)


def test_a_theme_whose_text_is_white_is_noticed(tmp_path: Path) -> None:
    name = "xl/theme/theme1.xml"
    white = member(name).replace(b'val="windowText" lastClr="000000"', b'val="window"')
    assert white != member(name)
    assert not checked(tmp_path, rezipped({name: white}), "r.xlsx").looks_proven


@pytest.mark.parametrize("marking", ["A & B", "R&D", "1 LIMITE"])
def test_any_marking_is_found_again(tmp_path: Path, marking: str) -> None:
    data = render_xlsx(a_dossier(marking=marking), signer=a_signer())
    assert changes_of(tmp_path, saved_again(data)) == []
