"""A case on an acquisition: the owners of its target before and after the day of the closing."""

from dataclasses import replace
from pathlib import Path

from tests.services.cases.test_kinds import opened, text_of
from tests.services.sample_office import ANALYST, REF, Office

from landwaiter.cli.cases.case_json import case_object
from landwaiter.cli.cases.case_text import case_lines
from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.acquisition import owners_then, why_no_owners
from landwaiter.domain.entities.deeds import LinkEntities, MakeEntity
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.services.deeds.engine import do, run

TARGET, BUYER, SELLER = "Optik Nord GmbH", "Blue Ridge Holding", "Nord Family Trust"
SOURCE = "a newspaper"
UNKNOWN = "the target is linked to no entity: its owners before and after are not known"


def linked(office: Office, reference: str) -> None:
    session = office.session(ANALYST)
    for name in (TARGET, BUYER, SELLER):
        do(session, MakeEntity(name, "organisation", SOURCE))
    party = next(one for one in office.case(reference).parties if one.name == TARGET)
    basis = "the same register number"
    office.act(ANALYST, "link", reference=reference, party=party.id, basis=basis, to=TARGET)


def owns(office: Office, owner: str, percent: str, *, since: str, until: str | None = None) -> None:
    link = LinkEntities(owner, "owns", TARGET, SOURCE, certainty=Certainty.REPORTED, since=since)
    do(office.session(ANALYST), replace(link, percent=percent, until=until))


def test_owners_stand_on_the_side_of_the_closing_that_their_days_state(office: Office) -> None:
    reference = opened(office, CaseKind.ACQUISITION)
    linked(office, reference)
    owns(office, SELLER, "100", since="2010", until="2026-06-29")
    owns(office, BUYER, "74.9", since="2026-06-30")
    closing = office.view(reference).closing
    assert closing is not None
    assert closing.day == "2026-06-30"
    assert [(then, one.name) for then, one in owners_then(closing)] == [
        ("before", SELLER),
        ("after", BUYER),
    ]


def test_a_target_that_is_no_entity_yet_says_so(office: Office) -> None:
    closing = office.view(opened(office, CaseKind.ACQUISITION)).closing
    assert closing is not None
    assert why_no_owners(closing) == UNKNOWN


def test_a_case_on_something_else_has_no_closing(office: Office) -> None:
    assert office.view(REF).closing is None


def test_command_and_report_print_them_with_their_certainty(office: Office, tmp_path: Path) -> None:
    reference = opened(office, CaseKind.ACQUISITION)
    assert any(UNKNOWN in line for line in case_lines(office.view(reference)))
    linked(office, reference)
    owns(office, SELLER, "100", since="2010", until="2026-06-29")
    view = office.view(reference)
    stated = f"before: {SELLER} (100 %; reported; {SOURCE})"
    assert stated in [line.strip() for line in case_lines(view)]
    assert case_object(view)["closing"]["before"][0]["certainty"] == "reported"
    file = tmp_path / "ministry.pdf"
    run(office.session(ANALYST), ReportCase(CaseReport.MINISTRY, reference, pdf=file))
    said = text_of(file)
    assert "Owners before and after an acquisition" in said
    assert SELLER in said
