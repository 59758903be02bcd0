"""Entities that are linked to a case: those behind its parties, and whom a statement joins to one.

A letter may go to somebody who is no declared party, such as the university that employs a person
of the project. Whoever stands behind the other side of the transaction is left out, as that side
is, and nothing that is only alleged makes a recipient.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from landwaiter.domain.cases.case import Case
from landwaiter.domain.entities.entity import LINK_KINDS, EntityFact, Link
from landwaiter.domain.entities.entity_merges import Merges
from landwaiter.domain.intake.declaration import Address, Role
from landwaiter.i18n import Words, _, joined
from landwaiter.services.entities.entity_names import KnownEntity, known_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities import entity_statements as statements

WRITTEN_TO: Final = frozenset(
    {
        Role.EXPORTER,
        Role.DECLARANT,
        Role.REPRESENTATIVE,
        Role.CONSIGNOR,
        Role.CARRIER,
        Role.AUTHORISATION_HOLDER,
        Role.OWNER,
        Role.PERSON,
    }
)
"""Whom an office writes to on a case; the other side of the transaction is warned by no letter."""
_ACTS_FOR: Final = "acts_for"
_SHIP: Final = "vessel"


@dataclass(frozen=True, slots=True)
class LetterEntity:
    """An entity that a letter on the case may go to."""

    id: str
    names: tuple[str, ...]
    """Its own first."""
    address: Address
    """As it is stated and holds today; empty where it is not."""
    parties: frozenset[str]
    """Identities of the parties that it stands behind; empty: it is none."""
    joined: Words = ""
    """By which statement it is linked, of one that stands behind no party."""
    represented_by: frozenset[str] = frozenset()
    """Identities of representatives on the case of whom it is stated that they act for it."""

    @property
    def name(self) -> str:
        return self.names[0]


def linked_entities(conn: Reader, case: Case, today: date) -> tuple[LetterEntity, ...]:
    """Those behind parties that are written to, then those joined to them, by name."""
    behind = _behind(case)
    near = {one for one, roles in behind.items() if set(roles.values()) <= WRITTEN_TO}
    opposite = {one.name for one in case.parties if one.role not in WRITTEN_TO}
    if not near:
        return ()
    merges = statements.merges_of(conn)
    links = _links(conn, merges, near, behind.keys(), today)
    wanted = (*near, *links)
    known, addresses = known_of(conn, wanted), _addresses(conn, merges, wanted, today)
    found = [
        LetterEntity(
            one,
            known[one].names,
            _address(addresses.get(one), known[one]),
            frozenset(behind.get(one, ())),
            _said(one, links.get(one, ()), known, merges),
            frozenset(_standing_for(one, links.get(one, ()), behind, merges)),
        )
        for one in wanted
        if known[one].kind != _SHIP and opposite.isdisjoint(known[one].names)
    ]
    return tuple(sorted(found, key=lambda one: (not one.parties, one.name.casefold(), one.id)))


def _behind(case: Case) -> dict[str, dict[str, Role]]:
    """Entity → the parties that it stands behind, each with its role."""
    found: dict[str, dict[str, Role]] = {}
    for party in case.parties:
        if party.link is not None:
            found.setdefault(party.link.entity_id, {})[party.id] = party.role
    return found


def _links(
    conn: Reader, merges: Merges, near: Collection[str], parties: Collection[str], today: date
) -> dict[str, list[Link]]:
    """Entity that stands behind no party → the statements that join it to one that does."""
    members = [member for one in sorted(near) for member in merges.group(one)]
    found: dict[str, list[Link]] = {}
    for link in statements.links_of(conn, members):
        kind = LINK_KINDS.get(link.kind)
        if kind is None or kind.accuses or not (link.holds_on(today) and link.is_solid):
            continue
        ends = {merges.kept(link.from_id), merges.kept(link.to_id)}
        if not ends.isdisjoint(near):
            for other in ends.difference(parties):
                found.setdefault(other, []).append(link)
    return found


def _addresses(
    conn: Reader, merges: Merges, wanted: Iterable[str], today: date
) -> dict[str, EntityFact]:
    """Entity → its newest address that holds today."""
    members = {member: one for one in wanted for member in merges.group(one)}
    facts = statements.facts_of(conn, tuple(members), kinds=("address",))
    holding = sorted((one for one in facts if one.holds_on(today)), key=_age)
    return {members[fact.entity_id]: fact for fact in holding}


def _age(fact: EntityFact) -> tuple[str, str]:
    return fact.since or "", fact.at.isoformat()


def _address(fact: EntityFact | None, known: KnownEntity) -> Address:
    if fact is None:
        return Address(country=known.country)
    # It is stated as one text; an envelope has the place on a line of its own.
    street, _comma, city = fact.value["text"].strip().rpartition(",")
    country = fact.value.get("country") or known.country
    return Address(street=street.strip() or None, city=city.strip(), country=country)


def _said(
    entity: str,
    links: Iterable[Link],
    known: Mapping[str, KnownEntity],
    merges: Merges,
) -> Words:
    """How it is linked, read from its side: “employs Wei Zhang”."""
    for link in links:
        kind = LINK_KINDS[link.kind]
        one, other = merges.kept(link.from_id), merges.kept(link.to_id)
        is_doer = one == entity
        words, far = (kind.forth, other) if is_doer else (kind.back, one)
        return joined(" ", (_(words), known[far].names[0]))
    return ""


def _standing_for(
    entity: str, links: Iterable[Link], behind: Mapping[str, Mapping[str, Role]], merges: Merges
) -> Iterator[str]:
    """Representatives on the case that act for it: one on the case is that of a party alone."""
    for link in links:
        if link.kind == _ACTS_FOR and merges.kept(link.to_id) == entity:
            for party, role in behind.get(merges.kept(link.from_id), {}).items():
                if role is Role.REPRESENTATIVE:
                    yield party
