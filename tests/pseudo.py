"""A language that is none: every text reads otherwise, and shows where it was put into words."""

import zlib
from string import Formatter

from landwaiter.i18n import Catalogue
from landwaiter.message import NOTATION, parts_of_count

BEGINS, ENDS = "\u2983", "\u2984"
"""Around each text: no other text has them, so that words in what is sealed can be found."""


class Pseudo(Catalogue):
    """Letters doubled, places kept and in another order, sentences in another order, too."""

    def __init__(self) -> None:
        super().__init__("xx", {})

    def text(self, text: str) -> str:
        if text in NOTATION:
            return text
        count = parts_of_count(text)
        if count:
            text = count[1] if count[0] == 1 else count[2]
        parts = list(Formatter().parse(text))
        said = "".join(
            ("" if name is None else f"{{{name}}}") + _doubled(before)
            for before, name, _spec, _turned in reversed(parts)
        )
        return f"{BEGINS}{zlib.crc32(text.encode()) % 97:02d} {said}{ENDS}"


def _doubled(text: str) -> str:
    return "".join(sign * 2 for sign in text)


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ARABIC = (
    "\u0627\u0628\u0686\u062f\u0639\u0641\u06af\u0647\u064a\u062c\u0643\u0644\u0645"
    "\u0646\u0648\u067e\u0642\u0631\u0633\u062a\u062b\u06a4\u0634\u062e\u06cc\u0632"
)


class Mirrored(Catalogue):
    """Each text in letters that run to the left; places, figures and signs stay as they are."""

    def __init__(self) -> None:
        super().__init__("ar", {})

    def text(self, text: str) -> str:
        if text in NOTATION:
            return text
        count = parts_of_count(text)
        if count:
            text = count[1] if count[0] == 1 else count[2]
        return "".join(
            _leftwards(before) + ("" if name is None else f"{{{name}}}")
            for before, name, _spec, _turned in Formatter().parse(text)
        )


def _leftwards(text: str) -> str:
    letters = str.maketrans(_LATIN + _LATIN.upper(), _ARABIC * 2)
    return text.translate(letters).replace("{", "{{").replace("}", "}}")
