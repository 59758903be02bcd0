"""Incidents: records and statements, written once; which of them are grounds of which cases."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from landwaiter.domain.entities.entity import CheckedStatement
from landwaiter.domain.incidents.incident import (
    Incident,
    IncidentStatement,
)
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.paging import beyond, key_in, mark_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import add, from_plain, plain_rows
from landwaiter.storage.entities.entity_statements import parts
from landwaiter.storage.schema import incidents as i
from landwaiter.storage.schema.cases import case_file, case_ground, case_ground_end, enrichment
from landwaiter.storage.sqlite.dialect import json_text


@dataclass(frozen=True, slots=True)
class GroundRow:
    """A case of which an incident is a ground."""

    incident_id: str
    reference: str
    title: str
    stage: str
    reason: str
    author: str


def add_incident(work: UnitOfWork, title: str, kind: str) -> str:
    """A new record; its identity."""
    row_id = work.new_id()
    add(work.conn, "incident", id=row_id, title=title, kind=kind, author=work.actor, at=work.now)
    return row_id


def add_statement(
    work: UnitOfWork,
    incident_id: str,
    said: CheckedStatement,
    *,
    entity_id: str | None = None,
    case: str | None = None,
) -> str:
    """A new statement; its identity."""
    row_id = work.new_id()
    add(
        work.conn,
        "incident_statement",
        id=row_id,
        incident_id=incident_id,
        kind=said.kind,
        value=dict(said.value),
        entity_id=entity_id,
        case_reference=case,
        since=said.since,
        until=said.until,
        source=said.source,
        grade=said.grade,
        read_on=said.read_on,
        certainty=said.certainty,
        note=said.note,
        evidence=said.evidence,
        author=work.actor,
        at=work.now,
    )
    return row_id


def end_row(work: UnitOfWork, row_id: str, reason: str) -> None:
    """That a record or a statement counts no longer; it stays readable."""
    add(work.conn, "incident_end", row_id=row_id, reason=reason, author=work.actor, at=work.now)


def incidents_named(conn: Reader, wanted: str) -> tuple[Incident, ...]:
    """Those with this identity, or standing under exactly this title."""
    row = i.incident.c
    found = _incidents(conn, select(i.incident).where(row.id == wanted))
    if found:
        return found
    same = _incidents(conn, select(i.incident).where(row.title == wanted))
    return tuple(one for one in same if one.end is None)


def incidents_of(conn: Reader, incident_ids: Collection[str]) -> dict[str, Incident]:
    """Identity → the record, ended ones too."""
    return {
        one.id: one
        for some in parts(incident_ids)
        for one in _incidents(conn, select(i.incident).where(i.incident.c.id.in_(some)))
    }


def incident_page(
    conn: Reader, *, text: str, kind: str, after: str | None, limit: int
) -> tuple[tuple[Incident, ...], str | None]:
    """Records by title, and the mark of the last one where more follow.

    `text` may be in the title or in what is stated of it, ended statements left out.
    """
    row, said = i.incident.c, i.incident_statement.c
    key = (row.title, row.id)
    query = select(i.incident).where(row.id.not_in(_ended()))
    if text:
        stated = select(said.incident_id).where(
            said.value.contains(text, autoescape=True), said.id.not_in(_ended())
        )
        query = query.where(or_(row.title.contains(text, autoescape=True), row.id.in_(stated)))
    if kind:
        query = query.where(row.kind == kind)
    if after is not None:
        query = query.where(beyond(key, key_in(after, len(key))))
    found = _incidents(conn, query.order_by(*key).limit(limit + 1))
    shown = found[:limit]
    more = len(found) > limit
    return shown, mark_of(shown[-1].title, shown[-1].id) if more else None


def statements_of(conn: Reader, incident_ids: Collection[str]) -> tuple[IncidentStatement, ...]:
    """What is stated of incidents in the order in which it was stated, ended ones too."""
    return _statements(conn, i.incident_statement.c.incident_id, incident_ids)


def statements_on_entities(
    conn: Reader, entity_ids: Collection[str]
) -> tuple[IncidentStatement, ...]:
    """What links entities to incidents, ended ones too."""
    return _statements(conn, i.incident_statement.c.entity_id, entity_ids)


def statement_named(conn: Reader, row_id: str) -> IncidentStatement | None:
    found = _statements(conn, i.incident_statement.c.id, (row_id,))
    return found[0] if found else None


def ground_rows(conn: Reader, incident_ids: Collection[str]) -> tuple[GroundRow, ...]:
    """Standing grounds of cases that are there, by incident and reference."""
    row, case = case_ground.c, case_file.c
    found: list[dict[str, Any]] = []
    for some in parts(incident_ids):
        query = (
            select(
                row.statement_id.label("incident_id"),
                case.reference,
                case.title,
                case.stage,
                row.reason,
                row.author,
            )
            .join(case_file, case.id == row.case_id)
            .where(row.statement_id.in_(some), row.id.not_in(select(case_ground_end.c.ground_id)))
            .order_by(row.statement_id, case.reference)
        )
        found += plain_rows(conn, query)
    return from_plain(found, tuple[GroundRow, ...])


def cases_about(conn: Reader, incident_id: str) -> tuple[str, ...]:
    """References of the cases of the kind incident that refer to the record, as stated last."""
    case, learned = case_file.c, enrichment.c
    query = (
        select(learned.case_id, json_text(learned.value, "id"))
        .where(learned.field == "project.incident")
        .order_by(learned.id)
    )
    since = {str(case_id): said for case_id, said in conn.execute(query)}
    opened = (
        select(case.id, case.reference, json_text(case.project, "incident.id"))
        .where(case.kind == "incident")
        .order_by(case.reference)
    )
    return tuple(
        str(reference)
        for case_id, reference, said in conn.execute(opened)
        if since.get(str(case_id), said) == incident_id
    )


def _incidents(conn: Reader, query: Any) -> tuple[Incident, ...]:
    rows = plain_rows(conn, query)
    ends = _ends(conn, [row["id"] for row in rows])
    return from_plain([{**row, "end": ends.get(row["id"])} for row in rows], tuple[Incident, ...])


def _statements(
    conn: Reader, column: Any, wanted: Collection[str]
) -> tuple[IncidentStatement, ...]:
    rows: list[dict[str, Any]] = []
    for some in parts(wanted):
        query = select(i.incident_statement).where(column.in_(some))
        rows += plain_rows(conn, query, structured=("value",))
    ends = _ends(conn, [row["id"] for row in rows])
    rows.sort(key=lambda row: str(row["id"]))
    full = [{**row, "case": row["case_reference"], "end": ends.get(row["id"])} for row in rows]
    return from_plain(full, tuple[IncidentStatement, ...])


def _ends(conn: Reader, row_ids: Collection[str]) -> Mapping[str, dict[str, Any]]:
    ends: dict[str, dict[str, Any]] = {}
    for some in parts(row_ids):
        found = plain_rows(conn, select(i.incident_end).where(i.incident_end.c.row_id.in_(some)))
        ends |= {row.pop("row_id"): row for row in found}
    return ends


def _ended() -> Any:
    return select(i.incident_end.c.row_id)
