"""A text as names are looked for in it, which remembers where each of its letters stood.

Words broken at the end of a line are whole in it, blanks are of one kind, letters carry their
marks, and a word that is written with a blank between each two of its letters is one word.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_BROKEN: Final = re.compile(r"-[ \t]*\n\s*|[\u00ad\u200b\u2060\ufeff]")
"""A word broken at the end of a line, and signs that are not seen."""
_BLANKS: Final = re.compile(r"[^\S\n]+")
_SPACED: Final = re.compile(r"(?<!\w)[^\W\d_](?: [^\W\d_]){3,}(?!\w)")
"""A word with a blank between each two of its letters."""
_MOST_MARKS: Final = 30
"""On one sign, by the Stream-Safe Text Format (UAX #15): no language has more."""
Placed = tuple[str, int, int]
"""A sign, and the first and last place in the text that it stands for."""


@dataclass(frozen=True, slots=True)
class UnbrokenText:
    """The text, and for each of its signs where it was."""

    text: str
    places: tuple[tuple[int, int], ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where signs of it stood, with all that was taken out between them."""
        return self.places[first][0], self.places[last - 1][1]


def unbroken(text: str) -> UnbrokenText:
    """It as names are looked for in it."""
    signs = list(_composed(text))
    signs = _replaced(signs, _BROKEN, "")
    signs = _replaced(signs, _BLANKS, " ")
    signs = _unspaced(signs)
    return UnbrokenText(
        "".join(sign for sign, _, _ in signs), tuple((first, last) for _, first, last in signs)
    )


def _unspaced(signs: list[Placed]) -> list[Placed]:
    found: list[Placed] = []
    begun = 0
    for met in _SPACED.finditer("".join(sign for sign, _, _ in signs)):
        first, last = met.span()
        found += signs[begun:first]
        found += signs[first:last:2]
        begun = last
    return found + signs[begun:]


def _composed(text: str) -> Iterator[Placed]:
    """Its signs, each with its marks as Unicode composes them."""
    if unicodedata.is_normalized("NFC", text):
        yield from ((sign, at, at + 1) for at, sign in enumerate(text))
        return
    first = 0
    for at in range(1, len(text) + 1):
        is_whole = at == len(text) or at - first > _MOST_MARKS
        if is_whole or _begins(text[first:at], text[at]):
            for sign in unicodedata.normalize("NFC", text[first:at]):
                yield sign, first, at
            first = at


def _begins(before: str, sign: str) -> bool:
    """Whether a sign stands by itself: it is no mark of what is before it, nor composed with it."""
    if unicodedata.combining(sign):
        return False
    apart = unicodedata.normalize("NFC", before) + unicodedata.normalize("NFC", sign)
    return unicodedata.normalize("NFC", before + sign) == apart


def _replaced(signs: list[Placed], wanted: re.Pattern[str], by: str) -> list[Placed]:
    """The signs with what is found in them replaced, by one sign or none."""
    found: list[Placed] = []
    begun = 0
    for met in wanted.finditer("".join(sign for sign, _, _ in signs)):
        first, last = met.span()
        found += signs[begun:first]
        if by:
            found.append((by, signs[first][1], signs[last - 1][2]))
        begun = last
    return found + signs[begun:]
