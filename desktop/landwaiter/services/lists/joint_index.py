"""Published lists as one index: where it finds nothing, none of them is asked.

It decides nothing. A name is as rare in all lists together as it is in one of them only nearly, so
it is asked below the lowest threshold; where it finds anything each list is asked, as a case asks
them, and what that finds is the same to the byte. Confidential lists are not in it and always
asked: no byte of them leaves the casebook.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

import msgspec

from landwaiter.canonical import canonical_bytes, sha256_hex
from landwaiter.errors import Unavailable
from landwaiter.i18n import _
from landwaiter.screening import ENGINE, Index, Query
from landwaiter.screening.arrays import Arrays
from landwaiter.screening.index import HeldListings
from landwaiter.screening.part import rows_of
from landwaiter.screening.store import FORMAT
from landwaiter.services.entities.party_matches import Thresholds
from landwaiter.services.lists.index_build import built
from landwaiter.services.lists.index_making import index_home, kept_aside
from landwaiter.services.warm.index_store import IN_MEMORY, opened
from landwaiter.services.warm.screened_list import EditionKey, ScreenedList
from landwaiter.services.warm.session import Session
from landwaiter.storage.lists.list_indexes import add_joint_pointer, joint_pointer

Progress = Callable[[int, int, str], None]
MARGIN: Final = 40
"""Thousandths below the lowest threshold at which something still counts as found."""
WORTH_IT: Final = 1_000
"""Names from which the index is made: it takes as long as so many names ask all lists."""
_THOUSAND: Final = 1000


@dataclass(frozen=True, slots=True)
class JointIndex:
    """The index over the editions that it covers."""

    index: Index
    covers: frozenset[EditionKey]

    @classmethod
    def of(cls, lists: Sequence[ScreenedList]) -> "JointIndex":
        """Made in memory, of these lists whatever they are."""
        arrays = _made(lists, lambda _done, _total, _what: None)
        return cls(_over(arrays), frozenset(one.key for one in lists))

    def may_match(self, query: Query, thresholds: Thresholds) -> bool:
        """Whether the lists that it covers must be asked."""
        least = min((one.least for one in thresholds.values()), default=1000)
        return self.index.may_match(query, threshold=least - MARGIN)


def joint_of(session: Session, names: int, tell: Progress) -> JointIndex | None:
    """The index over the published lists of today: as it lies on the disk, else made where so many
    `names` will be asked that it is worth it; None where it is not. A `tell` that raises cancels.
    """
    with session.reading() as conn:
        lists = [one for one in session.references.lists(conn, session.today()) if _is_in(one)]
        pointer = joint_pointer(conn, engine=ENGINE, version=FORMAT)
    if sum(len(one.index.listings) for one in lists) <= IN_MEMORY:
        return None
    covers = frozenset(one.key for one in lists)
    digest = sha256_hex(canonical_bytes(sorted(covers)))
    arrays = None
    if pointer is not None and pointer.of == digest:
        arrays = opened(index_home(session), pointer)
    if arrays is None:
        if names < WORTH_IT:
            return None
        arrays = _made(lists, tell)
        _keep(session, digest, arrays)
    return JointIndex(_over(arrays), covers)


def _is_in(one: ScreenedList) -> bool:
    return not one.since and not one.edition.confidential


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


def _keep(session: Session, digest: str, arrays: Arrays) -> None:
    """Onto the disk; where that is full, it is made again next time."""
    try:
        pointer = kept_aside(index_home(session), digest, digest, arrays)
    except Unavailable as fault:
        said = _("The index of all lists together was not kept: {why}")
        session.notices.append(said.format(why=fault.message))
        return
    with session.writing("index_list") as work:
        add_joint_pointer(work, pointer, engine=ENGINE, version=FORMAT)
        # Derived from what is in the casebook: nobody is answerable for it.
        work.quiet()
