"""Entities: what stands behind parties, reused across cases."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection

from landwaiter.storage import tables as t
from landwaiter.storage.records import add, plain_rows


def by_identifier(conn: Connection, kind: str, value: str) -> tuple[str, str] | None:
    """Identity and name of the entity that carries exactly this identifier."""
    identifier = t.entity_identifier.c
    query = (
        select(t.entity.c.id, t.entity.c.name)
        .join(t.entity_identifier, identifier.entity_id == t.entity.c.id)
        .where(identifier.kind == kind, identifier.value == value)
        .order_by(t.entity.c.id)
        .limit(1)
    )
    row = conn.execute(query).one_or_none()
    return (str(row.id), str(row.name)) if row else None


def by_id_or_name(conn: Connection, wanted: str) -> tuple[str, str] | None:
    """Identity and name of the entity with this identity or exactly this name."""
    entity = t.entity.c
    query = select(entity.id, entity.name).where(or_(entity.id == wanted, entity.name == wanted))
    row = conn.execute(query.order_by(entity.id).limit(1)).one_or_none()
    return (str(row.id), str(row.name)) if row else None


def add_entity(
    conn: Connection,
    *,
    entity_id: str,
    name: str,
    kind: str,
    country: str | None,
    identifier: tuple[str, str] | None,
    author: str,
    at: datetime,
) -> None:
    """A new entity, with the identifier it is known by."""
    add(conn, "entity", id=entity_id, name=name, kind=kind, country=country, author=author, at=at)
    if identifier is not None:
        kind_, value = identifier
        add(conn, "entity_identifier", entity_id=entity_id, kind=kind_, value=value)


def entity_page(
    conn: Connection, *, text: str, after: str | None, limit: int
) -> list[dict[str, Any]]:
    """Entities by name, each with how many cases it is linked to; `after` is the last name."""
    link, party, entity = t.party_link, t.party, t.entity
    cases = (
        select(func.count(func.distinct(party.c.case_id)))
        .select_from(link.join(party, party.c.id == link.c.party_id))
        .where(link.c.entity_id == entity.c.id, link.c.revoked_at.is_(None))
        .scalar_subquery()
    )
    query = select(
        entity.c.id, entity.c.name, entity.c.kind, entity.c.country, cases.label("cases")
    )
    if text:
        query = query.where(entity.c.name.contains(text, autoescape=True))
    if after is not None:
        query = query.where(entity.c.name > after)
    return plain_rows(conn, query.order_by(entity.c.name, entity.c.id).limit(limit))


def identifiers_of(conn: Connection, entity_ids: list[str]) -> dict[str, list[tuple[str, str]]]:
    """Entity → its identifiers as kind and value."""
    identifier = t.entity_identifier.c
    query = select(t.entity_identifier).where(identifier.entity_id.in_(entity_ids))
    found: dict[str, list[tuple[str, str]]] = {}
    for row in conn.execute(query):
        found.setdefault(row.entity_id, []).append((row.kind, row.value))
    return found
