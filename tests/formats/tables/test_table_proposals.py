"""What the columns of five national tables may be, and what has to be asked."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.formats.tables.national_tables import MRN_1, TABLES, NationalTable

from landwaiter.domain.intake.declaration import Declaration, Role
from landwaiter.domain.intake.table_mapping import (
    NO_HEAD,
    TableInstructions,
    TableMapping,
    table_mapping_from,
)
from landwaiter.domain.intake.table_proposal import TableProposal
from landwaiter.formats.base.declaration_file import DeclarationFile
from landwaiter.formats.base.encodings import likely_encoding
from landwaiter.formats.base.marked_file import MarkedFile
from landwaiter.formats.intake.declarations import read_declarations, table_source
from landwaiter.formats.intake.table_proposals import known_heading, propose

NEEDED = {
    "mrn",
    "accepted",
    "exporter_name",
    "exporter_eori",
    "consignee_name",
    "country_destination",
    "cn8",
    "description",
    "net_mass_kg",
    "value",
    "currency",
}


def proposed(data: bytes, **told: str) -> TableProposal:
    mapping = table_mapping_from({"encoding": likely_encoding(data)} | told)
    known = known_heading(mapping, "t.csv")
    return propose(table_source(MarkedFile.of_bytes(data, "t.csv"), mapping, known), mapping)


def read(data: bytes, mapping: TableMapping) -> DeclarationFile:
    return read_declarations(data, file="t.csv", instructions=TableInstructions(mapping))


def declared(file: DeclarationFile) -> list[Declaration]:
    assert file.rejected == ()
    return [one.declaration for one in file.declarations]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_that_counts_is_proposed_by_its_national_heading(table: NationalTable) -> None:
    found = proposed(table.data)
    assert set(found.mapping.columns) >= NEEDED
    assert (found.mapping.encoding, found.missing) == (table.encoding, ())
    assert (found.mapping.decimal, found.mapping.date_order) == (table.decimal, table.date_order)
    assert all(one.fits == one.filled for one in found.columns if one.column and not found.doubts)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_is_read_as_proposed_once_the_order_of_days_is_said(table: NationalTable) -> None:
    mapping = replace(proposed(table.data).mapping, date_order="dmy")
    file = read(table.data, mapping)
    first, second = declared(file)
    assert first.mrn == MRN_1
    assert first.accepted
    assert first.accepted.date().isoformat()[:7] == "2026-11"
    assert first.parties_in(Role.EXPORTER)[0].name
    assert second.items[0].net_mass_kg


def test_the_letters_of_the_file_are_shown() -> None:
    assert "Łożyska" in " ".join(proposed(TABLES["pl"].data).words)
    assert "Ausführer" in proposed(TABLES["de"].data).words


def test_only_days_with_two_readings_are_asked_for() -> None:
    found = proposed(TABLES["de"].data)
    (doubt,) = found.doubts
    assert (doubt.option, doubt.heading, doubt.value) == (
        "date_order",
        "Annahmedatum",
        "03.11.2026",
    )
    assert doubt.readings == {"dmy": "2026-11-03", "mdy": "2026-03-11"}
    assert not found.is_ready
    assert proposed(TABLES["de"].data, date_order="dmy").is_ready


def test_one_day_above_the_twelfth_settles_the_column() -> None:
    data = TABLES["de"].text.replace("04.11.2026", "13.11.2026").encode("windows-1252")
    found = proposed(data)
    assert (found.doubts, found.mapping.date_order) == ((), "dmy")
    american = TABLES["de"].text.replace("04.11.2026", "11.13.2026").encode("windows-1252")
    assert proposed(american).mapping.date_order == "mdy"


def test_days_that_contradict_each_other_are_asked_for() -> None:
    rows = "mrn;accepted;cn8\nA;13.11.2026;84821010\nB;11.13.2026;84821010\nC;03.11.2026;84821010\n"
    assert [one.option for one in proposed(rows.encode()).doubts] == ["date_order"]


def test_a_number_with_two_readings_is_asked_for() -> None:
    rows = "mrn;cn8;Masa netto\nA;84821010;1.250\nB;84821010;2.000\n"
    (doubt,) = proposed(rows.encode()).doubts
    assert (doubt.option, doubt.readings) == ("decimal", {".": "1.250", ",": "1250"})
    assert proposed(rows.replace("2.000", "2.000,5").encode()).doubts == ()


def test_columns_without_a_known_name_are_told_by_their_content() -> None:
    rows = f"a;b;c;d\n{MRN_1};84821010;PLN;9074729\n{MRN_1};84821090;EUR;9074729\n"
    found = proposed(rows.encode())
    assert found.mapping.columns == {"mrn": "a", "cn8": "b", "currency": "c", "transport_id": "d"}
    assert all(one.why for one in found.columns)


def test_what_is_nobody_s_column_is_left_to_choose() -> None:
    (remarks,) = (one for one in proposed(TABLES["pl"].data).columns if one.heading == "Uwagi")
    assert (remarks.column, remarks.samples) == ("", ("pilne",))


def test_what_is_needed_and_lacks_is_said() -> None:
    assert proposed(b"Odbiorca;Opis towaru\nA;B\n").missing == ("mrn | lrn | functional_reference",)


def test_item_columns_beside_each_other_are_told_apart() -> None:
    rows = "MRN;item1_cn;item1_description;item2_cn;item2_description\nA;84821010;x;73181595;y\n"
    found = proposed(rows.encode())
    assert found.mapping.columns == {
        "mrn": "MRN",
        "cn8#1": "item1_cn",
        "description#1": "item1_description",
        "cn8#2": "item2_cn",
        "description#2": "item2_description",
    }
    same = "MRN;Kod CN;Masa netto;Kod CN;Masa netto\nA;84821010;1;73181595;2\nB;84821010;3;;\n"
    mapping = proposed(same.encode()).mapping
    assert mapping.columns["cn8#2"] == "Kod CN (2)"
    first, second = declared(read(same.encode(), mapping))
    assert [(i.no, i.cn8, i.net_mass_kg) for i in first.items] == [
        (1, "84821010", Decimal(1)),
        (2, "73181595", Decimal(2)),
    ]
    assert len(second.items) == 1


@pytest.mark.parametrize("row", [2, 17, 30])
def test_the_head_is_found_as_far_down_as_the_thirtieth_row(row: int) -> None:
    banner = "".join(f"Strona {number}\n" for number in range(1, row))
    data = (banner + TABLES["pl"].text.partition("\n\n")[2]).encode("windows-1250")
    found = proposed(data)
    assert found.mapping.header_row == row
    assert set(found.mapping.columns) >= NEEDED
    first, _second = declared(read(data, found.mapping))
    assert first.mrn == MRN_1


HEADLESS = (
    f"{MRN_1};13.11.2026;Chemar SA;DE;29012100;Etylen\n"
    f"{MRN_1};13.11.2026;Chemar SA;DE;84137051;Pompa\n"
).encode()


def test_a_table_without_a_head_loses_no_row_to_one() -> None:
    found = proposed(HEADLESS)
    assert (found.mapping.header_row, found.rows) == (NO_HEAD, 2)
    assert dict(found.mapping.columns) == {"mrn": "A", "cn8": "E"}
    kept = table_mapping_from(found.mapping.as_json())
    assert kept == found.mapping
    told = replace(kept, columns={**kept.columns, "description": "F"})
    (one,) = declared(read(HEADLESS, told))
    assert [item.description for item in one.items] == ["Etylen", "Pompa"]


def test_an_abbreviation_is_what_its_cells_can_be() -> None:
    def dest(*cells: str) -> str:
        rows = "\n".join(f"{MRN_1};{cell};84137051" for cell in cells)
        found = proposed(f"MRN;Dest.;Code NC\n{rows}\n".encode())
        return next(one.column for one in found.columns if one.heading == "Dest.")

    assert dest("AE", "CN") == "country_destination"
    assert dest("Gulf Oil Supplies", "Delta Trading") == "consignee_name"


def test_days_are_no_commodity_codes() -> None:
    found = proposed(f"MRN;Anything\n{MRN_1};13.11.2026\n".encode())
    assert [one.column for one in found.columns] == ["mrn", ""]
