"""Where the indexes of lists lie, and which of them counts.

The listings in the casebook are the truth. The index of a long published list lies in a folder
beside the database, under a new name each time; a pointer in the casebook names the folder and the
hash of what is in it. Where pointer, folder or a byte is missing, the index is made in memory.
Short lists and confidential ones are always indexed in memory and never written.
"""

import shutil
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock

from landwaiter.domain.lists.listing import ListEdition, Listing
from landwaiter.screening import ENGINE, Index
from landwaiter.screening.arrays import Arrays
from landwaiter.screening.merging import Merger, whole
from landwaiter.screening.part import NameReader, decoded, frames_of
from landwaiter.screening.store import FORMAT, Unusable, load
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.lists import list_editions
from landwaiter.storage.lists.list_editions import StoredEdition
from landwaiter.storage.lists.list_indexes import (
    Fetch,
    Pointer,
    current_pointers,
    database_of,
    fetching,
)
from landwaiter.storage.people.open_casebook import INDEX

IN_MEMORY = 500
"""Listings up to which a list is indexed in memory: 0.03 s in each process. An index on the disk
is made once, for a third more, and ready in 0.005 s; a name is found as fast (docs/performance.md).
"""
_MOST_KNOWN = 1_024
"""Listings kept after they were fetched: the same hits come again and again."""


def is_long(edition: ListEdition) -> bool:
    """Whether making the index of a list takes so long that somebody would wait for it."""
    return edition.listings > IN_MEMORY


def may_lie_on_disk(edition: ListEdition) -> bool:
    """A long published list; no byte of a confidential one leaves the casebook."""
    return is_long(edition) and not edition.confidential


def indexed(conn: Reader, kept: StoredEdition) -> tuple[Index, Mapping[str, Listing]]:
    """The index of an edition and its listings by identifier: from the disk, else made now."""
    read = fetching(conn)
    if read is None or not is_long(kept.edition) or not _is_seen(read, kept.row):
        index = Index.build(list_editions.listings_of(conn, kept.row))
        return index, {one.listing_id: one for one in index.listings}
    arrays = stored_arrays(conn, kept)
    if arrays is None:
        arrays = _made_now(list_editions.bodies_of(conn, kept.row))
    return _over(arrays, read, kept.row)


def over(conn: Reader, kept: StoredEdition, arrays: Arrays) -> tuple[Index, Mapping[str, Listing]]:
    """The same over arrays that were made of an edition beforehand."""
    read = fetching(conn)
    if read is None:
        raise AssertionError("a casebook without a file")
    return _over(arrays, read, kept.row)


def _over(arrays: Arrays, read: Fetch, row: str) -> tuple[Index, Mapping[str, Listing]]:
    listings = FetchedListings(arrays, read, row)
    return Index.of(arrays, listings), ById(listings)


def _made_now(bodies: Iterable[str]) -> Arrays:
    reader, merger = NameReader(), Merger()
    for frame in frames_of(bodies):
        merger.add(reader.read(decoded(frame)))
    return whole(merger)


def stored_arrays(conn: Reader, kept: StoredEdition) -> Arrays | None:
    """The arrays on the disk; None where there are none that are whole and of this version."""
    database = database_of(conn)
    pointer = current_pointers(conn, engine=ENGINE, version=FORMAT).get(kept.row)
    if database is None or pointer is None or not may_lie_on_disk(kept.edition):
        return None
    return opened(database.parent / INDEX, pointer)


def opened(home: Path, pointer: Pointer) -> Arrays | None:
    """What a pointer points at, every byte verified; None where that is not so.

    What is damaged is removed, so that it is missed and made again.
    """
    folder = home / pointer.folder
    try:
        return load(folder, sha256_of_head=pointer.sha256)
    except Unusable:
        shutil.rmtree(folder, ignore_errors=True)
        return None


def _is_seen(read: Fetch, row: str) -> bool:
    """False for an edition of a unit of work that is not committed yet."""
    with read() as conn:
        return list_editions.holds(conn, row)


class FetchedListings:
    """Listings of an edition by their places in its index, fetched from the casebook."""

    def __init__(self, arrays: Arrays, read: Fetch, row: str) -> None:
        self._arrays, self._read, self._row = arrays, read, row
        self._known: OrderedDict[str, Listing] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return self._arrays.listings

    def __iter__(self) -> Iterator[Listing]:
        with self._read() as conn:
            yield from list_editions.listings_of(conn, self._row)

    def identifiers(self) -> Iterator[str]:
        """The identifiers of all listings, in their order."""
        return map(self._arrays.listing_id, range(len(self)))

    def many(self, places: Sequence[int]) -> Sequence[Listing]:
        """The listings at these places, in this order."""
        identifiers = [self._arrays.listing_id(place) for place in places]
        found = self.named(identifiers)
        return [found[one] for one in identifiers]

    def named(self, identifiers: Collection[str]) -> Mapping[str, Listing]:
        """Listings by identifier; those that the edition has not are left out."""
        with self._lock:
            found = {one: self._known[one] for one in identifiers if one in self._known}
        missing = [one for one in identifiers if one not in found]
        if missing:
            with self._read() as conn:
                fetched = list_editions.listings_by_id(conn, self._row, missing)
            found |= fetched
            with self._lock:
                self._known.update(fetched)
                while len(self._known) > _MOST_KNOWN:
                    self._known.popitem(last=False)
        return found


class ById(Mapping[str, Listing]):
    """The same listings by their identifiers."""

    def __init__(self, fetched: FetchedListings) -> None:
        self._fetched = fetched

    def __getitem__(self, listing_id: str) -> Listing:
        return self._fetched.named([listing_id])[listing_id]

    def __iter__(self) -> Iterator[str]:
        return self._fetched.identifiers()

    def __len__(self) -> int:
        return len(self._fetched)
