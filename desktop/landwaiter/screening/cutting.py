"""Which candidates are worth the scorer: an estimate of the score, all candidates at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from landwaiter.screening.arrays import Arrays, Ints
from landwaiter.screening.name import Word
from landwaiter.screening.rarity import Rarity
from landwaiter.screening.romanise import rough_sound

_ALIKE = 0.6
"""Likeness below which two words are taken for different ones."""
_UNLIKE, _CONTRADICTION, _OMISSION = 1.6, 2.6, 0.45
"""As the scorer weighs them; here they only order the candidates."""
_RUN_TOGETHER = 0.75
"""Likeness of the whole names without blanks from which they may be written apart or joined."""


@dataclass(frozen=True, slots=True)
class _Flat:
    """The words of all candidates, one after another."""

    words: Ints
    starts: Ints


def estimates(arrays: Arrays, words: Sequence[Word], rarity: Rarity, names: Ints) -> Ints:
    """0 to 1 for each of `names`, rising with the score that the scorer is likely to give."""
    flat = _flat(arrays, names)
    distinct, columns = np.unique(flat.words, return_inverse=True)
    sounds = [arrays.sound(place) for place in distinct.tolist()]
    asked = [rough_sound(word.text) for word in words]
    likeness = _likeness(words, asked, sounds)[:, columns]
    weights = np.array([rarity.weight(word) for word in words], np.float32)
    listed = arrays.word_weights[flat.words].astype(np.float32)
    best = np.maximum.reduceat(likeness, flat.starts, axis=1)
    met = weights @ best
    unlike = weights @ ((1 - best) * (best > 0))
    alone = weights @ (best == 0)
    alone_listed = np.add.reduceat(listed * (likeness.max(axis=0) == 0), flat.starts)
    lost = _CONTRADICTION * np.minimum(alone, alone_listed) + _OMISSION * abs(alone - alone_listed)
    by_words = met / (met + _UNLIKE * unlike + lost + 1)
    found: Ints = np.maximum(by_words, _joined(asked, [sounds[at] for at in columns], flat.starts))
    return found


def _flat(arrays: Arrays, names: Ints) -> _Flat:
    ends = arrays.name_word_ends[names].astype(np.int64)
    starts = np.where(names > 0, arrays.name_word_ends[np.maximum(names, 1) - 1], 0)
    sizes = ends - starts.astype(np.int64)
    firsts = np.cumsum(sizes) - sizes
    places = np.repeat(starts.astype(np.int64) - firsts, sizes) + np.arange(int(sizes.sum()))
    return _Flat(arrays.name_words[places], firsts)


def _likeness(words: Sequence[Word], asked: list[str], sounds: list[str]) -> Ints:
    """Asked words × distinct words of the candidates, 0 where they are different words."""
    found = process.cdist(
        asked, sounds, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, dtype=np.float32
    )
    for row, word in enumerate(words):
        for spelling in word.spellings[1:]:
            other = process.cdist(
                [rough_sound(spelling)],
                sounds,
                scorer=OSA.normalized_similarity,
                score_cutoff=_ALIKE,
                dtype=np.float32,
            )
            found[row] = np.maximum(found[row], other[0])
    return found


def _joined(asked: list[str], sounds: list[str], starts: Ints) -> Ints:
    """Likeness of the whole names without blanks, 0 where it is small."""
    bounds = [*starts.tolist(), len(sounds)]
    whole = ["".join(sounds[first:last]) for first, last in pairwise(bounds)]
    found: Ints = process.cdist(
        ["".join(asked)],
        whole,
        scorer=Indel.normalized_similarity,
        score_cutoff=_RUN_TOGETHER,
        dtype=np.float32,
    )[0]
    return found
