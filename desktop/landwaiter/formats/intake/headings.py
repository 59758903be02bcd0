"""Headings by which a column of somebody's table may be one of ours, in several languages."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache

from landwaiter.resources import root

_FILE = "declaration_headings.toml"
_TOTAL = "total"
_SIGNS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"(?P<before>\D*?) ?(?P<number>[0-9]{1,3})(?P<after>\D*)")


def words_of(heading: str) -> str:
    """The heading without signs, accents and capitals: how headings are compared."""
    plain = unicodedata.normalize("NFKD", heading.casefold().translate(_LETTERS))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_SIGNS.sub(" ", bare).split())


_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d"})


@cache
def _headings() -> Mapping[str, tuple[str, ...]]:
    """Compared words → our columns they may be, in the order of the languages of the file."""
    text = root().joinpath("kinds", _FILE).read_text(encoding="utf-8")
    found: dict[str, dict[str, None]] = {}
    for language in tomllib.loads(text).values():
        for column, headings in language.items() if isinstance(language, dict) else ():
            for heading in headings.split("|"):
                found.setdefault(words_of(heading), {})[column] = None
    return {words: tuple(columns) for words, columns in found.items()}


def columns_of_heading(heading: str) -> tuple[str, ...]:
    """Our columns that a heading names in some language; several where languages differ."""
    columns = _headings().get(words_of(heading), ())
    return tuple(column for column in columns if column != _TOTAL)


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
    return text if len(text) < 40 and _TOTAL in _headings().get(words_of(text), ()) else ""
