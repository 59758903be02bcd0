"""The casebook's own entities indexed by name, in memory alone: nothing of them goes to a file.

The index is made once for a session. Entities that changed since are looked up in a small one
beside it, until so many have that all are indexed anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import RLock

from landwaiter.domain.lists.listing import Listing, Match
from landwaiter.screening import Index, Query
from landwaiter.services.entities.entity_names import KnownEntity, known_of
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities import entity_rows as stored
from landwaiter.storage.entities import entity_statements as statements

MOST_CHANGED = 500
"""Entities that are looked up beside the index; with more it is made anew."""
SCHEMAS: Mapping[str, str] = {"person": "Person", "vessel": "Vessel"}
"""Kinds that narrow; others are left open: most entities are made as organisations."""


@dataclass(frozen=True, slots=True)
class IndexedEntities:
    """Every entity that stands, with all it is known by, on one snapshot."""

    known: Mapping[str, KnownEntity]
    base: Index
    changed: frozenset[str]
    delta: Index

    def nearest(self, entity_id: str, *, threshold: int, limit: int) -> tuple[Match, ...]:
        """Other entities whose names are like those of one, the best first."""
        query = query_of(self.known[entity_id])
        found = [
            match
            for match in self.base.search(query, threshold=threshold, limit=limit)
            if match.listing_id in self.known and match.listing_id not in self.changed
        ]
        found += self.delta.search(query, threshold=threshold, limit=limit)
        found.sort(key=lambda match: (-match.score, match.listing_id))
        return tuple(found[:limit])


@dataclass(slots=True)
class EntityIndex:
    """Kept with a session, for whoever asks."""

    _mark: statements.StatementMark | None = None
    _base: Index | None = None
    _known: dict[str, KnownEntity] = field(default_factory=dict)
    _now: tuple[statements.StatementMark, IndexedEntities] | None = None
    _lock: RLock = field(default_factory=RLock)

    def of(self, conn: Reader) -> IndexedEntities:
        """The entities as they are on this connection."""
        with self._lock:
            mark = statements.mark_of(conn)
            if self._now is None or self._now[0] != mark:
                self._now = mark, self._read(conn, mark)
            return self._now[1]

    def _read(self, conn: Reader, mark: statements.StatementMark) -> IndexedEntities:
        changed = statements.changed_since(conn, self._mark) if self._mark else None
        merges = statements.merges_of(conn)
        if self._base is None or changed is None or len(changed) > MOST_CHANGED:
            ids = [one for one in stored.every_id(conn) if one not in merges.by_gone]
            self._known = dict(known_of(conn, tuple(ids)))
            self._base, self._mark = _index(self._known), mark
            return IndexedEntities(self._known, self._base, frozenset(), _index({}))
        touched = {member for one in changed for member in merges.group(one)} | set(changed)
        standing = tuple(sorted(one for one in touched if one not in merges.by_gone))
        fresh = dict(known_of(conn, standing))
        known = {
            one: what for one, what in (self._known | fresh).items() if one not in merges.by_gone
        }
        return IndexedEntities(known, self._base, frozenset(touched), _index(fresh))


def _index(known: Mapping[str, KnownEntity]) -> Index:
    return Index.build(listing_of(one, what) for one, what in known.items())


def listing_of(entity_id: str, known: KnownEntity) -> Listing:
    """An entity as it stands in the index."""
    return Listing(
        listing_id=entity_id,
        schema=SCHEMAS.get(known.kind, "LegalEntity"),
        name=known.names[0],
        aliases=known.names[1:],
    )


def query_of(known: KnownEntity) -> Query:
    """An entity as it is asked for among the others: by names alone."""
    kind = known.kind if known.kind in SCHEMAS else None
    return Query(name=known.names[0], kind=kind, aliases=known.names[1:])
