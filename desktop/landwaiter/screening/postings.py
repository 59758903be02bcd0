"""Candidates: words of like sound for each word asked, then the names that have many of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from landwaiter.screening.arrays import Arrays, Ints, Sounds, bounds, ranges
from landwaiter.screening.feature import consonant_key, consonants, sound_keys, sounds_of
from landwaiter.screening.name import Word
from landwaiter.screening.rarity import Rarity

_SOUND_BUDGET = 60_000
"""Sounds read for one word; the rarest features come first, at least the first is read."""
_SOUNDS = 300
"""Sounds compared letter by letter for one word."""
_SHORT = 3
"""Letters up to which one feature may be all that a misspelt sound shares."""
_NAME_BUDGET = 300_000
"""Names read for one query; the rarest words come first, at least the first is read."""
_LEAST_MET = 0.25
"""Share of the weight asked that a name has to meet to be ranked."""
_ALIKE = 0.6
"""Likeness below which two sounds are taken for different words."""
_ALIKE_JOINED = 0.85
"""The same where neighbouring words are read as one."""
_BY_CONSONANTS = 0.85
"""Likeness of sounds that Arabic or Hebrew would write alike."""
_PART = 4
"""Letters from which the beginning or end of a sound may be a word of its own."""
_CONTRADICTION, _OMISSION = 2.6, 0.45
"""As the scorer weighs them; here they only order the candidates."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A word of the query, with the sounds of the index that are like it."""

    weight: int
    sounds: Ints
    likeness: Ints
    joined: bool = False
    """It is two words of the query, read as one."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Names that may be meant."""

    places: Ints
    ranks: Ints
    """0 to 1: how much of the name meets, as far as the cheap measures tell."""


def best(arrays: Arrays, asked: Sequence[Asked], limit: int) -> Ranked:
    """At most `limit` names whose words are most like those asked, the best first."""
    whole = sum(word.weight for word in asked if not word.joined)
    met = np.zeros(arrays.names, np.float32)
    read = 0
    for count, word in _by_rarity(arrays, asked):
        if read and read + count > _NAME_BUDGET:
            break
        read += count
        _meet(arrays, word, met)
    found = np.flatnonzero(met > whole * _LEAST_MET)
    ranks = _ranks(met[found], whole, arrays.name_weights[found].astype(np.float32))
    kept = _most(found, ranks, limit)
    return Ranked(kept.astype(np.int32), ranks[np.searchsorted(found, kept)])


def _most(places: Ints, ranks: Ints, limit: int) -> Ints:
    """At most `limit` places of the highest rank, the highest first; of equals the lower places.

    So told that no processor decides it by its way of sorting.
    """
    if len(places) > limit:
        worst = np.partition(ranks, len(ranks) - limit)[len(ranks) - limit]
        places, ranks = places[ranks >= worst], ranks[ranks >= worst]
    found: Ints = places[np.lexsort((places, -ranks))[:limit]]
    return found


def _ranks(met: Ints, whole: int, listed: Ints) -> Ints:
    alone, other = np.maximum(whole - met, 0), np.maximum(listed - met, 0)
    lost = _CONTRADICTION * np.minimum(alone, other) + _OMISSION * np.abs(alone - other)
    ranks: Ints = met / (met + lost + 1)
    return ranks


def _meet(arrays: Arrays, word: Asked, met: Ints) -> None:
    """Add to each name what its word of the likest sound meets."""
    order = np.argsort(word.likeness, kind="stable")
    starts, ends = bounds(arrays.sound_name_ends, word.sounds[order])
    sizes = ends - starts
    names = arrays.sound_names[ranges(starts, sizes)]
    # Of a name that stands twice the last one counts: the sounds rise in likeness.
    met[names] = met[names] + np.repeat(word.likeness[order] * word.weight, sizes)


def _by_rarity(arrays: Arrays, asked: Sequence[Asked]) -> list[tuple[int, Asked]]:
    """Words that the index has, each with the number of its names, the rarest first."""
    counted = []
    for word in asked:
        starts, ends = bounds(arrays.sound_name_ends, word.sounds)
        counted.append((int((ends - starts).sum()), word))
    return sorted((one for one in counted if one[0]), key=lambda one: one[0])


