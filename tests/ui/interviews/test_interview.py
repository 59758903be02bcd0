"""The interview in the window: questions one at a time, comparisons, answers on record."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid
from tests.ui.desk_office import Answers, Hands
from tests.ui.frame.test_waiting_rows import waiting
from tests.ui.hands import CTRL

from landwaiter.services.cases import case_reads
from landwaiter.storage.audit import chain
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.frame import undo
from landwaiter.ui.interviews.interview_dialog import InterviewDialog
from landwaiter.ui.kit.field_row import choose
from landwaiter.ui.kit.theme import DARK
from landwaiter.ui.window.app import wear

REF = "PL1-2026-000001"
Key = Qt.Key
SHEET = "data sheet, rev. 3"
REPEATABILITY = "unidirectional_positioning_repeatability_um"


@pytest.fixture
def dialog(hands: Hands, case_at_work: CaseTab) -> Iterator[InterviewDialog]:
    case_at_work.interview(1, "2B001")
    hands.settle()
    assert case_at_work.interviewing is not None
    yield case_at_work.interviewing.dialog
    if isValid(case_at_work.interviewing.dialog):
        case_at_work.interviewing.dialog.close()


def answer(hands: Hands, dialog: InterviewDialog, parameter: str, value: str) -> None:
    choose(dialog.asked, parameter)
    dialog.value.setEditText(value)
    choose(dialog.source, "data_sheet")
    dialog.document.setText(SHEET)
    dialog.ask()
    hands.settle()


def test_the_question_that_decides_most_is_put_first_with_its_choices(
    dialog: InterviewDialog,
) -> None:
    assert dialog.asked.currentData() == "machine_kind"
    assert "milling" in [dialog.value.itemText(at) for at in range(dialog.value.count())]
    assert "cannot tell" in dialog.verdict.words()
    assert "2025-11-15 is in force" in dialog.verdict.words()


def test_an_answer_is_compared_and_the_next_question_put(
    hands: Hands, dialog: InterviewDialog, case_at_work: CaseTab
) -> None:
    answer(hands, dialog, "machine_kind", "milling")
    answer(hands, dialog, "simultaneous_axes", "5")
    answer(hands, dialog, REPEATABILITY, "0.00003 in")
    answer(hands, dialog, "travel_mm", "0.6 m")
    assert "Meets 2B001.b.2.a" in dialog.verdict.words()
    assert {row.value for row in dialog.model.rows() if row.parameter == REPEATABILITY} == {
        "0.762 µm"
    }
    view = case_at_work.screen.view
    assert view is not None
    assert [one.given for one in view.case.answers] == ["milling", "5", "0.00003 in", "0.6 m"]


def stored(hands: Hands) -> list[str]:
    case = case_reads.case_view(hands.room.desk.known_session, REF).case
    return [one.given for one in case.answers]


def sealed(hands: Hands) -> list[str]:
    session = hands.room.desk.known_session
    with session.reading() as conn:
        rows = chain.entries(conn, limit=None)
    return [row.deed for row in rows if row.deed == "case.answer_question"]


@pytest.fixture
def by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The seconds pass as on the wall."""
    monkeypatch.setattr(undo, "SECOND", 1.0)


@pytest.mark.usefixtures("by_the_clock")
def test_the_next_question_counts_the_answer_that_waits(
    hands: Hands, dialog: InterviewDialog
) -> None:
    answer(hands, dialog, "machine_kind", "milling")
    assert dialog.strip.isVisible()
    assert stored(hands) == sealed(hands) == []
    assert dialog.asked.findData("machine_kind") < 0
    assert "milling" in {row.value for row in dialog.model.rows()}
    answer(hands, dialog, "simultaneous_axes", "5")
    assert stored(hands) == ["milling"]
    assert len(sealed(hands)) == 1
    assert dialog.asked.findData("simultaneous_axes") < 0
    hands.room.desk.undo.settle()
    hands.settle()
    assert stored(hands) == ["milling", "5"]
    assert dialog.strip.isHidden()


@pytest.mark.usefixtures("by_the_clock")
def test_an_answer_that_waits_stands_in_its_rows_until_it_is_sealed_or_undone(
    hands: Hands, dialog: InterviewDialog
) -> None:
    answer(hands, dialog, "simultaneous_axes", "5")
    new = waiting(dialog.model)  # type: ignore[arg-type]  # whatever its rows
    assert any("simultaneous" in one and ": 5 " in one for one in new)
    hands.room.desk.undo.settle()
    hands.settle()
    assert waiting(dialog.model) == []  # type: ignore[arg-type]
    answer(hands, dialog, "machine_kind", "milling")
    added = waiting(dialog.model)  # type: ignore[arg-type]
    assert any("milling" in one for one in added)
    assert not any("simultaneous" in one for one in added)
    hands.room.desk.undo.undo()
    hands.settle()
    assert waiting(dialog.model) == []  # type: ignore[arg-type]


@pytest.mark.usefixtures("by_the_clock")
def test_an_answer_that_is_undone_is_asked_again_as_it_was_typed(
    hands: Hands, dialog: InterviewDialog
) -> None:
    answer(hands, dialog, "machine_kind", "milling")
    answer(hands, dialog, "simultaneous_axes", "5")
    dialog.value.setFocus()
    hands.press(Key.Key_Z, CTRL)
    assert dialog.asked.currentData() == "simultaneous_axes"
    assert (dialog.value.currentText(), dialog.document.text()) == ("5", SHEET)
    assert dialog.strip.isHidden()
    assert stored(hands) == ["milling"]
    assert dialog.act.isEnabled()


