"""The sounds of an index that are like a word asked, and how like each is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from landwaiter.domain.base.memory import Memory
from landwaiter.screening.arrays import Arrays, Ints, Sounds, counted, most, ranges, within
from landwaiter.screening.feature import (
    consonant_key,
    consonants,
    packed,
    sounds_of,
    trigrams,
)
from landwaiter.screening.name import Word
from landwaiter.screening.slips import keys_within

_SOUND_BUDGET = 60_000
"""Sounds read for one word; the rarest features come first, at least the first is read."""
_SOUNDS = 150
"""Sounds compared letter by letter for one word."""
_SHORT = 3
"""Letters up to which one feature may be all that a misspelt sound shares."""
ALIKE = 0.6
"""Likeness below which two sounds are taken for different words; foreign names in Chinese are met
through sounds that are hardly more alike."""
ALIKE_JOINED = 0.85
"""The same where neighbouring words are read as one."""
BY_CONSONANTS = 0.85
"""Likeness of sounds that Arabic or Hebrew would write alike."""
PART = 4
"""Letters from which the beginning or end of a sound may be a word of its own."""
_LOST_BY_A_SLIP = 4
"""Trigrams that change where two letters are swapped; other slips change fewer."""
_LEFT = 3
"""Trigrams that a sound has to share where so many are sure to be left."""
_MOST_KNOWN = 1_024
"""Words whose neighbours are kept: some megabytes."""


class Near(NamedTuple):
    """Sounds like the one asked."""

    places: Ints
    """Rising."""
    likeness: Ints
    """float32, above 0, at most 1."""


@dataclass(slots=True, eq=False)
class Neighbours:
    """What an index has that is like a word; remembers it, because words come again."""

    arrays: Arrays
    sounds: Sounds
    _known: Memory[tuple[str, ...], Near] = field(default_factory=lambda: Memory(_MOST_KNOWN))
    _trigrams: dict[str, Ints] = field(default_factory=dict)

    def of(self, word: Word) -> Near:
        """Sounds like any spelling of the word, or one slip away from its text."""
        key = (word.text, *sounds_of(word))
        known = self._known[key]
        if known is None:
            known = self._known.put(key, self._found(word.text, key[1:]))
        return known

    def of_joined(self, sound: str, *, exactly: bool) -> Near:
        """Sounds hardly different from neighbouring words read as one; these seldom come again."""
        return self._exactly([sound], 1) if exactly else self._like(sound, ALIKE_JOINED)

    def _found(self, text: str, spoken: Sequence[str]) -> Near:
        found = [self._by_slip(text)]
        for sound in spoken:
            near = self._like(sound, ALIKE)
            same = self._same_consonants(sound, near.places)
            near.likeness[same] = np.maximum(near.likeness[same], BY_CONSONANTS)
            found += [near, self._parts(sound)]
        return _together(found)

    def _like(self, sound: str, least: float) -> Near:
        """Sounds that share features with this one, compared letter by letter."""
        places = self._sharing(sound, least)
        likeness = process.cdist(
            [sound],
            self.sounds.at(places),
            scorer=OSA.normalized_similarity,
            score_cutoff=least,
            dtype=np.float32,
        )[0]
        kept = likeness > 0
        return Near(places[kept], likeness[kept])

    def _sharing(self, sound: str, least: float) -> Ints:
        """Places of the sounds of a length that can be so like that share most trigrams."""
        parts, needed = self._worth_reading(sound, least)
        if len(parts) < needed:
            return np.empty(0, np.int32)
        # Sounds stand by their length, so of each posting those of these lengths are one slice.
        lengths = np.array(self.sounds.of_lengths(len(sound) * least, len(sound) / least), np.int32)
        slices = (part.searchsorted(lengths) for part in parts)
        places = np.concatenate(
            [part[start:end] for part, (start, end) in zip(parts, slices, strict=True)]
        )
        places.sort()
        # A place that comes `needed` times or more equals the one so many further on.
        more = needed - 1
        found = places.take((places[: len(places) - more] == places[more:]).nonzero()[0])
        found, times = counted(found)
        likeness = (times + np.int32(more)) * np.int32(1000)
        likeness //= self.arrays.sound_sizes.take(found) + np.int32(len(sound))
        return np.sort(most(found, likeness, _SOUNDS))

    def _worth_reading(self, sound: str, least: float) -> tuple[list[Ints], int]:
        """Postings, the rarest first, and of how many of them every sound so like is one."""
        asked = trigrams(sound)
        known = sorted(filter(len, map(self._of_trigram, asked)), key=len)
        looked_at, needed = trigrams_read(len(sound), len(asked), len(known), least)
        parts: list[Ints] = []
        read = 0
        for part in known[:looked_at]:
            if parts and read + len(part) > _SOUND_BUDGET:
                break
            read += len(part)
            parts.append(part)
        return parts, needed

    def _of_trigram(self, trigram: str) -> Ints:
        """Its postings; remembered, because there are but some ten thousand."""
        known = self._trigrams.get(trigram)
        if known is None:
            known = self._trigrams[trigram] = self._postings(packed(trigram))
        return known

    def _postings(self, key: int) -> Ints:
        """Places of the sounds that have this feature, rising; none where no sound has it."""
        keys, wanted = self.arrays.feature_keys, np.uint64(key)
        at = int(keys.searchsorted(wanted))
        if at == len(keys) or keys[at] != wanted:
            return self.arrays.postings[:0]
        start = int(self.arrays.feature_ends[at - 1]) if at else 0
        return self.arrays.postings[start : int(self.arrays.feature_ends[at])]

    def _same_consonants(self, sound: str, places: Ints) -> Ints:
        if len(consonants(sound)) < 2:
            return np.zeros(len(places), bool)
        return within(places, self._postings(consonant_key(sound)))

    def _parts(self, sound: str) -> Near:
        """Sounds with which this one begins or ends, long enough to be words of their own.

        What the query writes apart and the listing joins is found by the joined words.
        """
        cuts = range(PART, len(sound))
        return self._exactly([part for at in cuts for part in (sound[:at], sound[-at:])], ALIKE)

    def _exactly(self, sounds: Sequence[str], likeness: float) -> Near:
        places = np.sort(np.array(self.sounds.exactly(sounds), np.int32))
        return Near(places, np.full(len(places), likeness, np.float32))

    def _by_slip(self, text: str) -> Near:
        """Sounds of words that are written as this one but for one letter."""
        keys = np.array([(low, high + 1) for low, high in keys_within(text)], np.uint64)
        starts, ends = self.arrays.slip_keys.searchsorted(keys.reshape(-1, 2)).T
        places = self.arrays.slip_sounds[ranges(starts, ends - starts)]
        return Near(places, np.full(len(places), likeness_by_slip(text), np.float32))


def trigrams_read(letters: int, asked: int, known: int, least: float) -> tuple[int, int]:
    """Of so many trigrams that an index has how many are read, and how many of these every sound
    so like has.

    So many slips as the likeness allows change at most so many trigrams: of a few more than that
    some are left. Those that the index does not have are the rarest of all.
    """
    changed = _LOST_BY_A_SLIP * int(letters * (1 - least))
    looked_at = min(asked, changed + _LEFT)
    needed = max(looked_at - changed, 2 if letters > _SHORT else 1)
    return max(0, looked_at - (asked - known)), needed


def likeness_by_slip(text: str) -> float:
    """How like a word is that is written as this one but for one letter."""
    return 1 - 1 / max(len(text), PART)


def _together(found: Sequence[Near]) -> Near:
    """All of them, each sound once with its greatest likeness."""
    places = np.concatenate([one.places for one in found])
    likeness = np.concatenate([one.likeness for one in found])
    order = np.lexsort((-likeness, places))
    places, likeness = places[order], likeness[order]
    first = np.concatenate(([True], places[1:] != places[:-1]))[: len(places)]
    return Near(places[first], likeness[first])
