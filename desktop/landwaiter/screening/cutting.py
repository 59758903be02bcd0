"""Which candidates are worth the scorer: an estimate of the score, all candidates at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Indel

from landwaiter.screening.alignment import weight_alone
from landwaiter.screening.arrays import Arrays, Ints, Sounds, bounds, ranges, within
from landwaiter.screening.feature import sounds_of
from landwaiter.screening.name import Word
from landwaiter.screening.neighbours import Near
from landwaiter.screening.postings import QueryWord, RankedNames, share_met

FEW, OF_FEW = 2, 300
"""Least weight of one of so few words, as the scorer has it."""
RUN_TOGETHER = 0.75
"""Likeness of the whole names without blanks from which they may be written apart or joined."""


@dataclass(frozen=True, slots=True)
class _Flat:
    """The words of all candidates, one after another, and of each name where they begin."""

    sounds: Ints
    weights: Ints
    alone: Ints
    """What each weighs if it meets nobody."""
    starts: Ints


@dataclass(frozen=True, slots=True)
class _Table:
    """Words asked × names: weights of what meets, of what is unlike in it, of what stays alone."""

    met: Ints
    unlike: Ints
    alone: Ints

    def estimate(self, other: Ints, rows: Ints, gained: Ints | float = 0) -> Ints:
        """0 to 1 for each name, of these rows and what is `gained` instead of the others.

        `other` is the weight of the listed words that meet nobody.
        """
        met, unlike, alone = (
            part[rows].sum(axis=0) for part in (self.met, self.unlike, self.alone)
        )
        return share_met(met + gained, unlike, alone, other)


def by_words(
    arrays: Arrays,
    words: Sequence[Word],
    asked: Sequence[QueryWord],
    names: RankedNames,
    added: Ints,
) -> Ints:
    """0 to 1 for each name, rising with the score that its words are likely to get.

    `added` are places of sounds that a translation adds or leaves out.
    """
    across = arrays.are_han[names.places] != any(word.script == "han" for word in words)
    flat = _flat(arrays, names.places, across, added)
    single = [word for word in asked if not word.joined]
    likeness = np.array([_likeness(word.near, flat.sounds) for word in single])
    there = likeness.max(axis=0) > 0
    table = _table(words, single, flat, likeness, across)
    other = np.add.reduceat(np.where(there, 0, flat.alone), flat.starts)
    rows = np.arange(len(single))
    found = table.estimate(other, rows >= 0)
    # Of a Chinese name only one spelling is looked at here; the ranks know all.
    found = np.where(across, np.maximum(found, names.ranks), found)
    for run in asked[len(single) :]:
        joined = _likeness(run.near, flat.sounds)
        if joined.any():
            heavier = np.minimum(1000, np.maximum(run.weight, flat.weights))
            gained = np.maximum.reduceat(joined * heavier, flat.starts)
            left = np.where(there | (joined > 0), 0, flat.alone)
            outside = (rows < run.first) | (rows > run.last)
            anew = table.estimate(np.add.reduceat(left, flat.starts), outside, gained)
            found = np.where(gained > 0, np.maximum(found, anew), found)
    return found


def _table(
    words: Sequence[Word], asked: Sequence[QueryWord], flat: _Flat, likeness: Ints, across: Ints
) -> _Table:
    least = OF_FEW if len(asked) <= FEW else 0
    pairs = list(zip(words, asked, strict=True))
    weights = np.array([[max(least, one.weight)] for one in asked], np.float32)
    lonely = np.array([[weight_alone(word, max(least, one.weight))] for word, one in pairs])
    shared = np.minimum(weights, flat.weights)
    met = np.maximum.reduceat(likeness * shared, flat.starts, axis=1)
    unlike = np.maximum.reduceat(shared * (likeness > 0), flat.starts, axis=1) - met
    # Where more words asked meet than the name has words for, the least of them meets nobody.
    there = np.add.reduceat(likeness.max(axis=0) > 0, flat.starts, dtype=np.int32)
    over = np.flatnonzero((met > 0).sum(axis=0) > there)
    worst = np.where(met[:, over] > 0, met[:, over], np.inf).argmin(axis=0)
    met[worst, over] = unlike[worst, over] = 0
    optional = np.array([[word.may_be_left_out("han")] for word in words])
    alone = np.where((met > 0) | (optional & across), 0, lonely)
    return _Table(met, unlike, alone)


def _flat(arrays: Arrays, names: Ints, across: Ints, added: Ints) -> _Flat:
    starts, ends = bounds(arrays.name_word_ends, names)
    sizes = ends - starts
    words = arrays.name_words[ranges(starts, sizes)]
    few = np.repeat(np.where(sizes <= FEW, OF_FEW, 0), sizes)
    weights = np.maximum(arrays.word_weights[words], few).astype(np.float32)
    sounds = arrays.word_sounds[words]
    alone = np.where(np.repeat(across, sizes) & within(sounds, added), 0, weights)
    return _Flat(sounds, weights, alone, np.cumsum(sizes) - sizes)


def _likeness(near: Near, sounds: Ints) -> Ints:
    """How like each of these sounds is, 0 where it is none of those near."""
    if not len(near.places):
        return np.zeros(len(sounds), np.float32)
    at = np.minimum(np.searchsorted(near.places, sounds), len(near.places) - 1)
    found: Ints = np.where(near.places[at] == sounds, near.likeness[at], np.float32(0))
    return found


def run_together(arrays: Arrays, known: Sounds, words: Sequence[Word], names: Ints) -> Ints:
    """Likeness of the whole names without blanks, 0 where it is small."""
    asked = "".join(sounds_of(word)[0] for word in words)
    found = np.zeros(len(names), np.float32)
    starts, ends = bounds(arrays.name_word_ends, names)
    sizes = ends - starts
    places = arrays.word_sounds[arrays.name_words[ranges(starts, sizes)]]
    near = _about_as_long(arrays, places, np.cumsum(sizes), len(asked))
    if not near.any():
        return found
    sounds = known.at(places[np.repeat(near, sizes)])
    listed = [
        "".join(sounds[first:last])
        for first, last in pairwise([0, *np.cumsum(sizes[near]).tolist()])
    ]
    found[near] = process.cdist(
        [asked],
        listed,
        scorer=Indel.normalized_similarity,
        score_cutoff=RUN_TOGETHER,
        dtype=np.float32,
    )[0]
    return found


def _about_as_long(arrays: Arrays, sounds: Ints, ends: Ints, letters: int) -> Ints:
    """Which names, whose sounds end there, can be so like one of so many letters at all: those that
    are far longer or shorter need not be put together."""
    firsts, lasts = bounds(arrays.sound_ends, sounds)
    until = np.concatenate(([0], np.cumsum(lasts - firsts)))[ends]
    lengths = np.diff(until, prepend=0)
    # A hair below, so that no rounding decides.
    least = (RUN_TOGETHER - 0.001) * (lengths + letters)
    near: Ints = 2 * np.minimum(lengths, letters) >= least
    return near
