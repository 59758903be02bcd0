"""A file that is read more than once, and refused where it is not the one it was at first.

Of its content only a short mark of each piece is kept: 16 bytes for each 64 KiB.
"""

import contextlib
import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from landwaiter.errors import Conflict, Invalid
from landwaiter.i18n import _
from landwaiter.user_file import open_file, readable

PIECE: Final = 1 << 16
_MARK_BYTES: Final = 16
_AT_HAND: Final = 64
"""Pieces that are kept for rows that stand apart: 4 MiB."""
Beat = Callable[[], None]
"""Called while something is read; may raise to cancel."""


class MarkedFile:
    """What was read of it once is what is read of it later, or Conflict tells that it changed."""

    def __init__(self, path: Path, opened: Callable[[], BinaryIO]) -> None:
        self.path = path
        self.size = 0
        self.sha256 = ""
        self._opened = opened
        self._marks = bytearray()
        self._at_hand: dict[int, bytes] = {}

    @classmethod
    def of(
        cls, path: Path, *, most: int, refused: str, remedy: str, beat: Beat = lambda: None
    ) -> "MarkedFile":
        """The file as it is now, read through once; Invalid where it is larger than `most`."""
        found = cls(path, lambda: open_file(path))
        with readable(path):
            if path.stat().st_size > most:
                raise Invalid(refused, file=path.name, remedy=remedy)
            found._survey(most, refused, remedy, beat)
        return found

    @classmethod
    def of_bytes(cls, data: bytes, file: str) -> "MarkedFile":
        """Content that is in memory already, under the name of its file."""
        found = cls(Path(file), lambda: io.BytesIO(data))
        found._survey(len(data), "", "", lambda: None)
        return found

    @property
    def file(self) -> str:
        """Its name, as faults tell it."""
        return self.path.name

    @property
    def head(self) -> bytes:
        """The first 4,096 bytes."""
        return next(self.pieces(), b"")[:4096]

    def pieces(self, at: int = 0) -> Iterator[bytes]:
        """The content from a byte on; the file is open while they are asked for."""
        number, within = divmod(at, PIECE)
        with contextlib.ExitStack() as stack:
            source: BinaryIO | None = None
            while number * PIECE < self.size:
                piece = self._at_hand.get(number)
                if piece is None:
                    with readable(self.path):
                        source = source or stack.enter_context(self._opened())
                        source.seek(number * PIECE)
                        piece = _full(source)
                    self._keep(number, piece)
                yield piece[within:] if within else piece
                number, within = number + 1, 0

    def whole(self) -> bytes:
        """All of it, in memory."""
        return b"".join(self.pieces())

    def forget(self) -> None:
        """Hold none of its pieces."""
        self._at_hand.clear()

    def _survey(self, most: int, refused: str, remedy: str, beat: Beat) -> None:
        digest = hashlib.sha256()
        with self._opened() as source:
            while piece := _full(source):
                beat()
                self.size += len(piece)
                if self.size > most:
                    raise Invalid(refused, file=self.file, remedy=remedy)
                digest.update(piece)
                self._marks += _mark(piece)
        self.sha256 = digest.hexdigest()

    def _keep(self, number: int, piece: bytes) -> None:
        """At hand for a while; Conflict where it is another piece than at first."""
        at = number * _MARK_BYTES
        if _mark(piece) != self._marks[at : at + _MARK_BYTES]:
            raise changed(self.file)
        self._at_hand[number] = piece
        if len(self._at_hand) > _AT_HAND:
            self._at_hand.pop(next(iter(self._at_hand)))


def changed(file: str) -> Conflict:
    """The fault of a file that is another one than before."""
    return Conflict(
        _("The file changed while it was read."),
        file=file,
        remedy=_("Wait until it is written to its end, then take it in again."),
    )


class PieceReader:
    """The content as a stream, for whoever reads in sizes of his own."""

    def __init__(self, file: MarkedFile) -> None:
        self._pieces = file.pieces()
        self._rest = b""

    def read(self, size: int, /) -> bytes:
        """No more than `size` bytes, and nothing at the end."""
        if not self._rest:
            self._rest = next(self._pieces, b"")
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


def _full(source: BinaryIO) -> bytes:
    """A piece, though the system gives it in parts."""
    parts: list[bytes] = []
    left = PIECE
    while left and (part := source.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _mark(piece: bytes) -> bytes:
    return hashlib.blake2b(piece, digest_size=_MARK_BYTES).digest()
