"""Frozen dossiers: counted, listed, read back as they were."""

from typing import Any

from sqlalchemy import func, literal, select, union_all

from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.schema import entities as e
from landwaiter.storage.schema import relations as r
from landwaiter.storage.schema import tables as t


def dossier_count(conn: Reader, case_id: str) -> int:
    """How many dossiers were frozen of the case."""
    query = select(func.count(t.dossier.c.id)).where(t.dossier.c.case_id == case_id)
    return int(conn.execute(query).scalar_one())


def entity_dossier_count(conn: Reader, entity_id: str) -> int:
    """How many dossiers were frozen of the entity."""
    row = e.entity_dossier.c
    query = select(func.count(row.id)).where(row.entity_id == entity_id)
    return int(conn.execute(query).scalar_one())


def states_dossier_count(conn: Reader, states: str) -> int:
    """How many dossiers were frozen of these states."""
    row = r.states_dossier.c
    query = select(func.count(row.id)).where(row.states == states)
    return int(conn.execute(query).scalar_one())


def dossiers(conn: Reader, *, before: str | None, limit: int) -> list[dict[str, Any]]:
    """Frozen dossiers without their bodies, newest first, each with its case, entity or states."""
    dossier, case, entity, of_entity = t.dossier, t.case_file, t.entity, e.entity_dossier
    of_states = r.states_dossier
    every = union_all(
        select(
            dossier.c.id,
            case.c.reference,
            case.c.title,
            dossier.c.report_type,
            dossier.c.sha256,
            dossier.c.author,
            dossier.c.at,
        ).join(case, case.c.id == dossier.c.case_id),
        select(
            of_entity.c.id,
            entity.c.id,
            entity.c.name,
            literal("entity"),
            of_entity.c.sha256,
            of_entity.c.author,
            of_entity.c.at,
        ).join(entity, entity.c.id == of_entity.c.entity_id),
        select(
            of_states.c.id,
            of_states.c.states,
            of_states.c.states,
            literal("states"),
            of_states.c.sha256,
            of_states.c.author,
            of_states.c.at,
        ),
    ).subquery()
    query = select(every).order_by(every.c.id.desc()).limit(limit)
    return plain_rows(conn, query if before is None else query.where(every.c.id < before))


def dossier_body(conn: Reader, dossier_id: str) -> bytes:
    """The canonical bytes of a frozen dossier, or NotFound."""
    tables = (t.dossier, e.entity_dossier, r.states_dossier)
    bodies = (select(table.c.body).where(table.c.id == dossier_id) for table in tables)
    found = conn.execute(union_all(*bodies)).scalar()
    if found is None:
        raise NotFound(_("There is no such dossier."), field="dossier", value=dossier_id)
    return bytes(found)
