"""Distinct parties of the store against what lists say otherwise: the cheap cut before judging.

It decides nothing. Changed listings alone are the index; a party that is like none of them, even
somewhat below the lowest threshold, has the answers that it had. Who is like one is judged again,
by every list, as a new declaration is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import Index, Query
from landwaiter.services.trade.joint_index import MARGIN
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import again_rows

PART: Final = 20_000
"""Parties that are looked at together; how far it came is kept after each."""
_TOLD: Final = 500


@dataclass(frozen=True, slots=True)
class ChangedListings:
    """What parties are held against, at the least of all thresholds."""

    index: Index
    least: int

    @classmethod
    def of(cls, asked: Mapping[tuple[str, str], Listing], least: int) -> "ChangedListings":
        named = (
            replace(listing, listing_id="/".join(key)) for key, listing in sorted(asked.items())
        )
        return cls(Index.build(named), least - MARGIN)

    def may_match(self, query: Query) -> bool:
        return self.index.may_match(query, threshold=self.least)


def like_them(
    conn: Reader, changed: ChangedListings, after: int, tell: Callable[[int], None]
) -> Iterator[tuple[int, Sequence[int]]]:
    """The last of each part of the parties behind `after`, and those that may be like a listing."""
    while parties := again_rows.parties_after(conn, after, PART):
        through = parties[-1][0]
        vessels = again_rows.vessels_among(conn, after, through)
        known: dict[Query, bool] = {}
        found = []
        for at, (number, name, country, identifier) in enumerate(parties):
            if not at % _TOLD:
                tell(number)
            own = (identifier,) if identifier else ()
            queries = [Query(name=name, kind=None, country=country, identifiers=own)]
            if number in vessels:
                queries.append(replace(queries[0], kind="vessel"))
            if any(_answer(known, changed, query) for query in queries):
                found.append(number)
        after = through
        yield through, found


def _answer(known: dict[Query, bool], changed: ChangedListings, query: Query) -> bool:
    if query not in known:
        known[query] = changed.may_match(query)
    return known[query]
