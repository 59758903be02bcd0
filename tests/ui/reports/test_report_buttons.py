"""Reports from the dialogs that show the same, and the way back from the list of reports."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.services.practice.practising import NOON, PASSWORD, TRAINEE, practice_casebook
from tests.services.sample_office import ADMIN, ANALYST, HEAD, REASON, REVIEWER, Office, an_office
from tests.ui.hands import CTRL, press
from tests.ui.relations.test_relations_dialog import Told
from tests.ui.window.test_dialogs import settle

from landwaiter.domain.reports.subjects import SubjectReport
from landwaiter.services.reports import reporting
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.office.load_dialog import LoadDialog
from landwaiter.ui.practice.practice_dialog import PracticeDialog
from landwaiter.ui.review.returns_dialog import ReturnsDialog
from landwaiter.ui.window.dialog_table import open_dialog
from landwaiter.ui.window.place_base import to_subject

__all__ = ["practice_casebook"]


@pytest.fixture
def office(tmp_path: Path, jobs: Jobs) -> Iterator[Office]:
    office = an_office(tmp_path)
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="hold-and-refer", reason=REASON)
    office.act(REVIEWER, "return", reason=REASON, kind="facts_missing")
    yield office
    office.close()


@pytest.fixture
def training(practice_casebook: Path, tmp_path: Path, jobs: Jobs) -> Iterator[Session]:
    book = Path(shutil.copytree(practice_casebook, tmp_path / "training"))
    now = NOON + timedelta(hours=1)
    opened = sessions.open_casebook(book, user=TRAINEE, password=PASSWORD, now=lambda: now)
    with opened.casebook:
        yield opened


def opened(
    session: Session, shell: Shell, qtbot: QtBot, name: str, folder: Path, **said: str
) -> DeedsPane:
    """A dialog before somebody who names two files and types these answers."""
    told = Told(shell, **said)
    told.saved = [folder / "r.pdf", folder / "r.xlsx"]
    dialog = open_dialog(name, Bench(session, shell.jobs, told), parent=shell)
    assert isinstance(dialog, DeedsPane)
    settle(shell.jobs, qtbot)
    return dialog


def pressed(dialog: DeedsPane, shell: Shell, qtbot: QtBot, folder: Path) -> None:
    """Ctrl+D; both files are written then, and verify."""
    press(dialog, Qt.Key.Key_D, CTRL)
    settle(shell.jobs, qtbot)
    assert "The report is made." in dialog.outcome.words()
    found = reporting.verify_reports([folder / "r.pdf", folder / "r.xlsx"])
    assert (found.passed, found.same_dossier) == (True, True)


def test_the_load_that_is_shown_is_reported_on(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(office.session(HEAD), shell, qtbot, "load", tmp_path)
    assert isinstance(dialog, LoadDialog)
    dialog.first.setText("2026-03-01")
    dialog.last.setText("2026-03-30")
    press(dialog, Qt.Key.Key_Return, CTRL)
    settle(shell.jobs, qtbot)
    dialog.first.setText("2026-02-01")  # typed, and not asked for yet
    pressed(dialog, shell, qtbot, tmp_path)
    (made,) = reporting.reports_made(office.session(HEAD)).rows
    assert (made.report_type, made.reference) == ("load", "2026-03-01--2026-03-30")


def test_records_of_one_reviewer_are_reported_on(
    office: Office, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    session = office.session(HEAD)
    dialog = opened(session, shell, qtbot, "returns", tmp_path, reviewer=REVIEWER)
    assert isinstance(dialog, ReturnsDialog)
    pressed(dialog, shell, qtbot, tmp_path)
    (made,) = reporting.reports_made(session).rows
    assert made.report_type == "reviewers"
    assert REVIEWER in made.title


def test_practice_is_reported_on(
    training: Session, shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(training, shell, qtbot, "practice", tmp_path, reference="TRAIN1-2026-000012")
    assert isinstance(dialog, PracticeDialog)
    pressed(dialog, shell, qtbot, tmp_path)
    (made,) = reporting.reports_made(training).rows
    assert (made.report_type, made.reference) == ("practice", "TRAIN1-2026-000012")


@pytest.mark.parametrize(
    ("who", "name"), [(ADMIN, "load"), (ANALYST, "returns"), (ADMIN, "returns")]
)
def test_who_may_not_is_told_why_on_the_button(
    office: Office, shell: Shell, qtbot: QtBot, who: str, name: str
) -> None:
    dialog = opened(office.session(who), shell, qtbot, name, office.path.parent)
    assert isinstance(dialog, LoadDialog | ReturnsDialog)
    assert not dialog.report.isEnabled()
    press(dialog, Qt.Key.Key_D, CTRL)
    settle(shell.jobs, qtbot)
    assert not reporting.reports_made(office.session(who)).rows


WAYS = {
    SubjectReport.ENTITY: mock.call.to_entity("key"),
    SubjectReport.STATES: mock.call.to_dialog("relations"),
    SubjectReport.LOAD: mock.call.to_dialog("load"),
    SubjectReport.REVIEWERS: mock.call.to_dialog("returns"),
    SubjectReport.PRACTICE: mock.call.to_dialog("practice"),
    SubjectReport.STATISTICS: mock.call.to_statistics(),
    SubjectReport.REGISTER: mock.call.to_statistics(),
    SubjectReport.LISTING: mock.call.to_dialog("listings"),
    SubjectReport.ACCESS_ANSWER: mock.call.to_dialog("access"),
    SubjectReport.PRIVACY: mock.call.to_dialog("privacy"),
    SubjectReport.HANDOVER: mock.call.to_duty(),
}


@pytest.mark.parametrize("kind", SubjectReport)
def test_the_list_of_reports_leads_to_what_each_is_about(kind: SubjectReport) -> None:
    ways = mock.Mock()
    to_subject(ways, kind, "key")
    assert ways.method_calls == [WAYS[kind]]
