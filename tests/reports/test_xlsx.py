"""The workbook holds typed values, nothing a program would execute, and nothing cut."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest
from tests.reports.builders import a_dossier, a_rich_dossier, a_signer, a_table

from landwaiter.domain.base.facts import Content
from landwaiter.reports.dossier.cells import words
from landwaiter.reports.dossier.characters import visible
from landwaiter.reports.dossier.dossier import CellMark, CellType, Dossier, DossierColumn, Table
from landwaiter.reports.dossier.sections import all_tables
from landwaiter.reports.workbook.paper_sheet import paper_table
from landwaiter.reports.workbook.sheets import sheet_names, units
from landwaiter.reports.workbook.xlsx import render_xlsx


def book_of(dossier: Dossier) -> Any:
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(dossier, signer=a_signer())))


def cell_of(text: str | CellMark | None, kind: CellType) -> Any:
    return book_of(a_dossier(tables=(a_table(((text,),), kind),)))["A table"]["A2"]


def test_there_is_first_what_to_read_and_a_sheet_per_table() -> None:
    assert book_of(a_rich_dossier()).sheetnames == [
        "Read me", "For printing", "Tracks", "Key facts", "Parties and screening", "Items",
        "Item 1 and classification", "Red flags", "Not evaluated", "Not checked",
        "Decision and approval", "Editions used", "Chronology", "Evidence", "Notes",
        "_landwaiter",
    ]  # fmt: skip


def test_every_sheet_has_a_frozen_head_a_filter_and_the_hidden_one_is_very_hidden() -> None:
    book = book_of(a_rich_dossier())
    assert {page.freeze_panes for page in book.worksheets[:-1]} == {"A2"}
    assert all(page.auto_filter.ref for page in book.worksheets[:-1])
    assert book["_landwaiter"].sheet_state == "veryHidden"


def test_a_number_is_a_number_and_its_unit_stands_in_the_head() -> None:
    table = a_table(((CellMark("9800.50", "kg"),), (None,)), CellType.NUMBER)
    page = book_of(a_dossier(tables=(table,)))["A table"]
    cell = page["A2"]
    assert (cell.data_type, cell.value, cell.number_format) == ("n", 9800.5, "#,##0.00")
    assert page["A1"].value == "Column 0 (kg)"


def test_units_that_differ_stand_in_a_column_beside_their_numbers() -> None:
    rows = ((CellMark("1", "EUR"),), (CellMark("2", "USD"),), (None,))
    page = book_of(a_dossier(tables=(a_table(rows, CellType.NUMBER),)))["A table"]
    assert list(page.iter_rows(values_only=True)) == [
        ("Column 0", "Unit", "Note"),
        (1, "EUR", None),
        (2, "USD", None),
        (None, None, "Column 0: not stated"),
    ]


def test_a_unit_cannot_break_out_of_the_number_format() -> None:
    assert cell_of(CellMark("1", 'kg";[Red]'), CellType.NUMBER).number_format == "#,##0"


def test_a_number_longer_than_excel_keeps_is_a_text_in_the_note() -> None:
    page = book_of(a_dossier(tables=(a_table((("1234567890.1234567",),), CellType.NUMBER),)))
    cells = list(page["A table"].iter_rows(values_only=True))
    assert cells == [("Column 0", "Note"), (None, "Column 0: 1,234,567,890.1234567")]


def test_a_date_is_a_date() -> None:
    cell = cell_of("2026-04-08", CellType.DATE)
    assert (cell.is_date, cell.value, cell.number_format) == (
        True,
        datetime(2026, 4, 8),
        "yyyy-mm-dd",
    )


def test_an_instant_stands_in_the_zone_its_head_names() -> None:
    table = a_table((("2026-04-14T07:05:00Z",),), CellType.INSTANT)
    page = book_of(a_dossier(tables=(table,), time_zone="Europe/Warsaw"))["A table"]
    assert page["A1"].value == "Column 0 (Europe/Warsaw)"
    assert page["A2"].value == datetime(2026, 4, 14, 9, 5)


def test_a_code_keeps_its_leading_zeros() -> None:
    cell = cell_of("00847990", CellType.CODE)
    assert (cell.data_type, cell.value) == ("s", "00847990")


@pytest.mark.parametrize("text", ["9E003", "1E001", "3E230", "00847990", "845710"])
@pytest.mark.parametrize("kind", [CellType.TEXT, CellType.CODE])
def test_a_code_that_looks_like_a_number_is_text_and_stays_so_when_edited(
    text: str, kind: CellType
) -> None:
    cell = cell_of(text, kind)
    assert (cell.data_type, cell.value, cell.number_format) == ("s", text, "@")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")', "#REF!", "\t=1", "=cmd|' /C'!A0"]
)
@pytest.mark.parametrize("kind", [CellType.TEXT, CellType.CODE])
def test_no_text_becomes_a_formula(text: str, kind: CellType) -> None:
    cell = cell_of(text, kind)
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)


def test_no_sheet_holds_a_formula() -> None:
    data = render_xlsx(a_rich_dossier(title="=1+1", office="=2+2"), signer=a_signer())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        assert all(b"<f>" not in archive.read(name) for name in sheets)
        assert len(sheets) == 16


def test_control_characters_are_shown() -> None:
    assert cell_of("a\x00b\x1fc\u202ed", CellType.TEXT).value == "a[U+0000]b[U+001F]c[U+202E]d"


def test_what_is_not_stated_is_an_empty_cell() -> None:
    assert cell_of(None, CellType.NUMBER).value is None


@pytest.mark.parametrize("text", ["x" * 32_768, "𠀀" * 16_384, "word " * 20_000])
def test_a_text_too_long_for_a_cell_is_whole_on_its_own_sheet(text: str) -> None:
    book = book_of(a_dossier(tables=(a_table(((text,),)),)))
    parts = list(book["Long texts"].iter_rows(min_row=2, values_only=True))
    assert "".join(part[3] for part in parts) == text
    assert {part[:2] for part in parts} == {("A table", "A2")}
    assert "the whole text is on the sheet “Long texts”" in book["A table"]["A2"].value


def test_a_text_that_just_fits_is_not_divided() -> None:
    book = book_of(a_dossier(tables=(a_table((("x" * 32_767,),)),)))
    assert "Long texts" not in book.sheetnames
    assert len(book["A table"]["A2"].value) == 32_767


def test_the_zip_carries_no_clock() -> None:
    with zipfile.ZipFile(io.BytesIO(render_xlsx(a_dossier(), signer=a_signer()))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_core_properties_carry_the_time_of_the_dossier() -> None:
    properties = book_of(a_dossier()).properties
    assert (properties.created, properties.modified) == (datetime(2026, 4, 14, 9, 10),) * 2


def test_sheet_names_are_unique_short_and_without_forbidden_characters() -> None:
    titles = ["Items", "items", "a/b[c]:*?", "x" * 40, "x" * 41, "", "History", "'q'", "𠀀" * 40]
    names = sheet_names(titles)
    assert names[:3] == ["Items", "items 2", "a b c"]
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(0 < units(name) <= 31 for name in names)
    assert not any(set(name) & set("[]:*?/\\") for name in names)
    assert "History" not in names


def test_subtitle_and_notes_stand_on_a_sheet_of_their_own() -> None:
    table = Table(
        "t",
        "T",
        (DossierColumn("a", "A", Content.OPEN),),
        (("x",),),
        subtitle="Why.",
        notes=("A note.",),
    )
    book = book_of(a_dossier(tables=(table,)))
    assert [cell.value for cell in book["T"]["A"]] == ["A", "x"]
    assert book["T"].auto_filter.ref == "A1:A2"
    assert list(book["Notes"].iter_rows(min_row=2, max_row=3, values_only=True)) == [
        ("T", "Why."),
        ("T", "A note."),
    ]


def test_long_sentences_wrap_where_they_are_the_only_column() -> None:
    dossier = replace(a_rich_dossier(), not_checked=("Short.", "A sentence of some length. " * 9))
    book = book_of(dossier)
    short, long = (book["Not checked"].cell(row, 1) for row in (2, 3))
    assert (bool(short.alignment.wrap_text), bool(long.alignment.wrap_text)) == (False, True)


def test_figures_stand_at_the_right_under_their_title_and_days_where_words_do() -> None:
    kinds = (CellType.NUMBER, CellType.TEXT, CellType.DATE, CellType.INSTANT)
    row = ("1250", "pieces", "2026-04-08", "2026-04-14T07:05:00Z")
    page = book_of(a_dossier(tables=(a_table((row,), *kinds),)))["A table"]
    heads, cells = ([cell.alignment for cell in line] for line in page["A1:D2"])
    assert [one.horizontal for one in heads] == ["right", None, None, None]
    assert [one.horizontal for one in cells] == ["right", None, "left", "left"]
    assert (heads[0].indent, cells[0].indent) == (1, 1), "a blank before the next column"


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "none", "\t=1"])
@pytest.mark.parametrize("kind", [CellType.DATE, CellType.NUMBER, CellType.INSTANT])
def test_what_does_not_fit_its_column_stands_in_the_note(text: str, kind: CellType) -> None:
    page = book_of(a_dossier(tables=(a_table(((text,),), kind),)))["A table"]
    assert page["A2"].value is None
    assert (page["B2"].data_type, page["B2"].value) == ("s", f"Column 0: {text}")


def test_the_sheet_for_printing_holds_all_of_the_others() -> None:
    dossier = a_rich_dossier()
    zone = dossier.zone()
    tables = all_tables(dossier, zone)[1:]
    lines: dict[str, str] = {}
    for title, line in book_of(dossier)["For printing"].iter_rows(min_row=2, values_only=True):
        lines[title] = f"{lines.get(title, '')}\n{line}"
    for table in tables:
        told = lines[table.title]
        for note in filter(None, (table.subtitle, *table.notes)):
            assert note in told
        for row in table.rows:
            for column, cell in zip(table.columns, row, strict=True):
                said = words(cell, column.type, zone).replace("\n", " · ")
                assert visible(said) in told or said == "–", (table.title, said)


def test_what_is_not_stated_is_named_on_paper_behind_what_is() -> None:
    table = a_table((("x", None, "z", None),), *(CellType.TEXT,) * 4)
    rows = paper_table((table,), UTC).rows
    assert rows == ((table.title, "x; Column 2: z; not stated: Column 1, Column 3"),)
