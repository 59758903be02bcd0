"""What filters ask of a case, in columns by which it is found.

Flags and tags stand in one, which is in each index of the list of cases: without it each case that
is passed would be looked up among all flags and tags. A tag is a few digits of a hash: who looks
for one asks its table of those that are left. These and all else that has few values stand as
*signs* beside the words of the case, so that both are looked for at once.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, func

from landwaiter.canonical import sha256_hex
from landwaiter.storage.finding.tag_rows import tag_key
from landwaiter.storage.schema import facets
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.facets import FacetBits
from landwaiter.storage.sqlite.full_text import sign

_DIGITS = 6


def marks_of(rules: Iterable[str], tags: Iterable[str]) -> str:
    """What the column says of a case with these flags raised, and with these tags."""
    marks = sorted({*rules, *map(_tag, tags)})
    return f" {' '.join(marks)} " if marks else ""


def is_flagged(rule: str) -> ColumnElement[bool]:
    """Whether a rule is raised on the case."""
    return _has(rule)


def may_be_tagged(tag: str) -> ColumnElement[bool]:
    """No is sure, yes is not."""
    return _has(_tag(tag))


_NAMED = ("destination", "assignee", "candidate_code")
SIGNED = ("facets", "marks", *_NAMED, "received", "value")
"""Columns of a case that its signs say."""


def signs_of(line: Mapping[str, Any]) -> str:
    """The signs of a case by `SIGNED` of its line."""
    named = ((name, line[name]) for name in _NAMED)
    said = (sign_of(name, value) for name, value in named if value is not None)
    marks = map(_of_mark, line["marks"].split())
    day = (_of_day(line["received"][:length]) for length in (_YEAR, _MONTH))
    value = () if line["value"] is None else _of_value(line["value"])
    return "".join((_of_facets(line["facets"]), *marks, *said, *day, *value))


@lru_cache(maxsize=1_024)
def sign_of(name: str, value: str) -> str:
    """Of a column and what it says."""
    return sign(f"{name}={value}")


def signs_of_facet(asked: FacetBits) -> tuple[str, ...]:
    """A case that fits has one of them."""
    return tuple(sign_of(f"facets & {asked.mask}", str(one)) for one in sorted(asked.wanted))


def sign_of_flag(rule: str) -> str:
    return _of_mark(rule)


def sign_of_tag(name: str) -> str:
    return _of_mark(_tag(name))


def signs_of_days(first: str, last: str) -> tuple[str, ...]:
    """A case received on one of these days has one of them; of very many years nothing is said."""
    said = list[str]()
    years = range(int(first[:_YEAR]), int(last[:_YEAR]) + 1)
    for year in years if len(years) <= _MOST_YEARS else ():
        months = [f"{year:04}-{month:02}" for month in range(1, 13)]
        of_year = [one for one in months if first[:_MONTH] <= one <= last[:_MONTH]]
        said += [f"{year:04}"] if len(of_year) == len(months) else of_year
    return tuple(map(_of_day, said))


def signs_of_value(least: int) -> tuple[str, ...]:
    """A case of this value or more has one of them."""
    figures = str(least)
    begins = (f"{first}x{len(figures)}" for first in range(int(figures[0]), 10))
    longer = (str(length) for length in range(len(figures) + 1, _MOST_FIGURES + 1))
    return tuple(sign_of("value", one) for one in (*begins, *longer))


_YEAR, _MONTH, _MOST_YEARS = len("2026"), len("2026-01"), 20
_MOST_FIGURES = 19


def _of_value(value: int) -> Iterator[str]:
    figures = str(value)
    return (sign_of("value", one) for one in (f"{figures[0]}x{len(figures)}", str(len(figures))))


def _of_day(begins: str) -> str:
    return sign_of("received", begins)


def _of_mark(mark: str) -> str:
    return sign_of("marks", mark)


@lru_cache(maxsize=1_024)
def _of_facets(number: int) -> str:
    return "".join(_each_of(number))


def _each_of(number: int) -> Iterator[str]:
    for one in facets.each_asked():
        if one.fits(number):
            yield from signs_of_facet(one)


def _tag(name: str) -> str:
    return f"#{sha256_hex(tag_key(name).encode())[:_DIGITS]}"


def _has(mark: str) -> ColumnElement[bool]:
    return func.instr(t.case_file.c.marks, f" {mark} ") > 0
