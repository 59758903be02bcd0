"""Words of a trade line in one form: case, accents, endings and Chinese characters folded.

Endings are cut lightly and for all Latin languages alike, so that a mixed line (most are mixed)
needs no guess at its language. Chinese is cut into pairs of characters.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Final, TypeVar

from landwaiter.domain.base.marks import with_few_marks
from landwaiter.domain.base.memory import Memory

Made = TypeVar("Made")
_LETTER: Final = r"[^\W\d_\u3400-\u9fff]"
_TYPE: Final = rf"(?<![^\W_]){_LETTER}-\d+{_LETTER}?(?![^\W_])"
"""A type of one letter and a number, `F-16` or `T-72B`: neither says anything alone."""
_LETTERED: Final = rf"(?<![^\W_]){_LETTER}[-/]{_LETTER}{{1,5}}(?![^\W_])"
"""A word with a letter before it, `S-glass` or `T/R`: it is another word without the letter."""
_FIGURE: Final = r"(?<![^\W_])\d+(?:[.,]\d+)*"
_PIECES: Final = rf"{_TYPE}|{_LETTERED}|\d+(?:[.,]\d+)+|[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+"
_JOINTS: Final = str.maketrans({",": ".", "-": None, "/": None, " ": None, "\u00a0": None})
_FIRST_HAN: Final = "\u3400"
_LAST_HAN: Final = "\u9fff"
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_UMLAUT: Final = re.compile("(?<=[^aeiouq])(?:ae|oe|ue)(?=[a-z])")
_LETTERS: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "a", "œ": "o", "ё": "е"})
_PLURAL: Final = re.compile("[^siu]s$")
_SHORTEST_STEM: Final = 4
LONGEST_KEPT: Final = 64
"""Characters beyond which what was worked out of a word is not kept, and the word is told cut
short: a word of twenty thousand is nobody's to remember or to read."""
_MOST_KEPT: Final = 1 << 13

_LATIN_ENDINGS: Final = frozenset(
    {
        *("owego", "owych", "owymi"),
        *("iego", "owej", "owym", "iami"),
        *("ych", "ymi", "ego", "emu", "ami", "ach", "iej", "owa", "owe", "owy", "ies"),
        *("ej", "om", "ow", "es", "en", "em", "ie"),
        *("a", "e", "i", "o", "u", "y"),
    }
)
_CYRILLIC_ENDINGS: Final = frozenset(
    {
        *("иями", "ыми", "ими", "ями", "ами", "иях", "ого", "его", "ому", "ему"),
        *("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ых", "их", "ую", "юю", "ях", "ах"),
        *("ов", "ев", "ей", "ам", "ям", "ом", "ем", "ью", "ия", "ию", "ии"),
        *("а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й"),
    }
)
_LONGEST_ENDING: Final = max(map(len, _LATIN_ENDINGS | _CYRILLIC_ENDINGS))
LONGEST_CUT: Final = _LONGEST_ENDING + 1
"""Letters that a stem may be shorter than its word: an ending, and a plural's `s` after it."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or pair of Chinese characters of a text."""

    plain: str
    """Folded in case and accents, endings kept."""
    key: str
    """The stem that terms are met by."""
    dotted: bool = False
    """True when a full stop follows: perhaps an abbreviation."""
    measure: bool = field(default=False, compare=False)
    """True for a figure with its unit, which is one thing: 7.62 mm is neither 7.62 nor mm."""
    said: str = field(default="", compare=False)
    """As it stands in the text, in small letters; a very long one cut short."""


def _kept(make: Callable[[str], Made]) -> Callable[[str], Made]:
    """`make`, its answers remembered for words of an ordinary length."""
    remembered = lru_cache(maxsize=_MOST_KEPT)(make)

    @wraps(make)
    def made(word: str) -> Made:
        return remembered(word) if len(word) <= LONGEST_KEPT else make(word)

    return made


@_kept
def bare(word: str) -> str:
    """`word` without accents; German `ae`, `oe`, `ue` as the vowel they stand for."""
    if _CYRILLIC.search(word):
        return word.translate(_LETTERS)
    plain = word if word.isascii() else _without_accents(word)
    return _UMLAUT.sub(lambda match: match.group()[0], plain)


def _without_accents(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.translate(_LETTERS))
    return "".join(char for char in parts if not unicodedata.combining(char))


@_kept
def stem(plain: str) -> str:
    """A folded word without its ending; those with figures stay as they are, short ones lose an
    `s` alone."""
    if not plain.isalpha() and any(map(str.isdigit, plain)):
        return plain
    if len(plain) <= _SHORTEST_STEM:
        return plain[:-1] if len(plain) == _SHORTEST_STEM and _PLURAL.search(plain) else plain
    if _CYRILLIC.search(plain):
        return _cut(plain, _CYRILLIC_ENDINGS)
    return _cut(plain[:-1] if _PLURAL.search(plain) else plain, _LATIN_ENDINGS)


