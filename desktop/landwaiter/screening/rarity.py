"""How much a word tells: thousandths of what a word seen once tells."""

from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol

from landwaiter.domain.base.memory import Memory
from landwaiter.screening.languages import vocabulary
from landwaiter.screening.name import Word

SMALLEST_LIST = 20_000
"""A shorter list says too little about how common a word is to raise its weight."""

_MOST_KNOWN = 1 << 12
"""Words whose weight is kept: they are asked for with every name that holds them."""


class WordCounts(Protocol):
    """How many names hold a word: a mapping, or the table of an index."""

    def get(self, text: str, default: int, /) -> int: ...


@dataclass(frozen=True, slots=True)
class Rarity:
    """Weights from the shipped prior, lowered by how often an index holds a word."""

    counts: WordCounts = field(default_factory=lambda: MappingProxyType[str, int]({}))
    """Word → number of names that hold it."""
    names: int = 0
    _known: Memory[Word, int] = field(
        default_factory=lambda: Memory(_MOST_KNOWN), repr=False, compare=False
    )

    def weight(self, word: Word) -> int:
        """Thousandths, 40 to 1000."""
        known = self._known[word]
        return self._known.put(word, self.weighed(word)) if known is None else known

    def weighed(self, word: Word) -> int:
        """The same of a word that is not asked for again."""
        if word.is_initial:
            return vocabulary.PRIOR.get(word.text, vocabulary.INITIAL_WEIGHT)
        if word.is_number:
            return vocabulary.NUMBER_WEIGHT
        return min(self._weight(spelling) for spelling in word.spellings[:2])

    def _weight(self, text: str) -> int:
        prior = vocabulary.PRIOR.get(text, 1000)
        return min(prior, _by_count(self.counts.get(text, 1), max(self.names, SMALLEST_LIST)))


PRIOR = Rarity()


@lru_cache(maxsize=1 << 12)
def _by_count(count: int, names: int) -> int:
    return max(60, 1000 - 1000 * _log2(count) // _log2(names))


@lru_cache(maxsize=1 << 12)
def _log2(number: int) -> int:
    """1024 · log2 of a whole number ≥ 1, in whole numbers: the same on every machine."""
    whole = number.bit_length() - 1
    mantissa = (number << 32) >> whole
    result = whole << 10
    for bit in range(9, -1, -1):
        mantissa = mantissa * mantissa >> 32
        if mantissa >> 33:
            mantissa >>= 1
            result += 1 << bit
    return result
