"""The register of cases: each case of the period once, with what became of it."""

from datetime import date
from pathlib import Path

import pytest
from tests.reports.test_pdf import text_of
from tests.services.reports.test_report_types import table
from tests.services.sample_office import (
    ADMIN,
    ANALYST,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
    declared,
)

from landwaiter.domain.reports.subject_deeds import ReportRegister
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.reports.dossier.dossier import CellMark
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports import reporting
from landwaiter.services.reports.register_report import freeze_register

MARCH = ReportRegister(date(2026, 3, 1), date(2026, 3, 31))


def test_each_case_of_the_period_stands_once_with_what_became_of_it(
    office: Office, tmp_path: Path
) -> None:
    office.take_in(declared(lrn="LW-2", country_destination="TR"))
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    office.act(REVIEWER, "approve")
    dossier = freeze_register(office.session(HEAD), MARCH)
    assert dossier.report_type == "Provisional register of cases"
    rows = table(dossier, "cases").rows
    assert [(row[0], row[1], row[3], row[4], row[6]) for row in rows] == [
        (REF, "2026-03-30", "Obrabiarki Wisla", "CN", "Release"),
        ("PL1-2026-000002", "2026-03-30", "Obrabiarki Wisla", "TR", "New"),
    ]
    assert rows[0][5] == CellMark("824000", unit="EUR")
    assert "824,000 EUR" in text_of(dossier, tmp_path)


def test_a_period_without_cases_says_so_and_a_wrong_one_is_refused(office: Office) -> None:
    session = office.session(HEAD)
    empty = freeze_register(session, ReportRegister(date(2025, 1, 1), date(2025, 2, 1)))
    assert not table(empty, "cases").rows
    assert empty.report_type == "Register of cases"
    with pytest.raises(Invalid, match="ends before it begins"):
        freeze_register(session, ReportRegister(date(2026, 4, 1), date(2026, 3, 1)))


def test_it_is_kept_and_verifies_and_is_not_for_an_administrator(
    office: Office, tmp_path: Path
) -> None:
    pdf, xlsx = tmp_path / "r.pdf", tmp_path / "r.xlsx"
    run(office.session(HEAD), ReportRegister(MARCH.first, MARCH.last, pdf, xlsx))
    found = reporting.verify_reports([pdf, xlsx])
    assert (found.passed, found.same_dossier) == (True, True)
    with pytest.raises(NotAllowed, match="needs the role"):
        run(office.session(ADMIN), MARCH)
    (row,) = reporting.reports_made(office.session(ADMIN)).rows
    with pytest.raises(NotAllowed, match="What this report says is for"):
        reporting.render_again(office.session(ADMIN), row.id, pdf=None, xlsx=xlsx)
