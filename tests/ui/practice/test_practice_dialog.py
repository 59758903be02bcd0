"""Practice in the window: offered in a training casebook alone, and silent before a proposal."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot
from tests.deeds.proposals import do_with_care
from tests.services.practice.practising import NOON, PASSWORD, TRAINEE, practice_casebook
from tests.ui.desk_office import PASSWORD as OFFICE_PASSWORD
from tests.ui.desk_office import Answers, Hands
from tests.ui.hands import CTRL, press
from tests.ui.registers.test_registers import Told
from tests.ui.window.test_dialogs import settle

from landwaiter.domain.cases.deeds import BeginAssessment
from landwaiter.services.deeds.engine import do
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.opening.sign_in import SignInScreen
from landwaiter.ui.practice.practice_dialog import PracticeDialog
from landwaiter.ui.window.dialog_table import open_dialog
from landwaiter.ui.window.window_opening import open_room

__all__ = ["practice_casebook"]
CAMERA = "TRAIN1-2026-000012"
LAST = 11


@pytest.fixture
def session(practice_casebook: Path, tmp_path: Path) -> Iterator[Session]:
    book = Path(shutil.copytree(practice_casebook, tmp_path / "casebook"))
    opened = sessions.open_casebook(book, user=TRAINEE, password=PASSWORD, now=lambda: NOON)
    with opened.casebook:
        yield opened


def opened(session: Session, shell: Shell, qtbot: QtBot) -> PracticeDialog:
    dialog = open_dialog("practice", Bench(session, shell.jobs, Told(shell, ())), parent=shell)
    assert isinstance(dialog, PracticeDialog)
    settle(shell.jobs, qtbot)
    return dialog


def test_nothing_is_told_until_it_is_asked_for(
    session: Session, shell: Shell, qtbot: QtBot
) -> None:
    dialog = opened(session, shell, qtbot)
    assert dialog.exercises.rowCount() == 12
    assert "education company" in dialog.brief.words()
    assert (dialog.points.rowCount(), dialog.lesson.words(), dialog.why.words()) == (0, "", "")
    press(dialog, Qt.Key.Key_T, CTRL)
    settle(shell.jobs, qtbot)
    assert dialog.points.rowCount() == 9
    assert "What it teaches" in dialog.lesson.words()
    assert dialog.why.words()
    assert not dialog.solution.isEnabled()


def test_a_proposed_exercise_shows_its_points_and_leads_to_its_case(
    session: Session, shell: Shell, qtbot: QtBot
) -> None:
    do(session, BeginAssessment(CAMERA))
    do_with_care(
        session, "propose", CAMERA, outcome="hold-and-refer", reason="It looks like a camera."
    )
    dialog = opened(session, shell, qtbot)
    dialog.list.selectRow(LAST)
    assert dialog.points.rowCount() == 3
    assert "differs" in {
        dialog.points.data(dialog.points.index(row, 2), Qt.ItemDataRole.AccessibleTextRole)
        for row in range(3)
    }
    asked: list[str] = []
    dialog.case_asked.connect(asked.append)
    press(dialog, Qt.Key.Key_O, CTRL)
    assert asked == [CAMERA]


def test_another_casebook_does_not_offer_it(hands: Hands) -> None:
    screen = hands.room.shell.current
    assert isinstance(screen, SignInScreen)
    screen.password.setText(OFFICE_PASSWORD)
    screen.enter.click()
    hands.settle()
    rows = {row.key for row in hands.room.shell.acts()}
    assert "sample" in rows
    assert "practice" not in rows
    (action,) = [one for one in hands.room.shell.findChildren(QAction) if "Practice" in one.text()]
    assert not action.isEnabled()


def test_a_training_casebook_offers_it_once_its_trainee_is_signed_in(
    shell: Shell,
    answers: Answers,
    practice_casebook: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    book = Path(shutil.copytree(practice_casebook, tmp_path / "casebook"))
    room = open_room(shell, shell.jobs, casebook=book, user=TRAINEE, prompts=answers)
    hands = Hands(room, qtbot)
    hands.settle()
    screen = shell.current
    assert isinstance(screen, SignInScreen)
    screen.password.setText(PASSWORD)
    screen.enter.click()
    hands.settle()
    assert "practice" in {row.key for row in shell.acts()}
    room.to_practice()
    hands.settle()
    dialog = shell.findChild(PracticeDialog)
    assert isinstance(dialog, PracticeDialog)
    assert dialog.exercises.rowCount() == 12
    dialog.case_asked.emit(CAMERA)
    hands.settle()
    view = room.desk.view
    assert isinstance(view, CaseTab)
    assert view.reference == CAMERA
    room.desk.get_up()
