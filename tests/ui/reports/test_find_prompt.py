"""In the window each find is asked about before a report for somebody outside is written."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.ui.desk_office import PASSWORD, Answers, Hands, a_declaration
from tests.ui.frame.test_desk import open_case

from landwaiter.domain.cases.deeds_on_goods import LocateGoods
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.profiles import Profile
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports import reporting
from landwaiter.services.reports.finds import finds_known
from landwaiter.ui.cases.case_tab import CaseTab

REASON = "that person owns the yard and told nobody"
REF = "PL1-2026-000001"


@pytest.fixture
def tab(hands: Hands, answers: Answers, tmp_path: Path) -> CaseTab:
    """A case with a source in confidence, whose name stands in an open field."""
    answers.files = (a_declaration(tmp_path),)
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_I)
    session = hands.room.desk.known_session
    letter = tmp_path / "letter.txt"
    letter.write_text("a letter", encoding="utf-8")
    run(session, AddFile(REF, letter, "Halina Mroczek", in_confidence=True))
    do(session, LocateGoods(REF, 1, place="yard of H. Mroczek", reason=REASON))
    return open_case(hands)


@pytest.mark.parametrize("outcome", ["name", "passage"])
def test_a_report_is_written_once_each_find_is_judged(
    tab: CaseTab, hands: Hands, answers: Answers, tmp_path: Path, outcome: str
) -> None:
    xlsx = tmp_path / "case.xlsx"
    answers.saved = [tmp_path / "case.pdf", xlsx]
    answers.answers = {"reader": Profile.MINISTRY.value, "outcome": outcome, "reason": REASON}
    tab.papers.report()
    hands.settle()
    hands.qtbot.waitUntil(xlsx.exists)
    (file,) = reporting.verify_reports([xlsx]).files
    said = file.content.canonical().decode()
    assert "Mroczek" not in said
    assert ("yard of " in said) is (outcome == "name")


def test_what_is_another_thing_waits_for_a_second_person_and_so_does_the_report(
    tab: CaseTab, hands: Hands, answers: Answers, tmp_path: Path
) -> None:
    answers.saved = [tmp_path / "case.pdf", tmp_path / "case.xlsx"]
    answers.answers = {"reader": Profile.MINISTRY.value, "outcome": "other", "reason": REASON}
    session = hands.room.desk.known_session
    notice = hands.room.desk.shell.notice
    for _again in range(2):  # what waits is not asked about anew
        tab.papers.report()
        hands.settle()
        hands.qtbot.waitUntil(lambda: "a second person has not agreed" in notice.text)
        notice.say("")
        assert len(answers.saved) == 2
    assert not reporting.reports_made(session).rows
    found = finds_known(session, REF, CaseReport.CASE, Profile.MINISTRY)
    assert found
    assert all(one.waits for one in found)
    assert len(motions.waiting(session)) == len(found)


def test_a_report_for_a_party_asks_for_which_one(
    tab: CaseTab, hands: Hands, answers: Answers, tmp_path: Path
) -> None:
    answers.saved = [tmp_path / "case.pdf", tmp_path / "case.xlsx"]
    answers.answers = {"reader": Profile.PARTY.value}
    tab.papers.report()
    hands.settle()
    assert len(answers.saved) == 2
    assert "says for which one" in hands.room.desk.shell.notice.text


def test_who_does_not_judge_makes_no_report(
    tab: CaseTab, hands: Hands, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers.saved = [tmp_path / "case.pdf", tmp_path / "case.xlsx"]
    ask = answers.ask
    answers.answers = {"reader": Profile.MINISTRY.value}
    monkeypatch.setattr(
        answers,
        "ask",
        lambda title, *given, **more: None if "Find" in title else ask(title, *given, **more),
    )
    tab.papers.report()
    hands.settle()
    assert len(answers.saved) == 2
    assert not reporting.reports_made(hands.room.desk.known_session).rows
