"""Each screen in the window, filled with fictional rows: for tests and for grabbing."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget
from tests.ui import fiction

from landwaiter.ui.screens.today import TodayScreen
from landwaiter.ui.shell import Shell
from landwaiter.ui.start import StartScreen
from landwaiter.ui.tabs import Tab


def _signed_in(shell: Shell) -> None:
    shell.show_status(fiction.STATUS)
    shell.top.show_as_of("today, 9 Apr 2026")


def today(shell: Shell) -> QWidget:
    _signed_in(shell)
    screen = TodayScreen()
    screen.show_view(fiction.TODAY_VIEW, user=fiction.USER)
    return shell.open_tab(
        Tab("today", "Today", "today", closable=False), lambda: screen, screen="today"
    )


def start(shell: Shell) -> QWidget:
    return shell.open_tab(
        Tab("start", "Start", "cases", closable=False), StartScreen, screen="start"
    )


SCENES: Mapping[str, Callable[[Shell], QWidget]] = {"today": today, "start": start}
