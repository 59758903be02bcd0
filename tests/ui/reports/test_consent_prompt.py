"""In the window what an owner said is recorded of a passage of a report to another state."""

from datetime import date
from pathlib import Path

import pytest
from tests.ui.desk_office import Answers, Hands
from tests.ui.frame.test_desk import open_case

from landwaiter.domain.cases.deeds_on_findings import Enrich
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.consents import ConsentOutcome
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.domain.reports.profiles import Profile
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports.consents import consents_known
from landwaiter.services.warm.session import Session
from landwaiter.ui.reports.reports_screen import ReportsScreen

REF = "PL1-2026-000001"
PLACE = "enrichment/1/value"


@pytest.fixture
def session(at_work: Hands) -> Session:
    """A case with a business secret, of which a report to another state was made."""
    open_case(at_work)
    session = at_work.room.desk.known_session
    do(session, Enrich(REF, field="end_use", value="reactor of unit 5", source="web"))
    return session


def chosen(hands: Hands, screen: ReportsScreen, folder: Path, reader: Profile) -> None:
    """The report is made and chosen in the list."""
    to = "Customs of NL" if reader is Profile.PARTNER_STATE else ""
    said = ReportCase(CaseReport.CASE, REF, xlsx=folder / "r.xlsx", reader=reader, to=to)
    run(hands.room.desk.known_session, said)
    screen.refresh()
    hands.settle()
    screen.list.selectRow(0)


@pytest.mark.parametrize("reader", [Profile.MINISTRY, Profile.COURT])
def test_of_a_report_to_nobody_abroad_no_owner_is_asked(
    hands: Hands, screen: ReportsScreen, tmp_path: Path, reader: Profile
) -> None:
    chosen(hands, screen, tmp_path, reader)
    assert "no report of a case for another state" in screen.consent.why_not


def test_what_the_owner_said_is_recorded(
    hands: Hands, screen: ReportsScreen, session: Session, answers: Answers, tmp_path: Path
) -> None:
    chosen(hands, screen, tmp_path, Profile.PARTNER_STATE)
    today = session.today()
    answers.answers = {
        "place": PLACE,
        "owner": "Beta Ventile",
        "outcome": "agreed",
        "day": today.isoformat(),
        "document": "letter BV-7",
    }
    screen.consent.click()
    hands.settle()
    assert "It is recorded." in screen.outcome.words()
    (row,) = consents_known(session, REF)
    said = (row.place, row.owner, row.outcome, date.fromisoformat(row.day), row.document)
    assert said == (PLACE, "Beta Ventile", ConsentOutcome.AGREED, today, "letter BV-7")


def test_who_says_nothing_records_nothing(
    hands: Hands, screen: ReportsScreen, session: Session, answers: Answers, tmp_path: Path
) -> None:
    chosen(hands, screen, tmp_path, Profile.PARTNER_STATE)
    answers.answers = None
    screen.consent.click()
    hands.settle()
    assert consents_known(session, REF) == ()
