"""Each screen that a page of the help tells of, filled with fictional rows."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget
from tests.ui import duty_scenes, places, scenes
from tests.ui.finding import find_scenes

from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.monitoring.monitoring_screen import MonitoringScreen
from landwaiter.ui.opening.sign_in import SignInScreen


def _sign_in(shell: Shell) -> QWidget:
    screen = SignInScreen("Pomorze", "/cases/pomorze", ("anna", "jan"))
    return shell.open_tab(Tab("sign_in", "Sign in", "lock"), lambda: screen, screen="sign_in")


def _monitoring(shell: Shell) -> QWidget:
    tab = Tab("monitoring", "Monitoring", "reports")
    return shell.open_tab(tab, MonitoringScreen, screen="monitoring")


SCENES: Mapping[str, Callable[[Shell], QWidget]] = {
    **{name: scene for name, scene in scenes.SCENES.items() if name != "intake_mend"},
    "duty": duty_scenes.SCENES["duty"],
    "finding": find_scenes.found,
    "monitoring": _monitoring,
    "screening": places.PLACES["screening"],
    "reports": places.PLACES["reports"],
    "sign_in": _sign_in,
}
