"""Many listings, searchable: cheap candidates first, the scorer decides."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np

from landwaiter.domain.base.memory import Memory
from landwaiter.domain.lists.listing import Listing, Match
from landwaiter.screening.alternatives import stretches
from landwaiter.screening.arrays import Arrays, Counts, IndexWords, Ints
from landwaiter.screening.batch import MOST_FEATURES_ADD, PreparedName, best_score, score_many
from landwaiter.screening.candidates import Candidates, SearchBreadth
from landwaiter.screening.feature import key_of
from landwaiter.screening.features import identifier_keys, kind_of_schema
from landwaiter.screening.languages.han import RUN
from landwaiter.screening.merging import Merger, whole
from landwaiter.screening.name import parse, readings
from landwaiter.screening.part import NameReader, rows_of
from landwaiter.screening.query import Query
from landwaiter.screening.rarity import Rarity
from landwaiter.screening.scorer import KnownName, WeighedQuery

_CUT, _CUT_OF_HAN, _CUT_BESIDE = 40, 120, 12
"""Names that the scorer looks at; more for a name in Chinese, which is met in many ways that the
cheap measures do not tell from one another; and so many in Chinese beside those of another name."""
ESTIMATED, ESTIMATED_OF_HAN = 0.85, 0.55
"""Share of the score needed below which an estimate is hopeless."""


_NET, _NET_OF_GROUPS = SearchBreadth(), SearchBreadth(names=500, rough=1_000, least_met=0.12)
_MOST_WEIGHED = 2_048
"""Names kept as they are weighed: some megabytes."""
_MARGIN_OF_GROUPS = 300
"""Thousandths by which an estimate may be lower than in an index of the group alone, where the
words are rarer. Both were chosen on names of files that are no lists here (docs/evidence.md)."""


@dataclass(frozen=True, slots=True)
class GroupDemand:
    """How rare words are among the listings of a group, and what one must score there."""

    rarity: Rarity
    threshold: int


class Listings(Protocol):
    """The listings by their place in an index, held in memory or fetched."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Listing]: ...
    def many(self, places: Sequence[int]) -> Sequence[Listing]:
        """The listings at these places, in this order."""


