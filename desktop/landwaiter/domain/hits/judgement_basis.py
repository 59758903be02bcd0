"""The two sides of a judgement: what it rests on, what changed since, and when it counts again.

A judgement is about a pair: a party as declared, or the entity it is linked to, and a listing. It
is taken over for the same pair elsewhere as long as neither side has changed (DESIGN 8).
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.lists.listing import JudgementValue, Listing

Side = Mapping[str, Any]
"""What is stated on one side, by field; a field without content is left out, so that a field
that is added to the program later changes no side."""

SETTLING = frozenset({JudgementValue.SAME, JudgementValue.DIFFERENT})
"""Values that are taken over; unsure says that somebody has to look again."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Hashes of both sides of a judgement."""

    party_sha256: str
    listing_sha256: str
    entity_sha256: str | None = None
    """Of the linked entity with the country and identifier declared; None without a link."""
    merged_sha256: frozenset[str] = frozenset()
    """The same under the identity of each other entity that is one with the linked one."""

    def equals(self, other: "Pair") -> bool:
        """The same listing, and the same party as declared or the same entity."""
        if self.listing_sha256 != other.listing_sha256:
            return False
        return self.party_sha256 == other.party_sha256 or bool(self._entities & other._entities)

    def as_judged(self, other: "Pair") -> "Pair":
        """This pair, its entity under the identity under which an equal one was judged."""
        known = other.entity_sha256
        return replace(self, entity_sha256=known) if known in self._entities else self

    @property
    def _entities(self) -> frozenset[str]:
        own = self.entity_sha256
        return self.merged_sha256 | ({own} if own is not None else frozenset())


@dataclass(frozen=True, slots=True)
class SideChange:
    """One field of a side as it was when it was judged, and as it is."""

    side: str
    """`party` or `listing`."""
    field: str
    was: str
    now: str


def party_side(party: CaseParty) -> Side:
    """The party as declared; what role it plays in a deal does not change who it is."""
    address = party.address
    stated = {
        "name": _plain(party.name),
        "kind": "vessel" if party.role is Role.VESSEL else "",
        "country": party.country or "",
        "identifier": party.identifier or "",
        "street": _plain(address.street or ""),
        "postcode": _plain(address.postcode or ""),
        "city": _plain(address.city or ""),
        "address_country": address.country or "",
    }
    return {name: value for name, value in stated.items() if value}


def entity_side(party: CaseParty, known: Mapping[str, Any]) -> Side:
    """The entity of a link as `known`, with what the matcher reads of this party besides."""
    declared = {"declared_country": party.country, "declared_identifier": party.identifier}
    return {name: value for name, value in {**known, **declared}.items() if value}


def listing_side(listing: Listing) -> Side:
    """Everything that the list says of the entry."""
    stated = {field.name: getattr(listing, field.name) for field in fields(listing)}
    return {name: value for name, value in stated.items() if value}


def changes(side: str, was: Side, now: Side) -> tuple[SideChange, ...]:
    """The fields of a side that differ, in the order in which the side states them."""
    names = dict.fromkeys((*was, *now))
    return tuple(
        SideChange(side, name, shown(was.get(name)), shown(now.get(name)))
        for name in names
        if was.get(name) != now.get(name)
    )


def shown(value: Any) -> str:
    """The value of a field as people read it; empty where nothing is stated."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence):
        return "; ".join(shown(one) for one in value)
    parts = (getattr(value, field.name) for field in fields(value))
    return " ".join(str(part) for part in parts if part)


def _plain(text: str) -> str:
    """Letters as they are read: width, case and blanks make no other name."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
