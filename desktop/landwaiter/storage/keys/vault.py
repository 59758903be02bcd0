"""The vault: evidence and raw files, encrypted in chunks, under names that tell nothing.

A file is a header (mark, salt, nonce prefix) and chunks of 1 MiB under AES-256-GCM in the STREAM
construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the nonce holds the chunk's number and
whether it is the last, so that cut, swapped, appended and changed chunks are all detected. Each
file has a key of its own. The name is HMAC-SHA-256 over the hash of the content.
"""

import contextlib
import hashlib
import hmac
import os
import re
import secrets
import shutil
import sys
from collections.abc import Callable, Collection, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from landwaiter.errors import Invalid, NotFound, Unavailable
from landwaiter.i18n import _
from landwaiter.storage.keys.casebook_keys import SubKeys
from landwaiter.storage.keys.folder_links import refuse_link
from landwaiter.storage.keys.lock import try_lock
from landwaiter.storage.keys.sealing import derive
from landwaiter.storage.sqlite.faults import translated
from landwaiter.whole_file import new_file, sync_folder

CHUNK = 1 << 20
_MARK = b"LWVAULT1"
_SALT_BYTES, _PREFIX_BYTES, _TAG_BYTES = 16, 7, 16
_HEADER_BYTES = len(_MARK) + _SALT_BYTES + _PREFIX_BYTES
_PART = ".part"
NAME = re.compile(r"[0-9a-f]{64}")
SPARE = 64 << 20
"""Bytes that stay free on the disk beside a new file: the database grows too."""

Told = Callable[[int], None]
"""Given the bytes read so far; what it raises stops the work, and nothing is left."""


class Readable(Protocol):
    """What content comes from; it may give less than asked for, and nothing at its end."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in the vault: hash and size (bytes) of its content, and its name there."""

    sha256: str
    size: int
    name: str


