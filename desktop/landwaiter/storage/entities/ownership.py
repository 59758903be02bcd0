"""Who is stated to hold or control whom: rows of `entity_link` around an entity, level by level."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import and_, bindparam, select

from landwaiter.domain.entities.entity_merges import Merges
from landwaiter.domain.entities.ownership.stated import OWNS, Holder, HoldingStatement
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import entities as e
from landwaiter.storage.schema import tables as t
from landwaiter.storage.sqlite.dialect import json_text

CONTROLLING: Final = ("controls", "directs", "manages", "family")
"""Kinds of links that may be a test of control; which of them counts, the office says."""
KINDS: Final = (OWNS, *CONTROLLING)
ORIGIN: Final = "entity_link"
_MANY: Final = 500
_COLUMNS: Final = tuple(
    e.entity_link.c[name]
    for name in (
        "id", "from_id", "to_id", "kind", "percent", "since", "until", "source", "grade", "note",
        "test", "certainty",
    )
)  # fmt: skip
_ENDED: Final = select(e.entity_end.c.row_id)
_UP: Final = select(*_COLUMNS).where(
    e.entity_link.c.to_id.in_(bindparam("ids", expanding=True)),
    e.entity_link.c.kind.in_(KINDS),
    e.entity_link.c.id.not_in(_ENDED),
)
_DOWN: Final = select(*_COLUMNS).where(
    e.entity_link.c.from_id.in_(bindparam("ids", expanding=True)),
    e.entity_link.c.kind.in_(KINDS),
    e.entity_link.c.id.not_in(_ENDED),
)
_WHO: Final = select(t.entity.c.id, t.entity.c.name, t.entity.c.kind, t.entity.c.country).where(
    t.entity.c.id.in_(bindparam("ids", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Around:
    """Statements around entities, each entity named by the one that stands for it."""

    holders: tuple[Holder, ...]
    """Nearest first."""
    stated: tuple[HoldingStatement, ...]
    beyond: tuple[str, ...]
    """Those whose own holders were left out, because there would be too many."""


def above(conn: Reader, entity_ids: Collection[str], merges: Merges, *, most: int) -> Around:
    """Who holds or controls the entities, and who holds those, up to `most` entities."""
    known = dict.fromkeys(merges.kept(one) for one in entity_ids)
    found: list[HoldingStatement] = []
    beyond: list[str] = []
    level = list(known)
    while level:
        by_firm = _by_firm(conn, level, merges)
        following: dict[str, None] = {}
        for firm in level:
            rows = by_firm.get(firm, [])
            added = dict.fromkeys(row.owner for row in rows if row.owner not in known)
            if len(known) + len(added) > most:
                beyond.append(firm)
                continue
            found += rows
            known |= added
            following |= added
        level = list(following)
    return Around(_holders(conn, list(known)), tuple(found), tuple(beyond))


def _by_firm(conn: Reader, firms: list[str], merges: Merges) -> dict[str, list[HoldingStatement]]:
    """What is stated of each firm's holders, the firm under the entity that stands for it."""
    rows = _rows(conn, _UP, [member for one in firms for member in merges.group(one)])
    found: dict[str, list[HoldingStatement]] = {}
    for stated in (_stated(row, merges) for row in rows):
        if stated.owner != stated.owned:
            found.setdefault(stated.owned, []).append(stated)
    return found


def below(conn: Reader, entity_id: str, merges: Merges, *, most: int) -> Around:
    """Whom the entity is directly stated to hold or control."""
    rows = _rows(conn, _DOWN, merges.group(entity_id))
    found = [one for one in (_stated(row, merges) for row in rows) if one.owner != one.owned]
    ids = dict.fromkeys((merges.kept(entity_id), *(one.owned for one in found[:most])))
    return Around(_holders(conn, list(ids)), tuple(found[:most]), ())


def resting_on(conn: Reader, entity_ids: Collection[str], merges: Merges) -> frozenset[str]:
    """The entities, whomever they hold or control in any number of steps, and all merged into
    those."""
    found = {member for one in entity_ids for member in merges.group(one)}
    level = found
    while level:
        held = {
            member
            for row in _rows(conn, _DOWN, level)
            for member in merges.group(row.to_id)
            if member not in found
        }
        found = found | held
        level = held
    return frozenset(found)


def _rows(conn: Reader, query: Any, ids: Collection[str]) -> Iterator[Any]:
    known = list(ids)
    for start in range(0, len(known), _MANY):
        yield from conn.execute(query, {"ids": known[start : start + _MANY]})


def _stated(row: Any, merges: Merges) -> HoldingStatement:
    link_id, owner, owned, kind, percent, since, until, source, grade, note, test, certainty = row
    return HoldingStatement(
        id=link_id,
        owner=merges.kept(owner),
        owned=merges.kept(owned),
        kind=kind,
        percent=percent or "",
        test=(test or note) if kind != OWNS else "",
        since=since or "",
        until=until or "",
        source=source,
        grade=grade,
        certainty=certainty or "",
        origin=ORIGIN,
    )


def _holders(conn: Reader, ids: list[str]) -> tuple[Holder, ...]:
    rows = {row.id: row for row in _rows(conn, _WHO, ids)}
    return tuple(
        Holder(one, rows[one].name, rows[one].kind, rows[one].country or "")
        for one in ids
        if one in rows
    )


@dataclass(frozen=True, slots=True)
class CaseHit:
    """A hit on a party of a case that is linked to an entity, with the judgement that stands."""

    entity: str
    list_id: str
    list_kind: str
    edition: str
    listing: str
    """JSON of the listing."""
    listing_id: str
    identifier_equal: bool
    score: int
    value: str
    """Of the judgement; empty where nobody judged."""
    is_seconded: bool
    confidential: bool


def case_hits(conn: Reader, entity_ids: Collection[str], merges: Merges) -> tuple[CaseHit, ...]:
    """Hits that stand on parties linked to the entities; the newest judgement of each pair last."""
    hit, link, judgement = t.hit.c, t.party_link.c, t.judgement.c
    query = (
        select(
            link.entity_id,
            hit.list_id,
            hit.list_kind,
            hit.edition,
            hit.listing,
            hit.listing_id,
            json_text(hit.match, "identifier_equal").label("identifier_equal"),
            hit.score,
            judgement.value,
            judgement.motion_id,
            hit.confidential,
        )
        .join(t.party_link, link.party_id == hit.party_id)
        .join(
            t.judgement,
            and_(judgement.hit_id == hit.id, judgement.revoked_at.is_(None)),
            isouter=True,
        )
        .where(
            link.entity_id.in_(bindparam("ids", expanding=True)),
            link.revoked_at.is_(None),
            hit.lapsed_at.is_(None),
        )
        .order_by(judgement.id, hit.id)
    )
    members = [member for one in entity_ids for member in merges.group(one)]
    return tuple(
        CaseHit(
            merges.kept(row.entity_id),
            row.list_id,
            row.list_kind,
            row.edition,
            row.listing,
            row.listing_id,
            bool(row.identifier_equal),
            row.score,
            row.value or "",
            row.motion_id is not None,
            bool(row.confidential),
        )
        for row in _rows(conn, query, members)
    )
