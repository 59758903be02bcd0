"""The answer to a request for access as a report: condition, content, and what it never tells."""

from pathlib import Path

import pytest
from tests.services.reports.canaries import pdf_channels, xlsx_channels
from tests.services.reports.test_report_types import table, words
from tests.services.retention.test_access_requests import PERSON, judged, with_file
from tests.services.sample_office import ANALYST, CONSIGNEE, HEAD, REASON, REF, Office

from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import DiscloseReport, ReportCase
from landwaiter.domain.retention.access_deeds import (
    BlackOutWords,
    FindPerson,
    GiveOut,
    JudgeEntries,
    ReportAccessAnswer,
    ShowWords,
    WithholdEntries,
)
from landwaiter.errors import NotAllowed
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports import access_answer, reporting
from landwaiter.services.reports.access_answer import freeze_open_answer

INFORMANT = "Wojciech Tajny"
MINISTRY = "Ministry of Development"
BASIS = "Reg. (EU) 2016/679 Art. 15"


def asked(office: Office) -> int:
    """A request of the person, every entry of which is the person's."""
    head = office.session(HEAD)
    found = access_answer.answer(head, run(head, FindPerson(PERSON)).no)
    entries = tuple(one.no for one in found.entries)
    do(head, JudgeEntries(found.request.no, entries, True))
    return found.request.no


def told_in_confidence(office: Office) -> int:
    """The request, where somebody told of the person in confidence and a note names who."""
    path = office.path.parent / "tip.txt"
    path.write_text(f"{PERSON} buys for others, says {INFORMANT}", encoding="utf-8")
    said = AddFile(REF, path, received_from=INFORMANT, in_confidence=True)
    run(office.session(ANALYST), said)
    office.act(ANALYST, "note", reason=f"{INFORMANT} told us of {PERSON}, who was in Gdynia")
    return asked(office)


def from_another(office: Office) -> None:
    """A piece whose source may be told."""
    path = office.path.parent / "contract.txt"
    path.write_text(f"bought by {PERSON}", encoding="utf-8")
    run(office.session(ANALYST), AddFile(REF, path, received_from="Hall of Records"))


def disclosed(office: Office) -> None:
    file = office.path.parent / "case.xlsx"
    run(office.session(ANALYST), ReportCase(CaseReport.CASE, REF, xlsx=file))
    do(office.session(ANALYST), DiscloseReport(REF, MINISTRY, "Art. 23(5)", xlsx=file))


def test_it_holds_entries_sources_and_recipients_and_verifies(
    office: Office, tmp_path: Path
) -> None:
    with_file(office, "letter.txt", f"signed: {PERSON}".encode())
    from_another(office)
    office.act(ANALYST, "note", reason=f"{PERSON} called")
    disclosed(office)
    number = asked(office)
    pdf, xlsx = tmp_path / "a.pdf", tmp_path / "a.xlsx"
    made = run(office.session(HEAD), ReportAccessAnswer(number, pdf, xlsx))
    assert made.reference == f"AR-{number}"
    found = reporting.verify_reports([pdf, xlsx])
    assert (found.passed, found.same_dossier) == (True, True)
    dossier = freeze_open_answer(office.session(HEAD), number)
    rows = table(dossier, "access_entries").rows
    (letter,) = [row for row in rows if "signed:" in str(row[3])]
    assert letter[1] == REF
    assert letter[4] == "the office"
    (contract,) = [row for row in rows if "bought by" in str(row[3])]
    assert contract[4] == "Hall of Records"
    assert {row[4] for row in rows if row[2] == "note"} == {None}, "of rows none is recorded"
    (told,) = table(dossier, "access_recipients").rows
    assert (told[0], told[2], told[3]) == (MINISTRY, "Art. 23(5)", REF)
    assert table(dossier, "access_withheld").rows == ()


