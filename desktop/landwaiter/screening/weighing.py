"""Pairs of names weighed before a search: what no name of a listing brings to the score, the search
does not find.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import features
from landwaiter.screening.batch import MOST_FEATURES_ADD, best_score
from landwaiter.screening.index import Index
from landwaiter.screening.query import Query
from landwaiter.screening.scorer import KnownName, WeighedQuery

_MOST_KNOWN = 50_000
"""Listed names that are kept as they are weighed."""


@dataclass(slots=True, eq=False)
class PairWeigher:
    """Over an index of few listings; what is listed is taken apart once."""

    index: Index
    threshold: int
    _known: dict[tuple[str | None, int], tuple[KnownName, ...]] = field(default_factory=dict)

    def least(self, query: Query) -> int:
        """What a name has to score: country and birth may add the rest."""
        return self.threshold - (MOST_FEATURES_ADD if query.country or query.born else 0)

    def may_match(self, query: Query, names: Iterable[int]) -> bool:
        """Whether a listing that holds one of these names may match; of a query that has no number
        of a listing."""
        asked, least = WeighedQuery(query, self.index.rarity), self.least(query)
        unlike = set[int]()
        for name in names:
            owner = int(self.index.arrays.owners[name])
            if owner in unlike or self._score(asked, name, owner) < least:
                continue
            (listing,) = self.index.listings.many((owner,))
            if _best(asked, listing) >= self.threshold:
                return True
            unlike.add(owner)
        return False

    def _score(self, asked: WeighedQuery, name: int, owner: int) -> int:
        arrays = self.index.arrays
        kind = asked.query.kind or features.kind_of_schema(arrays.schema(owner))
        known = self._known.get((kind, name))
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            listed = WeighedQuery(Query(""), self.index.rarity)
            known = self._known[kind, name] = listed.known(arrays.original(name), kind)
        return best_score(asked, known, kind)


def _best(asked: WeighedQuery, listing: Listing) -> int:
    """The most that comparing the two may come to, whichever names are meant."""
    kind = features.kind_asked(asked.query, listing)
    names = (listing.name, *listing.aliases)
    most = max(best_score(asked, asked.known(text, kind), kind) for text in names)
    return most + sum(reason.score for reason in features.reasons(asked.query, listing))
