"""Backups made by themselves: in the tray, when the window locks, and told at its foot."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.deeds.said import said
from tests.ui.desk_office import ANALYST, PASSWORD, Answers, Hands, a_declaration
from tests.ui.hands import CTRL

from landwaiter.services.audit.anchoring import BACKUP_FOLDER
from landwaiter.services.casebook.kept_backups import keep_backup
from landwaiter.services.deeds.engine import do
from landwaiter.services.table.sessions import open_casebook
from landwaiter.services.warm.session import wall_clock
from landwaiter.storage.base.settings import set_setting

Key = Qt.Key


@pytest.fixture
def at_work(hands: Hands, answers: Answers, tmp_path: Path) -> Hands:
    answers.files = (a_declaration(tmp_path),)
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_I)
    return hands


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


def test_one_that_is_due_is_made_when_the_window_locks(at_work: Hands, tmp_path: Path) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()
    wanted(at_work, folder, made_days_ago=1.5)
    do(at_work.room.desk.known_session, said("note", reason="seen at the quay"))
    look(at_work)
    assert made(folder) == 1
    at_work.press(Key.Key_L, CTRL)
    at_work.settle()
    assert made(folder) == 2
    assert at_work.room.desk.session is None


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
