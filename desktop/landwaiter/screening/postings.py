"""Candidates: the names that hold many of the sounds that are like the words asked."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from landwaiter.screening.arrays import Arrays, Ints, bounds, distinct, most, ranges
from landwaiter.screening.feature import sound_of_joined, sounds_of
from landwaiter.screening.name import Word
from landwaiter.screening.neighbours import Near, Neighbours
from landwaiter.screening.rarity import Rarity

_NAME_BUDGET = 200_000
"""Names read for one query; the rarest words come first, at least the first is read."""
_JOINED_NAMES = 2_000
"""Names read for neighbouring words that are read as one."""
_LONGEST_RUN, _LONGEST_MISSPELT = 4, 2
"""Words that may be written together, as the scorer has it; and of which, when they are, a letter
may be wrong."""
LEAST_MET = 0.27
"""Share of the weight asked that a name has to meet to be ranked."""
_UNLIKE, _CONTRADICTION, _OMISSION = 1.6, 2.6, 0.45
"""As the scorer weighs them; here they only order the candidates."""

_BITS = 21
"""Three sums of thousandths lie in one number, so that a name is visited once."""
_MASK = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word of the query, or some neighbours read as one, with the sounds that are like it."""

    first: int
    last: int
    """The words from the first to this one, itself included."""
    weight: int
    near: Near

    @property
    def joined(self) -> bool:
        return self.last > self.first


def asked_words(neighbours: Neighbours, words: Sequence[Word], rarity: Rarity) -> list[QueryWord]:
    """Each word with its like sounds, then neighbouring words as if written together."""
    weights = [rarity.weight(word) for word in words]
    found = [
        QueryWord(at, at, weight, neighbours.of(word))
        for at, (word, weight) in enumerate(zip(words, weights, strict=True))
    ]
    sounds = [sounds_of(word)[0] for word in words]
    for first, last in _runs(len(words)):
        joined = sound_of_joined(sounds[first : last + 1])
        near = neighbours.of_joined(joined, exactly=last - first >= _LONGEST_MISSPELT)
        if len(near.places):
            found.append(QueryWord(first, last, sum(weights[first : last + 1]), near))
    return found


def _runs(count: int) -> Iterator[tuple[int, int]]:
    for length in range(2, _LONGEST_RUN + 1):
        for first in range(count - length + 1):
            yield first, first + length - 1


@dataclass(slots=True, eq=False)
class Sums:
    """Three sums for each name of an index, 0 between two searches.

    Fresh memory for a million names costs more than the search itself, so it is used again; each
    thread takes one that no other uses.
    """

    names: int
    _free: list[Ints] = field(default_factory=list)

    @contextmanager
    def taken(self) -> Iterator[Ints]:
        """Zeros, which have to be zeros again at the end."""
        sums = self._free.pop() if self._free else np.zeros(self.names, np.int64)
        yield sums
        self._free.append(sums)


@dataclass(frozen=True, slots=True)
class RankedNames:
    """Names that may be meant, rising."""

    places: Ints
    ranks: Ints
    """0 to 1: how much of the name meets, as far as the cheap measures tell."""


class _Held(NamedTuple):
    """A word asked, and where the names of each sound like it stand in the index."""

    asked: QueryWord
    starts: Ints
    sizes: Ints
    names: int
    """How many they are."""


def best(
    arrays: Arrays,
    asked: Sequence[QueryWord],
    sums: Ints,
    limit: int,
    least_met: float = LEAST_MET,
) -> RankedNames:
    """About `limit` names whose words are most like those asked.

    `sums` are zeros for all names before and after.
    """
    single = [word for word in asked if not word.joined]
    whole = sum(word.weight for word in single)
    least = int(whole * least_met)
    met = [np.empty(0, np.intp)]
    read, rest = 0, whole
    for word in _by_rarity(arrays, single):
        if read and read + word.names > _NAME_BUDGET:
            break
        read += word.names
        # Names that no rarer word met cannot meet enough any more.
        new = _meet(arrays, word, sums, only_met=rest <= least)
        if rest > least:
            met.append(new)
        rest -= word.asked.weight
    names = np.concatenate(met)
    found = names[sums.take(names) > least << 2 * _BITS]
    found = distinct(found.astype(np.int32))
    found = most(found, _ranks(arrays, found, sums, whole), limit)
    found = distinct(np.concatenate((found, _of_joined(arrays, asked))))
    ranks = _ranks(arrays, found, sums, whole)
    sums[names] = 0
    return RankedNames(found, ranks)


def _meet(arrays: Arrays, word: _Held, sums: Ints, *, only_met: bool) -> Ints:
    """Add to each name what its word of the likest sound meets, and the weights of both words.

    The names that have such a word, some more than once; `only_met` passes over those that met
    nothing before.
    """
    order = np.argsort(word.asked.near.likeness, kind="stable")
    sizes = word.sizes[order]
    at = ranges(word.starts[order], sizes)
    likeness = np.repeat(word.asked.near.likeness[order], sizes)
    names = arrays.sound_names.take(at).astype(np.intp)
    before = sums.take(names)
    if only_met:
        met = before.nonzero()[0]
        at, likeness, names, before = (part.take(met) for part in (at, likeness, names, before))
    listed = arrays.sound_name_weights.take(at)
    added = (np.minimum(listed, np.uint16(word.asked.weight)) * likeness).astype(np.int64)
    added <<= _BITS
    added += word.asked.weight
    added <<= _BITS
    added += listed
    # Of a name that stands twice the last one counts: the sounds rise in likeness.
    sums[names] = before + added
    return names


def _ranks(arrays: Arrays, names: Ints, sums: Ints, whole: int) -> Ints:
    found = sums[names]
    met = (found >> 2 * _BITS).astype(np.float32)
    other = arrays.name_weights[names] - (found & _MASK).astype(np.float32)
    # A listed word that several words asked met was counted for each; in Chinese one may stand for
    # several.
    twice = np.where(arrays.are_han[names], 0, np.maximum(-other, 0))
    alone = (whole - ((found >> _BITS) & _MASK)).astype(np.float32) + twice
    return share_met(np.maximum(met - twice, 0), 0, alone, np.maximum(other, 0))


def share_met(met: Ints, unlike: Ints | int, alone: Ints, other: Ints) -> Ints:
    """0 to 1, as the scorer has it: of weights of what meets, of what is unlike in it, and of what
    each side keeps for itself."""
    lost = _CONTRADICTION * np.minimum(alone, other) + _OMISSION * np.abs(alone - other)
    share: Ints = met / (met + _UNLIKE * unlike + lost + 1)
    return share


def _of_joined(arrays: Arrays, asked: Sequence[QueryWord]) -> Ints:
    """Names that have neighbouring words of the query as one word."""
    found = [np.empty(0, np.int32)]
    read = 0
    for word in _by_rarity(arrays, [word for word in asked if word.joined]):
        if read + word.names > _JOINED_NAMES:
            break
        read += word.names
        found.append(arrays.sound_names.take(ranges(word.starts, word.sizes)))
    return np.concatenate(found)


def _by_rarity(arrays: Arrays, asked: Sequence[QueryWord]) -> list[_Held]:
    """Words that the index has, each with the names of its sounds, the rarest first."""
    held = []
    for word in asked:
        starts, ends = bounds(arrays.sound_name_ends, word.near.places)
        sizes = ends - starts
        held.append(_Held(word, starts, sizes, int(sizes.sum())))
    return sorted((one for one in held if one.names), key=lambda one: one.names)
