"""A refusal names who refused, on paper and wherever the decision is read."""

from pathlib import Path

import openpyxl
import pytest
from tests.services.act_examples import CONSULTED
from tests.services.cases.test_goods_places import text_of
from tests.services.sample_office import ANALYST, REASON, REF, REVIEWER, Office

from landwaiter.canonical import plain
from landwaiter.cli.cases.case_json import case_object
from landwaiter.cli.cases.case_text import case_lines
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.services.deeds.engine import run

AUTHORITY = "licensing authority"
"""As CONSULTED names it."""


def refuse(office: Office, outcome: str) -> None:
    office.act(ANALYST, "take")
    office.act(ANALYST, "assess")
    national = {"basis": "Act on procedure s. 10", "period": "30d"}
    office.act(ANALYST, "hear", to="Obrabiarki Wisla", reason="We intend to refuse.", **national)
    office.clock.move(days=45)
    office.act(ANALYST, "propose", outcome=outcome, reason=REASON, appeal="within 14 days")
    office.act(REVIEWER, "approve")


@pytest.fixture
def refused(office: Office) -> Office:
    """The authority that was asked on item 1 acts; nobody was asked of item 2."""
    for step in CONSULTED:
        step(office)
    office.act(ANALYST, "record_reply", outcome="acts", reason="Refused under Art. 16(1).")
    refuse(office, "authorisation_refused")
    return office


def printed(office: Office, name: str, folder: Path) -> tuple[str, str]:
    pdf, book = folder / "r.pdf", folder / "r.xlsx"
    run(office.session(ANALYST), ReportCase(CaseReport(name), REF, pdf=pdf, xlsx=book))
    cells = [
        str(cell)
        for page in openpyxl.load_workbook(book).worksheets[:-1]
        for row in page.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    ]
    # A long text goes on in the next cell, as it does in the next line of the page.
    return " ".join(text_of(pdf).split()), " ".join(" ".join(cells).split())


@pytest.mark.parametrize("name", ["case", "ministry"])
def test_a_refused_authorisation_names_the_authority(
    refused: Office, name: str, tmp_path: Path
) -> None:
    for said in printed(refused, name, tmp_path):
        assert f"authorisation refused by {AUTHORITY}" in said
        assert "authorisation refused, by which authority is not stated" in said


@pytest.mark.parametrize("name", ["case", "ministry"])
def test_a_refused_authorisation_says_by_when_the_denial_is_reviewed(
    refused: Office, name: str, tmp_path: Path
) -> None:
    for said in printed(refused, name, tmp_path):
        assert "by 30 Mar 2029 if it was notified with the reply of 30 Mar 2026" in said


def test_of_a_refusal_of_the_office_no_review_is_said(office: Office, tmp_path: Path) -> None:
    refuse(office, "refuse")
    assert "A denial is reviewed" not in printed(office, "ministry", tmp_path)[1]


def test_the_track_names_who_replied(refused: Office, tmp_path: Path) -> None:
    _pdf, book = printed(refused, "case", tmp_path)
    assert f"30 Mar 2026, {AUTHORITY}: the authority acts, no release" in book


def test_a_refusal_of_the_office_names_the_office(office: Office, tmp_path: Path) -> None:
    refuse(office, "refuse")
    for said in printed(office, "ministry", tmp_path):
        assert "refused by PL1" in said


def test_the_command_line_names_the_authority(refused: Office) -> None:
    view = refused.view()
    assert any(f"authorisation refused by {AUTHORITY}" in line for line in case_lines(view))
    assert plain(case_object(view))["decision"]["authorities"] == [AUTHORITY]
