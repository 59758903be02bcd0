"""Which names hold which features, and which of them share the rarest with what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from landwaiter.screening.arrays import Arrays, Ints

_BUDGET = 150_000
"""Postings read for one query; the rarest features come first, at least the first is read."""
_LEAST_SHARED = 300
"""Thousandths of the query's known rarity that a name shares to be looked at.

Measured on 20,102 listings: at 300 one name in 500 is lost and a search takes a third of the time.
"""


@dataclass(frozen=True, slots=True)
class _Known:
    """A feature of the query that names hold."""

    count: int
    end: int

    @property
    def start(self) -> int:
        return self.end - self.count


def best(arrays: Arrays, keys: Sequence[int], limit: int) -> Ints:
    """At most `limit` places of names that share the rarest features, the best first."""
    known = sorted(_known(arrays, keys), key=lambda one: (one.count, one.end))
    bits = len(arrays.sizes).bit_length()
    sums = np.zeros(len(arrays.sizes), np.int32)
    parts: list[Ints] = []
    read = 0
    for one in known:
        if parts and read + one.count > _BUDGET:
            break
        read += one.count
        names = arrays.postings[one.start : one.end]
        sums[names] += _weight(one.count, bits)
        parts.append(names)
    if not parts:
        return np.empty(0, np.int32)
    least = sum(_weight(one.count, bits) for one in known) * _LEAST_SHARED // 1000
    return _ranked(arrays, sums, np.concatenate(parts), max(least, 1), limit)


def _ranked(arrays: Arrays, sums: Ints, read: Ints, least: int, limit: int) -> Ints:
    met = np.unique(read[sums[read] >= least])
    # A name with many features shares some by chance: divide by a slow function of its size.
    ranks = sums[met].astype(np.int64) * 65_536 // (arrays.sizes[met].astype(np.int64) + 24)
    if len(met) > limit:
        worst = np.partition(ranks, len(ranks) - limit)[len(ranks) - limit]
        met, ranks = met[ranks >= worst], ranks[ranks >= worst]
    found: Ints = met[np.lexsort((met, -ranks))[:limit]]
    return found


def _known(arrays: Arrays, keys: Sequence[int]) -> list[_Known]:
    if not len(arrays.feature_keys):
        return []
    wanted = np.array(keys, np.uint64)
    at = np.searchsorted(arrays.feature_keys, wanted)
    at = at[(at < len(arrays.feature_keys))]
    at = at[np.isin(arrays.feature_keys[at], wanted)]
    ends = arrays.feature_ends[at]
    starts = np.where(at > 0, arrays.feature_ends[np.maximum(at, 1) - 1], 0)
    return [
        _Known(end - start, end) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    ]


def _weight(count: int, bits: int) -> int:
    """Rising by one with each halving of the number of names that hold a feature."""
    return max(1, bits - count.bit_length() + 1)
