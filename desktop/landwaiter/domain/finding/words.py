"""What is searched for and where it stands: words without accents and case, in any script.

A text is folded letter by letter into words of plain letters and figures, so that the index and a
question always mean the same. Scripts that put no space between words are taken letter by letter:
a word of them is a run of letters that stand together.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from landwaiter.errors import Invalid
from landwaiter.i18n import _

MOST_TERMS = 20
"""Words and phrases of one question."""
MOST_ASKED = 400
"""Letters of one question."""
AROUND = 70
"""Letters of a snippet before the first match."""
LONGEST = 240
"""Letters of a snippet."""
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„«»‟", '"'))
_LATIN: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters whose stroke or tie Unicode does not take apart."""
_ALONE: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),
    (0x3040, 0x30FF),  # kana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
_HANGUL: Final = range(0xAC00, 0xD7A4)


class _Folding(dict[int, str]):
    """Letter → what stands for it in folded text; each is worked out once."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _folded(code)
        return found


def _folded(code: int) -> str:
    letter = chr(code)
    if code in _HANGUL:
        return letter
    if any(first <= code <= last for first, last in _ALONE):
        return f" {letter} " if unicodedata.category(letter)[0] in "LN" else ""
    parts = unicodedata.normalize("NFKD", letter).casefold().translate(_LATIN)
    return "".join(_of_word(part) for part in parts)


def _of_word(letter: str) -> str:
    """A letter or figure stays, marks and invisible signs go, everything else ends a word."""
    kind = unicodedata.category(letter)
    if kind[0] in "LN" and kind != "Lm":
        return letter
    return "" if kind[0] == "M" or kind in {"Cf", "Lm"} else " "


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The words of a text as they are indexed and compared, with white space between them."""
    return unicodedata.normalize("NFC", text).translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words that stand one after the other."""

    words: tuple[str, ...]
    begins: bool = False
    """The last of them may go on."""


@dataclass(frozen=True, slots=True)
class FindTerms:
    """What is searched for: every term must stand in the same text, in any order."""

    terms: tuple[WordRun, ...]


def asked(text: str) -> FindTerms:
    """`pump "end user" valv*`: words in any order, words in a row, the beginning of a word.

    Invalid where nothing is left to search for, or it is too much.
    """
    if len(text) > MOST_ASKED:
        raise Invalid(
            _("Too many letters are searched for: at most {most}.").format(most=MOST_ASKED),
            field="words",
            remedy=_("Search for fewer words."),
        )
    pieces = unicodedata.normalize("NFC", text).translate(_QUOTES).split('"')
    terms: list[WordRun] = []
    for place, piece in enumerate(pieces):
        parts = (piece,) if place % 2 else piece.split()
        terms += (term for part in parts if (term := _term(part)).words)
    if not terms:
        raise Invalid(
            _("Nothing is searched for."),
            field="words",
            value=text,
            remedy=_('Give a word, "words in a row" or the beginning of a word with *.'),
        )
    if len(terms) > MOST_TERMS:
        raise Invalid(
            _("Too many words are searched for: at most {most}.").format(most=MOST_TERMS),
            field="words",
            remedy=_("Search for fewer words."),
        )
    return FindTerms(tuple(dict.fromkeys(terms)))


def _term(text: str) -> WordRun:
    return WordRun(tuple(fold(text).split()), begins=text.rstrip().endswith("*"))


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text around what was found: parts, each with whether it is a match."""

    parts: tuple[tuple[str, bool], ...]
    line: int
    """Of the first match, counted from 0 within the text."""

    @property
    def text(self) -> str:
        return "".join(part for part, _marked in self.parts)


def snippet(text: str, wanted: FindTerms) -> Snippet:
    """The text around the first match on one line, every match in it marked."""
    text = unicodedata.normalize("NFC", text)
    spans = list(_spans(text, wanted))
    first = spans[0][0] if spans else 0
    start = _begin(text, first)
    end = min(len(text), start + LONGEST)
    if end < len(text):
        space = text.rfind(" ", first, end)
        end = max(space, spans[0][1]) if spans and space > start + LONGEST // 2 else end
    parts: list[tuple[str, bool]] = [("…", False)] if start else []
    at = start
    for low, high in spans:
        if low < at or high > end:
            continue
        parts += [(_plain(text[at:low]), False), (_plain(text[low:high]), True)]
        at = high
    parts.append((_plain(text[at:end]) + ("…" if end < len(text) else ""), False))
    return Snippet(tuple(part for part in parts if part[0]), text.count("\n", 0, first))


def _begin(text: str, first: int) -> int:
    start = max(0, first - AROUND)
    if not start:
        return 0
    space = text.find(" ", start, first)
    return space + 1 if space >= 0 else start


def _plain(text: str) -> str:
    """On one line, without signs that move or hide letters."""
    shown = "".join(" " if unicodedata.category(one)[0] == "C" else one for one in text)
    lead, trail = " " * shown.startswith(" "), " " * shown.endswith(" ")
    inner = " ".join(shown.split())
    return f"{lead}{inner}{trail}" if inner else " " * bool(shown)


def _spans(text: str, wanted: FindTerms) -> Iterator[tuple[int, int]]:
    """Where the terms stand, in order, none within another."""
    words, places = _words_with_places(text)
    met = sorted({span for term in wanted.terms for span in _met(words, places, term)})
    last = 0
    for low, high in met:
        if low >= last:
            yield low, high
            last = high


def _words_with_places(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The folded words of a text, each with the letters of the text that it was made of."""
    pieces = [_FOLDING[ord(letter)] for letter in text]
    ends = list(accumulate(map(len, pieces)))
    folded = "".join(pieces)
    words, places = [], []
    at = place = 0
    for word in folded.split():
        at = folded.index(word, at)
        while ends[place] <= at:
            place += 1
        first = place
        at += len(word)
        while ends[place] < at:
            place += 1
        words.append(word)
        places.append((first, place + 1))
    return words, places


def _met(
    words: Sequence[str], places: Sequence[tuple[int, int]], term: WordRun
) -> Iterable[tuple[int, int]]:
    *before, last = term.words
    length = len(term.words)
    for at in range(len(words) - length + 1):
        end = words[at + length - 1]
        fits = end.startswith(last) if term.begins else end == last
        if fits and list(words[at : at + length - 1]) == before:
            yield places[at][0], places[at + length - 1][1]
