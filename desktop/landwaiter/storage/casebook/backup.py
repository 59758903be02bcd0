"""Backup of a casebook into one file, and its restoration into a new folder.

The file is a tar of `casebook.db`, `keys.json`, the files of the vault and, last, `manifest.json`
with the hash and size of each and an anchor of the audit chain, signed by who made the backup.
Everything in it but the manifest is encrypted or wrapped as in the casebook itself.
"""

import io
import os
import secrets
import shutil
import tarfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from landwaiter.errors import Conflict, Invalid, Unavailable
from landwaiter.i18n import _
from landwaiter.storage.audit.anchors import add_anchor, write_anchor_file
from landwaiter.storage.audit.chain import Anchor, Head
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.reader import snapshot
from landwaiter.storage.casebook.backup_checks import (
    anchor_beside,
    files_referred_to,
    first_damaged,
    require_key_in_force,
    require_own_anchor,
    require_signed,
)
from landwaiter.storage.casebook.backup_file import (
    MANIFEST,
    Manifest,
    ManifestFile,
    StepProgress,
    Steps,
    copied,
    differs,
    finish,
    manifest_bytes,
    read_back,
    read_manifest,
    signed_bytes,
    unpacked,
)
from landwaiter.storage.casebook.backup_proof import Proof
from landwaiter.storage.casebook.lifecycle import open_casebook
from landwaiter.storage.casebook.new_folder import built_aside, refuse_occupied
from landwaiter.storage.deeds.proof import verify_all
from landwaiter.storage.keys import lock
from landwaiter.storage.keys.key_file import KEY_FILE, read_key_file
from landwaiter.storage.keys.place import refuse_network
from landwaiter.storage.people.key_change import is_recorded, settle
from landwaiter.storage.people.open_casebook import DATABASE, VAULT, Casebook
from landwaiter.storage.sqlite.copying import copy_in_use
from landwaiter.storage.sqlite.early_sync import EarlySync
from landwaiter.storage.sqlite.engine import migration_engine
from landwaiter.storage.sqlite.faults import translated
from landwaiter.storage.sqlite.soundness import damaged_pages
from landwaiter.whole_file import new_file, sync_folder

__all__ = ["Manifest", "StepProgress", "Steps", "back_up", "finish", "read_manifest", "restore"]

_ATTEMPTS = 3


