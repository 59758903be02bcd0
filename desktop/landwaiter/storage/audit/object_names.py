"""What entries of the audit chain name by an identity, as people call it."""

from typing import Any

from sqlalchemy import Column, Select, select

from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema.cases import action, case_file
from landwaiter.storage.schema.entities import party
from landwaiter.storage.schema.hits import hit
from landwaiter.storage.schema.law import pack_edition
from landwaiter.storage.schema.lists import list_edition
from landwaiter.storage.schema.people import user


def reference_named(conn: Reader, case_id: str) -> str:
    """The reference of a case; empty for one that was removed, as with all that follows."""
    return _text(conn, case_file.c.reference, case_file.c.id == case_id)


def user_named(conn: Reader, user_id: str) -> str:
    return _text(conn, user.c.name, user.c.id == user_id)


def addressee_named(conn: Reader, action_id: str) -> str:
    """Of whom something was requested."""
    return _text(conn, action.c.addressee, action.c.id == action_id)


def party_named(conn: Reader, party_id: str) -> tuple[str, str]:
    """Role and name."""
    return _party(conn, select(party.c.role, party.c.name).where(party.c.id == party_id))


def party_of_hit(conn: Reader, hit_id: str) -> tuple[str, str]:
    """Role and name of the party that a hit is on. Its listing may be confidential."""
    query = select(party.c.role, party.c.name).join(hit, hit.c.party_id == party.c.id)
    return _party(conn, query.where(hit.c.id == hit_id))


def pack_titled(conn: Reader, pack_id: str) -> str:
    return _text(conn, pack_edition.c.title, pack_edition.c.pack_id == pack_id)


def list_titled(conn: Reader, list_id: str) -> str:
    return _text(conn, list_edition.c.title, list_edition.c.list_id == list_id)


def _text(conn: Reader, column: Column[Any], condition: Any) -> str:
    return str(conn.execute(select(column).where(condition).limit(1)).scalar() or "")


def _party(conn: Reader, query: Select[Any]) -> tuple[str, str]:
    row = conn.execute(query.limit(1)).first()
    return (str(row[0]), str(row[1])) if row else ("", "")
