"""The arrays that an index is made of, and what stands at a place in them."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from itertools import pairwise
from math import ceil, floor
from types import GenericAlias
from typing import Any, get_type_hints

import msgspec
import numpy as np
import numpy.typing as npt

from landwaiter.domain.base.memory import Memory
from landwaiter.screening.feature import key_of
from landwaiter.screening.name import Name, Word

_MOST_KNOWN = 1 << 12
"""Words decoded and kept: some megabytes."""

Ints = npt.NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """n names of m listings, w words of s sounds, f features; `…_ends` cut the array before them.

    Held in memory or mapped from a file: both are read in the same way.
    """

    owners: Ints
    """n × int32: place of the listing."""
    name_frames: Ints
    """n × uint32: place in `frames`."""
    originals: Ints
    """UTF-8 of all names, one after another."""
    original_ends: Ints
    """n × uint64."""
    are_han: Ints
    """n × bool: the name holds Chinese characters."""
    name_words: Ints
    """int32: places of words."""
    name_word_ends: Ints
    """n × uint32."""
    words: Ints
    """All words as `encoded`, in the order of their bytes."""
    word_ends: Ints
    """w × uint64."""
    word_sounds: Ints
    """w × int32: place of the sound of each word's text."""
    sounds: Ints
    """ASCII: all rough sounds of words, the short ones first, else in the order of their bytes."""
    sound_ends: Ints
    """s × uint64."""
    sound_sizes: Ints
    """s × uint8: features of the sound."""
    sound_name_ends: Ints
    """s × uint64."""
    sound_names: Ints
    """int32: places of the names that have a word of this sound, rising within a sound."""
    sound_name_weights: Ints
    """uint16: the weight of that word, of the heaviest if there are several."""
    name_weights: Ints
    """n × uint16: thousandths of all words of the name together, at most 65,535."""
    word_weights: Ints
    """w × uint16: thousandths, as `Rarity.weight` says."""
    frames: Ints
    """What is known of names beside their words, as `encoded`, in the order of their bytes."""
    frame_ends: Ints
    """uint64."""
    feature_keys: Ints
    """f × uint64, rising."""
    feature_ends: Ints
    """f × uint64."""
    postings: Ints
    """int32: places of the sounds that have the feature, rising within it."""
    slip_keys: Ints
    """uint64, rising: what is left of short words when a letter is taken out, see `slips`."""
    slip_sounds: Ints
    """int32: the place of the sound of that word."""
    count_keys: Ints
    """uint64, rising: keys of spellings."""
    counts: Ints
    """int32: names that hold the spelling."""
    listing_ids: Ints
    """UTF-8 of all identifiers of listings."""
    listing_id_ends: Ints
    """m × uint64."""
    listing_schemas: Ints
    """m × uint8: place in `schemas`."""
    identifier_keys: Ints
    """uint64, rising."""
    identifier_places: Ints
    """int32: place of the listing that has the identifier."""
    schemas: tuple[str, ...] = ()

    @property
    def names(self) -> int:
        return len(self.owners)

    @property
    def listings(self) -> int:
        return len(self.listing_schemas)

    def original(self, name: int) -> str:
        """The name as it is listed."""
        return _bytes(self.originals, self.original_ends, name).decode()

    def listing_id(self, place: int) -> str:
        return _bytes(self.listing_ids, self.listing_id_ends, place).decode()

    def schema(self, place: int) -> str:
        return self.schemas[int(self.listing_schemas[place])]

    def words_of(self, name: int) -> list[int]:
        """Places of the words of a name, in their order."""
        start = int(self.name_word_ends[name - 1]) if name else 0
        found: list[int] = self.name_words[start : int(self.name_word_ends[name])].tolist()
        return found

    def with_identifier(self, key: int) -> list[int]:
        """Places of the listings that have an identifier of this key."""
        wanted = np.uint64(key)
        start = int(np.searchsorted(self.identifier_keys, wanted, "left"))
        end = int(np.searchsorted(self.identifier_keys, wanted, "right"))
        found: list[int] = self.identifier_places[start:end].tolist()
        return found


ARRAYS = tuple(one.name for one in fields(Arrays) if one.name != "schemas")


_PACKER = msgspec.msgpack.Encoder(order="deterministic")


def _unpacker(cls: type[Any]) -> Callable[[bytes], Any]:
    hints = get_type_hints(cls)
    shape: Any = GenericAlias(tuple, tuple(hints[one.name] for one in fields(cls)))
    decode = msgspec.msgpack.Decoder(shape).decode
    return lambda kept: cls(*decode(kept))


_word: Callable[[bytes], Word] = _unpacker(Word)
_name: Callable[[bytes], Name] = _unpacker(Name)
_FIELDS = {cls: tuple(one.name for one in fields(cls)) for cls in (Word, Name)}


def encoded(part: Word | Name) -> bytes:
    """A word, or a name without its words, as it is kept: its fields in their order."""
    return _PACKER.encode([getattr(part, name) for name in _FIELDS[type(part)]])


def word_of(kept: bytes) -> Word:
    """The word that was `encoded`."""
    return _word(kept)


