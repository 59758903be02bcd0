"""What surprised people and a reviewer: each surprise stays mended."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.services.act_examples import CONSULTED
from tests.services.prepared import prepared
from tests.services.sample_office import ANALYST, REASON, REF, Office, two_items
from tests.taking_in import taken_in

from landwaiter.domain.cases.clocks import Clock
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.errors import Conflict, Invalid
from landwaiter.resources import root
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.cases.search import find
from landwaiter.services.deeds.engine import run
from landwaiter.services.table import sessions

MRN = "26PL302010E10001A8"


@prepared
def consulted(office: Office) -> Office:
    for step in CONSULTED:
        step(office)
    return office


def legal(office: Office) -> Clock:
    (clock,) = [one for one in office.view().clocks if one.kind == "art_21_4"]
    return clock


def test_an_extension_outlives_the_reply_that_follows(consulted: Office) -> None:
    consulted.act(ANALYST, "record_reply", outcome="asks_extension", reason=REASON)
    extended = legal(consulted)
    consulted.clock.move(days=30)
    consulted.act(ANALYST, "record_reply", outcome="maintained")
    ended = legal(consulted)
    assert (ended.due, ended.cap, ended.reason) == (extended.due, extended.cap, "maintained")
    assert ended.ended is not None
    assert ended.ended <= ended.due


@pytest.mark.parametrize("days", [-400, 1])
def test_a_reply_is_dated_between_the_question_and_today(consulted: Office, days: int) -> None:
    day = consulted.session(ANALYST).today() + timedelta(days=days)
    with pytest.raises(Invalid, match="This day lies"):
        consulted.act(ANALYST, "record_reply", outcome="acts", date=day)


@pytest.mark.parametrize("written", [MRN.lower(), f" {MRN[:4]} {MRN[4:]} "])
def test_an_mrn_is_found_whatever_its_case_and_blanks(office: Office, written: str) -> None:
    office.take_in(*two_items(lrn="LW-2", mrn=MRN))
    assert office.take_in(*two_items(lrn="LW-2", mrn=written)).created == 0


def test_an_older_content_in_a_new_file_is_an_amendment_back_to_it(office: Office) -> None:
    office.take_in(*two_items(net_mass_kg=9900))
    office.take_in(*two_items(net_mass_kg=9950))
    back = office.take_in(*two_items(net_mass_kg=9900, remark="sent again"))
    assert back.updated == 1


def test_another_declarant_in_a_later_version_warns(office: Office) -> None:
    office.take_in(*two_items(lrn="LW-2", mrn=MRN))
    result = office.take_in(*two_items(lrn="LW-2", mrn=MRN, declarant_eori="PL777000011100000"))
    assert any("the declarant is PL777000011100000" in text for text in result.warnings)


def test_a_report_takes_the_place_of_no_other_kind_of_file(office: Office, tmp_path: Path) -> None:
    precious = tmp_path / "declarations.csv"
    precious.write_text("lrn,cn8\n", encoding="utf-8")
    with pytest.raises(Conflict, match="Another kind of file"):
        run(office.session(ANALYST), ReportCase(CaseReport.CASE, REF, xlsx=precious))
    assert precious.read_text(encoding="utf-8") == "lrn,cn8\n"


def test_pdf_and_excel_need_two_names(office: Office, tmp_path: Path) -> None:
    same = tmp_path / "report"
    with pytest.raises(Invalid, match="two names"):
        run(office.session(ANALYST), ReportCase(CaseReport.CASE, REF, pdf=same, xlsx=same))


def test_a_casebook_is_of_a_member_state(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="no Member State"):
        sessions.create_casebook(
            tmp_path / "book",
            office=sessions.CasebookOffice("XX1", "XX"),
            user="Adam",
            password="a sentence that is long enough",
        )
    assert not (tmp_path / "book").exists()


def test_the_end_of_a_reference_finds_its_case_first(office: Office) -> None:
    office.take_in(*two_items(lrn="000001-of-another"))
    first = find(office.session(ANALYST), "000001")[0]
    assert first.key == REF
    assert first.title.startswith(REF)


def test_what_is_dated_ahead_is_refused_for_goods_too(office: Office) -> None:
    with pytest.raises(Invalid, match="lies ahead"):
        office.act(ANALYST, "hold", item=1, reason=REASON, date=date(2031, 1, 1))


def an_envelope(folder: Path) -> Path:
    """A declaration, and an invalidation of another one that nobody has seen."""
    sample = (root() / "samples" / "aes_cc515c.xml").read_text(encoding="utf-8").split("?>", 1)[1]
    orphan = (
        f"<CC514C><ExportOperation><MRN>{MRN}</MRN></ExportOperation>"
        "<Invalidation><justification>order cancelled</justification></Invalidation></CC514C>"
    )
    path = folder / "envelope.xml"
    path.write_text(f"<Envelope>{sample}{orphan}</Envelope>", encoding="utf-8")
    return path


@pytest.mark.parametrize("partial", [False, True])
def test_a_request_that_finds_nothing_waits_and_hinders_nothing(
    office: Office, tmp_path: Path, partial: bool
) -> None:
    said = TakeIn((an_envelope(tmp_path),), partial=partial)
    (result,) = taken_in(office.session(ANALYST), said)
    assert (result.rejected, result.waiting, result.created) == ((), 1, 1)
    assert len(list_cases(office.session(ANALYST)).rows) == 2
