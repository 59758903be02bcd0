"""What a casebook says, row by row, and what one deed changed of it.

Read with a plain connection, so that nothing of the program that is under test takes part but the
key. Identities, hashes, keys and signatures differ each time a deed is done; in a change they are
masked, so that the same deed always gives the same change.
"""

import re
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from landwaiter.storage.keys import casebook_keys
from landwaiter.storage.keys.key_file import read_key_file
from landwaiter.storage.people.open_casebook import DATABASE
from landwaiter.storage.sqlite.engine import connect

Row = tuple[Any, ...]
Change = frozenset[tuple[str, str, str, int]]
"""(+ or -, table, masked row, how often)."""
_DERIVED = re.compile(r"sqlite_.*|(case|text)_search_.*|.*_fts_.*")
"""Shadow tables of the full text search follow from the table they shadow."""
_RANDOM = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,}|\d{17,}"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Every row of every table, and the hash of each audit entry by its number."""

    rows: Mapping[str, Counter[Row]]
    chain: Mapping[int, str]

    @property
    def head(self) -> tuple[int, str]:
        return max(self.chain.items(), default=(0, ""))


def facts_of(folder: Path, user: str, password: str) -> Facts:
    """What is in the database of a casebook; the password of any one user opens it."""
    key_file = read_key_file(folder)
    data_key = casebook_keys.unlock(key_file, user, password).data_key
    key = casebook_keys.sub_keys(data_key, key_file.casebook_id).database
    connection = connect(folder / DATABASE, key, wait_s=1.0)
    try:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        tables = sorted(str(name) for (name,) in names if not _DERIVED.fullmatch(name))
        rows = {
            name: Counter(map(tuple, connection.execute(f'SELECT * FROM "{name}"').fetchall()))  # noqa: S608  # names of the schema
            for name in tables
        }
        chain = dict(connection.execute("SELECT seq, sha256 FROM audit_entry").fetchall())
    finally:
        connection.close()
    return Facts(rows, chain)


def change(before: Facts, after: Facts) -> Change:
    """What came and what went; empty when nothing did."""
    found: Counter[tuple[str, str, str]] = Counter()
    for table in before.rows.keys() | after.rows.keys():
        old, new = before.rows.get(table, Counter()), after.rows.get(table, Counter())
        for sign, rows in (("-", old - new), ("+", new - old)):
            for row, times in rows.items():
                found[sign, table, _masked(row)] += times
    return frozenset((*what, times) for what, times in found.items())


def _masked(row: Row) -> str:
    return "|".join(_RANDOM.sub("*", _text(value)) for value in row)


def _text(value: Any) -> str:
    """A blob that is no text is random: a salt or a signature.

    How long a packed text is follows from the identities in it, so it is compared unpacked.
    """
    if not isinstance(value, bytes):
        return str(value)
    try:
        return zlib.decompress(value).decode()
    except zlib.error:
        pass
    try:
        return value.decode("ascii")
    except UnicodeDecodeError:
        return f"<{len(value)} bytes>"
