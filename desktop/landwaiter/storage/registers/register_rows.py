"""Rows of the registers: written by deeds; the newest statement counts.

What judges cases reads them whole; lists read them page by page, in the order of their keys.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, func, select, true, tuple_

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.registers.register_entries import (
    RecordedEntry,
    RegisterContent,
    RegisterEntry,
    RegisterLoad,
    WriteOff,
)
from landwaiter.storage.base.paging import beyond
from landwaiter.storage.base.reader import Reader, Writer, seldom
from landwaiter.storage.base.records import from_plain, plain_rows
from landwaiter.storage.base.word_hints import WAY, WordHints
from landwaiter.storage.schema import registers as t
from landwaiter.storage.schema.deeds import motion
from landwaiter.storage.sqlite.dialect import in_numbers, may_say

RowMark = tuple[str | None, ...]
EntryKey = tuple[str, str]
"""Issuer and reference."""


def mark(conn: Reader) -> RowMark:
    """Grows with every row that comes; the same mark means the same content."""
    return seldom(conn, _mark)


def _mark(conn: Reader) -> RowMark:
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


def standing_page(
    conn: Reader,
    register: str,
    *,
    issuer: str = "",
    words: Sequence[str] = (),
    few: str | None = None,
    after: EntryKey | None = None,
    limit: int,
) -> tuple[RecordedEntry, ...]:
    """The newest statement on each issuer and reference, in the order of both, after a pair.

    With words, of those alone that may say each of them somewhere: who asks looks closer. `few` is
    what `saying` found of them.
    """
    if not words:
        return _standing(conn, register, issuer, (), after=after, limit=limit)
    serial = t.register_worded.c.serial
    says: ColumnElement[bool] = serial.in_(_HINTS.numbers(words, issuer))
    if few is None:
        # Of many the first are soon met, or all of them stand far off.
        last = _key_on_the_way(conn, register, issuer, after)
        # LIKE ends at a zero, which a reference may have: in the content it is written otherwise.
        stated = t.register_entry.c
        said = stated.content.concat(" ").concat(stated.issuer).concat(" ").concat(stated.ref)
        asked = [may_say(said, one) for one in words]
        if last is not None:
            asked.append(tuple_(t.register_entry.c.issuer, t.register_entry.c.ref) <= last)
        found = _standing(conn, register, issuer, asked, after=after, limit=limit)
        if last is None or len(found) == limit:
            return found
    else:
        says = in_numbers(serial, few)
    keys = _keys_of(conn, register, issuer, says, after=after, limit=limit)
    pair = tuple_(t.register_entry.c.issuer, t.register_entry.c.ref)
    return _standing(conn, register, issuer, [pair.in_(keys)], after=after, limit=limit)


def _standing(
    conn: Reader,
    register: str,
    issuer: str,
    asked: Sequence[ColumnElement[bool]],
    *,
    after: EntryKey | None,
    limit: int,
) -> tuple[RecordedEntry, ...]:
    table, other = t.register_entry, t.register_entry.alias("other")
    order = (table.c.issuer, table.c.ref)
    same = and_(
        other.c.register == table.c.register,
        other.c.issuer == table.c.issuer,
        other.c.ref == table.c.ref,
    )
    newer = select(other.c.id).where(same, other.c.id > table.c.id)
    count = select(func.count()).select_from(other).where(same).scalar_subquery()
    query = (
        select(table, count.label("version"))
        .where(table.c.register == register, table.c.issuer == issuer if issuer else true())
        .where(_follows(table, issuer, after), ~newer.exists())
        .where(*asked)
        .order_by(*order)
        .limit(limit)
    )
    return tuple(_recorded(row) for row in plain_rows(conn, query, structured=("content",)))


def saying(conn: Reader, words: Sequence[str], issuer: str = "") -> str | None:
    """Statements that may say the words; None for too many to put them in order."""
    return _HINTS.among(conn, words, issuer)


def _key_on_the_way(
    conn: Reader, register: str, issuer: str, after: EntryKey | None
) -> EntryKey | None:
    """The pair up to which a list is looked at for frequent words; None: it ends before."""
    row = t.register_entry.c
    query = (
        select(row.issuer, row.ref)
        .where(row.register == register, row.issuer == issuer if issuer else true())
        .where(_follows(t.register_entry, issuer, after))
        .order_by(row.issuer, row.ref)
        .limit(1)
        .offset(5 * WAY)
    )
    found = conn.execute(query).first()
    return (str(found.issuer), str(found.ref)) if found else None


def _keys_of(
    conn: Reader,
    register: str,
    issuer: str,
    says: ColumnElement[bool],
    *,
    after: EntryKey | None,
    limit: int,
) -> Sequence[EntryKey]:
    """The first pairs of some statements."""
    row = t.register_worded.c
    order = (row.issuer, row.ref)
    query = (
        select(*order)
        .where(says, row.register == register)
        .where(_follows(t.register_worded, issuer, after))
        .distinct()
        .order_by(*order)
        .limit(limit)
    )
    return [(str(one), str(other)) for one, other in conn.execute(query)]


def _follows(table: Table, issuer: str, after: EntryKey | None) -> ColumnElement[bool]:
    """What comes after a pair; of one issuer the reference alone is asked for, by the index."""
    if after is None:
        return true()
    if after[0] == issuer:
        return table.c.ref > after[1]
    return beyond((table.c.issuer, table.c.ref), after)


def keep_words(conn: Writer, register: str, issuer: str, said: Iterable[tuple[str, str]]) -> None:
    """What new statements are found by: of each its reference and its words."""
    key = {"register": register, "issuer": issuer}
    _HINTS.add(conn, ((words, {**key, "ref": ref}) for ref, words in said))


_HINTS = WordHints(t.register_words, t.register_worded, "issuer")


def versions_page(
    conn: Reader, register: str, key: EntryKey, *, before: str | None = None, limit: int | None
) -> tuple[RecordedEntry, ...]:
    """Statements on one reference, the newest first; `before` is the identity of one of them."""
    table = t.register_entry.c
    same = (table.register == register, table.issuer == key[0], table.ref == key[1])
    older = table.id < before if before else true()
    rows = plain_rows(
        conn,
        select(t.register_entry).where(*same, older).order_by(table.id.desc()).limit(limit),
        structured=("content",),
    )
    count = conn.execute(select(func.count()).where(*same, older)).scalar_one()
    return tuple(_recorded({**row, "version": count - at}) for at, row in enumerate(rows))


def _recorded(row: Mapping[str, Any]) -> RecordedEntry:
    return from_plain({**row, "entry": row["content"]}, RecordedEntry)


def entry_count(conn: Reader, register: str, *, issuer: str = "", most: int | None = None) -> int:
    """How many references a register has; of more than `most` one more than that."""
    table = t.register_entry.c
    query = select(table.issuer, table.ref).where(table.register == register).distinct()
    if issuer:
        query = query.where(table.issuer == issuer)
    some = query.limit(None if most is None else most + 1)
    return int(conn.execute(select(func.count()).select_from(some.subquery())).scalar_one())


def issuers_of(conn: Reader, register: str) -> tuple[str, ...]:
    """Whose entries stand in a register, each a look into its index."""
    return tuple(str(row[0]) for row in conn.exec_driver_sql(_ISSUERS, (register, register)))


_ISSUERS = (
    "WITH RECURSIVE known (name) AS (SELECT min(issuer) FROM register_entry WHERE register = ? "
    "UNION ALL SELECT (SELECT min(issuer) FROM register_entry WHERE register = ? AND "
    "issuer > known.name) FROM known WHERE known.name IS NOT NULL) "
    "SELECT name FROM known WHERE name IS NOT NULL"
)


def newest_loads(conn: Reader, register: str) -> Mapping[str, RegisterLoad]:
    """Issuer → the newest word on whether its register is here."""
    table = t.register_load
    newest = (
        select(func.max(table.c.id)).where(table.c.register == register).group_by(table.c.issuer)
    )
    rows = plain_rows(conn, select(table).where(table.c.id.in_(newest)))
    return {row["issuer"]: from_plain(row, RegisterLoad) for row in rows}


def write_offs_page(
    conn: Reader, key: EntryKey, *, before: str | None = None, limit: int | None
) -> tuple[tuple[WriteOff, bool], ...]:
    """What was written off a licence, the newest first, and whether a later row undoes it."""
    table, later = t.licence_write_off, t.licence_write_off.alias("later")
    undone = select(later.c.id).where(later.c.undoes == table.c.id).exists()
    query = (
        select(table, undone.label("undone"))
        .where(table.c.issuer == key[0], table.c.ref == key[1])
        .where(table.c.id < before if before else true())
        .order_by(table.c.id.desc())
        .limit(limit)
    )
    return tuple(
        (from_plain(row, WriteOff), bool(row.pop("undone"))) for row in plain_rows(conn, query)
    )


def standing_write_offs(
    conn: Reader, keys: Sequence[EntryKey], *, day: str | None = None
) -> Iterator[WriteOff]:
    """What holds of what was written off these licences, up to a day, row by row."""
    table, later = t.licence_write_off, t.licence_write_off.alias("later")
    undone = select(later.c.id).where(later.c.undoes == table.c.id).exists()
    of: ColumnElement[bool] = tuple_(table.c.issuer, table.c.ref).in_(keys)
    query = select(table).where(of, table.c.undoes.is_(None), ~undone)
    if day is not None:
        query = query.where(table.c.day <= day)
    for row in conn.execute(query).mappings():
        yield from_plain({str(name): value for name, value in row.items()}, WriteOff)


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
