"""Entities that came from another system: what was imported, and which entity is whose."""

from collections.abc import Collection, Iterable

from sqlalchemy import select

from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import add, add_many
from landwaiter.storage.schema import entities as x

_MANY = 500


def imported_at(conn: Reader, source: str, sha256: str) -> str | None:
    """When this very file was imported from this source; None: never."""
    row = x.entity_import.c
    query = select(row.at).where(row.source == source, row.sha256 == sha256)
    found = conn.execute(query).scalar_one_or_none()
    return str(found) if found is not None else None


def known_keys(conn: Reader, source: str, keys: Collection[str]) -> dict[str, str]:
    """Key → entity, of those that the source named before."""
    row = x.entity_origin.c
    found: dict[str, str] = {}
    for some in _parts(keys):
        query = select(row.key, row.entity_id).where(row.source == source, row.key.in_(some))
        found |= {str(key): str(entity_id) for key, entity_id in conn.execute(query)}
    return found


def _parts(keys: Collection[str]) -> Iterable[list[str]]:
    known = list(keys)
    return (known[start : start + _MANY] for start in range(0, len(known), _MANY))


def add_import(
    work: UnitOfWork,
    *,
    name: str,
    sha256: str,
    source: str,
    grade: str,
    entities: int,
    links: int,
) -> str:
    """A new import; its identity."""
    row_id = work.new_id()
    add(
        work.conn,
        "entity_import",
        id=row_id,
        name=name,
        sha256=sha256,
        format="ftm",
        source=source,
        grade=grade,
        entities=entities,
        links=links,
        author=work.actor,
        at=work.now,
    )
    return row_id


def add_origins(
    work: UnitOfWork, import_id: str, source: str, keys: Iterable[tuple[str, str]]
) -> None:
    """Which entity (second) the source calls by which key (first)."""
    add_many(
        work.conn,
        "entity_origin",
        [
            {"source": source, "key": key, "entity_id": entity_id, "import_id": import_id}
            for key, entity_id in keys
        ],
    )
