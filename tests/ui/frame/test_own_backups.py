"""Backups made by themselves: in the tray, when the window locks, and told at its foot."""

import shutil
import time
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.deeds.said import said
from tests.ui.desk_office import ANALYST, PASSWORD, Hands
from tests.ui.hands import CTRL

from landwaiter.services.audit.anchoring import BACKUP_FOLDER
from landwaiter.services.casebook import casebooks
from landwaiter.services.casebook.kept_backups import FAILED, KeptBackup, keep_backup
from landwaiter.services.deeds.engine import do
from landwaiter.services.table.sessions import open_casebook
from landwaiter.services.warm.session import Session, wall_clock
from landwaiter.storage.audit.chain import entries
from landwaiter.storage.base.settings import set_setting
from landwaiter.ui.frame import desk as desk_module
from landwaiter.ui.frame.job_tray import JobTray
from landwaiter.ui.frame.quitting import QuittingBackup
from landwaiter.ui.kit.jobs import Tell

Key = Qt.Key


def wanted(hands: Hands, folder: Path, *, made_days_ago: float | None = None) -> None:
    """The office wants backups there; one was made so long ago."""
    path = hands.room.desk.known_session.casebook.path
    ago = timedelta(days=made_days_ago or 0)
    session = open_casebook(path, user=ANALYST, password=PASSWORD, now=lambda: wall_clock() - ago)
    with session.casebook:
        with session.writing("set") as work:
            set_setting(work.conn, BACKUP_FOLDER, str(folder), by=work.actor, at=work.now)
            work.quiet()
        if made_days_ago is not None:
            assert keep_backup(session).file


def look(hands: Hands) -> None:
    hands.room.desk.read_status()
    hands.settle()


def made(folder: Path) -> int:
    return len(list(folder.glob("*.backup")))


def test_the_first_is_made_at_once_and_its_age_stands_at_the_foot(
    at_work: Hands, tmp_path: Path
) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()
    look(at_work)
    assert at_work.room.desk.shell.foot.backup.words() == "No backup yet"
    wanted(at_work, folder)
    look(at_work)
    assert made(folder) == 1
    assert at_work.room.desk.shell.foot.backup.words() == "Backup of today"


def test_one_that_fails_stands_at_the_foot_and_does_not_keep_the_window_from_locking(
    at_work: Hands, tmp_path: Path
) -> None:
    folder = tmp_path / "away"
    wanted(at_work, folder)
    look(at_work)
    desk = at_work.room.desk
    assert "Backup failed" in desk.shell.foot.cautions.words()
    assert "The folder for backups is not there." in desk.shell.foot.caution_place.toolTip()
    at_work.press(Key.Key_L, CTRL)
    at_work.settle()
    assert desk.session is None
    assert not folder.exists()


def quitting_of(hands: Hands) -> QuittingBackup:
    found = hands.room.desk.findChild(QuittingBackup)
    assert isinstance(found, QuittingBackup)
    return found


@pytest.fixture
def folder_of_due(at_work: Hands, tmp_path: Path) -> Path:
    """Where one lies that is a day and a half old, with something done since.

    The next is due, and not made while somebody works.
    """
    folder = tmp_path / "drive"
    folder.mkdir()
    wanted(at_work, folder, made_days_ago=1.5)
    do(at_work.room.desk.known_session, said("note", reason="seen at the quay"))
    look(at_work)
    assert made(folder) == 1
    return folder


@pytest.fixture
def folder_of_endless(folder_of_due: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, where the one that is due would never be whole."""
    monkeypatch.setattr(desk_module, "keep_backup", for_ever)
    return folder_of_due


def test_one_that_is_due_is_made_when_the_window_locks(at_work: Hands, folder_of_due: Path) -> None:
    at_work.press(Key.Key_L, CTRL)
    at_work.settle()
    assert made(folder_of_due) == 2
    assert at_work.room.desk.session is None


def test_one_that_is_due_is_made_when_the_window_closes(
    at_work: Hands, folder_of_due: Path
) -> None:
    shell = at_work.room.shell
    at_work.press(Key.Key_Q, CTRL)
    at_work.qtbot.waitUntil(lambda: not shell.isVisible(), timeout=20_000)
    assert made(folder_of_due) == 2


def test_while_it_is_made_it_can_be_cancelled_and_the_window_goes(
    at_work: Hands, folder_of_endless: Path
) -> None:
    shell = at_work.room.shell
    shell.close()
    assert shell.isVisible()
    cover = quitting_of(at_work).cover
    assert cover is not None
    tray = cover.findChild(JobTray)
    assert isinstance(tray, JobTray)
    at_work.qtbot.waitUntil(lambda: tray.cancel.isVisible() and "1 of 9" in tray.words())
    tray.cancel.click()
    at_work.qtbot.waitUntil(lambda: not shell.isVisible(), timeout=20_000)
    assert made(folder_of_endless) == 1


@pytest.mark.usefixtures("folder_of_endless")
def test_who_closes_once_more_is_not_kept(at_work: Hands) -> None:
    shell = at_work.room.shell
    shell.close()
    assert shell.isVisible()
    shell.close()
    assert not shell.isVisible()


@pytest.mark.usefixtures("folder_of_endless")
def test_it_never_keeps_the_window_for_long(at_work: Hands) -> None:
    shell = at_work.room.shell
    quitting_of(at_work).latest.setInterval(50)
    shell.close()
    assert shell.isVisible()
    at_work.qtbot.waitUntil(lambda: not shell.isVisible(), timeout=20_000)


def test_one_that_fails_at_quit_is_told_at_the_next_start(
    at_work: Hands, folder_of_due: Path
) -> None:
    desk = at_work.room.desk
    path = desk.known_session.casebook.path
    shutil.rmtree(folder_of_due)
    desk.shell.close()
    at_work.qtbot.waitUntil(lambda: not desk.shell.isVisible(), timeout=20_000)
    at_work.settle()
    again = open_casebook(path, user=ANALYST, password=PASSWORD)
    with again.casebook:
        (told,) = casebooks.status(again).cautions
        with again.reading() as conn:
            assert entries(conn, deed=FAILED, limit=1), "noted when the window closed"
    assert "The folder for backups is not there." in told.text


def test_without_a_backup_that_is_due_the_window_closes_at_once(at_work: Hands) -> None:
    at_work.room.shell.close()
    assert not at_work.room.shell.isVisible()


def for_ever(_session: Session, tell: Tell) -> KeptBackup:
    """Tells a first step again and again, until it is cancelled."""
    while True:
        tell(1, 9, "")
        time.sleep(0.02)