def _cut(word: str, endings: frozenset[str]) -> str:
    """Without the longest ending that leaves a stem; a longer ending must leave a longer one."""
    for size in range(_LONGEST_ENDING, 0, -1):
        if word[-size:] in endings and len(word) - size >= _SHORTEST_STEM + (size > 1):
            return word[:-size]
    return word


@dataclass(frozen=True, slots=True)
class Folding:
    """How spellings and traditional characters are made one; both sides fold alike."""

    spellings: Mapping[str, str]
    han: Mapping[int, str]
    silent: frozenset[str] = frozenset()
    """Words that say nothing of goods."""
    units: frozenset[str] = frozenset()
    """What a figure before it is a measure in."""
    _known: Memory[tuple[str, bool, bool], Token] = field(
        default_factory=lambda: Memory(_MOST_KEPT), compare=False, repr=False
    )
    """Words by how they are written, a full stop after them, a measure: most come again."""

    def tokens(self, text: str, *, letters: bool = False) -> tuple[Token, ...]:
        """The words of `text` in order, without stop words; single ones where `letters` asks."""
        return tuple(self.each(text, letters=letters))

    def each(self, text: str, *, letters: bool = False) -> Iterator[Token]:
        """The same one by one, for who asks for the first of them alone."""
        plain = unicodedata.normalize("NFKC", with_few_marks(text)).casefold()
        if not plain.isascii():
            plain = plain.translate(self.han)
        for match in _pieces(self.units).finditer(plain):
            piece = match.group()
            if has_han(piece):
                yield from map(self._pair, _pairs(piece))
                continue
            written = (
                piece,
                plain[match.end() : match.end() + 1] == ".",
                match.lastgroup is not None,
            )
            token = self._known[written] or self._token(*written)
            word = token.plain
            if word not in self.silent and (letters or len(word) > 1 or word.isdigit()):
                yield token

    def _pair(self, pair: str) -> Token:
        known = self._known[pair, False, False]
        return known or self._known.put((pair, False, False), Token(pair, pair, said=pair))

    def _token(self, piece: str, dotted: bool, is_measure: bool) -> Token:
        word = bare(piece.translate(_JOINTS))
        word = self.spellings.get(word, word)
        token = Token(word, stem(word), dotted, is_measure, _shortened(piece))
        if len(piece) <= LONGEST_KEPT:
            self._known.put((piece, dotted, is_measure), token)
        return token


@lru_cache(maxsize=8)
def _pieces(units: frozenset[str]) -> re.Pattern[str]:
    """Measures, where units are known, and words."""
    if not units:
        return re.compile(_PIECES)
    longest_first = sorted(map(re.escape, units), key=len, reverse=True)
    named = rf"(?P<measure>{_FIGURE}[-\s]?(?:{'|'.join(longest_first)})(?![^\W_]))"
    return re.compile(rf"{named}|{_PIECES}")


def _shortened(piece: str) -> str:
    return piece if len(piece) <= LONGEST_KEPT else piece[: LONGEST_KEPT - 1] + "…"


def _pairs(run: str) -> Iterator[str]:
    if len(run) == 1:
        yield run
    for at in range(len(run) - 1):
        yield run[at : at + 2]


def has_han(word: str) -> bool:
    """True when `word` begins with a Chinese character."""
    return _FIRST_HAN <= word[:1] <= _LAST_HAN


_CYRILLIC_SOUNDS: Final = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюя",
        (*"abvgdezziiklmnoprstufhccss", "", "i", "", *"eua"),
        strict=True,
    )
)
_SOUNDS: Final = (
    *(("sch", "s"), ("sz", "s"), ("cz", "c"), ("ch", "h"), ("ph", "f"), ("th", "t"), ("qu", "kv")),
    *(("x", "ks"), ("w", "v"), ("y", "i"), ("z", "s"), ("c", "k"), ("j", "i"), ("oi", "o")),
)
_SHORTEST_SOUND: Final = 6
_DOUBLE: Final = re.compile(r"(.)\1+")


@_kept
def sound(key: str) -> str | None:
    """What an international word has in common in five languages; None for a short one.

    `spectrometer`, `Spektrometer`, `spektrometr` and `спектрометр` sound alike; vowels at the end
    and doubled letters go.
    """
    latin = "".join(_CYRILLIC_SOUNDS.get(char, char) for char in key)
    for written, spoken in _SOUNDS:
        latin = latin.replace(written, spoken)
    skeleton = _DOUBLE.sub(r"\1", latin).replace("er", "r").replace("or", "r").rstrip("aeiou")
    return skeleton if len(skeleton) >= _SHORTEST_SOUND and skeleton.isalpha() else None
