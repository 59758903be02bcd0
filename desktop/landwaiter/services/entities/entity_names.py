"""What the casebook knows of the entities behind parties: every name and number they go by."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from landwaiter.domain.base.identifiers import check
from landwaiter.domain.cases.case import CaseParty
from landwaiter.domain.entities.entity import LINK_KINDS, EntityFact, Link
from landwaiter.i18n import _, joined
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities import entity_rows as stored
from landwaiter.storage.entities import entity_statements as statements

NARROWING = frozenset({"person", "vessel"})
"""Kinds that narrow what an entity is compared with; most are made as organisations."""


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity as the matcher may ask for it; of all that it stands for."""

    kind: str
    country: str | None
    names: tuple[str, ...]
    """Its own first, then those stated, in order."""
    identifiers: tuple[tuple[str, str], ...]
    born: str | None
    addresses: tuple[str, ...] = ()


def known_behind(conn: Reader, parties: Iterable[CaseParty]) -> Mapping[str, KnownEntity]:
    """Entity → what is known of it, for the entities that parties are linked to."""
    linked = dict.fromkeys(party.link.entity_id for party in parties if party.link)
    return known_of(conn, tuple(linked)) if linked else {}


def known_of(conn: Reader, entity_ids: tuple[str, ...]) -> Mapping[str, KnownEntity]:
    """Entity → what is known of it and of all that were merged into it."""
    merges = statements.merges_of(conn)
    groups = {one: merges.group(one) for one in entity_ids}
    members = [member for group in groups.values() for member in group]
    rows = stored.rows_of(conn, members)
    made_with = stored.identifiers_of(conn, members)
    facts: dict[str, list[EntityFact]] = {}
    for fact in statements.facts_of(conn, members):
        if fact.stands:
            facts.setdefault(fact.entity_id, []).append(fact)
    kinds = statements.kinds_of(conn, [group[0] for group in groups.values()])
    return {
        one: _known(
            kinds.get(group[0], ""),
            [rows[member] for member in group if member in rows],
            [pair for member in group for pair in made_with.get(member, ())],
            [fact for member in group for fact in facts.get(member, ())],
        )
        for one, group in groups.items()
    }


def ship_name(conn: Reader, imo: str, day: date) -> str | None:
    """The official name stated of the ship with this IMO number, as far as it holds on the day.

    None where none is stated: the name with which an entity was made comes from a declaration.
    """
    found = stored.by_identifier(conn, "IMO", check("IMO", imo).normalised)
    if found is None:
        return None
    group = statements.merges_of(conn).group(found[0])
    names = [
        fact
        for fact in statements.facts_of(conn, group, kinds=("name",))
        if fact.value["kind"] == "official" and fact.holds_on(day)
    ]
    newest = max(names, key=lambda fact: (fact.since or "", fact.id), default=None)
    return newest.value["text"] if newest else None


def told_links(conn: Reader, entity_ids: tuple[str, ...]) -> Iterator[tuple[Link, str]]:
    """Each link of the entities, ended ones too, as a sentence with share, days and source."""
    links = statements.links_of(conn, entity_ids)
    names = stored.rows_of(conn, {end for link in links for end in (link.from_id, link.to_id)})
    for link in links:
        words = _(LINK_KINDS[link.kind].forth) if link.kind in LINK_KINDS else link.kind
        days = " – ".join(filter(None, (link.since, link.until)))
        said = (link.how, days, link.source, link.sure, link.evidence, link.note)
        beside = joined("; ", filter(None, said))
        one, other = names[link.from_id]["name"], names[link.to_id]["name"]
        yield link, f"{one} {words} {other} ({beside})"


def _known(
    kind: str,
    rows: list[dict[str, Any]],
    made_with: list[tuple[str, str]],
    facts: list[EntityFact],
) -> KnownEntity:
    def of(what: str, name: str) -> list[str]:
        return [fact.value[name] for fact in facts if fact.kind == what and name in fact.value]

    stated = [
        (fact.value["kind"], fact.value["number"]) for fact in facts if fact.kind == "identifier"
    ]
    countries = [row["country"] for row in rows] + of("country", "country")
    return KnownEntity(
        kind=kind,
        country=next(filter(None, countries), None),
        names=tuple(dict.fromkeys([*(row["name"] for row in rows), *of("name", "text")])),
        identifiers=tuple(dict.fromkeys([*made_with, *stated])),
        born=next(iter(of("born", "date")), None),
        addresses=tuple(dict.fromkeys(of("address", "text"))),
    )
