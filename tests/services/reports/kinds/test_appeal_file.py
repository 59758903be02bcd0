"""The file on an appeal: decision, service, period, when the appeal came, and what became of it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.services.act_examples import CONSENT, DECIDED, LED_BY, does
from tests.services.prepared import prepared
from tests.services.reports.kinds.test_paper_kinds import refused
from tests.services.reports.test_report_types import made, shown, table, words
from tests.services.sample_office import ANALYST, HEAD, REASON, REF, Office
from tests.settings import change_settings

from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.domain.reports.profiles import Profile
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.services.deeds.engine import run
from landwaiter.services.reports import freezing, reporting
from landwaiter.services.reports.dossier.types import report_type
from landwaiter.services.reports.paper_readers import ReportReader

GROUNDS = "the drill was never listed"
APPEAL: Mapping[str, Any] = {"by": "the exporter", "number": "II SA 12/26", "reason": GROUNDS}
SERVICE: Mapping[str, Any] = {"to": "the exporter", "number": "RR 77"}
COURT_S_REASON = "the court found no risk in waiting"


@prepared
def decided(office: Office) -> Office:
    for step in DECIDED:
        step(office)
    return office


def said(dossier: Dossier, name: str = "appeal_1") -> dict[str, str]:
    return {shown(row[0]): shown(row[1]) for row in table(dossier, name).rows}


def for_court(office: Office) -> Dossier:
    kind = report_type("appeal")
    return freezing.freeze(
        office.session(ANALYST),
        REF,
        compose=kind.compose,
        report_type=kind.name,
        reader=ReportReader(Profile.COURT),
    ).report


def test_there_is_no_file_before_an_appeal_is_lodged(decided: Office) -> None:
    assert "No appeal is recorded" in refused(decided, "appeal")
    decided.act(ANALYST, "serve_decision", **SERVICE)
    assert "No appeal is recorded" in refused(decided, "appeal")


def test_it_says_service_period_and_that_the_appeal_came_within_it(decided: Office) -> None:
    change_settings(decided.session(HEAD), {"decision.appeal_days": "14"})
    decided.act(ANALYST, "serve_decision", **SERVICE)
    decided.clock.move(days=14)
    decided.act(ANALYST, "lodge_appeal", **APPEAL)
    dossier = made(decided, "appeal")
    told = said(dossier)
    assert (told["Day of service"], told["Served on"]) == ("30 Mar 2026", "the exporter")
    assert told["Period to appeal"] == "14 days to appeal, until 13 Apr 2026"
    assert (told["Appeal lodged"], told["In time"]) == ("13 Apr 2026", "within the period")
    assert (told["Reference of the appeal"], told["Grounds"]) == ("II SA 12/26", GROUNDS)
    assert told["Decision"] == "refused by PL1"
    assert told["SHA-256 of the text that was signed"] == decided.case().decisions[0].text_sha256
    assert told["Status"] == "appeal lodged, 13 Apr 2026"
    assert dossier.answer is not None
    assert dossier.answer.asked_of_you == "Judge the appeal of 13 Apr 2026."


def test_an_appeal_after_the_last_day_is_told_and_not_judged(decided: Office) -> None:
    change_settings(decided.session(HEAD), {"decision.appeal_days": "14"})
    decided.act(ANALYST, "serve_decision", **SERVICE)
    decided.clock.move(days=15)
    decided.act(ANALYST, "lodge_appeal", **APPEAL)
    assert said(made(decided, "appeal"))["In time"] == "after the last day, 13 Apr 2026"


@pytest.mark.parametrize("is_served", [True, False])
def test_without_a_period_it_is_not_known_whether_the_appeal_came_in_time(
    decided: Office, is_served: bool
) -> None:
    if is_served:
        decided.act(ANALYST, "serve_decision", **SERVICE)
    decided.act(ANALYST, "lodge_appeal", **APPEAL)
    told = said(made(decided, "appeal"))
    assert told["In time"] == "not known: no last day is recorded"
    if is_served:
        assert told["Period to appeal"] == "the office had set no period to appeal"
    else:
        assert told["Day of service"] == "no service is recorded"


def test_after_a_judgment_nothing_is_asked_and_each_step_is_told(decided: Office) -> None:
    decided.act(ANALYST, "lodge_appeal", **APPEAL)
    decided.act(ANALYST, "follow_appeal", step="judgment", number="II SA 12/26", reason=REASON)
    dossier = made(decided, "appeal")
    steps = [shown(row[1]) for row in table(dossier, "appeal_1_steps").rows]
    assert steps == ["appeal lodged", "judgment"]
    assert said(dossier)["Status"].startswith("judgment, ")
    assert dossier.answer is not None
    assert "Judge the appeal" not in dossier.answer.asked_of_you
    decided.act(ANALYST, "lodge_appeal", by="the office", number="I GSK 3/27")
    again = made(decided, "appeal")
    assert [shown(row[1]) for row in table(again, "appeal_1").rows].count("within the period") == 0
    assert said(again)["Reference of the appeal"] == "I GSK 3/27"
    assert again.answer is not None
    assert again.answer.asked_of_you.startswith("Judge the appeal of ")


def test_a_court_reads_the_grounds_and_not_the_office_s_reasons(decided: Office) -> None:
    decided.act(ANALYST, "lodge_appeal", **APPEAL)
    decided.act(ANALYST, "follow_appeal", step="suspension_asked", reason=COURT_S_REASON)
    assert COURT_S_REASON in words(table(made(decided, "appeal"), "appeal_1_steps"))
    dossier = for_court(decided)
    assert said(dossier)["Grounds"] == GROUNDS
    told = words(table(dossier, "appeal_1_steps"))
    assert GROUNDS in told
    assert COURT_S_REASON not in dossier.canonical().decode()


def test_a_step_of_which_nothing_was_said_is_not_told_as_withheld(decided: Office) -> None:
    decided.act(ANALYST, "serve_decision", **SERVICE)
    decided.act(ANALYST, "lodge_appeal", **APPEAL)
    served, _lodged = table(for_court(decided), "appeal_1_steps").rows
    assert served[1:] == ("decision served", "the exporter", "RR 77", None)


def test_a_consent_of_the_prosecutor_stands_in_it(decided: Office) -> None:
    decided.act(ANALYST, "lodge_appeal", **APPEAL)
    assert "appeal_consents" not in {one.id for one in made(decided, "appeal").tables}
    for step in (does("lead_by_prosecutor", **LED_BY), does("record_consent", **CONSENT)):
        step(decided)
    (row,) = table(made(decided, "appeal"), "appeal_consents").rows
    assert row[1:] == ("letters", LED_BY["prosecutor"], CONSENT["number"], CONSENT["purpose"])
    (told,) = table(for_court(decided), "appeal_consents").rows
    assert told[1:3] == ("letters", LED_BY["prosecutor"])
    assert CONSENT["purpose"] not in "".join(map(shown, told))


def test_pieces_and_letters_have_numbers_and_hashes_and_both_files_verify(
    decided: Office, tmp_path: Path
) -> None:
    decided.act(ANALYST, "lodge_appeal", **APPEAL)
    pdf, xlsx = tmp_path / "appeal.pdf", tmp_path / "appeal.xlsx"
    run(decided.session(ANALYST), ReportCase(CaseReport.APPEAL, REF, pdf, xlsx))
    found = reporting.verify_reports([pdf, xlsx])
    assert (found.passed, found.same_dossier) == (True, True)
    assert any("edacted for court" in sentence for sentence in found.sentences())
    names = {one.id for one in made(decided, "appeal").closing}
    assert {"evidence", "declarations", "chronology"} <= names
