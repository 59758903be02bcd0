"""A file from outside as a stream that can be read again: unpacked within limits, never whole."""

import gzip
import hashlib
import io
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from landwaiter.errors import Invalid, NotFound, Unavailable
from landwaiter.formats.base.csv_table import FOREIGN
from landwaiter.i18n import _, plural
from landwaiter.user_file import open_file

MOST_BYTES = 4 << 30
"""Unpacked. The largest list published as one file has 2.5 GB."""
_MOST_RATIO = 200
_HEAD = 1 << 16
_BLOCK = 1 << 20
_GZIP, _ZIP = b"\x1f\x8b", b"PK"

Tell = Callable[[int, int], None]
"""Bytes read, bytes there are; what it raises ends the reading."""


def untold(_done: int, _total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file that is opened anew for each reading."""

    name: str
    opened: Callable[[], IO[bytes]]
    size: int

    @classmethod
    def of_path(cls, path: Path) -> "FileSource":
        """NotFound or Unavailable where there is no file, or none that can be read."""
        with open_file(path) as source:
            size = os.fstat(source.fileno()).st_size
        return cls(path.name, lambda: open_file(path), size)

    def sha256(self) -> str:
        """Of the file as it is, packed or not."""
        digest = hashlib.sha256()
        with self._raw(untold) as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
        return digest.hexdigest()

    def is_workbook(self) -> bool:
        """Whether it is an Excel workbook; whether it can be read is another matter."""
        with self._raw(untold) as stream:
            if stream.read(2) != _ZIP:
                return False
            stream.seek(0)
            try:
                with zipfile.ZipFile(stream) as archive:
                    return any(name.startswith("xl/") for name in archive.namelist())
            except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
                return False

    def is_packed(self) -> bool:
        """Whether it is an archive, which says where it ends."""
        with self._raw(untold) as stream:
            return stream.read(2) in (_GZIP, _ZIP)

    def last_byte(self) -> bytes:
        """The last byte as it is, packed or not; empty where there is none."""
        with self._raw(untold) as stream:
            stream.seek(max(self.size - 1, 0))
            return stream.read(1)

    def head(self, most: int = _HEAD) -> bytes:
        """How the unpacked file begins."""
        with self.stream() as stream:
            return stream.read(most)

    @contextmanager
    def stream(self, tell: Tell = untold) -> Iterator[IO[bytes]]:
        """The unpacked content.

        Raises Invalid, while it is read, for what is damaged, cut off, packed twice or too large.
        """
        with self._raw(tell) as raw:
            beginning = raw.read(8)
            raw.seek(0)
            if beginning.startswith(_GZIP):
                with gzip.GzipFile(fileobj=raw) as packed:
                    yield self._bounded(cast("IO[bytes]", packed), _MOST_RATIO * self.size)
            elif beginning.startswith(_ZIP):
                with self._member(raw) as (packed, size):
                    yield self._bounded(packed, size)
            else:
                yield self._bounded(raw, MOST_BYTES)

    @contextmanager
    def _raw(self, tell: Tell) -> Iterator[IO[bytes]]:
        with _translated(self.name), self.opened() as stream:
            yield cast("IO[bytes]", _Told(stream, self.size, tell))

    def _bounded(self, stream: IO[bytes], most: int) -> IO[bytes]:
        least = 1 << 20
        raw = _Bounded(stream, min(MOST_BYTES, max(least, most)), self.name)
        return cast("IO[bytes]", io.BufferedReader(cast("io.RawIOBase", raw)))

    @contextmanager
    def _member(self, raw: IO[bytes]) -> Iterator[tuple[IO[bytes], int]]:
        """The one file of an archive; its directory may lie about sizes, but not beyond them."""
        try:
            with zipfile.ZipFile(raw) as archive:
                infos = [one for one in archive.infolist() if not one.is_dir()]
                if len(infos) != 1:
                    raise self._refused(
                        plural(
                            len(infos),
                            "The archive holds {n} file; a list is one.",
                            "The archive holds {n} files; a list is one.",
                        )
                    )
                info = infos[0]
                if info.file_size > _MOST_RATIO * max(info.compress_size, 1):
                    raise self._refused(_("The packed file holds more than is read here."))
                with archive.open(info) as member:
                    yield member, info.file_size
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError) as error:
            raise self._refused(
                _("The archive cannot be read: {reason}.").format(reason=str(error).rstrip("."))
            ) from None

    def _refused(self, message: str) -> Invalid:
        return Invalid(
            message, file=self.name, remedy=_("Download it again, or unpack it yourself.")
        )


class _Told(io.RawIOBase):
    """A raw file that tells how far it was read."""

    def __init__(self, stream: IO[bytes], size: int, tell: Tell) -> None:
        self._stream, self._size, self._tell, self._told = stream, size, tell, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # any writable buffer
        block = self._stream.read(len(buffer))
        buffer[: len(block)] = block
        at = self._stream.tell()
        if at - self._told >= _HEAD or not block:
            self._told = at
            self._tell(at, self._size)
        return len(block)


class _Bounded(io.RawIOBase):
    """An unpacked stream that ends in a refusal where it holds more than it may."""

    def __init__(self, stream: IO[bytes], most: int, name: str) -> None:
        self._stream, self._left, self._name, self._is_first = stream, most, name, True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # any writable buffer
        try:
            block = self._stream.read(len(buffer))
        except EOFError:
            raise self._refused(_("The packed file is cut off.")) from None
        except (gzip.BadGzipFile, zlib.error, zipfile.BadZipFile) as error:
            raise self._refused(
                _("The packed file cannot be read: {reason}.").format(reason=str(error).rstrip("."))
            ) from None
        self._left -= len(block)
        if self._left < 0:
            raise self._refused(_("The file holds more than is read here."))
        if self._is_first and block:
            self._refuse_foreign(block)
        buffer[: len(block)] = block
        return len(block)

    def _refuse_foreign(self, block: bytes) -> None:
        self._is_first = False
        for signature, kind in FOREIGN:
            if block.startswith(signature):
                raise Invalid(
                    _("The file is not text; by its first bytes it is one of: {kind}.").format(
                        kind=kind
                    ),
                    file=self._name,
                    remedy=_("Unpack it, or save it as UTF-8 text, and read it again."),
                )

    def _refused(self, message: str) -> Invalid:
        return Invalid(
            message, file=self._name, remedy=_("Download it again, or unpack it yourself.")
        )


@contextmanager
def _translated(file: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound(_("There is no such file."), file=file) from error
    except OSError as error:
        raise Unavailable(
            _("The file cannot be read: {reason}.").format(reason=error.strerror or str(error)),
            file=file,
        ) from error
