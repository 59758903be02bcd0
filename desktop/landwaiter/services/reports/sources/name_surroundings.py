"""What beside a name tells whose it is: it is taken out with the name.

A text is gone through once, however many names stand in it, and no run of signs more than once.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_LETTER: Final = r"[^\W\d_]"
_HYPHEN: Final = r"[\-\u2010\u2011\u2013]"
_HYPHENS: Final = "-\u2010\u2011\u2013"
# Each goes on behind what it has gone through, or begins where a run of letters does: no long run
# is gone through from each of its signs.
_MAIL: Final = re.compile(r"[\w.+%\-]+(@[\w.\-]*\w)?")
_LINK: Final = re.compile(r"(?<!\w)\w+://\S*[^\s.,;:)\]>]")
_FILE: Final = re.compile(
    r"(?<![^\s/\\:*?\"<>|,;()\[\]])[^\s/\\:*?\"<>|,;()\[\]]+\.[A-Za-z][A-Za-z0-9]{1,4}(?!\w)"
)
_INITIALS: Final = re.compile(rf"({_LETTER}\.[ \-]?)(?:{_LETTER}\.[ \-]?)*")
_JOINED: Final = re.compile(rf"({_LETTER}+{_HYPHEN}?)(?:(?<={_HYPHEN}){_LETTER}+{_HYPHEN}?)*")
_PARTICLES: Final = re.compile(
    r"(?<!\w)((?:al|el|ul|bin|ibn|abu|van|von|zu|de|der|den|del|della|di|da|du|la|le)[ \-])+",
    re.IGNORECASE,
)
_BEFORE_INITIALS: Final = re.compile(",? ?")
_WORD: Final = re.compile(r"\w")
_ENDING: Final = re.compile(rf"['’ʼ]{_LETTER}{{1,4}}(?!\w)")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Runs:
    """Parts of a text in their order, none over another, which consist of equal parts."""

    starts: Sequence[int]
    wholes: Sequence[int]
    """Where each begins whose first part may be half a word: then with its second part."""
    ends: Sequence[int]

    def round(self, at: int) -> int | None:
        """Which of them holds the sign before a place."""
        run = bisect_left(self.starts, at) - 1
        return run if run >= 0 and at <= self.ends[run] else None

    def before(self, at: int) -> int | None:
        """Where one begins that runs up to a place or over it."""
        run = self.round(at)
        return self.wholes[run] if run is not None and self.wholes[run] < at else None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text, and what in it may belong to a name that stands beside it."""

    text: str
    words: tuple[_Runs, ...]
    """Addresses of mail and of pages, names of files: whole words in which a name may stand."""
    initials: _Runs
    joined: _Runs
    particles: _Runs

    def of(self, first: int, last: int) -> Span:
        """The place of words with what belongs to them: a whole address, the name of a file,
        initials, the other half of a double name, what stands before it in noble or Arabic names,
        an ending after an apostrophe."""
        for words in self.words:
            first, last = _with_whole_words(words, first, last)
        first, last = self._double_name(first, last)
        particle = self.particles.before(first)
        if particle is not None and self.text[first - 1] in " -":
            first = particle
        ending = _ENDING.match(self.text, last)
        return self._with_initials(first, ending.end() if ending else last)

    def _double_name(self, first: int, last: int) -> Span:
        """With the other half of Kowalska-Nowak; of Müller-type, the name alone."""
        text = self.text
        before = self.joined.before(first)
        if before is not None and text[first - 1] in _HYPHENS and text[before].isupper():
            first = before
        if text[last : last + 1] in _HYPHENS and text[last + 1 : last + 2].isupper():
            last = self._end(self.joined, last + 2, _HYPHENS) or last
        return first, last

    def _with_initials(self, first: int, last: int) -> Span:
        text = self.text
        before = self.initials.before(first)
        if before is not None and text[first - 1] in ". -" and text[before].isupper():
            first = before
        begun = _BEFORE_INITIALS.match(text, last)
        at = begun.end() if begun else last
        if text[at + 1 : at + 2] == "." and text[at].isupper():
            last = self._end(self.initials, at + 1, " -") or last
        return first, last

    def _end(self, runs: _Runs, at: int, without: str) -> int | None:
        """Where the one ends that holds the sign before a place, without a sign at its end."""
        run = runs.round(at)
        if run is None:
            return None
        end = runs.ends[run]
        return end - (self.text[end - 1] in without)


def surroundings(text: str) -> Surroundings:
    """What may belong to names in a text, wherever they stand."""
    mails = (met for met in _MAIL.finditer(text) if met[1])
    words = (_runs(text, mails), *(_runs(text, one.finditer(text)) for one in (_LINK, _FILE)))
    parted = (_INITIALS, _JOINED, _PARTICLES)
    return Surroundings(text, words, *(_runs(text, one.finditer(text), 1) for one in parted))


def _runs(text: str, found: Iterable[re.Match[str]], first_part: int = 0) -> _Runs:
    """Of parts, the group of the first of them is given."""
    starts, wholes, ends = list[int](), list[int](), list[int]()
    for met in found:
        is_half = first_part and _WORD.match(text, max(0, met.start() - 1), met.start())
        starts.append(met.start())
        wholes.append(met.end(first_part) if is_half else met.start())
        ends.append(met.end())
    return _Runs(starts, wholes, ends)


def _with_whole_words(words: _Runs, first: int, last: int) -> Span:
    """With those that it stands in or runs into."""
    one, other = bisect_right(words.ends, first), bisect_left(words.starts, last) - 1
    if one <= other:
        return min(first, words.starts[one]), max(last, words.ends[other])
    return first, last
