"""The correlation table, as the Commission and its translators write it."""

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
from landwaiter.formats.law.correlation import recognises

KIND = "correlation_official"


def pairs(data: bytes) -> set[tuple[str, str]]:
    return {(row["cn"] or row["hs6"], row["control_code"]) for row in read(KIND, data).rows}


def test_each_row_is_a_heading_with_a_code_of_the_eu_list() -> None:
    reading = read(KIND, a_table(*ROWS))
    assert reading.rejected == ()
    assert reading.read == 4
    assert [(row["hs6"], row["cn"], row["control_code"]) for row in reading.rows] == [
        ("", "84571010", "2B001"),
        ("", "8413603110", "2B350.i"),
        ("", "28441010", "0C001"),
        ("845710", "", "2B201"),
    ]
    assert {row["list"] for row in reading.rows} == {"eu"}


@pytest.mark.parametrize(
    "header",
    [
        ("CN code", "Dual use code"),
        ("CN CODE 2024", "Dual-Use Code"),
        ("KN-Code", "Güterlistennummer"),
        ("Code NC", "Code double usage"),
        ("Kod CN", "Kod podwójnego zastosowania"),
        ("Codice NC", "Codice duplice uso"),
        ("Código NC", "Código doble uso"),
    ],
)
def test_the_header_is_known_in_several_languages(header: tuple[str, str]) -> None:
    assert pairs(a_table(("84571010", "2B001"), header=header)) == {("84571010", "2B001")}


def test_the_header_may_stand_below_a_title_and_on_a_later_sheet() -> None:
    cover = [["Correlation table"], ["European Commission"]]
    data = a_workbook(cover, [["Table of 2026"], [], HEADER, *ROWS], titles=("Cover", "Table"))
    assert len(read(KIND, data).rows) == 4


def test_columns_without_a_header_are_told_by_their_cells() -> None:
    data = a_workbook([("x", cn, code) for cn, _taric, code in ROWS])
    assert recognises(content(data))
    assert len(read(KIND, data).rows) == 4


def test_a_table_without_header_keeps_its_first_row() -> None:
    data = a_workbook([(cn, code) for cn, _taric, code in ROWS])
    assert ("84571010", "2B001") in pairs(data)


def test_a_zero_that_a_spreadsheet_dropped_is_put_back_and_said() -> None:
    reading = read(KIND, a_table((1012100, "", "1C353"), ("84571010", "", "2B001")))
    assert reading.rows[0]["cn"] == "01012100"
    assert "1 code " in reading.warnings[0]


def test_codes_that_a_spreadsheet_took_for_numbers_are_read() -> None:
    assert pairs(a_table((84571010, None, "2B001"), (84136031, 10, "2B350.i"))) == {
        ("84571010", "2B001"),
        ("8413603110", "2B350.i"),
    }


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2B350i", "2B350.i"),
        ("Goods 2B350i from the dual use list", "2B350.i"),
        ("2b350.I.", "2B350.i"),
        ("2B 350", "2B350"),
        ("1C350.24", "1C350.24"),
    ],
)
def test_a_code_is_read_as_tariff_footnotes_write_it(written: str, code: str) -> None:
    assert pairs(a_table(("84571010", "", written))) == {("84571010", code)}


def test_several_codes_in_a_cell_are_several_rows() -> None:
    assert pairs(a_table(("84571010", "", "2B001; 2B201,\n2B350i and 0B001"))) == {
        ("84571010", "2B001"),
        ("84571010", "2B201"),
        ("84571010", "2B350.i"),
        ("84571010", "0B001"),
    }


def test_cells_that_are_merged_downwards_stand_in_each_row() -> None:
    book = Workbook()
    page = book.worksheets[0]
    for row in (HEADER, ("84571010", "", "2B001"), (None, "", "2B201"), (None, "", "0B001")):
        page.append(list(row))
    page.merge_cells("A2:A4")
    assert pairs(saved(book)) == {
        ("84571010", "2B001"),
        ("84571010", "2B201"),
        ("84571010", "0B001"),
    }


def test_a_cell_that_is_empty_and_not_merged_is_no_code() -> None:
    reading = read(KIND, a_table(("84571010", "", "2B001"), ("", "", "2B201")))
    assert faults(reading) == [(3, "cn", None)]


def test_a_line_of_words_between_the_rows_is_passed_over_and_said() -> None:
    reading = read(KIND, a_table(("CATEGORY 2 – MATERIALS PROCESSING",), *ROWS))
    assert len(reading.rows) == 4
    assert "first in row 2" in reading.warnings[0]


def test_a_code_alone_in_its_row_is_not_taken_for_a_line_of_words() -> None:
    assert faults(read(KIND, a_table(("84571010", "", ""), *ROWS))) == [(2, "control_code", None)]


def test_a_taric_code_that_ends_with_00_is_the_whole_cn_code() -> None:
    assert pairs(a_table(("84571010", "00", "2B001"), ("28441010", "2844101000", "0C001"))) == {
        ("84571010", "2B001"),
        ("28441010", "0C001"),
    }


def test_a_taric_code_outside_its_cn_code_is_rejected() -> None:
    reading = read(KIND, a_table(("84571010", "8458101010", "2B001")))
    assert faults(reading) == [(2, "taric", "8458101010")]


def test_a_part_of_a_heading_is_marked() -> None:
    rows = read(KIND, a_table(("ex 8457 10 10", "", "2B001"), ("84136031", "", "2B350"))).rows
    assert [row["part"] for row in rows] == ["y", ""]
    assert rows[0]["cn"] == "84571010"


def test_the_table_may_be_csv_with_semicolons() -> None:
    data = b"CN code;TARIC;Dual-use code\n84571010;;2B001\n"
    assert pairs(data) == {("84571010", "2B001")}


def test_other_headers_are_mapped() -> None:
    data = a_table(("84571010", "2B001"), header=("Ware", "Position"))
    reading = read(KIND, data, mapping={"cn": "Ware", "control_code": "Position"})
    assert reading.rows[0]["control_code"] == "2B001"


def test_a_mapping_to_a_column_that_is_not_ours_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        read(KIND, a_table(*ROWS), mapping={"colour": "CN code"})
    assert refused.value.field == "colour"


def test_two_sheets_with_such_a_table_are_refused_until_one_is_named() -> None:
    data = a_workbook([HEADER, *ROWS], [HEADER, *ROWS[:2]], titles=("2026", "2024"))
    with pytest.raises(Invalid) as refused:
        read(KIND, data)
    assert refused.value.field == "2026, 2024"
    assert len(read(KIND, data, sheet="2024").rows) == 2


def test_a_sheet_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(Invalid) as refused:
        read(KIND, a_workbook([HEADER, *ROWS], titles=("2026",)), sheet="2027")
    assert "2026" in str(refused.value.remedy)
