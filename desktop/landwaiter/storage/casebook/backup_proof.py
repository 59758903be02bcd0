"""The vault's part of a new backup, deciphered from the backup itself while it is written.

Deciphering and hashing let go of the interpreter, so that one thread writes and another proves.
"""

import queue
import threading
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self

from landwaiter.storage.keys.vault import Vault
from landwaiter.storage.people.open_casebook import VAULT

_BLOCK = 512
"""A tar fills the last block of a file up with zeros."""


class _Member(NamedTuple):
    name: str
    start: int
    size: int


class Proof:
    """Give it each file as it is written; ask at the end which ones are not what they should be."""

    def __init__(self, vault: Vault, backup: Path) -> None:
        self._vault, self._backup = vault, backup
        self._members: queue.SimpleQueue[_Member | None] = queue.SimpleQueue()
        self._damaged: list[str] = []
        self._given_up = threading.Event()
        self._thread = threading.Thread(target=self._look, name="proof of a backup")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._given_up.set()
        self._members.put(None)
        self._thread.join()

    def look_at(self, name: str, *, end: int, size: int) -> None:
        """A file of so many bytes is in the backup, filled up to the place `end`."""
        start = end - -(-size // _BLOCK) * _BLOCK
        self._members.put(_Member(name, start, size))

    def damaged(self) -> tuple[str, ...]:
        """Once everything was written: the names of those that are not whole."""
        self._members.put(None)
        self._thread.join()
        return tuple(self._damaged)

    def _look(self) -> None:
        while (member := self._members.get()) is not None and not self._given_up.is_set():
            with self._backup.open("rb") as file:
                file.seek(member.start)
                part = _Part(file, member.size)
                name = member.name.removeprefix(f"{VAULT}/")
                if not self._vault.is_content_of(name, part):
                    self._damaged.append(member.name)


class _Part:
    """So many bytes of a file from where it stands."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file, self._left = file, size

    def read(self, size: int, /) -> bytes:
        data = self._file.read(min(size, self._left))
        self._left -= len(data)
        return data
