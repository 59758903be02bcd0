"""Rows of a goods annex that cover a commodity code on a day.

A goods annex names goods by a heading of two to ten figures in one of the columns below, and may
say from when to when a row is in force (`valid_from`, `valid_to`).
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from landwaiter.domain.law.pack import Pack
from landwaiter.domain.law.pack_index import Row, derived

_COLUMNS: Final = ("cn10", "cn8", "cn", "hs6", "hs4", "hs", "heading")
"""Finest first: the first that a row fills in is its heading."""
_SHORTEST: Final = 2
_ACT_NUMBER: Final = re.compile(r"(?<!\d)(\d+)[/-](\d+)")
ACT_OF: Final[Mapping[str, str]] = {
    "eu_833_annexes": "833/2014",
    "eu_765_annexes": "765/2006",
    "annex_xxxvii": "833/2014",
}
"""The regulation of a pack whose rows do not name one."""


def act_number(text: str | None) -> frozenset[int]:
    """Number and year of an act however it is written (833/2014, REG-833-2014); empty: none."""
    found = _ACT_NUMBER.search(text or "")
    return frozenset(int(part) for part in found.groups()) if found else frozenset()


def instrument_of(pack: Pack, row: Row) -> str:
    """The act whose annex the row is of: as the row names it, else the act of its pack."""
    stated = row.get("regulation") or row.get("instrument")
    return stated or ACT_OF.get(pack.id, pack.id)


def is_of_annex(pack: Pack, row: Row, named: str) -> bool:
    """True when the row stands in the annex named as `833/2014 VII`: act and annex both count."""
    act, _blank, annex = named.rpartition(" ")
    return row.get("annex") == annex and act_number(instrument_of(pack, row)) == act_number(act)


def heading_of(row: Row) -> str:
    """The row's heading without blanks; empty where it names none."""
    stated = next((row[column] for column in _COLUMNS if row.get(column)), "")
    return stated.replace(" ", "")


def rows_covering(pack: Pack, cn: str | None, day: date) -> tuple[Row, ...]:
    """Rows in force on `day` under whose heading the code lies, broad headings first."""
    headings = derived(_by_heading, pack)
    lengths = range(_SHORTEST, len(cn or "") + 1)
    found = (row for length in lengths for row in headings.get((cn or "")[:length], ()))
    return tuple(row for row in found if in_force(row, day))


def in_force(row: Row, day: date) -> bool:
    """Whether the row's own days hold `day`; a day that is not stated, or unreadable, is open."""
    first, last = _day(row.get("valid_from")), _day(row.get("valid_to"))
    return (first is None or first <= day) and (last is None or day <= last)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _by_heading(pack: Pack) -> Mapping[str, tuple[Row, ...]]:
    headings: dict[str, list[Row]] = {}
    for row in _with_heading(pack):
        headings.setdefault(heading_of(row), []).append(row)
    return {heading: tuple(rows) for heading, rows in headings.items()}


def _with_heading(pack: Pack) -> Iterable[Row]:
    return (row for row in pack.rows if heading_of(row))
