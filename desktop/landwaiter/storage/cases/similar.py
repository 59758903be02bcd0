"""Other cases that share a party, a control code, or destination and goods with one case.

Each query reads a bounded number of rows by an index, newest first, so that the time it takes does
not grow with the casebook.
"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, Table, collate, select

from landwaiter.domain.intake.declaration import Declaration
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_json
from landwaiter.storage.entities.entity_statements import merges_of
from landwaiter.storage.schema import tables as t
from landwaiter.storage.sqlite.dialect import birth_order

MOST_ROWS = 200
"""Newest cases per party or code that are looked at."""
MOST_GOODS = 400
"""Newest cases per destination whose goods are compared."""


def of_entity(conn: Reader, entity_id: str, *, but: str) -> list[tuple[str, str]]:
    """Case and role of parties linked to the entity, or to one that it stands for."""
    link = t.party_link.c
    query = _parties(but).join(t.party_link, link.party_id == t.party.c.id)
    group = merges_of(conn).group(entity_id)
    return _found(
        conn, query.where(link.entity_id.in_(group), link.revoked_at.is_(None)), t.party_link
    )


def of_identifier(conn: Reader, identifier: str, *, but: str) -> list[tuple[str, str]]:
    """Case and role of parties with exactly this identifier."""
    return _found(conn, _parties(but).where(t.party.c.identifier == identifier))


def of_name(conn: Reader, name: str, *, but: str) -> list[tuple[str, str]]:
    """Case and role of parties with this name; capitals and small letters are the same."""
    same: ColumnElement[bool] = collate(t.party.c.name, "NOCASE") == name
    return _found(conn, _parties(but).where(same))


def _parties(but: str) -> Select[str, str]:
    party = t.party.c
    return select(party.case_id, party.role).where(party.case_id != but, party.gone_at.is_(None))


def _found(conn: Reader, query: Select[str, str], table: Table = t.party) -> list[tuple[str, str]]:
    """Newest first by the number of the row: entries of one key stand so in their index."""
    newest = birth_order(table).desc()
    rows = conn.execute(query.order_by(newest).limit(MOST_ROWS))
    return [(str(case_id), str(said)) for case_id, said in rows]


def of_code(conn: Reader, list_id: str, code: str, *, but: str) -> list[tuple[str, str]]:
    """Case and finding where somebody confirmed or rejected this control entry."""
    found = t.classification.c
    query = select(found.case_id, found.state).where(
        found.code == code, found.list == list_id, found.case_id != but
    )
    return _found(conn, query, t.classification)


def to_destination(
    conn: Reader, destination: str, *, but: str
) -> Iterator[tuple[str, Declaration]]:
    """Case and newest declaration of the cases to one country that were received last."""
    case, declaration = t.case_file.c, t.declaration.c
    newest = (
        select(case.id)
        .where(case.destination == destination, case.id != but)
        .order_by(case.received.desc(), case.id.desc())
        .limit(MOST_GOODS)
    )
    ids = [str(found) for found in conn.execute(newest).scalars()]
    query = (
        select(declaration.case_id, declaration.content)
        .where(declaration.case_id.in_(ids))
        .order_by(declaration.case_id, declaration.version)
    )
    contents = {str(case_id): content for case_id, content in conn.execute(query)}
    yield from ((found, from_json(text, Declaration)) for found, text in contents.items())
