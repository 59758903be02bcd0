"""Short words one slip of the pen apart, found by what is left when a letter is taken out.

Two words that differ by one letter more, less, other or swapped with its neighbour are the same
when the right letter is taken out of one or both. A short word shares too few trigrams with its
misspelling to be found by them, and a slip may change its sound altogether: Cathy, Ctahy.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from landwaiter.screening.arrays import Ints

_SHORTEST, _LONGEST = 3, 8
"""Letters of the words that are kept; longer ones share enough trigrams."""
READ = _LONGEST + 1
"""Letters of a text that have to be known: one more than a kept word has."""
_BITS, _PLACE_BITS = 6, 4
_SHIFT = np.uint64(_PLACE_BITS)
_NOTHING_TAKEN = (1 << _PLACE_BITS) - 1
_CODES = np.full(256, 37, np.uint64)
_CODES[ord("a") : ord("z") + 1] = range(1, 27)
_CODES[ord("0") : ord("9") + 1] = range(27, 37)
_CODES[0] = 0


def slips(texts: Ints, places: Ints) -> tuple[Ints, Ints]:
    """Keys of what is left of each text, rising, and the place that belongs to it.

    `texts` are bytes cut at `READ`. The low bits of a key say which letter was taken out.
    """
    letters = _CODES[texts.view(np.uint8).reshape(len(texts), READ)]
    sizes = (letters > 0).sum(axis=1)
    keys, owners = [np.empty(0, np.uint64)], [np.empty(0, np.int32)]
    for size in range(_SHORTEST, _LONGEST + 1):
        rows = sizes == size
        for left, real in _left_over(letters[rows, :size]):
            keys.append(left[real])
            owners.append(places[rows][real].astype(np.int32))
    found, of = np.concatenate(keys), np.concatenate(owners)
    order = np.lexsort((of, found))
    found, of = found[order], of[order]
    first = np.concatenate(([True], (found[1:] != found[:-1]) | (of[1:] != of[:-1])))[: len(found)]
    return found[first], of[first]


def _left_over(letters: Ints) -> list[tuple[Ints, Ints]]:
    """Keys of words of one length with each letter taken out, and which of them count."""
    size = letters.shape[1]
    every = np.ones(len(letters), bool)
    found = [(_packed(letters) << _SHIFT | np.uint64(_NOTHING_TAKEN), every)]
    for place in range(size):
        left = _packed(np.delete(letters, place, axis=1))
        # Of a letter written twice it does not matter which one is taken.
        real = letters[:, place] != letters[:, place - 1] if place else every
        found.append((left << _SHIFT | np.uint64(place), real))
    return found


def _packed(letters: Ints) -> Ints:
    key: Ints = np.zeros(len(letters), np.uint64)
    for column in letters.T:
        key = key << np.uint64(_BITS) | column
    return key


def ranges_within(texts: Sequence[str]) -> tuple[Ints, Ints, Ints]:
    """What `keys_within` says of many texts at once: first keys, those behind the last, and which
    text each belongs to."""
    sizes = np.array([len(text) for text in texts], np.int64)
    found = [(np.empty(0, np.uint64), np.empty(0, np.uint64), np.empty(0, np.int64))]
    for size in range(_SHORTEST, READ + 1):
        owners = np.flatnonzero(sizes == size)
        if not len(owners):
            continue
        written = "".join([texts[at] for at in owners.tolist()]).encode("ascii", "replace")
        letters = _CODES[np.frombuffer(written, np.uint8)].reshape(-1, size)
        taken = [(_packed(letters), 0, _NOTHING_TAKEN)]
        for place in range(size if size > _SHORTEST else 0):
            left = _packed(np.delete(letters, place, axis=1))
            taken.append((left, max(place - 1, 0), place + 1))
            taken.append((left, _NOTHING_TAKEN, _NOTHING_TAKEN))
        for left, first, last in taken:
            low = left << _SHIFT
            found.append((low | np.uint64(first), (low | np.uint64(last)) + np.uint64(1), owners))
    lows, highs, of = (np.concatenate(part) for part in zip(*found, strict=True))
    return lows, highs, of


@lru_cache(maxsize=1 << 12)
def keys_within(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges of keys, both ends included, that words at most one slip from `text` have."""
    size = len(text)
    if not _SHORTEST <= size <= READ:
        return ()
    whole = 0
    for code in _CODES[np.frombuffer(text.encode("ascii", "replace"), np.uint8)].tolist():
        whole = (whole << _BITS) | code
    found = [(_key(whole, 0), _key(whole, _NOTHING_TAKEN))]
    if size > _SHORTEST:
        for place in range(size):
            after = _BITS * (size - 1 - place)
            left = (whole >> after + _BITS << after) | (whole & ((1 << after) - 1))
            found.append((_key(left, max(place - 1, 0)), _key(left, place + 1)))
            found.append((_key(left, _NOTHING_TAKEN), _key(left, _NOTHING_TAKEN)))
    return tuple(found)


def _key(letters: int, place: int) -> int:
    return (letters << _PLACE_BITS) | place
