"""Tables of others read by a mapping: encodings, numbers, days, totals, mends, workbooks."""

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.formats.tables.national_tables import MRN_1, MRN_2, TABLES

from landwaiter.domain.base import identifiers
from landwaiter.domain.intake.table_mapping import (
    Mend,
    TableInstructions,
    TableMapping,
    as_stated_from,
    joined_mends,
    mend_from,
    table_mapping_from,
)
from landwaiter.errors import Invalid
from landwaiter.formats.base.declaration_file import DeclarationFile, RejectedRow
from landwaiter.formats.base.spreadsheet import workbook_text
from landwaiter.formats.intake.declarations import read_declarations
from landwaiter.formats.intake.guesses import guess_of
from landwaiter.formats.intake.headings import totals
from landwaiter.formats.law.content import workbook_content

HEAD = "mrn;cn8;net_mass_kg;accepted"


def read(text: str | bytes, mapping: TableMapping | None = None, *mends: Mend) -> DeclarationFile:
    data = text.encode() if isinstance(text, str) else text
    return read_declarations(data, file="t.csv", instructions=TableInstructions(mapping, mends))


def one_fault(file: DeclarationFile) -> RejectedRow:
    (row,) = file.rejected
    assert row.remedy
    return row


def mass(text: str, **told: str) -> Decimal | None:
    (found,) = read(f"{HEAD}\nA;84821010;{text};\n", table_mapping_from(told)).declarations
    return found.declaration.items[0].net_mass_kg


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1 250,50", "1250.50"),
        ("1\u00a0250,50", "1250.50"),
        ("1\u202f250,50", "1250.50"),
        ("1.250,50", "1250.50"),
        ("1,250.50", "1250.50"),
        ("1'250.50", "1250.50"),
        ("760,5", "760.5"),
        ("760.5", "760.5"),
        ("1.234.567", "1234567"),
        (",5", "0.5"),
        ("0,125", "0.125"),
        ("61500", "61500"),
    ],
)
def test_a_number_with_one_reading_is_read(text: str, number: str) -> None:
    assert mass(text) == Decimal(number)


@pytest.mark.parametrize("text", ["1.250", "1,250", "12.500"])
def test_a_number_with_two_readings_is_refused_until_the_sign_is_said(text: str) -> None:
    row = one_fault(read(f"{HEAD}\nA;84821010;{text};\n", TableMapping()))
    assert (row.row, row.field, row.value) == (2, "net_mass_kg", text)
    assert "two readings" in row.message
    comma, point = mass(text, decimal=","), mass(text, decimal=".")
    assert comma is not None
    assert point is not None
    assert comma != point


@pytest.mark.parametrize("text", ["12.50.1", "1 25,0", "1.25.000", "12,5 t", "-3", "1e3", "."])
def test_what_is_no_number_in_any_reading_is_refused(text: str) -> None:
    row = one_fault(read(f"{HEAD}\nA;84821010;{text};\n", TableMapping()))
    assert (row.field, row.value) == ("net_mass_kg", text)


def test_one_number_settles_the_sign_for_the_table() -> None:
    file = read(f"{HEAD}\nA;84821010;1.250;\nB;84821010;760,5;\n", TableMapping())
    masses = [one.declaration.items[0].net_mass_kg for one in file.declarations]
    assert masses == [Decimal(1250), Decimal("760.5")]


def day(text: str, **told: str) -> str:
    (found,) = read(f"{HEAD}\nA;84821010;1;{text}\n", table_mapping_from(told)).declarations
    assert found.declaration.accepted
    return found.declaration.accepted.date().isoformat()


def test_a_day_with_two_readings_is_refused_until_the_order_is_said() -> None:
    row = one_fault(read(f"{HEAD}\nA;84821010;1;03.11.2026\n", TableMapping()))
    assert (row.row, row.field, row.value) == (2, "accepted", "03.11.2026")
    assert "2026-11-03" in row.message
    assert "2026-03-11" in row.message
    assert day("03.11.2026", date_order="dmy") == "2026-11-03"
    assert day("03/11/2026", date_order="mdy") == "2026-03-11"


