"""The dressed application, one set of jobs per test, and no thread left behind."""

import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.desk_office import ANALYST, PASSWORD, Answers, Hands, a_declaration, an_office

from landwaiter.domain.people.preferences import Mode
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.frame import undo
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit import keys, words
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.text import PlainTooltips
from landwaiter.ui.kit.theme import LIGHT
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.window.app import dress, wear
from landwaiter.ui.window.window_opening import open_room
from landwaiter.ui.window.window_routes import Room


@pytest.fixture(scope="session")
def application(qapp: QApplication) -> QApplication:
    """The application as the window runs in it."""
    dress(qapp, Settings(Mode.LIGHT))
    PlainTooltips(qapp)
    return qapp


@pytest.fixture(autouse=True)
def _light(application: QApplication) -> Iterator[None]:
    if application.palette().window().color() != LIGHT.colour("window"):
        wear(application, LIGHT)
    yield
    _take_down(application)
    words.use_zone(UTC)  # a signed-in desk shows the times of its office, and counts its days
    words.reckon(date.today)
    left = [each.name for each in threading.enumerate() if each.name.startswith("landwaiter-")]
    assert not left, f"threads left behind: {left}"


@pytest.fixture(autouse=True)
def _nothing_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What can be undone is sealed at once; tests of undoing let the seconds pass."""
    monkeypatch.setattr(undo, "SECOND", 0.0)


@pytest.fixture(autouse=True)
def _no_tab_is_young(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests press keys at once; those of the gate set the time themselves."""
    monkeypatch.setattr(keys, "YOUNG_SECONDS", 0.0)


def _take_down(application: QApplication) -> None:
    """What a test leaves would be dressed anew with every change of the theme that follows."""
    for left in application.topLevelWidgets():
        left.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def shell(jobs: Jobs, qtbot: QtBot) -> Shell:
    """The window, shown and active. It draws itself where a test asks for a picture alone: a
    fifth of the time of these tests was drawing that nobody looked at."""
    made = Shell(jobs)
    qtbot.addWidget(made)
    made.setUpdatesEnabled(False)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    return made


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The casebook of an office, made once."""
    return an_office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def answers(shell: Shell) -> Answers:
    return Answers(shell)


@pytest.fixture
def room(
    shell: Shell, jobs: Jobs, answers: Answers, office_template: Path, tmp_path: Path
) -> Iterator[Room]:
    """The window bound to a copy of the office, at the sign-in screen of its analyst."""
    casebook = tmp_path / "office"
    shutil.copytree(office_template, casebook)
    crashes: list[BaseException] = []
    jobs.crashed.connect(crashes.append)
    made = open_room(shell, jobs, casebook=casebook, user=ANALYST, prompts=answers)
    yield made
    made.desk.get_up()
    jobs.close()
    assert not crashes, crashes


@pytest.fixture
def hands(room: Room, qtbot: QtBot) -> Hands:
    made = Hands(room, qtbot)
    made.settle()
    return made


@pytest.fixture
def at_work(hands: Hands, answers: Answers, tmp_path: Path) -> Hands:
    """The analyst is signed in, and one case was taken in."""
    answers.files = (a_declaration(tmp_path),)
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_I)
    return hands


@pytest.fixture
def case_at_work(at_work: Hands) -> CaseTab:
    """They have that case in front."""
    at_work.room.to_case("PL1-2026-000001")
    at_work.settle()
    view = at_work.room.desk.view
    assert isinstance(view, CaseTab)
    return view
