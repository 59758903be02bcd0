"""Data protection in the window: by keyboard, with a casebook behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.services.sample_office import ANALYST, HEAD, REVIEWER, Office, an_office
from tests.services.trade.test_erasing import WHY, a_store, by_two, rows_of
from tests.ui.hands import CTRL, press
from tests.ui.retention.test_retention_dialogs import Told
from tests.ui.window.test_dialogs import settle

from landwaiter.domain.retention.privacy import PrivacyTopic
from landwaiter.domain.retention.privacy_deeds import StatePrivacyTopic
from landwaiter.domain.trade.erasure_deeds import EraseTrade
from landwaiter.services.deeds.engine import do
from landwaiter.services.retention.privacy import privacy_facts
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.retention.privacy_dialog import PrivacyDialog
from landwaiter.ui.window.dialog_table import open_dialog


@pytest.fixture
def office(tmp_path: Path, jobs: Jobs) -> Iterator[Office]:
    office = an_office(tmp_path)
    yield office
    office.close()


def opened(
    office: Office, shell: Shell, qtbot: QtBot, who: str, *files: Path, **said: str
) -> PrivacyDialog:
    bench = Bench(office.session(who), shell.jobs, Told(shell, *files, **said))
    dialog = open_dialog("privacy", bench, parent=shell)
    assert isinstance(dialog, PrivacyDialog)
    settle(shell.jobs, qtbot)
    return dialog


def test_what_the_office_has_not_said_is_told(office: Office, shell: Shell, qtbot: QtBot) -> None:
    do(office.session(HEAD), StatePrivacyTopic(PrivacyTopic.BASIS, "Act of 2016, Art. 4"))
    dialog = opened(office, shell, qtbot, HEAD)
    said = {str(row.what): row for row in dialog.facts.rows()}
    assert said["Legal basis"].said == "Act of 2016, Art. 4"
    assert said["What the data are processed for"].is_missing
    assert said["Declarations without a case"].is_missing


def test_a_breach_is_logged_and_added_to(office: Office, shell: Shell, qtbot: QtBot) -> None:
    answers = {
        "known": "2026-03-30T08:00",
        "what": "a disk was left in a train",
        "persons": "about 100",
        "effects": "names are known",
        "step": "authority",
        "at": "2026-03-30T08:30",
        "text": "by letter",
    }
    dialog = opened(office, shell, qtbot, REVIEWER, **answers)
    assert "choose a breach" in dialog.add.why_not
    press(dialog.list, Qt.Key.Key_B, CTRL)
    settle(shell.jobs, qtbot)
    press(dialog.list, Qt.Key.Key_U, CTRL)
    settle(shell.jobs, qtbot)
    (breach,) = privacy_facts(office.session(HEAD)).breaches
    assert [step.said for step in breach.steps] == ["by letter"]
    assert [line.row.no for line in dialog.breaches.rows()] == [1]


def test_a_notice_is_recorded_and_shown(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("We keep declarations for three years.", encoding="utf-8")
    answers = {
        "to": "public",
        "version": "3",
        "at": "2026-03-01",
        "since": "2026-04-01",
        "where": "https://office.example/privacy",
        "basis": "Act of 2016, Art. 12",
        "text": "We keep declarations for three years.",
    }
    dialog = opened(office, shell, qtbot, REVIEWER, file, **answers)
    press(dialog.list, Qt.Key.Key_N, CTRL)
    settle(shell.jobs, qtbot)
    said = {str(row.part): row for row in dialog.facts.rows()}
    assert said["Notice 1"].what == "Public notice, version 3"
    for part in (*(answers[name] for name in ("at", "since", "where", "basis")), "notice.txt"):
        assert part in said["Notice 1"].said


def test_what_was_agreed_to_is_carried_out(office: Office, shell: Shell, qtbot: QtBot) -> None:
    a_store(office, 3)
    dialog = opened(office, shell, qtbot, HEAD)
    assert "nothing" in dialog.resume.why_not
    by_two(office, EraseTrade(WHY, before=2025))
    dialog = opened(office, shell, qtbot, HEAD)
    press(dialog.list, Qt.Key.Key_R, CTRL)
    settle(shell.jobs, qtbot)
    assert len(rows_of(office, "trade_declaration")) == 3


def test_an_analyst_does_not_read_it(office: Office, shell: Shell, qtbot: QtBot) -> None:
    dialog = opened(office, shell, qtbot, ANALYST)
    assert not dialog.facts.rows()
    assert not dialog.report.isEnabled()
