"""A name that is made of the first letters of another one: AICTC, НИИ КП."""

from functools import lru_cache

from landwaiter.screening.name import Name

_BY_LETTERS = (0, 0, 0, 560, 660, 720, 760)
"""Thousandths by the letters that meet; three or four letters stand for too many names."""
MOST = _BY_LETTERS[-1]
_FEWEST, _LONGEST = 3, 9
_PARTICLES = frozenset(
    # ours, French and German
    {"of", "and", "the", "for", "in", "on", "to", "de", "la", "le", "les", "du", "und", "der"}
    | {"die"}
)


def likeness(one: Name, other: Name) -> int:
    """Thousandths if one name is the initials of the other, with or without its particles."""
    short, long = sorted((one, other), key=lambda name: len(_words(name)))
    if len(_words(long)) < _FEWEST or len(_words(short)) >= _FEWEST:
        return 0
    letters = "".join(_words(short))
    if not _FEWEST <= len(letters) <= _LONGEST:
        return 0
    words = _words(long)
    telling = tuple(word for word in words if word not in _PARTICLES)
    if letters not in {_initials(words), _initials(telling)}:
        return 0
    return _BY_LETTERS[min(len(letters), len(_BY_LETTERS) - 1)]


@lru_cache(maxsize=1 << 12)
def _words(name: Name) -> tuple[str, ...]:
    """As they stood: one abbreviation that was spelled out as three words is one word."""
    written: list[str] = []
    for word in name.words:
        if not (written and written[-1] == word.written and word.text != word.written):
            written.append(word.written)
    return tuple(written)


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words)
