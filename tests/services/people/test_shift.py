"""The sheet for the next shift: clocks that end soon, goods at risk, who waits for whom."""

from datetime import date
from pathlib import Path

import pytest
from tests.reports.test_pdf import text_of
from tests.services.act_examples import CONSULTED
from tests.services.reports.test_report_types import shown, table, words
from tests.services.sample_office import ANALYST, HEAD, REASON, REF, Office

from landwaiter.domain.people.deeds import EnterAbsence
from landwaiter.domain.reports.subject_deeds import ReportHandover
from landwaiter.i18n import catalogue, speaking
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.people.handover_report import freeze_handover
from landwaiter.services.reports import reporting


def sheet(office: Office, name: str) -> list[tuple[str, ...]]:
    dossier = freeze_handover(office.session(HEAD))
    return [tuple(shown(cell) or "" for cell in row) for row in table(dossier, name).rows]


def test_a_clock_is_told_three_days_before_it_ends_and_once_it_ran_out(office: Office) -> None:
    for step in CONSULTED:
        step(office)
    law = "A · Art. 21(4)"
    assert law not in {row[1] for row in sheet(office, "clocks")}
    office.clock.move(days=12)  # due on 14 Apr 2026
    assert ("Due 14 Apr 2026", law) in {row[:2] for row in sheet(office, "clocks")}
    office.clock.move(days=4)
    assert ("Ran out on 14 Apr 2026", law) in {row[:2] for row in sheet(office, "clocks")}


def test_who_acts_is_told_and_that_nobody_is_on_duty(office: Office) -> None:
    office.act(ANALYST, "take")
    assert {row[3] for row in sheet(office, "clocks") if row[2] == REF} == {ANALYST}
    do(
        office.session(ANALYST),
        EnterAbsence(date(2026, 3, 30), date(2026, 4, 2), person=ANALYST),
    )
    assert {row[3] for row in sheet(office, "clocks") if row[2] == REF} == {"nobody on duty"}
    duty = {row[0]: row[1] for row in sheet(office, "duty")}
    assert ANALYST in duty["Absent until 2 Apr 2026"]
    assert ANALYST not in duty["On duty"]


def test_goods_that_law_wants_released_are_at_risk_and_others_are_not(office: Office) -> None:
    for step in CONSULTED:
        step(office)
    assert sheet(office, "goods") == []
    office.clock.move(days=13)
    (row,) = sheet(office, "goods")
    assert row[:2] == (REF, "Item 1")
    assert "Art. 21(4) wants it released from 15 Apr 2026" in row[5]


def test_goods_that_no_track_holds_are_at_risk(office: Office) -> None:
    office.act(ANALYST, "hold", item=1)
    (row,) = sheet(office, "goods")
    assert row[5] == "No track holds it: no basis is stated"


@pytest.mark.parametrize(("language", "item"), [("de", "Position 1"), ("it", "Articolo 1")])
def test_the_item_at_risk_stands_on_one_line(
    office: Office, language: str, item: str, tmp_path: Path
) -> None:
    office.act(ANALYST, "hold", item=1)
    with speaking(catalogue(language)):
        said = text_of(freeze_handover(office.session(ANALYST)), tmp_path)
    assert item in said


def test_requests_and_second_persons_are_waited_for(office: Office) -> None:
    office.act(ANALYST, "take")
    office.act(ANALYST, "assess")
    office.act(
        ANALYST,
        "request_information",
        to="the exporter",
        reason="Who is the end user?",
        date=date(2026, 4, 10),
    )
    office.act(ANALYST, "propose", outcome="hold-and-refer", reason=REASON)
    asked, proposed = sheet(office, "waiting")
    assert asked[:4] == (ANALYST, "the exporter", "information request", REF)
    assert asked[5] == "due 10 Apr 2026"
    assert proposed[:4] == (ANALYST, "a second person", "Approval of a proposed decision", REF)


def test_a_sheet_quotes_no_question_and_names_no_party(office: Office) -> None:
    office.act(
        ANALYST, "request_information", to="an office", reason="Who?", date=date(2026, 4, 10)
    )
    dossier = freeze_handover(office.session(ANALYST))
    said = "\n".join(words(one) for one in dossier.tables)
    parties = [one.name for one in office.case().parties if one.name]
    assert parties
    assert not [one for one in (*parties, "Who?") if one in said]


def test_an_office_without_anything_says_so(office: Office) -> None:
    office.act(ANALYST, "dismiss", reason=REASON)
    dossier = freeze_handover(office.session(HEAD))
    assert [table(dossier, name).rows for name in ("clocks", "goods", "waiting")] == [()] * 3
    assert table(dossier, "waiting").empty == "Nobody waits for anybody."


def test_sheets_of_a_day_are_numbered_kept_and_verify(office: Office, tmp_path: Path) -> None:
    pdf, xlsx = tmp_path / "h.pdf", tmp_path / "h.xlsx"
    first = run(office.session(ANALYST), ReportHandover(pdf, xlsx))
    second = run(office.session(HEAD), ReportHandover(pdf, xlsx))
    assert (first.dossier, second.dossier) == (
        "PL1-H-2026-03-30-D1",
        "PL1-H-2026-03-30-D2",
    )
    found = reporting.verify_reports([pdf, xlsx])
    assert (found.passed, found.same_dossier) == (True, True)
