"""Parts into the arrays of one index: words and features get their numbers by their own order."""

from array import array
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np

from landwaiter.screening.arrays import Arrays, Counts, Ints, ranges, word_of
from landwaiter.screening.feature import key_of
from landwaiter.screening.languages.han import RUN
from landwaiter.screening.part import IndexPart
from landwaiter.screening.rarity import Rarity
from landwaiter.screening.slips import READ, slips

_AT_ONCE = 50_000
"""Names spread out over their features at once: about 40 MB."""
_NAME_BITS, _WEIGHT_BITS = 28, 11
"""A sound, a name and a weight, which is at most 1,000, lie in one number."""


@dataclass(slots=True)
class _Blob:
    """Texts one after another with the places where they end."""

    data: bytearray = field(default_factory=bytearray)
    ends: "array[int]" = field(default_factory=lambda: array("Q"))

    def add(self, text: bytes) -> None:
        self.data += text
        self.ends.append(len(self.data))

    def arrays(self) -> tuple[Ints, Ints]:
        return _numbers(self.data, np.uint8), _numbers(self.ends, np.uint64)


def _blob_of(texts: Sequence[bytes]) -> tuple[Ints, Ints]:
    ends = np.cumsum(np.fromiter(map(len, texts), np.uint64, len(texts)), dtype=np.uint64)
    return np.frombuffer(b"".join(texts), np.uint8), ends


class Merger:
    """Takes parts in the order of the listings; any reader may have read any of them."""

    def __init__(self) -> None:
        self.listing_ids, self.originals = _Blob(), _Blob()
        self.are_han = bytearray()
        self.schemas, self.schema_numbers = array("B"), dict[str, int]()
        self.frames, self.frame_numbers = array("I"), dict[bytes, int]()
        self.words, self.word_sounds = dict[bytes, int](), array("I")
        self.word_sound_numbers = array("I")
        self.sounds = dict[str, int]()
        self.features, self.feature_keys = array("I"), array("Q")
        self.names, self.name_words, self.word_numbers = array("I"), array("I"), array("I")
        self.identifiers, self.identifier_keys = array("I"), array("Q")
        self._known_by = dict[int, tuple["array[int]", "array[int]"]]()

    def add(self, part: IndexPart, reader: int = 0) -> None:
        """The next listings, as the reader of that number told them."""
        words, sounds = self._known_by.setdefault(reader, (array("I"), array("I")))
        self._add_sounds(part, sounds)
        self._add_words(part, words, _numbers(sounds, np.uint32))
        for listing_id, schema in zip(part.listing_ids, part.schemas, strict=True):
            self.listing_ids.add(listing_id.encode())
            self.schemas.append(self.schema_numbers.setdefault(schema, len(self.schema_numbers)))
        for original, frame in zip(part.originals, part.frames, strict=True):
            self.originals.add(original.encode())
            self.are_han.append(bool(RUN.search(original)))
            self.frames.append(self.frame_numbers.setdefault(frame, len(self.frame_numbers)))
        self.names.frombytes(part.names)
        self.identifiers.frombytes(part.identifiers)
        self.identifier_keys.frombytes(part.identifier_keys)
        self.name_words.frombytes(part.words)
        ours = _numbers(words, np.uint32)[_numbers(part.word_numbers, np.uint32)]
        self.word_numbers.frombytes(ours.tobytes())

    def _add_sounds(self, part: IndexPart, known: "array[int]") -> None:
        start = 0
        for sound, size in zip(part.new_sounds, array("I", part.features), strict=True):
            number = self.sounds.setdefault(sound, len(self.sounds))
            if number == len(self.features):
                self.features.append(size)
                self.feature_keys.frombytes(part.feature_keys[start * 8 : (start + size) * 8])
            known.append(number)
            start += size

    def _add_words(self, part: IndexPart, known: "array[int]", sounds: Ints) -> None:
        numbers = sounds[_numbers(part.sound_numbers, np.uint32)].tolist()
        start = 0
        for word, size in zip(part.new_words, array("I", part.word_sounds), strict=True):
            number = self.words.setdefault(word, len(self.words))
            if number == len(self.word_sounds):
                self.word_sounds.append(size)
                self.word_sound_numbers.extend(numbers[start : start + size])
            known.append(number)
            start += size


