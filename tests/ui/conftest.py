"""The dressed application, one set of jobs per test, and no thread left behind."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from landwaiter.ui.app import dress, wear
from landwaiter.ui.jobs import Jobs
from landwaiter.ui.settings import Settings
from landwaiter.ui.shell import Shell
from landwaiter.ui.text import PlainTooltips
from landwaiter.ui.theme import LIGHT, Mode


@pytest.fixture(scope="session")
def application(qapp: QApplication) -> QApplication:
    """The application as the window runs in it."""
    dress(qapp, Settings(Mode.LIGHT))
    qapp.installEventFilter(PlainTooltips(qapp))
    return qapp


@pytest.fixture(autouse=True)
def _light(application: QApplication) -> Iterator[None]:
    if application.palette().window().color() != LIGHT.colour("window"):
        wear(application, LIGHT)
    yield
    left = [each.name for each in threading.enumerate() if each.name.startswith("landwaiter-")]
    assert not left, f"threads left behind: {left}"


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def shell(jobs: Jobs, qtbot: QtBot) -> Shell:
    """The window, shown and active."""
    made = Shell(jobs)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made
