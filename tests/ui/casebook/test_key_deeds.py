"""A new data key in the window, and how a half of the recovery key is handed over."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.desk_office import (
    ADMINISTRATOR,
    ANALYST,
    PASSWORD,
    Answers,
    Hands,
)

from landwaiter.storage.keys import casebook_keys
from landwaiter.storage.keys.key_file import read_key_file
from landwaiter.ui.casebook.recovery_dialog import RecoveryDialog
from landwaiter.ui.kit.recovery_half_dialog import ShareDialog, ShownShare
from landwaiter.ui.opening.sign_in import SignInScreen
from landwaiter.ui.window.offer_table import BY_NAME

SHARE = "K7QM-2XPD 9RWT-HF4C K7QM-2XPD 9RWT-HF4C K7QM-2XPD 9RWT-HF4C K7QM-2XPD 9RWT-HF4C"


@pytest.fixture
def path(hands: Hands) -> Path:
    screen = hands.room.desk.shell.current
    assert isinstance(screen, SignInScreen)
    screen.user.setCurrentText(ADMINISTRATOR)
    screen.password.setText(PASSWORD)
    screen.enter.click()
    hands.settle()
    return hands.room.desk.known_session.casebook.path


def data_key(path: Path, user: str = ADMINISTRATOR) -> bytes:
    return casebook_keys.unlock(read_key_file(path), user, PASSWORD).data_key


def deed(hands: Hands, name: str) -> None:
    BY_NAME[name].begin(hands.room)
    hands.settle()


def test_a_new_data_key_is_made_and_the_password_asked_for_again(
    hands: Hands, answers: Answers, path: Path
) -> None:
    before, answers.answers = data_key(path), {"password": PASSWORD}
    deed(hands, "rekey")
    assert data_key(path) != before
    assert data_key(path, ANALYST) == data_key(path)
    assert isinstance(hands.room.desk.shell.current, SignInScreen)
    assert "It opens for" in answers.told[-1][1]


def test_a_wrong_password_makes_no_new_data_key(hands: Hands, answers: Answers, path: Path) -> None:
    before, answers.answers = data_key(path), {"password": "not the password"}
    deed(hands, "rekey")
    assert data_key(path) == before
    assert isinstance(hands.room.desk.shell.current, SignInScreen)
    assert "password is wrong" in answers.told[-1][1]


def test_a_share_is_shown_once_its_holder_is_there_and_kept_once_its_end_is_typed(
    qtbot: QtBot,
) -> None:
    dialog = ShareDialog(ShownShare(SHARE, "Ewa"))
    qtbot.addWidget(dialog)
    assert dialog.steps.currentIndex() == 0
    dialog.show_button.click()
    assert dialog.steps.currentIndex() == 1
    dialog.typed.setText("HF4D")
    dialog.done_button.click()
    assert dialog.result() == 0
    dialog.typed.setText("hf4c")
    dialog.done_button.click()
    assert dialog.result() == 1


def test_the_sheet_of_a_half_names_its_holder(qtbot: QtBot) -> None:
    sheet = ShownShare(SHARE, "Ewa").sheet()
    assert SHARE in sheet
    assert "Kept by Ewa. Only two halves" in sheet


def test_the_dialog_of_the_recovery_key_opens_from_the_menus(hands: Hands, path: Path) -> None:
    deed(hands, "recovery")
    dialog = hands.room.desk.shell.findChild(RecoveryDialog)
    assert isinstance(dialog, RecoveryDialog)
    assert f"{ADMINISTRATOR}, {ANALYST}" in dialog.state.words()
    dialog.close()
