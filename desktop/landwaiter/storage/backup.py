"""Backup of a casebook into one file, and its restoration into a new folder.

The file is a tar of `casebook.db`, `keys.json`, the files of the vault and, last, `manifest.json`
with the hash and size of each and an anchor of the audit chain, signed by who made the backup.
Everything in it but the manifest is encrypted or wrapped as in the casebook itself.
"""

import hashlib
import io
import os
import secrets
import shutil
import tarfile
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from landwaiter.errors import Conflict, Invalid, Unavailable
from landwaiter.i18n import _
from landwaiter.storage import audit, lock
from landwaiter.storage.anchors import add_anchor, write_anchor_file
from landwaiter.storage.audit import Anchor, Head
from landwaiter.storage.backup_checks import (
    anchor_beside,
    files_referred_to,
    first_damaged,
    require_key_in_force,
    require_own_anchor,
    require_signed,
)
from landwaiter.storage.backup_file import (
    MANIFEST,
    Kept,
    Manifest,
    Progress,
    Steps,
    differs,
    finish,
    manifest_bytes,
    read_manifest,
    signed_bytes,
    unpacked,
)
from landwaiter.storage.casebook import open_casebook
from landwaiter.storage.key_file import KEY_FILE
from landwaiter.storage.new_folder import built_aside, refuse_occupied
from landwaiter.storage.place import new_file, refuse_network, sync_folder
from landwaiter.storage.registry import load_registry
from landwaiter.storage.session import DATABASE, VAULT, Casebook
from landwaiter.storage.sqlite.engine import connect, copy_database
from landwaiter.storage.sqlite.faults import translated
from landwaiter.storage.vault import Vault

__all__ = ["Manifest", "Progress", "Steps", "back_up", "finish", "read_manifest", "restore"]


