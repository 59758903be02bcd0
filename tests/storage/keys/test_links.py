"""A casebook lies in its folder itself: links in its place or that of its files are refused."""

import io
import os
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.storage import sample
from tests.storage.sample import ADMIN, NOW, PASSWORDS

from landwaiter.errors import Conflict, NotFound, Unavailable
from landwaiter.services.table.sessions import check_folder
from landwaiter.storage.casebook import backup
from landwaiter.storage.casebook.check import check_casebook
from landwaiter.storage.casebook.lifecycle import open_for_recovery
from landwaiter.storage.keys import folder_links
from landwaiter.storage.keys.key_file import read_key_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="making links needs rights there")

FILES = (
    "casebook.db",
    "casebook.db-wal",
    "casebook.db-shm",
    "keys.json",
    "casebook.lock",
    "writer.json",
    "owner.json",
    "sign-in.json",
    "sign-in.lock",
    "casebook.before-20260101T000000.db",
)
FOLDERS = ("vault", "index", "rekey.new", "rekey.ready")


def elsewhere(path: Path, name: str, *, folder: bool = False) -> Path:
    """What was at `name` in the casebook, now in another place, with a link to it left there."""
    place = path / name
    other = path.parent / "elsewhere" / name
    other.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        shutil.move(place, other)
    elif folder:
        other.mkdir()
    else:
        other.write_bytes(b"of somebody else")
    place.symlink_to(other, target_is_directory=folder)
    return other


def refused(path: Path, name: str) -> Unavailable:
    with pytest.raises(Unavailable) as fault:
        sample.opened(path).close()
    assert fault.value.message.startswith(f"{name} is a link to another place")
    assert fault.value.file == str(path / name)
    assert "Put in its place what the link leads to" in fault.value.sentence()
    return fault.value


@pytest.mark.parametrize("name", FILES)
def test_a_link_in_the_place_of_a_file_is_refused_and_not_followed(path: Path, name: str) -> None:
    other = elsewhere(path, name)
    before = other.read_bytes()
    refused(path, name)
    assert other.read_bytes() == before


@pytest.mark.parametrize("name", FOLDERS)
def test_a_link_in_the_place_of_a_folder_is_refused(path: Path, name: str) -> None:
    elsewhere(path, name, folder=True)
    refused(path, name)


def test_a_link_to_nothing_is_refused_before_anything_is_made_there(path: Path) -> None:
    (path / "casebook.lock").unlink()
    (path / "casebook.lock").symlink_to(path.parent / "nothing")
    refused(path, "casebook.lock")
    assert not (path.parent / "nothing").exists()


def test_a_link_among_the_files_of_the_vault_is_refused(path: Path) -> None:
    with sample.opened(path) as casebook:
        name = casebook.vault.put(io.BytesIO(b"invoice")).name
    elsewhere(path, f"vault/{name}")
    refused(path, f"vault/{name}")


def test_a_link_deep_in_an_index_is_refused(path: Path) -> None:
    (path / "index" / "one").mkdir(parents=True)
    elsewhere(path, "index/one/names.bin")
    refused(path, "index/one/names.bin")


def test_a_casebook_that_is_a_link_is_refused_by_its_name(path: Path) -> None:
    link = path.parent / "office"
    link.symlink_to(path, target_is_directory=True)
    with pytest.raises(Unavailable, match=r"^office is a link to another place"):
        sample.opened(link).close()
    with pytest.raises(Unavailable, match=r"^office is a link to another place"):
        open_for_recovery(link, recovery=sample.recovery_key(), user=ADMIN)


def test_a_link_on_the_way_to_the_folder_is_no_matter(path: Path) -> None:
    home = path.parent.parent / "linked"
    home.symlink_to(path.parent, target_is_directory=True)
    with sample.opened(home / path.name) as casebook:
        assert check_casebook(casebook).sound


def test_a_moved_casebook_opens_where_it_is_now(path: Path, tmp_path: Path) -> None:
    moved = tmp_path / "other" / "casebook"
    moved.parent.mkdir()
    shutil.move(path, moved)
    with sample.opened(moved) as casebook:
        assert check_casebook(casebook).sound


