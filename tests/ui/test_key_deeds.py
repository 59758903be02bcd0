"""A new data key and a new recovery key in the window."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from tests.ui.desk_office import (
    ADMINISTRATOR,
    ANALYST,
    PASSWORD,
    REVIEWER,
    Answers,
    Hands,
)

from landwaiter.services import casebook_keys, casebooks
from landwaiter.storage import keys
from landwaiter.storage.key_file import read_key_file
from landwaiter.ui.creation import CreateCard
from landwaiter.ui.dialogs.share import ShareDialog, ShownShare
from landwaiter.ui.signin import SignInScreen

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
    return keys.unlock(read_key_file(path), user, PASSWORD).data_key


def deed(hands: Hands, name: str) -> None:
    hands.room._deeds()[name]()
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


def test_a_recovery_key_in_two_halves_is_handed_to_each_and_confirmed_by_another(
    hands: Hands, answers: Answers, path: Path
) -> None:
    answers.answers = {"first": "Ewa", "second": "Jan"}
    deed(hands, "recovery")
    assert [share.holder for share in answers.handed] == ["Ewa", "Jan"]
    (key,) = {share.public_key for share in answers.handed}
    assert key[:16] in answers.told[-1][1]
    session = casebooks.open_casebook(path, user=REVIEWER, password=PASSWORD)
    with session.casebook:
        casebook_keys.confirm_recovery(session, key[:16])
        state = casebook_keys.recovery_state(session)
    assert (state.public_key, state.shares) == (key, 2)


def test_a_recovery_key_that_waits_is_confirmed_in_the_window(
    hands: Hands, answers: Answers, path: Path
) -> None:
    session = casebooks.open_casebook(path, user=ADMINISTRATOR, password=PASSWORD)
    with session.casebook:
        made = casebook_keys.renew_recovery(session)
    hands.room.locking.lock()
    hands.settle()
    screen = hands.room.desk.shell.current
    assert isinstance(screen, SignInScreen)
    screen.user.setCurrentText(ANALYST)
    screen.password.setText(PASSWORD)
    screen.enter.click()
    hands.settle()
    answers.answers = {"key": made.public_key[:16]}
    deed(hands, "recovery")
    state = casebook_keys.recovery_state(hands.room.desk.known_session)
    assert (state.public_key, state.waiting) == (made.public_key, "")


def test_a_share_is_shown_once_its_holder_is_there_and_kept_once_its_end_is_typed(
    qtbot: QtBot,
) -> None:
    dialog = ShareDialog(ShownShare(SHARE, "Ewa", "ab" * 32))
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


def test_the_sheet_of_a_share_names_holder_and_key(qtbot: QtBot) -> None:
    sheet = ShownShare(SHARE, "Ewa", "ab" * 32).sheet()
    assert SHARE in sheet
    assert "Kept by Ewa" in sheet
    assert "ab" * 8 in sheet


def test_a_casebook_with_two_holders_hands_each_a_half_and_opens(
    hands: Hands, answers: Answers, tmp_path: Path
) -> None:
    hands.room.door.show_start()
    hands.settle()
    card = hands.room.desk.shell.current.create_card  # type: ignore[union-attr]  # the start screen
    assert isinstance(card, CreateCard)
    given = {
        "folder": str(tmp_path / "new"), "user": ADMINISTRATOR, "office": "DE2",
        "password": PASSWORD, "again": PASSWORD,
    }  # fmt: skip
    for name, text in given.items():
        getattr(card, name).setText(text)
    card.holders[0].setText("Ewa")
    assert not card.create_button.isEnabled()
    card.holders[1].setText("Jan")
    card.create_button.click()
    hands.settle()
    assert [share.holder for share in answers.handed] == ["Ewa", "Jan"]
    assert read_key_file(tmp_path / "new").recovery.needed == 2
    assert hands.room.desk.user == ADMINISTRATOR
