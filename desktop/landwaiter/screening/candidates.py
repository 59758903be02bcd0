"""The names of an index that are like some words, found in steps that each look closer at fewer."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from landwaiter.screening.arrays import Arrays, Ints, Sounds, distinct, most
from landwaiter.screening.cutting import by_words, run_together
from landwaiter.screening.languages import vocabulary
from landwaiter.screening.languages.romanise import rough_sound
from landwaiter.screening.name import Word
from landwaiter.screening.neighbours import Neighbours
from landwaiter.screening.postings import LEAST_MET, Sums, asked_words, best
from landwaiter.screening.rarity import Rarity


@dataclass(frozen=True, slots=True)
class SearchBreadth:
    """How wide the cheap measures look."""

    names: int = 200
    """Names that they bring before the estimate."""
    rough: int = 500
    """Names whose words are looked at one by one."""
    least_met: float = LEAST_MET
    """Share of the weight asked that a name has to meet to be ranked."""


class Candidates:
    """Names by the words that they hold; keeps what makes the next search faster."""

    def __init__(self, arrays: Arrays, rarity: Rarity) -> None:
        self._arrays, self._rarity = arrays, rarity
        self._sounds = Sounds(arrays)
        self._neighbours = Neighbours(arrays, self._sounds)
        self._sums = Sums(arrays.names)
        added = self._sounds.exactly(map(rough_sound, vocabulary.TRANSLATOR_ADDS["han"]))
        self._added = distinct(np.array(added, np.int32))

    def like(self, words: Sequence[Word], net: SearchBreadth) -> tuple[Ints, Ints]:
        """Places of at most so many names, and an estimate of the score of each, 0 to 1."""
        if not words or not self._arrays.names:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        asked = asked_words(self._neighbours, words, self._rarity)
        with self._sums.taken() as sums:
            rough = best(self._arrays, asked, sums, net.rough, net.least_met)
        if not len(rough.places):
            return rough.places, rough.ranks
        likely = by_words(self._arrays, words, asked, rough, self._added)
        kept = most(np.arange(len(likely)), likely, net.names)
        places = rough.places[kept]
        together = run_together(self._arrays, self._sounds, words, places)
        return places, np.maximum(likely[kept], together)
