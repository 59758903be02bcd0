"""Returned proposals in the window: what changed since, feedback once, reviewers for a head."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.services.sample_office import ANALYST, HEAD, REASON, REF, REVIEWER, Office, an_office
from tests.ui.hands import CTRL, press
from tests.ui.registers.test_registers import Told
from tests.ui.window.test_dialogs import settle

from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.review.returns_dialog import ReturnsDialog
from landwaiter.ui.window.dialog_table import open_dialog


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = an_office(tmp_path)
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="hold-and-refer", reason=REASON)
    office.act(REVIEWER, "return", reason="the end user is not named", kind="facts_missing")
    yield office
    office.close()


def opened(office: Office, shell: Shell, qtbot: QtBot, who: str, **said: str) -> ReturnsDialog:
    bench = Bench(office.session(who), shell.jobs, Told(shell, (), **said))
    dialog = open_dialog("returns", bench, parent=shell)
    assert isinstance(dialog, ReturnsDialog)
    settle(shell.jobs, qtbot)
    return dialog


def test_an_author_sees_what_came_back_and_says_whether_it_helped(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    said = {"outcome": "helpful", "reason": "it named the gap"}
    dialog = opened(office, shell, qtbot, ANALYST, **said)
    assert dialog.model.rowCount() == 1
    assert dialog.reviewers.rowCount() == 0
    assert "the end user is not named" in dialog.about.words()
    press(dialog, Qt.Key.Key_E, CTRL)
    settle(shell.jobs, qtbot)
    assert [one.helpful for one in office.case().return_feedback] == [True]
    assert "it named the gap" in dialog.about.words()


def test_what_changed_is_shown_and_leads_to_the_case(
    office: Office, shell: Shell, qtbot: QtBot
) -> None:
    office.act(ANALYST, "propose", outcome="release", reason="the contract names the end user")
    dialog = opened(office, shell, qtbot, HEAD)
    assert dialog.reviewers.rowCount() == 1
    assert "until version 2" in dialog.about.words()
    assert "the contract names the end user" in dialog.about.words()
    asked: list[str] = []
    dialog.case_asked.connect(asked.append)
    press(dialog, Qt.Key.Key_O, CTRL)
    assert asked == [REF]


def test_who_returned_it_cannot_judge_it(office: Office, shell: Shell, qtbot: QtBot) -> None:
    dialog = opened(office, shell, qtbot, REVIEWER)
    assert not dialog.rate.isEnabled()
    assert "own return" in dialog.rate.toolTip() or "own return" in dialog.rate.text()
