"""Names of the parties in a casebook, each once."""

from dataclasses import dataclass

from sqlalchemy import func, select

from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema.entities import party


@dataclass(frozen=True, slots=True)
class PartyName:
    """A name under which parties stand in cases, with their country."""

    name: str
    country: str | None


def party_names(conn: Reader, *, limit: int) -> tuple[PartyName, ...]:
    """Different names of parties that are part of a case now, the newest first."""
    rows = conn.execute(
        select(party.c.name, party.c.country)
        .where(party.c.gone_at.is_(None))
        .group_by(party.c.name, party.c.country)
        .order_by(func.max(party.c.id).desc())
        .limit(limit)
    )
    return tuple(PartyName(str(name), country) for name, country in rows)
