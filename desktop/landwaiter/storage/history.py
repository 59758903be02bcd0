"""What other cases of the casebook say of an address or a vessel; each question asks an index."""

from collections.abc import Iterator

from sqlalchemy import select, text
from sqlalchemy.engine import Connection

from landwaiter.domain.declaration import Address, Role
from landwaiter.storage import tables as t
from landwaiter.storage.records import from_json

MOST_PARTIES = 2_000
"""Parties at one street that are looked at: many more than any threshold of a rule."""
_STREET = text("json_extract(address, '$.street') COLLATE NOCASE = :street")


def at_street(conn: Connection, street: str, *, but: str) -> Iterator[tuple[str, Address]]:
    """Name and address of the parties of other cases in a street."""
    party = t.party.c
    query = (
        select(party.name, party.address)
        .where(_STREET.bindparams(street=street), party.gone_at.is_(None), party.case_id != but)
        .limit(MOST_PARTIES)
    )
    for name, address in conn.execute(query):
        yield str(name), from_json(address, Address)


def vessel_name(conn: Connection, imo: str, *, but: str) -> str | None:
    """The name under which another case knew the vessel with this IMO number last."""
    party = t.party.c
    query = (
        select(party.name)
        .where(
            party.identifier == f"IMO{imo}",
            party.role == Role.VESSEL,
            party.name != "",
            party.case_id != but,
        )
        .order_by(party.at.desc(), party.id.desc())
        .limit(1)
    )
    found = conn.execute(query).scalar_one_or_none()
    return str(found) if found is not None else None
