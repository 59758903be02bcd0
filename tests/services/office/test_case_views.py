"""Views of the list of cases: what they find, whose they are, and the list as a file."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.services.sample_office import (
    ANALYST,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
    declared,
    write_csv,
)
from tests.taking_in import taken_in

from landwaiter.canonical import sha256_hex
from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.cases.case_query import CaseQuery, read_query
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.office.deeds import DropOfficeView, KeepOfficeView
from landwaiter.domain.reports.deeds import ExportCases
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.cases.clocks import is_legal
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.office.case_views import (
    counted_views,
    named_views,
    remove_own_view,
    save_own_view,
    view_named,
)

HUB = declared(lrn="LW-9", country_destination="AE", description="=cmd|valve", cn8="84818099")


def found(office: Office, line: str, who: str = ANALYST) -> list[str]:
    rows = list_cases(office.session(who), read_query(line, strict=True)).rows
    return [row.reference for row in rows]


def counts(office: Office, who: str = ANALYST) -> dict[str, int]:
    return {one.view.name: one.cases for one in counted_views(office.session(who))}


@pytest.fixture
def two(office: Office) -> Office:
    """A second case, to a hub."""
    taken_in(office.session(ANALYST), TakeIn((write_csv(office.path.parent / "hub.csv", [HUB]),)))
    return office


def test_the_views_count_what_they_find(two: Office) -> None:
    assert counts(two)["open"] == counts(two)["nobody"] == 2
    two.act(ANALYST, "take")
    assert (counts(two)["mine"], counts(two)["nobody"]) == (1, 1)
    assert counts(two, REVIEWER)["mine"] == 0
    assert found(two, "by:nobody") == [f"{REF[:-1]}2"]


def test_a_clock_of_law_is_found_before_and_after_it_ran_out(two: Office) -> None:
    two.act(ANALYST, "take")
    two.act(ANALYST, "suspend", item=1, track=TrackLetter.A, reason=REASON)
    two.act(ANALYST, "consult", to="licensing authority")
    assert (counts(two)["ran-out"], counts(two)["due-3"]) == (0, 0)
    assert found(two, "clock:legal") == [REF]
    (last,) = (clock.due for clock in two.view().clocks if is_legal(clock))
    while two.session(ANALYST).today() < last:
        two.clock.move(days=1)
    assert (counts(two)["ran-out"], counts(two)["due-3"]) == (0, 1)
    assert found(two, "clock:0") == [REF]
    two.clock.move(days=1)
    assert (counts(two)["ran-out"], counts(two)["due-3"]) == (1, 0)
    assert found(two, "clock:ran_out") == [REF]
    assert found(two, "clock:none") == []


def test_goods_code_value_and_day_narrow(two: Office) -> None:
    other = f"{REF[:-1]}2"
    rows = {row.reference: row for row in list_cases(two.session(ANALYST)).rows}
    assert found(two, "code:848180") == [other]
    assert found(two, "code:84") == [ref for ref in rows if rows[ref].codes[0].startswith("84")]
    two.act(ANALYST, "hold", item=1)
    assert found(two, "goods:held") == [REF]
    value = rows[REF].value
    assert value is not None
    assert REF in found(two, f"value:{value}")
    assert REF not in found(two, f"value:{value + 1}")
    day = rows[REF].received.isoformat()
    assert REF in found(two, f"from:{day} until:{day}")
    assert found(two, "until:2020-01-01") == []


def test_an_own_view_is_seen_by_its_owner_alone_and_leaves_no_entry(office: Office) -> None:
    before = audit_page(office.session(ANALYST), limit=1).rows[0].seq
    save_own_view(office.session(ANALYST), " Bearings  8482 ", "code:8482 sort:due", "title,value")
    view = view_named(office.session(ANALYST), "bearings 8482")
    assert view.query == CaseQuery(code="8482", sort="due", descending=False)
    assert view.columns == ("reference", "title", "value")
    with pytest.raises(NotFound):
        view_named(office.session(REVIEWER), "Bearings 8482")
    remove_own_view(office.session(ANALYST), "Bearings 8482")
    assert audit_page(office.session(ANALYST), limit=1).rows[0].seq == before
    with pytest.raises(NotFound):
        remove_own_view(office.session(ANALYST), "Bearings 8482")


@pytest.mark.parametrize("name", ["", "x" * 61, "Mine"])
def test_a_view_has_a_name_of_its_own(office: Office, name: str) -> None:
    with pytest.raises(Invalid) as refused:
        save_own_view(office.session(ANALYST), name, "")
    assert refused.value.field == "name"


def test_a_view_of_the_office_is_a_deed_of_a_head_and_of_everybody(office: Office) -> None:
    with pytest.raises(NotAllowed):
        do(office.session(ANALYST), KeepOfficeView("China", "to:CN"))
    do(office.session(HEAD), KeepOfficeView("China", "stage:open to:CN", "title,due"))
    assert view_named(office.session(REVIEWER), "china").query.destination == "CN"
    assert audit_page(office.session(HEAD), limit=1).rows[0].deed == "View of the office saved"
    save_own_view(office.session(ANALYST), "China", "to:CN by:me")
    assert view_named(office.session(ANALYST), "China").query.assignee == "me"
    do(office.session(HEAD), DropOfficeView("China"))
    assert [one.name for one in named_views(office.session(REVIEWER)) if one.name == "China"] == []
    assert view_named(office.session(ANALYST), "China").query.assignee == "me"


def test_the_list_is_written_as_it_is_shown_and_the_chain_says_so(
    two: Office, tmp_path: Path
) -> None:
    session = two.session(ANALYST)
    said = ExportCases(tmp_path / "cases.csv", "sort:reference", "title,code,value")
    made = run(session, said)
    text = (tmp_path / "cases.csv").read_text(encoding="utf-8-sig")
    lines = list(csv.reader(text.splitlines()))
    assert lines[0] == ["Reference", "Title", "CN code", "Value"]
    assert [line[0] for line in lines[1:]] == [REF, f"{REF[:-1]}2"]
    assert not any(cell.startswith("=") for line in lines for cell in line)
    entry = audit_page(session, limit=1).rows[0]
    assert entry.deed == "List of cases exported"
    assert made.sha256 == sha256_hex(Path(made.file).read_bytes())
    book = load_workbook(run(session, ExportCases(tmp_path / "cases.xlsx", "to:AE")).file)
    assert [row[0].value for row in book["Cases"].iter_rows(min_row=2)] == [f"{REF[:-1]}2"]
    pdf = run(session, ExportCases(tmp_path / "cases.pdf", references=(REF,)))
    assert pdf.cases == 1
    assert Path(pdf.file).read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("name", "fault"), [("cases.txt", Invalid), ("there.csv", Conflict)])
def test_no_file_is_overwritten_and_none_of_another_form(
    office: Office, tmp_path: Path, name: str, fault: type[Exception]
) -> None:
    (tmp_path / "there.csv").write_text("mine")
    before = audit_page(office.session(ANALYST), limit=1).rows[0].seq
    with pytest.raises(fault):
        run(office.session(ANALYST), ExportCases(tmp_path / name))
    assert (tmp_path / "there.csv").read_text() == "mine"
    assert audit_page(office.session(ANALYST), limit=1).rows[0].seq == before
