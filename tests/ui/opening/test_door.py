"""Beginning without a casebook: make one, look at the sample, open another."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication
from tests.ui.casebook.test_start import fill
from tests.ui.desk_office import ADMINISTRATOR, ANALYST, PASSWORD, REVIEWER, Answers, Hands
from tests.ui.hands import CTRL

from landwaiter.domain.people.deeds import ResetPassword
from landwaiter.errors import Unavailable
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import do
from landwaiter.services.demo import demonstration, practice_making
from landwaiter.services.table import sessions
from landwaiter.storage.keys.key_file import read_key_file
from landwaiter.ui.opening.first_sign_in_dialog import FirstSignInDialog
from landwaiter.ui.opening.sign_in import SignInScreen
from landwaiter.ui.opening.start_screen import StartScreen

Key = Qt.Key


@pytest.fixture
def at_start(hands: Hands) -> StartScreen:
    hands.room.door.show_start()
    screen = hands.room.desk.shell.current
    assert isinstance(screen, StartScreen)
    return screen


def test_a_casebook_is_made_and_opened_once_its_recovery_key_is_kept(
    hands: Hands, at_start: StartScreen, answers: Answers, tmp_path: Path
) -> None:
    card = at_start.create_card
    fill(card, ADMINISTRATOR, folder=str(tmp_path / "new"), office="DE2")
    card.create_button.click()
    hands.settle()
    answers.saved = [tmp_path / "recovery key.txt"]
    card.save_asked.emit()
    hands.settle()
    groups = (tmp_path / "recovery key.txt").read_text(encoding="utf-8").split()
    assert groups
    assert all(group in card.key.words() for group in groups)
    card.is_kept.setChecked(True)
    card.go_on.click()
    hands.settle()
    session = hands.room.desk.known_session
    assert (session.casebook.office_code, session.casebook.member_state) == ("DE2", "DE")
    assert hands.room.desk.user == ADMINISTRATOR


def test_each_holder_of_a_new_casebook_is_handed_the_own_half(
    hands: Hands, at_start: StartScreen, answers: Answers, tmp_path: Path
) -> None:
    card = at_start.create_card
    fill(card, ADMINISTRATOR, ANALYST, folder=str(tmp_path / "new"), office="DE2")
    card.create_button.click()
    hands.settle()
    assert [share.holder for share in answers.handed] == [ADMINISTRATOR, ANALYST]
    assert read_key_file(tmp_path / "new").recovery.needed == 2
    assert hands.room.desk.user == ADMINISTRATOR
    founders = casebooks.list_users(hands.room.desk.known_session)
    assert {one.name: one.roles for one in founders} == {
        ADMINISTRATOR: ("administrator",), ANALYST: ("analyst",),
    }  # fmt: skip
    assert all(one.approves for one in founders)


def test_who_signs_in_with_a_first_password_makes_the_own_key_and_is_let_in(
    hands: Hands, tmp_path: Path
) -> None:
    first = "a first password of somebody"
    session = sessions.open_casebook(tmp_path / "office", user=ADMINISTRATOR, password=PASSWORD)
    with session.casebook:
        do(session, ResetPassword(ANALYST, first))
    screen = hands.room.desk.shell.current
    assert isinstance(screen, SignInScreen)
    screen.user.setCurrentText(ANALYST)
    screen.password.setText(first)
    screen.enter.click()
    hands.settle()
    dialog = hands.room.desk.shell.findChild(FirstSignInDialog)
    assert isinstance(dialog, FirstSignInDialog)
    for text, steps in ((first, 0), (PASSWORD, 1)):
        dialog.password.setText(text)
        dialog.again.setText(text)
        dialog.give()
        hands.settle()
        assert dialog.steps.currentIndex() == steps
    assert REVIEWER in dialog.who.words()
    dialog.give()
    hands.settle()
    assert hands.room.desk.user == ANALYST


@pytest.mark.usefixtures("at_start")
def test_the_sample_tells_its_steps_in_the_tray_and_signs_its_analyst_in(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, told = tmp_path / "office", ["Made the office.", "Opened the cases."]

    def made(*, say: demonstration.Say) -> demonstration.DemoResult:
        for line in told:
            say(line)
        return demonstration.DemoResult(
            tmp_path, office, ANALYST, PASSWORD, REVIEWER, PASSWORD, "", (), office, office, office
        )

    monkeypatch.setattr(demonstration, "run_demo", made)
    hands.press(Key.Key_D, CTRL)
    assert hands.room.desk.user == ANALYST


@pytest.mark.usefixtures("at_start")
def test_practice_signs_its_trainee_in(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = tmp_path / "office"

    def made(*, say: practice_making.Say) -> practice_making.PracticeResult:
        say("Twelve cases wait.")
        return practice_making.PracticeResult(
            tmp_path, office, ANALYST, PASSWORD, REVIEWER, PASSWORD, ()
        )

    monkeypatch.setattr(practice_making, "make_practice", made)
    hands.press(Key.Key_P, CTRL)
    assert hands.room.desk.user == ANALYST


@pytest.mark.usefixtures("at_start")
def test_the_sample_that_cannot_be_made_is_said_in_place(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*, say: demonstration.Say) -> demonstration.DemoResult:
        raise Unavailable("The disk is full.")

    monkeypatch.setattr(demonstration, "run_demo", fails)
    hands.press(Key.Key_D, CTRL)
    assert "disk is full" in hands.room.desk.shell.notice.text


def test_going_back_from_signing_in_shows_the_start(hands: Hands) -> None:
    hands.press(Key.Key_Escape)
    assert isinstance(hands.room.desk.shell.current, StartScreen)


def test_every_way_to_begin_is_in_sight_in_a_small_window(at_start: StartScreen) -> None:
    window = at_start.window()
    window.resize(1280, 800)
    for _round in range(5):
        QApplication.processEvents()
    button = at_start.practice_button
    place = QRect(button.mapTo(at_start, QPoint(0, 0)), button.size())
    assert at_start.rect().contains(place)
    assert at_start.height() - place.bottom() >= 24, "nor is the card around it cut"