def test_it_is_made_once_each_entry_is_judged(office: Office) -> None:
    office.act(ANALYST, "note", reason=f"{PERSON} called")
    number = run(office.session(HEAD), FindPerson(PERSON)).no
    with pytest.raises(NotAllowed, match="not judged yet"):
        freeze_open_answer(office.session(HEAD), number)
    assert reporting.reports_made(office.session(HEAD)).rows == ()


def test_it_is_made_as_long_as_the_request_is_open(office: Office, tmp_path: Path) -> None:
    number, head = judged(office), office.session(HEAD)
    freeze_open_answer(head, number)
    run(head, GiveOut(number, tmp_path / "a.txt", PERSON, BASIS))
    with pytest.raises(NotAllowed, match="answered on 2026-03-30: it is open no more"):
        freeze_open_answer(head, number)


def test_who_is_in_no_row_is_told_so(office: Office) -> None:
    head = office.session(HEAD)
    number = run(head, FindPerson("Quentin Featherstonehaugh")).no
    said = table(freeze_open_answer(head, number), "access_entries")
    assert (said.rows, said.empty) == ((), "Nothing is held, or nothing is given.")


def test_who_spoke_in_confidence_is_never_named(office: Office, tmp_path: Path) -> None:
    number, head = told_in_confidence(office), office.session(HEAD)
    entries = access_answer.answer(head, number).entries
    naming = tuple(one.no for one in entries if INFORMANT in one.text)
    assert len(naming) > 1, "the control: file and note name the source"
    do(head, ShowWords(number, naming, INFORMANT))
    dossier = freeze_open_answer(head, number)
    said = words(table(dossier, "access_entries"))
    assert PERSON in said
    assert "Tajny" not in dossier.canonical().decode()
    (piece,) = [one for one in table(dossier, "access_entries").rows if one[4]]
    assert piece[4] == "source in confidence"
    run(head, GiveOut(number, tmp_path / "a.txt", PERSON, BASIS))
    assert "Tajny" not in (tmp_path / "a.txt").read_text(encoding="utf-8")


def test_of_a_case_of_which_something_is_withheld_no_recipient_is_told(office: Office) -> None:
    disclosed(office)
    number, head = judged(office), office.session(HEAD)
    do(head, WithholdEntries(number, (1,), "gdpr-offences", "Customs Act, Art. 9"))
    dossier = freeze_open_answer(head, number)
    assert MINISTRY not in dossier.canonical().decode()
    assert "something of their case is withheld: 1." in words(table(dossier, "access_recipients"))
    (ground,) = table(dossier, "access_withheld").rows
    assert ground[1:] == ("Reg. (EU) 2016/679 Art. 23(1)(d)", "Customs Act, Art. 9")


def test_no_part_of_the_files_holds_what_is_not_given(office: Office, tmp_path: Path) -> None:
    """Sources in confidence, other parties, words blacked out, entries withheld."""
    office.act(ANALYST, "note", reason=f"{PERSON} and {CONSIGNEE} met Anna Blacked, {REASON}")
    office.act(ANALYST, "note", reason=f"SECRETNOTE of {PERSON}")
    number, head = told_in_confidence(office), office.session(HEAD)
    entries = access_answer.answer(head, number).entries
    do(head, BlackOutWords(number, tuple(one.no for one in entries), "Anna Blacked"))
    hidden = tuple(one.no for one in entries if "SECRETNOTE" in one.text)
    do(head, WithholdEntries(number, hidden, "gdpr-offences", "Customs Act, Art. 9"))
    pdf, xlsx = tmp_path / "a.pdf", tmp_path / "a.xlsx"
    run(head, ReportAccessAnswer(number, pdf, xlsx))
    parts = [*pdf_channels(pdf), *xlsx_channels(xlsx)]
    whole = b"\n".join(data for _name, data in parts)
    assert b"Gdynia" in whole, "the control: what is given is there"
    for word in ("Tajny", "Blacked", "SECRETNOTE", CONSIGNEE, "tip.txt"):
        assert word.encode() not in whole, word
