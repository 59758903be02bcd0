"""The order of a list that no index of the database holds."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from threading import Lock
from typing import Any

SortKey = tuple[Any, ...]


@dataclass(slots=True)
class SortedKeys:
    """Sort keys alone, kept until what they rest on is another; pages are found among them."""

    _mark: Hashable = None
    _keys: Sequence[SortKey] = ()
    _lock: Lock = field(default_factory=Lock)

    def of(self, mark: Hashable, make: Callable[[], Sequence[SortKey]]) -> Sequence[SortKey]:
        """The keys in their order, made anew where the mark is another."""
        with self._lock:
            if mark != self._mark:
                self._keys, self._mark = make(), mark
            return self._keys


def page_of(
    keys: Sequence[SortKey], first: Collection[Any], *, after: SortKey | None, limit: int
) -> tuple[SortKey, ...]:
    """Keys after one that begin with a value of `first`."""
    start = bisect_right(keys, after) if after is not None else 0
    return tuple(islice((one for one in islice(keys, start, None) if one[0] in first), limit))
