"""The list of cases: pages over ties and missing values, filters, words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services import sample_office as sample
from tests.services.sample_office import ANALYST, REASON, REF, REVIEWER, Office, declared, write_csv
from tests.taking_in import taken_in

from landwaiter.domain.cases.case_query import CaseQuery
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.cases.search import find

SORTS = (
    "reference",
    "title",
    "exporter",
    "end_user",
    "destination",
    "stage",
    "due",
    "assignee",
    "candidate",
    "received",
)
DESTINATIONS = ("CN", "", "AE", "CN", "HK", "", "AE", "CN", "TR", "", "CN", "AE")
GOODS = ("spindle", "lathe", "spindle", "石墨粉末", "Wälzlager", "bearing", "spindle", "valve")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Thirteen cases with many ties and missing values; read only."""
    office = sample.an_office(tmp_path_factory.mktemp("list"))
    rows = [
        declared(
            lrn=f"LW-{number + 100}",
            country_destination=destination,
            description=GOODS[number % len(GOODS)],
            exporter_name="" if number % 4 == 0 else f"Exporter {number % 3}",
        )
        for number, destination in enumerate(DESTINATIONS)
    ]
    path = write_csv(office.path.parent / "many.csv", rows)
    (result,) = taken_in(office.session(ANALYST), TakeIn((path,)))
    for number, reference in enumerate(result.cases):
        if number % 3 == 0:
            office.act(REVIEWER, "take", reference=reference)
        if number % 3 == 1:
            office.act(ANALYST, "assess", reference=reference)
        if number % 4 == 0:
            office.act(ANALYST, "hear", reference=reference, to="exporter")
    yield office
    office.close()


def every_page(office: Office, query: CaseQuery, limit: int) -> Iterator[CaseRow]:
    after = None
    while True:
        page = list_cases(office.session(ANALYST), query, after=after, limit=limit)
        assert len(page.rows) == limit or page.after is None
        yield from page.rows
        after = page.after
        if after is None:
            return


def key(row: CaseRow, sort: str) -> tuple[bool, str, str]:
    if sort == "candidate":
        return True, f"{row.candidate.score if row.candidate else 0:04}", row.id
    value = row.clock.due.isoformat() if sort == "due" and row.clock else getattr(row, sort, None)
    return value is not None, str(value or ""), row.id


@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("limit", [1, 4, 5])
def test_pages_together_are_the_whole_list_in_order(
    office: Office, sort: str, descending: bool, limit: int
) -> None:
    found = list(every_page(office, CaseQuery(sort=sort, descending=descending), limit))
    whole = sorted(found, key=lambda row: key(row, sort), reverse=descending)
    assert [row.id for row in found] == [row.id for row in whole]
    assert len({row.id for row in found}) == 13


def test_the_last_page_says_that_it_is_the_last(office: Office) -> None:
    page = list_cases(office.session(ANALYST), limit=13, counted=True)
    assert (len(page.rows), page.after, page.total) == (13, None, 13)
    assert list_cases(office.session(ANALYST)).total is None


FILTERS = [
    (CaseQuery(destination="AE"), lambda row: row.destination == "AE"),
    (CaseQuery(stage="assessment"), lambda row: row.stage == "assessment"),
    (CaseQuery(assignee=REVIEWER), lambda row: row.assignee == REVIEWER),
    (CaseQuery(kind="export"), lambda row: row.kind == "export"),
    (CaseQuery(text="to:hk"), lambda row: row.destination == "HK"),
    (CaseQuery(text="stage:new by:Rev"), lambda row: row.stage == "new" and row.assignee == "Rev"),
    (CaseQuery(text="spindle to:AE"), lambda r: r.destination == "AE" and "spindle" in r.title),
    (CaseQuery(text="SPIN"), lambda row: "spindle" in row.title),
    (CaseQuery(text="石墨粉"), lambda row: "石墨粉末" in row.title),
    (CaseQuery(text="石墨"), lambda row: "石墨粉末" in row.title),
    (CaseQuery(text="walzlager"), lambda row: "Wälzlager" in row.title),
]