def merged(merger: Merger) -> Generator[None, None, Arrays]:
    """The arrays of all parts; stops many times, so that the caller can say how it goes."""
    words, order = _sorted(merger.words)
    sounds, sound_order = _sorted(merger.sounds, key=_by_length)
    name_words = _places(order)[_numbers(merger.word_numbers, np.uint32)]
    sizes = _numbers(merger.name_words, np.uint32)
    yield
    weights, count_keys, counts = yield from _weighed(words, name_words, sizes)
    held = _sounds_held(merger, order, _places(sound_order))
    sound_names, sound_name_weights, sound_name_ends = yield from _heard(
        name_words, sizes, held, weights, len(sounds)
    )
    features = _features(merger, sound_order)
    yield
    word_sounds = held.places[held.starts]
    slip_keys, slip_sounds = slips(_texts(words), word_sounds)
    yield
    one_each = np.ones(len(sounds), np.uint32)
    places = np.arange(len(sounds), dtype=np.int32)
    postings, feature_ends = yield from _turned(places, one_each, features, len(features.keys))
    word_blob, word_ends = _blob_of(words)
    sound_blob, sound_ends = _blob_of([sound.encode() for sound in sounds])
    name_word_ends = np.cumsum(sizes).astype(np.uint32)
    return _arrays(
        merger,
        name_words=name_words,
        name_word_ends=name_word_ends,
        name_weights=_summed(weights[name_words], name_word_ends),
        words=word_blob,
        word_ends=word_ends,
        word_weights=weights,
        word_sounds=word_sounds,
        sounds=sound_blob,
        sound_ends=sound_ends,
        sound_sizes=features.sizes.astype(np.uint8),
        sound_names=sound_names,
        sound_name_weights=sound_name_weights,
        sound_name_ends=sound_name_ends,
        feature_keys=features.keys,
        feature_ends=feature_ends,
        postings=postings,
        slip_keys=slip_keys,
        slip_sounds=slip_sounds,
        count_keys=count_keys,
        counts=counts,
    )


def whole(merger: Merger) -> Arrays:
    """The arrays of all parts, without a stop."""
    steps = merged(merger)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            arrays: Arrays = end.value
            return arrays


def _places(order: Ints) -> Ints:
    """Where each number stands in `order`."""
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places


def _by_length(sound: str) -> tuple[int, str]:
    return len(sound), sound


def _sorted(
    numbers: dict[Any, int], key: Callable[[Any], Any] | None = None
) -> tuple[list[Any], Ints]:
    """What was numbered in its own order, or that of a key, and the number that each had."""
    texts = sorted(numbers, key=key)
    return texts, np.fromiter(map(numbers.__getitem__, texts), np.int64, len(texts))


def _summed(values: Ints, ends: Ints) -> Ints:
    """The sum of the values before each end, uint16."""
    sums = np.concatenate(([0], np.cumsum(values, dtype=np.int64)))
    firsts = np.concatenate(([0], ends[:-1])) if len(ends) else ends
    found: Ints = np.minimum(sums[ends] - sums[firsts.astype(np.int64)], 0xFFFF)
    return found.astype(np.uint16)


def _weighed(
    words: list[bytes], name_words: Ints, sizes: Ints
) -> Generator[None, None, tuple[Ints, Ints, Ints]]:
    """The weight of each word; keys of spellings, and the names that hold each."""
    spellings = _spellings(words)
    counts = np.zeros(len(spellings.keys), np.int32)
    for _names, met in _met(name_words, sizes, spellings):
        counts += np.bincount(met, minlength=len(counts)).astype(np.int32)
        yield
    rarity = Rarity(Counts(spellings.keys, counts), len(sizes))
    weights = np.fromiter((rarity.weighed(word_of(one)) for one in words), np.uint16, len(words))
    yield
    return weights, spellings.keys, counts


