"""Whether two spellings can be forms of one word of a language.

Endings are cut for all languages alike (`folding.stem`), which makes one word of `balle` and
`ball`, of `blindé` and `blind`. Long words that are alike to their endings are the same word in
several languages; of short ones the language of the term decides.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

LONGEST_SHORT: Final = 5
"""Letters of a stem up to which likeness across languages may be chance."""
_SHORTEST_LEFT: Final = 3
_POLISH: Final = (
    *("owego", "owych", "owymi", "iego", "owej", "owym", "iami", "ych", "ymi", "ego", "emu"),
    *("ami", "ach", "iej", "owa", "owe", "owy", "ej", "om", "ow", "em", "ie"),
    *("a", "e", "i", "o", "u", "y"),
)
_ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("es", "s"),
    "de": ("ern", "en", "er", "es", "em", "e", "n", "s"),
    "nl": ("en", "es", "e", "n", "s"),
    "fr": ("s", "x"),
    "es": ("es", "s"),
    "it": ("a", "e", "i", "o"),
    "pl": _POLISH,
    "cs": (*_POLISH, "ou", "ech"),
}
"""What an inflected form may have at its end; a language that is not named decides nothing."""


@lru_cache(maxsize=1 << 14)
def may_be_forms(one: str, other: str, language: str) -> bool:
    """True when both spellings, folded in case and accents, may be one word of the language."""
    endings = _ENDINGS.get(language)
    if one == other or endings is None:
        return True
    return not set(_without_ending(one, endings)).isdisjoint(_without_ending(other, endings))


def _without_ending(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    yield word
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_LEFT:
            yield word[: -len(ending)]