@pytest.mark.parametrize(("query", "chosen"), FILTERS)
def test_a_filter_finds_exactly_what_it_says(office: Office, query: CaseQuery, chosen) -> None:  # type: ignore[no-untyped-def]  # a predicate of the table
    whole = list_cases(office.session(ANALYST)).rows
    found = list_cases(office.session(ANALYST), query, counted=True)
    assert found.rows
    assert [row.id for row in found.rows] == [row.id for row in whole if chosen(row)]
    assert found.total == len(found.rows)


def test_a_flag_finds_the_cases_on_which_it_is_raised(office: Office) -> None:
    rows = list_cases(office.session(ANALYST), CaseQuery(text="flag:rf-g07")).rows
    raised = {
        row.reference
        for row in list_cases(office.session(ANALYST)).rows
        if any(flag.rule == "RF-G07" for flag in office.view(row.reference).raised)
    }
    assert {row.reference for row in rows} == raised
    assert REF in raised


@pytest.mark.parametrize("text", ['"', "%", "a'b", "NEAR(", "x*", "-", 'AND "', "LW-1 %"])
def test_signs_of_query_languages_are_letters_like_others(office: Office, text: str) -> None:
    assert all(row.reference for row in list_cases(office.session(ANALYST), CaseQuery(text)).rows)


def test_a_case_is_found_by_its_reference_and_numbers(office: Office) -> None:
    for text in (REF, "LW-1 ", "PL526100001900000"):
        found = list_cases(office.session(ANALYST), CaseQuery(text=text)).rows
        assert REF in {row.reference for row in found}


def test_what_was_learned_later_is_found_too(tmp_path: Path) -> None:
    office = sample.an_office(tmp_path)
    value = {"name": "Quiet Harbour School"}
    office.act(ANALYST, "enrich", field="end_user", value=value, source="contract")
    found = list_cases(office.session(ANALYST), CaseQuery(text="quiet harb")).rows
    office.close()
    assert [row.reference for row in found] == [REF]


def test_one_search_finds_cases_entities_codes_and_acts(tmp_path: Path) -> None:
    office = sample.an_office(tmp_path)
    office.act(ANALYST, "link", party="exporter", basis=REASON)
    session = office.session(ANALYST)
    kinds = {text: {found.kind for found in find(session, text)} for text in ("wisla", "2b001")}
    military = [found.key for found in find(session, "ml2") if found.kind == "code"]
    acts = [found.key for found in find(session, "hold the goods")]
    nothing = find(session, "  ")
    office.close()
    assert kinds["wisla"] == {"case", "entity"}
    assert "code" in kinds["2b001"]
    assert military[:4] == ["ML2", "ML20", "ML21", "ML22"]
    assert acts == ["hold"]
    assert nothing == ()


def test_the_strongest_candidate_stands_in_the_list_and_narrows_it(office: Office) -> None:
    rows = list(every_page(office, CaseQuery(), 50))
    held = [row for row in rows if row.candidate]
    assert held
    for row in held:
        view = office.view(row.reference)
        best = max(one.score for one in view.case.candidates if one.list in ("eu", "cml"))
        assert row.candidate is not None
        assert row.candidate.score == best
        assert view.row.candidate == row.candidate
    code = held[0].candidate.code if held[0].candidate else ""
    same = [row.id for row in rows if row.candidate and row.candidate.code == code]
    for query in (CaseQuery(candidate=code), CaseQuery(text=f"candidate:{code}")):
        assert sorted(row.id for row in every_page(office, query, 50)) == sorted(same)
    open_ones = {row.id for row in held if row.candidate and row.candidate.authorised is not True}
    query = CaseQuery(candidate="unauthorised")
    assert {row.id for row in every_page(office, query, 50)} == open_ones
    assert open_ones
