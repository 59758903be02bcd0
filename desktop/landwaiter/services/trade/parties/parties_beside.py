"""The process that holds parts of the parties against changed listings, beside the one that asked.

It is told names and listings, and no key: of the casebook it sees nothing else. Which words are
rare in the lists is told too, so that it finds what the other one would.
"""

import gc
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import IO, Final

import numpy as np

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import Index, Query
from landwaiter.screening.arrays import Counts
from landwaiter.screening.rarity import Rarity
from landwaiter.services.base.line_process import LineProcess
from landwaiter.services.base.own_process import processors
from landwaiter.services.base.process_beside import ProcessBeside
from landwaiter.services.base.program_arguments import PARTIES_PART
from landwaiter.services.trade.parties.changed_listings import ChangedListings, ChangedPart
from landwaiter.storage.base.records import from_json, to_bytes

WORTH_IT: Final = 20_000
"""Parties from which a second process is started: it takes some seconds to be ready."""


@dataclass(frozen=True, slots=True)
class ListOrder:
    """What one list says otherwise, the score that counts, and how common its words are."""

    listings: tuple[Listing, ...]
    least: int
    count_keys: bytes
    """uint64, little-endian."""
    counts: bytes
    """int32, little-endian."""
    names: int

    @classmethod
    def of(cls, part: ChangedPart, rarity: Rarity) -> "ListOrder":
        counts = rarity.counts
        assert isinstance(counts, Counts)  # noqa: S101  # as an index has them
        return cls(
            tuple(part.index.listings),
            part.least,
            counts.keys.astype("<u8").tobytes(),
            counts.counts.astype("<i4").tobytes(),
            rarity.names,
        )

    def part(self) -> ChangedPart:
        counts = Counts(np.frombuffer(self.count_keys, "<u8"), np.frombuffer(self.counts, "<i4"))
        index = replace(Index.build(self.listings), rarity=Rarity(counts, self.names))
        return ChangedPart(index, self.least)


@dataclass(frozen=True, slots=True)
class PartiesOrder:
    """The first line."""

    lists: tuple[ListOrder, ...]


@dataclass(frozen=True, slots=True)
class PartiesPart:
    """Some parties."""

    queries: tuple[Query, ...]


def serve(source: IO[bytes] | None = None, sink: IO[bytes] | None = None) -> int:
    """Answer each line of standard input until it ends: for each party whether it may be like a
    listing; the exit code."""
    given, told = source or sys.stdin.buffer, sink or sys.stdout.buffer
    order = from_json(given.readline(), PartiesOrder)
    changed = ChangedListings(tuple(one.part() for one in order.lists))
    with suppress(BrokenPipeError):
        for line in given:
            # What is held stays until the end: to look through it for what may go takes longer
            # than the rest.
            gc.freeze()
            part = from_json(line, PartiesPart)
            told.write(to_bytes(changed.like(part.queries)) + b"\n")
            told.flush()
    return 0


class PartiesBeside(ProcessBeside[PartiesPart, list[bool]]):
    """One such process while parties are held against what changed."""

    def __init__(self, changed: ChangedListings) -> None:
        order = PartiesOrder(tuple(ListOrder.of(one, one.index.rarity) for one in changed.parts))
        super().__init__(
            lambda: LineProcess(PARTIES_PART, to_bytes(order)),
            _answer,
        )


def _answer(line: bytes, part: PartiesPart) -> list[bool] | None:
    found = from_json(line, list[bool])
    return found if len(found) == len(part.queries) else None


def process_for(changed: ChangedListings, count: int) -> PartiesBeside | None:
    """A process beside this one, where there is work and a processor for it."""
    return PartiesBeside(changed) if count >= WORTH_IT and processors() > 1 else None