@pytest.mark.parametrize(
    "text", ["13.11.2026", "11/13/2026", "2026/11/13", "2026.11.13", "13-11-2026 08:30"]
)
def test_a_day_with_one_reading_is_read(text: str) -> None:
    assert day(text) == "2026-11-13"


def test_a_day_that_the_stated_order_forbids_is_refused() -> None:
    row = one_fault(read(f"{HEAD}\nA;84821010;1;11.13.2026\n", TableMapping(date_order="dmy")))
    assert row.value == "11.13.2026"


def test_a_table_of_ours_is_read_as_strictly_as_ever() -> None:
    assert one_fault(read(f"{HEAD}\nA;84821010;1 250,5;\n")).field == "net_mass_kg"
    assert one_fault(read(f"{HEAD}\nA;84821010;1;13.11.2026\n")).field == "accepted"


def test_a_stated_encoding_that_does_not_fit_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        read(f"{HEAD}\nA;84821010;1;\n".encode() + b"\x81", TableMapping(encoding="windows-1252"))
    assert (refused.value.field, refused.value.value) == ("encoding", "0x81")


def test_an_encoding_nobody_stated_is_refused_with_what_proposes_one() -> None:
    with pytest.raises(Invalid) as refused:
        read(TABLES["pl"].data)
    assert refused.value.remedy
    assert "intake mapping propose" in refused.value.remedy


def test_a_total_is_left_out_with_why() -> None:
    file = read(f"{HEAD}\nA;84821010;1;\nRazem:;;1;\n", TableMapping())
    assert (len(file.declarations), file.rejected) == (1, ())
    assert [(one.row, "Razem" in one.why) for one in file.out] == [(3, True)]


def test_a_declaration_that_only_speaks_of_totals_is_no_total() -> None:
    file = read("mrn;cn8;description\nA;84821010;Total\nTotal;84821010;x\n", TableMapping())
    assert len(file.declarations) == 2


def test_every_row_of_a_rejected_declaration_stays_out_with_why() -> None:
    file = read(f"{HEAD}\nA;84821010;1;\nA;8482109;1;\nB;84821010;1;\n", TableMapping())
    assert [one.row for one in file.out] == [2, 3]
    assert all(one.why for one in file.out)
    assert one_fault(file).declaration == "A"


def test_a_mend_stands_beside_the_value_of_the_file() -> None:
    text = f"{HEAD}\nA;8482109O;1;\nB;84821010;1;\n"
    file = read(text, None, Mend(2, "cn8", "84821090"))
    first, second = file.declarations
    assert first.declaration.items[0].cn8 == "84821090"
    assert first.mends == (Mend(2, "cn8", "84821090", "8482109O"),)
    assert second.mends == ()


def test_a_mend_of_one_of_several_items_is_its_own() -> None:
    mapping = TableMapping({"mrn": "MRN", "cn8#1": "a", "cn8#2": "b"})
    file = read("MRN;a;b\nA;84821010;7318159\n", mapping)
    assert one_fault(file).field == "cn8#2"
    (found,) = read(
        "MRN;a;b\nA;84821010;7318159\n", mapping, mend_from("2:cn8#2=73181595")
    ).declarations
    assert [item.cn8 for item in found.declaration.items] == ["84821010", "73181595"]
    assert found.mends[0].was == "7318159"


WRONG, RIGHT = "26PL302010E1A004A9", "26PL302010E1B00415"


def of_number(number: str, *mends: Mend) -> DeclarationFile:
    return read(f"{HEAD}\n{number};84821010;1;\n{number};73181595;1;\n", None, *mends)


def test_a_wrong_check_digit_is_mended_in_each_row_and_the_right_one_is_not_said() -> None:
    file = of_number(WRONG)
    assert [(one.row, one.field, one.value) for one in file.rejected] == [
        (2, "mrn", WRONG),
        (3, "mrn", WRONG),
    ]
    assert {one.declaration for one in file.rejected} == {WRONG}
    assert all(one.may_stand for one in file.rejected)
    right = str(identifiers.iso6346_digit(WRONG[:-1]))
    for one in file.rejected:
        said = f"{one.message} {one.remedy}".replace(WRONG, "").replace(f"{one.row}:", "")
        assert right not in said
        assert guess_of(one.field, one.value) is None
    assert [one.row for one in file.out] == [2, 3]
    mended = of_number(WRONG, Mend(2, "mrn", RIGHT), Mend(3, "mrn", RIGHT))
    assert mended.rejected == ()
    assert [one.declaration.mrn for one in mended.declarations] == [RIGHT]
    half = of_number(WRONG, Mend(2, "mrn", RIGHT))
    assert [(one.row, one.value) for one in half.rejected] == [(3, WRONG)]


