"""The keys of a screen are at hand again after a dialog, and after what had the focus is gone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.hands import press

from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.stray_focus import home
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.kit.dialog_controller import show_over


class ListScreen(QWidget):
    """A list, and a button behind it that is the last of the window."""

    def __init__(self) -> None:
        super().__init__()
        self.list, self.last = QPushButton("list"), QPushButton("last")
        made = QVBoxLayout(self)
        made.addWidget(self.list)
        made.addWidget(self.last)
        self.setFocusProxy(self.list)


@pytest.fixture
def screen(shell: Shell, qtbot: QtBot) -> ListScreen:
    made = shell.open_tab(Tab("one", "One", "cases"), ListScreen, screen="cases")
    assert isinstance(made, ListScreen)
    made.last.setFocus()
    qtbot.waitUntil(made.last.hasFocus)
    return made


def a_dialog(shell: Shell, qtbot: QtBot) -> QDialog:
    dialog = QDialog(shell)
    QVBoxLayout(dialog).addWidget(QLabel("asked"))
    with qtbot.waitActive(dialog):
        show_over(dialog)
        dialog.activateWindow()
    return dialog


def test_after_a_dialog_it_is_where_it_was(shell: Shell, screen: ListScreen, qtbot: QtBot) -> None:
    a_dialog(shell, qtbot).reject()
    shell.activateWindow()
    qtbot.waitUntil(screen.last.hasFocus)


def test_what_was_drawn_anew_behind_a_dialog_gives_it_to_the_list(
    shell: Shell, screen: ListScreen, qtbot: QtBot
) -> None:
    dialog = a_dialog(shell, qtbot)
    screen.last.hide()
    screen.last.deleteLater()
    dialog.reject()
    shell.activateWindow()
    qtbot.waitUntil(screen.list.hasFocus)


def test_a_button_that_rests_gives_it_to_the_list(screen: ListScreen, qtbot: QtBot) -> None:
    screen.last.setEnabled(False)
    qtbot.waitUntil(screen.list.hasFocus)


def test_where_the_list_rests_too_the_screen_has_it(screen: ListScreen, qtbot: QtBot) -> None:
    screen.list.setEnabled(False)
    screen.last.setEnabled(False)
    qtbot.waitUntil(screen.hasFocus)
    screen.list.setEnabled(True)
    screen.setFocus()
    assert screen.list.hasFocus()


def test_who_goes_to_the_find_field_stays_there(
    shell: Shell, screen: ListScreen, qtbot: QtBot
) -> None:
    shell.top.search.setFocus()
    qtbot.wait(20)
    assert shell.top.search.hasFocus()
    press(shell.top.search, Qt.Key.Key_Tab)
    qtbot.wait(20)
    assert not screen.list.hasFocus()


def test_a_hidden_main_place_does_not_get_the_focus(screen: ListScreen, qtbot: QtBot) -> None:
    screen.list.hide()
    screen.last.clearFocus()
    home(screen)
    qtbot.waitUntil(screen.last.hasFocus)