class Vault:
    """The files of one casebook."""

    def __init__(self, folder: Path, keys: SubKeys) -> None:
        self.folder = folder
        self._keys = keys

    def name_of(self, sha256: str) -> str:
        """The name under which content with this hash lies."""
        return hmac.new(self._keys.names, bytes.fromhex(sha256), hashlib.sha256).hexdigest()

    def put(
        self, stream: Readable, *, tell: Told = lambda _done: None, most: int | None = None
    ) -> StoredFile:
        """Keep what the stream gives; durable when this returns. Same content is kept once.

        A stream of more than `most` bytes is refused as Invalid. A file nobody refers to after a
        deed failed is removed by `sweep`.
        """
        with translated(self.folder):
            part = self.folder / f"{secrets.token_hex(8)}{_PART}"
            try:
                with new_file(part) as file:
                    if sys.platform != "win32":
                        try_lock(file.fileno(), exclusive=True)  # tells sweepers it is in use
                    digest, size = self._seal(stream, file, tell, most)
                    file.flush()
                    os.fsync(file.fileno())
                return self._named(part, digest, size, tell)
            except BaseException:
                part.unlink(missing_ok=True)
                raise

    def require_room(self, size: int) -> None:
        """Unavailable, in one sentence, where the disk has no room for so many bytes."""
        needed, free = sealed_size(size) + SPARE, shutil.disk_usage(self.folder).free
        if needed > free:
            raise Unavailable(
                _(
                    "The file needs {needed} MiB on the disk of the casebook, which has {free}."
                ).format(needed=-(-needed >> 20), free=free >> 20),
                file=str(self.folder),
                remedy=_("Make room on that disk, or move the casebook to a larger one."),
            )

    def has(self, name: str, size: int | None = None) -> bool:
        """True where a file of this name lies, as long as content of `size` bytes makes it."""
        path = self._path(name)
        if size is None:
            return path.exists()
        return path.is_file() and path.stat().st_size == sealed_size(size)

    def destroy(self, name: str) -> None:
        """Remove a file for good; without its header not even the data key opens what is left.

        What a disk keeps beside the file (copies of an SSD, of a file system's snapshots) is
        beyond reach.
        """
        # Under the name of a part: killed on the way, it is something to be swept and no damage.
        gone = self.folder / f"{secrets.token_hex(8)}{_PART}"
        try:
            self._path(name).replace(gone)
        except FileNotFoundError:
            return
        with contextlib.suppress(OSError), gone.open("r+b") as file:
            file.write(bytes(_HEADER_BYTES))
            file.flush()
            os.fsync(file.fileno())
        gone.unlink(missing_ok=True)
        sync_folder(self.folder)

    def chunks(self, name: str) -> Generator[bytes, None, None]:
        """The content piece by piece, each authenticated; Unavailable at the first wrong one.

        The last check, that the content is the one of that name, comes with the end.
        """
        path = self._path(name)
        with translated(path), self._opened(path) as file, _Hash() as digest:
            for chunk in self._unseal(path, file):
                digest.update(chunk)
                yield chunk
            found = digest.hexdigest()
        if not hmac.compare_digest(self.name_of(found), name):
            raise _changed(path)

    def read(self, name: str) -> bytes:
        """The whole content, verified."""
        return b"".join(self.chunks(name))

    def names(self) -> tuple[str, ...]:
        """Every file in the vault."""
        found = (path.name for path in self.folder.iterdir())
        return tuple(sorted(name for name in found if NAME.fullmatch(name)))

    def fault(self, name: str, *, tell: Told = lambda _done: None) -> str:
        """What is wrong with a file, as a sentence; "" when it is what was put there."""
        done = 0
        try:
            for chunk in self.chunks(name):
                done += len(chunk)
                tell(done)
        except (NotFound, Unavailable) as fault:
            return fault.sentence()
        return ""

    def is_content_of(self, name: str, sealed: Readable) -> bool:
        """Whether a sealed file, wherever it lies, is the one of this name; each chunk counts.

        On the thread of the caller alone: a backup keeps the other core busy.
        """
        digest = hashlib.sha256()
        try:
            for chunk in self._unseal(self._path(name), sealed):
                digest.update(chunk)
        except Unavailable:
            return False
        return hmac.compare_digest(self.name_of(digest.hexdigest()), name)

    def sweep_parts(self) -> int:
        """Remove what a killed process left half written; how many there were."""
        return sum(self._swept(part) for part in self.folder.glob(f"*{_PART}"))

    def sweep(self, referred_to: Collection[str], *, older_than: datetime) -> int:
        """Remove files no row refers to. Newer ones may belong to a deed still in progress."""
        kept = frozenset(referred_to)
        loose = [self.folder / name for name in self.names() if name not in kept]
        old = [path for path in loose if path.stat().st_mtime < older_than.timestamp()]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ValueError("not the name of a file in the vault")
        return self.folder / name

    def _named(self, part: Path, sha256: str, size: int, tell: Told) -> StoredFile:
        stored = StoredFile(sha256, size, self.name_of(sha256))
        path = self.folder / stored.name
        if path.exists() and not self.fault(stored.name, tell=lambda _done: tell(size)):
            os.utime(path)  # young again: no sweeper takes it from under this deed
            part.unlink()
        else:
            part.replace(path)
            sync_folder(self.folder)
        return stored

    def _seal(
        self, stream: Readable, file: BinaryIO, tell: Told, most: int | None
    ) -> tuple[str, int]:
        header = _MARK + secrets.token_bytes(_SALT_BYTES + _PREFIX_BYTES)
        cipher, prefix = self._cipher(header)
        file.write(header)
        size, number, sealed = 0, 0, bytearray(CHUNK + _TAG_BYTES)
        chunk = _full_read(stream)
        with _Hash() as digest:
            while True:
                digest.update(chunk)
                size += len(chunk)
                if most is not None and size > most:
                    raise too_large(most)
                tell(size)
                following = _full_read(stream) if len(chunk) == CHUNK else b""
                nonce = _nonce(prefix, number, last=not following)
                whole = memoryview(sealed)[: len(chunk) + _TAG_BYTES]
                cipher.encrypt_into(nonce, chunk, header, whole)
                file.write(whole)
                if not following:
                    return digest.hexdigest(), size
                chunk, number = following, number + 1

    def _unseal(self, path: Path, file: Readable) -> Iterator[bytes]:
        header = file.read(_HEADER_BYTES)
        if len(header) != _HEADER_BYTES or not header.startswith(_MARK):
            raise _changed(path)
        cipher, prefix = self._cipher(header)
        sealed, number = file.read(CHUNK + _TAG_BYTES), 0
        while True:
            following = file.read(CHUNK + _TAG_BYTES)
            try:
                yield cipher.decrypt(_nonce(prefix, number, last=not following), sealed, header)
            except (InvalidTag, ValueError):
                raise _changed(path) from None
            if not following:
                return
            sealed, number = following, number + 1

    def _cipher(self, header: bytes) -> tuple[AESGCM, bytes]:
        salt = header[len(_MARK) : len(_MARK) + _SALT_BYTES]
        return AESGCM(derive(self._keys.vault, "vault file", salt)), header[-_PREFIX_BYTES:]

    @staticmethod
    def _opened(path: Path) -> BinaryIO:
        refuse_link(path)
        try:
            return path.open("rb")
        except FileNotFoundError:
            raise NotFound(
                _("The file is missing from the vault."),
                file=path.name,
                remedy=_("Restore the newest backup into a new folder and take it from there."),
            ) from None

    @staticmethod
    def _swept(part: Path) -> bool:
        with contextlib.suppress(OSError), part.open("rb") as file:
            if sys.platform != "win32" and not try_lock(file.fileno(), exclusive=True):
                return False
            part.unlink()
            return True
        return False


