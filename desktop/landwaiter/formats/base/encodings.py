"""In which of the older encodings of Europe a text is likely written: told by its letters."""

import re
from collections.abc import Mapping

_ALPHABETS: Mapping[str, str] = {
    "cs": "áčďéěíňóřšťúůýž",
    "de": "äöüß",
    "es": "áéíñóúü",
    "fr": "àâçèéêëîïôùûœ",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű",
    "it": "àèéìòù",
    "nl": "éèëïöü",
    "pl": "ąćęłńóśźż",
    "pt": "áâãàçéêíóôõú",
    "ro": "ăâîşţ",
    "scandinavian": "åäöæøé",
}
_SINGLE = ("windows-1252", "windows-1250", "iso-8859-2")
"""The first of those that make the same letters of a text is taken."""
TOLD_BY = 1 << 20
"""Bytes by which an encoding is told."""
_WORD = re.compile(r"[^\W\d_]*[^\x00-\x7f\W\d_][^\W\d_]*")
_SHOWN = 4


def likely_encoding(data: bytes) -> str:
    """UTF-8 and UTF-16 are certain; of the others the one whose letters make the best language."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return older_encoding(data)
    return "utf-8"


def older_encoding(data: bytes) -> str:
    """Of a text that is no UTF-8, by its first `TOLD_BY` bytes."""
    return max(_SINGLE, key=lambda encoding: _score(data[:TOLD_BY], encoding))


def _score(data: bytes, encoding: str) -> int:
    """Letters of one language, less everything else that is not ASCII."""
    text = data.decode(encoding, errors="replace").casefold()
    foreign = [char for char in text if char > "\x7f" and not char.isspace()]
    return max(
        sum(1 if char in alphabet else -2 for char in foreign) for alphabet in _ALPHABETS.values()
    )


def telling_words(text: str) -> tuple[str, ...]:
    """The first words with letters that encodings write otherwise."""
    return tuple(dict.fromkeys(found[0] for found in _WORD.finditer(text[:TOLD_BY])))[:_SHOWN]
