"""Entities of another system through the window: looked at first, cancelled, brought in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.formats.test_ftm import OWNED, OWNER, line
from tests.services.entities.test_exchange import OWNS, a_file, ids
from tests.services.sample_office import ANALYST, Office, an_office
from tests.ui.desk_office import Answers
from tests.ui.hands import CTRL, press

from landwaiter.ui.entities.exchange_controller import ExchangeController
from landwaiter.ui.entities.exchange_dialog import ExchangeDialog
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.theme import DARK
from landwaiter.ui.window.app import wear


@pytest.fixture
def office(tmp_path: Path, shell: Shell) -> Iterator[Office]:
    made = an_office(tmp_path)
    yield made
    shell.jobs.close()
    made.close()


@pytest.fixture
def dialog(office: Office, shell: Shell) -> ExchangeDialog:
    prompts = Answers(shell)
    prompts.files = (
        a_file(office.path.parent, OWNER, OWNED, OWNS, line("p", "Position", name=["M"])),
    )
    bench = Bench(office.session(ANALYST), shell.jobs, prompts)
    made = ExchangeController(bench, shell).open()
    made.open()
    made.activateWindow()
    return made


def settle(shell: Shell, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: shell.jobs.idle, timeout=20_000)


def test_nothing_comes_in_that_was_not_looked_at(dialog: ExchangeDialog) -> None:
    assert dialog.look.why_not == "choose a file"
    press(dialog, Qt.Key.Key_O, CTRL)
    assert dialog.look.why_not == "say from whom it is"
    dialog.source.setText("A register")
    assert dialog.look.isEnabled()
    assert dialog.act.why_not == "look at it first"


def test_it_is_looked_at_and_brought_in_by_keyboard(
    dialog: ExchangeDialog, office: Office, shell: Shell, qtbot: QtBot
) -> None:
    press(dialog, Qt.Key.Key_O, CTRL)
    dialog.source.setText("A register")
    press(dialog, Qt.Key.Key_L, CTRL)
    settle(shell, qtbot)
    assert "2 new entities" in dialog.figures.words()
    assert [row.what for row in dialog.model.rows()] == ["Position"]
    assert ids(office.session(ANALYST)) == []
    press(dialog, Qt.Key.Key_Return, CTRL)
    settle(shell, qtbot)
    assert "2 new entities" in dialog.outcome.words()
    assert len(ids(office.session(ANALYST))) == 2


def test_a_wrong_grading_is_said_and_nothing_is_saved(
    dialog: ExchangeDialog, office: Office, shell: Shell, qtbot: QtBot
) -> None:
    press(dialog, Qt.Key.Key_O, CTRL)
    dialog.source.setText("A register")
    dialog.grade.setText("Z9")
    press(dialog, Qt.Key.Key_L, CTRL)
    settle(shell, qtbot)
    assert "grading" in dialog.outcome.words()
    assert not dialog.act.isEnabled()


def test_it_is_drawn_light_and_dark(dialog: ExchangeDialog, application: QApplication) -> None:
    light = dialog.grab().toImage()
    wear(application, DARK)
    assert dialog.grab().toImage() != light
