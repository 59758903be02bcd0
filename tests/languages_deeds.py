"""A case of the sample office from its declaration to its report, and what was sealed of it."""

from pathlib import Path
from typing import Any

from tests import languages
from tests.services.act_examples import (
    ASSESS,
    CONSULTED,
    FACT,
    FINDING,
    LINKED,
    fifteen_days_pass,
    has_letter,
    judges,
    second_case,
)
from tests.services.sample_office import (
    ANALYST,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
    an_office,
    two_items,
)

from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.deeds import OpenCase
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.services.cases import listed_cases
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.intake.openings import as_typed


def told(folder: Path) -> dict[str, Any]:
    office = an_office(folder)
    try:
        _work(office)
        session = office.session(HEAD)
        view = office.view()
        return {
            "sealed": languages.sealed(session),
            "words": sorted(languages.columns_with_words(session)),
            "approval": [view.approved_valid, str(view.why_not_valid)],
        }
    finally:
        office.close()


def _work(office: Office) -> None:
    for step in (ASSESS, *CONSULTED, LINKED, has_letter, judges, second_case):
        step(office)
    office.act(ANALYST, "enrich", **FACT)
    office.act(ANALYST, "classify", **FINDING)
    office.act(ANALYST, "dismiss_flag", flag="RF-G07", reason=REASON)
    _open_without_title(office)
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    office.take_in(*two_items(net_mass_kg=9900))  # what is proposed ends with a reason of ours
    fifteen_days_pass(office)
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    office.act(REVIEWER, "approve")
    run(office.session(ANALYST), ReportCase(CaseReport.CASE, REF, pdf=office.path.parent / "r.pdf"))


def _open_without_title(office: Office) -> None:
    """The program makes up the title."""
    session = office.session(ANALYST)
    do(session, as_typed(OpenCase(CaseKind.BROKERING, "exporter_request")))
    assert listed_cases.list_cases(session, limit=10).rows