def _bytes(blob: Ints, ends: Ints, at: int) -> bytes:
    start = int(ends[at - 1]) if at else 0
    return blob[start : int(ends[at])].tobytes()


@dataclass(slots=True, eq=False)
class IndexWords:
    """Words of an index, decoded when they are first asked for."""

    arrays: Arrays
    _known: Memory[int, Word] = field(default_factory=lambda: Memory(_MOST_KNOWN))
    _frames: dict[int, Name] = field(default_factory=dict)

    def at(self, place: int) -> Word:
        """The word at a place; threads may ask at once and get equal words."""
        known = self._known[place]
        if known is None:
            kept = _bytes(self.arrays.words, self.arrays.word_ends, place)
            known = self._known.put(place, word_of(kept))
        return known

    def name(self, name: int) -> Name:
        """A listed name taken apart as its listing's schema asks."""
        words = tuple(self.at(place) for place in self.arrays.words_of(name))
        return replace(self._frame(int(self.arrays.name_frames[name])), words=words)

    def _frame(self, place: int) -> Name:
        known = self._frames.get(place)
        if known is None:
            kept = _bytes(self.arrays.frames, self.arrays.frame_ends, place)
            known = self._frames[place] = _name(kept)
        return known


class Sounds:
    """All sounds of an index as texts: some tens of megabytes, and read for every query."""

    def __init__(self, arrays: Arrays) -> None:
        text = arrays.sounds.tobytes().decode("ascii")
        ends = [0, *arrays.sound_ends.tolist()]
        self._texts = [text[start:end] for start, end in pairwise(ends)]
        sizes = np.diff(arrays.sound_ends.astype(np.int64), prepend=0)
        longest = int(sizes.max(initial=0))
        self._firsts: list[int] = np.searchsorted(sizes, np.arange(longest + 2)).tolist()

    def at(self, places: Ints) -> list[str]:
        """The sounds at these places."""
        texts = self._texts
        return [texts[place] for place in places.tolist()]

    def of_lengths(self, least: float, most: float) -> tuple[int, int]:
        """The first place of the sounds that have at least and at most so many letters, and the
        place after the last one."""
        longest = len(self._firsts) - 1
        first, last = min(ceil(least), longest), min(floor(most) + 1, longest)
        return self._firsts[first], self._firsts[last]

    def exactly(self, sounds: Iterable[str]) -> list[int]:
        """Places of these very sounds, as far as the index has them."""
        found = []
        for sound in sounds:
            first, last = self.of_lengths(len(sound), len(sound))
            place = bisect_left(self._texts, sound, first, last)
            if place < last and self._texts[place] == sound:
                found.append(place)
        return found


def bounds(ends: Ints, places: Ints) -> tuple[Ints, Ints]:
    """Where the rows at these places begin and end, int64."""
    last = ends.take(places).astype(np.int64)
    first = ends.take(places - 1, mode="wrap").astype(np.int64)
    first[places == 0] = 0
    return first, last


def ranges(starts: Ints, sizes: Ints) -> Ints:
    """start, start + 1 … for each of the ranges, one after another."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - sizes), sizes) + np.arange(total)


def distinct(places: Ints) -> Ints:
    """Each place once, rising; sorting them is faster than what numpy does by hashing."""
    ordered = np.sort(places)
    found: Ints = ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))[: len(ordered)]]
    return found


def counted(rising: Ints) -> tuple[Ints, Ints]:
    """Each of these places once, and how many times it stands there, int32."""
    ends = np.ones(len(rising) + 1, bool)
    np.not_equal(rising[1:], rising[:-1], out=ends[1:-1])
    at = ends.nonzero()[0]
    return rising.take(at[:-1]), np.diff(at).astype(np.int32)


def within(places: Ints, rising: Ints) -> Ints:
    """Which of `places` are among `rising`."""
    if not len(rising):
        return np.zeros(len(places), bool)
    found: Ints = rising[np.minimum(np.searchsorted(rising, places), len(rising) - 1)] == places
    return found


def most(places: Ints, ranks: Ints, limit: int) -> Ints:
    """At most `limit` places of the highest rank, the highest first; of equals the lower places.

    So told that no processor decides it by its way of sorting.
    """
    if len(places) > limit:
        worst = np.partition(ranks, len(ranks) - limit)[len(ranks) - limit]
        places, ranks = places[ranks >= worst], ranks[ranks >= worst]
    found: Ints = places[np.lexsort((places, -ranks))[:limit]]
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Spelling → number of names that hold it."""

    keys: Ints
    """uint64, rising."""
    counts: Ints
    _known: Memory[str, int] = field(default_factory=lambda: Memory(_MOST_KNOWN))

    def get(self, text: str, default: int, /) -> int:
        """The number of names that hold `text`, or `default` where none does."""
        known = self._known[text]
        if known is None:
            known = self._known.put(text, self._looked_up(text))
        return known or default

    def _looked_up(self, text: str) -> int:
        wanted = np.uint64(key_of(text))
        at = int(np.searchsorted(self.keys, wanted))
        return int(self.counts[at]) if at < len(self.keys) and self.keys[at] == wanted else 0
