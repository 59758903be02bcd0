"""Backup and restore: whole, or nothing."""

import io
import json
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER, PASSWORDS, REVIEWER

from landwaiter.canonical import canonical_bytes, instant, sha256_hex
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound, Unavailable
from landwaiter.storage.audit import chain, verification
from landwaiter.storage.audit.anchors import known_anchors, read_anchor_file, write_anchor_file
from landwaiter.storage.casebook import backup
from landwaiter.storage.casebook.backup import Manifest, back_up, finish, read_manifest, restore
from landwaiter.storage.casebook.check import check_casebook
from landwaiter.storage.casebook.lifecycle import Casebook
from landwaiter.storage.people import user_keys
from landwaiter.storage.schema import intake as tables
from landwaiter.storage.sqlite.copying import copy_in_use

Content = dict[str, bytes]


@pytest.fixture
def file(casebook: Casebook, tmp_path: Path) -> Path:
    """A backup of the sample with one file in the vault, which a row refers to."""
    taken_in(casebook, b"invoice")
    finish(back_up(casebook, tmp_path / "backup.lwb", now=LATER))
    return tmp_path / "backup.lwb"


def taken_in(casebook: Casebook, data: bytes) -> Path:
    """A raw file in the vault and its row; the path of the file in the vault."""
    stored = casebook.vault.put(io.BytesIO(data))
    row = {"id": stored.sha256[:32], "sha256": stored.sha256, "name": "invoice.xml", "size": 7}
    row |= {"format": "x", "vault_name": stored.name, "author": ADMIN, "at": instant(LATER)}
    with casebook.write("take_in", now=LATER) as work:
        work.quiet()
        work.conn.execute(tables.raw_file.insert().values(row))
    return casebook.vault_folder / stored.name


def signed_again(file: Path, by: Casebook, name: str = "") -> None:
    """The same backup, its manifest signed by this user (under another name)."""

    def sign(content: Content) -> None:
        said = json.loads(content["manifest.json"])
        said |= {"signer": by.public_key, "by": name or by.user.name}
        del said["signature"]
        said["signature"] = by.sign(canonical_bytes(said)).hex()
        content["manifest.json"] = canonical_bytes(said)

    rewritten(file, sign)


def restored(file: Path, path: Path) -> Manifest:
    return finish(restore(file, path, user=ADMIN, password=PASSWORDS[ADMIN], now=LATER))


def rewritten(file: Path, change: Callable[[Content], None]) -> None:
    """The same backup with its content changed, in an archive that is well formed."""
    with tarfile.open(file) as archive:
        content = {info.name: _data(archive, info) for info in archive}
    change(content)
    with tarfile.open(file, "w") as archive:
        for name, data in content.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


