"""One field of a name that holds several: former names, brackets, both scripts, an address."""

import re
from dataclasses import dataclass
from functools import lru_cache

from landwaiter.screening.languages import han, vocabulary

_MARK = re.compile(
    r"""\b(?:a[./]?k[./]?a\b\.?|f[./]?k[./]?a\b\.?|n[./]?k[./]?a\b\.?|d[./]?b[./]?a\b\.?
    |also\ known\ as|formerly(?:\ known\ as)?|previously(?:\ known\ as)?|now\ known\ as|alias
    |trading\ as|t/a|doing\ business\ as|vormals|ehemals|anciennement|ci-devant|dawniej|bywsz\w+
    |ранее|бывш\w+|прежнее\ название|tidigare|voorheen|già)(?=[\s:,;"'«(]|$)[\s:,]*
    |(?:原名|曾用名|又名|别名|別名|简称)[：:]?""",
    re.IGNORECASE | re.VERBOSE,
)
_CARE = re.compile(
    r"\bc/o\b|\bp/a\b|\bcare\ of\b|℅|\bz\.?\s?Hd\.?\b|\bаб\.?\s?я\b",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[（【]([^()\[\]（）【】]*)[)\]）】]")
_ADDRESS = re.compile(
    r"""(?:\b(?:road|rd|street|st|avenue|ave|lane|boulevard|blvd|floor|room|suite|unit\ no
    |building|bldg|p\.?\s?o\.?\ ?box|tower|plaza|district|straße|strasse|str|platz|rue|via|calle
    |ul|ulitsa|pr|prospekt|dom|korpus|zone|industrial\ park|no)\b
    |路|街|号|號|室|楼|樓|ул\.|улица|просп|д\.)""",
    re.IGNORECASE | re.VERBOSE,
)
_HOUSE = re.compile(r"\d")
_BODY = re.compile(
    r"\b(?:universit\w*|institut\w*|academy|college|corporation|group|ministry|университет\w*"
    r"|институт\w*|академи\w*)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[^\W\d_]", re.UNICODE)
_COMMA = re.compile("[,，]")
# Blanks are gone through once, from where they begin.
_LIST = re.compile(r"(?:(?<!\s)\s+)?[;|]\s*|(?<!\s)\s+/\s+")

_COMMON = 320
"""Weight up to which a word is a place or a branch: Hong Kong, Far East."""

OTHER, PART = "other", "part"

LONGEST_FIELD = 512
"""Characters; the longest name of any published list has 384."""
_STRETCH, _SHARED = 256, 64
"""Characters of a stretch of a longer field, and those that it has in common with the next."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A name found in a field, and whether it is another one or a part of the whole."""

    text: str
    what: str = OTHER
    """`other`: another name of the same; `part`: what is left without an address, a holder of
    the post or the department of a body."""


def stretches(text: str) -> tuple[str, ...]:
    """`text` itself; a field longer than any name in overlapping stretches, none left out.

    Names are compared word by word, so a field of twenty thousand characters as one name would
    take minutes: in stretches the work grows with its length alone.
    """
    if len(text) <= LONGEST_FIELD:
        return (text,)
    found: dict[str, None] = {}
    start = 0
    while start + _SHARED < len(text):
        blank = text.rfind(" ", start + _STRETCH - _SHARED, start + _STRETCH)
        end = blank if blank > 0 else start + _STRETCH
        found.setdefault(text[start:end].strip())
        start = max(end - _SHARED, text.find(" ", end - _SHARED, end) + 1)
    return tuple(found)


@lru_cache(maxsize=1 << 12)
def alternatives(text: str, kind: str | None) -> tuple[Alternative, ...]:
    """The names in `text` beside the whole of it, each once; most fields hold none."""
    found: dict[str, Alternative] = {}
    for one in _found(text, kind):
        plain = one.text.strip(" ,;:\"'«»-–")
        if plain != text and _tells(plain):
            found.setdefault(plain, Alternative(plain, one.what))
    return tuple(found.values())


def _found(text: str, kind: str | None) -> list[Alternative]:
    found: list[Alternative] = []
    for piece in _MARK.split(text):
        for name in _LIST.split(piece):
            found += [Alternative(name), *_bracketed(name, kind), *_by_script(name)]
    if kind not in {"person", "vessel"}:
        found += _parts(text)
    care = _CARE.search(text)
    if care:
        sides = text[: care.start()], text[care.end() :]
        found += [Alternative(side, PART) for side in sides]
    return found


def _bracketed(text: str, kind: str | None) -> list[Alternative]:
    inside = [piece.strip() for piece in _BRACKETS.findall(text)]
    if not inside:
        return []
    outside = " ".join(_BRACKETS.sub(" ", text).split())
    if kind == "person":
        return [Alternative(outside)]
    names = [Alternative(piece) for piece in inside if _is_name(piece)]
    if names or all(_abbreviates(piece, outside) for piece in inside):
        return [Alternative(outside), *names]
    return []


def _abbreviates(short: str, name: str) -> bool:
    """The letters of `short` come in this order among the first letters of the words."""
    initials = iter(word[0].lower() for word in re.findall(r"\w+", name))
    return len(short) > 1 and all(letter in initials for letter in short.lower())


def _is_name(text: str) -> bool:
    """What stands in brackets is a name, not a town, a branch or an abbreviation alone."""
    words = text.lower().split()
    if len(words) > 1:
        return any(vocabulary.PRIOR.get(word, 1000) > _COMMON for word in words)
    return len("".join(han.RUN.findall(text))) > 3


def _by_script(text: str) -> list[Alternative]:
    """A name written in Chinese and beside it in letters."""
    if text.isascii():
        return []
    characters = "".join(han.RUN.findall(text))
    letters = " ".join(han.RUN.sub(" ", text).split())
    if len(characters) < 2 or len(_PLAIN.findall(letters)) < 4:
        return []
    return [Alternative(characters), Alternative(letters)]


def _parts(text: str) -> list[Alternative]:
    """Without an address after a comma; and the body that a department belongs to."""
    pieces = [piece.strip() for piece in _COMMA.split(text)]
    found: list[Alternative] = []
    for at in range(1, len(pieces)):
        rest = ", ".join(pieces[at:])
        if _ADDRESS.search(rest) and _HOUSE.search(rest):
            found.append(Alternative(", ".join(pieces[:at]), PART))
            break
    if len(pieces) > 1:
        bodies = [piece for piece in pieces if _BODY.search(piece) and len(piece.split()) > 1]
        found += [Alternative(piece, PART) for piece in bodies]
    return found


def _tells(text: str) -> bool:
    return len(_PLAIN.findall(text)) > 2 or len("".join(han.RUN.findall(text))) > 1
