"""Connections to the encrypted database, and the pool of them the application uses."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, NullPool, QueuePool, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlcipher3 import dbapi2  # type: ignore[import-untyped]  # ships no annotations

from landwaiter.storage.sqlite.authorizer import authorize
from landwaiter.storage.sqlite.dialect import SayingHints
from landwaiter.storage.sqlite.faults import is_busy

Driver: TypeAlias = Any
"""A connection of SQLCipher's driver, which ships no annotations."""
KEY_BYTES = 32
WRITES = "landwaiter_writes"
DATABASE_FILE = "landwaiter_database"
"""Execution option of the application's engine: the path of its file."""
_PAGE_CACHE_KIB, _FEW_PAGES_KIB = 65_536, 8_192
_KEEPS_FEW = "landwaiter_keeps_few_pages"
_ASKS_EACH_S, _ASKS_SELDOM_S, _LIES_S = 0.005, 0.02, 0.015
_LONG_LOG = 32 << 20
_GIVES_WAY: ContextVar[bool] = ContextVar("landwaiter_gives_way", default=False)
_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    f"PRAGMA journal_size_limit = {_LONG_LOG}",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA secure_delete = ON",
    f"PRAGMA cache_size = -{_PAGE_CACHE_KIB}",
)
_KEEP_FEW, _KEEP_MANY = f"PRAGMA cache_size = -{_FEW_PAGES_KIB}", _SETTINGS[-1]


def connect(path: Path, key: bytes, *, wait_s: float, create: bool = False) -> Driver:
    """A driver connection with the key given and the settings made; no authorizer yet.

    Raises the driver's errors: NOTADB for a damaged file, CANTOPEN where it cannot be written.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("the database key has 32 bytes")
    mode = "rwc" if create else "rw"
    connection = dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=wait_s,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
    )
    try:
        # SQLCipher would print "ERROR CORE" on standard error when the key does not fit.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for setting in _SETTINGS:
            connection.execute(setting).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def log_of(database: Path) -> Path:
    """The write-ahead log of a database, which need not be there."""
    return database.with_name(f"{database.name}-wal")


def rows_written(connection: Connection) -> int:
    """How many rows this connection has inserted, changed or removed since it was made."""
    driver: Driver = connection.connection.driver_connection
    return int(driver.total_changes)


def keep_few_pages(connection: Connection) -> None:
    """Until it goes back to its pool the connection remembers 8 MiB of pages: for work that goes
    through much, of which little comes again, and whose memory must not grow with the casebook.
    """
    connection.connection.info[_KEEPS_FEW] = True
    connection.exec_driver_sql(_KEEP_FEW).close()


def _given_back(driver: Driver, record: ConnectionPoolEntry) -> None:
    if driver is not None and record.info.pop(_KEEPS_FEW, False):
        driver.execute(_KEEP_MANY).close()


def _begin(connection: Connection) -> None:
    """Writers take the lock at once: an upgrade from reading fails without waiting."""
    if connection.get_execution_options().get(WRITES, False):
        _take_lock(connection)
    else:
        connection.exec_driver_sql("BEGIN")


@contextmanager
def giving_way() -> Iterator[None]:
    """Within it this thread leaves the lock to others between its writes, and asks more seldom."""
    before = _GIVES_WAY.set(True)
    try:
        yield
    finally:
        _GIVES_WAY.reset(before)


def _take_lock(connection: Connection) -> None:
    """Ask for the lock again and again, as long as the connection would have waited.

    SQLite asks ever more seldom, in the end ten times a second: beside long work, which leaves the
    lock for a moment only, a person's deed would find it free by chance. And of two such works each
    would take it before the person: they let it lie for longer than who waits takes to ask, and
    where it was held, so that a person may have waited too, they let it lie once more.
    """
    gives_way = _GIVES_WAY.get()
    each_s = _ASKS_SELDOM_S if gives_way else _ASKS_EACH_S
    driver: Driver = connection.connection.driver_connection
    (wait_ms,) = driver.execute("PRAGMA busy_timeout").fetchone()
    until = time.monotonic() + wait_ms / 1000
    driver.execute("PRAGMA busy_timeout = 0").close()
    try:
        if gives_way:
            _let_lie(connection)
        is_first, was_held = True, False
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            except DBAPIError as error:
                if not is_busy(error) or time.monotonic() >= until:
                    raise
                was_held = True
                time.sleep(each_s)
            else:
                if not (gives_way and is_first and was_held):
                    return
                is_first = False
                connection.exec_driver_sql("ROLLBACK")
                _let_lie(connection)
    finally:
        driver.execute(f"PRAGMA busy_timeout = {wait_ms}").close()


def _let_lie(connection: Connection) -> None:
    """Leave the lock to others for a moment, then move what a long log holds into the database.

    SQLite begins the log anew for who comes to write when all of it is moved and nobody reads from
    it: seldom beside works that read nearly all the time. It would grow by a hundred megabytes a
    minute, and slow reading and writing.
    """
    time.sleep(_LIES_S)
    database: Path | None = connection.get_execution_options().get(DATABASE_FILE)
    if database is not None and _length(log_of(database)) >= _LONG_LOG:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").close()


def _length(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _engine(creator: Callable[[], Driver], **pool: Any) -> Engine:
    engine = create_engine("sqlite://", module=dbapi2, creator=creator, **pool)
    engine.dialect.statement_compiler = SayingHints
    event.listen(engine, "begin", _begin)
    event.listen(engine, "checkin", _given_back)
    return engine


def application_engine(path: Path, key: bytes, *, wait_s: float) -> Engine:
    """The pool the application works with: every connection refuses to change the schema."""

    def guarded() -> Driver:
        connection = connect(path, key, wait_s=wait_s)
        connection.set_authorizer(authorize)
        return connection

    # SQLAlchemy would choose SingletonThreadPool, which closes connections still in use.
    options = {DATABASE_FILE: path}
    return _engine(
        guarded,
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=24,
        # The one that was used last remembers most.
        pool_use_lifo=True,
        execution_options=options,
    )


def migration_engine(path: Path, key: bytes, *, create: bool = False) -> Engine:
    """One connection at a time without the authorizer, for migrations under the exclusive lock."""
    return _engine(lambda: connect(path, key, wait_s=0.0, create=create), poolclass=NullPool)


def scratch_engine(path: Path, key: bytes) -> Engine:
    """One connection to a copy that is thrown away: it keeps no log, and waits for no disk."""

    def guarded() -> Driver:
        connection = connect(path, key, wait_s=0.0)
        for setting in ("PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF"):
            connection.execute(setting).fetchall()
        connection.set_authorizer(authorize)
        return connection

    return _engine(guarded, poolclass=NullPool)


def memory_engine() -> Engine:
    """An empty database in memory, to see what the migrations make."""

    def empty() -> Driver:
        return dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False)

    return _engine(empty, poolclass=StaticPool)


def copy_database(source: Path, target: Path, key: bytes) -> None:
    """A consistent copy of a database that may be in use, under the same key."""
    original = connect(source, key, wait_s=10.0)
    try:
        # A backup copies pages, so that both ends must already be of the same cipher.
        copy = connect(target, key, wait_s=0.0, create=True)
        try:
            original.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        finally:
            copy.close()
    finally:
        original.close()
