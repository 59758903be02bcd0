"""Whether each text that the program says in a test is one that translators were given.

The texts that they were given are the ids of a catalogue; which of them it is does not matter, as
all have the same.
"""

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any, Final

import pytest
from installer.translations import catalogues, read

from landwaiter import i18n
from landwaiter.i18n import Catalogue
from landwaiter.message import worded

PACKAGE: Final = str(Path(i18n.__file__).parent) + "/"
VERBATIM: Final = frozenset(
    {
        "services/base/wording.py:shown_country",  # CLDR has the names of countries
    }
)
"""Module and function that ask for texts which no translator has by hand."""


@cache
def ids() -> frozenset[str]:
    """What is in the catalogues; of what counts, the text for one."""
    catalogue = read(next(catalogues()))
    return frozenset(
        one.id if isinstance(one.id, str) else one.id[0] for one in catalogue if one.id
    )


_WORDS: Final = ("domain/base/terms.py", "ui/kit/words.py")
"""They say a term for somebody else."""

_missed: dict[str, str] = {}


def missed() -> dict[str, str]:
    """Text → where it was said, since this was asked last."""
    found = dict(_missed)
    _missed.clear()
    return found


def watch(patch: pytest.MonkeyPatch) -> None:
    """From now on note what `_` and `plural` are asked for and no catalogue has."""
    known = ids()
    plain: Callable[[Catalogue, str], str] = Catalogue.message

    def message(self: Catalogue, text: str) -> str:
        if text not in known:
            _note(text, sys._getframe(2))
        return plain(self, text)

    def counted(form: Any, text_of: Callable[[str], str]) -> str:
        if isinstance(form, dict) and "p" in form and form["m"] not in known:
            caller = sys._getframe(1)
            if caller.f_code.co_name == "plural" and caller.f_back:
                _note(form["m"], caller.f_back)
        return worded(form, text_of)

    patch.setattr(Catalogue, "message", message)
    patch.setattr(i18n, "worded", counted)


def _note(text: str, frame: FrameType) -> None:
    """Codes are the same in every language, and what a test says itself is no text of ours."""
    while frame.f_back and frame.f_code.co_filename.endswith(_WORDS):
        frame = frame.f_back
    code = frame.f_code
    path = code.co_filename
    if path.startswith(PACKAGE) and any(sign.islower() for sign in text):
        place = path.removeprefix(PACKAGE)
        if f"{place}:{code.co_name}" not in VERBATIM:
            _missed.setdefault(str(text), f"{place}:{frame.f_lineno}")
