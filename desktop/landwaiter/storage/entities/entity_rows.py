"""Entities: what stands behind parties, reused across cases."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, or_, select

from landwaiter.domain.entities.entity_merges import Merges
from landwaiter.storage.base.paging import beyond as follows
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import add, plain_rows, structure
from landwaiter.storage.base.word_hints import WAY, end_of, place_of
from landwaiter.storage.entities.entity_statements import (
    HINTS,
    keep_words,
    merges_of,
    parts,
    saying,
    with_identifier,
)
from landwaiter.storage.schema import entities as e
from landwaiter.storage.schema import evidence as v
from landwaiter.storage.schema import tables as t
from landwaiter.storage.sqlite.dialect import in_numbers
from landwaiter.storage.sqlite.full_text import TRIGRAM

_SEP = "\x1f"
"""Between name and identity in the mark of a page: equal names follow each other by identity."""


def by_identifier(conn: Reader, kind: str, value: str) -> tuple[str, str] | None:
    """Identity and name of the entity that carries exactly this identifier."""
    identifier = t.entity_identifier.c
    query = (
        select(identifier.entity_id)
        .where(identifier.kind == kind, identifier.value == value)
        .order_by(identifier.entity_id)
        .limit(1)
    )
    found = conn.execute(query).scalar_one_or_none() or with_identifier(conn, kind, value)
    return standing(conn, str(found)) if found else None


def by_id_or_name(conn: Reader, wanted: str) -> tuple[str, str] | None:
    """Identity and name of the entity with this identity or exactly this name.

    Where it was merged, the one that stands for it; one that stands goes before one that does not.
    """
    entity = t.entity.c
    query = select(entity.id).where(or_(entity.id == wanted, entity.name == wanted))
    ids = [str(found) for found in conn.execute(query.order_by(entity.id)).scalars()]
    if not ids:
        return None
    merges = merges_of(conn)
    ids.sort(key=lambda one: one in merges.by_gone)
    return named(conn, merges.kept(ids[0]))


def standing_of_name(conn: Reader, name: str) -> list[str]:
    """The entities that stand under exactly this name."""
    entity = t.entity.c
    ids = conn.execute(select(entity.id).where(entity.name == name).order_by(entity.id)).scalars()
    merges = merges_of(conn)
    return list(dict.fromkeys(merges.kept(str(one)) for one in ids))


def standing(conn: Reader, entity_id: str) -> tuple[str, str] | None:
    """Identity and name of the entity that stands for one; None where there is none."""
    return named(conn, merges_of(conn).kept(entity_id))


def named(conn: Reader, entity_id: str) -> tuple[str, str] | None:
    """Identity and name of one entity, merged or not."""
    entity = t.entity.c
    row = conn.execute(select(entity.id, entity.name).where(entity.id == entity_id)).one_or_none()
    return (str(row.id), str(row.name)) if row else None


def rows_of(conn: Reader, entity_ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """Entity → its own row."""
    query = select(t.entity).where(t.entity.c.id.in_(list(entity_ids)))
    return {str(row["id"]): row for row in plain_rows(conn, query)}


def add_entity(
    conn: Writer,
    *,
    entity_id: str,
    name: str,
    kind: str,
    country: str | None,
    identifier: tuple[str, str] | None,
    author: str,
    at: datetime,
) -> None:
    """A new entity, with the identifier it is known by."""
    add(conn, "entity", id=entity_id, name=name, kind=kind, country=country, author=author, at=at)
    keep_words(conn, entity_id, name, name)
    if identifier is not None:
        kind_, value = identifier
        add(conn, "entity_identifier", entity_id=entity_id, kind=kind_, value=value)
        keep_words(conn, entity_id, name, value)


def entity_page(
    conn: Reader, *, text: str, after: str | None, limit: int, merges: Merges
) -> list[dict[str, Any]]:
    """Entities that stand, by name; `after` is the mark of the last one.

    `text` may be in the name, in any name or identifier stated of it, or in one that it stands for.
    """
    beyond = _key_in(after)
    if not text:
        rows = plain_rows(conn, _standing(merges, beyond).limit(limit))
    elif len(text) < TRIGRAM:
        few = HINTS.among(conn, [text])
        rows = [] if few is not None else _on_the_way(conn, text, merges, beyond, limit)
        if len(rows) < limit:
            rows = _gathered(conn, text, merges, beyond, few=few, limit=limit)
    else:
        rows = _in_order(conn, text, merges, beyond, limit)
    return [{**row, "mark": f"{row['name']}{_SEP}{row['id']}"} for row in rows]


_Key = tuple[str, str]
"""Name and identity."""


def _standing(merges: Merges, beyond: _Key | None) -> Select[Any]:
    """Entities that were not merged into others, in order."""
    entity = t.entity.c
    query = select(entity.id, entity.name, entity.kind, entity.country)
    if merges.rows:
        query = query.where(entity.id.not_in(list(merges.by_gone)))
    if beyond is not None:
        query = query.where(follows((entity.name, entity.id), beyond))
    return query.order_by(entity.name, entity.id)


def _on_the_way(
    conn: Reader, text: str, merges: Merges, beyond: _Key | None, limit: int
) -> list[dict[str, Any]]:
    """Of the next entities those that say it."""
    entity, near = t.entity.c, _standing(merges, beyond).limit(WAY).subquery()
    through = _through(conn, text, merges, merges.by_gone)
    query = select(entity.id, entity.name, entity.kind, entity.country)
    query = query.where(entity.id.in_(select(near.c.id)), or_(_holds(text), entity.id.in_(through)))
    return plain_rows(conn, query.order_by(entity.name, entity.id).limit(limit))


def _gathered(
    conn: Reader, text: str, merges: Merges, beyond: _Key | None, *, few: str | None, limit: int
) -> list[dict[str, Any]]:
    """Of those that may say it the first that do."""
    serial = t.entity_worded.c.serial
    says = in_numbers(serial, few) if few else serial.in_(HINTS.numbers([text]))
    asked = _Asked(text, merges, beyond, limit)
    found = _others(conn, says, asked)
    _add_saying(conn, says, asked, found)
    return sorted(found.values(), key=_key_of)[:limit]


def _in_order(
    conn: Reader, text: str, merges: Merges, beyond: _Key | None, limit: int
) -> list[dict[str, Any]]:
    """The same, some places of the order after the other, as the index gives them."""
    serial, hinted = t.entity_worded.c.serial, HINTS.words.c.serial
    every = HINTS.numbers([text])
    asked = _Asked(text, merges, beyond, limit)
    found = _others(conn, serial.in_(every), asked)
    first, is_more = place_of(beyond[0]) if beyond else 0, True
    while is_more:
        near = every.where(hinted >= first).order_by(hinted).limit(2 * limit)
        numbers = [int(one) for one in conn.execute(near).scalars()]
        is_more = len(numbers) == 2 * limit
        end = end_of(numbers[-1]) if is_more else _LAST
        # Of so few the index need not be asked again.
        rest = every.where(hinted >= first, hinted <= end)
        says = serial.in_(rest) if is_more else in_numbers(serial, numbers)
        if _add_saying(conn, says, asked, found):
            break
        is_more &= sum(place_of(row["name"]) <= end for row in found.values()) < limit
        first = end + 1
    return sorted(found.values(), key=_key_of)[:limit]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is looked for, and from where on."""

    text: str
    merges: Merges
    beyond: _Key | None
    limit: int


