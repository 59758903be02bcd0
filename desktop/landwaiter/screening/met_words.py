"""Words asked, and what each may meet in the names of an index of few listings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np

from landwaiter.screening.alignment import weight_alone
from landwaiter.screening.arrays import Arrays, Counts, Ints, Sounds, bounds, ranges
from landwaiter.screening.cutting import FEW, OF_FEW
from landwaiter.screening.feature import sounds_of
from landwaiter.screening.name import Word
from landwaiter.screening.near_many import ManyNeighbours
from landwaiter.screening.rarity import Rarity

_MOST_WORDS: Final = 200_000
_MOST_MET: Final = 4_000_000
"""What is kept: some 90 and 50 MB at most."""
AskedWord = tuple[Word, bool]
"""A word, and whether it is one of few."""


class MetNames(NamedTuple):
    """What some words meet: of each word the names of the index rising, none twice."""

    of: Ints
    """Which of the words."""
    names: Ints
    met: Ints
    """The most of the word's weight that meets in the name."""
    covered: Ints
    """The weights of the words of the name that it may meet."""


class _Columns:
    """Three columns that grow at their end."""

    def __init__(self) -> None:
        self._size = 0
        self._columns = [np.empty(1024, kind) for kind in (np.int32, np.float32, np.float32)]

    def __len__(self) -> int:
        return self._size

    def at(self, places: Ints) -> Iterable[Ints]:
        return [column[places] for column in self._columns]

    def add(self, *columns: Ints) -> None:
        size = self._size + len(columns[0])
        room = len(self._columns[0])
        if size > room:
            more = max(size, room)
            self._columns = [
                np.concatenate((kept, np.empty(more, kept.dtype))) for kept in self._columns
            ]
        for kept, new in zip(self._columns, columns, strict=True):
            kept[self._size : size] = new
        self._size = size


@dataclass(slots=True, eq=False)
class MetWords:
    """Keeps them, as words come again: numbered as they were first asked for."""

    arrays: Arrays
    sounds: Sounds
    totals: Ints = field(init=False)
    """The weight of each name of the index."""
    _rarity: Rarity = field(init=False)
    """Of these listings: by it candidates are found, whatever they are scored by."""
    _neighbours: ManyNeighbours = field(init=False)
    _occurrences: tuple[Ints, Ints, Ints] = field(init=False)
    """Names and weights of the words by sound, and where those of each sound end."""
    _numbers: dict[Word, int] = field(default_factory=dict)
    _of_few: dict[Word, int] = field(default_factory=dict)
    """Of those that weigh more as one of few words."""
    _sounds_of: list[str] = field(default_factory=list)
    _weights: Ints = field(default_factory=lambda: np.empty((0, 3)))
    """Of each word what it weighs, what it weighs if it meets nobody, and how much of that a
    translation may leave out."""
    _ends: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    """Where the names of each word end."""
    _met: _Columns = field(default_factory=_Columns)

    def __post_init__(self) -> None:
        arrays = self.arrays
        self._rarity = Rarity(Counts(arrays.count_keys, arrays.counts), arrays.names)
        self._neighbours = ManyNeighbours(arrays, self.sounds)
        names = np.arange(arrays.names)
        starts, ends = bounds(arrays.name_word_ends, names)
        sizes = ends - starts
        words = arrays.name_words[ranges(starts, sizes)]
        few = np.repeat(np.where(sizes <= FEW, OF_FEW, 0), sizes)
        weights = np.maximum(arrays.word_weights[words], few).astype(np.float64)
        sounds, owners = arrays.word_sounds[words], np.repeat(names, sizes)
        self.totals = np.bincount(owners, weights, minlength=arrays.names)
        order = np.argsort(sounds, kind="stable")
        last = np.cumsum(np.bincount(sounds, minlength=len(arrays.sound_ends)))
        self._occurrences = owners[order], weights[order], last

    def numbers(self, asked: Sequence[AskedWord]) -> Ints:
        """The number of each word; those of an earlier call may be others' now."""
        if len(self._sounds_of) > _MOST_WORDS or len(self._met) > _MOST_MET:
            for kept in (self._numbers, self._of_few, self._sounds_of):
                kept.clear()
            self._weights, self._ends, self._met = self._weights[:0], self._ends[:0], _Columns()
        known = self._numbers
        new = [word for word in dict.fromkeys(word for word, _few in asked) if word not in known]
        if new:
            self._add(new)
        few = self._of_few
        return np.array(
            [few.get(word, known[word]) if is_few else known[word] for word, is_few in asked],
            np.int64,
        )

    def sound(self, number: int) -> str:
        return self._sounds_of[number]

    def weights(self, numbers: Ints) -> tuple[Ints, Ints, Ints]:
        """What each weighs, alone, and how much of that a translation may leave out."""
        whole, alone, optional = self._weights[numbers].T
        return whole, alone, optional

    def met(self, numbers: Ints) -> MetNames:
        """What these words meet; `of` are places in `numbers`."""
        starts, ends = bounds(self._ends, numbers)
        sizes = ends - starts
        at = ranges(starts, sizes)
        names, met, covered = self._met.at(at)
        return MetNames(np.repeat(np.arange(len(numbers)), sizes), names, met, covered)

    def _add(self, new: Sequence[Word]) -> None:
        weights = [self._rarity.weighed(word) for word in new]
        light = [word for word, weight in zip(new, weights, strict=True) if weight < OF_FEW]
        first = len(self._sounds_of)
        self._numbers |= {word: first + place for place, word in enumerate(new)}
        self._of_few |= {word: first + len(new) + place for place, word in enumerate(light)}
        self._keep((*new, *light), (*weights, *[OF_FEW] * len(light)))

    def _keep(self, words: Sequence[Word], weights: Sequence[int]) -> None:
        """Words under the next numbers, each as it weighs."""
        self._sounds_of += [sounds_of(word)[0] for word in words]
        alone = [weight_alone(*one) for one in zip(words, weights, strict=True)]
        optional = [
            weight if word.may_be_left_out("han") else 0
            for word, weight in zip(words, alone, strict=True)
        ]
        columns = np.array((weights, alone, optional), np.float64).T
        self._weights = np.concatenate((self._weights, columns))
        found = self._found(words, columns[:, 0])
        sizes = np.bincount(found.of, minlength=len(words))
        before = self._ends[-1] if len(self._ends) else 0
        self._ends = np.concatenate((self._ends, np.cumsum(sizes) + before))
        self._met.add(found.names, found.met, found.covered)

    def _found(self, words: Sequence[Word], weights: Ints) -> MetNames:
        near = self._neighbours.of(words)
        owners, listed, last = self._occurrences
        starts, ends = bounds(last, near.places)
        sizes = ends - starts
        at = ranges(starts, sizes)
        of, listed = np.repeat(near.words, sizes), listed[at]
        met = np.minimum(listed, weights[of]) * np.repeat(near.likeness, sizes)
        key = of * self.arrays.names + owners[at]
        order = np.argsort(key, kind="stable")
        key, met, listed = key[order], met[order], listed[order]
        first = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1]))[: len(key)])
        if not len(first):
            return MetNames(key, key, met, listed)
        of, names = np.divmod(key[first], self.arrays.names)
        most, covered = np.maximum.reduceat(met, first), np.add.reduceat(listed, first)
        return MetNames(of, names, most, covered)