BOX, BOXED = "MSCU6639871", "MSCU6639870"


def in_boxes(*cells: str, mends: tuple[Mend, ...] = ()) -> DeclarationFile:
    rows = "".join(f"{RIGHT};84821010;{cell}\n" for cell in cells)
    return read(f"mrn;cn8;container\n{rows}", None, *mends)


def containers(file: DeclarationFile) -> list[str]:
    (found,) = file.declarations
    return [one.identifier for one in found.declaration.containers]


def test_a_wrong_check_digit_of_a_container_is_mended_in_its_whole_cell() -> None:
    cell = f"{BOXED}|{BOX}:SEAL1"
    file = in_boxes(cell, BOXED)
    assert file.declarations == ()
    (fault,) = file.rejected
    assert (fault.row, fault.field, fault.value, fault.declaration) == (2, "container", cell, RIGHT)
    assert fault.may_stand
    assert BOX in fault.message
    assert "--as-stated 2:container=REASON" in (fault.remedy or "")
    assert guess_of(fault.field, fault.value) is None
    mended = in_boxes(cell, mends=(Mend(2, "container", f"{BOXED}:SEAL1"),))
    assert containers(mended) == [BOXED]
    assert mended.declarations[0].mends[0].was == cell


def test_a_container_taken_as_it_stands_in_one_row_stands_in_each() -> None:
    stated = as_stated_from("3:container=so on the box itself")
    file = in_boxes(BOX, BOX, mends=(stated,))
    assert file.rejected == ()
    assert set(containers(file)) == {BOX}
    other = in_boxes(BOX, "MSCU6639872", mends=(stated,))
    assert [(one.row, one.value) for one in other.rejected] == [(2, BOX)]


def test_a_long_cell_of_containers_is_told_whole_so_that_none_is_lost() -> None:
    cell = "|".join([BOXED] * 15 + [BOX])
    (fault,) = in_boxes(cell).rejected
    assert fault.value == cell
    stated = Mend(2, "container", cell, cell, "so on the box itself")
    assert set(containers(in_boxes(cell, mends=(stated,)))) == {BOXED, BOX}


@pytest.mark.parametrize("number", ["MSCU663987", "BOX 17", "MSCX6639871"])
def test_what_has_not_the_form_of_a_container_number_has_no_digit_to_mend(number: str) -> None:
    assert containers(in_boxes(number)) == [number]


@pytest.mark.parametrize("row", [2, 3])
def test_a_number_is_taken_as_it_stands_for_a_reason_given_in_one_row(row: int) -> None:
    file = of_number(WRONG, as_stated_from(f"{row}:mrn=the paper says so"))
    assert file.rejected == ()
    (found,) = file.declarations
    assert found.declaration.mrn == WRONG
    assert found.mends == (Mend(row, "mrn", WRONG, WRONG, "the paper says so"),)
    again = of_number(WRONG, *found.mends)
    assert again.declarations == file.declarations


def test_a_typed_number_may_be_taken_as_it_stands_as_well() -> None:
    typed = WRONG[:-1] + "0"
    (mend,) = joined_mends((Mend(2, "mrn", typed), as_stated_from("2:mrn=read twice")))
    file = read(f"{HEAD}\n{WRONG};84821010;1;\n", None, mend)
    assert [one.declaration.mrn for one in file.declarations] == [typed]
    assert file.declarations[0].mends == (Mend(2, "mrn", typed, WRONG, "read twice"),)


def test_nothing_without_a_check_digit_is_taken_as_it_stands() -> None:
    with pytest.raises(Invalid, match="Only an MRN or a container number"):
        read(f"{HEAD}\nA;8482109O;1;\n", None, as_stated_from("2:cn8=the paper says so"))