_Found = dict[str, dict[str, Any]]
"""By identity."""


def _others(conn: Reader, says: ColumnElement[bool], asked: _Asked) -> _Found:
    """Those that stand for one that says it."""
    through = _through(conn, asked.text, asked.merges, _gone(conn, says, asked.merges))
    rows = plain_rows(conn, _SHOWN.where(t.entity.c.id.in_(through)))
    return {one["id"]: one for one in rows if asked.beyond is None or _key_of(one) > asked.beyond}


_LAST: Final = 2**63 - 1
_SHOWN: Final = select(t.entity.c.id, t.entity.c.name, t.entity.c.kind, t.entity.c.country)


def _add_saying(conn: Reader, says: ColumnElement[bool], asked: _Asked, found: _Found) -> bool:
    """Add those that say it in their order, until there are enough: whether there are."""
    entity, row, limit = t.entity.c, t.entity_worded.c, asked.limit
    order, last = (row.name, row.entity_id), asked.beyond
    while True:
        keys = select(*order).where(says).distinct().order_by(*order).limit(2 * limit)
        if last is not None:
            keys = keys.where(follows(order, last))
        some: list[_Key] = [(str(name), str(row_id)) for name, row_id in conn.execute(keys)]
        ids = [row_id for _name, row_id in some if row_id not in asked.merges.by_gone]
        found |= {
            one["id"]: one
            for part in parts(ids)
            for one in plain_rows(conn, _SHOWN.where(entity.id.in_(part), _holds(asked.text)))
        }
        if len(some) < 2 * limit:
            return False
        last = some[-1]
        if sum(_key_of(one) <= last for one in found.values()) >= limit:
            return True


