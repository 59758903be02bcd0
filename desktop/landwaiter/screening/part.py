"""What a stretch of listings adds to an index, read by whichever process has time.

A reader numbers words as it meets them and tells each one once; `merging.Merger` gives all words
their numbers for good, so that the index has the same bytes however many readers there were.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

import msgspec

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening.arrays import encoded
from landwaiter.screening.feature import key_of, sound_keys, sounds_of
from landwaiter.screening.features import identifier_keys, kind_of_schema
from landwaiter.screening.name import Name, Word, parse

_AT_ONCE = 4_000
"""Listings of one array: about 2 MB."""


class SearchedListing(msgspec.Struct, frozen=True):
    """The part of a listing that is searched; decoded from the same text as the whole of it."""

    listing_id: str
    schema: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()


class IndexPart(msgspec.Struct):
    """Arrays are little-endian bytes: `i` of 32 and `q` of 64 bits, one after another."""

    listing_ids: list[str]
    schemas: list[str]
    names: bytes
    """i: names of each listing."""
    identifiers: bytes
    """i: identifiers of each listing."""
    identifier_keys: bytes
    """Q."""
    originals: list[str]
    words: bytes
    """i: words of each name."""
    word_numbers: bytes
    """i: the reader's numbers of these words."""
    frames: list[bytes]
    """What is known of each name beside its words, as `encoded`."""
    new_words: list[bytes]
    """Words met for the first time, as `encoded`; their numbers go on from those before."""
    word_sounds: bytes
    """i: sounds of each new word."""
    sound_numbers: bytes
    """i: the reader's numbers of these sounds, that of the text first."""
    new_sounds: list[str]
    """Rough sounds met for the first time."""
    features: bytes
    """i: features of each new sound."""
    feature_keys: bytes
    """Q."""


@dataclass(slots=True)
class _Columns:
    names: "array[int]" = field(default_factory=lambda: array("i"))
    identifiers: "array[int]" = field(default_factory=lambda: array("i"))
    identifier_keys: "array[int]" = field(default_factory=lambda: array("Q"))
    words: "array[int]" = field(default_factory=lambda: array("i"))
    word_numbers: "array[int]" = field(default_factory=lambda: array("i"))
    word_sounds: "array[int]" = field(default_factory=lambda: array("i"))
    sound_numbers: "array[int]" = field(default_factory=lambda: array("i"))
    features: "array[int]" = field(default_factory=lambda: array("i"))
    feature_keys: "array[int]" = field(default_factory=lambda: array("Q"))

    def as_bytes(self) -> dict[str, bytes]:
        return {name: getattr(self, name).tobytes() for name in self.__slots__}


class NameReader:
    """Takes names apart; remembers which words and sounds it has told already."""

    def __init__(self) -> None:
        self._words: dict[bytes, int] = {}
        self._sounds: dict[str, int] = {}
        self._frames: dict[Name, bytes] = {}

    def read(self, rows: Sequence[SearchedListing]) -> IndexPart:
        """What these listings add, in their order."""
        columns, originals, frames = _Columns(), list[str](), list[bytes]()
        words, sounds = len(self._words), len(self._sounds)
        for row in rows:
            kind = kind_of_schema(row.schema)
            keys = sorted(identifier_keys(row.identifiers))
            columns.identifiers.append(len(keys))
            columns.identifier_keys.extend(map(key_of, keys))
            names = tuple(dict.fromkeys((row.name, *row.aliases)))
            columns.names.append(len(names))
            for name in names:
                # Past the cache: each name is met once, and a million would only crowd it.
                parsed = parse.__wrapped__(name, kind)
                columns.words.append(len(parsed.words))
                columns.word_numbers.extend(self._word(word, columns) for word in parsed.words)
                originals.append(name)
                frames.append(self._frame(parsed))
        return IndexPart(
            listing_ids=[row.listing_id for row in rows],
            schemas=[row.schema for row in rows],
            originals=originals,
            frames=frames,
            new_words=list(islice(self._words, words, None)),
            new_sounds=list(islice(self._sounds, sounds, None)),
            **columns.as_bytes(),
        )

    def _frame(self, parsed: Name) -> bytes:
        bare = replace(parsed, words=())
        return self._frames.setdefault(bare, encoded(bare))

    def _word(self, word: Word, columns: _Columns) -> int:
        kept = encoded(word)
        number = self._words.get(kept)
        if number is None:
            number = self._words[kept] = len(self._words)
            sounds = sounds_of(word)
            columns.word_sounds.append(len(sounds))
            columns.sound_numbers.extend(self._sound(sound, columns) for sound in sounds)
        return number

    def _sound(self, sound: str, columns: _Columns) -> int:
        number = self._sounds.get(sound)
        if number is None:
            number = self._sounds[sound] = len(self._sounds)
            keys = sound_keys(sound)
            columns.features.append(len(keys))
            columns.feature_keys.extend(keys)
        return number


def rows_of(listings: Iterable[Listing]) -> list[SearchedListing]:
    """Listings as far as they are searched."""
    return [
        SearchedListing(
            one.listing_id, one.schema, one.name, tuple(one.aliases), tuple(one.identifiers)
        )
        for one in listings
    ]


def decoded(bodies: bytes) -> list[SearchedListing]:
    """The listings of a JSON array of them."""
    return msgspec.json.decode(bodies, type=list[SearchedListing])


def frames_of(bodies: Iterable[str]) -> Iterator[bytes]:
    """Listings given as JSON, in arrays of some thousands."""
    left = iter(bodies)
    while some := list(islice(left, _AT_ONCE)):
        yield f"[{','.join(some)}]".encode()
