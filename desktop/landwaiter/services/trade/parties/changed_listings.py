"""What lists say otherwise, and who is like it: the cheap cut before judging.

It decides nothing. Changed listings alone are the index; a party that is like none of them, even
somewhat below the lowest threshold, has the answers that it had. Who is like one is judged again,
by every list, as a new declaration is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import Index, Query
from landwaiter.screening.sieve import MOST_NAMES, Sieve
from landwaiter.services.law.counting_thresholds import points_of
from landwaiter.services.warm.references import References
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.lists import list_editions

MARGIN: Final = 40
"""Thousandths below the lowest threshold at which a party still counts as like a listing."""


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """What one list says otherwise, words being as common as they are in it."""

    index: Index
    least: int
    """The score that counts."""
    sieve: Sieve | None = field(init=False)
    """None where the listings are so many that a search is as fast."""

    def __post_init__(self) -> None:
        sieve = Sieve(self.index, self.least) if is_worth_it(self.index) else None
        object.__setattr__(self, "sieve", sieve)

    @classmethod
    def of(cls, index: Index, threshold: int) -> "ChangedPart":
        return cls(index, threshold - MARGIN)

    def like(self, queries: Sequence[Query]) -> Sequence[bool]:
        """For each query whether it may be like a listing."""
        worth = self.sieve.worth_searching(queries) if self.sieve else [True] * len(queries)
        return [
            is_worth and bool(self.index.search(query, threshold=self.least, limit=1))
            for query, is_worth in zip(queries, worth, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class ChangedListings:
    """What parties are held against."""

    parts: tuple[ChangedPart, ...]

    @classmethod
    def of(
        cls, conn: Reader, references: References, asked: Mapping[tuple[str, str], Listing]
    ) -> "ChangedListings":
        """What lists that stand say otherwise, by list and identifier with a hash of each."""
        standing = list_editions.standing_lists(conn)
        by_list: dict[str, dict[str, Listing]] = {}
        for (name, key), listing in sorted(asked.items()):
            # Of two wordings of an entry each is asked.
            by_list.setdefault(name, {})[key] = replace(listing, listing_id=key)
        parts = []
        for name, listings in by_list.items():
            newest = standing[name][-1]
            part = references.whole(conn, newest).part(newest.edition, listings)
            parts.append(ChangedPart.of(part.index, points_of(conn, name).least))
        return cls(tuple(parts))

    def like(self, queries: Sequence[Query]) -> Sequence[bool]:
        """For each query whether it may be like a listing of any list."""
        found = [False] * len(queries)
        for part in self.parts:
            left = [at for at, is_found in enumerate(found) if not is_found]
            answers = part.like([queries[at] for at in left])
            for at, is_like in zip(left, answers, strict=True):
                found[at] = is_like
        return found


def is_worth_it(index: Index) -> bool:
    return index.arrays.names <= MOST_NAMES
