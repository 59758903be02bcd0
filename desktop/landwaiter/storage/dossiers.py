"""Frozen dossiers: counted, listed, read back as they were."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.storage import tables as t
from landwaiter.storage.records import plain_rows


def dossier_count(conn: Connection, case_id: str) -> int:
    """How many dossiers were frozen of the case."""
    query = select(func.count(t.dossier.c.id)).where(t.dossier.c.case_id == case_id)
    return int(conn.execute(query).scalar_one())


def dossiers(conn: Connection, *, before: str | None, limit: int) -> list[dict[str, Any]]:
    """Frozen dossiers without their bodies, newest first, each with its case."""
    dossier, case = t.dossier, t.case_file
    query = (
        select(
            dossier.c.id,
            case.c.reference,
            case.c.title,
            dossier.c.report_type,
            dossier.c.sha256,
            dossier.c.author,
            dossier.c.at,
        )
        .join(case, case.c.id == dossier.c.case_id)
        .order_by(dossier.c.id.desc())
        .limit(limit)
    )
    return plain_rows(conn, query if before is None else query.where(dossier.c.id < before))


def dossier_body(conn: Connection, dossier_id: str) -> bytes:
    """The canonical bytes of a frozen dossier, or NotFound."""
    found = conn.execute(select(t.dossier.c.body).where(t.dossier.c.id == dossier_id)).scalar()
    if found is None:
        raise NotFound(_("There is no such dossier."), field="dossier", value=dossier_id)
    return bytes(found)
