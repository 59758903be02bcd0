"""The seizure or detention record: a closed form, of what was counted or weighed alone."""

from pathlib import Path

import pikepdf
from tests.reports.paper.page_measure import faults_of_layout
from tests.services.cases.test_goods_places import text_of
from tests.services.reports.every_kind import faults_in
from tests.services.reports.test_report_types import counted, made, table
from tests.services.sample_office import ANALYST, REASON, Office, declared

from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.reports.dossier.cells import number_spans
from landwaiter.reports.dossier.dossier import CellMark
from landwaiter.reports.paper.paper_file import SIDE
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports import reporting

LONG = "part of a machining centre for work of high precision, with cables and a manual; "


def of_sixty(office: Office) -> str:
    """A case of 60 items with descriptions of 300 characters, of which item 7 is seized."""
    taken = office.take_in(
        *(
            declared(mrn="26PL302010E10009A0", item_no=no, description=f"{no} {LONG * 4}"[:300])
            for no in range(1, 61)
        )
    )
    reference = str(taken.cases[0])
    office.act(ANALYST, "hold", reference=reference, item=7)
    office.act(ANALYST, "hold", reference=reference, item=8)
    office.act(ANALYST, "seize", reference=reference, item=7)
    for field, value in (("quantity", "1 crate"), ("mass", "9804 kg")):
        office.act(ANALYST, "fill_record", reference=reference, field=field, item=7, value=value)
    return reference


def test_of_sixty_items_of_which_one_is_seized_the_record_is_one_page(
    office: Office, tmp_path: Path
) -> None:
    reference = of_sixty(office)
    pdf, xlsx = tmp_path / "record.pdf", tmp_path / "record.xlsx"
    run(office.session(ANALYST), ReportCase(CaseReport.SEIZURE, reference, pdf, xlsx))
    with pikepdf.open(pdf) as file:
        assert len(file.pages) == 1
    dossier = made(office, "seizure", reference)
    inventory = table(dossier, "record_inventory")
    assert [row[0] for row in inventory.rows] == ["7"]
    description = f"7 {LONG * 4}"[:300].strip()
    assert str(inventory.rows[0][1]).startswith(f"{description}, CN 8457 10 10")
    assert inventory.notes[0] == ("Items 1–6, 8–60 were not counted or weighed and are not listed.")
    said = " ".join(text_of(pdf).split())
    assert "Items 1–6, 8–60 were not counted" in said
    assert "Mass weighed" in said
    assert reporting.verify_reports([pdf, xlsx]).passed


def test_a_record_holds_its_fields_and_nothing_else_of_the_case(
    office: Office, tmp_path: Path
) -> None:
    office.act(ANALYST, "note", reason="an informant called twice")
    office.act(ANALYST, "hold", item=1, reason="the informant was right")
    counted(office)
    dossier = made(office, "seizure")
    assert {one.id.removeprefix("record_") for one in dossier.tables} == {
        *("measure", "persons", "inventory", "objects", "samples", "custody", "statement", "law"),
        *("signatures", "receipt"),
    }
    assert (dossier.closing, dossier.not_checked, dossier.answer, dossier.decision) == (
        *((), ()),
        *(None, None),
    )
    assert "informant" not in dossier.canonical().decode()
    assert REASON not in dossier.canonical().decode()


def test_a_long_entry_grows_over_the_line_and_is_not_cut(office: Office, tmp_path: Path) -> None:
    statement = "I object to the inventory, since the crates were opened without me. " * 40
    counted(office)
    office.act(ANALYST, "fill_record", field="statement", value=statement)
    pdf = tmp_path / "record.pdf"
    run(office.session(ANALYST), ReportCase(CaseReport.SEIZURE, office.case().reference, pdf))
    said = " ".join(text_of(pdf).split())
    assert said.count("opened without me.") == 40
    assert "I have received one copy" in said


def test_an_entry_that_is_longer_than_a_page_goes_on_in_the_next_one(
    office: Office, tmp_path: Path
) -> None:
    statement = "I object to the inventory, since the crates were opened without me. " * 160
    counted(office)
    office.act(ANALYST, "fill_record", field="statement", value=statement)
    pdf = tmp_path / "record.pdf"
    run(office.session(ANALYST), ReportCase(CaseReport.SEIZURE, office.case().reference, pdf))
    said = " ".join(text_of(pdf).split())
    assert said.count("opened without me.") == 160
    assert list(faults_of_layout(pdf, side=SIDE)) == []
    assert list(faults_in(pdf.read_bytes(), tmp_path / "c.pdf", marks_alone=False)) == []


def test_a_weight_is_a_figure_with_its_unit_and_other_words_stay(office: Office) -> None:
    counted(office)
    office.act(ANALYST, "fill_record", field="mass", item=1, value="9804.5 kg")
    (row,) = table(made(office, "seizure"), "record_inventory").rows
    assert CellMark("9804.5", "kg") in row
    office.act(ANALYST, "fill_record", field="mass", item=1, value="some 9804 kg")
    (row,) = table(made(office, "seizure"), "record_inventory").rows
    assert "some 9804 kg" in row


def test_numbers_in_a_row_are_said_as_spans() -> None:
    assert number_spans((1, 3, 4, 5, 9)) == "1, 3–5, 9"
    assert number_spans(()) == ""
