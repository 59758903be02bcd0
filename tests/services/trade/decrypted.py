"""The database as somebody reads it who has its key: every page, free ones too, and the log."""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
_RESERVED = 80
"""At the end of each page: 16 bytes to begin with, and what vouches for it."""
_IV = 16
_SALT = 16
"""In clear at the beginning of the first page."""
_LOG_HEAD, _FRAME_HEAD = 32, 24


def decrypted(database: Path, key: bytes) -> bytes:
    """Pages of the file and of its log, one after another."""
    return b"".join(_pages(database, key))


def _pages(database: Path, key: bytes) -> Iterator[bytes]:
    whole = database.read_bytes()
    for at in range(0, len(whole), PAGE):
        yield _page(whole[at : at + PAGE], key, begin=_SALT if not at else 0)
    log = database.with_name(f"{database.name}-wal")
    frames = log.read_bytes()[_LOG_HEAD:] if log.exists() else b""
    for at in range(0, len(frames), _FRAME_HEAD + PAGE):
        number = int.from_bytes(frames[at : at + 4], "big")
        page = frames[at + _FRAME_HEAD : at + _FRAME_HEAD + PAGE]
        if len(page) == PAGE:
            yield _page(page, key, begin=_SALT if number == 1 else 0)


def _page(page: bytes, key: bytes, *, begin: int) -> bytes:
    end = PAGE - _RESERVED
    reading = Cipher(algorithms.AES(key), modes.CBC(page[end : end + _IV])).decryptor()
    return reading.update(page[begin:end]) + reading.finalize()
