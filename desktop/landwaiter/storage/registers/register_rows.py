"""Rows of the registers: written by deeds, read whole; the newest statement counts."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, func, select

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.registers.register_entries import (
    RecordedEntry,
    RegisterContent,
    RegisterEntry,
    RegisterLoad,
    WriteOff,
)
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain, plain_rows
from landwaiter.storage.schema import registers as t
from landwaiter.storage.schema.deeds import motion

RowMark = tuple[str | None, ...]


def mark(conn: Reader) -> RowMark:
    """Grows with every row that comes; the same mark means the same content."""
    return tuple(conn.execute(_newest()).one())


@cache
def _newest() -> Select[Any]:
    tables = (t.register_entry, t.register_load, t.licence_write_off)
    return select(*(select(func.max(table.c.id)).scalar_subquery() for table in tables))


def register_content(conn: Reader) -> RegisterContent:
    """Everything recorded, in the order of its recording."""
    return RegisterContent(_entries(conn), _loads(conn), _write_offs(conn))


def _entries(conn: Reader) -> tuple[RecordedEntry, ...]:
    table = t.register_entry
    rows = plain_rows(conn, select(table).order_by(table.c.id), structured=("content",))
    seen: dict[tuple[str, str, str], int] = {}
    found = []
    for row in rows:
        key = (row["register"], row["issuer"], row["ref"])
        seen[key] = seen.get(key, 0) + 1
        found.append({**row, "entry": row["content"], "version": seen[key]})
    return tuple(from_plain(row, RecordedEntry) for row in found)


def _loads(conn: Reader) -> tuple[RegisterLoad, ...]:
    table = t.register_load
    rows = plain_rows(conn, select(table).order_by(table.c.id))
    return tuple(from_plain(row, RegisterLoad) for row in rows)


def _write_offs(conn: Reader) -> tuple[WriteOff, ...]:
    table = t.licence_write_off
    rows = plain_rows(conn, select(table).order_by(table.c.id))
    return tuple(from_plain(row, WriteOff) for row in rows)


def moved_by(conn: Reader, motion_id: str) -> tuple[str, str]:
    """Who moved a change, and the reason that stands in its signed text."""
    row = plain_rows(conn, select(motion).where(motion.c.id == motion_id))[0]
    return str(row["author"]), str(json.loads(row["text"])["reason"])


def entry_sha256(entry: RegisterEntry) -> str:
    """Of what an entry says: two statements of the same have the same hash."""
    return sha256_hex(canonical_bytes(_content(entry)))


def entries_sha256(entries: Iterable[RegisterEntry]) -> str:
    """Of several entries in their order."""
    return sha256_hex(canonical_bytes([_content(one) for one in entries]))


def state_sha256(content: RegisterContent, register: str, issuer: str) -> str:
    """Of everything recorded on the register of an issuer, write-offs of its licences included."""
    entries = [
        [one.id, entry_sha256(one.entry)]
        for one in content.entries
        if (one.register, one.issuer) == (register, issuer)
    ]
    loads = [one.id for one in content.loads if (one.register, one.issuer) == (register, issuer)]
    taken = [one.id for one in content.write_offs if one.issuer == issuer]
    off = taken if register == "licences" else []
    return sha256_hex(canonical_bytes([entries, loads, off]))


def _content(entry: RegisterEntry) -> Mapping[str, Any]:
    return {"values": entry.values, "items": entry.items}
