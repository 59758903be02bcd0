"""Each scenario goes through the services and must come out as it says."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.acceptance.drive import Driven, answer_what_is_missing, drive, fill_record
from tests.acceptance.scenario import POLICIES, Scenario
from tests.deeds.proposals import do_with_care
from tests.deeds.said import said

from landwaiter.domain.cases.decision import OUTCOMES
from landwaiter.domain.cases.hearings import is_adverse
from landwaiter.domain.flags.registry import RULES
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.services.cases.clocks import is_legal
from landwaiter.services.deeds.engine import do, run


@pytest.fixture(scope="module")
def driven(scenario: Scenario, tmp_path_factory: pytest.TempPathFactory) -> Driven:
    """The scenario driven once; it names rules that there are."""
    unknown = sorted({*scenario.expected.flags} - {*RULES})
    assert not unknown, f"{scenario.id}: there are no such rules: {', '.join(unknown)}"
    return drive(scenario, tmp_path_factory.mktemp(scenario.id))


def _policy_holds(scenario: Scenario, only_if: POLICIES | None) -> bool:
    return only_if is None or scenario.input.policy.get(only_if) is True


def test_exactly_the_expected_flags_are_raised(scenario: Scenario, driven: Driven) -> None:
    assert sorted(flag.rule for flag in driven.view.raised) == sorted(scenario.expected.flags)


def test_what_lacks_data_is_not_evaluated(scenario: Scenario, driven: Driven) -> None:
    reported = {flag.rule for flag in driven.view.not_evaluated}
    assert {*scenario.expected.not_evaluated_must_include} <= reported


def test_every_rule_has_exactly_one_result(driven: Driven) -> None:
    view = driven.view
    undecided = len(view.not_evaluated) + len(view.not_applicable) + view.off
    counted = len(view.raised) + view.not_raised + undecided
    assert counted == len(view.case.flags) == len({flag.rule for flag in view.case.flags})


def test_the_expected_control_entries_are_candidates(scenario: Scenario, driven: Driven) -> None:
    offered = {candidate.code for candidate in driven.view.case.candidates}
    assert {*scenario.expected.candidate_controls} <= offered


def test_the_tracks_hold_the_expected_items(scenario: Scenario, driven: Driven) -> None:
    expected = {
        (track.track, tuple(track.items))
        for track in scenario.expected.tracks
        if _policy_holds(scenario, track.only_if)
    }
    opened = {(track.letter.value, track.items) for track in driven.view.case.tracks}
    assert opened == expected


def test_the_legal_clock_runs_as_expected(scenario: Scenario, driven: Driven) -> None:
    clocks = [clock for clock in driven.view.clocks if is_legal(clock)]
    expected = scenario.expected.clock
    if expected is None or not _policy_holds(scenario, expected.only_if):
        assert clocks == []
        return
    (clock,) = clocks
    if clock.extended:
        assert clock.due == clock.cap
    held = next(t.items for t in driven.view.case.tracks if t.letter.value == clock.track)
    found = {
        "track": clock.track,
        "items": list(held),
        "start": clock.start.isoformat(),
        "due": driven.first_due.get(clock.about, clock.due).isoformat(),
        "cap": clock.cap.isoformat() if clock.cap else None,
        "calendar": clock.calendar,
        "reply": clock.reason if clock.ended else None,
        "ended": clock.ended.isoformat() if clock.ended else None,
    }
    assert found == {
        "track": expected.track,
        "items": expected.items,
        "start": expected.start_event,
        "due": expected.due_10_working_days,
        "cap": expected.cap_30_working_days,
        "calendar": expected.holiday_calendar,
        "reply": expected.reply if expected.reply != "asks_extension" else None,
        "ended": expected.ended,
    }


def test_the_goods_are_where_they_are_expected(scenario: Scenario, driven: Driven) -> None:
    statuses = {item.no: item.status.value for item in driven.view.case.items}
    for item in scenario.expected.items:
        assert statuses[item.no] == item.goods_status.replace(" ", "_")


def test_the_exporter_keeps_records_as_long_as_expected(scenario: Scenario, driven: Driven) -> None:
    found = driven.view.record_duty_until
    expected = scenario.expected.exporter_record_duty_until
    assert (found.isoformat() if found else None) == expected


@pytest.fixture(scope="module")
def report(scenario: Scenario, driven: Driven, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of the report that is expected, runs of blanks joined to one."""
    expected = scenario.expected.report
    if expected is None or not expected.made:
        return ""
    path = tmp_path_factory.mktemp("report") / f"{expected.made}.pdf"
    if expected.made == CaseReport.SEIZURE:
        fill_record(driven, scenario.input.events)
    run(driven.session, ReportCase(CaseReport(expected.made), driven.reference, pdf=path))
    return _text_of(path)


def _text_of(path: Path) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed: nothing reads the text of a PDF")
    shown = subprocess.run(
        [program, "-layout", "-enc", "UTF-8", str(path), "-"],
        capture_output=True,
        check=True,
    )
    return re.sub(r"[ \t\u00a0]+", " ", shown.stdout.decode("utf-8"))


def test_the_report_says_what_it_must(scenario: Scenario, report: str) -> None:
    patterns = scenario.expected.report.must_match if scenario.expected.report else []
    missing = [pattern for pattern in patterns if not re.search(pattern, report)]
    assert missing == []


TITLES = {
    "case": "Case report",
    "referral": "Referral to the licensing authority",
    "ministry": "Report to the ministry",
    "seizure": "(Seizure|Detention) record",
    "audit": "(Audit|Interim audit) report",
}


def test_the_report_is_of_the_expected_type(
    scenario: Scenario, driven: Driven, report: str
) -> None:
    expected = scenario.expected.report
    if expected is None or not expected.made:
        assert report == ""
        return
    assert re.search(f"{TITLES[expected.made]} {driven.reference}", report)


def _outcome(scenario: Scenario) -> str:
    """The decision where it is said as the program says it; else it is for the reader alone."""
    said = scenario.expected.decision
    return said if said in OUTCOMES else "inform-and-refer"


def test_a_second_person_approves_and_nobody_else(scenario: Scenario, driven: Driven) -> None:
    answer_what_is_missing(driven)
    outcome = _outcome(scenario)
    if is_adverse({outcome}):
        heard_not = said(
            "except_hearing",
            reference=driven.reference,
            basis="UCC Art. 22(6)",
            reason=scenario.title,
        )
        do(driven.session, heard_not)
    do_with_care(
        driven.session,
        "propose",
        driven.reference,
        outcome=outcome,
        reason=scenario.title,
        appeal="To the court within a month.",
    )
    assert not driven.view.approved_valid
    do_with_care(driven.reviewer, "approve", driven.reference)
    assert driven.view.approved_valid
