"""Files that are damaged, hostile or wrong: refused whole, each fault with its place."""

import gzip
import io
import json
import re
import zipfile

import pytest
from openpyxl import Workbook
from tests.formats.official.official_files import (
    HEADER,
    ROWS,
    a_table,
    a_workbook,
    content,
    faults,
    read,
    saved,
)

from landwaiter.errors import Invalid
from landwaiter.formats.base import spreadsheet
from landwaiter.formats.law.content import content_of, workbook_content

KIND = "correlation_official"
SHEET = "xl/worksheets/sheet1.xml"


def repacked(data: bytes, changed: dict[str, bytes]) -> bytes:
    """The workbook with other content in some of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, old.read(name)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def part(data: bytes, name: str = SHEET) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def refused(data: bytes) -> Invalid:
    with pytest.raises(Invalid) as found:
        read(KIND, data)
    return found.value


def test_a_workbook_that_is_cut_off_is_refused() -> None:
    data = a_table(*ROWS)
    assert "archive" in refused(data[: len(data) // 2]).message


def test_a_part_with_a_flipped_byte_is_refused() -> None:
    data = bytearray(a_table(*ROWS))
    at = data.find(b"xl/worksheets/sheet1.xml") + 60
    data[at] ^= 0xFF
    assert "damaged" in refused(bytes(data)).message


def test_a_workbook_without_the_table_is_refused_with_what_it_has() -> None:
    fault = refused(a_workbook([("Name", "Age"), ("Jan", 40)]))
    assert fault.field == "cn, control_code"
    assert fault.value == "Name, Age"


def test_rows_that_repeat_are_rejected_each_with_the_first() -> None:
    reading = read(KIND, a_table(*ROWS, ROWS[0], ("84571010", "00", "2B001")))
    assert [row for row, _field, _value in faults(reading)] == [6, 7]
    assert "row 2" in reading.rejected[0].message


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (("8457", "", "2B001"), "cn"),
        (("84571O10", "", "2B001"), "cn"),
        (("00571010", "", "2B001"), "cn"),
        (("84571010", "", "2Z001"), "control_code"),
        (("84571010", "", "ML9"), "control_code"),
        (("84571010", "", "EAR99"), "control_code"),
        (("84571010", "1", ""), "control_code"),
        (("8.457101E+07", "", "2B001"), "cn"),
    ],
)
def test_a_code_that_is_none_is_rejected_with_row_and_field(
    row: tuple[str, str, str], field: str
) -> None:
    reading = read(KIND, a_table(*ROWS, row))
    assert [(number, name) for number, name, _value in faults(reading)] == [(6, field)]
    assert all(one.remedy for one in reading.rejected)


def test_every_bad_row_is_reported_and_not_the_first_alone() -> None:
    reading = read(KIND, a_table(("x", "", "2B001"), *ROWS, ("84571010", "", "y")))
    assert [(number, name) for number, name, _value in faults(reading)] == [
        (2, "cn"),
        (7, "control_code"),
    ]
    assert reading.read == 6


def test_a_formula_in_a_column_that_is_read_is_rejected() -> None:
    reading = read(KIND, a_table(("=84571010", "", "2B001")))
    assert faults(reading) == [(2, "cn", "=84571010")]


def test_a_failed_formula_is_rejected() -> None:
    data = a_table(*ROWS)
    broken = re.sub(r'<c r="A2"[^>]*>.*?</c>', '<c r="A2" t="e"><v>#REF!</v></c>', part(data))
    assert broken != part(data)
    assert faults(read(KIND, repacked(data, {SHEET: broken.encode()}))) == [(2, "cn", "#REF!")]


def test_a_formula_beside_the_table_does_not_matter() -> None:
    rows = [(*HEADER, "Count"), (*ROWS[0], "=1+1")]
    assert read(KIND, a_workbook(rows)).rejected == ()


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = b"<worksheet>" + b" " * (64 << 20) + b"</worksheet>"
    fault = refused(repacked(a_table(*ROWS), {SHEET: bomb}))
    assert "more than" in fault.message


def test_a_part_that_is_larger_than_it_says_is_refused() -> None:
    data = a_table(*ROWS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo(SHEET).file_size
    lied = data.replace(size.to_bytes(4, "little"), (size // 2).to_bytes(4, "little"))
    assert lied != data
    assert refused(lied)


def test_a_doctype_is_refused() -> None:
    data = a_table(*ROWS)
    hostile = '<!DOCTYPE a [<!ENTITY b "c">]>' + part(data).partition("?>")[2]
    assert "document type" in refused(repacked(data, {SHEET: hostile.encode()})).message


def test_more_empty_rows_than_a_sheet_may_have_are_read_as_none() -> None:
    data = a_table(*ROWS)
    empty = "".join(f'<row r="{number}"/>' for number in range(6, spreadsheet.MOST_ROWS + 7))
    grown = part(data).replace("</sheetData>", f"{empty}</sheetData>")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = grown.encode() if name == SHEET else old.read(name)
            new.writestr(name, body, zipfile.ZIP_DEFLATED, compresslevel=1)
    assert len(read(KIND, out.getvalue()).rows) == 4


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 3)
    assert "too many rows" in refused(a_table(*ROWS)).message


def test_too_many_columns_are_refused_with_their_row() -> None:
    fault = refused(a_workbook([HEADER, [None] * 300 + ["x"]]))
    assert "too many columns" in fault.message
    assert fault.row == 2


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 5)
    assert "too many cells" in refused(a_table(*ROWS)).message


def test_a_merge_over_all_rows_makes_no_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 1_000)
    book = Workbook()
    page = book.worksheets[0]
    page.append(list(HEADER))
    page.append(["84571010", "", "2B001"])
    page.merged_cells.add("C2:C1048576")  # the range alone: openpyxl would make each cell
    assert len(read(KIND, saved(book)).rows) == 1


def test_a_table_in_another_encoding_is_refused_with_its_row() -> None:
    data = "CN code;Dual-use code;description\n84571010;2B001;Präzision\n".encode("cp1252")
    fault = refused(data)
    assert (fault.row, fault.value) == (2, "0xE4")


def test_a_csv_that_ends_inside_quotes_is_refused_with_its_row() -> None:
    data = b'cn,control_code\n84571010,2B001\n84136031,"2B350'
    assert refused(data).row == 3


def test_an_old_workbook_is_refused_by_what_it_is() -> None:
    assert "XLS" in refused(b"\xd0\xcf\x11\xe0" + b"\0" * 600).message


def test_html_under_the_name_of_a_workbook_is_refused() -> None:
    assert "HTML" in refused(b"<html><table><tr><td>84571010</td></tr></table></html>").message


def test_an_empty_file_is_refused() -> None:
    assert refused(b"")


def test_a_packed_bomb_is_refused() -> None:
    with pytest.raises(Invalid, match="more than is read"):
        content_of(gzip.compress(b"a" * (64 << 20)), "list.csv.gz")


def test_a_packed_file_that_is_cut_off_is_refused() -> None:
    packed = gzip.compress(b"cn,control_code\n84571010,2B001\n" * 50)
    with pytest.raises(Invalid, match="cut off"):
        content_of(packed[:-12], "list.csv.gz")


def test_json_that_is_cut_off_is_refused_with_its_line() -> None:
    with pytest.raises(Invalid) as found:
        content_of(b'[\n{"model": "regulations.paragraph",\n', "annex.json")
    assert found.value.row == 3


def test_json_that_is_nested_without_end_is_refused() -> None:
    with pytest.raises(Invalid):
        content_of(b"[" * 200_000, "annex.json")


def test_an_archive_of_too_many_files_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(20_001):
            archive.writestr(f"AA/{number}.json", b"")
    with pytest.raises(Invalid, match="more than is read"):
        content_of(out.getvalue(), "places.zip")


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "[]",
        "{}",
        '{"sheets": [{}]}',
        '{"sheets": [{"name": "a", "rows": [["x", []]]}]}',
        '{"refused": ["unheard of", "", 0, ""]}',
        '{"refused": 5}',
    ],
)
def test_a_process_that_answers_something_else_is_not_believed(answer: str) -> None:
    with pytest.raises(Invalid):
        workbook_content(answer, "table.xlsx")


def test_the_entries_of_annex_1_must_all_have_a_text() -> None:
    entry = {"model": "regulations.regulation", "pk": 1, "fields": {"code": "2B001"}}
    other = {"model": "regulations.regulation", "pk": 2, "fields": {"code": "2B004"}}
    paragraph = {
        "model": "regulations.paragraph",
        "fields": {
            "path": "0001",
            "code": "2B001.",
            "note_type": "base",
            "text": "Machine tools",
            "regulation": 1,
        },
    }
    reading = read("annex1_text", json.dumps([entry, other, paragraph]).encode())
    assert faults(reading) == [(None, "code", "2B004")]


def test_a_paragraph_without_a_place_in_the_tree_is_rejected() -> None:
    entry = {"model": "regulations.regulation", "pk": 1, "fields": {"code": "2B001"}}
    fields = {"path": "00010001", "code": "a.", "note_type": "base", "text": "x", "regulation": 1}
    document = [entry, {"model": "regulations.paragraph", "fields": fields}]
    reading = read("annex1_text", json.dumps(document).encode())
    assert (2, "path", "00010001") in faults(reading)


def test_an_eccn_that_is_none_is_rejected() -> None:
    document = [
        {"name": "Category 2", "product_groups": [{"name": "B", "eccn": [{"code": "2Q1"}]}]}
    ]
    assert faults(read("us_ccl", json.dumps(document).encode())) == [(1, "code", "2Q1")]


def test_a_subheading_without_its_heading_is_rejected() -> None:
    data = (
        b"section,hscode,description,parent,level\nI,01,Animals,TOTAL,2\nI,010121,Horses,0101,6\n"
    )
    assert faults(read("hs_nomenclature", data)) == [(3, "code", "010121")]


def test_a_goods_code_without_suffix_is_rejected() -> None:
    rows = [
        ("Goods code", "Start date", "Description"),
        ("0101290000 80", "01-01-2012", "Other"),
        ("0101290000", "01-01-2012", "Other"),
        ("0101300000 80", "31-02-2012", "Asses"),
    ]
    assert [
        (row, field) for row, field, _value in faults(read("taric_nomenclature", a_workbook(rows)))
    ] == [
        (3, "code"),
        (4, "valid_from"),
    ]


def test_a_place_with_a_code_of_another_form_is_rejected_with_its_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("locode/PL/MZ.json", '{"Warszawa": "WAW", "Nowhere": "TOOLONG"}')
        archive.writestr("locode/PL/PM.json", '{"Gdansk": "GDN"}')
    reading = read("unlocode", out.getvalue())
    assert faults(reading) == [("locode/PL/MZ.json", "Nowhere", "TOOLONG")]


def test_the_sheets_of_a_workbook_are_read_whatever_their_dimension_says() -> None:
    data = a_table(*ROWS)
    wrong = part(data).replace('ref="A1:C5"', 'ref="A1"')
    assert wrong != part(data)
    assert len(content(repacked(data, {SHEET: wrong.encode()})).grids[0].rows) == 5
