"""Which candidates are worth the scorer: an estimate of the score, all candidates at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from landwaiter.screening import vocabulary
from landwaiter.screening.arrays import Arrays, Ints, Sounds, bounds, ranges
from landwaiter.screening.feature import sounds_of
from landwaiter.screening.name import Word
from landwaiter.screening.postings import Ranked
from landwaiter.screening.rarity import Rarity
from landwaiter.screening.romanise import rough_sound

_ALIKE = 0.6
"""Likeness below which two words are taken for different ones."""
_UNLIKE, _CONTRADICTION, _OMISSION = 1.6, 2.6, 0.45
"""As the scorer weighs them; here they only order the candidates."""
_RUN_TOGETHER = 0.75
"""Likeness of the whole names without blanks from which they may be written apart or joined."""


_ADDED = sorted({rough_sound(word) for word in vocabulary.TRANSLATOR_ADDS["han"]})


@dataclass(frozen=True, slots=True)
class _Flat:
    """The words of all candidates, one after another."""

    words: Ints
    starts: Ints


def estimates(
    arrays: Arrays, known: Sounds, words: Sequence[Word], rarity: Rarity, found: Ranked
) -> Ints:
    """0 to 1 for each name, rising with the score that the scorer is likely to give."""
    names = found.places
    flat = _flat(arrays, names)
    distinct, columns = np.unique(arrays.word_sounds[flat.words], return_inverse=True)
    sounds = known.at(distinct)
    asked = [sounds_of(word)[0] for word in words]
    likeness = _likeness(words, asked, sounds)[:, columns]
    weights = np.array([rarity.weight(word) for word in words], np.float32)
    listed = arrays.word_weights[flat.words].astype(np.float32)
    best = np.maximum.reduceat(likeness, flat.starts, axis=1)
    met = weights @ best
    unlike = weights @ ((1 - best) * (best > 0))
    left = best == 0
    left_listed = listed * (likeness.max(axis=0) == 0)
    across = arrays.are_han(names) != any(word.script == "han" for word in words)
    optional = np.array([word.may_be_left_out("han") for word in words])
    optional_listed = np.isin(sounds, _ADDED)[columns]
    alone = weights @ left - across * ((weights * optional) @ left)
    alone_listed = np.add.reduceat(left_listed, flat.starts)
    alone_listed -= across * np.add.reduceat(left_listed * optional_listed, flat.starts)
    lost = _CONTRADICTION * np.minimum(alone, alone_listed) + _OMISSION * abs(alone - alone_listed)
    by_words = met / (met + _UNLIKE * unlike + lost + 1)
    # Of a Chinese name only one spelling is looked at here; the ranks know all.
    by_words = np.where(across, np.maximum(by_words, found.ranks), by_words)
    likely: Ints = np.maximum(by_words, _joined(asked, [sounds[at] for at in columns], flat.starts))
    return likely


def _flat(arrays: Arrays, names: Ints) -> _Flat:
    starts, ends = bounds(arrays.name_word_ends, names)
    sizes = ends - starts
    firsts = np.cumsum(sizes) - sizes
    return _Flat(arrays.name_words[ranges(starts, sizes)], firsts)


def _likeness(words: Sequence[Word], asked: list[str], sounds: list[str]) -> Ints:
    """Asked words × distinct words of the candidates, 0 where they are different words."""
    found = process.cdist(
        asked, sounds, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, dtype=np.float32
    )
    for row, word in enumerate(words):
        for spelling in sounds_of(word)[1:]:
            other = process.cdist(
                [spelling],
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
