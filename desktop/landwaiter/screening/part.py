"""What a stretch of listings adds to an index, read by whichever process has time.

A reader numbers words as it meets them and tells each one once; `merging.Merger` gives all words
their numbers for good, so that the index has the same bytes however many readers there were.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from landwaiter.domain.listing import Listing
from landwaiter.screening.arrays import encoded
from landwaiter.screening.feature import key_of, word_keys
from landwaiter.screening.features import identifier_keys, kind_of_schema
from landwaiter.screening.name import Name, Word, parse
from landwaiter.screening.romanise import rough_sound


class Row(msgspec.Struct, frozen=True):
    """The part of a listing that is searched; decoded from the same text as the whole of it."""

    listing_id: str
    schema: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()


class Part(msgspec.Struct):
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
    new_sounds: list[str]
    """`rough_sound` of each new word."""
    features: bytes
    """i: features of each new word."""
    feature_keys: bytes
    """Q."""


@dataclass(slots=True)
class _Columns:
    names: "array[int]" = field(default_factory=lambda: array("i"))
    identifiers: "array[int]" = field(default_factory=lambda: array("i"))
    identifier_keys: "array[int]" = field(default_factory=lambda: array("Q"))
    words: "array[int]" = field(default_factory=lambda: array("i"))
    word_numbers: "array[int]" = field(default_factory=lambda: array("i"))
    features: "array[int]" = field(default_factory=lambda: array("i"))
    feature_keys: "array[int]" = field(default_factory=lambda: array("Q"))

    def as_bytes(self) -> dict[str, bytes]:
        return {name: getattr(self, name).tobytes() for name in self.__slots__}


class Reader:
    """Takes names apart; remembers which words it has told already."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}
        self._frames: dict[Name, bytes] = {}

    def read(self, rows: Sequence[Row]) -> Part:
        """What these listings add, in their order."""
        columns, originals = _Columns(), list[str]()
        frames, new, sounds = list[bytes](), list[bytes](), list[str]()
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
                columns.word_numbers.extend(
                    self._number(word, new, sounds, columns) for word in parsed.words
                )
                originals.append(name)
                frames.append(self._frame(parsed))
        return Part(
            listing_ids=[row.listing_id for row in rows],
            schemas=[row.schema for row in rows],
            originals=originals,
            frames=frames,
            new_words=new,
            new_sounds=[rough_sound(word) for word in sounds],
            **columns.as_bytes(),
        )

    def _frame(self, parsed: Name) -> bytes:
        bare = replace(parsed, words=())
        return self._frames.setdefault(bare, encoded(bare))

    def _number(self, word: Word, new: list[bytes], sounds: list[str], columns: _Columns) -> int:
        kept = encoded(word)
        number = self._numbers.get(kept)
        if number is None:
            number = self._numbers[kept] = len(self._numbers)
            new.append(kept)
            sounds.append(word.text)
            keys = word_keys(word)
            columns.features.append(len(keys))
            columns.feature_keys.extend(keys)
        return number


def rows_of(listings: Iterable[Listing]) -> list[Row]:
    """Listings as far as they are searched."""
    return [
        Row(one.listing_id, one.schema, one.name, tuple(one.aliases), tuple(one.identifiers))
        for one in listings
    ]


def decoded(bodies: bytes) -> list[Row]:
    """The listings of a JSON array of them."""
    return msgspec.json.decode(bodies, type=list[Row])
