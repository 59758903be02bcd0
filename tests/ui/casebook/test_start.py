"""Creating and opening a casebook: what is asked, what is refused and why."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui import places
from tests.ui.hands import ALT, CTRL, click, press, type_text

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.people.preferences import Mode
from landwaiter.errors import Invalid, Unavailable
from landwaiter.services.casebook import casebooks
from landwaiter.ui.kit.first_password_dialog import FirstPasswordDialog
from landwaiter.ui.kit.password_strength import strength
from landwaiter.ui.kit.window_settings import Settings, load_settings, save_settings
from landwaiter.ui.opening.casebook_creation import CreateCard, NewCasebook
from landwaiter.ui.opening.first_sign_in_dialog import FirstSignInDialog
from landwaiter.ui.opening.sign_in import SignInScreen

PASSWORD = "a sentence is easy to keep"


@pytest.fixture
def card(application: QApplication, qtbot: QtBot) -> CreateCard:
    made = CreateCard()
    qtbot.addWidget(made)
    made.show()
    return made


def fill(card: CreateCard, *names: str, **texts: str) -> None:
    given = {"folder": "/cases/pomorze", "office": "PL1", **texts}
    for field in ("folder", "office"):
        getattr(card, field).setText(given[field])
    for at, name in enumerate(names or ("Anna Baran",)):
        if at:
            card.founders.add_founder()
        row = card.founders.rows[at]
        row.name.setText(name)
        row.password.setText(given.get("password", PASSWORD))
        row.again.setText(given.get("again", PASSWORD))
        row.roles[UserRole.ANALYST].setChecked(bool(at) or row.roles[UserRole.ANALYST].isChecked())


@pytest.mark.parametrize(
    ("names", "texts", "why"),
    [
        ((), {"folder": ""}, "choose a folder first"),
        ((" ",), {}, "name every founder"),
        ((), {"office": ""}, "give the office code"),
        ((), {"password": "short"}, "Anna Baran: the password needs 12 characters"),
        ((), {"again": "another sentence here"}, "Anna Baran: repeat the password"),
        (("Ewa", "ewa"), {}, "two founders have one name"),
    ],
)
def test_creating_is_refused_with_the_reason(
    card: CreateCard, names: tuple[str, ...], texts: dict[str, str], why: str
) -> None:
    fill(card, *names, **texts)
    assert not card.create_button.isEnabled()
    assert card.create_button.text() == f"Create casebook: {why}"


def test_who_founds_alone_holds_every_role_and_is_told_what_that_means(
    card: CreateCard, qtbot: QtBot
) -> None:
    fill(card)
    assert "nothing is ever approved" in card.founders.why_two.words()
    with qtbot.waitSignal(card.create_asked) as asked:
        click(card.create_button)
    roles = tuple(role.value for role in UserRole if role is not UserRole.SERVICE)
    alone = casebooks.Founder("Anna Baran", roles, PASSWORD)
    assert asked.args == [NewCasebook(Path("/cases/pomorze"), "PL1", "PL", (alone,))]


def test_each_founder_has_roles_and_a_password_and_the_first_two_keep_halves(
    card: CreateCard, qtbot: QtBot
) -> None:
    fill(card, "Anna", "Jan", "Ewa")
    assert "nothing is ever approved" not in card.founders.why_two.words()
    with qtbot.waitSignal(card.create_asked) as asked:
        click(card.create_button)
    new: NewCasebook = (asked.args or [])[0]
    assert [(one.name, one.roles) for one in new.founders] == [
        ("Anna", ("administrator",)), ("Jan", ("analyst",)), ("Ewa", ("analyst",)),
    ]  # fmt: skip
    assert new.holders == ("Anna", "Jan")
    card.founders.rows[1].keeps.setChecked(False)
    assert card.create_button.text() == "Create casebook: two or three of them keep a half"


def test_a_founder_is_added_and_taken_off_by_keyboard(card: CreateCard, qtbot: QtBot) -> None:
    fill(card)
    with qtbot.waitActive(card):
        card.activateWindow()
    for count in (2, 3, 4, 5):
        press(card.folder, Qt.Key.Key_F, ALT)
        assert len(card.founders.rows) == count
    assert not card.founders.add.isEnabled()
    for row in card.founders.rows[1:]:
        press(row.leave, Qt.Key.Key_Return)
    assert len(card.founders.rows) == 1
    assert card.create_button.isEnabled()


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


def test_a_first_password_is_replaced_and_the_key_shown(
    application: QApplication, qtbot: QtBot
) -> None:
    dialog = FirstSignInDialog("Piotr Nowicki")
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    assert dialog.act.text() == "Make my key: the password needs 12 characters"
    type_text(dialog.password, PASSWORD)
    assert dialog.act.text() == "Make my key: repeat the password"
    type_text(dialog.again, PASSWORD)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        press(dialog.again, Qt.Key.Key_Return, CTRL)
    assert chosen.args == [PASSWORD]
    dialog.show_fault(Invalid("The first password is known to who gave it out."))
    assert dialog.act.isEnabled()
    dialog.show_key(places.USERS[3])
    assert "11d0 9999" in dialog.key.words()
    assert "Jan Wójcik or Marta Zielińska" in dialog.who.words()
    assert dialog.password.text() == ""
    with qtbot.waitSignal(dialog.entered):
        press(dialog.act, Qt.Key.Key_Return, CTRL)


def test_a_first_password_is_shown_to_be_handed_over(
    application: QApplication, qtbot: QtBot
) -> None:
    dialog = FirstPasswordDialog("Piotr", "k7qm2x-pd9rwt-hf4cvn-3b8jy6")
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    assert dialog.shown.words() == "k7qm2x-pd9rwt-hf4cvn-3b8jy6"
    press(dialog.closing, Qt.Key.Key_Return, CTRL)
    assert dialog.result() == 1
