"""Whether a translated text fits its id: asked of the program's catalogues, and of an office's."""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from string import Formatter
from typing import Final

_LONGER: Final = 1.4
"""How much longer than English a label may be: windows are tried with a language of this length."""
_LABEL: Final = 30
"""Characters of the longest English text that is taken for a label; longer ones wrap."""
_SPARE: Final = 12
"""Characters that a short label may be longer in any case."""
_SHOWN: Final = "\n\t\u00ad\u200c\u200d"
"""Signs without a shape that a text may have: breaks, and what joins or parts letters."""


class Misfit(Enum):
    """What is wrong with a text."""

    FORMS = "another number of forms"
    PLACES = "other places"
    EDGES = "other blanks or breaks at its ends"
    SIGNS = "signs that nobody sees"
    LENGTH = "too many characters"
    """A window may cut it; nothing else is wrong with it."""


@dataclass(frozen=True, slots=True)
class TextFinding:
    """A text that misfits its id; of another number of forms, how many there are."""

    misfit: Misfit
    text: str


def findings_on(ids: Sequence[str], texts: Sequence[str], *, forms: int) -> Iterator[TextFinding]:
    """What is wrong with the texts of one id; what counts has two ids, and `forms` texts."""
    if len(ids) > 1 and (len(texts) != forms or not all(texts)):
        yield TextFinding(Misfit.FORMS, str(sum(map(bool, texts))))
    for text in filter(None, texts):
        if places(text) != places(ids[-1]):
            yield TextFinding(Misfit.PLACES, text)
        if _edges(text) != _edges(ids[0]):
            yield TextFinding(Misfit.EDGES, text)
        if any(unicodedata.category(sign)[0] == "C" and sign not in _SHOWN for sign in text):
            yield TextFinding(Misfit.SIGNS, text)
        if len(ids[0]) <= _LABEL and not ids[0].endswith(".") and len(text) > longest(ids[0]):
            yield TextFinding(Misfit.LENGTH, text)


def longest(label: str) -> int:
    """Characters that the translation of a label may have."""
    return max(math.ceil(len(label) * _LONGER), len(label) + _SPARE)


def places(text: str) -> frozenset[str]:
    """The names of the places in a text; none of one that is no template."""
    try:
        parsed = tuple(Formatter().parse(text))
    except ValueError:
        return frozenset()
    return frozenset(name for _text, name, _spec, _turned in parsed if name)


def _edges(text: str) -> tuple[str, str]:
    begins, ends = re.match(r"\s*", text), re.search(r"\s*$", text)
    return (begins.group() if begins else "", ends.group() if ends else "")
