"""Numbers and codes that people write with blanks or points and mean as one word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_LEAST_FIGURES: Final = 8
"""Of an MRN: words in capitals may have its length and its letters."""
_DAY: Final = re.compile(r"(?:19|20)[0-9]{2}(?P<sign>\W)(?:0[1-9]|1[0-2])(?P=sign)[0-3][0-9]")
_CODES: Final = re.compile(
    r"(?<!\w)(?:"
    r"(?P<mrn>[0-9]{2}[ \xa0]?[A-Z]{2}(?:[ \xa0]?[0-9A-Z]){13}[ \xa0]?[0-9])"
    r"|(?P<container>[A-Z]{3}[UJZ][ \xa0-]?[0-9]{3}[ \xa0]?[0-9]{3}[ \xa0/-]?[0-9])"
    r"|(?P<tariff>[0-9]{4}(?:[ \xa0.][0-9]{2}){1,3})"
    r"|(?P<control>(?:[0-9][A-Ea-e][0-9]{3}|ML[ \xa0]?[0-9]{1,2})(?:\.[A-Za-z0-9]{1,3})*)"
    r")(?![\w*]|[.,][0-9])"
)
_SIGNS: Final = re.compile(r"\W")


@dataclass(frozen=True, slots=True)
class WrittenCode:
    """A code with signs inside it, and where it stands."""

    start: int
    end: int
    word: str
    """The same without its signs, in small letters."""


def codes_in(text: str) -> Iterator[WrittenCode]:
    """MRNs, container numbers, tariff and control codes that are written with signs inside."""
    for found in _CODES.finditer(text):
        word = _SIGNS.sub("", found[0])
        figures = sum(map(str.isdigit, word))
        is_mrn_at_best = found.lastgroup == "mrn" and figures < _LEAST_FIGURES
        if word != found[0] and not is_mrn_at_best and not _DAY.fullmatch(found[0]):
            yield WrittenCode(found.start(), found.end(), word.casefold())
