"""Every workbook that the program writes keeps the same rules: what stands first, types, paper."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from openpyxl import load_workbook
from tests.demonstration import NOON, Demonstration
from tests.reports.workbook_rules import PAPER, READ_ME, faults_of
from tests.services.cases.test_kinds import opened as opened_case
from tests.services.listings.test_listings import approved
from tests.services.monitoring.test_monitoring import NAME, TOOLS
from tests.services.office.test_load import HEAD_OF_SAMPLE
from tests.services.practice.practising import NOON as BEGUN
from tests.services.practice.practising import PASSWORD, TRAINEE, practice_casebook
from tests.services.reports.every_kind import MAKINGS
from tests.services.reports.test_report_types import OF_OTHER_KINDS, READY
from tests.services.retention.test_access_requests import given, judged
from tests.services.sample_office import ANALYST, REF, Office

from landwaiter.domain.cases.case_query import COLUMNS
from landwaiter.domain.cases.deeds_on_goods import FillRecord
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.monitoring.deeds import BeginMonitor, RunMonitor
from landwaiter.domain.reports import deeds as report_deeds
from landwaiter.domain.reports import subject_deeds
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import DiscloseReport, ExportCases, ReportCase
from landwaiter.domain.reports.profiles import Profile
from landwaiter.domain.reports.subject_deeds import (
    ReportEntity,
    ReportHandover,
    ReportListing,
    ReportLoad,
    ReportPractice,
    ReportRegister,
    ReportReviewers,
    ReportStates,
    ReportStatistics,
)
from landwaiter.errors import Fault, NotAllowed
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.hits.batch_files import write_xlsx
from landwaiter.services.hits.name_batches import FileQuery, screen_file
from landwaiter.services.monitoring.programmes import typed
from landwaiter.services.reports import reporting
from landwaiter.services.reports.dossier.types import REPORT_TYPES
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session

__all__ = ["practice_casebook"]
MOST_PAGES = 6
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
MADE_READY = ("aes-feedback", "appeal", "consultation", "denial")
"""Kinds of which the sample has no case: one is brought to it first."""
NOT_IN_SAMPLE = (*OF_OTHER_KINDS, *MADE_READY)
ANALYST_OF_SAMPLE = ("Marta Zielińska", "sample password of Marta")


@pytest.fixture(scope="module")
def folder(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demonstration.casebook_in(tmp_path_factory.mktemp("every workbook"))


def opened(folder: Path, user: str, password: str) -> Session:
    return sessions.open_casebook(folder, user=user, password=password, now=lambda: NOON)


@pytest.fixture(scope="module")
def head(folder: Path) -> Iterator[Session]:
    session = opened(folder, *HEAD_OF_SAMPLE)
    with session.casebook:
        yield session


@pytest.fixture(scope="module")
def analyst(folder: Path) -> Iterator[Session]:
    session = opened(folder, *ANALYST_OF_SAMPLE)
    with session.casebook:
        yield session


def references(session: Session) -> list[str]:
    """One case of each kind in each stage."""
    chosen: dict[tuple[str, str], str] = {}
    for row in list_cases(session, limit=100).rows:
        chosen[(row.kind, row.stage)] = row.reference
    return list(chosen.values())


@pytest.mark.parametrize(
    "kind", [one.name for one in REPORT_TYPES if one.name not in NOT_IN_SAMPLE]
)
def test_each_report_on_a_case(analyst: Session, kind: str, tmp_path: Path) -> None:
    made = 0
    for reference in references(analyst):
        if kind == CaseReport.SEIZURE:
            with suppress(Fault):  # nothing is in hand there
                do(analyst, FillRecord(reference, "quantity", "1 crate", 1))
        out = tmp_path / f"{reference}.xlsx"
        try:
            run(analyst, ReportCase(CaseReport(kind), reference, xlsx=out))
        except NotAllowed:
            continue
        made += 1
        assert faults_of(out) == [], reference
        assert reporting.verify_reports([out]).passed
    assert made, "the sample has no case for it"


@pytest.mark.parametrize("kind", MADE_READY)
def test_a_report_that_a_case_is_made_ready_for(office: Office, kind: str, tmp_path: Path) -> None:
    out = tmp_path / "r.xlsx"
    READY[kind](office)
    run(office.session(ANALYST), ReportCase(CaseReport(kind), REF, xlsx=out))
    assert faults_of(out) == []


@pytest.mark.parametrize("kind", OF_OTHER_KINDS)
def test_a_report_on_another_kind_of_case(office: Office, kind: str, tmp_path: Path) -> None:
    out = tmp_path / "r.xlsx"
    reference = opened_case(office, CaseKind(kind))
    run(office.session(ANALYST), ReportCase(CaseReport(kind), reference, xlsx=out))
    assert faults_of(out) == []


ON_THE_OFFICE = ("statistics", "register", "handover", "load", "reviewers", "states", "entity")
"""Documents that are about no case, by their name among the makings of documents."""
APART = {ReportCase, ReportPractice, ReportListing, DiscloseReport}
"""Deeds that write a workbook → a test below makes it, or it is one that was made before."""


def test_each_report_on_what_is_no_case(head: Session, tmp_path: Path) -> None:
    every: tuple[Any, ...] = (
        ReportEntity("Przykładowe Obrabiarki Sp. z o.o."),
        ReportStates(("CN", "RU")),
        ReportLoad(),
        ReportReviewers(),
        ReportHandover(),
        ReportStatistics(*YEAR),
        ReportStatistics(*YEAR, whole=True),
        ReportRegister(*YEAR),
    )
    for number, said in enumerate(every):
        out = tmp_path / f"{number}.xlsx"
        run(head, replace(said, xlsx=out))
        assert faults_of(out) == [], said


@pytest.mark.parametrize("name", ON_THE_OFFICE)
def test_a_report_on_an_office_that_has_just_begun(
    office: Office, name: str, tmp_path: Path
) -> None:
    making, out = MAKINGS[name], tmp_path / "r.xlsx"
    making.before(office)
    run(office.session(making.by), replace(making.said(office), xlsx=out))
    assert faults_of(out) == []


def test_an_approved_proposal_for_a_listing(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "r.xlsx"
    run(office.session(ANALYST), ReportListing(approved(office), xlsx=out))
    assert faults_of(out) == []


@pytest.mark.parametrize("reader", Profile)
def test_a_report_of_which_much_is_withheld(
    office: Office, reader: Profile, tmp_path: Path
) -> None:
    out, to = tmp_path / "r.xlsx", "Obrabiarki Wisla" if reader is Profile.PARTY else ""
    said = ReportCase(CaseReport.CASE, REF, xlsx=out, reader=reader, to=to)
    run(office.session(ANALYST), said)
    assert faults_of(out) == []


def test_no_deed_writes_a_workbook_that_no_test_reads(office: Office) -> None:
    """A new report comes into one of the tests of this module."""
    writing = {
        one
        for one in (*vars(report_deeds).values(), *vars(subject_deeds).values())
        if is_dataclass(one) and "xlsx" in {field.name for field in fields(one)}
    }
    made = {type(MAKINGS[name].said(office)) for name in ON_THE_OFFICE}
    assert writing == made | APART


def test_a_report_on_practice(practice_casebook: Path, tmp_path: Path) -> None:
    book = Path(shutil.copytree(practice_casebook, tmp_path / "training"))
    now = BEGUN + timedelta(hours=1)
    session = sessions.open_casebook(book, user=TRAINEE, password=PASSWORD, now=lambda: now)
    out = tmp_path / "r.xlsx"
    with session.casebook:
        run(session, ReportPractice(xlsx=out))
    assert faults_of(out) == []


def test_a_report_on_a_programme_of_monitoring(office: Office, tmp_path: Path) -> None:
    do(office.session(ANALYST), BeginMonitor(name=NAME, **typed(TOOLS), reason="asked"))
    made = do(office.session(ANALYST), RunMonitor(NAME)).outcome
    out = tmp_path / "r.xlsx"
    reporting.export_run(office.session(ANALYST), NAME, head=made.head_seq, pdf=None, xlsx=out)
    assert faults_of(out) == []


def test_what_screening_found(analyst: Session, tmp_path: Path) -> None:
    names, out = tmp_path / "names.csv", tmp_path / "found.xlsx"
    names.write_text(
        "name,id,country,born\n"
        "Northwestern Polytechnical University,007,CN,\n"
        "=Qqxz+1,8,PL,1970-02-28\n"
        "Nobody at All,9,,1970\n",
        encoding="utf-8",
    )
    write_xlsx(screen_file(analyst, FileQuery(names)), out)
    assert faults_of(out) == []
    page = load_workbook(out)["Hits"]
    told = [dict(zip([cell.value for cell in page[1]], row, strict=True)) for row in _rows(page)]
    assert (told[0]["Row"], told[0]["Id"], type(told[0]["Score"])) == (2, "007", float)
    assert [(one["Born"], one["Note"]) for one in told[-2:]] == [
        (datetime(1970, 2, 28), "no hit"),
        (None, "no hit; Born: 1970"),
    ]


def _rows(page: Any) -> list[tuple[Any, ...]]:
    return list(page.iter_rows(min_row=2, values_only=True))


def test_a_list_of_cases_in_all_its_columns(analyst: Session, tmp_path: Path) -> None:
    out = tmp_path / "cases.xlsx"
    run(analyst, ExportCases(out, columns=",".join(COLUMNS)))
    assert faults_of(out) == []
    page = load_workbook(out)["Cases"]
    kinds = {cell.value: {type(one.value) for one in column[1:]} for cell, *column in page.columns}
    assert {name for name, found in kinds.items() if datetime in found} == {"Due", "Received"}
    assert int in kinds["Value"]


def test_what_a_person_is_given(office: Office) -> None:
    assert faults_of(given(office, judged(office), "answer.xlsx")) == []


def spoiled(change: Callable[[Any], None], path: Path) -> Path:
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


def _as_text(book: Any) -> None:
    book["Items"]["D2"].value = "9,800 kg"


def _as_dash(book: Any) -> None:
    book["Items"]["D2"].value = "–"


def _as_day(book: Any) -> None:
    book["Key facts"]["B3"].value = "6 Nov 2026"


def _formula(book: Any) -> None:
    book["Items"]["C2"].value = "=1+1"


def _plus(book: Any) -> None:
    cell = book["Items"]["C2"]
    cell.value, cell.data_type = "+49 30", "s"


def _item(book: Any) -> None:
    book["Items"]["A2"].value = "Item 1"


def _second_table(book: Any) -> None:
    page = book["Items"]
    page.cell(page.max_row + 2, 1).value = "More"


def _not_first(book: Any) -> None:
    book.move_sheet("Read me", 2)


def _wide(book: Any) -> None:
    book["Items"].sheet_properties.pageSetUpPr.fitToPage = False


def _upright(book: Any) -> None:
    book["Items"].page_setup.orientation = "portrait"


def _no_head(book: Any) -> None:
    book["Items"].print_title_rows = "2:2"


def _no_marking(book: Any) -> None:
    book["Items"].oddHeader.center.text = "nothing"


def _no_pages(book: Any) -> None:
    book["Items"].oddFooter.center.text = "&P"


def _moving(book: Any) -> None:
    book["Items"].freeze_panes = None


def _unfiltered(book: Any) -> None:
    book["Items"].auto_filter.ref = "A1:A2"


def _due(book: Any) -> None:
    page = book["Items"]
    page["C1"].value, page["C2"].value = "Reply by", "by the end of the month"


def _no_zone(book: Any) -> None:
    book["Chronology"]["A1"].value = "When"


SPOILT = (
    (_as_text, "Items!D2: “9,800 kg” is text"),
    (_as_dash, "Items!D2: “–” in the place of nothing"),
    (_as_day, "Key facts!B3: “6 Nov 2026” is text"),
    (_formula, "Items!C2: a formula"),
    (_plus, "Items!C2: “+49 30” would be computed once edited"),
    (_item, "Items: Item holds ['text']"),
    (_second_table, "Items: row 3 is empty"),
    (_not_first, "the first sheet is For printing"),
    (_wide, "Items: not one page wide"),
    (_upright, "Items: not printed across A4"),
    (_no_head, "Items: its head is not repeated"),
    (_no_marking, "Items: no marking above its pages"),
    (_no_pages, "Items: no page n of m"),
    (_moving, "Items: its head is not frozen"),
    (_unfiltered, "Items: filter A1:A2, not A1:G2"),
    (_due, "Items: Reply by holds ['text']"),
    (_no_zone, "Chronology: When names no zone"),
)


@pytest.mark.parametrize(("change", "said"), SPOILT)
def test_each_rule_notices_who_breaks_it(
    demonstration: Demonstration,
    change: Callable[[Any], None],
    said: str,
    tmp_path: Path,
) -> None:
    copy = Path(shutil.copy(demonstration.result.xlsx, tmp_path / "r.xlsx"))
    assert faults_of(copy) == []
    assert said in faults_of(spoiled(change, copy))


@pytest.mark.parametrize("cell", ["Items!A2", "Items!D2", "Key facts!B3", "For printing!B2"])
def test_a_changed_value_is_named(demonstration: Demonstration, cell: str, tmp_path: Path) -> None:
    sheet, _sign, place = cell.partition("!")

    def change(book: Any) -> None:
        book[sheet][place].value = 7

    copy = Path(shutil.copy(demonstration.result.xlsx, tmp_path / "r.xlsx"))
    (found,) = reporting.verify_reports([spoiled(change, copy)]).files
    assert [one.place for one in found.changes] == [cell]


def test_the_sample_case_is_printed_on_few_pages(
    demonstration: Demonstration, tmp_path: Path
) -> None:
    """Read me and the sheet for printing hold all of it; each other sheet is a table to work in."""
    office = shutil.which("soffice")
    if office is None or not _has_letters_of_excel():
        pytest.skip("LibreOffice, or letters as wide as Excel's, are not installed")
    copy = Path(shutil.copy(demonstration.result.xlsx, tmp_path / "r.xlsx"))

    def for_paper(book: Any) -> None:
        for page in book.worksheets:
            if page.title not in (READ_ME, PAPER):
                del book[page.title]

    spoiled(for_paper, copy)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, copy],
        check=True,
        capture_output=True,
        timeout=120,
    )
    with pikepdf.open(tmp_path / "r.pdf") as printed:
        assert len(printed.pages) <= MOST_PAGES


def _has_letters_of_excel() -> bool:
    listing = shutil.which("fc-match")
    if listing is None:
        return False
    found = subprocess.run([listing, "Calibri"], check=True, capture_output=True, text=True)
    return "Carlito" in found.stdout or "Calibri" in found.stdout
