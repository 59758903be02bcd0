"""Find in texts, as a screen and in the window: by keyboard, with the place of each match."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.taking_in import taken_in
from tests.ui.desk_office import PASSWORD, Answers, Hands, a_declaration
from tests.ui.finding import find_scenes
from tests.ui.hands import click, press

from landwaiter.domain.cases.deeds_between_people import AddNote
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.finding.place import TextKind
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.finding.find import FindQuery, find
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.finding.find_place import FindPlace
from landwaiter.ui.finding.find_screen import FindScreen
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.theme import DARK
from landwaiter.ui.window.app import wear

REF = "PL1-2026-000001"
Key = Qt.Key
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("scene", list(find_scenes.SCENES))
def test_it_is_drawn_light_and_dark_with_room(
    shell: Shell, application: QApplication, scene: str
) -> None:
    find_scenes.SCENES[scene](shell)
    light = shell.grab().toImage()
    wear(application, DARK)
    assert shell.grab().toImage() != light
    assert shell.minimumSizeHint().width() <= 1280


def test_a_row_says_where_who_when_and_the_words_as_plain_text(shell: Shell) -> None:
    screen = find_scenes.found(shell)
    QAbstractItemModelTester(screen.model)
    said = [str(screen.model.index(number, 0).data()) for number in range(4)]
    assert said[1].startswith(
        "PL1-2026-000398 E-02, page 7 contract with the maker of 3 March 2026.pdf 7 Apr 2026"
    )
    assert "sheet Łódź, lot 2, row 118" in said[2]
    assert "<b> Łódź </b> says" in said[3]


def test_what_is_typed_and_chosen_is_asked(shell: Shell, qtbot: QtBot) -> None:
    screen = find_scenes.found(shell)
    screen.case.setText(REF)
    with qtbot.waitSignal(screen.asked) as asked:
        screen.kind.choose("notes")
    (query,) = asked.args
    assert (query.words, query.kinds, query.reference) == (
        find_scenes.WORDS,
        (TextKind.NOTES,),
        REF,
    )
    with qtbot.waitSignal(screen.asked) as asked:
        screen.days.choose("7")
    assert asked.args[0].first.isoformat() == "2026-04-02"
    with qtbot.waitSignal(screen.asked) as asked:
        screen.saved.selectRow(1)
        press(screen.saved, Key.Key_Return)
    assert asked.args[0] == find_scenes.SAVED[1].query
    assert (screen.words.text(), screen.kind.value, screen.days.value) == (
        'valve "end user"',
        "decisions",
        "",
    )


def test_what_is_not_searched_is_told(shell: Shell, qtbot: QtBot) -> None:
    screen = find_scenes.found(shell)
    assert screen.read.isVisible()
    with qtbot.waitSignal(screen.read_asked):
        click(screen.read)
    empty = find_scenes.empty(shell)
    assert not empty.read.isVisible()


@pytest.fixture
def finding(hands: Hands) -> FindScreen:
    """Signed in, a case with a note and a letter, the page opened by its keys."""
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    room = hands.room
    session = room.desk.known_session
    taken_in(session, TakeIn((a_declaration(session.casebook.path.parent),)))
    do(session, AddNote(REF, "A rod of maraging steel was named."))
    letter = session.casebook.path.parent / "letter.txt"
    letter.write_text("Good day\nthe maraging rods are ready\n", encoding="utf-8")
    run(session, AddFile(REF, letter))
    hands.press(Key.Key_F, CTRL_SHIFT)
    view = room.desk.view
    assert isinstance(view, FindPlace)
    assert view.screen.words.hasFocus()
    return view.screen


def test_by_keyboard_a_text_is_found_read_and_opened_at_its_place(
    hands: Hands, finding: FindScreen
) -> None:
    hands.type("maraging")
    hands.press(Key.Key_Return)
    assert [row.kind for row in finding.model.rows()] == [TextKind.NOTES]
    assert finding.list.hasFocus()
    hands.press(Key.Key_R)
    hands.settle()
    assert {row.kind for row in finding.model.rows()} == {TextKind.NOTES, TextKind.EVIDENCE}
    assert not finding.read.isVisible()
    number = next(
        no for no, row in enumerate(finding.model.rows()) if row.kind is TextKind.EVIDENCE
    )
    finding.list.selectRow(number)
    hands.press(Key.Key_Return)
    view = hands.room.desk.view
    assert isinstance(view, CaseTab)
    hands.qtbot.waitUntil(
        lambda: (card := view.screen.page.evidence) is not None and card.kept().preview is not None  # type: ignore[union-attr]  # a piece is there
    )
    assert view.screen.sections.current == "evidence"


def test_searches_are_saved_taken_and_removed(
    hands: Hands, finding: FindScreen, answers: Answers
) -> None:
    hands.type("maraging")
    hands.press(Key.Key_Return)
    answers.answers = {"name": "Rods"}
    hands.press(Key.Key_S)
    hands.settle()
    assert [one.name for one in finding.saved_model.rows()] == ["Rods"]
    hands.press(Key.Key_L)
    assert finding.saved.hasFocus()
    finding.words.clear()
    hands.press(Key.Key_Return)
    assert finding.words.text() == "maraging"
    click(finding.forget)
    hands.settle()
    assert finding.saved_model.rows() == ()


def test_the_palette_leads_there(hands: Hands, finding: FindScreen) -> None:
    hands.room.to_place("today")
    hands.find("Find in texts")
    assert isinstance(hands.room.desk.view, FindPlace)


def test_evidence_that_is_added_in_the_window_is_found_without_being_asked_for(
    hands: Hands, finding: FindScreen, answers: Answers, tmp_path: Path
) -> None:
    room, letter = hands.room, tmp_path / "new.txt"
    letter.write_text("The rhenium left on Friday.", encoding="utf-8")
    room.to_case(REF)
    hands.settle()
    tab = room.desk.view
    assert isinstance(tab, CaseTab)
    answers.files, answers.answers = (letter,), {"source": "exporter"}
    tab.evidence.add()
    hands.settle()
    session = room.desk.known_session
    (match,) = find(session, FindQuery("rhenium")).rows
    assert match.evidence_name == "new.txt"