def _gone(conn: Reader, says: ColumnElement[bool], merges: Merges) -> list[str]:
    """Merged entities that may say it."""
    row, found = t.entity_worded.c, list[str]()
    for part in parts(merges.by_gone):
        query = select(row.entity_id).where(says, row.entity_id.in_(part)).distinct()
        found += map(str, conn.execute(query).scalars())
    return found


def _key_of(row: dict[str, Any]) -> _Key:
    return row["name"], row["id"]


def _key_in(mark: str | None) -> _Key | None:
    """Name and identity of the last entity of a page."""
    if mark is None:
        return None
    name, _separator, entity_id = mark.partition(_SEP)
    return name, entity_id


def _holds(text: str) -> ColumnElement[bool]:
    """Whether the name or what is stated of an entity says it, each asked for by itself."""
    entity, known, fact = t.entity.c, t.entity_identifier.c, e.entity_fact.c
    stated = select(fact.id).where(fact.entity_id == entity.id, saying(text))
    numbered = select(known.value).where(
        known.entity_id == entity.id, known.value.contains(text, autoescape=True)
    )
    return or_(entity.name.contains(text, autoescape=True), numbered.exists(), stated.exists())


def _through(conn: Reader, text: str, merges: Merges, gone: Collection[str]) -> list[str]:
    """Entities that stand for one of these that says it."""
    found: set[str] = set()
    for some in parts(gone):
        query = select(t.entity.c.id).where(t.entity.c.id.in_(some), _holds(text))
        found |= {merges.kept(str(one)) for one in conn.execute(query).scalars()}
    return sorted(found)


def case_counts(conn: Reader, groups: dict[str, tuple[str, ...]]) -> dict[str, int]:
    """Entity → number of cases of which a party is linked to it, or to one it stands for."""
    link, party = t.party_link.c, t.party.c
    whose = {member: kept for kept, members in groups.items() for member in members}
    query = (
        select(link.entity_id, party.case_id)
        .join(t.party, party.id == link.party_id)
        .where(link.entity_id.in_(list(whose)), link.revoked_at.is_(None))
        .distinct()
    )
    cases: dict[str, set[str]] = {}
    for entity_id, case_id in conn.execute(query):
        cases.setdefault(whose[entity_id], set()).add(case_id)
    return {kept: len(found) for kept, found in cases.items()}


