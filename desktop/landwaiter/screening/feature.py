"""What the sound of a word is found by: its consonants and its trigrams, as whole numbers."""

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

from landwaiter.screening.languages import dictionary
from landwaiter.screening.languages.romanise import rough_sound
from landwaiter.screening.name import Word

_PACKED = 7
"""Bytes that stand for themselves; longer texts are hashed, with the highest bit set."""
_HASHED = 1 << 63
_SHORT = 5
_NOT_WRITTEN = re.compile("(?<=.)[aeiouv]")
_SILENT_H = re.compile("(?<=[aiu])h$")
_TWICE = re.compile(r"(.)\1+")


def key_of(text: str) -> int:
    """64 bits that stand for a text: up to seven bytes are themselves, the same everywhere."""
    data = text.encode()
    if len(data) <= _PACKED:
        return int.from_bytes(data, "big")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") | _HASHED


def sounds_of(word: Word) -> tuple[str, ...]:
    """The rough sounds of all spellings, that of the text first, each once.

    A Chinese name that was read aloud is also looked for under what its signs mean.
    """
    spellings = word.spellings
    if len(word.characters) > 1 and not word.personal:
        spellings += dictionary.translations(word.characters)
    return tuple(dict.fromkeys(_in_ascii(rough_sound(spelling)) for spelling in spellings))


def sound_of_joined(sounds: Sequence[str]) -> str:
    """The rough sound of words of these sounds that are written together."""
    return _TWICE.sub(r"\1", "".join(sounds))


def _in_ascii(sound: str) -> str:
    """Signs that no transliteration knows, such as emoji, all alike."""
    return sound if sound.isascii() else sound.encode("ascii", "replace").decode()


@lru_cache(maxsize=1 << 12)
def sound_keys(sound: str) -> tuple[int, ...]:
    """Keys of all features of a rough sound, each once."""
    parts = map(packed, trigrams(sound))
    return tuple(dict.fromkeys([consonant_key(sound), *parts]))


def trigrams(sound: str) -> tuple[str, ...]:
    """The runs of three letters, beginning and end being letters too; each once."""
    padded = f"^{sound}$"
    return tuple(dict.fromkeys([padded[at : at + 3] for at in range(len(padded) - 2)]))


def consonant_key(sound: str) -> int:
    """The feature of all sounds that Arabic or Hebrew would write alike."""
    return key_of(f"~{consonants(sound)}")


def consonants(sound: str) -> str:
    """What Arabic and Hebrew writing keeps of a sound."""
    bare = _NOT_WRITTEN.sub("", _SILENT_H.sub("", sound).replace("g", "j"))
    return _TWICE.sub(r"\1", bare)


def packed(trigram: str) -> int:
    """The feature of all sounds that hold this run of three letters."""
    return int.from_bytes(trigram.encode(), "big")
