"""Parties of the trade store, each once as it was declared, and where it is named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import func, select

from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import trade as t

_READ_TOGETHER = 1_000


@dataclass(frozen=True, slots=True)
class StoredParty:
    """A party as declared; its address as it is kept."""

    id: int
    name: str
    country: str | None
    identifier: str | None
    address: str


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A declaration that names a party, and as what."""

    number: str
    day: str
    roles: tuple[str, ...]


def count(conn: Reader) -> int:
    return int(conn.execute(select(func.count()).select_from(t.trade_party)).scalar() or 0)


def every(conn: Reader) -> Iterator[StoredParty]:
    """All of them, one after another."""
    party = t.trade_party.c
    names = (party.id, party.name, party.country, party.identifier, party.address)
    query = select(*names).order_by(party.id).execution_options(yield_per=_READ_TOGETHER)
    for row in conn.execute(query):
        yield StoredParty(*row)


def declarations_of(conn: Reader, party: int) -> int:
    """How many declarations name it, in whatever version."""
    role = t.trade_role.c
    query = select(func.count(role.declaration_id.distinct())).where(role.party_id == party)
    return int(conn.execute(query).scalar() or 0)


def named_in(conn: Reader, party: int, *, limit: int) -> Sequence[PartyMention]:
    """Declarations that name it, the oldest first."""
    role, declared = t.trade_role.c, t.trade_declaration.c
    number = func.coalesce(declared.mrn, declared.local_reference, "")
    some = select(role.declaration_id).where(role.party_id == party).distinct()
    query = (
        select(declared.id, number, declared.day, role.role)
        .join(t.trade_role, role.declaration_id == declared.id)
        .where(role.party_id == party)
        .where(declared.id.in_(some.order_by(role.declaration_id).limit(limit)))
        .order_by(declared.id)
    )
    return [
        PartyMention(str(rows[0][1]), str(rows[0][2]), tuple(sorted(str(row[3]) for row in rows)))
        for _declaration, group in groupby(conn.execute(query), key=lambda row: int(row[0]))
        for rows in (list(group),)
    ]
