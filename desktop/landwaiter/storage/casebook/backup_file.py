"""The file of a backup: a tar of the casebook's files with a manifest, read with distrust."""

import errno
import hashlib
import json
import os
import tarfile
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import FileIO
from pathlib import Path
from typing import IO, Any, BinaryIO

from landwaiter.canonical import canonical_bytes
from landwaiter.errors import Fault, Invalid, NotFound, Unavailable
from landwaiter.i18n import _
from landwaiter.storage.audit.chain import Anchor
from landwaiter.storage.keys.key_file import KEY_FILE
from landwaiter.storage.keys.vault import NAME
from landwaiter.storage.people.open_casebook import DATABASE, VAULT
from landwaiter.user_file import open_file, readable
from landwaiter.whole_file import new_file

MANIFEST = "manifest.json"
_FORMAT, _VERSION = "landwaiter backup", "1"
BLOCK = 1 << 20
_MAX_MANIFEST = 256 << 20
_MALFORMED = (tarfile.TarError, EOFError, ValueError, RecursionError)
"""What reading an archive raises where its headers make no sense, or nest without end."""


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How far a step of a long job is: `done` of `total` bytes or files, and what is at hand."""

    done: int
    total: int
    what: str


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """Hash and size (bytes) of one file in a backup."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds."""

    casebook_id: str
    at: datetime
    by: str
    files: Mapping[str, ManifestFile]
    anchor: Anchor
    signer: str = ""
    """Public key of who made it, 64 hexadecimal figures."""
    signature: str = ""
    """Ed25519 over `signed_bytes`, 128 hexadecimal figures."""


Steps = Generator[StepProgress, None, Manifest]
"""Progress while it runs; the manifest at the end (`StopIteration.value`)."""