def _data(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    source = archive.extractfile(info)
    assert source is not None
    return source.read()


def relisted(content: Content, name: str, data: bytes) -> None:
    """Put a file into the content and into its manifest."""
    manifest = json.loads(content["manifest.json"])
    manifest["files"][name] = {"sha256": sha256_hex(data), "size": str(len(data))}
    content[name] = data
    content["manifest.json"] = canonical_bytes(manifest)


def nothing_left(folder: Path, *kept: str) -> bool:
    return {path.name for path in folder.iterdir()} == set(kept)


def test_a_backup_restores_into_a_casebook_that_is_whole(
    file: Path, tmp_path: Path, another_machine: Callable[[], None]
) -> None:
    another_machine()
    manifest = restored(file, tmp_path / "new")
    with sample.opened(tmp_path / "new") as casebook:
        assert casebook.id == manifest.casebook_id
        assert [casebook.vault.read(name) for name in casebook.vault.names()] == [b"invoice"]
        assert check_casebook(casebook).sound


def test_on_the_machine_that_saw_the_newer_one_a_restored_casebook_is_named_older(
    file: Path, tmp_path: Path
) -> None:
    restored(file, tmp_path / "new")
    with sample.opened(tmp_path / "new") as casebook:
        (one,) = check_casebook(casebook).findings
    assert one.check == "seen before"
    assert "older than what this machine has seen" in one.message


def test_a_backup_is_byte_for_byte_what_tar_makes_of_its_files(file: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.tar"
    with (
        tarfile.open(file) as archive,
        tarfile.open(again, "w", format=tarfile.PAX_FORMAT) as copy,
    ):
        for info in archive:
            copy.addfile(info, archive.extractfile(info))
    assert again.read_bytes() == file.read_bytes()


def test_a_backup_carries_an_anchor_and_leaves_one_beside_it(
    casebook: Casebook, file: Path
) -> None:
    anchor = read_anchor_file(file.with_name("backup.lwb.anchor.json"))
    assert anchor == read_manifest(file).anchor
    with casebook.read() as connection:
        assert known_anchors(connection)[0].sha256 == anchor.sha256
        assert chain.entries(connection)[-1].deed == "casebook.backed_up"
        report = verification.verify(connection, [anchor], casebook_id=casebook.id)
    assert (report.sound, report.not_anchored) == (True, 1)


def test_nothing_in_a_backup_but_the_manifest_can_be_read(file: Path) -> None:
    data = file.read_bytes()
    assert b"invoice" not in data
    assert b"SQLite format" not in data


def test_a_backup_overwrites_nothing(casebook: Casebook, file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(Conflict, match="exists already"):
        finish(back_up(casebook, file, now=LATER))
    assert file.read_bytes() == before


def test_a_backup_given_up_half_way_leaves_nothing(casebook: Casebook, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    steps = back_up(casebook, folder / "backup.lwb", now=LATER)
    next(steps)
    next(steps)
    steps.close()
    assert nothing_left(folder)


def test_a_restoration_given_up_half_way_leaves_nothing(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "office"
    steps = restore(file, folder / "new", user=ADMIN, password=PASSWORDS[ADMIN], now=LATER)
    next(steps)
    next(steps)
    assert not (folder / "new").exists()
    steps.close()
    assert nothing_left(folder)


def test_a_place_being_restored_into_says_who_restores(file: Path, tmp_path: Path) -> None:
    steps = restore(file, tmp_path / "new", user=ADMIN, password=PASSWORDS[ADMIN], now=LATER)
    next(steps)
    with pytest.raises(Unavailable, match=f"{ADMIN} is busy with “restore a backup”"):
        sample.opened(tmp_path / "new")
    steps.close()


def test_a_folder_with_something_in_it_is_not_restored_over(file: Path, path: Path) -> None:
    with pytest.raises(Conflict, match="not empty"):
        restored(file, path)


def test_without_a_password_that_opens_it_nothing_is_restored(file: Path, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="password is wrong"):
        finish(restore(file, tmp_path / "new", user=ADMIN, password="not this one, no", now=LATER))
    assert not list(tmp_path.glob("*new*"))


NAMES = ["../evil", "/opt/evil", "vault/../../evil", "vault/short", "casebook.db-wal", "vault/"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_leads_elsewhere_is_refused(file: Path, tmp_path: Path, name: str) -> None:
    rewritten(file, lambda content: relisted(content, name, b"evil"))
    with pytest.raises(Invalid, match="does not belong"):
        restored(file, tmp_path / "new")
    assert not list(tmp_path.glob("*new*")) + list(tmp_path.glob("evil"))


def test_a_name_that_the_manifest_lacks_is_refused(file: Path, tmp_path: Path) -> None:
    rewritten(file, lambda content: content.update({"../evil": b"evil"}))
    with pytest.raises(Invalid, match=r"does not belong|damaged"):
        restored(file, tmp_path / "new")


def test_a_link_is_refused(file: Path, tmp_path: Path) -> None:
    with tarfile.open(file) as archive:
        content = {info.name: _data(archive, info) for info in archive}
    with tarfile.open(file, "w") as archive:
        for name, data in content.items():
            info = tarfile.TarInfo(name)
            if name == "keys.json":
                info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
                archive.addfile(info)
            else:
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    with pytest.raises(Invalid, match="does not belong"):
        restored(file, tmp_path / "new")


def with_entry(file: Path, name: str, change: Callable[[tarfile.TarInfo], bytes]) -> None:
    """The same backup with one entry's header changed, which gives the data to write for it."""
    with tarfile.open(file) as archive:
        content = {info.name: _data(archive, info) for info in archive}
    with tarfile.open(file, "w") as archive:
        for entry, data in content.items():
            info = tarfile.TarInfo(entry)
            info.size = len(data)
            kept = change(info) if entry == name else data
            archive.addfile(info, io.BytesIO(kept))


def sparse(info: tarfile.TarInfo) -> bytes:
    """Ten bytes that say they are 1 TiB, in the form of GNU tar 1.0."""
    data = b"1\n0\n10\n".ljust(512, b"\0") + b"0123456789"
    info.pax_headers = {
        "GNU.sparse.major": "1",
        "GNU.sparse.minor": "0",
        "GNU.sparse.name": info.name,
        "GNU.sparse.realsize": str(1 << 40),
    }
    info.size = len(data)
    return data


@pytest.mark.parametrize("name", ["casebook.db", "manifest.json"])
def test_an_entry_that_says_it_is_bigger_than_its_bytes_is_refused_unwritten(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    with_entry(file, name, sparse)
    written: list[Path] = []
    monkeypatch.setattr("landwaiter.storage.casebook.backup_file.new_file", written.append)
    with pytest.raises(Invalid, match=r"does not belong|not a whole backup"):
        restored(file, tmp_path / "new")
    assert written == []


def test_an_entry_of_another_size_than_the_manifest_says_is_refused_unwritten(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten(file, lambda content: content.update({"casebook.db": bytes(1 << 22)}))
    written: list[Path] = []
    monkeypatch.setattr("landwaiter.storage.casebook.backup_file.new_file", written.append)
    with pytest.raises(Invalid, match=r"casebook\.db is not what was saved"):
        restored(file, tmp_path / "new")
    assert written == []


def test_headers_that_make_no_sense_are_no_backup(file: Path, tmp_path: Path) -> None:
    def nonsense(info: tarfile.TarInfo) -> bytes:
        info.pax_headers = {"GNU.sparse.map": "x,y"}
        info.size = 0
        return b""

    with_entry(file, "casebook.db", nonsense)
    with pytest.raises(Invalid, match="not a whole backup"):
        restored(file, tmp_path / "new")


def without(name: str) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        del content[name]

    return change


def replaced(name: str, end: int, tail: bytes) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        content[name] = content[name][:end] + tail

    return change


DAMAGES = {
    "database changed": replaced("casebook.db", -16, b"not what was put"),
    "database shorter": replaced("casebook.db", -4096, b""),
    "no keys": without("keys.json"),
    "empty manifest": replaced("manifest.json", 0, b"{}"),
    "no manifest": without("manifest.json"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_backup_is_refused_and_leaves_nothing(
    file: Path, tmp_path: Path, name: str
) -> None:
    rewritten(file, DAMAGES[name])
    with pytest.raises(Invalid, match=r"damaged|not a whole backup"):
        restored(file, tmp_path / "new")
    assert not list(tmp_path.glob("*new*"))


@pytest.mark.parametrize("keep", [0, 100, 5000, 200_000])
def test_a_backup_cut_short_is_refused(file: Path, tmp_path: Path, keep: int) -> None:
    file.write_bytes(file.read_bytes()[:keep])
    with pytest.raises(Invalid, match="not a whole backup"):
        restored(file, tmp_path / "new")


def test_another_file_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7" * 1000)
    with pytest.raises(Invalid, match="not a whole backup"):
        restored(tmp_path / "x.pdf", tmp_path / "new")
    with pytest.raises(NotFound):
        restored(tmp_path / "none", tmp_path / "new")


def test_an_older_database_under_a_newer_manifest_is_found_by_the_anchor(
    casebook: Casebook, file: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "newer.lwb"
    finish(back_up(casebook, newer, now=LATER))
    with tarfile.open(file) as archive:
        old = _data(archive, archive.getmember("casebook.db"))
    rewritten(newer, lambda content: relisted(content, "casebook.db", old))
    with pytest.raises(Invalid, match="the chain was cut"):
        restored(newer, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def emptied(content: Content) -> None:
    """Take the vault out of the backup and out of its manifest."""
    manifest = json.loads(content["manifest.json"])
    for name in [name for name in content if name.startswith("vault/")]:
        del content[name], manifest["files"][name]
    content["manifest.json"] = canonical_bytes(manifest)


def exchanged(content: Content) -> None:
    """Put something else under the names of the vault's files."""
    for name in [name for name in content if name.startswith("vault/")]:
        relisted(content, name, b"x" * 100)


@pytest.mark.parametrize("change", [emptied, exchanged])
def test_a_manifest_changed_after_it_was_signed_is_refused(
    file: Path, tmp_path: Path, change: Callable[[Content], None]
) -> None:
    rewritten(file, change)
    with pytest.raises(Invalid, match="not signed by a user"):
        restored(file, tmp_path / "new")
    assert not list(tmp_path.glob("*new*"))


@pytest.mark.parametrize("change", [emptied, exchanged])
def test_a_vault_that_lacks_what_a_row_refers_to_is_refused_whoever_signed(
    casebook: Casebook, file: Path, tmp_path: Path, change: Callable[[Content], None]
) -> None:
    rewritten(file, change)
    signed_again(file, casebook)
    with pytest.raises(Invalid, match=r"invoice\.xml is not what was saved"):
        restored(file, tmp_path / "new")
    assert not list(tmp_path.glob("*new*"))


@pytest.mark.parametrize(
    ("member", "value"),
    [("by", REVIEWER), ("at", "2031-01-01T00:00:00Z"), ("signature", ""), ("signer", "ab" * 32)],
)
def test_a_statement_about_a_backup_that_nobody_signed_is_refused(
    file: Path, tmp_path: Path, member: str, value: str
) -> None:
    def change(content: Content) -> None:
        said = json.loads(content["manifest.json"])
        content["manifest.json"] = canonical_bytes({**said, member: value})

    rewritten(file, change)
    with pytest.raises(Invalid, match="not signed by a user"):
        restored(file, tmp_path / "new")


def test_a_user_signs_a_backup_in_the_own_name_only(file: Path, tmp_path: Path, path: Path) -> None:
    with sample.opened(path, ANALYST) as analyst:
        signed_again(file, analyst)
        restored(file, tmp_path / "own")
        signed_again(file, analyst, name=REVIEWER)
    with pytest.raises(Invalid, match="not signed by a user"):
        restored(file, tmp_path / "new")


def test_a_signature_from_another_casebook_is_refused(file: Path, tmp_path: Path) -> None:
    made = sample.founded(tmp_path / "other", ADMIN, now=LATER)
    with sample.opened(made.path) as stranger:
        signed_again(file, stranger)
    with pytest.raises(Invalid, match="not signed by a user"):
        restored(file, tmp_path / "new")


def test_without_a_signature_it_is_no_backup(file: Path, tmp_path: Path) -> None:
    def change(content: Content) -> None:
        said = json.loads(content["manifest.json"])
        del said["signature"]
        content["manifest.json"] = canonical_bytes(said)

    rewritten(file, change)
    with pytest.raises(Invalid, match="not a whole backup"):
        restored(file, tmp_path / "new")


def test_nobody_makes_a_backup_that_could_not_be_restored(path: Path, tmp_path: Path) -> None:
    with sample.opened(path, ANALYST) as casebook:
        with sample.opened(path) as admin, admin.write("reset", now=LATER) as work:
            user_keys.reset_password(work, admin, name=ANALYST, new_password="a new password")
        with pytest.raises(NotAllowed, match="signing key is not in force"):
            finish(back_up(casebook, tmp_path / "stick" / "backup.lwb", now=LATER))
    assert not (tmp_path / "stick").exists()


def test_a_damaged_vault_makes_no_backup_and_names_the_file(
    casebook: Casebook, tmp_path: Path
) -> None:
    kept = taken_in(casebook, b"invoice")
    kept.write_bytes(kept.read_bytes()[:-1])
    with pytest.raises(Unavailable, match=r"invoice\.xml is missing from the vault or damaged"):
        finish(back_up(casebook, tmp_path / "stick" / "backup.lwb", now=LATER))
    assert nothing_left(tmp_path / "stick")


def test_another_anchor_beside_the_backup_is_named(file: Path, tmp_path: Path) -> None:
    beside = file.with_name("backup.lwb.anchor.json")
    write_anchor_file(beside, replace(read_anchor_file(beside), sha256="0" * 64))
    with pytest.raises(Invalid, match="belongs to another one") as refused:
        restored(file, tmp_path / "new")
    assert refused.value.file == str(beside)
    assert not list(tmp_path.glob("*new*"))


def test_a_backup_without_the_anchor_beside_it_is_restored(file: Path, tmp_path: Path) -> None:
    file.with_name("backup.lwb.anchor.json").unlink()
    restored(file, tmp_path / "new")
    assert (tmp_path / "new").is_dir()


def test_a_password_changed_while_it_is_made_is_in_it_whole_or_not_at_all(
    casebook: Casebook,
    path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    another_machine: Callable[[], None],
) -> None:
    def then_a_new_password(source: Path, target: Path, key: bytes) -> None:
        copy_in_use(source, target, key)
        monkeypatch.setattr(backup, "copy_in_use", copy_in_use)
        with sample.opened(path, ANALYST) as other, other.write("password", now=LATER) as work:
            user_keys.change_password(
                work, other, old_password=PASSWORDS[ANALYST], new_password="bob chose another one"
            )

    monkeypatch.setattr(backup, "copy_in_use", then_a_new_password)
    finish(back_up(casebook, tmp_path / "backup.lwb", now=LATER))
    another_machine()
    restored(tmp_path / "backup.lwb", tmp_path / "new")
    with sample.opened(tmp_path / "new") as whole:
        assert check_casebook(whole).sound
