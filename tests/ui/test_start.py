"""Creating and opening a casebook: what is asked, what is refused and why."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.hands import click, press, type_text

from landwaiter.errors import Unavailable
from landwaiter.ui.creation import CreateCard, NewCasebook
from landwaiter.ui.settings import Settings, load_settings, save_settings
from landwaiter.ui.signin import SignInScreen
from landwaiter.ui.strength import strength
from landwaiter.ui.theme import Mode

PASSWORD = "a sentence is easy to keep"


@pytest.fixture
def card(application: QApplication, qtbot: QtBot) -> CreateCard:
    made = CreateCard()
    qtbot.addWidget(made)
    made.show()
    return made


def fill(card: CreateCard, **texts: str) -> None:
    given = {
        "folder": "/cases/pomorze",
        "user": "Anna Baran",
        "office": "PL1",
        "password": PASSWORD,
        "again": PASSWORD,
        **texts,
    }
    for name, text in given.items():
        getattr(card, name).setText(text)


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ({"folder": ""}, "choose a folder first"),
        ({"user": " "}, "name the first user"),
        ({"office": ""}, "give the office code"),
        ({"password": "short", "again": "short"}, "the password needs 12 characters"),
        ({"again": "another sentence here"}, "repeat the password"),
    ],
)
def test_creating_is_refused_with_the_reason(
    card: CreateCard, texts: dict[str, str], why: str
) -> None:
    fill(card, **texts)
    assert not card.create_button.isEnabled()
    assert card.create_button.text() == f"Create casebook: {why}"


def test_creating_hands_over_what_was_given(card: CreateCard, qtbot: QtBot) -> None:
    fill(card)
    with qtbot.waitSignal(card.create_asked) as asked:
        click(card.create_button)
    assert asked.args == [NewCasebook(Path("/cases/pomorze"), "Anna Baran", PASSWORD, "PL1", "PL")]


def test_the_recovery_key_must_be_kept_before_going_on(card: CreateCard, qtbot: QtBot) -> None:
    card.show_recovery_key("K7QM-2XPD 9RWT-HF4C VN3B-8LJY 6GZA-E5US 3DHK-PW7R")
    assert "9RWT-HF4C" in card.key.words()
    assert card.go_on.text() == "Open the casebook: confirm the recovery key first"
    card.is_kept.setChecked(True)
    with qtbot.waitSignal(card.kept):
        click(card.go_on)


def test_strength_asks_for_length_first() -> None:
    assert strength("aB3$")[1] == "4 of 12 characters"
    assert strength("aaaaaaaaaaaaaaaa")[1] == "weak: few different characters"
    assert strength(PASSWORD)[1] == "strong"


def test_signing_in_by_keyboard(application: QApplication, qtbot: QtBot) -> None:
    screen = SignInScreen("Pomorze", "/cases/pomorze", ("anna", "jan"))
    qtbot.addWidget(screen)
    screen.show()
    screen.user.setCurrentText("jan")
    type_text(screen.password, PASSWORD)
    with qtbot.waitSignal(screen.sign_in_asked) as asked:
        press(screen.password, Qt.Key.Key_Return)
    assert asked.args == ["jan", PASSWORD]


def test_a_wrong_password_is_said_in_place(application: QApplication, qtbot: QtBot) -> None:
    screen = SignInScreen("Pomorze", "/cases/pomorze", ("anna",))
    qtbot.addWidget(screen)
    screen.show_refusal(Unavailable("The password is wrong.", remedy="Type it again."))
    assert "The password is wrong. Type it again." in screen.refusal.words()
    assert not screen.password.isReadOnly()


def test_settings_are_read_as_they_were_saved(tmp_path: Path) -> None:
    file = tmp_path / "config" / "window.json"
    settings = Settings(Mode.DARK, "pl", 1.2).opened(Path("/a")).opened(Path("/b"))
    save_settings(settings, file)
    assert load_settings(file) == settings
    assert load_settings(file).casebooks == ("/b", "/a")


@pytest.mark.parametrize("damage", ["", "[]", '{"mode": "pink"}', "\x00"])
def test_damaged_settings_are_read_as_none(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "window.json"
    file.write_text(damage)
    assert load_settings(file) == Settings()
