"""What is searched for and where it stands: words without accents and case, in any script.

A text is folded letter by letter into words of plain letters and figures, so that the index and a
question always mean the same. Scripts that put no space between words are taken letter by letter:
a word of them is a run of letters that stand together. Of what is written in two ways the index has
both: codes also without the signs inside them, words of Cyrillic and Greek also in Latin letters.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import Final

from anyascii import anyascii

from landwaiter.domain.finding.codes import codes_in
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
_SPELLED_OUT: Final = re.compile("([aou])e")
"""How umlauts are written where there are none, and how ligatures fall apart."""
_EVENED: Final = re.compile(r"((?<!\S)\S{1,3}(?!\S)|[aou](?=e))e?")
"""The same but for words of three letters or less, which are taken whole, as they are: *UE* is no
*ü*. It looks at each letter once: no word, however long, is gone through anew from each of them."""
_ALPHABETS: Final = re.compile(
    "[\u0370-\u052f\u0531-\u0588\u10a0-\u10ff\u1c80-\u1cbf\u1f00-\u1fff]"
)
"""Greek, Cyrillic, Armenian, Georgian: what is written letter by letter in Latin ones too."""
_GREEK_PAIRS: Final = (("αυ", "au"), ("ευ", "eu"), ("ηυ", "iu"), ("ου", "ou"))
"""Vowels whose second letter is a *u* then."""


def fold(text: str) -> str:
    """The words of a text as they are indexed and compared, with white space between them."""
    folded = unicodedata.normalize("NFC", text).translate(_FOLDING)
    # *mueller* as *muller*, so that *Mueller* and *Müller* are one word.
    return _EVENED.sub(r"\1", folded)


@lru_cache(maxsize=1 << 14)
def _latin(word: str) -> str:
    """A folded word of another alphabet in Latin letters; any other as it is."""
    if not _ALPHABETS.search(word):
        return word
    for pair, sound in _GREEK_PAIRS:
        word = word.replace(pair, sound)
    return "".join(fold(anyascii(word)).split())


def indexed(text: str) -> str:
    """What a text is found by: its folded words, and behind them what is also written otherwise."""
    text = unicodedata.normalize("NFC", text)
    folded = fold(text)
    latin = (_latin(word) for word in folded.split() if _ALPHABETS.search(word))
    return " ".join((folded, *latin, *(code.word for code in codes_in(text))))


@dataclass(frozen=True, slots=True)
class WordRun:
    """Words that stand one after the other."""

    words: tuple[str, ...]
    begins: bool = False
    """The last of them may go on."""
    also: str = ""
    """The same written otherwise: a code without the signs inside it, or in Latin letters."""
    quoted: bool = False
    """Meant as it stands."""


@dataclass(frozen=True, slots=True)
class FindTerms:
    """What is searched for: every term must stand in the same text, in any order."""

    terms: tuple[WordRun, ...]

    @property
    def beginnings(self) -> "FindTerms":
        """The same where words that are not quoted may go on; itself where there are none."""
        return FindTerms(tuple(one if one.quoted else _beginning(one) for one in self.terms))


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
        parts = (piece.strip(),) if place % 2 else _parts(piece)
        terms += (term for part in parts if (term := _term(part, quoted=bool(place % 2))).words)
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


def _parts(text: str) -> Iterator[str]:
    """Words, and codes whole that have blanks inside."""
    at = 0
    for code in codes_in(text):
        yield from text[at : code.start].split()
        yield text[code.start : code.end]
        at = code.end
    yield from text[at:].split()


def _term(text: str, *, quoted: bool) -> WordRun:
    words = tuple(fold(text).split())
    whole = (code.word for code in codes_in(text) if code.end - code.start == len(text))
    latin = " ".join(map(_latin, words))
    also = next(whole, latin if latin != " ".join(words) else "")
    run = WordRun(words, also=also, quoted=quoted)
    return _beginning(run) if words and text.rstrip().endswith("*") else run


def _beginning(run: WordRun) -> WordRun:
    """The run whose last word may go on; as its length is not known, it is evened in any case."""
    *before, last = run.words
    return replace(run, words=(*before, _SPELLED_OUT.sub(r"\1", last)), begins=True)


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
    met = {span for term in wanted.terms for span in _met(words, places, term)}
    for code in codes_in(text):
        if any(_is_code(term, code.word) for term in wanted.terms):
            met.add((code.start, code.end))
    last = 0
    for low, high in sorted(met, key=lambda span: (span[0], -span[1])):
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
        words.append(_EVENED.sub(r"\1", word))
        places.append((first, place + 1))
    return words, places


def _met(
    words: Sequence[str], places: Sequence[tuple[int, int]], term: WordRun
) -> Iterable[tuple[int, int]]:
    for run in (term.words, tuple(term.also.split())):
        for at in range(len(words) - len(run) + 1 if run else 0):
            if all(
                _is_word(words[at + no], word, begins=term.begins and no == len(run) - 1)
                for no, word in enumerate(run)
            ):
                yield places[at][0], places[at + len(run) - 1][1]


def _is_word(word: str, wanted: str, *, begins: bool) -> bool:
    ways = (word, _latin(word))
    return any(way.startswith(wanted) if begins else way == wanted for way in ways)


def _is_code(term: WordRun, code: str) -> bool:
    ways = (term.also, " ".join(term.words))
    return any(code.startswith(way) if term.begins else code == way for way in ways if way)
