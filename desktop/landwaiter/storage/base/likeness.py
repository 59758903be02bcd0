"""Which user names look alike, so that nobody signs as a colleague's double.

A skeleton after Unicode Technical Standard 39: letters that look the same in different alphabets
are taken for one, accents and everything but letters and figures are left out, other scripts are
transliterated. Two names with the same skeleton are confusable.
"""

import unicodedata
from collections.abc import Iterable

from anyascii import anyascii

_LOOKS_LIKE = str.maketrans(
    {
        # Greek and Cyrillic capitals, then small letters, that are drawn as Latin ones
        **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHlKMNOPTYX", strict=True)),
        **dict(zip("АВЕЅІЈКМНОРСТУХҮԌԚԜ", "ABESlJKMHOPCTYXYGQW", strict=True)),
        **dict(zip("αγικνορτυχωη", "ayikvoptuxwn", strict=True)),
        **dict(zip("аеѕіјкорсухһԁԛԝӏь", "aesijkopcyxhdqwlb", strict=True)),
        # Figures and Latin letters that are taken for one another
        **dict(zip("01|Iı", "OllLi", strict=True)),
    }
)
_PAIRS = (("rn", "m"), ("vv", "w"))


def skeleton(name: str) -> str:
    """What is left of a name when everything easily overlooked is taken off."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name))
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    plain = anyascii(bare.translate(_LOOKS_LIKE)).casefold()
    kept = "".join(letter for letter in plain if letter.isalnum())
    for pair, single in _PAIRS:
        kept = kept.replace(pair, single)
    return kept


def confusable_with(name: str, others: Iterable[str]) -> str:
    """The first of the others that can be taken for this name; "" for none."""
    wanted = skeleton(name)
    return next((other for other in others if skeleton(other) == wanted), "")
