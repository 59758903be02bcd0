"""Frozen dossiers: counted, listed, read back as they were."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select, union_all

from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.schema import tables as t


def dossier_count(conn: Reader, case_id: str) -> int:
    """How many dossiers were frozen of the case."""
    query = select(func.count(t.dossier.c.id)).where(t.dossier.c.case_id == case_id)
    return int(conn.execute(query).scalar_one())


def bodies_of(conn: Reader, case_id: str, types: Sequence[str]) -> tuple[bytes, ...]:
    """The canonical bytes of the dossiers of a case of these types, the oldest first."""
    row = t.dossier.c
    query = select(row.body).where(row.case_id == case_id, row.report_type.in_(types))
    return tuple(bytes(body) for body in conn.execute(query.order_by(row.id)).scalars())


class KeptBody(NamedTuple):
    """The canonical bytes of a dossier, and the case that it is about."""

    case_id: str
    body: bytes


def body_of_sha256(conn: Reader, sha256: str) -> KeptBody | None:
    """The dossier of a case with this hash; None where there is none."""
    row = t.dossier.c
    query = select(row.case_id, row.body).where(row.sha256 == sha256)
    found = conn.execute(query.order_by(row.id).limit(1)).one_or_none()
    return None if found is None else KeptBody(str(found[0]), bytes(found[1]))


def subject_dossier_count(conn: Reader, kind: str, subject: str) -> int:
    """How many dossiers were frozen of this, which is no case."""
    row = t.subject_dossier.c
    query = select(func.count(row.id)).where(row.kind == kind, row.subject == subject)
    return int(conn.execute(query).scalar_one())


def dossiers(conn: Reader, *, before: str | None, limit: int) -> list[dict[str, Any]]:
    """Frozen dossiers without their bodies, newest first, each with what it is about."""
    dossier, case, other = t.dossier, t.case_file, t.subject_dossier.c
    every = union_all(
        select(
            dossier.c.id,
            case.c.reference,
            case.c.title,
            dossier.c.report_type,
            dossier.c.sha256,
            dossier.c.author,
            dossier.c.at,
            dossier.c.profile,
            dossier.c.addressee,
        ).join(case, case.c.id == dossier.c.case_id),
        select(
            other.id,
            other.subject,
            other.title,
            other.kind,
            other.sha256,
            other.author,
            other.at,
            other.profile,
            other.addressee,
        ),
    ).subquery()
    query = select(every).order_by(every.c.id.desc()).limit(limit)
    return plain_rows(conn, query if before is None else query.where(every.c.id < before))


def subject_and_author(conn: Reader, dossier_id: str) -> tuple[str, str] | None:
    """Of what kind a dossier is that is about no case, and who made it; None for any other."""
    row = t.subject_dossier.c
    found = conn.execute(select(row.kind, row.author).where(row.id == dossier_id)).one_or_none()
    return None if found is None else (str(found[0]), str(found[1]))


def withheld_of(conn: Reader, printed: str) -> tuple[str, bytes] | None:
    """Identity of the dossier that prints this name, and what was withheld of it; None where there
    is none, or nothing was taken out of it."""
    name = f'"id":"{printed}"'.encode()
    tables = (t.dossier, t.subject_dossier)
    query = union_all(
        *(
            select(table.c.id, table.c.withheld).where(
                table.c.withheld.is_not(None), func.instr(table.c.body, name) > 0
            )
            for table in tables
        )
    )
    found = conn.execute(query).first()
    return None if found is None else (str(found[0]), bytes(found[1]))


class KeptPassages(NamedTuple):
    """A dossier of a case that was redacted for a reader, with what was withheld of it."""

    case_id: str
    report_type: str
    profile: str
    addressee: str
    withheld: bytes


def redacted_of_case(conn: Reader, printed: str) -> KeptPassages | None:
    """The same of a dossier of a case; None for any other."""
    row = t.dossier.c
    query = select(row.case_id, row.report_type, row.profile, row.addressee, row.withheld).where(
        row.withheld.is_not(None), func.instr(row.body, f'"id":"{printed}"'.encode()) > 0
    )
    found = conn.execute(query).first()
    return None if found is None else KeptPassages(*found[:4], bytes(found[4]))


def dossier_body(conn: Reader, dossier_id: str) -> bytes:
    """The canonical bytes of a frozen dossier, or NotFound."""
    tables = (t.dossier, t.subject_dossier)
    bodies = (select(table.c.body).where(table.c.id == dossier_id) for table in tables)
    found = conn.execute(union_all(*bodies)).scalar()
    if found is None:
        raise NotFound(_("There is no such dossier."), field="dossier", value=dossier_id)
    return bytes(found)
