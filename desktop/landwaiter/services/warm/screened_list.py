"""A list or institutions pack with its index: what names are searched in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from landwaiter.domain.base.memory import Memory
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.lists.list_kinds import INSTITUTIONS
from landwaiter.domain.lists.listing import ListEdition, Listing, Match
from landwaiter.screening import Index, Query

EditionKey = tuple[str, str, str]
"""List, edition, and the hash of what was imported."""
MOST_KNOWN = 1_024
"""Searches remembered per list."""


@dataclass(frozen=True, slots=True)
class ScreenedList:
    """A list or institutions pack with its index."""

    edition: ListEdition
    index: Index
    listings: Mapping[str, Listing]
    """By listing identifier."""
    since: bool = False
    """Only what the newest edition says otherwise than the one of the day."""
    _known: Memory[tuple[Query, int, int], tuple[Match, ...]] = field(
        default_factory=lambda: Memory(MOST_KNOWN)
    )

    @classmethod
    def of(cls, edition: ListEdition, listings: Iterable[Listing]) -> "ScreenedList":
        index = Index.build(listings)
        return cls(edition, index, {one.listing_id: one for one in index.listings})

    @property
    def key(self) -> EditionKey:
        return self.edition.list_id, self.edition.edition, self.edition.sha256

    def part(
        self, edition: ListEdition, listings: Mapping[str, Listing], *, since: bool = False
    ) -> "ScreenedList":
        """A few listings of an edition, with words as common as they are in this list."""
        index = replace(Index.build(listings.values()), rarity=self.index.rarity)
        return ScreenedList(edition, index, listings, since)

    def search(self, query: Query, *, threshold: int, limit: int) -> tuple[Match, ...]:
        """As the index says; the same declarants and carriers come again and again."""
        key = (query, threshold, limit)
        found = self._known[key]
        if found is None:
            found = self._known.put(key, self.index.search(query, threshold=threshold, limit=limit))
        return found


def screened_institutions(pack: Pack) -> ScreenedList:
    """Its rows with their index."""
    return ScreenedList.of(_as_edition(pack), institution_listings(pack))


def _as_edition(pack: Pack) -> ListEdition:
    return ListEdition(
        list_id=pack.id,
        title=pack.title,
        kind=INSTITUTIONS,
        edition=pack.edition,
        sha256=pack.sha256,
        source=pack.source,
        licence=pack.licence,
        trust=pack.trust.value,
        listings=len(pack.rows),
        imported_at=datetime(1970, 1, 1, tzinfo=UTC),
        published=pack.valid_from,
    )


def institution_listings(pack: Pack) -> tuple[Listing, ...]:
    """The rows of an institutions pack in the form the matcher reads."""
    return tuple(
        Listing(
            listing_id=f"{pack.id}/{number}",
            schema="Organization",
            name=row["name_en"],
            aliases=tuple(
                alias
                for alias in (row.get("name_zh", ""), *row.get("aliases", "").split(";"))
                if alias.strip()
            ),
            countries=tuple(filter(None, (row.get("country", "CN"),))),
            programmes=(row.get("type", ""),),
            dataset=pack.id,
            note=row.get("note", ""),
        )
        for number, row in enumerate(pack.rows, start=1)
    )
