"""What bad surroundings give: each its own sentence, nothing half done."""

import io
import multiprocessing
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.faults import small_disk
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER, NOW, PASSWORDS

from landwaiter.errors import Conflict, Fault, Invalid, NotFound, Unavailable
from landwaiter.storage.audit import chain, verification
from landwaiter.storage.casebook.backup import back_up, finish, restore
from landwaiter.storage.casebook.check import check_casebook
from landwaiter.storage.casebook.lifecycle import Founder, create_casebook, open_casebook
from landwaiter.storage.keys import lock, place
from landwaiter.storage.sqlite.engine import connect

RIGHT = Founder(ADMIN, ("administrator",), PASSWORDS[ADMIN])


def refusal(path: Path) -> Fault:
    with pytest.raises(Fault) as refused:
        sample.opened(path)
    return refused.value


def database_key(path: Path) -> bytes:
    with sample.opened(path) as casebook:
        return casebook.keys.database


def flip(file: Path, at: int) -> None:
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)


def test_no_folder_at_all(tmp_path: Path) -> None:
    fault = refusal(tmp_path / "nothing")
    assert isinstance(fault, NotFound)
    assert fault.message == "There is no casebook in this place."


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert isinstance(refusal(tmp_path / "file"), NotFound)


def test_the_database_is_missing(path: Path) -> None:
    (path / "casebook.db").unlink()
    assert refusal(path).message == "The database casebook.db is missing from the folder."


@pytest.mark.parametrize("size", [0, 10, 1000, 4096, 40_000])
def test_a_truncated_database(path: Path, size: int) -> None:
    file = path / "casebook.db"
    file.write_bytes(file.read_bytes()[:size])
    fault = refusal(path)
    assert isinstance(fault, Unavailable)
    assert "The database is damaged" in fault.message
    assert fault.remedy is not None


@pytest.mark.parametrize("at", [5, 100, 4000])
def test_a_flipped_bit_in_the_first_page(path: Path, at: int) -> None:
    flip(path / "casebook.db", at)
    assert "The database is damaged" in refusal(path).message


def test_a_flipped_bit_anywhere_is_found_by_the_check(path: Path) -> None:
    size = (path / "casebook.db").stat().st_size
    flip(path / "casebook.db", size - 2000)
    try:
        with sample.opened(path) as casebook:
            found = {finding.check for finding in check_casebook(casebook).findings}
            assert found & {"cipher", "database"}
    except Unavailable as fault:
        assert "damaged" in fault.message  # noqa: PT017  # the page may be needed to open


def test_a_database_that_belongs_to_another_casebook(path: Path, tmp_path: Path) -> None:
    other = sample.founded(tmp_path / "other", ADMIN)
    shutil.copy(other.path / "casebook.db", path / "casebook.db")
    assert "The database is damaged" in refusal(path).message


def test_a_newer_schema(path: Path) -> None:
    connection = connect(path / "casebook.db", database_key(path), wait_s=1.0)
    connection.execute("UPDATE alembic_version SET version_num = '9001'")
    connection.close()
    fault = refusal(path)
    assert "newer version of Landwaiter (schema 9001)" in fault.message
    assert fault.remedy == "Install that version or a newer one."


def test_another_process_has_it_alone(path: Path) -> None:
    with lock.owned(path, user=ANALYST, deed="restore a backup", now=NOW):
        fault = refusal(path)
    assert fault.message == (
        f"{ANALYST} is busy with “restore a backup” on this casebook since 2026-03-02T09:30:00Z; "
        "it is closed to others."
    )
    sample.opened(path).close()


def test_it_is_open_elsewhere_when_it_is_needed_alone(path: Path) -> None:
    with (
        sample.opened(path),
        pytest.raises(Unavailable, match="open elsewhere"),
        lock.owned(path, user=ADMIN, deed="change the keys", now=NOW),
    ):
        pass


def test_a_network_file_system() -> None:
    mounts = (
        "24 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "36 24 0:30 / /srv/office\\040share rw - cifs //server/share rw\n"
        "37 36 8:2 / /srv/office\\040share/local rw - ext4 /dev/sdb1 rw\n"
    )
    with pytest.raises(Unavailable, match=r"network file system \(cifs\)"):
        place.refuse_network(Path("/srv/office share/casebook"), mounts=mounts)
    place.refuse_network(Path("/srv/office share/local/casebook"), mounts=mounts)
    place.refuse_network(Path("/srv/office"), mounts=mounts)


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "ceph", "davfs"])
def test_every_network_file_system_is_known(kind: str) -> None:
    with pytest.raises(Unavailable, match=kind.replace(".", r"\.")):
        place.refuse_network(Path("/srv/x"), mounts=f"36 24 0:30 / /srv rw - {kind} server rw")


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive - Ministry", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Nextcloud", "Nextcloud"),
        ("Mobile Documents", "iCloud"),
        ("Google Drive", "Google Drive"),
    ],
)
def test_a_synchronised_folder_is_warned_of(tmp_path: Path, folder: str, service: str) -> None:
    assert service in place.warnings_about(tmp_path / folder / "casebook")[0]
    assert place.warnings_about(tmp_path / "casebook") == ()


def test_a_disk_that_keeps_no_rights_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "casebook").mkdir(mode=0o755)
    assert "Other people" in place.warnings_about(tmp_path / "casebook")[0]


