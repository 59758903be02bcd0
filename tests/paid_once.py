"""What thousands of sign-ins of the tests would each pay again, paid once in a process.

Each function changes the program by a patch that its caller takes back.
"""

from collections.abc import Mapping
from contextlib import closing
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from weakref import WeakKeyDictionary, WeakValueDictionary

import pytest
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from landwaiter.domain.law.pack import Pack
from landwaiter.formats.law import pack_folder
from landwaiter.storage.base import reference
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.casebook import lifecycle
from landwaiter.storage.keys import casebook_keys
from landwaiter.storage.keys.casebook_keys import Owner
from landwaiter.storage.keys.key_file import UserSlot
from landwaiter.storage.keys.sealing import Entropy
from landwaiter.storage.people import open_casebook
from landwaiter.storage.schema import law as tables
from landwaiter.storage.sqlite import engine, migrate
from landwaiter.storage.sqlite.engine import KEY_BYTES


def everything(patch: pytest.MonkeyPatch) -> None:
    for one in (passwords, packs, statements, connections, schema):
        one(patch)


def passwords(patch: pytest.MonkeyPatch) -> None:
    """Argon2id takes a fifth of a second by design: each password pays it once, whoever has it.

    For that the salt of a slot is derived from it; everything else in it is as random as ever.
    """
    plain = casebook_keys.new_user_slot

    def salted(casebook_id: str, *, owner: Owner, entropy: Entropy, **given: Any) -> UserSlot:
        salt = [sha256(owner.password.encode()).digest()]

        def salt_first(size: int) -> bytes:
            return salt.pop()[:size] if salt else entropy(size)

        return plain(casebook_id, owner=owner, entropy=salt_first, **given)

    patch.setattr(casebook_keys, "_stretched", cache(casebook_keys._stretched))
    patch.setattr(casebook_keys, "new_user_slot", salted)


def packs(patch: pytest.MonkeyPatch) -> None:
    """The very same bytes are the very same pack: thousands of sign-ins here decode the same few.

    What is derived from a pack is kept by the program itself as long as the pack is.
    """
    plain, known = pack_folder._pack, dict[Any, Pack]()

    def once(settings: Mapping[str, Any], data: bytes, name: str) -> Pack:
        key = (repr(settings), data, name)
        if key not in known:
            known[key] = plain(settings, data, name)
        return known[key]

    load, loaded = reference.load_pack, dict[Any, Pack]()
    # What stands behind the rows in the file would be read through them. Plain SQL: a call of the
    # command line asks it for fifty packs.
    unread = {"rows", "imported_at"}
    names = ", ".join(column.name for column in tables.pack_edition.c if column.name not in unread)
    head_of = f"SELECT {names} FROM pack_edition WHERE id = ?"  # noqa: S608  # our own names

    def load_once(conn: Reader, row_id: str) -> Pack:
        # Five megabytes to be deciphered; what else the row says has the hash of them.
        head = tuple(conn.exec_driver_sql(head_of, (row_id,)).one())
        if head not in loaded:
            loaded[head] = load(conn, row_id)
        return loaded[head]

    patch.setattr(pack_folder, "_pack", once)
    patch.setattr(reference, "load_pack", load_once)


def statements(patch: pytest.MonkeyPatch) -> None:
    """One dialect and one store of compiled statements for the thousands of casebooks opened here.

    The program opens one and fills the store as it goes, which would be begun anew in each test.
    """
    plain, first = engine._engine, engine.memory_engine()
    compiled = LRUCache[Any, Any](4096)
    with first.connect():
        pass  # the first connection tells the dialect the version of the database
    first.dispose()

    def alike(*arguments: Any, **pool: Any) -> Engine:
        made = plain(*arguments, **pool)
        made.dialect, made._compiled_cache = first.dialect, compiled
        return made

    patch.setattr(engine, "_engine", alike)


def connections(patch: pytest.MonkeyPatch) -> None:
    """Who signs in to a casebook that somebody in this process has open shares the connections.

    The program has one person at a time; each new connection reads the schema, and has every
    statement prepared, anew. They are closed with the last of those who share them.
    """
    plain, shared = engine.application_engine, WeakValueDictionary[Any, Engine]()
    holders = WeakKeyDictionary[Engine, set[object]]()

    def taken(path: Path, key: bytes, *, wait_s: float) -> Engine:
        if not path.exists():
            return plain(path, key, wait_s=wait_s)
        file = path.stat()
        name = (path, key, wait_s, file.st_dev, file.st_ino)
        first = shared.get(name)
        if first is None:
            first = shared[name] = plain(path, key, wait_s=wait_s)
        own, holder = first.execution_options(), object()
        holders.setdefault(first, set()).add(holder)

        def dispose() -> None:
            holders[first].discard(holder)
            if not holders[first]:
                shared.pop(name, None)
                first.dispose()

        vars(own)["dispose"] = dispose
        return own

    patch.setattr(open_casebook, "application_engine", taken)


def schema(patch: pytest.MonkeyPatch) -> None:
    """All migrations on an empty file take half a second: later ones are copies under their key."""
    plain, key = migrate.upgrade, bytes(KEY_BYTES)

    @cache
    def empty() -> bytes:
        with TemporaryDirectory(prefix="landwaiter-schema-") as folder:
            path = Path(folder) / "empty.db"
            plain(path, key, create=True)
            with closing(engine.connect(path, key, wait_s=0.0)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            return path.read_bytes()

    def copied(path: Path, own: bytes, *, create: bool = False) -> None:
        if not create:
            plain(path, own)
            return
        path.write_bytes(empty())
        with closing(engine.connect(path, key, wait_s=0.0)) as connection:
            # In one file: pages of a log would stay under the old key.
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            connection.execute(f"PRAGMA rekey = \"x'{own.hex()}'\"").fetchall()

    patch.setattr(lifecycle, "upgrade", copied)
