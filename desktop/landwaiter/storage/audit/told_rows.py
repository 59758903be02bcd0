"""Rows that their entry of the audit chain tells word for word: the check holds them against it."""

from collections.abc import Mapping
from typing import Any, Final

from landwaiter.canonical import sha256_hex
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.schema.tables import metadata

ROW: Final = "row"
"""Where the payload of an entry has what it tells of a row; `ROWS` of several, in their order."""
ROWS: Final = "rows"
_LONGEST: Final = 200
_BY_ENTRY: Final = frozenset(("author", "at"))
"""What the entry itself says."""


def add_told(work: UnitOfWork, table: str, **values: Any) -> dict[str, str]:
    """A new row by who does the deed; what its entry must tell of it."""
    key = {"id": work.new_id()} if "id" in metadata.tables[table].c else {}
    row = records.columns({**key, **values, "author": work.actor, "at": work.now})
    work.conn.execute(metadata.tables[table].insert(), row)
    return facts_of(table, row)


def facts_of(table: str, row: Mapping[str, Any]) -> dict[str, str]:
    """A row as an entry tells it: each column as text, a long one as its hash."""
    columns = metadata.tables[table].c
    return {one.name: _fact(row.get(one.name)) for one in columns if one.name not in _BY_ENTRY}


def _fact(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"sha256:{sha256_hex(text.encode())}" if len(text) > _LONGEST else text
