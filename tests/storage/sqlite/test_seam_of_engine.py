"""What is SQLite's own stands in `storage/sqlite`: another engine has to know where it differs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import landwaiter

ROOT = Path(landwaiter.__file__).parent
OF_SQLITE = ("storage/sqlite/", "storage/migrations/")
"""The migrations are the schema as SQLite has it."""
OWN = re.compile(
    r"""
    \bPRAGMA\b | \bpragma_ | \bsqlite_ | \browid\b | \bVACUUM\b
    | \bjson_(extract|each|tree|set|array_length|type)\b
    | \bINSERT\ OR\b | \bON\ CONFLICT\b | \bon_conflict_ | \bfunc\.glob\b
    | \bMATCH\b | \bfts5\b
    | \bdialects(\.|\ import\ )sqlite\b | \bimport\ (sqlcipher3|sqlite3)\b
    | \bfrom\ (sqlcipher3|sqlite3)\b
    """,
    re.VERBOSE,
)


def strays(text: str) -> Iterator[tuple[int, str]]:
    """Line and what is SQLite's own there."""
    for number, line in enumerate(text.splitlines(), 1):
        found = OWN.search(line)
        if found:
            yield number, found.group()


def test_nothing_of_sqlite_stands_elsewhere() -> None:
    files = {file.relative_to(ROOT).as_posix(): file for file in sorted(ROOT.rglob("*.py"))}
    found = [
        f"{name}:{line} {own}"
        for name, file in files.items()
        if not name.startswith(OF_SQLITE)
        for line, own in strays(file.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        'conn.exec_driver_sql("PRAGMA quick_check")',
        "from sqlalchemy.dialects.sqlite import insert",
        "from sqlalchemy.dialects import sqlite",
        'text("entity_end.rowid DESC")',
        'func.json_extract(hit.match, "$.name")',
        '"INSERT OR IGNORE INTO listing_body"',
        'words.op("MATCH")(word)',
        "import sqlcipher3",
    ],
)
def test_what_is_of_sqlite_is_seen(code: str) -> None:
    assert list(strays(code))
