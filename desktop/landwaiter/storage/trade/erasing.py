"""Erases declarations of the trade store, some hundred in one unit of work.

What hangs on a declaration is found by its reference to it: a new table goes with the others
without anybody thinking of it. The leaf in the tree of its batch stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Column, delete, func, select

from landwaiter.domain.trade.erasure import FEWEST
from landwaiter.storage.audit.told_rows import add_told
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.columns import metadata
from landwaiter.storage.schema.data_protection import trade_erasure as e
from landwaiter.storage.sqlite.dialect import added_up
from landwaiter.storage.trade import queue_words, standings
from landwaiter.storage.trade.erasable import ErasureScope
from landwaiter.storage.trade.erased_entries import ABOUT, erase_entries, said_of
from landwaiter.storage.trade.erased_files import files_left, note_files
from landwaiter.storage.trade.erased_messages import erase_messages, messages_of

_OF_CELL = ("month", "destination", "heading")
_SUMS = ("items", "value", "mass", "valued", "weighed")
_PARTY = "trade/party/"
_HELD = e.trade_restriction


@dataclass(frozen=True, slots=True)
class Erasure:
    """What two persons agreed to, and how far it got."""

    no: int
    wanted: ErasureScope
    declarations: int
    """As they signed it."""
    sha256: str
    motion_id: str
    author: str
    at: str
    counts: Mapping[str, int]
    """What was erased so far."""
    is_done: bool


@dataclass(frozen=True, slots=True)
class GoneParty:
    """A party that no declaration names any more."""

    name: str
    country: str | None
    identifier: str | None


def add_erasure(
    work: UnitOfWork, wanted: ErasureScope, agreed: Mapping[str, Any]
) -> dict[str, str]:
    """Keep what two persons agreed to; what its entry must tell of the row."""
    no = int(work.conn.execute(select(func.max(e.trade_erasure.c.no))).scalar() or 0) + 1
    return add_told(
        work,
        "trade_erasure",
        no=no,
        before=wanted.before,
        wanted=list(wanted.ids),
        newest=wanted.newest or 0,
        **agreed,
    )


def erasures(conn: Reader) -> tuple[Erasure, ...]:
    """Every erasure that was agreed to, the oldest first."""
    done = {
        int(row["erasure"]): row["counts"]
        for row in records.plain_rows(conn, select(e.trade_erasure_end), structured=("counts",))
    }
    rows = records.plain_rows(
        conn, select(e.trade_erasure).order_by(e.trade_erasure.c.no), structured=("wanted",)
    )
    return tuple(
        Erasure(
            no=row["no"],
            wanted=ErasureScope(row["before"], tuple(row["wanted"]), row["newest"]),
            declarations=row["declarations"],
            sha256=row["sha256"],
            motion_id=row["motion_id"],
            author=row["author"],
            at=row["at"],
            counts=done.get(row["no"]) or _so_far(conn, row["no"]),
            is_done=row["no"] in done,
        )
        for row in rows
    )


def _so_far(conn: Reader, no: int) -> Mapping[str, int]:
    step = e.trade_erasure_step
    query = select(step).where(step.c.erasure == no)
    sums: dict[str, int] = {}
    for row in records.plain_rows(conn, query, structured=("counts",)):
        for name, number in row["counts"].items():
            sums[name] = sums.get(name, 0) + int(number)
    return sums


def newest_step(conn: Reader) -> int:
    """Greater whenever something was erased."""
    return int(conn.execute(select(func.max(e.trade_erasure_step.c.no))).scalar() or 0)


def erase(
    work: UnitOfWork, erasure: Erasure, numbers: Sequence[int]
) -> tuple[Mapping[str, int], tuple[GoneParty, ...]]:
    """Erase these declarations with all that hangs on them: how much went, and which parties.

    The database refuses what the two did not agree to, and what must stay.
    """
    conn = work.conn
    items = _add_cells(conn, numbers)
    mine = {"erasure": erasure.no}
    conn.execute(e.trade_erased.insert(), [{"declaration_id": n, **mine} for n in numbers])
    messages = messages_of(conn, numbers)
    # While they are there: the database asks whether these may go.
    waited = list(said_of(conn, messages.waited))
    payloads = erase_entries(work, erasure.motion_id, waited)
    note_files(conn, erasure.no, messages.files)
    erase_messages(work, messages)
    source = t.trade_source.c
    files = (
        select(source.raw_file_id)
        .join(t.trade_declaration, t.trade_declaration.c.source_id == source.id)
        .where(t.trade_declaration.c.id.in_(numbers), source.raw_file_id.is_not(None))
    )
    note_files(conn, erasure.no, conn.execute(files.distinct()).scalars().all())
    named = _parties_of(conn, numbers)
    queue_words.erase(conn, numbers)
    own = t.trade_declaration.c
    before = select(own.replaces).where(own.id.in_(numbers), own.replaces.is_not(None))
    older = conn.execute(before).scalars().all()
    days = conn.execute(select(own.day).where(own.id.in_(numbers))).scalars().all()
    for column in hanging():
        conn.execute(delete(column.table).where(column.in_(numbers)))
    conn.execute(delete(t.trade_declaration).where(t.trade_declaration.c.id.in_(numbers)))
    standings.keep(conn, [*numbers, *older])
    standings.add(conn, {one: -gone for one, gone in standings.by_year(days).items()})
    gone = _erase_parties(conn, list(named))
    _erase_restrictions(conn, _HELD.c.declaration_id, numbers)
    about = {f"{ABOUT}{number}": number for number in numbers}
    about |= {f"{_PARTY}{row.id}": named[row.id] for row in gone}
    payloads += erase_entries(work, erasure.motion_id, list(said_of(conn, about)))
    counts = {
        "declarations": len(numbers),
        "items": items,
        "parties": len(gone),
        "messages": messages.count,
        "entries": payloads,
    }
    add_step(work, erasure, counts)
    return counts, tuple(GoneParty(row.name, row.country, row.identifier) for row in gone)


def add_step(work: UnitOfWork, erasure: Erasure, counts: Mapping[str, int]) -> None:
    """Keep what one unit of work erased."""
    records.add(
        work.conn,
        "trade_erasure_step",
        no=newest_step(work.conn) + 1,
        erasure=erasure.no,
        counts=counts,
        author=work.actor,
        at=work.now,
    )


@cache
def hanging() -> tuple[Column[Any], ...]:
    """The columns that refer to a declaration of the store, each in a table of its own."""
    target = t.trade_declaration.c.id
    return tuple(
        key.parent
        for table in reversed(metadata.sorted_tables)
        for key in sorted(table.foreign_keys, key=lambda one: one.parent.name)
        if key.column is target
    )


def _add_cells(conn: Writer, numbers: Sequence[int]) -> int:
    """What the newest versions among them add to the roll-up, kept as erased; their lines."""
    item = t.trade_item.c
    newer = t.trade_declaration.alias("newer")
    replaced = select(newer.c.replaces).where(newer.c.replaces == item.declaration_id)
    key = [item[name] for name in _OF_CELL]
    query = (
        select(
            *key,
            func.count(item.no),
            func.coalesce(func.sum(item.value), 0),
            func.coalesce(func.sum(item.mass), 0),
            func.count(item.value),
            func.count(item.mass),
        )
        .where(item.declaration_id.in_(numbers), ~replaced.exists())
        .group_by(*key)
    )
    for row in conn.execute(query).all():
        _move(conn, e.trade_erased_cell, tuple(row[:3]), tuple(map(int, row[3:])))
    whole = select(func.count(item.no)).where(item.declaration_id.in_(numbers))
    return int(conn.execute(whole).scalar() or 0)


def _move(conn: Writer, table: Any, place: Sequence[Any], sums: Sequence[int]) -> None:
    names = _OF_CELL[: len(place)]
    row = dict(zip((*names, *_SUMS), (*place, *sums), strict=True))
    conn.execute(added_up(table, names, _SUMS), row)


def _parties_of(conn: Reader, numbers: Sequence[int]) -> dict[int, int]:
    """Parties of declarations, each with the first that names it."""
    role = t.trade_role.c
    query = (
        select(role.party_id, func.min(role.declaration_id))
        .where(role.declaration_id.in_(numbers))
        .group_by(role.party_id)
    )
    return {int(party): int(number) for party, number in conn.execute(query)}


def _erase_parties(conn: Writer, named: Sequence[int]) -> Sequence[Any]:
    """Of these the ones that nothing names any more: their rows as they were."""
    party, role = t.trade_party.c, t.trade_role.c
    unnamed = ~select(role.party_id).where(role.party_id == party.id).exists()
    query = select(t.trade_party).where(party.id.in_(named), unnamed)
    found = conn.execute(query).all()
    if found:
        ids = [row.id for row in found]
        conn.execute(delete(t.trade_party).where(party.id.in_(ids)))
        _erase_restrictions(conn, _HELD.c.party_id, ids)
    return found


def _erase_restrictions(conn: Writer, column: Column[Any], numbers: Sequence[int]) -> None:
    """Restrictions that were lifted and whose object is gone."""
    mine = conn.execute(select(_HELD.c.id).where(column.in_(numbers))).scalars().all()
    if mine:
        end = e.trade_restriction_end
        conn.execute(delete(end).where(end.c.restriction_id.in_(mine)))
        conn.execute(delete(_HELD).where(_HELD.c.id.in_(mine)))


def end_erasure(work: UnitOfWork, erasure: Erasure) -> Mapping[str, int]:
    """Say that an erasure is done: its counts."""
    conn = work.conn
    so_far = _so_far(conn, erasure.no)
    erased = int(so_far.get("declarations", 0))
    counts = {
        **so_far,
        "declarations": erased,
        "left": erasure.declarations - erased,
        "files": so_far.get("files", 0),
        "files_that_stay": len(files_left(conn)),
        "cells": _coarsen(conn),
    }
    records.add(
        conn,
        "trade_erasure_end",
        erasure=erasure.no,
        counts=counts,
        author=work.actor,
        at=work.now,
    )
    return counts


def _coarsen(conn: Writer) -> int:
    """Cells without a list that so few lines made that they would tell of one: how many went.

    They are counted in their month, without destination and heading.
    """
    cell, rolled = e.trade_erased_cell, t.trade_rollup
    same = [cell.c[name] == rolled.c[name] for name in _OF_CELL]
    query = (
        select(cell)
        .join(rolled, same[0] & same[1] & same[2])
        .where(rolled.c["items"] < FEWEST, cell.c.heading != "")
    )
    found = conn.execute(query).all()
    for row in found:
        place, sums = tuple(row[:3]), tuple(map(int, row[3:]))
        month = (place[0], "", "")
        for table in (cell, rolled):
            _move(conn, table, place, [-one for one in sums])
            _move(conn, table, month, sums)
        _move(conn, t.trade_month, place[:2], [-one for one in sums])
        _move(conn, t.trade_month, month[:2], sums)
    for table in (cell, rolled, t.trade_month):
        conn.execute(delete(table).where(table.c["items"] == 0))
    return len(found)


NO_CELLS: Final = sha256(b"").hexdigest()


def cells_sha256(conn: Reader) -> str:
    """The hash over what erased declarations leave in sums: the end of an erasure seals it."""
    cell, digest = e.trade_erased_cell, sha256()
    query = select(*cell.c).order_by(*cell.primary_key).execution_options(yield_per=2_000)
    for row in conn.execute(query):
        digest.update(records.to_json(list(row)).encode() + b"\n")
    return digest.hexdigest()


def erased_by(conn: Reader, no: int) -> tuple[int, ...]:
    """The numbers of what an erasure took, in their order."""
    mine = e.trade_erased.c
    query = select(mine.declaration_id).where(mine.erasure == no).order_by(mine.declaration_id)
    return tuple(int(one) for one in conn.execute(query).scalars())


def still_there(conn: Reader, no: int) -> Iterator[str]:
    """Tables that still have rows of what an erasure took."""
    mine = e.trade_erased.c
    for column in (t.trade_declaration.c.id, *hanging()):
        query = (
            select(column)
            .join(e.trade_erased, mine.declaration_id == column)
            .where(mine.erasure == no)
        )
        if conn.execute(query.limit(1)).first() is not None:
            yield column.table.name