@pytest.mark.parametrize("text", ["2:mrn=", "2:mrn= ", "mrn=so", "2:mrn", ""])
def test_a_number_is_not_taken_as_it_stands_without_a_reason(text: str) -> None:
    with pytest.raises(Invalid):
        as_stated_from(text)


@pytest.mark.parametrize("mend", [Mend(9, "cn8", "84821010"), Mend(2, "colour", "red")])
def test_a_mend_that_fits_nothing_is_refused(mend: Mend) -> None:
    with pytest.raises(Invalid) as refused:
        read(f"{HEAD}\nA;84821010;1;\n", None, mend)
    assert refused.value.row == mend.row


@pytest.mark.parametrize("text", ["17:cn8", "cn8=1", "x:cn8=1", ":cn8=1", ""])
def test_a_mend_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        mend_from(text)


@pytest.mark.parametrize(
    ("field", "value", "guess"),
    [
        ("cn8", "8482109O", "84821090"),
        ("cn8", "1012100", "01012100"),
        ("cn8#2", "9013,80,00", "90138000"),
        ("cn8", "bearings", None),
        ("net_mass_kg", "12,5 t", "12500"),
        ("net_mass_kg", "12,5 kg", "12.5"),
        ("net_mass_kg", "1.250 kg", None),
        ("country_destination", "Chiny", "CN"),
        ("country_destination", "Nowhere", None),
        ("currency", "zł", "PLN"),
        ("mrn", "26PL302010E1A004A9", None),
        ("exporter_eori", "PL11122233330000O", None),
    ],
)
def test_a_guess_is_a_value_that_can_be_read_and_never_one_with_a_check_digit(
    field: str, value: str, guess: str | None
) -> None:
    assert guess_of(field, value) == guess


@pytest.mark.parametrize(
    "told",
    [
        {"columns": {"mrn": 5}},
        {"columns": {}, "colour": "red"},
        {"encoding": "latin"},
        {"decimal": ";"},
        {"date_order": "ymd"},
        {"header_row": 31},
        {"header_row": "x"},
    ],
)
def test_a_mapping_that_says_nothing_that_there_is_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(Invalid) as refused:
        table_mapping_from(told)
    assert refused.value.field


def test_a_mapping_is_the_same_written_and_read_again() -> None:
    mapping = TableMapping({"mrn": "Numer"}, 4, "windows-1250", "\t", ",", "dmy", "Sheet1")
    assert table_mapping_from(mapping.as_json()) == mapping
    assert table_mapping_from({"mrn": "Numer", "delimiter": "tab"}).delimiter == "\t"


# Workbooks


def workbook(*rows: tuple[object, ...], change: Callable[[Workbook], None] | None = None) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_workbook(data: bytes, mapping: TableMapping | None = None) -> DeclarationFile:
    grids = workbook_content(workbook_text(data, is_typed=True), "t.xlsx").grids
    return read_declarations(
        data, file="t.xlsx", instructions=TableInstructions(mapping), grids=grids
    )


def test_a_number_cell_has_one_reading_and_a_text_beside_it_may_have_two() -> None:
    head = ("mrn", "cn8", "net_mass_kg")
    (found,) = read_workbook(workbook(head, (MRN_1, 84821010, 1.125))).declarations
    assert found.declaration.items[0].net_mass_kg == Decimal("1.125")
    assert found.declaration.items[0].cn8 == "84821010"
    row = one_fault(read_workbook(workbook(head, (MRN_1, "84821010", "1.125"))))
    assert "two readings" in row.message


def test_a_workbook_is_read_by_its_national_headings() -> None:
    rows = (
        ("Zestawienie",),
        ("Numer MRN", "Kod CN", "Masa netto"),
        (MRN_1, "84821010", 1204.5),
        (MRN_2, "84821010", "1.204,50"),
        ("Razem", None, 2409),
    )
    mapping = TableMapping({"mrn": "Numer MRN", "cn8": "Kod CN", "net_mass_kg": "Masa netto"})
    file = read_workbook(workbook(*rows), mapping)
    assert [one.declaration.items[0].net_mass_kg for one in file.declarations] == [
        Decimal("1204.5"),
        Decimal("1204.50"),
    ]
    assert file.format == "xlsx"
    assert [one.row for one in file.out] == [5]


