"""What a word is found by: its sound, its consonants and its trigrams, as whole numbers."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from landwaiter.screening.name import Word
from landwaiter.screening.romanise import rough_sound, skeleton

_WRITTEN_WITHOUT_VOWELS = frozenset({"arabic", "hebrew"})
_PACKED = 7
"""Bytes that stand for themselves; longer texts are hashed, with the highest bit set."""
_HASHED = 1 << 63


def key_of(text: str) -> int:
    """64 bits that stand for a text: up to seven bytes are themselves, the same everywhere."""
    data = text.encode()
    if len(data) <= _PACKED:
        return int.from_bytes(data, "big")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") | _HASHED


def word_keys(word: Word) -> tuple[int, ...]:
    """Keys of all features of a word, each once."""
    found: list[int] = []
    for spelling in word.spellings:
        found += _of_spelling(spelling, word.script in _WRITTEN_WITHOUT_VOWELS)
    return tuple(dict.fromkeys(found))


def keys_of(words: Iterable[Word]) -> tuple[int, ...]:
    """Keys of all features of a name, each once."""
    return tuple(dict.fromkeys(key for word in words for key in word_keys(word)))


@lru_cache(maxsize=1 << 14)
def _of_spelling(spelling: str, by_consonants: bool) -> list[int]:  # is a key
    sound = rough_sound(spelling)
    found = [key_of(f"={sound}")]
    if by_consonants or len(sound) > 3:
        found.append(key_of(f"~{skeleton(spelling)}"))
    padded = f"^{sound}$"
    found += [_packed(padded[at : at + 3]) for at in range(len(padded) - 2)]
    return found


def _packed(trigram: str) -> int:
    return int.from_bytes(trigram.encode(), "big")
