"""Numbers of passports, cards and companies in the words that lists put around them."""

import re
from collections.abc import Iterator

from landwaiter.formats.lists.countries import country_code
from landwaiter.formats.lists.names import enumerated

_MARK = re.compile(r"\b(?:passport|identification|card|no|number|nr)\b[.:)]*\s*", re.IGNORECASE)
_BRACKET = re.compile(r"\(([^()]*)\)")
_DATE = re.compile(r"\b[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}\b")
_NUMBER = re.compile(
    r"(?<!\w)(?:[0-9]{1,2}(?: [0-9]{3}){2,5}"
    r"|(?=[\w/.\-‐]*[0-9]{2})[A-Z0-9][\w/.\-‐]{2,29}(?: [0-9]{2,12}){0,4})",
    re.IGNORECASE,
)
_APART = re.compile(r"(?<=[\w)]),\s+(?=[A-Z]{0,3}[0-9])|\s+/\s+")


def numbers_in(text: str) -> Iterator[tuple[str, str, str]]:
    """Each number in a text, the state whose it is and the words in brackets behind it; both
    empty where there are none.

    `(a) A-333602 (Indian), (b) D0001` gives two; days in the text are none.
    """
    for part in enumerated(text):
        for one in _APART.split(part):
            states = (
                country_code(word) for found in _BRACKET.findall(one) for word in _words(found)
            )
            bare = _DATE.sub(" ", _MARK.sub(" ", _BRACKET.sub(" ", one)))
            number = _NUMBER.search(bare)
            if number:
                words = " ".join(_BRACKET.findall(one))
                yield number[0].strip(" ./"), next(filter(None, states), ""), words


def _words(bracket: str) -> tuple[str, ...]:
    """What may name a state: the bracket, and its first word as in `Turkish passport`."""
    words = bracket.split()
    return (bracket, *words[:1], " ".join(words[:2]))