def test_a_formula_is_refused_in_its_cell() -> None:
    head = ("mrn", "cn8", "net_mass_kg")
    row = one_fault(read_workbook(workbook(head, (MRN_1, "84821010", "=A1*2"))))
    assert (row.row, row.field, row.value) == (2, "net_mass_kg", "=A1*2")
    assert "formula" in row.message
    text = read_workbook(workbook(("mrn", "description"), (MRN_1, "=A1")))
    assert "formula" in one_fault(text).message


def test_merged_heads_are_refused() -> None:
    def merge(book: Workbook) -> None:
        book.worksheets[0].merge_cells("A1:B1")

    with pytest.raises(Invalid) as refused:
        read_workbook(
            workbook(
                ("mrn", None, "cn8", "description"), (MRN_1, "x", "84821010", "y"), change=merge
            )
        )
    assert "merged" in refused.value.message


def test_a_merged_banner_above_the_head_is_none_of_it() -> None:
    def merge(book: Workbook) -> None:
        book.worksheets[0].merge_cells("A1:B1")

    rows = (("Export", None), ("mrn", "cn8"), (MRN_1, "84821010"))
    assert len(read_workbook(workbook(*rows, change=merge)).declarations) == 1


def test_a_sheet_that_is_stated_is_read_and_one_that_is_not_there_is_refused() -> None:
    def second(book: Workbook) -> None:
        sheet = book.create_sheet("Two")
        sheet.append(("mrn", "cn8"))
        sheet.append((MRN_2, "84821010"))

    data = workbook(("mrn", "cn8", "origin"), (MRN_1, "84821010", "PL"), change=second)
    (found,) = read_workbook(data, TableMapping(sheet="Two")).declarations
    assert found.declaration.mrn == MRN_2
    with pytest.raises(Invalid) as refused:
        read_workbook(data, TableMapping(sheet="Three"))
    assert refused.value.remedy
    assert "Two" in refused.value.remedy


# The same table in ten dialects

_ROWS = st.lists(
    st.tuples(
        st.text("ABCDEFGHIJKLMNOP0123456789", min_size=3, max_size=8),
        st.sampled_from(("84821010", "73181595", "90138000")),
        st.text("ĄĘŁŚabc ,;|\t.", min_size=1, max_size=12).filter(str.strip),
        st.decimals(0, 99_999, places=2),
        st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row[0],
)
DIALECTS = [
    (delimiter, decimal, order, encoding)
    for delimiter, decimal in ((",", "."), (";", ","), ("\t", ","), ("|", "."), (";", "."))
    for order, encoding in (("dmy", "windows-1250"), ("mdy", "utf-16"))
]


@settings(deadline=None)
@given(_ROWS)
def test_one_table_in_ten_dialects_is_the_same_declarations(rows: list[tuple[object, ...]]) -> None:
    assert len(DIALECTS) == 10
    found = {tuple(_declared(rows, *dialect)) for dialect in DIALECTS}
    assert len(found) == 1


def _declared(
    rows: list[tuple[object, ...]], delimiter: str, decimal: str, order: str, encoding: str
) -> list[object]:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["lrn", "cn8", "description", "net_mass_kg", "accepted"])
    for reference, code, words, number, on in rows:
        day_words = f"{on:%d.%m.%Y}" if order == "dmy" else f"{on:%m/%d/%Y}"
        other = "." if decimal == "," else ","
        written = f"{number:,.2f}".translate({44: other, 46: decimal})
        writer.writerow([reference, code, words, written, day_words])
    mapping = TableMapping({}, 1, encoding, delimiter, decimal, order)
    file = read(out.getvalue().encode(encoding), mapping)
    assert file.rejected == ()
    return [
        (d.lrn, d.accepted, d.items[0].cn8, d.items[0].description, d.items[0].net_mass_kg)
        for d in (one.declaration for one in file.declarations)
    ]


def test_no_word_for_a_total_holds_a_figure() -> None:
    assert "summe" in totals()
    assert not [word for word in totals() if any(char.isdigit() for char in word)]
