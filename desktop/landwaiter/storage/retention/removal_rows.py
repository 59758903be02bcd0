"""What is kept how long, what is held, and the removal of a case down to its tombstone."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, and_, delete, func, null, or_, select, true

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.domain.retention.retention_periods import ENDED_STAGES, Purpose, Regime
from landwaiter.errors import Fault
from landwaiter.storage.audit.chain import ERASED
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.paging import beyond
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.cases.case_rows import index_words_of_new
from landwaiter.storage.deeds.erasures import erased_object
from landwaiter.storage.deeds.motion_rows import signed_motion
from landwaiter.storage.entities.entity_statements import merges_of
from landwaiter.storage.evidence.evidence_rows import vault_files
from landwaiter.storage.finding.text_rows import erase_case
from landwaiter.storage.intake.raw_files import store_needs
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.schema import retention as r
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.audit import audit_entry, audit_payload
from landwaiter.storage.schema.people import draft
from landwaiter.storage.schema.tables import metadata
from landwaiter.storage.sqlite.copying import empty_log
from landwaiter.storage.sqlite.faults import translated_sql
from landwaiter.storage.sqlite.full_text import erasing

STAYS = frozenset(
    {
        "audit_entry",
        "case_file",
        "case_regime",
        "case_removal",
        "disclosure",
        "legal_hold",
        "proceedings_end",
    }
)
"""What answers for a case after its removal; `legal_hold_end` follows the hold."""
DECIDED = frozenset({"decision", "decision_end", "approval", "countersignature"})
"""Stays where the office keeps the signed decision."""
COPIES = frozenset(
    {
        "access_entry",
        "access_mark",
        "evidence_reading",
        "flag_raised",
        "motion",
        "motion_end",
        "motion_second",
        "presence",
        "text_place",
    }
)
"""Erased with the rest, but no part of what the second person signs: they come and go meanwhile."""
_HEAD = frozenset(
    {
        "id",
        "serial",
        "reference",
        "kind",
        "stage",
        "member_state",
        "received",
        "created_at",
        "created_by",
        "revision",
    }
)
"""Columns of `case_file` that the tombstone keeps."""
_SUBSTANCE = ("id", "reference", "kind", "stage", "title", "source", "received", "project")
"""Columns of `case_file` that are not derived and that no waiting motion changes."""
_ENDINGS = ("case.close", "case.dismiss", "case.merge", "case.merged")


@dataclass(frozen=True, slots=True)
class CaseContent:
    """What a case holds: table → key → SHA-256 of the row, and one hash over all of it."""

    rows: Mapping[str, Mapping[str, str]]
    sha256: str

    @property
    def count(self) -> int:
        return sum(len(keys) for keys in self.rows.values())


@cache
def _owners() -> dict[str, tuple[str, str, str] | None]:
    """Table → (column, parent, parent's key) that leads to its case; None: it has `case_id`."""
    found: dict[str, tuple[str, str, str] | None] = {
        name: None
        for name, table in metadata.tables.items()
        if "case_id" in table.c and name not in STAYS
    }
    while new := {
        name: way
        for name, table in metadata.tables.items()
        if name not in found and name not in STAYS and (way := _way(table, found))
    }:
        found |= new
    return found


def _way(table: Table, found: Mapping[str, object]) -> tuple[str, str, str] | None:
    """The first reference that every row must have to a table that leads to a case."""
    for column in table.c:
        for key in column.foreign_keys:
            parent = key.column.table.name
            if parent in found and not column.nullable:
                return column.name, parent, key.column.name
    return None


def tables_of_case() -> tuple[Table, ...]:
    """Every table whose rows hang on one case, those first that others refer to not at all."""
    owned = _owners()
    return tuple(table for table in reversed(metadata.sorted_tables) if table.name in owned)


def _of_case(table: Table, case_id: str) -> ColumnElement[bool]:
    way = _owners()[table.name]
    if way is None:
        return table.c.case_id == case_id
    column, parent_name, key = way
    parent = metadata.tables[parent_name]
    return table.c[column].in_(select(parent.c[key]).where(_of_case(parent, case_id)))


def content_of(conn: Reader, case_id: str, *, keeps_decision: bool) -> CaseContent:
    """The hashes of every row that a removal would erase."""
    rows: dict[str, dict[str, str]] = {}
    for table in tables_of_case():
        if table.name in COPIES or (keeps_decision and table.name in DECIDED):
            continue
        hashed = dict(_hashed(conn, table, _of_case(table, case_id)))
        if hashed:
            rows[table.name] = hashed
    rows["case_file"] = dict(_hashed(conn, t.case_file, t.case_file.c.id == case_id, _SUBSTANCE))
    return CaseContent(rows, sha256_hex(canonical_bytes(rows)))


def _hashed(
    conn: Reader, table: Table, of: ColumnElement[bool], names: Iterable[str] = ()
) -> Iterator[tuple[str, str]]:
    """Key and hash of each row; over the columns `names`, else over all of them."""
    for row in plain_rows(conn, select(table).where(of)):
        key = "/".join(str(row[column.name]) for column in table.primary_key)
        said = {
            name: row[name].hex() if isinstance(row[name], bytes) else row[name]
            for name in names or row
        }
        yield key, sha256_hex(canonical_bytes(said))


def case_facts(conn: Reader, case_ids: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """What the review needs of each case: head, regime, events, holds, removal; by reference."""
    if case_ids is None:
        return _case_facts(conn, None)
    chosen = tuple(dict.fromkeys(case_ids))
    parts = (chosen[at : at + _MANY] for at in range(0, len(chosen), _MANY))
    found = [row for part in parts for row in _case_facts(conn, part)]
    return sorted(found, key=lambda row: str(row["reference"]))


_MANY = 500
"""Identities in one question."""


def _case_facts(conn: Reader, chosen: Sequence[str] | None) -> list[dict[str, Any]]:
    case = t.case_file
    of = true() if chosen is None else case.c.id.in_(chosen)
    names = ("id", "reference", "title", "stage", "received")
    rows = plain_rows(
        conn, select(*(case.c[name] for name in names)).where(of).order_by(case.c.reference)
    )
    regimes = _newest(conn, r.case_regime, chosen)
    ends = _newest(conn, r.proceedings_end, chosen)
    holds, removed = _holds(conn, chosen), _removed(conn, chosen)
    closed = _closed(conn, chosen)
    return [
        {
            **row,
            "purpose": regimes.get(row["id"], {}).get("purpose", Purpose.ADMINISTRATIVE.value),
            "regime": regimes.get(row["id"], {}).get("regime", Regime.GDPR.value),
            "proceedings": ends.get(row["id"], {}).get("date"),
            "closed": closed.get(row["id"]) if row["stage"] in ENDED_STAGES else None,
            "holds": holds.get(row["id"], 0),
            "removed": row["id"] in removed,
        }
        for row in rows
    ]


def _among(column: ColumnElement[Any], chosen: Iterable[str] | None) -> ColumnElement[bool]:
    return true() if chosen is None else column.in_(list(chosen))


def _newest(conn: Reader, table: Table, chosen: Sequence[str] | None) -> dict[str, dict[str, Any]]:
    """The last row of each case: identities sort by birth."""
    query = select(table).where(_among(table.c.case_id, chosen)).order_by(table.c.id)
    return {row["case_id"]: row for row in plain_rows(conn, query)}


def _holds(conn: Reader, chosen: Sequence[str] | None) -> dict[str, int]:
    hold, ended = r.legal_hold, select(r.legal_hold_end.c.hold_id)
    query = (
        select(hold.c.case_id, func.count())
        .where(hold.c.id.not_in(ended), _among(hold.c.case_id, chosen))
        .group_by(hold.c.case_id)
    )
    return {str(case_id): int(count) for case_id, count in conn.execute(query)}


def _removed(conn: Reader, chosen: Sequence[str] | None) -> frozenset[str]:
    case_id = r.case_removal.c.case_id
    return frozenset(conn.execute(select(case_id).where(_among(case_id, chosen))).scalars())


def _closed(conn: Reader, chosen: Sequence[str] | None) -> dict[str, datetime]:
    """When each case last came to its end, by the audit chain."""
    entry = audit_entry.c
    about = None if chosen is None else [f"case/{case_id}" for case_id in chosen]
    # Of a few cases the entries are found by their object: the index of deeds knows many more.
    deed = entry.deed if about is None else entry.deed.concat("")
    query = (
        select(entry.object, func.max(entry.at))
        .where(deed.in_(_ENDINGS), _among(entry.object, about))
        .group_by(entry.object)
    )
    return {str(one).removeprefix("case/"): at for one, at in conn.execute(query)}


def is_removed(conn: Reader, case_id: str) -> bool:
    query = select(r.case_removal.c.case_id).where(r.case_removal.c.case_id == case_id)
    return conn.execute(query).first() is not None


def removals(conn: Reader) -> list[dict[str, Any]]:
    """Every tombstone, the oldest first."""
    query = select(r.case_removal).order_by(r.case_removal.c.at, r.case_removal.c.reference)
    return plain_rows(conn, query, structured=("rows", "raw_files"))


def removals_page(
    conn: Reader, *, after: tuple[str, str] | None = None, limit: int
) -> list[dict[str, Any]]:
    """Tombstones, the oldest first; those after a time and a case."""
    table = r.case_removal
    order = (table.c.at, table.c.reference)
    query = select(table).where(beyond(order, after) if after else true()).order_by(*order)
    return plain_rows(conn, query.limit(limit), structured=("rows", "raw_files"))


def removal_of(conn: Reader, case_id: str) -> dict[str, Any] | None:
    """The tombstone of a case."""
    query = select(r.case_removal).where(r.case_removal.c.case_id == case_id)
    return next(iter(plain_rows(conn, query, structured=("rows", "raw_files"))), None)


def holds_on(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    """The legal holds of a case, the newest last, each with how it ended."""
    hold, end = r.legal_hold, r.legal_hold_end
    query = (
        select(
            hold,
            end.c.reason.label("end_reason"),
            end.c.author.label("ended_by"),
            end.c.at.label("ended_at"),
        )
        .join(end, end.c.hold_id == hold.c.id, isouter=True)
        .where(hold.c.case_id == case_id)
        .order_by(hold.c.id)
    )
    return plain_rows(conn, query)


def entity_facts(conn: Reader, entity_ids: Iterable[str] | None = None) -> list[dict[str, Any]]:
    """Each entity that stands, or these, with the cases that name it, or one it stands for."""
    link, party, entity = t.party_link, t.party, t.entity
    merges = merges_of(conn)
    chosen = None
    if entity_ids is not None:
        chosen = [member for one in entity_ids for member in merges.group(one)]
    query = (
        select(entity.c.id, entity.c.name, party.c.case_id)
        .join(link, link.c.entity_id == entity.c.id, isouter=True)
        .join(party, party.c.id == link.c.party_id, isouter=True)
        .where(_among(entity.c.id, chosen))
        .order_by(entity.c.name, entity.c.id)
    )
    found: dict[str, dict[str, Any]] = {}
    for row in plain_rows(conn, query):
        kept = merges.kept(row["id"])
        facts = found.setdefault(kept, {"id": kept, "name": row["name"], "cases": []})
        if kept == row["id"]:
            facts["name"] = row["name"]
        if row["case_id"]:
            facts["cases"].append(row["case_id"])
    return list(found.values())


def raw_files_of(conn: Reader, case_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Raw files that only this case came from, and the names of those that others came from too."""
    mine = {row.raw_file_id for row in conn.execute(_raw(t.declaration.c.case_id == case_id))}
    mine |= {
        row.raw_file_id
        for row in conn.execute(_raw(t.declaration_request.c.case_id == case_id, requests=True))
    }
    others = {row.raw_file_id for row in conn.execute(_raw(t.declaration.c.case_id != case_id))}
    others |= {
        row.raw_file_id
        for row in conn.execute(_raw(t.declaration_request.c.case_id != case_id, requests=True))
    }
    others |= {*conn.execute(select(t.waiting_message.c.raw_file_id).distinct()).scalars()}
    of_store = t.trade_message.c.raw_file_id
    others |= {*conn.execute(select(of_store).where(of_store.in_(mine)).distinct()).scalars()}
    digest = t.raw_file.c.sha256
    hashes = conn.execute(select(t.raw_file.c.id, digest).where(t.raw_file.c.id.in_(mine))).all()
    others |= {str(file) for file, sha256 in hashes if store_needs(conn, sha256)}
    shared = conn.execute(
        select(t.raw_file.c.name).where(t.raw_file.c.id.in_(sorted(mine & others)))
    ).scalars()
    return tuple(sorted(mine - others)), tuple(sorted(map(str, shared)))


def _raw(of: ColumnElement[bool], *, requests: bool = False) -> Any:
    table = t.declaration_request if requests else t.declaration
    return select(table.c.raw_file_id).where(of, table.c.raw_file_id.is_not(None)).distinct()


def vault_names_of(conn: Reader, case_id: str) -> tuple[str, ...]:
    """Names in the vault of everything the case has or came from."""
    evidence, raw = t.evidence.c, t.raw_file.c
    alone, _shared = raw_files_of(conn, case_id)
    names = {
        *conn.execute(select(evidence.vault_name).where(evidence.case_id == case_id)).scalars(),
        *conn.execute(select(raw.vault_name).where(raw.id.in_(alone))).scalars(),
    }
    return tuple(sorted(map(str, names)))


def destroy_unneeded(casebook: Casebook, names: Iterable[str], *, now: datetime) -> int:
    """Remove files from the vault that no row needs any more; how many.

    Alone on the casebook's writing, so that nobody enters the same content meanwhile. What cannot
    be removed now is swept at a later opening. The log of the database is emptied besides.
    """
    with contextlib.suppress(Fault), translated_sql(casebook.database):
        empty_log(casebook.database, casebook.keys.database)
    with contextlib.suppress(Fault, OSError), casebook.write("destroy_files", now=now) as work:
        work.quiet()
        registry = load_registry(work.conn)
        needed = {vault_name for _name, vault_name in vault_files(work.conn, registry)}
        gone = [name for name in names if name not in needed]
        for name in gone:
            casebook.vault.destroy(name)
        return len(gone)
    return 0


def erase(work: UnitOfWork, tombstone: Mapping[str, Any]) -> int:
    """Write the tombstone, then erase everything of the case that it does not keep.

    The number of audit payloads that were erased; each has an entry of its own, so that the chain
    still verifies. The database refuses all of it unless another person seconded the removal.
    """
    case_id = tombstone["case_id"]
    records.add(work.conn, "case_removal", **tombstone)
    record = signed_motion(work.conn, tombstone["motion_id"]).sha256
    waited = _erase_waited(work, case_id, record)
    erase_case(work.conn, case_id)
    for table in tables_of_case():
        if not (tombstone["keeps_decision"] and table.name in DECIDED):
            work.conn.execute(delete(table).where(_of_case(table, case_id)))
    raw = t.raw_file
    work.conn.execute(delete(raw).where(raw.c.id.in_(tombstone["raw_files"])))
    _scrub(work.conn, case_id)
    work.conn.execute(delete(draft).where(draft.c.key.contains(tombstone["reference"])))
    return waited + _erase_payloads(work, case_id, record)


def _scrub(conn: Writer, case_id: str) -> None:
    """The line of the case in lists says its identity and nothing of its substance."""
    case = t.case_file
    kept = [one for one in case.c if one.name not in _HEAD and one.computed is None]
    empty = {column.name: _empty(column) for column in kept}
    serial = conn.execute(select(case.c.serial).where(case.c.id == case_id)).scalar_one()
    conn.execute(
        case.update().where(case.c.id == case_id).values(revision=case.c.revision + 1, **empty)
    )
    for statement in erasing(t.case_search, serial):
        conn.execute(statement)
    # What filters ask of its line is found as before.
    index_words_of_new(conn, serial, "")


def _empty(column: Any) -> Any:
    if column.server_default is not None:
        return str(column.server_default.arg)
    return None if column.nullable else ""


def _erase_payloads(work: UnitOfWork, case_id: str, record: str) -> int:
    about, entry = f"case/{case_id}", audit_entry.c
    of_case = or_(
        entry.object == about, and_(entry.object >= f"{about}/", entry.object < f"{about}0")
    )
    return _erase_said(work, of_case, about, record)


def _erase_waited(work: UnitOfWork, case_id: str, record: str) -> int:
    """What is said of messages of the case that had waited for it, and are nobody else's."""
    mine, other = t.declaration_request, t.declaration_request.alias("other")
    kept = t.trade_message.c.waited_as
    removed = select(r.case_removal.c.case_id)
    query = select(mine.c.waited_as).where(
        mine.c.case_id == case_id,
        mine.c.waited_as.is_not(None),
        ~select(kept).where(kept == mine.c.waited_as).exists(),
        ~select(other.c.id)
        .where(other.c.waited_as == mine.c.waited_as, other.c.case_id.not_in(removed))
        .exists(),
    )
    objects = [f"waiting_message/{one}" for one in work.conn.execute(query.distinct()).scalars()]
    return _erase_said(work, audit_entry.c.object.in_(objects), f"case/{case_id}", record)


def _erase_said(work: UnitOfWork, which: ColumnElement[bool], sake: str, record: str) -> int:
    entry = audit_entry.c
    query = (
        select(entry.seq)
        .join(audit_payload, audit_payload.c.seq == entry.seq)
        .where(which, audit_payload.c.content.is_not(None))
        .order_by(entry.seq)
    )
    found = list(work.conn.execute(query).scalars())
    for seq in found:
        work.audit(ERASED, erased_object(seq, record), {"removal": sake})
        work.conn.execute(
            audit_payload.update()
            .where(audit_payload.c.seq == seq)
            .values(content=None, salt=None, erased_at=work.now, erased_by=work.actor)
        )
    return len(found)


def rows_left(conn: Reader, tombstone: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """Tables in which a removed case still has rows that the tombstone does not keep."""
    for table in tables_of_case():
        if table.name == "presence" or (tombstone["keeps_decision"] and table.name in DECIDED):
            continue
        of = _of_case(table, tombstone["case_id"])
        count = conn.execute(select(func.count()).select_from(table).where(of)).scalar_one()
        if count:
            yield table.name, int(count)


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def rows_of(table: Table, case_id: str) -> Any:
    """The query of every row of a table that hangs on the case."""
    return select(table).where(_of_case(table, case_id))


def case_of(table: Table) -> ColumnElement[Any]:
    """The case that a row of a table hangs on, as an expression; NULL for all others."""
    return _case_through(table.name, table)


def _case_through(name: str, rows: FromClause) -> ColumnElement[Any]:
    if "case_id" in rows.c:
        return rows.c.case_id
    way = _owners().get(name)
    if way is None:
        return null()
    column, parent_name, key = way
    parent = metadata.tables[parent_name].alias()
    case_id = _case_through(parent_name, parent)
    query = select(case_id).where(parent.c[key] == rows.c[column])
    return query.correlate(rows).scalar_subquery()
