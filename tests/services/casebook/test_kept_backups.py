"""Backups that are made by themselves: when, where, how many stay, and what is never removed."""

import shutil
from pathlib import Path
from typing import NoReturn

import pytest
from tests.services.sample_office import ADMIN, ANALYST, HEAD, PASSWORD, Office
from tests.settings import change_settings

from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.errors import Invalid, Unavailable
from landwaiter.services.audit.anchoring import BACKUP_FOLDER
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.casebook import casebooks
from landwaiter.services.casebook.kept_backups import (
    HOURS,
    KEEP,
    KeptBackup,
    backup_state,
    keep_backup,
    told_age,
)
from landwaiter.services.deeds.engine import run


def wanted(office: Office, folder: Path, *, keep: int = 7) -> None:
    values = {BACKUP_FOLDER: str(folder), HOURS: "24", KEEP: str(keep)}
    change_settings(office.session(ADMIN), values)


def kept(office: Office, who: str = ANALYST) -> KeptBackup:
    return keep_backup(office.session(who))


def a_day_of_work(office: Office) -> None:
    office.clock.move(hours=25)
    office.act(ANALYST, "note", reason="seen at the quay")


@pytest.fixture
def medium(tmp_path: Path) -> Path:
    folder = tmp_path / "drive"
    folder.mkdir()
    return folder


def deeds(office: Office) -> list[str]:
    return [row.deed for row in audit_page(office.session(HEAD)).rows]


def test_none_is_made_where_the_office_names_no_folder(office: Office) -> None:
    assert kept(office) == KeptBackup()
    assert not backup_state(office.session(ANALYST)).due


def test_one_that_is_due_is_made_verified_and_can_be_restored(
    office: Office, medium: Path, tmp_path: Path
) -> None:
    wanted(office, medium)
    state = backup_state(office.session(ANALYST))
    assert (state.due, state.overdue, state.made_at) == (True, True, None)
    made = kept(office)
    assert [path.name for path in medium.glob("*.backup")] == [Path(made.file).name]
    casebooks.restore(Path(made.file), tmp_path / "again", user=ANALYST, password=PASSWORD)
    assert not backup_state(office.session(ANALYST)).due


def test_the_next_is_due_after_the_time_of_the_office_and_work(
    office: Office, medium: Path
) -> None:
    wanted(office, medium)
    kept(office)
    office.clock.move(hours=25)
    assert kept(office) == KeptBackup()  # nothing has changed
    office.act(ANALYST, "note", reason="seen at the quay")
    state = backup_state(office.session(ANALYST))
    assert (state.due, state.overdue) == (True, False)
    assert kept(office).file
    office.clock.move(hours=49)
    office.act(ANALYST, "note", reason="and again")
    assert backup_state(office.session(ANALYST)).overdue


def test_a_backup_by_hand_counts(office: Office, medium: Path, tmp_path: Path) -> None:
    wanted(office, medium)
    run(office.session(ANALYST), BackUp(tmp_path / "by-hand.tar"))
    assert kept(office) == KeptBackup()


def test_more_than_are_kept_are_removed_with_their_anchors(office: Office, medium: Path) -> None:
    wanted(office, medium, keep=2)
    names = []
    for _day in range(3):
        names.append(Path(kept(office).file).name)
        a_day_of_work(office)
    last = kept(office)
    names.append(Path(last.file).name)
    assert last.removed == (names[1],)
    assert sorted(path.name for path in medium.iterdir()) == sorted(
        name + end for name in names[2:] for end in ("", ".anchor.json")
    )
    assert deeds(office).count("Old backups removed") == 2


def test_what_it_did_not_make_is_left_alone(office: Office, medium: Path, tmp_path: Path) -> None:
    wanted(office, medium, keep=1)
    first = Path(kept(office).file)
    foreign = medium / "landwaiter-PL1-20200101-000000.backup"
    shutil.copyfile(first, foreign)
    run(office.session(ANALYST), BackUp(medium / "by-hand.tar"))
    a_day_of_work(office)
    second = Path(kept(office).file)
    assert not first.exists()
    # Under the name of an own one somebody puts another file, and a link.
    second.write_bytes(b"something else")
    a_day_of_work(office)
    third = Path(kept(office).file)
    third.rename(tmp_path / "moved")
    third.symlink_to(tmp_path / "moved")
    a_day_of_work(office)
    kept(office)
    assert second.read_bytes() == b"something else"
    assert third.is_symlink()
    assert foreign.exists()
    assert (medium / "by-hand.tar").exists()


def test_a_folder_that_is_away_is_told_noted_once_and_never_made(
    office: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "away"
    wanted(office, folder)
    for _try in range(2):
        refusal = kept(office).refusal
    assert "The folder for backups is not there." in refusal
    assert not folder.exists()
    assert deeds(office).count("Backup failed") == 1
    (caution,) = casebooks.status(office.session(HEAD)).cautions
    assert caution.title == "Backup failed"
    assert "Connect the medium" in caution.text
    folder.mkdir()
    assert kept(office).file
    assert casebooks.status(office.session(HEAD)).cautions == ()


def test_a_full_disk_is_told_to_everybody_and_leaves_nothing(
    office: Office, medium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted(office, medium)

    def full(*_given: object, **_named: object) -> NoReturn:
        raise Unavailable("The disk is full.", remedy="Make room.")

    with monkeypatch.context() as patched:
        patched.setattr("landwaiter.storage.casebook.backup._packed", full)
        assert "The disk is full." in kept(office).refusal
    assert list(medium.iterdir()) == []
    state = backup_state(office.session(HEAD))
    assert state.due
    assert "The disk is full." in state.failed
    kept(office)
    assert backup_state(office.session(HEAD)).failed == ""


def test_a_folder_within_the_casebook_is_refused(office: Office) -> None:
    with pytest.raises(Invalid, match="lost with it"):
        wanted(office, office.path / "vault")


@pytest.mark.parametrize(
    ("hours", "said"), [(0, "Backup of today"), (25, "Backup 1 day old"), (80, "Backup 3 days old")]
)
def test_its_age_is_told(office: Office, medium: Path, hours: int, said: str) -> None:
    wanted(office, medium)
    kept(office)
    office.clock.move(hours=hours)
    assert casebooks.status(office.session(ANALYST)).backup_age == said


def test_no_backup_is_told_as_well(office: Office) -> None:
    assert told_age(None, office.clock()) == "No backup yet"