def back_up(casebook: Casebook, file: Path, *, now: datetime) -> Steps:
    """Write a backup aside, verify it by opening it, then give it its name.

    An anchor is written beside it as `FILE.anchor.json` and remembered in the casebook.
    Raises Conflict when the file exists, NotAllowed for a signing key not in force, Unavailable
    for disk faults and for a vault that is not whole; then nothing is left.
    """
    file = file.absolute()
    if file.exists():
        raise Conflict(_("The backup file exists already."), file=str(file))
    with casebook.read() as connection:
        registry = load_registry(connection, casebook.roots)
    require_key_in_force(registry, casebook.public_key)
    work = file.with_name(f".{file.name}.{secrets.token_hex(4)}.new")
    with translated(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        work.mkdir(mode=0o700)
        try:
            manifest = yield from _packed(casebook, work, now)
            yield from _verified(casebook, work, manifest)
            (work / "backup").rename(file)
            sync_folder(file.parent)
        finally:
            shutil.rmtree(work, ignore_errors=True)
        write_anchor_file(anchor_beside(file), manifest.anchor)
    _remember(casebook, file, manifest, now)
    return manifest


def restore(file: Path, path: Path, *, user: str, password: str, now: datetime) -> Steps:
    """Restore a backup into a new folder: everything verified, opened, then given its name.

    Raises Invalid for what is no sound backup, Conflict where something is already; then
    nothing is left.
    """
    file, path = file.absolute(), path.absolute()
    refuse_occupied(path)
    refuse_network(path)
    with built_aside(path) as folder:
        (folder / VAULT).mkdir(mode=0o700)
        with lock.owned(folder, user=user, deed=_("restore a backup"), now=now):
            manifest = yield from unpacked(file, folder)
        require_own_anchor(file, manifest)
        yield from _proven(file, folder, manifest, user, password)
    return manifest


def _packed(casebook: Casebook, work: Path, now: datetime) -> Steps:
    database = work / DATABASE
    yield Progress(0, 1, _("copying the database"))
    copy_database(casebook.database, database, casebook.keys.database)
    head = _inside(database, casebook.keys.database).head
    # After the database: a vault file is durable before the row that refers to it.
    vault = {f"{VAULT}/{name}": casebook.vault_folder / name for name in casebook.vault.names()}
    sources = {DATABASE: database, KEY_FILE: casebook.path / KEY_FILE, **vault}
    total, done = sum(path.stat().st_size for path in sources.values()), 0
    files: dict[str, Kept] = {}
    with new_file(work / "backup") as target:
        with tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for name, path in sources.items():
                yield Progress(done, total, name)
                files[name] = _add(archive, name, path, now)
                done += files[name].size
            anchor = Anchor(casebook.id, head.seq, head.sha256, now, "backup")
            manifest = _signed(casebook, files, anchor)
            data = manifest_bytes(manifest)
            archive.addfile(_entry(MANIFEST, len(data), now), io.BytesIO(data))
        target.flush()
        os.fsync(target.fileno())
    return manifest


def _signed(casebook: Casebook, files: dict[str, Kept], anchor: Anchor) -> Manifest:
    said = Manifest(casebook.id, anchor.at, casebook.user.name, files, anchor, casebook.public_key)
    return replace(said, signature=casebook.sign(signed_bytes(said)).hex())


def _add(archive: tarfile.TarFile, name: str, path: Path, now: datetime) -> Kept:
    with path.open("rb") as source:
        size = os.fstat(source.fileno()).st_size
        hashing = _Hashing(source)
        archive.addfile(_entry(name, size, now), hashing)
        return Kept(hashing.digest.hexdigest(), size)


class _Hashing(io.RawIOBase):
    """A file whose content is hashed while the archive reads it."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self.digest.update(data)
        return data


def _entry(name: str, size: int, now: datetime) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(now.timestamp())
    return info


def _verified(casebook: Casebook, work: Path, manifest: Manifest) -> Steps:
    """Read the finished archive as a restoration would, and open its database and vault."""
    (work / DATABASE).unlink()
    folder = work / "opened"
    (folder / VAULT).mkdir(mode=0o700, parents=True)
    found = yield from unpacked(work / "backup", folder)
    inside = _inside(folder / DATABASE, casebook.keys.database)
    if found != manifest or inside.head != Head(manifest.anchor.seq, manifest.anchor.sha256):
        raise Unavailable(
            _("The backup was written but reads back differently."),
            remedy=_("Check the disk and repeat it elsewhere."),
        )
    damaged = yield from first_damaged(Vault(folder / VAULT, casebook.keys), inside.files)
    if damaged:
        raise Unavailable(
            _("The file {name} is missing from the vault or damaged; no backup was made.").format(
                name=damaged
            ),
            remedy=_("Run the check, and take the file from an older backup."),
        )
    return manifest


@dataclass(frozen=True, slots=True)
class _Inside:
    """What a closed database says: its audit head, and the vault's files it refers to."""

    head: Head
    files: tuple[tuple[str, str], ...]


def _inside(database: Path, key: bytes) -> _Inside:
    """What a closed database says, which proves that it opens and is whole."""
    connection = connect(database, key, wait_s=0.0)
    try:
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchone()
        if broken:
            raise Unavailable(_("The database is damaged: {fault}.").format(fault=broken[0]))
        row = connection.execute(
            "SELECT seq, sha256 FROM audit_entry ORDER BY seq DESC LIMIT 1"
        ).fetchone()
        return _Inside(Head(int(row[0]), str(row[1])), files_referred_to(connection.execute))
    finally:
        connection.close()


def _remember(casebook: Casebook, file: Path, manifest: Manifest, now: datetime) -> None:
    head = Head(manifest.anchor.seq, manifest.anchor.sha256)
    with casebook.write("back_up", now=now) as work:
        add_anchor(work, casebook.id, head, kind="backup", note=file.name)
        content = {"file": file.name, "seq": str(head.seq), "sha256": head.sha256}
        work.audit("casebook.backed_up", f"casebook/{casebook.id}", content)
        work.changed("casebook")


def _proven(file: Path, folder: Path, manifest: Manifest, user: str, password: str) -> Steps:
    """Open what was restored; chain, signature and vault must be those of the backup."""
    with open_casebook(folder, user=user, password=password) as casebook:
        if casebook.id != manifest.casebook_id:
            raise differs(file, KEY_FILE)
        with casebook.read() as connection:
            report = audit.verify(connection, [manifest.anchor], casebook_id=casebook.id)
            registry = load_registry(connection, casebook.roots)
            files = files_referred_to(connection.exec_driver_sql)
        if not report.sound:
            raise Invalid(report.findings[0], file=str(file))
        require_signed(file, manifest, registry)
        damaged = yield from first_damaged(casebook.vault, files)
    if damaged:
        raise differs(file, damaged)
    return manifest