def finish(steps: Steps) -> Manifest:
    """Run a job to its end without looking at the progress."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            manifest: Manifest = end.value
            return manifest


def read_manifest(file: Path) -> Manifest:
    """What a backup says it holds; Invalid or NotFound. Verifies nothing."""
    with _opened(file) as archive:
        try:
            info = archive.getmember(MANIFEST)
        except KeyError:
            raise _no_backup(file) from None
        source = archive.extractfile(info) if _is_plain(info) else None
        if source is None or info.size > _MAX_MANIFEST:
            raise _no_backup(file)
        return _parsed(file, source.read())


def _is_plain(info: tarfile.TarInfo) -> bool:
    """A regular file whose bytes are all there: a sparse one is as big as it likes to say."""
    return info.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not info.issparse()


def unpacked(file: Path, folder: Path) -> Steps:
    """Write the files of a backup into a folder and compare each with the manifest."""
    manifest = read_manifest(file)
    total, done = sum(kept.size for kept in manifest.files.values()), 0
    missing = set(manifest.files)
    with _opened(file) as archive:
        for info in archive:
            if info.name == MANIFEST:
                continue
            yield StepProgress(done, total, info.name)
            if info.name not in missing or not _is_plain(info):
                raise _hostile(file, info.name)
            if info.size != manifest.files[info.name].size:
                raise differs(file, info.name)
            missing.discard(info.name)
            source = archive.extractfile(info)
            kept = _written(source, folder / info.name) if source else ManifestFile("", 0)
            if kept != manifest.files[info.name]:
                raise differs(file, info.name)
            done += kept.size
    if missing:
        raise differs(file, min(missing))
    return manifest


def copied(source: FileIO, target: BinaryIO, size: int) -> str:
    """Append so many bytes of a file to another; the SHA-256 of what was written.

    A file that became shorter meanwhile is an OSError.
    """
    digest, left = hashlib.sha256(), size
    with memoryview(bytearray(BLOCK)) as buffer:
        while left:
            count = source.readinto(buffer[: min(BLOCK, left)])
            if not count:
                raise OSError(errno.EIO, _("the file became shorter while it was read"))
            target.write(buffer[:count])
            digest.update(buffer[:count])
            left -= count
    return digest.hexdigest()


def read_back(file: Path, manifest: Manifest, sources: Mapping[str, Path]) -> None:
    """Compare what the disk gives of a new backup with its manifest and with some of its sources.

    Unavailable where anything differs.
    """
    found: dict[str, int] = {}
    same = read_manifest(file) == manifest
    with _opened(file) as archive:
        for info in archive:
            found[info.name] = info.size
            kept = archive.extractfile(info) if info.name in sources else None
            same &= kept is None or _same(kept, sources[info.name])
    found.pop(MANIFEST, None)
    if not same or found != {name: kept.size for name, kept in manifest.files.items()}:
        raise Unavailable(
            _("The backup was written but reads back differently."),
            file=str(file),
            remedy=_("Check the disk and repeat it elsewhere."),
        )


def _same(kept: IO[bytes], source: Path) -> bool:
    with source.open("rb") as original:
        while block := kept.read(BLOCK):
            if original.read(len(block)) != block:
                return False
        return not original.read(1)


def _written(source: IO[bytes], target: Path) -> ManifestFile:
    digest, size = hashlib.sha256(), 0
    with new_file(target) as copy:
        while block := source.read(BLOCK):
            digest.update(block)
            size += copy.write(block)
        copy.flush()
        os.fsync(copy.fileno())
    return ManifestFile(digest.hexdigest(), size)


@contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    """The archive; whatever is wrong with its form leaves as one sentence."""
    try:
        source = open_file(file)
    except NotFound:
        raise NotFound(_("There is no backup in this place."), file=str(file)) from None
    with source:
        try:
            with _archive_in(source, file) as archive:
                yield archive
        except _MALFORMED as error:
            raise _no_backup(file) from error


def _archive_in(source: BinaryIO, file: Path) -> tarfile.TarFile:
    with readable(file):
        try:
            return tarfile.open(fileobj=source, mode="r:")
        except _MALFORMED as error:
            raise _no_backup(file) from error


def manifest_bytes(manifest: Manifest) -> bytes:
    """What `manifest.json` holds."""
    return canonical_bytes({**_signed_part(manifest), "signature": manifest.signature})


def signed_bytes(manifest: Manifest) -> bytes:
    """Everything in the manifest but the signature."""
    return canonical_bytes(_signed_part(manifest))


def _signed_part(manifest: Manifest) -> dict[str, Any]:
    files = {
        name: {"sha256": kept.sha256, "size": str(kept.size)}
        for name, kept in manifest.files.items()
    }
    anchor = {"seq": str(manifest.anchor.seq), "sha256": manifest.anchor.sha256}
    return {
        "format": _FORMAT,
        "version": _VERSION,
        "casebook_id": manifest.casebook_id,
        "at": manifest.at,
        "by": manifest.by,
        "files": files,
        "anchor": anchor,
        "signer": manifest.signer,
    }


def _parsed(file: Path, data: bytes) -> Manifest:
    try:
        content = json.loads(data)
        if content["format"] != _FORMAT or content["version"] != _VERSION:
            raise ValueError("another format")
        at = datetime.fromisoformat(content["at"])
        anchor = Anchor(
            str(content["casebook_id"]),
            int(content["anchor"]["seq"]),
            str(content["anchor"]["sha256"]),
            at,
            "backup",
        )
        files = {
            _safe(file, name): ManifestFile(str(kept["sha256"]), int(kept["size"]))
            for name, kept in content["files"].items()
        }
        if not files.keys() >= {DATABASE, KEY_FILE}:
            raise ValueError("incomplete")
        signer, signature = str(content["signer"]), str(content["signature"])
        bytes.fromhex(signature)  # ValueError unless it can be one
        return Manifest(
            anchor.casebook_id, at, str(content["by"]), files, anchor, signer, signature
        )
    except Fault:
        raise
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_backup(file) from error


def _safe(file: Path, name: str) -> str:
    """A name that a backup may hold; anything else could lead out of the folder."""
    inside = name.removeprefix(f"{VAULT}/")
    if name in (DATABASE, KEY_FILE) or (name != inside and NAME.fullmatch(inside)):
        return name
    raise _hostile(file, name)


def _no_backup(file: Path) -> Invalid:
    return Invalid(
        _("This is not a whole backup of Landwaiter."),
        file=str(file),
        remedy=_("Take another backup file."),
    )


def _hostile(file: Path, name: str) -> Invalid:
    return Invalid(
        _("The backup holds something that does not belong in it; nothing was restored."),
        file=str(file),
        value=name,
    )


def differs(file: Path, name: str) -> Invalid:
    return Invalid(
        _("The backup is damaged: {name} is not what was saved; nothing was restored.").format(
            name=name
        ),
        file=str(file),
        remedy=_("Take another backup file."),
    )
