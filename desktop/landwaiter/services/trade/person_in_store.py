"""A person in the trade store: every party that ever was declared, held against who is sought.

Each name stands there once, however many declarations name it: a million take about a minute and a
half. What declarations say beside their parties is found in the files they came in.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from landwaiter.domain.intake.declaration import Address
from landwaiter.i18n import _, plural
from landwaiter.screening import Passage, Query, passages
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_json
from landwaiter.storage.trade import store_parties
from landwaiter.storage.trade.store_parties import StoredParty

NAMED = 200
"""Declarations that an entry names; of more it says how many there are."""


@dataclass(frozen=True, slots=True)
class PartyInStore:
    """A party that may be the person, and where it met."""

    id: int
    places: tuple[str, ...]
    text: str
    """As declared, and in which declarations."""
    met: tuple[Passage, ...]


def parties_in_store(conn: Reader) -> int:
    """How many there are to look at."""
    return store_parties.count(conn)


def search_store(conn: Reader, query: Query, *, threshold: int) -> Iterator[PartyInStore | None]:
    """One for each party of the store: what met, or None where nothing did."""
    for party in store_parties.every(conn):
        met = [
            (place, passage)
            for place, text in _texts(party)
            for passage in passages(query, text, threshold=threshold)
        ]
        if not met:
            yield None
            continue
        places = tuple(dict.fromkeys(place for place, _passage in met))
        yield PartyInStore(
            party.id, places, _told(conn, party), tuple(passage for _place, passage in met)
        )


def _texts(party: StoredParty) -> Iterator[tuple[str, str]]:
    yield "name", party.name
    if party.identifier:
        yield "identifier", party.identifier
    if party.address != "{}":
        address = _address(party)
        if address:
            yield "address", address


def _address(party: StoredParty) -> str:
    found = from_json(party.address, Address)
    parts = (found.street, found.postcode, found.city, found.country)
    return ", ".join(part for part in parts if part)


def _told(conn: Reader, party: StoredParty) -> str:
    """What the store holds of a party."""
    own = (party.name, party.country, party.identifier, _address(party))
    total = store_parties.declarations_of(conn, party.id)
    named = store_parties.named_in(conn, party.id, limit=NAMED)
    lines = [
        "; ".join(part for part in own if part),
        plural(
            total,
            "Named in {n} declaration of the trade store:",
            "Named in {n} declarations of the trade store:",
        ),
        *(f"{one.number}, {one.day}: {', '.join(one.roles)}" for one in named),
    ]
    if total > len(named):
        lines.append(_("and {count} more").format(count=total - len(named)))
    return "\n".join(map(str, lines))
