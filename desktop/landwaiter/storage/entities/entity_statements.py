"""What is stated of entities: facts, links, merges, how each ended; written once, read whole."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, text

from landwaiter.domain.entities.entity import CheckedStatement, EntityFact, Link
from landwaiter.domain.entities.entity_merges import Merge, Merges
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import add, from_plain, plain_rows
from landwaiter.storage.base.word_hints import WordHints
from landwaiter.storage.schema import entities as e
from landwaiter.storage.schema import tables as t
from landwaiter.storage.sqlite.dialect import birth_order, json_text

_MANY = 500
"""Identities in one question."""


def merges_of(conn: Reader) -> Merges:
    """Every merge that nobody took back, in the order in which they were made."""
    row = e.entity_merge
    query = select(row).where(row.c.id.not_in(_ended())).order_by(row.c.id)
    return Merges(from_plain(plain_rows(conn, query), tuple[Merge, ...]))


def merges_taken_back(conn: Reader) -> tuple[tuple[Merge, datetime], ...]:
    """Every merge that somebody took back, with the instant, the oldest first."""
    row, end = e.entity_merge, e.entity_end
    query = select(row, end.c.at.label("ended")).join(end, end.c.row_id == row.c.id)
    rows = plain_rows(conn, query.order_by(row.c.id))
    ends = [datetime.fromisoformat(one.pop("ended")) for one in rows]
    return tuple(zip(from_plain(rows, tuple[Merge, ...]), ends, strict=True))


def _ended() -> Any:
    return select(e.entity_end.c.row_id)


def is_merged_among(conn: Reader, entity_ids: Collection[str]) -> bool:
    """Whether another entity stands for one of these: one look by an index."""
    row = e.entity_merge.c
    query = select(row.id).where(row.gone_id.in_(entity_ids), row.id.not_in(_ended())).limit(1)
    return conn.execute(query).first() is not None


def facts_of(
    conn: Reader, entity_ids: Collection[str], *, kinds: Collection[str] = ()
) -> tuple[EntityFact, ...]:
    """What is stated of entities in the order in which it was stated, ended statements too."""
    row = e.entity_fact
    rows: list[dict[str, Any]] = []
    for some in parts(entity_ids):
        query = select(row).where(row.c.entity_id.in_(some))
        if kinds:
            query = query.where(row.c.kind.in_(list(kinds)))
        rows += plain_rows(conn, query, structured=("value",))
    return from_plain(_with_ends(conn, rows), tuple[EntityFact, ...])


def kinds_of(conn: Reader, entity_ids: Collection[str]) -> dict[str, str]:
    """Entity → its kind as it was stated last, else as it was made."""
    made = {
        str(one): str(kind)
        for some in parts(entity_ids)
        for one, kind in conn.execute(
            select(t.entity.c.id, t.entity.c.kind).where(t.entity.c.id.in_(some))
        )
    }
    stated = facts_of(conn, entity_ids, kinds=("kind",))
    return made | {fact.entity_id: fact.value["kind"] for fact in stated if fact.stands}


@dataclass(frozen=True, slots=True)
class StatementMark:
    """How far entities and statements on them were read: newest identities, and how many ended."""

    newest: tuple[str, ...]
    ended: int
    entities: int


_BORN = (t.entity, e.entity_fact, e.entity_merge)


def mark_of(conn: Reader) -> StatementMark:
    """Where entities and what is stated of them stand now."""
    newest = (conn.execute(select(func.max(table.c.id))).scalar() for table in _BORN)
    ended = conn.execute(select(func.count()).select_from(e.entity_end)).scalar_one()
    count = conn.execute(select(func.count()).select_from(t.entity)).scalar_one()
    return StatementMark(tuple(str(one or "") for one in newest), int(ended), int(count))


def changed_since(conn: Reader, mark: StatementMark) -> frozenset[str] | None:
    """Entities that came, of which something was stated or ended, or that were merged since.

    None where the mark is of another casebook, or of a copy that went its own way.
    """
    entity, fact, merge = mark.newest
    came = conn.execute(
        select(func.count()).select_from(t.entity).where(t.entity.c.id > entity)
    ).scalar_one()
    if mark_of(conn).entities != mark.entities + came or _new_ends(conn, mark) < 0:
        return None
    row, joined, end = e.entity_fact.c, e.entity_merge.c, e.entity_end
    # Rows that ended before are read again where only the number of ends tells of new ones.
    ends = select(end.c.row_id).order_by(birth_order(end).desc()).limit(_new_ends(conn, mark))
    queries = (
        select(t.entity.c.id).where(t.entity.c.id > entity),
        select(row.entity_id).where(or_(row.id > fact, row.id.in_(ends))),
        select(joined.kept_id).where(or_(joined.id > merge, joined.id.in_(ends))),
        select(joined.gone_id).where(or_(joined.id > merge, joined.id.in_(ends))),
    )
    return frozenset(str(one) for query in queries for one in conn.execute(query).scalars())


def _new_ends(conn: Reader, mark: StatementMark) -> int:
    return mark_of(conn).ended - mark.ended


def facts_of_kind(conn: Reader, kind: str) -> tuple[EntityFact, ...]:
    """Every fact of one kind in the casebook, ended ones too."""
    row = e.entity_fact
    rows = plain_rows(conn, select(row).where(row.c.kind == kind), structured=("value",))
    return from_plain(_with_ends(conn, rows), tuple[EntityFact, ...])


def channels_naming(conn: Reader, entity_ids: Collection[str]) -> tuple[EntityFact, ...]:
    """Channels stated of others that name one of these as acquirer or as whom it came from."""
    row = e.entity_fact.c
    found: dict[str, dict[str, Any]] = {}
    for some in parts(entity_ids):
        for name in ("acquirer", "source_entity"):
            query = select(e.entity_fact).where(
                # Written out: an index on an expression is used for the very same text alone.
                text("entity_fact.kind = 'channel'"),
                json_text(row.value, name).in_(some),
                row.entity_id.not_in(list(entity_ids)),
            )
            found |= {one["id"]: one for one in plain_rows(conn, query, structured=("value",))}
    return from_plain(_with_ends(conn, list(found.values())), tuple[EntityFact, ...])


def links_of(conn: Reader, entity_ids: Collection[str]) -> tuple[Link, ...]:
    """What joins these entities to others, in either direction, ended statements too."""
    row = e.entity_link
    found: dict[str, dict[str, Any]] = {}
    for some in parts(entity_ids):
        where = or_(row.c.from_id.in_(some), row.c.to_id.in_(some))
        query = select(row).where(where)
        found |= {one["id"]: one for one in plain_rows(conn, query, structured=("value",))}
    return from_plain(_with_ends(conn, list(found.values())), tuple[Link, ...])


def parts(ids: Collection[str]) -> Iterable[list[str]]:
    """Identities, each once, in as many as one question takes."""
    known = list(dict.fromkeys(ids))
    return (known[start : start + _MANY] for start in range(0, len(known), _MANY))


def _with_ends(conn: Reader, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    ends: dict[str, dict[str, Any]] = {}
    end = e.entity_end
    for some in parts([row["id"] for row in rows]):
        found = plain_rows(conn, select(end).where(end.c.row_id.in_(some)))
        ends |= {row.pop("row_id"): row for row in found}
    rows.sort(key=lambda row: str(row["id"]))
    return [{**row, "end": ends.get(row["id"])} for row in rows]


def statement_named(conn: Reader, row_id: str) -> EntityFact | Link | Merge | None:
    """One statement or merge by its identity; None where there is none."""
    for table, cls in ((e.entity_fact, EntityFact), (e.entity_link, Link), (e.entity_merge, Merge)):
        structured = () if table is e.entity_merge else ("value",)
        rows = plain_rows(conn, select(table).where(table.c.id == row_id), structured=structured)
        if rows:
            found: EntityFact | Link | Merge = from_plain(_with_ends(conn, rows)[0], cls)  # type: ignore[assignment]  # a union of the three
            return found
    return None


def is_ended(conn: Reader, row_id: str) -> bool:
    query = select(e.entity_end.c.row_id).where(e.entity_end.c.row_id == row_id)
    return conn.execute(query).first() is not None


def add_fact(work: UnitOfWork, entity_id: str, said: CheckedStatement) -> str:
    """A new fact; its identity."""
    row_id = work.new_id()
    add(
        work.conn,
        "entity_fact",
        id=row_id,
        entity_id=entity_id,
        kind=said.kind,
        value=dict(said.value),
        **_carried(work, said),
    )
    if said.kind in FOUND_BY:
        name = work.conn.execute(
            select(t.entity.c.name).where(t.entity.c.id == entity_id)
        ).scalar_one()
        keep_words(work.conn, entity_id, name, said.value.get("text") or said.value["number"])
    return row_id


FOUND_BY = ("name", "identifier")
"""Kinds of facts by which a search finds an entity."""
HINTS = WordHints(t.entity_words, t.entity_worded, times=5, order="name")


def keep_words(conn: Writer, entity_id: str, name: str, *said: str) -> None:
    """What else an entity is found by; `name` is that under which it was made."""
    HINTS.add(conn, ((one, {"name": name, "entity_id": entity_id}) for one in said))


_OWN_COLUMNS = frozenset({"percent", "test"})
"""What a link carries and ownership is computed from."""


def add_link(work: UnitOfWork, from_id: str, to_id: str, said: CheckedStatement) -> str:
    """A new link; its identity."""
    row_id = work.new_id()
    add(
        work.conn,
        "entity_link",
        id=row_id,
        from_id=from_id,
        to_id=to_id,
        kind=said.kind,
        percent=said.value.get("percent"),
        test=said.value.get("test", ""),
        value={name: one for name, one in said.value.items() if name not in _OWN_COLUMNS},
        **_carried(work, said),
    )
    return row_id


def _carried(work: UnitOfWork, said: CheckedStatement) -> dict[str, Any]:
    return {**said.carried, "author": work.actor, "at": work.now}


def add_merge(work: UnitOfWork, kept: str, gone: str, reason: str) -> str:
    """A new merge; its identity."""
    row_id = work.new_id()
    add(
        work.conn,
        "entity_merge",
        id=row_id,
        kept_id=kept,
        gone_id=gone,
        reason=reason,
        author=work.actor,
        at=work.now,
    )
    return row_id


def end_row(work: UnitOfWork, row_id: str, reason: str) -> None:
    """That a fact, link or merge counts no longer; it stays readable."""
    add(work.conn, "entity_end", row_id=row_id, reason=reason, author=work.actor, at=work.now)


def with_identifier(conn: Reader, kind: str, value: str) -> str | None:
    """The entity of which a standing fact states exactly this identifier; the oldest of several."""
    row = e.entity_fact.c
    query = (
        select(row.entity_id)
        .where(
            # Written out: an index on an expression is used for the very same text alone.
            text("entity_fact.kind = 'identifier'"),
            json_text(row.value, "number") == value,
            json_text(row.value, "kind") == kind,
            row.id.not_in(_ended()),
        )
        .order_by(row.id)
        .limit(1)
    )
    found = conn.execute(query).scalar_one_or_none()
    return str(found) if found is not None else None


def saying(words: str) -> ColumnElement[bool]:
    """Whether a fact is a name or identifier that stands and holds the words."""
    row = e.entity_fact.c
    said = func.coalesce(json_text(row.value, "text"), json_text(row.value, "number"))
    return row.kind.in_(FOUND_BY) & said.contains(words, autoescape=True) & row.id.not_in(_ended())


def open_cases_of(conn: Reader, entity_ids: Collection[str], settled: Collection[str]) -> list[str]:
    """Cases not in one of the stages of which a party is linked to one of the entities."""
    link, party, case = t.party_link.c, t.party.c, t.case_file.c
    query = (
        select(case.id)
        .join(t.party, party.case_id == case.id)
        .join(t.party_link, link.party_id == party.id)
        .where(
            link.entity_id.in_(list(entity_ids)),
            link.revoked_at.is_(None),
            party.gone_at.is_(None),
            case.stage.not_in(list(settled)),
        )
        .distinct()
        .order_by(case.id)
    )
    return [str(found) for found in conn.execute(query).scalars()]