def back_up(casebook: Casebook, file: Path, *, now: datetime) -> Steps:
    """Write a backup aside, verify it, then give it its name.

    The copy of the database is opened and its audit chain walked; then what was written is read
    back, compared with it, and each file of the vault deciphered.

    An anchor is written beside it as `FILE.anchor.json` and remembered in the casebook.
    Raises Conflict when the file exists, NotAllowed for a signing key not in force, Unavailable
    for disk faults and for a vault that is not whole; then nothing is left.
    """
    file = file.absolute()
    if file.exists():
        raise Conflict(_("The backup file exists already."), file=str(file))
    with casebook.read() as connection:
        registry = load_registry(connection)
    require_key_in_force(registry, casebook.public_key)
    work = file.with_name(f".{file.name}.{secrets.token_hex(4)}.new")
    with translated(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        work.mkdir(mode=0o700)
        try:
            manifest = yield from _packed(casebook, work, now)
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
    """The archive, from a copy of the database that was opened and whose chain was walked."""
    database = work / DATABASE
    yield StepProgress(0, 1, _("copying the database"))
    _copied(casebook, work, now)
    yield StepProgress(0, 1, _("verifying the database"))
    inside = _inside(database, casebook)
    # After the database: a vault file is durable before the row that refers to it.
    sources = _sources(casebook, database)
    needed = {f"{VAULT}/{vault_name}": name for vault_name, name in inside.files}
    _refuse_damaged(needed, needed.keys() - sources.keys())
    total, done = sum(path.stat().st_size for path in sources.values()), 0
    files: dict[str, ManifestFile] = {}
    with (
        new_file(work / "backup") as target,
        EarlySync(target) as disk,
        Proof(casebook.vault, work / "backup") as proof,
    ):
        with _new_archive(target) as archive:
            for name, path in sources.items():
                yield StepProgress(done, total, name)
                files[name] = _add(archive, target, _entry(name, now), path)
                done += files[name].size
                disk.wrote(files[name].size)
                if name in needed:
                    proof.look_at(name, end=archive.offset, size=files[name].size)
            anchor = Anchor(casebook.id, inside.head.seq, inside.head.sha256, now, "backup")
            manifest = _signed(casebook, files, anchor)
            data = manifest_bytes(manifest)
            archive.addfile(_entry(MANIFEST, now, len(data)), io.BytesIO(data))
        disk.finish()
        _refuse_damaged(needed, proof.damaged())
    read_back(work / "backup", manifest, {name: sources[name] for name in (DATABASE, KEY_FILE)})
    return manifest


def _copied(casebook: Casebook, work: Path, now: datetime) -> None:
    """Database and key file of the same moment: a deed about users may come between the two.

    Where `keys.json` was put back by hand they never agree; then both are taken as they are.
    """
    for _attempt in range(_ATTEMPTS):
        (work / DATABASE).unlink(missing_ok=True)
        copy_in_use(casebook.database, work / DATABASE, casebook.keys.database)
        shutil.copyfile(casebook.path / KEY_FILE, work / KEY_FILE)
        if _agree(casebook, work):
            return
        settle(casebook, read_key_file(casebook.path), now=now)


def _agree(casebook: Casebook, work: Path) -> bool:
    engine = migration_engine(work / DATABASE, casebook.keys.database)
    try:
        with snapshot(engine) as connection:
            return is_recorded(connection, work)
    finally:
        engine.dispose()


def _sources(casebook: Casebook, database: Path) -> dict[str, Path]:
    vault = {f"{VAULT}/{name}": casebook.vault_folder / name for name in casebook.vault.names()}
    return {DATABASE: database, KEY_FILE: database.with_name(KEY_FILE), **vault}


def _new_archive(target: BinaryIO) -> tarfile.TarFile:
    return tarfile.TarFile(fileobj=target, mode="w", format=tarfile.PAX_FORMAT)


def _refuse_damaged(names: Mapping[str, str], damaged: Collection[str]) -> None:
    if damaged:
        raise Unavailable(
            _("The file {name} is missing from the vault or damaged; no backup was made.").format(
                name=names[min(damaged)]
            ),
            remedy=_("Run the check, and take the file from an older backup."),
        )


def _signed(casebook: Casebook, files: dict[str, ManifestFile], anchor: Anchor) -> Manifest:
    said = Manifest(casebook.id, anchor.at, casebook.user.name, files, anchor, casebook.public_key)
    return replace(said, signature=casebook.sign(signed_bytes(said)).hex())


def _add(
    archive: tarfile.TarFile, target: BinaryIO, info: tarfile.TarInfo, path: Path
) -> ManifestFile:
    """The head of an entry as tar has it, its bytes by the system, which copies them faster.

    `addfile` would write such a head alone only up to Python 3.12.
    """
    with path.open("rb", buffering=0) as source:
        info.size = os.fstat(source.fileno()).st_size
        head = info.tobuf(archive.format, archive.encoding or "utf-8", archive.errors)
        target.write(head)
        digest = copied(source, target, info.size)
    filling = -info.size % tarfile.BLOCKSIZE
    target.write(bytes(filling))
    target.flush()
    archive.offset += len(head) + info.size + filling
    return ManifestFile(digest, info.size)


def _entry(name: str, now: datetime, size: int = 0) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(now.timestamp())
    return info


@dataclass(frozen=True, slots=True)
class _Inside:
    """What a closed database says: its audit head, and the vault's files it refers to."""

    head: Head
    files: tuple[tuple[str, str], ...]


def _inside(database: Path, casebook: Casebook) -> _Inside:
    """What the copy of a database says, which proves that it opens, is whole and its chain too."""
    engine = migration_engine(database, casebook.keys.database)
    try:
        with snapshot(engine) as connection:
            broken = next(damaged_pages(connection), None)
            if broken:
                raise Unavailable(_("The database is damaged: {fault}.").format(fault=broken))
            report = verify_all(connection, casebook_id=casebook.id)
            if not report.sound:
                raise Unavailable(
                    report.findings[0],
                    remedy=_("Run the check. What stands in the folder can be copied as it is."),
                )
            return _Inside(report.head, files_referred_to(connection.exec_driver_sql))
    finally:
        engine.dispose()


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
            report = verify_all(connection, [manifest.anchor], casebook_id=casebook.id)
            registry = load_registry(connection)
            files = files_referred_to(connection.exec_driver_sql)
        if not report.sound:
            raise Invalid(report.findings[0], file=str(file))
        require_signed(file, manifest, registry)
        damaged = yield from first_damaged(casebook.vault, files)
    if damaged:
        raise differs(file, damaged)
    return manifest
