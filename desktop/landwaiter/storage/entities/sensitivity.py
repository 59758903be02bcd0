"""Sensitive entities: whom the office marked, and who saw them when."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, select, text

from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities.entity_rows import rows_of
from landwaiter.storage.entities.entity_statements import merges_of
from landwaiter.storage.schema import entities as t
from landwaiter.storage.schema.audit import audit_entry, audit_payload
from landwaiter.storage.schema.entities import entity_mark

VIEWED = "entity.viewed"
_LISTED_PARTIES = """
    SELECT DISTINCT p.id, p.name FROM party p
    JOIN hit h ON h.case_id = p.case_id AND h.party_id = p.id
    JOIN judgement j ON j.hit_id = h.id
    WHERE p.case_id = :case AND p.gone_at IS NULL
      AND j.value = 'same' AND j.revoked_at IS NULL AND h.list_kind <> 'institutions'
      AND NOT EXISTS (SELECT 1 FROM party_link l WHERE l.party_id = p.id AND l.revoked_at IS NULL)
    ORDER BY p.id
"""
_SAME = """
    SELECT DISTINCT l.entity_id FROM party_link l
    JOIN party p ON p.id = l.party_id
    JOIN hit h ON h.case_id = p.case_id AND h.party_id = p.id
    JOIN judgement j ON j.hit_id = h.id
    WHERE l.entity_id IN :entities AND l.revoked_at IS NULL
      AND j.value = 'same' AND j.revoked_at IS NULL AND h.list_kind <> 'institutions'
"""


_WITH_SOMEBODY = """
    SELECT p.case_id FROM party p JOIN party_link l ON l.party_id = p.id
    WHERE p.case_id IN :cases AND l.revoked_at IS NULL
    UNION
    SELECT h.case_id FROM hit h JOIN judgement j ON j.hit_id = h.id
    WHERE h.case_id IN :cases AND j.value = 'same' AND j.revoked_at IS NULL
"""


def cases_with_somebody(conn: Reader, case_ids: Collection[str]) -> frozenset[str]:
    """Those that name anybody who may be sensitive: of many that are seen at once, few do."""
    query = text(_WITH_SOMEBODY).bindparams(bindparam("cases", expanding=True))
    rows = conn.execute(query, {"cases": list(case_ids)})
    return frozenset(str(case_id) for (case_id,) in rows)


def linked_entities(conn: Reader, case_id: str) -> dict[str, str]:
    """The entities that stand for those that parties of a case are linked to: identity → name."""
    link, party, entity = t.party_link, t.party, t.entity
    query = (
        select(entity.c.id, entity.c.name)
        .join(link, link.c.entity_id == entity.c.id)
        .join(party, party.c.id == link.c.party_id)
        .where(party.c.case_id == case_id, party.c.gone_at.is_(None), link.c.revoked_at.is_(None))
        .order_by(entity.c.id)
    )
    merges = merges_of(conn)
    linked = {str(entity_id): str(name) for entity_id, name in conn.execute(query)}
    kept = {merges.kept(one) for one in linked} - linked.keys()
    names = linked | {one: str(row["name"]) for one, row in rows_of(conn, kept).items()}
    return {one: names[one] for one in sorted({merges.kept(one) for one in linked})}


def listed_parties(conn: Reader, case_id: str) -> dict[str, str]:
    """Parties without an entity of which a hit is judged the same: identity → name."""
    rows = conn.execute(text(_LISTED_PARTIES), {"case": case_id})
    return {str(party_id): str(name) for party_id, name in rows}


def marks_of(conn: Reader, entity_ids: Collection[str]) -> dict[str, bool]:
    """The newest mark of each entity that was ever marked: sensitive, or ordinary."""
    query = (
        select(entity_mark.c.entity_id, entity_mark.c.sensitive)
        .where(entity_mark.c.entity_id.in_(entity_ids))
        .order_by(entity_mark.c.id)
    )
    return {str(entity_id): bool(sensitive) for entity_id, sensitive in conn.execute(query)}


def listed_among(conn: Reader, entity_ids: Collection[str]) -> frozenset[str]:
    """Those of which a linked party has a hit judged the same; assessments do not count."""
    query = text(_SAME).bindparams(bindparam("entities", expanding=True))
    rows = conn.execute(query, {"entities": list(entity_ids)})
    return frozenset(str(entity_id) for (entity_id,) in rows)


def add_mark(work: UnitOfWork, entity_id: str, *, sensitive: bool, reason: str) -> None:
    """State that an entity is sensitive or is not; earlier marks stay readable."""
    work.conn.execute(
        entity_mark.insert().values(
            id=work.new_id(),
            entity_id=entity_id,
            sensitive=sensitive,
            reason=reason,
            author=work.actor,
            at=work.now,
        )
    )


def was_noted(
    conn: Reader, deed: str, object: str, *, actor: str, since: datetime, payload: str = ""
) -> bool:
    """Whether the chain says already that this person did this on the object since then."""
    column, content = audit_entry.c, audit_payload.c
    query = select(column.seq).where(
        column.object == object,
        # A plus keeps SQLite from the index of deeds, which grows with every view there was.
        text("+audit_entry.deed = :deed").bindparams(deed=deed),
        text("+audit_entry.actor = :actor").bindparams(actor=actor),
        column.at >= since,
    )
    if payload:
        query = query.join(audit_payload, content.seq == column.seq).where(
            content.content == payload
        )
    return conn.execute(query.limit(1)).first() is not None