class _Hash:
    """SHA-256, of whole chunks in a thread beside: meanwhile they are sealed and written."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._pool: ThreadPoolExecutor | None = None
        self._pending: Future[None] | None = None

    def __enter__(self) -> "_Hash":
        return self

    def __exit__(self, *_fault: object) -> None:
        if self._pool is not None:
            self._pool.shutdown()

    def update(self, chunk: bytes) -> None:
        self._settle()
        if len(chunk) < CHUNK:
            self._digest.update(chunk)
            return
        self._pool = self._pool or ThreadPoolExecutor(1, thread_name_prefix="vault-hash")
        self._pending = self._pool.submit(self._digest.update, chunk)

    def hexdigest(self) -> str:
        self._settle()
        return self._digest.hexdigest()

    def _settle(self) -> None:
        if self._pending is not None:
            self._pending.result()


def sealed_size(size: int) -> int:
    """Bytes that content of `size` bytes takes in the vault."""
    return _HEADER_BYTES + size + _TAG_BYTES * max(1, -(-size // CHUNK))


def too_large(most: int, *, file: str | None = None) -> Invalid:
    """The sentence for content of more than `most` bytes."""
    return Invalid(
        _("The file is larger than {most} GiB.").format(most=most >> 30),
        file=file,
        remedy=_("Keep it on a sealed medium and add its list of hashes as evidence."),
    )


def _full_read(stream: Readable) -> bytes:
    """A whole chunk, or what is left: a raw stream may give less than asked for."""
    piece = stream.read(CHUNK)
    if len(piece) == CHUNK or not piece:
        return piece
    pieces, missing = [piece], CHUNK - len(piece)
    while missing and (piece := stream.read(missing)):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + (b"\x01" if last else b"\x00")


def _changed(path: Path) -> Unavailable:
    return Unavailable(
        _("The file in the vault is damaged: its content is not what was put there."),
        file=path.name,
        remedy=_("Restore the newest backup into a new folder and take it from there."),
    )