def _sounds_held(merger: Merger, order: Ints, sound_places: Ints) -> "_Held":
    """What sounds each word has, words and sounds in their own order."""
    sizes = _numbers(merger.word_sounds, np.uint32)
    numbers = _spread(_numbers(merger.word_sound_numbers, np.uint32), sizes, order)
    sizes = sizes[order].astype(np.int64)
    places = sound_places[numbers]
    return _Held(np.empty(0, np.uint64), places, np.cumsum(sizes) - sizes, sizes)


def _features(merger: Merger, order: Ints) -> "_Held":
    sizes = _numbers(merger.features, np.uint32)
    keys = _spread(_numbers(merger.feature_keys, np.uint64), sizes, order)
    return _Held.of(keys, sizes[order])


def _turned(
    holders: Ints, sizes: Ints, held: "_Held", kinds: int
) -> Generator[None, None, tuple[Ints, Ints]]:
    """For each of so many kinds of thing who holds it, rising; and where that ends.

    `holders` are the parts, `sizes` of them each, through which a thing is held.
    """
    pairs: list[Ints] = []
    for owners, met in _met(holders, sizes, held):
        pairs.append((met.astype(np.int64) << 32) | owners)
        pairs[-1].sort()
        yield
    turned, ends = yield from _placed(pairs, 32, kinds)
    return turned.astype(np.int32), ends


def _heard(
    name_words: Ints, sizes: Ints, held: "_Held", weights: Ints, kinds: int
) -> Generator[None, None, tuple[Ints, Ints, Ints]]:
    """For each of so many sounds the names that hold it, rising; the weight of the heaviest word
    through which each does; and where that ends."""
    triples: list[Ints] = []
    for names, words in _stretches(name_words, sizes):
        sounds = held.places[ranges(held.starts[words], held.sizes[words])]
        some = np.repeat(names << _WEIGHT_BITS | weights[words], held.sizes[words])
        some |= sounds.astype(np.int64) << _NAME_BITS + _WEIGHT_BITS
        some.sort()
        pairs = some >> _WEIGHT_BITS
        triples.append(some[np.concatenate((pairs[1:] != pairs[:-1], [True]))[: len(some)]])
        yield
    turned, ends = yield from _placed(triples, _NAME_BITS + _WEIGHT_BITS, kinds)
    heaviest = (turned & ((1 << _WEIGHT_BITS) - 1)).astype(np.uint16)
    return (turned >> _WEIGHT_BITS).astype(np.int32), heaviest, ends


def _placed(pieces: list[Ints], bits: int, kinds: int) -> Generator[None, None, tuple[Ints, Ints]]:
    """The lower bits of many numbers, those of one kind together; and where each kind ends.

    The kind stands above these bits. Each piece rises; so do the pieces, within a kind.
    """
    counts = np.zeros(kinds, np.int64)
    for some in pieces:
        counts += np.bincount(some >> bits, minlength=kinds)
    ends = np.cumsum(counts)
    placed, cursors = np.empty(int(counts.sum()), np.int64), ends - counts
    # Each piece is let go as it is placed: all of them twice would be the most memory of a build.
    pieces.reverse()
    while pieces:
        some = pieces.pop()
        kind = some >> bits
        found = np.bincount(kind, minlength=kinds)
        starts = (np.cumsum(found) - found)[kind]
        placed[cursors[kind] + np.arange(len(some)) - starts] = some & ((1 << bits) - 1)
        cursors += found
        yield
    return placed, ends.astype(np.uint64)


