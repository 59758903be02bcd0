"""Several names in one text: split where a publisher splits them, with what they are."""

import re
from collections.abc import Iterator

_FORMER = re.compile(
    r"\b(?:formerly|former name|previously|f\.?k\.?a\b|n[ée]e\b|born)", re.IGNORECASE
)
_SPELLING = re.compile(
    r"^(?:(?:in\s+)?(?:[A-Z][a-z]+(?:\s+and\s+[A-Z][a-z]+)?)(?:\s+(?:spelling|script|language|name"
    r"|transliteration))?\s*[:：]"
    r"|a\.?k\.?a\.?|also known as|also written|alias(?:es)?|i\.?e\.?)\s*:?\s*",
)
_LISTED = re.compile(
    r"^(?:formerly|previously) listed as\s*[.,:]?\s*|^(?:formerly|previously|former name"
    r"|f\.?k\.?a\.?|n[ée]e|born)\s*(?:known as|called|named|as)?\s*:?\s*",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*[(（]([^()（）]*)[)）]")
_NUMBERED = re.compile(r"(?:^|[\s,;])\(?[a-z0-9]\)\s+")
_SLASH = re.compile(r"\s+/\s+")
_FACTS = re.compile(
    r"\.\s+(?:Date of birth|Place of birth|Nationality|Born|Title|Address|Passport|National id)"
    r".*?(?=\.\s+In [A-Z][a-z]+:|$)",
    re.DOTALL,
)
_IN_SCRIPT = re.compile(r"(?:^|\.\s*)In (?:Arabic|Russian|Persian|Farsi|Dari|Pashto|Ukrainian): ?")
_LATIN = re.compile(r"[A-Za-z]")
_LETTERS = re.compile(r"[^\W\d_]")
_NO_NAME = re.compile(r"[0-9]|\b(?:on|in|as|at|for|under|according|see|good|low)\b")


_CELL = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:;|$)|([^;]*)(?:;|$)')


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell between semicolons, of which those in quotation marks may hold some."""
    values = (
        quoted.replace('""', '"') if quoted else bare.replace('"', "") if '"' in bare else bare
        for quoted, bare in _CELL.findall(cell)
    )
    return tuple(dict.fromkeys(text for value in values if (text := value.strip())))


def enumerated(text: str) -> tuple[str, ...]:
    """`(a) one, (b) two` → each part; the whole where nothing is counted up."""
    parts = [part.strip(" ,;") for part in _NUMBERED.split(f" {text}")]
    return tuple(filter(None, parts)) or (text,)


def split_names(text: str) -> Iterator[tuple[str, bool]]:
    """Each name in a text and whether it is a former one.

    `Елена МИЗУЛИНА (born ДМИТРИЕВА)` is a name and a former one; the same in two scripts may
    stand on both sides of a slash; other words in brackets stay with the name.
    """
    for part in _SLASH.split(_FACTS.sub("", text)):
        kept: list[tuple[str, bool]] = []
        is_former = False
        rest = part
        for bracket in _BRACKET.finditer(part):
            inner = bracket[1].strip()
            former, spelled = _FORMER.match(inner), _SPELLING.match(inner)
            outside = _BRACKET.sub(" ", part)
            if not (former or spelled or _is_other_script(inner, outside)):
                continue
            rest = rest.replace(bracket[0], " ", 1)
            bare = _SPELLING.sub("", _LISTED.sub("", inner)).strip(" .,:")
            if not bare:
                is_former = is_former or former is not None
            elif not _NO_NAME.search(bare):
                kept.append((bare, former is not None))
        for name in _IN_SCRIPT.split(rest):
            yield " ".join(name.split()).strip(" ."), is_former
        yield from kept


def _is_other_script(inner: str, outside: str) -> bool:
    """`Aksyonov (Аксёнов)`: one side in Latin letters, the other in none of them."""
    sides = [bool(_LATIN.search(side)) for side in (inner, outside)]
    return sides[0] != sides[1] and all(map(_LETTERS.search, (inner, outside)))