def identifiers_of(conn: Reader, entity_ids: list[str]) -> dict[str, list[tuple[str, str]]]:
    """Entity → the identifiers it was made with, as kind and value."""
    identifier = t.entity_identifier.c
    query = (
        select(t.entity_identifier)
        .where(identifier.entity_id.in_(entity_ids))
        .order_by(identifier.kind, identifier.value)
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for row in conn.execute(query):
        found.setdefault(row.entity_id, []).append((row.kind, row.value))
    return found


def parties_of(conn: Reader, entity_ids: Collection[str]) -> list[dict[str, Any]]:
    """Parties linked to entities, each with its case, newest case first."""
    link, party, case = t.party_link.c, t.party.c, t.case_file.c
    query = (
        select(
            case.id.label("case_id"),
            case.reference,
            case.title,
            case.stage,
            case.received,
            case.destination,
            party.id.label("party_id"),
            party.role,
            party.name,
            party.country,
            party.address,
            link.entity_id,
            link.basis,
            link.author,
            link.at,
        )
        .join(t.party, party.id == link.party_id)
        .join(t.case_file, case.id == party.case_id)
        .where(
            link.entity_id.in_(list(entity_ids)),
            link.revoked_at.is_(None),
            party.gone_at.is_(None),
        )
        .order_by(case.received.desc(), case.id.desc(), party.id)
    )
    return plain_rows(conn, query, structured=("address",))


def names_among(conn: Reader, names: Collection[str]) -> frozenset[str]:
    """Those of the names that a party is declared under or an entity was made with."""
    known: set[str] = set()
    for column in (t.party.c.name, t.entity.c.name):
        known |= set(conn.execute(select(column).where(column.in_(list(names)))).scalars())
    return frozenset(known)


def every_id(conn: Reader) -> list[str]:
    """The identity of each entity, in order."""
    return [
        str(one) for one in conn.execute(select(t.entity.c.id).order_by(t.entity.c.id)).scalars()
    ]


def cases_of_entities(conn: Reader, entity_ids: Collection[str]) -> dict[str, frozenset[str]]:
    """Entity → the cases of which a party is linked to it."""
    link, party = t.party_link.c, t.party.c
    query = _linked(select(link.entity_id, party.case_id))
    found: dict[str, set[str]] = {}
    for some in parts(entity_ids):
        for entity_id, case_id in conn.execute(query.where(link.entity_id.in_(some))):
            found.setdefault(str(entity_id), set()).add(str(case_id))
    return {entity_id: frozenset(cases) for entity_id, cases in found.items()}


def party_addresses(conn: Reader, entity_ids: Collection[str]) -> list[tuple[str, Any]]:
    """Each entity with the address of a party that is linked to it, as declared or learned."""
    link, party = t.party_link.c, t.party.c
    query = _linked(select(link.entity_id, party.address)).order_by(link.id)
    return [
        (str(entity_id), structure(address))
        for some in parts(entity_ids)
        for entity_id, address in conn.execute(query.where(link.entity_id.in_(some)))
    ]


def _linked(query: Select[Any]) -> Select[Any]:
    """Of links that nobody revoked, to parties that are there still."""
    link, party = t.party_link.c, t.party.c
    joined = query.join(t.party, party.id == link.party_id)
    return joined.where(link.revoked_at.is_(None), party.gone_at.is_(None))


def evidence_of_cases(conn: Reader, case_ids: Collection[str]) -> list[dict[str, Any]]:
    """The pieces of evidence of cases with their newest grading; those wiped are left out."""
    piece, grading = t.evidence.c, v.evidence_grading
    newest = (
        select(grading.c.source + grading.c.information)
        .where(grading.c.evidence_id == piece.id)
        .order_by(grading.c.id.desc())
        .limit(1)
        .correlate(t.evidence)
        .scalar_subquery()
    )
    query = (
        select(
            piece.case_id, piece.no, piece.name, piece.at, func.coalesce(newest, "").label("grade")
        )
        .where(
            piece.case_id.in_(list(case_ids)),
            piece.id.not_in(select(v.evidence_wipe.c.evidence_id)),
        )
        .order_by(piece.case_id, piece.no)
    )
    return plain_rows(conn, query)