@pytest.mark.usefixtures("by_the_clock")
def test_what_is_typed_is_undone_before_the_answer_that_waits(
    hands: Hands, dialog: InterviewDialog
) -> None:
    answer(hands, dialog, "machine_kind", "milling")
    dialog.value.setFocus()
    hands.type("5")
    hands.press(Key.Key_Z, CTRL)
    assert dialog.value.currentText() == ""
    assert dialog.strip.isVisible()


@pytest.mark.usefixtures("by_the_clock")
def test_who_undoes_an_answer_once_the_interview_is_closed_finds_its_question(
    hands: Hands, dialog: InterviewDialog, case_at_work: CaseTab
) -> None:
    answer(hands, dialog, "simultaneous_axes", "5")
    dialog.close()
    hands.settle()
    assert stored(hands) == []
    hands.room.desk.undo.undo()
    hands.settle()
    assert case_at_work.interviewing is not None
    again = case_at_work.interviewing.dialog
    assert again.asked.currentData() == "simultaneous_axes"
    assert again.value.currentText() == "5"
    assert stored(hands) == []


def test_a_wrong_answer_is_said_in_place_and_stays_typed(
    hands: Hands, dialog: InterviewDialog
) -> None:
    answer(hands, dialog, "travel_mm", "600 kg")
    assert "does not fit" in dialog.outcome.words()
    assert dialog.value.currentText() == "600 kg"
    assert dialog.act.isEnabled()


def test_an_answer_needs_its_source_and_document(dialog: InterviewDialog) -> None:
    choose(dialog.asked, "simultaneous_axes")
    dialog.value.setEditText("5")
    assert dialog.act.why_not == "the source is missing"
    choose(dialog.source, "data_sheet")
    assert dialog.act.why_not == "the document is missing"
    dialog.document.setText(SHEET)
    assert dialog.act.isEnabled()
    dialog.date.setText("yesterday")
    assert not dialog.act.isEnabled()


def test_a_revoked_answer_is_asked_again(
    hands: Hands, dialog: InterviewDialog, answers: Answers
) -> None:
    assert not dialog.revoke.isEnabled()
    answer(hands, dialog, "simultaneous_axes", "5")
    answers.answers = {"field": "simultaneous_axes", "reason": "it was another machine"}
    dialog.revoke.click()
    hands.settle()
    assert dialog.asked.findData("simultaneous_axes") >= 0
    assert not dialog.revoke.isEnabled()


def test_another_entry_is_asked_for_by_its_code(hands: Hands, dialog: InterviewDialog) -> None:
    dialog.entry.setEditText("9A012")
    line = dialog.entry.lineEdit()
    assert line is not None
    line.returnPressed.emit()
    hands.settle()
    assert "9A012" in dialog.verdict.words()
    assert dialog.asked.findData("beyond_line_of_sight") >= 0


def test_what_is_missing_to_decide_opens_the_interview(hands: Hands, case_at_work: CaseTab) -> None:
    case_at_work.screen.page.interview_asked.emit(1, "2B201")
    hands.settle()
    assert case_at_work.interviewing is not None
    assert "2B201" in case_at_work.interviewing.dialog.verdict.words()
    case_at_work.interviewing.dialog.close()


def test_i_asks_what_decides_the_first_candidate_of_a_case_in_assessment(
    hands: Hands, case_at_work: CaseTab
) -> None:
    for act in ("take", "assess"):
        case_at_work.acting.begin(act)
        hands.give()
    hands.press(Key.Key_I)
    assert case_at_work.interviewing is not None
    assert case_at_work.interviewing.dialog.isVisible()
    case_at_work.interviewing.dialog.close()


def test_it_is_drawn_light_and_dark(
    hands: Hands, dialog: InterviewDialog, application: QApplication
) -> None:
    answer(hands, dialog, "simultaneous_axes", "5")
    light = dialog.grab().toImage()
    wear(application, DARK)
    hands.settle()
    assert dialog.grab().toImage() != light
    assert dialog.minimumSizeHint().width() <= 1440


def test_an_entry_of_the_military_list_is_typed_like_any_other(
    hands: Hands, dialog: InterviewDialog
) -> None:
    dialog.entry.setEditText("ml9")
    line = dialog.entry.lineEdit()
    assert line is not None
    line.returnPressed.emit()
    hands.settle()
    assert "ML9.b.1, ML9.b.3, ML9.b.4, 8A002.j.2" in dialog.verdict.words()
    assert dialog.asked.currentData() == "designed_for_submarine"
    for name, value in (("designed_for_submarine", "no"), ("works_without_air", "no"),
                        ("non_magnetic_percent", "8 %")):  # fmt: skip
        answer(hands, dialog, name, value)
    assert dialog.asked.currentData() == "ship_yard"
    assert "Art. 4(1)(b)" in dialog.question.words()
    answer(hands, dialog, "ship_class", "container feeder")
    assert "container feeder; for RF-E01." in str(dialog.model.index(5, 1).data())
