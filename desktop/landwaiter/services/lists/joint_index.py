"""Published lists as two indexes, of long and of short ones: they say which need not be asked.

They decide nothing. Names are looked up in several lists at once, more widely than in one, and
those found are weighed as the list that they stand in weighs them; the lists where one may reach
the threshold are asked, as a case asks them, and what that finds is the same to the byte. Words
are rarer in short lists than in long ones, hence two. Confidential lists are in neither and always
asked: no byte of them leaves the casebook.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec
import numpy as np

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.screening import ENGINE, Index, Query
from landwaiter.screening.arrays import Arrays, Ints
from landwaiter.screening.index import GroupDemand, HeldListings
from landwaiter.screening.part import rows_of
from landwaiter.screening.store import FORMAT, load
from landwaiter.services.entities.party_matches import Thresholds
from landwaiter.services.lists.index_build import built
from landwaiter.services.lists.index_making import index_home, kept_aside
from landwaiter.services.warm.index_store import IN_MEMORY, opened
from landwaiter.services.warm.screened_list import EditionKey, ScreenedList
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader, seldom
from landwaiter.storage.base.settings import setting
from landwaiter.storage.lists.list_indexes import Pointer, add_joint_pointer, joint_pointers

Progress = Callable[[int, int, str], None]
CoveredList = tuple[EditionKey, int]
"""An edition with the number of its listings."""
EVERY_LIST: Final = "sift.every_list"
"""Whether every list is asked for every name, whatever these indexes say."""
WORTH_IT: Final = 1_000
"""Names from which an index is made: it takes as long as so many names ask all lists."""
SHORT: Final = 5_000
"""Listings up to which a list is short."""
_THOUSAND: Final = 1000


@dataclass(frozen=True, slots=True)
class JointPlace:
    """An index on the disk: its folder, the hash of its head, and what it covers."""

    folder: str
    sha256: str
    covers: tuple[CoveredList, ...]


@dataclass(frozen=True, slots=True)
class JointIndex:
    """The index over the editions that it covers, in their order."""

    index: Index
    covers: tuple[CoveredList, ...]
    place: JointPlace | None = None
    """Where it lies, for another process."""

    @classmethod
    def of(cls, lists: Sequence[ScreenedList]) -> "JointIndex":
        """Made in memory, of these lists whatever they are."""
        arrays = _made(lists, lambda _done, _total, _what: None)
        return cls(_over(arrays), _covered(lists))

    def finding_nothing(
        self, query: Query, lists: Iterable[ScreenedList], thresholds: Thresholds
    ) -> frozenset[EditionKey]:
        """Those of `lists` that need not be asked."""
        groups = {key: number for number, (key, _count) in enumerate(self.covers)}
        of_list = {one.key: one for one in lists if not one.since and one.key in groups}
        demands = {
            groups[key]: GroupDemand(one.index.rarity, thresholds[one.edition.list_id].least)
            for key, one in of_list.items()
        }
        found = self.index.groups_that_may_match(query, self._group_of(), demands)
        return frozenset(key for key in of_list if groups[key] not in found)

    def _group_of(self) -> Ints:
        counts = [count for _key, count in self.covers]
        return _groups(tuple(counts))


def asks_every_list(conn: Reader) -> bool:
    """Whether the office wants every list asked for every name."""
    return seldom(conn, _asks_every)


def _asks_every(conn: Reader) -> bool:
    return setting(conn, EVERY_LIST) == "true"


def joint_of(session: Session, names: int, tell: Progress) -> tuple[JointIndex, ...]:
    """The indexes over the published lists of today: as they lie on the disk, else made where so
    many `names` will be asked that it is worth it. None where the office wants every list asked. A
    `tell` that raises cancels.
    """
    with session.reading() as conn:
        if asks_every_list(conn):
            return ()
        lists = [one for one in session.references.lists(conn, session.today()) if _is_in(one)]
        pointers = joint_pointers(conn, engine=ENGINE, version=FORMAT)
    parts = {
        "long": [one for one in lists if len(one.index.listings) > SHORT],
        "short": [one for one in lists if len(one.index.listings) <= SHORT],
    }
    found = (
        _part(session, part, some, pointers.get(part), tell if names >= WORTH_IT else None)
        for part, some in parts.items()
    )
    return tuple(one for one in found if one is not None)


def _part(
    session: Session,
    part: str,
    lists: Sequence[ScreenedList],
    pointer: Pointer | None,
    tell: Progress | None,
) -> JointIndex | None:
    """One of the two; None where nothing is gained, or it is neither there nor to be made."""
    if len(lists) < 2 or sum(len(one.index.listings) for one in lists) <= IN_MEMORY:
        return None
    covers = _covered(lists)
    digest = sha256_hex(canonical_bytes([[*key, count] for key, count in covers]))
    arrays, home = None, index_home(session)
    if pointer is not None and pointer.of == digest:
        arrays = opened(home, pointer)
    if arrays is None:
        if tell is None:
            return None
        arrays = _made(lists, tell)
        pointer = _keep(session, part, digest, arrays)
    place = None
    if pointer is not None:
        place = JointPlace(str(home / pointer.folder), pointer.sha256, covers)
    return JointIndex(_over(arrays), covers, place)


def joint_at(place: JointPlace) -> JointIndex:
    """The same as another process finds it; Unusable where a byte is missing."""
    arrays = load(Path(place.folder), sha256_of_head=place.sha256)
    return JointIndex(_over(arrays), place.covers, place)


def _is_in(one: ScreenedList) -> bool:
    return not one.since and not one.edition.confidential


def _covered(lists: Iterable[ScreenedList]) -> tuple[CoveredList, ...]:
    return tuple((one.key, len(one.index.listings)) for one in lists)


@lru_cache(maxsize=4)
def _groups(counts: tuple[int, ...]) -> Ints:
    """The number of the list of each listing."""
    return np.repeat(np.arange(len(counts), dtype=np.int32), counts)


def _over(arrays: Arrays) -> Index:
    """Whether a name is there is asked, never which listing it is."""
    return Index.of(arrays, HeldListings(()))


def _made(lists: Sequence[ScreenedList], tell: Progress) -> Arrays:
    """Takes some seconds for 40,000 listings."""
    title = _("All lists together")
    total = sum(len(one.index.listings) for one in lists)
    with closing(built(_bodies(lists), total)) as steps:
        while True:
            try:
                share = next(steps)
            except StopIteration as end:
                arrays: Arrays = end.value
                return arrays
            tell(int(share * _THOUSAND), _THOUSAND, title)


def _bodies(lists: Sequence[ScreenedList]) -> Iterator[str]:
    for one in lists:
        for listing in one.index.listings:
            (row,) = rows_of((listing,))
            yield msgspec.json.encode(row).decode()


def _keep(session: Session, part: str, digest: str, arrays: Arrays) -> Pointer | None:
    """Onto the disk; where that is full, it is made again next time."""
    try:
        pointer = kept_aside(index_home(session), digest, digest, arrays)
    except Unavailable as fault:
        said = _("The index of all lists together was not kept: {why}")
        session.notices.append(said.format(why=fault.message))
        return None
    with session.writing("index_list") as work:
        add_joint_pointer(work, part, pointer, engine=ENGINE, version=FORMAT)
        # Derived from what is in the casebook: nobody is answerable for it.
        work.quiet()
    return pointer
