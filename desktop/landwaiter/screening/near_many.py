"""What an index of few listings has that is like a word, for many words at once.

Whatever `Neighbours` finds for one word is among it; what it leaves out because too many sounds
share a feature is not left out here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from landwaiter.screening.arrays import Arrays, Ints, Sounds, ranges, within
from landwaiter.screening.feature import consonant_key, consonants, packed, sounds_of, trigrams
from landwaiter.screening.name import Word
from landwaiter.screening.neighbours import (
    ALIKE,
    BY_CONSONANTS,
    PART,
    likeness_by_slip,
    trigrams_read,
)
from landwaiter.screening.slips import ranges_within

_CELLS = 4_000_000
"""Sounds × sounds that are compared together: 16 MB."""
_EPSILON = 1e-3


class NearMany(NamedTuple):
    """Words asked with the sounds like each: rising by word, then by sound, no pair twice."""

    words: Ints
    """Which of the words asked."""
    places: Ints
    likeness: Ints


@dataclass(slots=True, eq=False)
class ManyNeighbours:
    """Over the sounds of an index."""

    arrays: Arrays
    sounds: Sounds
    _texts: list[str] = field(init=False)
    _places: dict[str, int] = field(init=False)
    _features: dict[int, int] = field(init=False)
    """Key of a feature → its number."""
    _sizes: list[int] = field(init=False)
    """How many sounds have each feature."""
    _held: Ints = field(init=False)
    """Sound × features + feature, of all that a sound has, rising."""

    def __post_init__(self) -> None:
        arrays = self.arrays
        self._texts = self.sounds.at(np.arange(len(arrays.sound_ends)))
        self._places = {text: place for place, text in enumerate(self._texts)}
        self._features = {key: at for at, key in enumerate(arrays.feature_keys.tolist())}
        sizes: Ints = np.diff(arrays.feature_ends.astype(np.int64), prepend=0)
        self._sizes = sizes.tolist()
        of = np.repeat(np.arange(len(sizes)), sizes)
        self._held = np.sort(arrays.postings.astype(np.int64) * len(sizes) + of)

    def of(self, words: Sequence[Word]) -> NearMany:
        """Sounds like any spelling of each word, or one slip away from its text."""
        spoken = [sounds_of(word) for word in words]
        owners = np.array([at for at, some in enumerate(spoken) for _sound in some], np.int64)
        sounds = [sound for some in spoken for sound in some]
        found = [self._by_slip(words)]
        for rows, places, likeness in (*self._like(sounds), self._parts(sounds)):
            found.append((owners[rows], places, likeness))
        of, places, likeness = (np.concatenate(part) for part in zip(*found, strict=True))
        order = np.lexsort((-likeness, places, of))
        of, places, likeness = of[order], places[order], likeness[order]
        other = (of[1:] != of[:-1]) | (places[1:] != places[:-1])
        first = np.concatenate(([True], other))[: len(of)]
        return NearMany(of[first], places[first], likeness[first])

    def _like(self, sounds: Sequence[str]) -> Iterator[tuple[Ints, Ints, Ints]]:
        """Sounds that share features with each of these, compared letter by letter."""
        size = max(1, _CELLS // max(1, len(self._texts)))
        for begin in range(0, len(sounds), size):
            some = sounds[begin : begin + size]
            table = process.cdist(
                some,
                self._texts,
                scorer=OSA.normalized_similarity,
                score_cutoff=ALIKE - _EPSILON,
                dtype=np.float32,
            )
            rows, places = table.nonzero()
            likeness = table[rows, places]
            kept = self._sharing(some, rows, places)
            rows, places, likeness = rows[kept], places[kept], likeness[kept]
            same = self._same_consonants(some, rows, places)
            likeness[same] = np.maximum(likeness[same], np.float32(BY_CONSONANTS))
            yield rows + begin, places, likeness

    def _sharing(self, sounds: Sequence[str], rows: Ints, places: Ints) -> Ints:
        """Which of these pairs share as many trigrams as `Neighbours` demands."""
        least = np.zeros(len(sounds), np.int64)
        read: list[list[int]] = [[]] * len(sounds)
        for at in np.unique(rows).tolist():
            asked = trigrams(sounds[at])
            known = [number for one in asked if (number := self._number(packed(one))) >= 0]
            known.sort(key=self._sizes.__getitem__)
            most, least[at] = trigrams_read(len(sounds[at]), len(asked), len(known), ALIKE)
            read[at] = known[:most]
        widest = max(map(len, read), default=0)
        nothing = len(self._sizes)
        table = np.full((len(sounds), widest), nothing, np.int64)
        for at, known in enumerate(read):
            table[at, : len(known)] = known
        features = table[rows]
        keys = np.where(features == nothing, -1, places[:, None] * nothing + features)
        kept: Ints = within(keys, self._held).sum(axis=1) >= least[rows]
        return kept

    def _same_consonants(self, sounds: Sequence[str], rows: Ints, places: Ints) -> Ints:
        of = np.full(len(sounds), -1, np.int64)
        for at in np.unique(rows).tolist():
            if len(consonants(sounds[at])) > 1:
                of[at] = self._number(consonant_key(sounds[at]))
        keys = np.where(of[rows] < 0, -1, places * len(self._sizes) + of[rows])
        return within(keys, self._held)

    def _number(self, key: int) -> int:
        return self._features.get(key, -1)

    def _parts(self, sounds: Sequence[str]) -> tuple[Ints, Ints, Ints]:
        """Sounds with which one begins or ends, long enough to be words of their own."""
        known = self._places
        found = [
            (row, known[part])
            for row, sound in enumerate(sounds)
            for part in _ends(sound)
            if part in known
        ]
        rows, places = np.array(found, np.int64).reshape(-1, 2).T
        return rows, places, np.full(len(rows), ALIKE, np.float32)

    def _by_slip(self, words: Sequence[Word]) -> tuple[Ints, Ints, Ints]:
        """Sounds of words that are written as one but for one letter."""
        texts = [word.text for word in words]
        lows, highs, of = ranges_within(texts)
        keys = self.arrays.slip_keys
        starts, ends = keys.searchsorted(lows), keys.searchsorted(highs)
        sizes = ends - starts
        owners = np.repeat(of, sizes)
        alike = np.array([likeness_by_slip(text) for text in texts], np.float32)
        return owners, self.arrays.slip_sounds[ranges(starts, sizes)], alike[owners]


def _ends(sound: str) -> Iterable[str]:
    for at in range(PART, len(sound)):
        yield sound[:at]
        yield sound[-at:]
