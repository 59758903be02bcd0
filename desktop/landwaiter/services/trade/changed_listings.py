"""Distinct parties of the store against what lists say otherwise: the cheap cut before judging.

It decides nothing. Changed listings alone are the index; a party that is like none of them, even
somewhat below the lowest threshold, has the answers that it had. Who is like one is judged again,
by every list, as a new declaration is.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import Index, Query
from landwaiter.screening.sieve import MOST_NAMES, Sieve
from landwaiter.services.law.counting_thresholds import points_of
from landwaiter.services.warm.references import References
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.lists import list_editions
from landwaiter.storage.trade import again_rows

MARGIN: Final = 40
"""Thousandths below the lowest threshold at which a party still counts as like a listing."""
PART: Final = 20_000
"""Parties that are looked at together; how far it came is kept after each."""
TOGETHER: Final = 2_000
"""Those that are reckoned with together."""


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """What one list says otherwise, words being as common as they are in it."""

    index: Index
    least: int
    sieve: Sieve | None
    """None where the listings are so many that a search is as fast."""

    @classmethod
    def of(cls, index: Index, threshold: int) -> "ChangedPart":
        needed = threshold - MARGIN
        return cls(index, needed, Sieve(index, needed) if is_worth_it(index) else None)

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


def like_them(
    conn: Reader, changed: ChangedListings, after: int, tell: Callable[[int], None]
) -> Iterator[tuple[int, Sequence[int]]]:
    """The last of each part of the parties behind `after`, and those that may be like a listing."""
    while parties := again_rows.parties_after(conn, after, PART):
        through = parties[-1][0]
        vessels = again_rows.vessels_among(conn, after, through)
        found: list[int] = []
        for begin in range(0, len(parties), TOGETHER):
            part = parties[begin : begin + TOGETHER]
            tell(part[0][0])
            asked = [(row[0], query) for row in part for query in _queries(row, vessels)]
            queries = tuple(dict.fromkeys(query for _number, query in asked))
            answers = dict(zip(queries, changed.like(queries), strict=True))
            found += dict.fromkeys(number for number, query in asked if answers[query])
        after = through
        yield through, found


def _queries(
    row: tuple[int, str, str | None, str | None], vessels: Collection[int]
) -> Iterator[Query]:
    """A party as it is screened: where it is declared as a vessel, as that too."""
    number, name, country, identifier = row
    own = (identifier,) if identifier else ()
    yield Query(name=name, kind=None, country=country, identifiers=own)
    if number in vessels:
        yield Query(name=name, kind="vessel", country=country, identifiers=own)