def _arrays(merger: Merger, **found: Any) -> Arrays:
    """Everything that needs no spreading out, with what was `found`."""
    frames, name_frames = _in_order(merger.frame_numbers, merger.frames, np.uint32)
    schemas, listing_schemas = _in_order(merger.schema_numbers, merger.schemas, np.uint8)
    frame_blob, frame_ends = _blob_of(frames)
    originals, original_ends = merger.originals.arrays()
    listing_ids, listing_id_ends = merger.listing_ids.arrays()
    places = np.arange(len(merger.names), dtype=np.int32)
    keys = _numbers(merger.identifier_keys, np.uint64)
    with_identifier = np.repeat(places, _numbers(merger.identifiers, np.uint32))
    order = np.lexsort((with_identifier, keys))
    return Arrays(
        owners=np.repeat(places, _numbers(merger.names, np.uint32)),
        name_frames=name_frames,
        frames=frame_blob,
        frame_ends=frame_ends,
        originals=originals,
        original_ends=original_ends,
        are_han=_numbers(merger.are_han, np.bool_),
        listing_ids=listing_ids,
        listing_id_ends=listing_id_ends,
        listing_schemas=listing_schemas,
        identifier_keys=keys[order],
        identifier_places=with_identifier[order],
        schemas=tuple(schemas),
        **found,
    )


def _in_order(numbers: dict[Any, int], used: "array[int]", kind: Any) -> tuple[list[Any], Ints]:
    """What was numbered, sorted, and the array of numbers told anew."""
    texts = sorted(numbers)
    anew = np.zeros(len(texts), kind)
    for at, text in enumerate(texts):
        anew[numbers[text]] = at
    return texts, anew[_numbers(used, kind)]


@dataclass(frozen=True, slots=True)
class _Held:
    """What each word holds: distinct keys, and per word its places among them."""

    keys: Ints
    """uint64, rising."""
    places: Ints
    starts: Ints
    sizes: Ints

    @classmethod
    def of(cls, keys: Ints, sizes: Ints) -> "_Held":
        """`keys` of all words one after another, so many of each."""
        distinct, places = np.unique(keys, return_inverse=True)
        starts = np.cumsum(sizes, dtype=np.int64) - sizes
        return cls(distinct, places.astype(np.int32), starts, sizes.astype(np.int64))


def _spellings(words: Sequence[bytes]) -> _Held:
    keys, sizes = array("Q"), array("I")
    for kept in words:
        told = dict.fromkeys(word_of(kept).spellings)
        sizes.append(len(told))
        keys.extend(map(key_of, told))
    return _Held.of(_numbers(keys, np.uint64), _numbers(sizes, np.uint32))


def _met(name_words: Ints, sizes: Ints, held: _Held) -> Iterator[tuple[Ints, Ints]]:
    """Names and what their words hold, each pair once, in rising order, many names at once."""
    for names, words in _stretches(name_words, sizes):
        pairs = np.repeat(names << 32, held.sizes[words])
        pairs |= held.places[ranges(held.starts[words], held.sizes[words])]
        pairs.sort()
        pairs = pairs[np.concatenate(([True], pairs[1:] != pairs[:-1]))[: len(pairs)]]
        yield (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)


def _stretches(name_words: Ints, sizes: Ints) -> Iterator[tuple[Ints, Ints]]:
    """The words of many names at once, and of which name each is."""
    ends = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
    bounds = [*range(0, len(sizes), _AT_ONCE), len(sizes)]
    for first, last in pairwise(bounds):
        names = np.repeat(np.arange(first, last, dtype=np.int64), sizes[first:last])
        yield names, name_words[ends[first] : ends[last]]


def _texts(words: Sequence[bytes]) -> Ints:
    """The beginnings of the texts of all words, as long as slips read them."""
    texts = (word_of(one).text.encode("ascii", "replace") for one in words)
    return np.fromiter(texts, f"S{READ}", len(words))


def _spread(flat: Ints, sizes: Ints, order: Ints) -> Ints:
    """Rows of different lengths, one after another, in another order."""
    starts = np.cumsum(sizes, dtype=np.int64) - sizes
    return flat[ranges(starts[order], sizes[order].astype(np.int64))]


def _numbers(buffer: Any, kind: Any) -> Ints:
    found: Ints = np.frombuffer(buffer, kind)
    return found
