"""Every real official file there is to test on: read whole, with the counts of its publisher."""

from functools import lru_cache
from pathlib import Path

import pytest
from tests.formats.official.official_files import content, read_content

from landwaiter.formats.law.content import OfficialContent
from landwaiter.formats.law.importer import OfficialReading
from landwaiter.formats.law.registry import IMPORTERS, recognised

FILES = {
    "codes/taric_nomenclature_en.xlsx": ("taric_nomenclature", 25_401, 25_401),
    "codes/declarable_codes.xlsx": ("declarable_codes", 25_438, 25_438),
    "codes/hs2022_harmonized-system.csv": ("hs_nomenclature", 6_940, 6_939),
    "codes/un-locode_2021_pypi_json.zip": ("unlocode", 81_049, 80_910),
    "codes/sea-ports_npm.json": ("sea_ports", 1_634, 1_634),
    "codes/rigour_territories.jsonl": ("territories", 612, 612),
    "controls/eu_annex1_structured_no_2022.json": ("annex1_text", 3_851, 3_851),
    "controls/us_ccl_parsed_full.json": ("us_ccl", 606, 605),
    "controls/uk_lite_MTCR_Cat_1_regimes.csv": ("uk_regimes", 23, 23),
    "controls/uk_lite_MTCR_Cat_2_regimes.csv": ("uk_regimes", 241, 241),
    "controls/uk_lite_NSG_Dual_use.csv": ("uk_regimes", 242, 242),
    "controls/uk_lite_NSG_Potential_trigger_list.csv": ("uk_regimes", 153, 153),
    "china/aspi_china-defence-universities_misp.json": ("cn_defence_universities", 159, 159),
    "china/us_dod_1260h_chinese_military_companies.csv": ("us_1260h", 397, 234),
    "china/us_ndaa_section1286_institutions.csv": ("us_1286", 443, 194),
    "sipri/trade_register_china_extract.csv": ("arms_transfers", 382, 382),
}
"""File → its kind, the records of the file, and the rows of the pack.

Fewer rows: all goods together are no code; places with two names and institutions named in several
years are one row; a note between the entries is none.
"""


each_file = pytest.mark.parametrize("name", FILES, scope="module")
"""All tests on a file follow each other: it is read once for them."""


@lru_cache(maxsize=2)
def content_of_file(testdata: Path, name: str) -> OfficialContent:
    return content((testdata / name).read_bytes(), name)


@lru_cache(maxsize=2)
def read_file(testdata: Path, name: str) -> OfficialReading:
    return read_content(FILES[name][0], content_of_file(testdata, name))


@each_file
def test_the_file_is_read_whole_with_the_counts_of_its_publisher(testdata: Path, name: str) -> None:
    _kind, records, rows = FILES[name]
    reading = read_file(testdata, name)
    assert reading.rejected == ()
    assert (reading.read, len(reading.rows)) == (records, rows)


@each_file
def test_the_file_is_known_by_its_content_as_one_kind(testdata: Path, name: str) -> None:
    found = recognised(content_of_file(testdata, name))
    assert [one.name for one in found] == [FILES[name][0]]


@each_file
def test_every_row_of_a_pack_has_the_same_columns(testdata: Path, name: str) -> None:
    rows = read_file(testdata, name).rows
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
    assert all(isinstance(cell, str) for row in rows for cell in row.values())


@pytest.mark.parametrize(
    "name", ["lists/bis_denied_persons_dpl.txt", "lists/us_csl_consolidated.csv.gz"]
)
def test_a_watch_list_is_no_official_file_of_a_pack(testdata: Path, name: str) -> None:
    assert recognised(content((testdata / name).read_bytes(), name)) == ()


def test_annex_1_has_its_366_heads_and_codes_made_of_the_path(testdata: Path) -> None:
    rows = read_file(testdata, "controls/eu_annex1_structured_no_2022.json").rows
    assert len({row["head"] for row in rows}) == 366
    entries = {row["code"]: row["text"] for row in rows if row["kind"] == "entry"}
    assert {"2B001.b.2", "2B350.i", "7A117", "3A001.a.2"} <= entries.keys()
    assert len(entries) == sum(row["kind"] == "entry" for row in rows)


def test_the_text_of_annex_1_holds_no_marks_of_the_pages_it_came_from(testdata: Path) -> None:
    rows = read_file(testdata, "controls/eu_annex1_structured_no_2022.json").rows
    assert not [row["label"] for row in rows if "<br" in row["text"] or "&emsp;" in row["text"]]
    chemicals = next(row for row in rows if row["head"] == "1C350" and row["kind"] == "n.b.")
    assert any(line.startswith("24. ") for line in chemicals["text"].split("\n"))


def test_letters_inside_a_note_of_annex_1_are_no_entries(testdata: Path) -> None:
    rows = read_file(testdata, "controls/eu_annex1_structured_no_2022.json").rows
    lettered = [row for row in rows if row["code"] == "2B001.a" and row["label"] == "a."]
    assert [row["kind"] for row in lettered] == ["entry", "note"]


def test_what_annex_1_does_not_place_is_said(testdata: Path) -> None:
    reading = read_file(testdata, "controls/eu_annex1_structured_no_2022.json")
    unplaced = [row for row in reading.rows if row["kind"] == "unplaced"]
    assert len(unplaced) == 96
    assert len(reading.warnings) == 2


def test_a_list_torn_from_its_note_makes_no_entries(testdata: Path) -> None:
    rows = read_file(testdata, "controls/eu_annex1_structured_no_2022.json").rows
    direct = {row["code"] for row in rows if row["head"] == "2B350" and row["kind"] == "entry"}
    under_head = {code.split(".")[1] for code in direct if "." in code}
    assert under_head == set("abcdefghijk")


def test_an_eccn_that_the_structured_text_misread_is_found_again(testdata: Path) -> None:
    rows = read_file(testdata, "controls/us_ccl_parsed_full.json").rows
    assert "3A069" in {row["code"] for row in rows}
    assert {row["list"] for row in rows} == {"us"}


def test_each_regime_list_of_the_uk_is_a_pack_of_its_own(testdata: Path) -> None:
    id_of = IMPORTERS["uk_regimes"].id_of
    assert id_of is not None
    names = [name for name, (kind, _records, _rows) in FILES.items() if kind == "uk_regimes"]
    assert {id_of(read_file(testdata, name).rows) for name in names} == {
        "uk_mtcr_cat_1",
        "uk_mtcr_cat_2",
        "uk_nsg_dual_use",
        "uk_nsg_trigger_list",
    }


def test_institutions_named_by_the_us_say_so_and_when(testdata: Path) -> None:
    rows = read_file(testdata, "china/us_dod_1260h_chinese_military_companies.csv").rows
    qihoo = next(row for row in rows if row["name_en"] == "360 Security Technology Inc.")
    assert "2022-10-05, 2025-01-07, 2026-06-08" in qihoo["note"]
    assert "no listing of the Union" in qihoo["note"]


def test_an_institution_whose_state_the_list_does_not_say_has_none(testdata: Path) -> None:
    rows = read_file(testdata, "china/us_ndaa_section1286_institutions.csv").rows
    assert {"", "CN", "RU", "IR"} == {row["country"] for row in rows}


def test_all_institutions_of_the_tracker_have_a_chinese_name(testdata: Path) -> None:
    rows = read_file(testdata, "china/aspi_china-defence-universities_misp.json").rows
    assert all(row["name_zh"] for row in rows)
    assert sum(row["type"] == "university-seven-sons" for row in rows) == 7
