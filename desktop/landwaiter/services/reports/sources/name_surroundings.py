"""What beside a name tells whose it is: it is taken out with the name."""

import re
from collections.abc import Iterator
from typing import Final

_MAIL: Final = re.compile(r"[\w.+%\-]+@[\w.\-]*\w")
# Each begins where a run of letters does: no long run is gone through from each of them.
_LINK: Final = re.compile(r"(?<!\w)\w+://\S*[^\s.,;:)\]>]")
_FILE: Final = re.compile(
    r"(?<![^\s/\\:*?\"<>|,;()\[\]])[^\s/\\:*?\"<>|,;()\[\]]+\.[A-Za-z][A-Za-z0-9]{1,4}(?!\w)"
)
_INITIALS_BEFORE: Final = re.compile(r"(?<!\w)(?:[^\W\d_]\.[ \-]?)+\Z")
_INITIALS_AFTER: Final = re.compile(r",? ?(?:[^\W\d_]\.[ \-]?)*[^\W\d_]\.")
_JOINED_BEFORE: Final = re.compile(r"(?<!\w)(?:[^\W\d_]+[\-\u2010\u2011\u2013])+\Z")
_JOINED_AFTER: Final = re.compile(r"(?:[\-\u2010\u2011\u2013][^\W\d_]+)+")
_PARTICLE_BEFORE: Final = re.compile(
    r"(?<!\w)(?:(?:al|el|ul|bin|ibn|abu|van|von|zu|de|der|den|del|della|di|da|du|la|le)[ \-])+\Z",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(r"['’ʼ][^\W\d_]{1,4}(?!\w)")
Span = tuple[int, int]


def with_surroundings(text: str, first: int, last: int) -> Span:
    """The place of words with what belongs to them: a whole address, the name of a file, initials,
    the other half of a double name, what stands before it in noble or Arabic names, an ending after
    an apostrophe."""
    for one, other in _whole_words(text):
        if one < last and first < other:
            first, last = min(first, one), max(last, other)
    first, last = _double_name(text, first, last)
    if particle := _PARTICLE_BEFORE.search(text, 0, first):
        first = particle.start()
    ending = _ENDING.match(text, last)
    if ending:
        last = ending.end()
    return _with_initials(text, first, last)


def _whole_words(text: str) -> Iterator[Span]:
    for pattern in (_MAIL, _LINK, _FILE):
        for met in pattern.finditer(text):
            yield met.span()


def _double_name(text: str, first: int, last: int) -> Span:
    """With the other half of Kowalska-Nowak; of Müller-type, the name alone."""
    before = _JOINED_BEFORE.search(text, 0, first)
    if before and before.group()[0].isupper():
        first = before.start()
    after = _JOINED_AFTER.match(text, last)
    if after and after.group()[1].isupper():
        last = after.end()
    return first, last


def _with_initials(text: str, first: int, last: int) -> Span:
    before = _INITIALS_BEFORE.search(text, 0, first)
    if before and before.group()[0].isupper():
        first = before.start()
    after = _INITIALS_AFTER.match(text, last)
    if after and after.group().lstrip(", ")[0].isupper():
        last = after.end()
    return first, last