def test_a_backup_that_cannot_be_read_is_not_blamed_on_the_casebook(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="The file cannot be read"):
        finish(
            restore(tmp_path, tmp_path / "new", user=ADMIN, password=PASSWORDS[ADMIN], now=LATER)
        )
    assert list(tmp_path.iterdir()) == []


def test_only_the_owner_can_read_it(path: Path, tmp_path: Path) -> None:
    created = sample.founded(tmp_path / "new", ADMIN)
    with open_casebook(created.path, user=ADMIN, password=PASSWORDS[ADMIN]) as casebook:
        casebook.vault.put(io.BytesIO(b"x"))
        with casebook.write("note", now=NOW) as work:
            work.audit("case.noted", "case/1", {})
        for found in (created.path, *created.path.rglob("*")):
            assert found.stat().st_mode & 0o077 == 0, found


def test_a_casebook_is_not_made_over_something(path: Path) -> None:
    with pytest.raises(Conflict, match="not empty"):
        sample.founded(path, ADMIN)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"office_code": "pl 1"}, "office code"),
        ({"member_state": "Poland"}, "member state"),
        ({"founders": [Founder(ADMIN, ("administrator",), "short")]}, "password"),
        ({"founders": [Founder("", ("administrator",), PASSWORDS[ADMIN])]}, "user"),
        ({"founders": [Founder(ADMIN, ("king",), PASSWORDS[ADMIN])]}, "roles"),
        ({"founders": [Founder(ADMIN, ("analyst",), PASSWORDS[ADMIN])]}, "founder"),
        ({"founders": []}, "founder"),
        ({"founders": [RIGHT, replace(RIGHT, name=ADMIN.upper())]}, "founder"),
        ({"founders": [replace(RIGHT, name=f"Anna {n}aran") for n in "BCDFGH"]}, "founder"),
        ({"founders": [RIGHT], "holders": ["Nobody"]}, "holder"),
    ],
)
def test_nothing_is_made_from_wrong_particulars(
    tmp_path: Path, wrong: dict[str, Any], field: str
) -> None:
    right: dict[str, Any] = {"office_code": "PL1", "member_state": "PL", "founders": [RIGHT]}
    with pytest.raises(Invalid) as refused:
        create_casebook(tmp_path / "new", **{**right, **wrong}, now=NOW)
    assert refused.value.field == field
    assert list(tmp_path.iterdir()) == []


def test_a_read_only_folder(path: Path, tmp_path: Path) -> None:
    with small_disk.mounted(tmp_path / "disk", 20_000) as disk:
        shutil.copytree(path, disk / "casebook")
        small_disk.make_read_only(disk)
        fault = refusal(disk / "casebook")
        assert "its folder or disk is read-only" in fault.message
        with pytest.raises(Unavailable, match="read-only"):
            sample.founded(disk / "new", ADMIN)


def test_a_full_disk_saves_nothing_and_loses_nothing(path: Path, tmp_path: Path) -> None:
    with small_disk.mounted(tmp_path / "disk", 8000) as disk:
        shutil.copytree(path, disk / "casebook")
        with sample.opened(disk / "casebook") as casebook:
            with casebook.write("note", now=LATER) as work:
                kept = work.audit("case.noted", "case/1", {})
            small_disk.fill(disk)
            with (  # noqa: PT012  # leaving may raise
                pytest.raises(Unavailable, match="The disk is full"),
                casebook.write("note", now=LATER) as work,
            ):
                for number in range(2000):
                    work.audit("case.noted", f"case/{number}", {"text": "x" * 1000})
            with pytest.raises(Unavailable, match="The disk is full"):
                casebook.vault.put(io.BytesIO(bytes(1 << 20)))
            with casebook.read() as connection:
                assert chain.head(connection) == kept
            (disk / "filler").unlink()
            with casebook.write("note", now=LATER) as work:
                work.audit("case.noted", "case/2", {})
            assert check_casebook(casebook).sound
            assert not list(casebook.vault_folder.iterdir())


def test_a_full_disk_leaves_no_half_casebook_backup_or_restoration(
    path: Path, tmp_path: Path
) -> None:
    with sample.opened(path) as casebook:
        finish(back_up(casebook, tmp_path / "good.lwb", now=LATER))
        with small_disk.mounted(tmp_path / "disk", 300) as disk:
            with pytest.raises(Unavailable, match="The disk is full"):
                finish(back_up(casebook, disk / "backup.lwb", now=LATER))
            with pytest.raises(Unavailable, match="The disk is full"):
                finish(
                    restore(
                        tmp_path / "good.lwb",
                        disk / "restored",
                        user=ADMIN,
                        password=PASSWORDS[ADMIN],
                        now=LATER,
                    )
                )
            with pytest.raises(Unavailable, match="The disk is full"):
                sample.founded(disk / "new", ADMIN)
            assert list(disk.iterdir()) == []


def _write_many(path: Path, user: str, count: int) -> None:
    with sample.opened(path, user) as casebook:
        for number in range(count):
            with casebook.write("note", now=datetime.now(UTC)) as work:
                work.audit("case.noted", f"case/{number}", {})


def test_two_processes_share_one_casebook(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [
        context.Process(target=_write_many, args=(path, user, 25)) for user in (ADMIN, ANALYST)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    with sample.opened(path) as casebook, casebook.read() as connection:
        assert len(chain.entries(connection, actor=ADMIN, deed="case.noted")) == 25
        assert len(chain.entries(connection, actor=ANALYST, deed="case.noted")) == 25
        assert verification.verify(connection, [], casebook_id=casebook.id).sound
