"""A consistent copy of a database in use, by its bytes: SQLite's own backup decrypts every page.

While a transaction reads, SQLite writes no page of a later commit into the database file, so that
the file together with its write-ahead log holds what was committed, at whatever moment the copies
end. Only a log that was begun anew in between does not belong to the file; its head tells.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from landwaiter.storage.sqlite.engine import Driver, connect, copy_database, log_of

_LOG_HEAD = 32
"""Bytes of a log's head: its salts change whenever it is begun anew (sqlite.org/walformat)."""
_ATTEMPTS = 5
_CP = "/bin/cp"
_WAIT_S = 10.0


def copy_in_use(source: Path, target: Path, key: bytes) -> None:
    """Copy the database into one file; page by page where its bytes cannot be had.

    The copy is not durable yet: it is what a backup is made from.
    """
    reader = connect(source, key, wait_s=_WAIT_S)
    try:
        copied = any(_copied(reader, source, target) for _attempt in range(_ATTEMPTS))
    finally:
        reader.close()
    if copied:
        _fold(target, key)
    else:
        copy_database(source, target, key)


def empty_log(database: Path, key: bytes) -> bool:
    """Take the log into the database and cut it off, so that nothing erased is left in it.

    False while somebody reads or writes; then the log goes when the last one closes.
    """
    connection = connect(database, key, wait_s=0.0)
    try:
        busy, _frames, _moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    finally:
        connection.close()


def _copied(reader: Driver, source: Path, target: Path) -> bool:
    """Whether file and log were copied as they belong together; else nothing is left of them."""
    log, its_copy = log_of(source), log_of(target)
    reader.execute("BEGIN")
    try:
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        head = _head(log)
        whole = _copy(source, target) and (not log.exists() or _copy(log, its_copy))
        if whole and _head(log) == head:
            return True
    finally:
        reader.execute("ROLLBACK")
    target.unlink(missing_ok=True)
    its_copy.unlink(missing_ok=True)
    return False


def _copy(source: Path, target: Path) -> bool:
    """By another process: closing a file gives up all locks that this one has on it (POSIX)."""
    if sys.platform == "win32":
        shutil.copyfile(source, target)
        return True
    paths = [str(source), str(target)]
    done = subprocess.run([_CP, "--", *paths], capture_output=True, check=False)  # noqa: S603
    return done.returncode == 0


def _head(log: Path) -> bytes:
    """Nothing where there is no log, or an empty one."""
    try:
        with log.open("rb") as file:
            return file.read(_LOG_HEAD)
    except FileNotFoundError:
        return b""


def _fold(database: Path, key: bytes) -> None:
    """Take the log into the file, so that the copy is one file."""
    connection = connect(database, key, wait_s=0.0)
    try:
        connection.execute("PRAGMA synchronous = OFF").fetchall()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
