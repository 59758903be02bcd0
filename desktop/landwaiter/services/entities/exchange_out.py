"""Entities with what is stated of them and what joins them, written for another system."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from landwaiter.canonical import sha256_hex
from landwaiter.domain.base.certainty import worded
from landwaiter.domain.entities.deeds import EXPORT_ENTITIES
from landwaiter.domain.entities.entity import FACT_KINDS, EntityFact, Link
from landwaiter.domain.entities.entity_merges import Merges
from landwaiter.domain.entities.foreign_statement import Exchange, GivenEntity, GivenFact, GivenLink
from landwaiter.errors import NotFound
from landwaiter.formats.entities.ftm_writing import ftm_lines
from landwaiter.i18n import _
from landwaiter.services.audit.viewing import note_entity_opened
from landwaiter.services.evidence.evidence_files import refuse_taken
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities import entity_rows as stored
from landwaiter.storage.entities.entity_statements import facts_of, links_of, merges_of
from landwaiter.whole_file import aside_of, new_file, take_name, writable

EXPORTED = EXPORT_ENTITIES.name
"""Deed of the audit chain."""
_MANY = 500


@dataclass(frozen=True, slots=True)
class ExchangeExport:
    """What was written."""

    file: str
    sha256: str
    entities: int
    links: int


def export_entities(
    session: Session, target: Path, names: Collection[str] = (), *, depth: int = 1
) -> ExchangeExport:
    """Entities as FollowTheMoney in a new file, with the links between them; audited.

    `names`: those, and who is joined to them in `depth` steps; none: every entity.
    """
    for name in names:
        note_entity_opened(session, name, through="export")
    with session.reading() as conn:
        exchange = exchange_from(conn, _wanted(conn, names, depth))
    return write_exchange(session, target, exchange, f"entities/{len(exchange.entities)}")


def write_exchange(
    session: Session, target: Path, exchange: Exchange, about: str
) -> ExchangeExport:
    """The exchange in a new file; the audit entry says how much went out, and its hash."""
    lines = ftm_lines(exchange, dataset=session.casebook.office_code.lower())
    data = b"".join(lines)
    counts = {"entities": str(len(exchange.entities)), "links": str(len(exchange.links))}
    digest = write_out(session, target, data, about, {"format": "ftm", **counts})
    return ExchangeExport(str(target), digest, len(exchange.entities), len(exchange.links))


def write_out(session: Session, target: Path, data: bytes, about: str, said: dict[str, str]) -> str:
    """A new file, and that it went out in the audit chain; its hash. None is overwritten."""
    target = target.absolute()
    refuse_taken(target)
    digest = sha256_hex(data)
    part = aside_of(target)
    try:
        with writable(part), new_file(part) as file:
            file.write(data)
        with session.writing(EXPORTED) as work:
            work.audit(EXPORTED, about, {"name": target.name, "sha256": digest, **said})
            work.changed("audit")
            # The record first: no file is given out of which the chain knows nothing.
            work.after_commit(lambda: take_name(part, target))
    finally:
        part.unlink(missing_ok=True)
    return digest


def _wanted(conn: Reader, names: Collection[str], depth: int) -> tuple[str, ...]:
    merges = merges_of(conn)
    if not names:
        return tuple(one for one in stored.every_id(conn) if one not in merges.by_gone)
    found = dict.fromkeys(_named(conn, name) for name in names)
    last: Collection[str] = tuple(found)
    for _step in range(depth):
        joined = links_of(conn, [one for kept in last for one in merges.group(kept)])
        ends = (
            merges.kept(one) for row in joined if row.stands for one in (row.from_id, row.to_id)
        )
        last = tuple(dict.fromkeys(one for one in ends if one not in found))
        found |= dict.fromkeys(last)
    return tuple(found)


def _named(conn: Reader, name: str) -> str:
    found = stored.by_id_or_name(conn, name)
    if found is None:
        raise NotFound(
            _("There is no such entity."),
            field="entity",
            value=name,
            remedy=_("List the entities to see their names."),
        )
    return found[0]


def exchange_from(conn: Reader, entity_ids: Collection[str]) -> Exchange:
    """What stands of these entities, and the links between two of them; merged ones are one."""
    merges = merges_of(conn)
    kept = tuple(dict.fromkeys(merges.kept(one) for one in entity_ids))
    members = [one for each in kept for one in merges.group(each)]
    rows: dict[str, dict[str, Any]] = {}
    for start in range(0, len(members), _MANY):
        rows |= stored.rows_of(conn, members[start : start + _MANY])
    facts: dict[str, list[EntityFact]] = {}
    for fact in facts_of(conn, members):
        if fact.stands and fact.kind != "distinct":
            facts.setdefault(merges.kept(fact.entity_id), []).append(fact)
    known = _numbers(conn, members, merges)
    entities = tuple(_entity(one, rows, facts.get(one, []), known, merges) for one in kept)
    return Exchange(entities, tuple(_links(conn, members, frozenset(kept), merges)))


def _numbers(conn: Reader, members: list[str], merges: Merges) -> dict[str, list[tuple[str, str]]]:
    """Entity → the identifiers that it was made with."""
    found: dict[str, list[tuple[str, str]]] = {}
    for start in range(0, len(members), _MANY):
        for one, pairs in stored.identifiers_of(conn, members[start : start + _MANY]).items():
            found.setdefault(merges.kept(one), []).extend(pairs)
    return found


def _entity(
    entity_id: str,
    rows: dict[str, dict[str, Any]],
    facts: list[EntityFact],
    known: dict[str, list[tuple[str, str]]],
    merges: Merges,
) -> GivenEntity:
    row = rows[entity_id]
    numbers = (
        GivenFact("identifier", (("kind", kind), ("number", number)))
        for kind, number in known.get(entity_id, ())
    )
    others = (
        GivenFact("name", (("kind", "alias"), ("text", str(rows[one]["name"]))))
        for one in merges.group(entity_id)
        if rows[one]["name"] != row["name"]
    )
    stated = (
        GivenFact(one.kind, _told(one, merges), one.since or "", one.until or "", one.certainty)
        for one in facts
    )
    return GivenEntity(
        key=entity_id,
        kind=str(row["kind"]),
        name=str(row["name"]),
        country=str(row["country"] or ""),
        facts=tuple(dict.fromkeys((*numbers, *others, *stated))),
    )


def _told(fact: EntityFact, merges: Merges) -> tuple[tuple[str, str], ...]:
    """The value; an entity in it goes by the identity of the one that stands for it."""
    named = {name: merges.kept(fact.value[name]) for name in _naming(fact) if name in fact.value}
    return tuple(sorted({**fact.value, **named}.items()))


def _naming(fact: EntityFact) -> tuple[str, ...]:
    return FACT_KINDS[fact.kind].names if fact.kind in FACT_KINDS else ()


def _links(
    conn: Reader, members: list[str], kept: frozenset[str], merges: Merges
) -> Iterator[GivenLink]:
    for row in links_of(conn, members):
        one, other = merges.kept(row.from_id), merges.kept(row.to_id)
        if row.stands and one != other and {one, other} <= kept:
            yield _link(row, one, other)


def _link(row: Link, one: str, other: str) -> GivenLink:
    note = "; ".join(filter(None, (row.test, row.note, worded(row.wording))))
    return GivenLink(
        row.kind,
        one,
        other,
        row.percent or "",
        row.since or "",
        row.until or "",
        note,
        certainty=row.certainty,
        value=tuple(sorted(row.value.items())),
    )
