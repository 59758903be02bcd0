"""OpenDocument tables: cells by kind, repeated cells, notes, merged cells, and what is refused."""

import io
import json
import zipfile
from typing import Any

import pytest
from tests.formats.tables.national_tables import MRN_1, MRN_2

from landwaiter.domain.intake.table_mapping import TableInstructions, TableMapping
from landwaiter.errors import Invalid
from landwaiter.formats.base.open_document import MIME_TYPE, is_open_document, table_text
from landwaiter.formats.base.spreadsheet import FORMULA, MOST_COLUMNS, NUMBER
from landwaiter.formats.intake.declarations import read_declarations
from landwaiter.formats.law.content import workbook_content

_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="List">'
)
_FOOT = "</table:table></office:spreadsheet></office:body></office:document-content>"


def document(rows: str, manifest: str = "<manifest/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), MIME_TYPE)
        archive.writestr("content.xml", _HEAD + rows + _FOOT)
        archive.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def text(words: str, more: str = "") -> str:
    kind = f'office:value-type="string" {more}'
    return f"<table:table-cell {kind}><text:p>{words}</text:p></table:table-cell>"


def number(value: str, shown: str) -> str:
    kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def sheet(rows: str) -> dict[str, Any]:
    (found,) = json.loads(table_text(document(rows)))["sheets"]
    assert isinstance(found, dict)
    return found


def test_numbers_days_texts_and_formulas_are_told_apart() -> None:
    day = (
        '<table:table-cell office:value-type="date" office:date-value="2026-11-03T10:00:00">'
        "<text:p>03.11.26</text:p></table:table-cell>"
    )
    computed = (
        '<table:table-cell table:formula="of:=[.A1]*2" office:value-type="float" '
        'office:value="4"><text:p>4</text:p></table:table-cell>'
    )
    found = sheet(row(text("Łożyska"), number("1204.50", "1.204,50"), day, computed))
    assert found["name"] == "List"
    assert found["rows"] == [
        [1, ["Łożyska", f"{NUMBER}1204.5", "2026-11-03", f"{FORMULA}of:=[.A1]*2"]]
    ]


def test_repeated_rows_and_cells_count_and_blank_ones_take_no_room() -> None:
    blank = '<table:table-cell table:number-columns-repeated="1000"/>'
    rows = (
        row(text("a"), text("b", 'table:number-columns-repeated="2"'), blank)
        + row(blank, more='table:number-rows-repeated="1000000"')
        + row(text("c"), more='table:number-rows-repeated="2"')
    )
    assert sheet(rows)["rows"] == [
        [1, ["a", "b", "b"]],
        [1_000_002, ["c"]],
        [1_000_003, ["c"]],
    ]


def test_a_note_on_a_cell_is_no_part_of_it_and_blanks_are_kept() -> None:
    note = "<office:annotation><text:p>ask them</text:p></office:annotation>"
    cell = (
        f"<table:table-cell>{note}<text:p>a<text:s/>b</text:p><text:p>c</text:p></table:table-cell>"
    )
    assert sheet(row(cell))["rows"] == [[1, ["a b c"]]]


def test_what_stands_once_for_several_rows_stands_in_each() -> None:
    merged = text(MRN_1, 'table:number-rows-spanned="2"')
    found = sheet(row(merged, text("x")) + row("<table:covered-table-cell/>", text("y")))
    assert found["rows"] == [[1, [MRN_1, "x"]], [2, [MRN_1, "y"]]]
    assert found["merged"] == [[1, 2, 0, 0]]


def test_a_table_is_read_by_its_mapping() -> None:
    rows = row(text("Numer MRN"), text("Kod CN"), text("Masa netto")) + "".join(
        row(text(mrn), number("84821090", "84821090"), number("760.5", "760,5"))
        for mrn in (MRN_1, MRN_2)
    )
    data = document(rows)
    assert is_open_document(data)
    mapping = TableMapping({"mrn": "Numer MRN", "cn8": "Kod CN", "net_mass_kg": "Masa netto"})
    grids = workbook_content(table_text(data), "t.ods").grids
    file = read_declarations(
        data, file="t.ods", instructions=TableInstructions(mapping), grids=grids
    )
    assert (file.format, len(file.declarations), file.rejected) == ("ods", 2, ())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (document("", '<m xmlns="u"><encryption-data/></m>'), "password"),
        (
            document(row(text("x", f'table:number-columns-repeated="{MOST_COLUMNS + 1}"'))),
            "columns",
        ),
        (document(row(text("x"), more='table:number-rows-repeated="200001"')), "rows"),
        (document("<broken"), "damaged"),
    ],
)
def test_what_is_locked_damaged_or_too_large_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        workbook_content(table_text(data), "t.ods")
    assert refused.value.remedy
