"""Hits and their judgements."""

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.engine import Connection

from landwaiter.domain.listing import Hit
from landwaiter.storage import tables as t
from landwaiter.storage.records import from_plain, plain_rows

_MANY = 500
"""Identities in one question: SQLite allows more, but not without end."""


def hit_rows(conn: Connection, condition: ColumnElement[bool]) -> list[dict[str, Any]]:
    """Hits that have not lapsed as plain rows, each with the judgement that stands."""
    query = (
        select(t.hit)
        .where(condition, t.hit.c.lapsed_at.is_(None))
        .order_by(t.hit.c.score.desc(), t.hit.c.id)
    )
    rows = plain_rows(conn, query, structured=("listing", "match"))
    judgements = _standing(conn, [row["id"] for row in rows])
    return [{**row, "judgement": judgements.get(row["id"])} for row in rows]


def load_hits(conn: Connection, condition: ColumnElement[bool]) -> tuple[Hit, ...]:
    """Hits that have not lapsed, best score first."""
    return from_plain(hit_rows(conn, condition), tuple[Hit, ...])


def _standing(conn: Connection, hit_ids: list[str]) -> dict[str, dict[str, Any]]:
    judgement = t.judgement
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(hit_ids), _MANY):
        some = hit_ids[start : start + _MANY]
        query = (
            select(judgement)
            .where(judgement.c.hit_id.in_(some), judgement.c.revoked_at.is_(None))
            .order_by(judgement.c.id)
        )
        found |= {row["hit_id"]: row for row in plain_rows(conn, query)}
    return found
