"""Refused files of watched folders in the window: why, what to do, and taken in by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.services.intake.watched import Gate
from tests.services.sample_office import ANALYST, Office, an_office
from tests.ui.hands import CTRL, press
from tests.ui.retention.test_retention_dialogs import Told
from tests.ui.window.test_dialogs import settle

from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.services.intake.watched_files import refused_files
from landwaiter.services.people.notices import NoticeWay, notices
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.intake.watched_dialog import WatchedDialog
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.window.dialog_table import open_dialog


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    made = Gate.of(an_office(tmp_path))
    made.drop("bad.csv", cn8="no code")
    made.look()
    yield made
    made.office.close()


def opened(office: Office, shell: Shell, qtbot: QtBot, **said: str) -> WatchedDialog:
    bench = Bench(office.session(ANALYST), shell.jobs, Told(shell, **said))
    dialog = open_dialog("watched", bench, parent=shell)
    assert isinstance(dialog, WatchedDialog)
    settle(shell.jobs, qtbot)
    return dialog


def test_a_refused_file_is_shown_with_why_and_taken_in_by_hand(
    gate: Gate, shell: Shell, qtbot: QtBot
) -> None:
    dialog = opened(gate.office, shell, qtbot)
    assert dialog.model.rowCount() == 1
    assert "row 2, cn8, “no code”: " in dialog.about.words()
    asked: list[Path] = []
    dialog.file_asked.connect(asked.append)
    press(dialog, Qt.Key.Key_E, CTRL)
    assert asked == [gate.folder / "refused" / "bad.csv"]


def test_a_person_deals_with_a_refused_file(gate: Gate, shell: Shell, qtbot: QtBot) -> None:
    dialog = opened(gate.office, shell, qtbot, reason="the sender withdrew it")
    press(dialog, Qt.Key.Key_G, CTRL)
    settle(shell.jobs, qtbot)
    assert dialog.model.rowCount() == 0
    assert dialog.refusals()["settle"] == "choose a file"
    (row,) = refused_files(gate.office.session(ANALYST), settled=True).rows
    assert row.settled is not None


def test_the_bell_tells_how_many_were_refused(gate: Gate) -> None:
    found = [row for row in notices(gate.office.session(ANALYST)) if row.way is NoticeWay.WATCHED]
    assert [(row.title, row.text) for row in found] == [
        ("1 file of a watched folder was refused", "bad.csv")
    ]


def test_who_may_not_take_in_is_told_so(qtbot: QtBot) -> None:
    dialog = WatchedDialog()
    qtbot.addWidget(dialog)
    dialog.show_actor(Actor("1", "Audra", frozenset({UserRole.AUDITOR})))
    assert all("needs the role" in why for why in dialog.refusals().values())