def asked_words(
    arrays: Arrays, known: Sounds, words: Sequence[Word], rarity: Rarity
) -> list[Asked]:
    """Each word with its like sounds, and neighbouring words as if written together."""
    sounds = [sounds_of(word) for word in words]
    weights = [rarity.weight(word) for word in words]
    found = [
        _asked(arrays, known, some, weight, _ALIKE)
        for some, weight in zip(sounds, weights, strict=True)
    ]
    for (one, other), both in zip(pairwise(sounds), pairwise(weights), strict=True):
        joined = _asked(arrays, known, (one[0] + other[0],), sum(both), _ALIKE_JOINED)
        found.append(replace(joined, joined=True))
    return found


def _asked(
    arrays: Arrays, known: Sounds, sounds: Sequence[str], weight: int, least: float
) -> Asked:
    alike = [_alike(arrays, known, sound, least) for sound in sounds]
    if len(alike) == 1:
        return Asked(weight, *alike[0])
    places = np.concatenate([place for place, _ in alike])
    likeness = np.concatenate([like for _, like in alike])
    order = np.lexsort((-likeness, places))
    first = np.concatenate(([True], places[order][1:] != places[order][:-1]))[: len(order)]
    return Asked(weight, places[order][first], likeness[order][first])


def _alike(arrays: Arrays, known: Sounds, sound: str, least: float) -> tuple[Ints, Ints]:
    """Places of sounds like this one, and how like each is, 0 to 1."""
    places, by_consonants = _near(arrays, sound)
    texts = known.at(places)
    likeness = process.cdist([sound], texts, scorer=OSA.normalized_similarity, dtype=np.float32)[0]
    likeness[by_consonants & (likeness < _BY_CONSONANTS)] = _BY_CONSONANTS
    if len(sound) > _PART:
        parts = [at for at in np.flatnonzero(likeness < least) if _is_part(texts[at], sound)]
        likeness[parts] = least
    kept = likeness >= least
    return places[kept], likeness[kept]


def _is_part(one: str, other: str) -> bool:
    """Does the longer begin or end with the other, which is long enough to be a word?"""
    if len(one) < _PART or not (one[:_PART] == other[:_PART] or one[-_PART:] == other[-_PART:]):
        return False
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return long.startswith(short) or long.endswith(short)


def _near(arrays: Arrays, sound: str) -> tuple[Ints, Ints]:
    """Places of the sounds that share most features with this one; which share its consonants."""
    parts: list[Ints] = []
    read = 0
    known = _ranges_of(arrays, sound_keys(sound))
    for start, end in sorted(known, key=lambda one: (one[1] - one[0], one)):
        if parts and read + end - start > _SOUND_BUDGET:
            break
        read += end - start
        parts.append(arrays.postings[start:end])
    if not parts:
        return np.empty(0, np.int64), np.empty(0, bool)
    shared = np.bincount(np.concatenate(parts), minlength=len(arrays.sound_sizes))
    found = np.flatnonzero(shared >= (2 if len(sound) > _SHORT else 1))
    likeness = shared[found] * 1000 // (arrays.sound_sizes[found] + np.int64(len(sound)))
    found = _most(found, likeness, _SOUNDS)
    bare = consonants(sound)
    same = [
        arrays.postings[start:end]
        for start, end in _ranges_of(arrays, [consonant_key(sound)])
        if len(bare) > 1
    ]
    return found, np.isin(found, same[0]) if same else np.zeros(len(found), bool)


def _ranges_of(arrays: Arrays, keys: Sequence[int]) -> list[tuple[int, int]]:
    """Where the postings of each known feature lie."""
    wanted = np.array(keys, np.uint64)
    if not len(arrays.feature_keys):
        return []
    at = np.minimum(np.searchsorted(arrays.feature_keys, wanted), len(arrays.feature_keys) - 1)
    starts, ends = bounds(arrays.feature_ends, at[arrays.feature_keys[at] == wanted])
    return list(zip(starts.tolist(), ends.tolist(), strict=True))