@pytest.mark.parametrize("name", ["casebook.db", "keys.json", "casebook.lock"])
def test_a_file_with_a_second_name_is_refused(path: Path, name: str) -> None:
    os.link(path / name, path.parent / "second")
    with pytest.raises(Unavailable, match=f"^{name} has a second name elsewhere") as fault:
        sample.opened(path).close()
    assert "Copy the folder as a whole" in fault.value.sentence()


def test_copying_the_folder_as_a_whole_gives_each_file_one_name(path: Path, tmp_path: Path) -> None:
    os.link(path / "casebook.db", path.parent / "second")
    copied = Path(shutil.copytree(path, tmp_path / "copied"))
    sample.opened(copied).close()


def test_a_file_of_the_vault_with_a_second_name_is_found_by_the_check(path: Path) -> None:
    with sample.opened(path) as casebook:
        name = casebook.vault.put(io.BytesIO(b"invoice")).name
        os.link(casebook.vault_folder / name, path.parent / "second")
        assert casebook.vault.read(name) == b"invoice"
        (one,) = check_casebook(casebook).findings
    assert (one.check, one.object) == ("links", f"vault/{name}")
    assert "has a second name elsewhere" in one.message


def test_the_check_names_every_link_and_reads_nothing_behind_them(path: Path) -> None:
    elsewhere(path, "casebook.db")
    elsewhere(path, "vault", folder=True)
    report = check_folder(path, user=ADMIN, password=PASSWORDS[ADMIN], now=lambda: NOW)
    assert [one.object for one in report.findings] == ["casebook.db", "vault"]
    assert all("restore the newest backup" in one.message for one in report.findings)
    assert not report.sound
    assert report.intact.files.total == 0


def test_the_check_of_no_folder_still_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        check_folder(tmp_path / "none", user=ADMIN, password=PASSWORDS[ADMIN], now=lambda: NOW)


def test_a_link_laid_while_the_casebook_is_open_is_not_read(path: Path) -> None:
    with sample.opened(path) as casebook:
        name = casebook.vault.put(io.BytesIO(b"invoice")).name
        elsewhere(path, f"vault/{name}")
        with pytest.raises(Unavailable, match="is a link"):
            casebook.vault.read(name)
        assert "is a link" in casebook.vault.fault(name)
        elsewhere(path, "keys.json")
        with pytest.raises(Unavailable, match="is a link"):
            read_key_file(path)


@pytest.mark.parametrize("leads_to", ["an empty folder", "nothing"])
def test_no_casebook_is_made_or_restored_in_the_place_of_a_link(
    path: Path, tmp_path: Path, leads_to: str
) -> None:
    target, link = tmp_path / "target", tmp_path / "place"
    if leads_to == "an empty folder":
        target.mkdir()
    link.symlink_to(target, target_is_directory=True)
    with sample.opened(path) as casebook:
        for _progress in backup.back_up(casebook, tmp_path / "kept.lwb", now=NOW):
            pass
    with pytest.raises(Conflict, match=r"^place is a link"):
        for _progress in backup.restore(
            tmp_path / "kept.lwb", link, user=ADMIN, password=PASSWORDS[ADMIN], now=NOW
        ):
            pass
    with pytest.raises(Conflict, match=r"^place is a link"):
        sample.founded(link, ADMIN)
    assert link.is_symlink()
    assert not any(target.iterdir()) if target.exists() else True


@pytest.mark.parametrize(
    ("tag", "link"), [(0xA000000C, True), (0xA0000003, True), (0x9000001A, False), (0, False)]
)
def test_on_windows_links_and_junctions_are_told_from_files_kept_online(
    monkeypatch: pytest.MonkeyPatch, tag: int, link: bool
) -> None:
    found = SimpleNamespace(st_mode=0o040700, st_reparse_tag=tag)
    monkeypatch.setattr(Path, "lstat", lambda _path: found)
    assert folder_links.is_link(Path("anything")) is link


def test_a_folder_that_goes_meanwhile_stops_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = os.scandir

    def gone(folder: Path) -> Any:
        if Path(folder) != path:
            raise FileNotFoundError
        return look(folder)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", gone)
        assert not [*folder_links.links_in(path)]
