"""Headings by which a column of somebody's table may be one of ours, in several languages.

A heading is looked for as it stands; then without its small words and what stands in brackets, in
the parts that a stroke divides, as a particular of a party, and last as abbreviated words.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from landwaiter.formats.intake.csv_columns import BY_NAME, COLUMNS
from landwaiter.resources import root

_FILE = "declaration_headings.toml"
_TOTAL = "total"
_NO_LANGUAGES = ("part", "party", "small", "box", "bracket")
_SIGNS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"(?P<before>\D*?) ?(?P<number>[0-9]{1,3})(?P<after>\D*)")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Between the words of `descriptionOfGoods`, as messages name their members."""
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_BOX = re.compile(r"(?P<word>\w+)\.? [0-9]{1,2}[a-z]?\W+(?P<heading>.+)")
_TOKEN = re.compile(r"[^\W_]+\.?")
_LEAST = 3
"""Letters of an abbreviation that stands alone."""
_ORDER = {column.name: at for at, column in enumerate(COLUMNS)}
Found = tuple[str, ...]
"""Our columns that a heading may name."""


def words_of(heading: str) -> str:
    """The heading without signs, accents and capitals: how headings are compared."""
    apart = _HUMP.sub(" ", heading)
    plain = unicodedata.normalize("NFKD", apart.casefold().translate(_LETTERS))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_SIGNS.sub(" ", bare).split())


_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "º": " ", "°": " "}
)


_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
"""As people write them who have no such keys."""


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(root().joinpath("kinds", _FILE).read_text(encoding="utf-8"))


@cache
def _listed(table: str, name: str = "words") -> frozenset[str]:
    words = _file()[table].get(name, "").split("|")
    return frozenset(words_of(way) for one in words for way in (one, one.translate(_SPELLED)))


@cache
def _headings() -> Mapping[str, Found]:
    """Compared words → our columns they may be, in the order of the languages of the file."""
    found: dict[str, dict[str, None]] = {}
    for name, language in _file().items():
        if not isinstance(language, dict) or name in _NO_LANGUAGES:
            continue
        for column, headings in language.items():
            for heading in headings.split("|"):
                for words in (words_of(heading), words_of(heading.translate(_SPELLED))):
                    found.setdefault(words, {})[column] = None
    return {words: tuple(columns) for words, columns in found.items()}


@cache
def _bare_headings() -> Mapping[str, Found]:
    """The same without the small words."""
    found: dict[str, dict[str, None]] = {}
    for words, columns in _headings().items():
        found.setdefault(_bare(words), {}).update(dict.fromkeys(columns))
    return {words: tuple(columns) for words, columns in found.items() if words}


def _bare(words: str) -> str:
    return " ".join(word for word in words.split() if word not in _listed("small"))


def columns_of_heading(heading: str) -> Found:
    """Our columns that a heading names in some language; several where languages differ."""
    box = _BOX.fullmatch(heading.strip())
    if box and words_of(box["word"]) in _listed("box"):
        heading = box["heading"]
    ways = (way(heading) for way in (_plain, _of_parts, _of_party))
    return next(filter(None, ways), ())


def _plain(heading: str) -> Found:
    words = words_of(heading)
    columns = _headings().get(words) or _bare_headings().get(_bare(words), ())
    if not columns:
        short = _BRACKET.sub(_without, heading)
        columns = _headings().get(words_of(short), ()) if short != heading else ()
    return tuple(column for column in columns if column != _TOTAL)


def _without(bracket: re.Match[str]) -> str:
    return " " if words_of(bracket[1]) in _listed("bracket") else bracket[0]


def _of_parts(heading: str) -> Found:
    """`Exporter / Ausführer`: what all of its parts name that name anything; else nothing."""
    parts = heading.split("/")
    named = [found for part in parts if len(parts) > 1 and (found := _plain(part))]
    return tuple(one for one in named[0] if all(one in other for other in named)) if named else ()


def _of_party(heading: str) -> Found:
    """`Odbiorca (nazwa)`, `Nombre del destinatario`: a party, and what of it is stated."""
    words = _bare(words_of(heading)).split()
    for at in range(1, len(words)):
        before, after = " ".join(words[:at]), " ".join(words[at:])
        for party, part in ((before, after), (after, before)):
            named = (f"{role}_{name}" for role in _roles(party) for name in _parts(part))
            if column := next((one for one in named if one in BY_NAME), ""):
                return (column,)
    return ()


def _parts(words: str) -> Iterable[str]:
    return (part for part in _file()["part"] if words in _listed("part", part))


def _roles(words: str) -> Iterable[str]:
    named = _headings().get(words, ())
    for role in _file()["party"]:
        if f"{role}_name" in named or words in _listed("party", role):
            yield role


def columns_below(group: str, heading: str) -> Found:
    """What a heading is below that of a group, such as *Nazwa* below *Eksporter*."""
    return _of_party(f"{group} {heading}")


@cache
def columns_abbreviated(heading: str) -> Found:
    """Our columns that abbreviated words may mean, such as `Kraj przezn.` or `Best.-Land`."""
    tokens = _TOKEN.findall(heading)
    letters = "".join(map(words_of, tokens))
    if not any(token.endswith(".") for token in tokens) or len(letters) < _LEAST:
        return ()
    meant = re.compile(" ?".join(filter(None, map(_of_token, tokens))))
    columns = {
        column
        for words, names in _beginning(letters[0])
        if meant.fullmatch(words)
        for column in names
        if column != _TOTAL
    }
    return tuple(sorted(columns, key=_ORDER.__getitem__))


def _of_token(token: str) -> str:
    words = words_of(token)
    if words in _listed("small"):
        return ""
    return rf"{re.escape(words)}\w*" if token.endswith(".") else re.escape(words)


@cache
def _beginning(letter: str) -> Sequence[tuple[str, Found]]:
    return [(words, names) for words, names in _bare_headings().items() if words[0] == letter]


def numbered_heading(heading: str) -> tuple[tuple[str, ...], int]:
    """`Kod CN 2`, `item2_cn`, `Kod CN (2)` → the columns of the bare heading, and 2; else 0.

    Words that only say *item* beside the number are no part of what the column is.
    """
    found = _NUMBER.fullmatch(words_of(heading))
    if found is None:
        return (), 0
    number = int(found["number"])
    before, after = found["before"].strip(), found["after"].strip()
    bare = " ".join(filter(None, (before, after)))
    columns = columns_of_heading(bare)
    if not columns and "item_no" in columns_of_heading(before):
        columns = columns_of_heading(after)
    return (columns, number) if columns and number else ((), 0)


def total_in(cell: str) -> str:
    """The word for a total that is all a cell says; empty where it says something else."""
    text = cell.strip()
    # The first cells of a row hold its numbers, as a rule: they need not be compared.
    if len(text) >= 40 or _FIGURE.search(text):
        return ""
    return text if words_of(text) in totals() else ""


@cache
def totals() -> frozenset[str]:
    """The words for a total as they are compared; none holds a figure."""
    return frozenset(words for words, columns in _headings().items() if _TOTAL in columns)


_FIGURE = re.compile("[0-9]")
