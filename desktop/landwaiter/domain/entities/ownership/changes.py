"""Stakes and seats that changed hands shortly after a listing: a pattern, no finding."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from landwaiter.domain.entities.ownership.stated import (
    LISTED,
    UNCONFIRMED,
    HolderMark,
    HoldingStatement,
    OwnershipStatements,
    first_day,
    last_day,
)

_MONTHS: Final = 12
_OF_LISTS: Final = frozenset({LISTED, UNCONFIRMED})


@dataclass(frozen=True, slots=True)
class HoldingChange:
    """A stake or seat in a firm that began or ended within the window after a listing."""

    mark: HolderMark
    """Of the listed holder, of whom the firm was or is."""
    row: HoldingStatement
    began: bool
    """False: it ended."""
    day: str
    """As stated."""
    is_sure: bool
    """False where a date is too coarse, or it is not settled that the holder is the listed one."""


def changes_after(known: OwnershipStatements, months: int) -> tuple[HoldingChange, ...]:
    """Every stake that changed within the window, in a firm where a listed holder has or had one.

    The holder's own stakes count, and those of whoever came into the same firm.
    """
    by_firm: dict[str, list[HoldingStatement]] = {}
    for row in known.stated:
        by_firm.setdefault(row.owned, []).append(row)
    found: dict[tuple[str, str, str, bool], HoldingChange] = {}
    for mark in known.marks:
        listed = first_day(mark.listed_on) if mark.listed_on else None
        if listed is None or mark.claim not in _OF_LISTS:
            continue
        until = months_after(last_day(mark.listed_on) or listed, months)
        for firm, rows in by_firm.items():
            if firm == mark.holder or any(row.owner == mark.holder for row in rows):
                for change in _within(rows, mark, listed, until):
                    key = (mark.listing_id, mark.list_id, change.row.id, change.began)
                    found.setdefault(key, change)
    return tuple(sorted(found.values(), key=lambda one: (one.day, one.row.id, one.began)))


def _within(
    rows: Iterable[HoldingStatement], mark: HolderMark, first: date, last: date
) -> Iterator[HoldingChange]:
    for row in rows:
        for text, began in ((row.since, True), (row.until, False)):
            earliest, latest = first_day(text), last_day(text)
            if earliest is None or latest is None or latest < first or earliest > last:
                continue
            is_inside = first <= earliest and latest <= last
            is_sure = is_inside and mark.claim == LISTED and row.is_certain
            yield HoldingChange(mark, row, began, text, is_sure)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")
