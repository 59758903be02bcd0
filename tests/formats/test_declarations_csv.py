"""CSV declarations: named columns, grouping, and what each fault says."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from landwaiter.domain.intake.declaration import Container, Declaration, DocumentKind, Money, Role
from landwaiter.domain.intake.table_mapping import TableInstructions, TableMapping
from landwaiter.errors import Invalid
from landwaiter.formats.base import declaration_file
from landwaiter.formats.base.declaration_file import DeclarationFile, RejectedRow
from landwaiter.formats.intake.csv_columns import BY_NAME, COLUMNS
from landwaiter.formats.intake.declarations import read_declarations

HEADER = "mrn,lrn,declarant_eori,item_no,cn8,description,net_mass_kg,value_eur"
MRN = "26PL302010E1A004A1"


def read(text: str, mapping: dict[str, str] | None = None) -> DeclarationFile:
    told = TableInstructions(TableMapping(mapping) if mapping else None)
    return read_declarations(text.encode(), file="a.csv", instructions=told)


def only(text: str) -> Declaration:
    file = read(text)
    assert file.rejected == ()
    (found,) = file.declarations
    return found.declaration


def one_fault(text: str) -> RejectedRow:
    (row,) = read(text).rejected
    assert row.message
    assert row.remedy
    return row


@pytest.fixture
def sample(samples: Path) -> DeclarationFile:
    return read_declarations((samples / "declarations.csv").read_bytes(), file="declarations.csv")


def test_rows_of_one_mrn_become_the_items_of_one_declaration(sample: DeclarationFile) -> None:
    assert (sample.format, sample.rejected, sample.warnings) == ("csv", (), ())
    first, second = (found.declaration for found in sample.declarations)
    assert (first.mrn, first.lrn) == (MRN, "LW-CSV-1")
    assert [(item.no, item.cn8) for item in first.items] == [(1, "84571010"), (2, "34029090")]
    assert (second.mrn, second.lrn) == (None, "LW-CSV-2")
    assert [found.row for found in sample.declarations] == [2, 4]


def test_every_field_of_a_scenario_declaration_can_be_expressed(sample: DeclarationFile) -> None:
    declaration = sample.declarations[0].declaration
    item = declaration.items[0]
    assert declaration.accepted == datetime(2026, 3, 27, 12, 42, tzinfo=UTC)
    assert (declaration.type, declaration.additional_type) == ("EX", "A")
    assert (declaration.office_export, declaration.office_exit) == ("PL302010", "PL322080")
    assert declaration.country_destination == "CN"
    assert declaration.country_routing == ("PL", "DE", "CN")
    (exporter,) = declaration.parties_in(Role.EXPORTER)
    assert (exporter.name, exporter.identifier) == (
        "Przykładowe Obrabiarki Sp. z o.o.",
        "PL111222333300000",
    )
    (consignee,) = declaration.parties_in(Role.CONSIGNEE)
    assert consignee.address.country == "CN"
    assert consignee.address.street == "1 Fictional Road, Shanghai"
    assert declaration.declarant_eori == "PL999888777700000"
    assert declaration.containers == (
        Container("LWTU1000010", ("SEAL-A1", "SEAL-A2")),
        Container("LWTU1000026"),
    )
    (means,) = declaration.transport
    assert (means.stage, means.mode, means.id_type, means.identifier, means.name) == (
        "border",
        "1",
        "10",
        "9074729",
        "SAMPLE STAR",
    )
    assert declaration.delivery_place == "Shanghai"
    assert (item.net_mass_kg, item.gross_mass_kg) == (Decimal(9800), Decimal(10400))
    assert item.statistical_value == Money(Decimal(412000), "EUR")
    assert item.licence_ref == "PL-DU-2026-0007"


def test_documents_are_given_as_code_and_reference(sample: DeclarationFile) -> None:
    documents = sample.declarations[0].declaration.documents
    assert [(d.kind, d.code, d.reference, d.item_no) for d in documents] == [
        (DocumentKind.SUPPORTING, "X060", "PL-DU-2026-0007", 1),
        (DocumentKind.SUPPORTING, "N380", "INV/2026/0301", 1),
        (DocumentKind.ADDITIONAL_REFERENCE, "Y901", None, 2),
    ]


def test_a_day_of_acceptance_begins_in_the_time_of_the_export_office(
    sample: DeclarationFile,
) -> None:
    accepted = sample.declarations[1].declaration.accepted
    assert accepted
    assert accepted.astimezone(UTC) == datetime(2026, 3, 27, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31T23:59:59", "2026-02-30", "27.3.2026"])
def test_a_day_that_no_declaration_can_have_is_refused(day: str) -> None:
    row = one_fault(f"mrn,cn8,accepted\n{MRN},84571010,{day}\n")
    assert (row.field, row.value) == ("accepted", day)


def test_a_day_of_acceptance_repeated_without_the_office_is_the_same_day() -> None:
    text = "lrn,declarant_eori,office_export,cn8,accepted\n"
    text += "L1,PL1,PL302010,84571010,2026-03-27\nL1,PL1,,34029090,2026-03-27\n"
    assert len(only(text).items) == 2


def test_an_acceptance_whose_time_zone_nobody_knows_is_utc_and_warned_of() -> None:
    (found,) = read(
        "lrn,declarant_eori,cn8,accepted\nL1,PL1,84571010,2026-03-27T10:00\n"
    ).declarations
    assert found.declaration.accepted == datetime(2026, 3, 27, 10, 0, tzinfo=UTC)
    assert any("UTC" in warning for warning in found.warnings)


def test_semicolons_other_names_and_decimal_commas_are_read(samples: Path) -> None:
    data = (samples / "declarations_semicolon.csv").read_bytes()
    file = read_declarations(data, file="s.csv")
    assert file.warnings == ()
    (found,) = file.declarations
    first, second = found.declaration.items
    assert found.declaration.lrn == "LW-CSV-10"
    assert first.net_mass_kg == Decimal("1250.5")
    assert second.statistical_value == Money(Decimal("940.00"), "BGN")


def test_tabs_part_cells_as_well() -> None:
    text = f"{HEADER}\n{MRN},L1,PL1,1,84571010,Pump,1.5,2\n".replace(",", "\t")
    assert only(text).items[0].net_mass_kg == Decimal("1.5")


def test_a_byte_order_mark_and_any_line_end_are_accepted() -> None:
    text = "\ufeff" + f"{HEADER}\n{MRN},L1,PL1,1,84571010,Pump,1.5,2\n"
    for end in ("\n", "\r\n", "\r"):
        assert only(text.replace("\n", end)).mrn == MRN


def test_a_decimal_comma_is_refused_where_commas_part_the_cells() -> None:
    row = one_fault(f'{HEADER}\n{MRN},L1,PL1,1,84571010,Pump,"1,5",2\n')
    assert (row.row, row.field, row.value) == (2, "net_mass_kg", "1,5")
    assert row.remedy
    assert "decimal point" in row.remedy


@pytest.mark.parametrize("number", ["1.234,5", "1 250", "-3", "1e3", "NaN", "١٢"])
def test_a_number_that_is_not_plain_is_refused(number: str) -> None:
    row = one_fault(f'{HEADER}\n{MRN},L1,PL1,1,84571010,Pump,"{number}",2\n')
    assert (row.row, row.field, row.value) == (2, "net_mass_kg", number)


def test_a_code_that_lost_its_leading_zero_is_refused() -> None:
    row = one_fault(f"{HEADER}\n{MRN},L1,PL1,1,1012100,Horses,1,2\n")
    assert (row.field, row.value) == ("cn8", "1012100")


def test_values_that_contradict_each_other_reject_the_declaration() -> None:
    text = f"{HEADER},country_destination\n"
    text += f"{MRN},L1,PL1,1,84571010,Pump,1,2,CN\n{MRN},L1,PL1,2,84571010,Pump,1,2,HK\n"
    text += ",L9,PL1,1,84571010,Pump,1,2,NO\n"
    file = read(text)
    assert [found.declaration.lrn for found in file.declarations] == ["L9"]
    (row,) = file.rejected
    assert (row.row, row.field, row.value) == (3, "country_destination", "HK")
    assert "row 2" in row.message


def test_an_item_number_given_twice_is_refused() -> None:
    text = f"{HEADER}\n{MRN},L1,PL1,1,84571010,A,1,2\n{MRN},L1,PL1,1,84571010,B,1,2\n"
    row = one_fault(text)
    assert (row.row, row.field, row.value) == (3, "item_no", "1")


def test_items_without_numbers_are_counted() -> None:
    text = f"{HEADER}\n{MRN},,,,84571010,A,1,2\n{MRN},,,,84571010,B,1,2\n"
    assert [item.no for item in only(text).items] == [1, 2]


def test_one_reference_of_two_declarants_is_two_declarations() -> None:
    text = f"{HEADER}\n,L1,PL1,1,84571010,A,1,2\n,L1,PL2,1,84571010,B,1,2\n"
    found = [f.declaration.declarant_eori for f in read(text).declarations]
    assert found == ["PL1", "PL2"]


def test_a_following_row_may_leave_mrn_and_eori_blank() -> None:
    text = f"{HEADER}\n{MRN},L1,PL1,1,84571010,A,1,2\n,L1,,2,84571010,B,1,2\n"
    assert len(only(text).items) == 2


def test_a_column_of_its_own_groups_rows() -> None:
    text = f"declaration,{HEADER}\nx,{MRN},L1,PL1,1,84571010,A,1,2\nx,,,,2,84571010,B,1,2\n"
    assert len(only(text).items) == 2


def test_a_row_that_names_no_declaration_is_refused() -> None:
    row = one_fault(f"{HEADER}\n,,PL1,1,84571010,A,1,2\n")
    assert (row.row, row.field) == (2, "mrn | lrn")


def test_a_declaration_that_has_only_a_group_is_refused() -> None:
    row = one_fault(f"declaration,{HEADER}\nx,,,PL1,1,84571010,A,1,2\n")
    assert (row.row, row.field) == (2, "mrn | lrn")


def test_a_reference_without_any_eori_is_warned_of() -> None:
    (found,) = read(f"{HEADER}\n,L1,,1,84571010,A,1,2\n").declarations
    assert any("EORI" in warning for warning in found.warnings)


def test_unknown_columns_are_named_in_a_warning() -> None:
    file = read(f"{HEADER},colour,shoe size\n{MRN},L1,PL1,1,84571010,A,1,2,red,44\n")
    (warning,) = file.warnings
    assert "colour, shoe_size" in warning


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("cn8,description,net_mass_kg", "mrn | lrn | functional_reference"),
        ("mrn,lrn,net_mass_kg", "cn8 | description"),
    ],
)
def test_a_missing_required_column_refuses_the_file(header: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(f"{header}\n1,2,3\n")
    assert (refused.value.row, refused.value.field) == (1, field)
    assert refused.value.remedy


def test_a_mapping_says_which_column_of_the_file_is_which() -> None:
    text = f"Nummer,Ware,Gewicht\n{MRN},Pumpe,12\n"
    mapping = {"mrn": "Nummer", "description": "Ware", "net_mass_kg": "Gewicht"}
    (found,) = read(text, mapping).declarations
    item = found.declaration.items[0]
    assert (item.description, item.net_mass_kg) == ("Pumpe", Decimal(12))


def test_a_mapping_outweighs_the_file_s_own_name() -> None:
    text = f"mrn,description,goods text\n{MRN},internal,Pump\n"
    (found,) = read(text, {"description": "goods text"}).declarations
    assert found.declaration.items[0].description == "Pump"


@pytest.mark.parametrize(
    ("mapping", "field"),
    [
        ({"weight": "mrn"}, "weight"),
        ({"mrn": "Nummer"}, "nummer"),
        ({"mrn": "lrn", "ucr": "LRN"}, "ucr"),
        ({"cn8": "lrn", "cn_code": "mrn"}, "cn_code"),
    ],
)
def test_a_mapping_that_fits_nothing_is_refused(mapping: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(f"{HEADER}\n{MRN},L1,PL1,1,84571010,A,1,2\n", mapping)
    assert refused.value.field == field


def test_a_row_of_another_width_rejects_its_declaration() -> None:
    text = f"{HEADER}\n{MRN},L1,PL1,1,84571010,A,1,2\n{MRN},L1,PL1,2,84571010\n"
    file = read(text)
    assert file.declarations == ()
    assert file.rejected[0].row == 3


def test_an_unclosed_quote_refuses_the_file_with_its_row() -> None:
    with pytest.raises(Invalid) as refused:
        read(f'{HEADER}\n{MRN},L1,PL1,1,84571010,A,1,2\n{MRN},L1,PL1,2,84571010,"B,1,2\n')
    assert refused.value.row == 3
    assert refused.value.remedy


def test_bytes_that_are_not_utf_8_are_named_with_row_and_place() -> None:
    data = f"{HEADER}\n{MRN},L1,PL1,1,84571010,Zażółć,1,2\n".encode("cp1250")
    with pytest.raises(Invalid) as refused:
        read_declarations(data, file="a.csv")
    assert refused.value.row == 2
    assert refused.value.value == f"0x{'ż'.encode('cp1250')[0]:02X}"
    assert f"Byte {data.index(bytes([0xBF])) + 1} " in refused.value.message
    assert refused.value.remedy
    assert "UTF-8" in refused.value.remedy


def test_amounts_need_a_currency_and_one_column() -> None:
    text = f"mrn,cn8,value,currency,value_eur\n{MRN},84571010,5,,\n"
    assert one_fault(text).field == "currency"
    assert one_fault(text.replace("5,,", "5,EUR,5")).field == "value"


def test_a_wrong_check_digit_is_a_row_to_mend() -> None:
    row = one_fault(f"{HEADER}\n26PL302010E1A004A9,L1,PL1,1,84571010,A,1,2\n")
    assert (row.row, row.field, row.may_stand) == (2, "mrn", True)


def test_a_file_of_nothing_but_faults_is_refused_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(declaration_file, "MAX_REJECTED", 3)
    with pytest.raises(Invalid, match="more than 3 faults") as refused:
        read(HEADER + "\n,,,1,84571010,A,1,2" * 5)
    assert refused.value.row == 2


def test_two_columns_of_one_name_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        read(f"mrn,cn8,mrn\n{MRN},84571010,x\n")
    assert refused.value.field == "mrn"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\n",
        b"PK\x03\x04....",
        b"%PDF-1.7",
        b"name,list,country\nA,B,CN\n",
        b"just some words",
        b'{"mrn": 1}',
        "mrn,cn8\n".encode("utf-16"),
        b"mrn,cn8\n\x00,1\n",
        b"mrn,cn8\n",
    ],
)
def test_other_content_is_refused_with_what_is_expected(data: bytes) -> None:
    with pytest.raises(Invalid) as refused:
        read_declarations(data, file="thing.bin")
    assert refused.value.file == "thing.bin"
    assert refused.value.remedy


def test_no_name_stands_for_two_columns() -> None:
    names = [name for column in COLUMNS for name in (column.name, *column.aliases)]
    assert sorted(names) == sorted(BY_NAME)


def test_the_manual_lists_every_column() -> None:
    manual = Path(__file__).parents[2] / "docs" / "manual" / "formats.md"
    text = manual.read_text(encoding="utf-8")
    assert [c.name for c in COLUMNS if f"| `{c.name}` | {c.holds}" not in text] == []