class HeldListings(tuple[Listing, ...]):
    """Listings in memory."""

    __slots__ = ()

    def many(self, places: Sequence[int]) -> Sequence[Listing]:
        return [self[place] for place in places]


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Listings with their postings; never changes, so threads may share it."""

    arrays: Arrays
    listings: Listings
    rarity: Rarity
    _words: IndexWords
    _candidates: Candidates
    _weighed: Memory[tuple[str | None, int], tuple[Rarity, tuple[KnownName, ...]]] = field(
        default_factory=lambda: Memory(_MOST_WEIGHED)
    )
    """By kind and place of the name: as a rarity weighs it."""

    @classmethod
    def build(cls, listings: Iterable[Listing]) -> "Index":
        """An index of `listings` as they are now, all of it in memory."""
        kept, merger = HeldListings(listings), Merger()
        merger.add(NameReader().read(rows_of(kept)))
        return cls.of(whole(merger), kept)

    @classmethod
    def of(cls, arrays: Arrays, listings: Listings) -> "Index":
        """An index of arrays that were made of these `listings`, in this order."""
        rarity = Rarity(Counts(arrays.count_keys, arrays.counts), arrays.names)
        return cls(arrays, listings, rarity, IndexWords(arrays), Candidates(arrays, rarity))

    def search(self, query: Query, *, threshold: int, limit: int) -> tuple[Match, ...]:
        """Matches scoring at least `threshold`, best first, then by listing identifier."""
        best: dict[int, Match] = {}
        for asked in self._asked(query):
            for place, match in self._matches(asked, threshold):
                if place not in best or match.score > best[place].score:
                    best[place] = match
        found = sorted(best.values(), key=lambda match: (-match.score, match.listing_id))
        return tuple(found[:limit])

    def groups_that_may_match(
        self, query: Query, group_of: Ints, demands: Mapping[int, GroupDemand]
    ) -> set[int]:
        """Of groups of its listings, told apart by `group_of` of their places, those in which one
        may reach what is demanded there: each name is weighed as in an index of its group alone.
        """
        keys = sorted(identifier_keys(query.identifiers))
        places = [place for key in keys for place in self.arrays.with_identifier(key_of(key))]
        found = {int(group_of[place]) for place in places}
        for asked in self._asked(query):
            left = {group: demand for group, demand in demands.items() if group not in found}
            found |= self._groups(asked, group_of, left)
        return found

    def _groups(
        self, asked: WeighedQuery, group_of: Ints, demands: Mapping[int, GroupDemand]
    ) -> set[int]:
        query = asked.query
        adds = MOST_FEATURES_ADD if query.country or query.born else 0
        worth: dict[int, dict[int, None]] = {group: {} for group in demands}
        for text in dict.fromkeys(one.text for one in asked.names(query.kind)):
            names, likely = self._ranked(text, query.kind, _NET_OF_GROUPS)
            groups = group_of[self.arrays.owners[names]]
            for group, demand in demands.items():
                of_group = groups == group
                least = demand.threshold - adds - _MARGIN_OF_GROUPS
                hopeful = self._worth_scoring(text, names[of_group], likely[of_group], least)
                worth[group] |= dict.fromkeys(hopeful)
        found = set()
        for group, demand in demands.items():
            some = [*worth[group]]
            if not some:
                continue
            owners = self._owners(np.array(some, np.int32))
            weighed = replace(asked, rarity=demand.rarity, _names={}, _known={}, _met={})
            least = demand.threshold - adds
            if any(self._score(weighed, *one) >= least for one in zip(some, owners, strict=True)):
                found.add(group)
        return found

    def _score(self, asked: WeighedQuery, name: int, owner: int) -> int:
        """What `score_many` says of the name. The same few of an index are met again and again, and
        are kept as they are weighed."""
        own = kind_of_schema(self.arrays.schema(owner))
        kind = asked.query.kind or own
        kept = self._weighed[kind, name]
        if kept is None or kept[0] is not asked.rarity:
            whole = self._words.name(name) if kind == own else None
            known = asked.known(self.arrays.original(name), kind, whole)
            kept = self._weighed.put((kind, name), (asked.rarity, known))
        return best_score(asked, kept[1], kind)

    def _asked(self, query: Query) -> Iterator[WeighedQuery]:
        """What is asked at once: the names, and each further stretch of a field longer than any."""
        fields = [stretches(text) for text in (query.name, *query.aliases)]
        name, *aliases = [first for first, *_others in fields]
        yield WeighedQuery(replace(query, name=name, aliases=tuple(aliases)), self.rarity)
        for other in dict.fromkeys(one for _first, *others in fields for one in others):
            yield WeighedQuery(replace(query, name=other, aliases=()), self.rarity, is_part=True)

    def _matches(self, asked: WeighedQuery, threshold: int) -> Iterator[tuple[int, Match]]:
        """Places of listings with their matches."""
        plausible = self._plausible(asked, threshold)
        listings = self.listings.many(tuple(plausible))
        matches = zip(plausible, map(asked.compare, listings, plausible.values()), strict=True)
        return ((place, match) for place, match in matches if match.score >= threshold)

    def candidates(self, name: str, kind: str | None, limit: int = _NET.names) -> Ints:
        """Places of the names most like `name`, at most `limit`, the best first."""
        return self._ranked(name, kind, replace(_NET, names=limit))[0]

    def _ranked(self, name: str, kind: str | None, net: SearchBreadth) -> tuple[Ints, Ints]:
        """Candidates, the best first, and the estimate of each."""
        read = [self._candidates.like(words, net) for words in readings(parse(name, kind))]
        found, likely = (np.concatenate(part) for part in zip(*read, strict=True))
        order = np.lexsort((found, -likely))
        if len(read) > 1:
            # A name that both readings bring stands twice: the better of the two comes first.
            order = order[np.sort(np.unique(found[order], return_index=True)[1])]
        return found[order[: net.names]], likely[order[: net.names]]

    def _worth_scoring(self, name: str, found: Ints, likely: Ints, least: int) -> list[int]:
        """Of these candidates those that may score `least`."""
        is_han = bool(RUN.search(name))
        translated = self.arrays.are_han[found] | is_han
        hopeful = likely * 1000 >= least * np.where(translated, ESTIMATED_OF_HAN, ESTIMATED)
        found, translated = found[hopeful], translated[hopeful]
        cut = _CUT_OF_HAN if is_han else _CUT_BESIDE
        return [*found[~translated][:_CUT].tolist(), *found[translated][:cut].tolist()]

    def _plausible(self, asked: WeighedQuery, threshold: int) -> dict[int, set[str]]:
        """Places of listings whose best candidate name, or identifier, may reach `threshold`; and
        which of their names may be meant, none standing for all of them."""
        query = asked.query
        places: dict[int, set[str]] = {
            place: set()
            for key in sorted(identifier_keys(query.identifiers))
            for place in self.arrays.with_identifier(key_of(key))
        }
        # Country and birth can only lift where both sides state them.
        least = threshold - (MOST_FEATURES_ADD if query.country or query.born else 0)
        candidates = [np.empty(0, np.int32)]
        worth: dict[int, None] = {}
        for text in dict.fromkeys(one.text for one in asked.names(query.kind)):
            found, likely = self._ranked(text, query.kind, _NET)
            candidates.append(found)
            worth |= dict.fromkeys(self._worth_scoring(text, found, likely, least))
        owners = zip(worth, self._owners(np.array([*worth], np.int32)), strict=True)
        new = {name: owner for name, owner in owners if owner not in places}
        scores = score_many(asked, [self._prepared(*one) for one in new.items()], least=least)
        reached = {
            owner for owner, score in zip(new.values(), scores, strict=True) if score >= least
        }
        meant = np.concatenate(candidates)
        for name, owner in zip(meant.tolist(), self._owners(meant), strict=True):
            if owner in reached:
                places.setdefault(owner, set()).add(self.arrays.original(name))
        return places

    def _owners(self, names: Ints) -> list[int]:
        found: list[int] = self.arrays.owners[names].tolist()
        return found

    def _prepared(self, name: int, owner: int) -> PreparedName:
        schema = self.arrays.schema(owner)
        return PreparedName(self.arrays.original(name), schema, self._words.name(name))
