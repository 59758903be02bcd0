"""All lists as one index: where it finds nothing, no list is asked.

It decides nothing. A name is as rare in all lists together as it is in one of them only nearly, so
it is asked below the lowest threshold; where it finds anything each list is asked, as a case asks
them, and what that finds is the same to the byte.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import Index, Query
from landwaiter.services.entities.party_matches import Thresholds
from landwaiter.services.warm.screened_list import ScreenedList

MARGIN: Final = 40
"""Thousandths below the lowest threshold at which something still counts as found."""
WORTH_IT: Final = 1_000
"""Names from which the index is made: it takes as long as so many names ask all lists."""


@dataclass(frozen=True, slots=True)
class JointIndex:
    """The index over some lists, with the least of their thresholds."""

    index: Index
    least: int

    @classmethod
    def of(cls, lists: Sequence[ScreenedList], thresholds: Thresholds) -> "JointIndex":
        """Takes some seconds for 40,000 listings."""
        least = min((one.least for one in thresholds.values()), default=1000)
        return cls(Index.build(_all_of(lists)), least)

    def may_match(self, query: Query) -> bool:
        """Whether the lists must be asked."""
        return self.index.may_match(query, threshold=self.least - MARGIN)


def _all_of(lists: Sequence[ScreenedList]) -> Iterator[Listing]:
    for place, one in enumerate(lists):
        for listing in one.index.listings:
            yield replace(listing, listing_id=f"{place}/{listing.listing_id}")
