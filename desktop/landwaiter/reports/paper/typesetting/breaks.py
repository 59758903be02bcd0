"""Where a line may end in text that is written without blanks: between words of Thai, and Han.

Thai words are guessed by a model that budoux brings along; names of foreign places are also parted
between syllables, and never within one. Of Han what UAX 14 says: no line begins with what closes,
or ends with what opens.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from budoux import Parser

_HAN: Final = (
    "\u2e80-\u2fff\u3005-\u3007\u3021-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_IDEOGRAPH: Final = re.compile(f"[{_HAN}]")
_WIDE_SIGNS: Final = (
    "、。，．：；？！」』】》〉）］｝〕…‥・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_CLOSING: Final = frozenset(f"{_WIDE_SIGNS}.,:;?!)]}}%”’")
_OPENING: Final = frozenset("「『【《〈（［｛〔([{“‘")
_THAI: Final = re.compile("[\u0e01-\u0e5b]{2,}")
_SPACELESS: Final = re.compile(f"[\u0e01-\u0e5b{_HAN}{_WIDE_SIGNS}]")
_WORD: Final = re.compile("[^ ]+ ?| ")


def words_of(text: str) -> list[str]:
    """A text in pieces between which a line may end, each with the blank after it."""
    if not _SPACELESS.search(text):
        return _WORD.findall(text)
    places = sorted({0, len(text), *_after_blanks(text), *_in_han(text), *_in_thai(text)})
    return [text[start:end] for start, end in pairwise(places)]


def _after_blanks(text: str) -> list[int]:
    return [found.end() for found in _WORD.finditer(text)]


def _in_han(text: str) -> list[int]:
    """Beside each ideograph, unless a sign belongs to what stands there."""
    return [
        place
        for place in range(1, len(text))
        if text[place] != " "
        and text[place] not in _CLOSING
        and text[place - 1] not in _OPENING
        and (
            _IDEOGRAPH.match(text[place])
            or _IDEOGRAPH.match(text[place - 1])
            or text[place - 1] in _WIDE_SIGNS
        )
    ]


def _in_thai(text: str) -> list[int]:
    found: list[int] = []
    for passage in _THAI.finditer(text):
        place = passage.start()
        for word in _thai_words(passage.group())[:-1]:
            place += len(word)
            found.append(place)
    return found


def _thai_words(text: str) -> Sequence[str]:
    return _thai().parse(text)


@cache
def _thai() -> "Parser":
    from budoux import load_default_thai_parser  # noqa: PLC0415  # few documents need it

    return load_default_thai_parser()
