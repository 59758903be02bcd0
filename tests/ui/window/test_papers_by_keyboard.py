"""A letter by keys alone: an analyst writes it, an administrator supplies what the office says in
it, it is issued, served, reminded of and answered. Forms are walked with Tab.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from tests.services.letters.letter_office import ADDRESS, MRN
from tests.services.sample_office import two_items, write_csv
from tests.ui.desk_office import ADMINISTRATOR, ANALYST, PASSWORD, Answers, Hands
from tests.ui.hands import CTRL, SHIFT

from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.life_cycle import LetterStep
from landwaiter.services.cases.case_reads import case_view
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.prompts import Field, Prompts
from landwaiter.ui.letters.letter_screen import LetterScreen
from landwaiter.ui.letters.letter_tab import PAUSE_MS, LetterTab

Key = Qt.Key
REF = "PL1-2026-000001"
MOST_STEPS = 40


def _focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


class Typed(Answers):
    """Files are answered as laid ready; forms are filled by keys."""

    def ask(
        self, title: str, deed: str, fields: Sequence[Field], *, note: str = ""
    ) -> dict[str, str] | None:
        given = {str(one.title): (self.answers or {}).get(one.name, "") for one in fields}
        self.told.append((title, note))
        QTimer.singleShot(20, lambda: self._fill(given))
        return Prompts.ask(self, title, deed, fields, note=note)

    def _fill(self, given: dict[str, str]) -> None:
        dialog, begins = QApplication.activeModalWidget(), QApplication.focusWidget()
        if dialog is None or begins is None or not dialog.isAncestorOf(begins):
            QTimer.singleShot(20, lambda: self._fill(given))  # it is still coming
            return
        for _step in range(MOST_STEPS):
            focus = _focused()
            words = given.pop(focus.accessibleName(), "")
            QTest.keyClicks(focus, words)
            QTest.keyClick(focus, Key.Key_Tab)
        QTest.keyClick(_focused(), Key.Key_Return, CTRL)
        if dialog.isVisible():
            QTest.keyClick(_focused(), Key.Key_Escape)  # it was refused


@pytest.fixture
def answers(shell: Shell) -> Typed:
    return Typed(shell)


def sign_in(hands: Hands, name: str = "") -> None:
    if name:
        hands.press(Key.Key_L, CTRL)
        hands.press(Key.Key_Tab, SHIFT)
        hands.type(name)
        hands.press(Key.Key_Tab)
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)


def settled(hands: Hands) -> None:
    hands.settle()
    for _round in range(3):
        QApplication.processEvents()


def walk_to(hands: Hands, name: str) -> None:
    """Tab until what has the focus begins with this name."""
    passed = []
    for _step in range(MOST_STEPS):
        settled(hands)
        if hands.focus().accessibleName().startswith(name):
            return
        passed.append(hands.focus().accessibleName())
        hands.press(Key.Key_Tab)
    raise AssertionError(f"Tab does not come to {name}: {passed}")


def drawn(hands: Hands) -> LetterScreen:
    """Once the pages of what was typed are there."""
    tab = hands.room.desk.view
    assert isinstance(tab, LetterTab)
    hands.qtbot.waitUntil(lambda: not tab._pause.isActive(), timeout=20 * PAUSE_MS)
    settled(hands)
    assert tab.screen.proof is not None, tab.screen.outcome.words()
    return tab.screen


def begun(hands: Hands, first: str = "Information request") -> LetterScreen:
    """L on the case, the first kind with Home, the exporter with an arrow."""
    hands.room.to_case(REF)
    settled(hands)
    hands.press(Key.Key_L)
    settled(hands)
    kind = hands.focus()
    assert isinstance(kind, QComboBox)
    hands.press(Key.Key_Home)
    assert kind.currentText() == first
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Down)
    return drawn(hands)


def _lacking(screen: LetterScreen) -> tuple[str, ...]:
    return screen.proof.gaps.fields if screen.proof else ()


def supply_texts(hands: Hands, answers: Typed) -> None:
    """What the office says in its letters, one after the other from what is missing."""
    sign_in(hands, ADMINISTRATOR)
    screen = begun(hands, "Right to be heard")
    answers.answers = {"text": "As the law has it.", "source": "Customs Act"}
    for _text in range(len(_lacking(screen))):
        screen = drawn(hands)
        if not any(one.startswith("office.") for one in _lacking(screen)):
            break
        hands.press(Key.Key_T, CTRL)
        walk_to(hands, "Save a text")
        hands.press(Key.Key_Return)
    asked = [note for title, note in answers.told if title.startswith("Save a text")]
    assert "Caution, Polski" in asked
    assert not any("office." in note for note in asked), "a path is no name"


def case_of(hands: Hands) -> Case:
    return case_view(hands.room.desk.known_session, REF).case


def act(hands: Hands, button: str, **given: str) -> None:
    """A button of the letter in front, its form field by field, Ctrl+Enter."""
    tab = hands.room.desk.view
    assert isinstance(tab, CaseTab)
    while tab.screen.sections.current != "letters":
        tab.screen.sections.setFocus()
        hands.press(Key.Key_J)
    tab.screen.sections.setFocus()
    hands.press(Key.Key_Return)
    walk_to(hands, "Letters")
    walk_to(hands, button)
    hands.press(Key.Key_Return)
    settled(hands)
    form = tab.acting.form
    assert form is not None
    for name, words in given.items():
        walk_to(hands, next(str(one.title) for one in form.fields.fields if one.name == name))
        hands.type(words)
    hands.give()
    settled(hands)
    assert not tab.acting.form, tab.acting.form.refusal if tab.acting.form else ""


def test_tab_goes_through_a_letter_as_one_reads_it(
    hands: Hands, answers: Typed, tmp_path: Path
) -> None:
    """What is missing comes before what is said, and the acts come last."""
    answers.files = (write_csv(tmp_path / "d.csv", two_items(mrn=MRN, **ADDRESS)),)
    sign_in(hands)
    hands.press(Key.Key_I)
    begun(hands)
    hands.press(Key.Key_T, CTRL)
    order = ("Letter", "To whom", "Language", "Say it", "Answer by", "Remind me", "Questions")
    passed = []
    for _step in range(MOST_STEPS):
        passed.append(hands.focus().accessibleName())
        if passed[-1].startswith("Leave"):
            break
        hands.press(Key.Key_Tab)
    places = [passed.index(name) for name in order]
    assert places == sorted(places), passed


def test_a_letter_is_written_issued_served_reminded_of_and_answered(
    hands: Hands, answers: Typed, tmp_path: Path
) -> None:
    answers.files = (write_csv(tmp_path / "d.csv", two_items(mrn=MRN, **ADDRESS)),)
    sign_in(hands)
    hands.press(Key.Key_I)
    supply_texts(hands, answers)
    sign_in(hands, ANALYST)
    begun(hands)
    walk_to(hands, "Say it")
    hands.press(Key.Key_Return)
    assert hands.focus().accessibleName() == "Answer by"
    today: date = hands.room.desk.known_session.today()
    hands.type((today + timedelta(days=9)).isoformat())
    walk_to(hands, "Questions")
    hands.type("Kto?")
    assert drawn(hands).issue.isEnabled(), drawn(hands).issue.why_not
    answers.answers, answers.saved = {"basis": "UKC art. 15"}, [tmp_path / "letter.pdf"]
    hands.press(Key.Key_Return, CTRL)
    settled(hands)
    act(hands, "Served", date=today.isoformat(), how="registered post")
    act(hands, "Remind me", on=(today + timedelta(days=8)).isoformat())
    (letter,) = case_of(hands).letters
    assert {one.step for one in letter.steps} >= {LetterStep.SERVED, LetterStep.REMINDER}
    act(hands, "Record the answer", reason="the exporter names the end user")
    assert all(one.answered_at for one in case_of(hands).actions if one.id == letter.action_id)
