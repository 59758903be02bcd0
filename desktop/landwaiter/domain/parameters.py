"""Deciding parameters of a control entry: which are known, and whether they meet its text.

Rows of the pack `deciding_parameters`; rows of one entry and way must all hold, ways are
alternatives. How a test reads is told in `resources/packs/README.md`.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from landwaiter.domain.pack import Pack
from landwaiter.domain.pack_index import Row, rows_by
from landwaiter.domain.words import folded

Params = Mapping[str, Any]
Ways = tuple[tuple[Row, ...], ...]


def ways_of(pack: Pack, head: str) -> Ways:
    """The alternative sets of tests for a head, in pack order; empty when it has none."""
    ways: dict[tuple[str, str], list[Row]] = {}
    for row in rows_by(pack, "head").get(head, ()):
        ways.setdefault((row["entry"], row["way"]), []).append(row)
    return tuple(tuple(rows) for rows in ways.values())


def missing(pack: Pack, head: str, params: Params) -> tuple[str, ...]:
    """Labels (with unit) of the head's deciding values that nobody has stated yet."""
    rows = (row for way in ways_of(pack, head) for row in way)
    wanted = {row["parameter"]: _label(row) for row in rows}
    return tuple(label for name, label in wanted.items() if params.get(name) is None)


def _label(row: Row) -> str:
    return f"{row['label']} ({row['unit']})" if row["unit"] else row["label"]


def meets(pack: Pack, head: str, params: Params) -> bool | None:
    """Whether the values meet one way of the head; None while they cannot decide it."""
    verdicts = [_all(way, params) for way in ways_of(pack, head)]
    if any(verdicts):
        return True
    return None if not verdicts or None in verdicts else False


def met_entry(pack: Pack, head: str, params: Params) -> str | None:
    """The entry whose tests the values meet, e.g. 2B001.b.2."""
    for way in ways_of(pack, head):
        if _all(way, params):
            return way[0]["entry"]
    return None


def _all(way: tuple[Row, ...], params: Params) -> bool | None:
    verdicts = [_TESTS[row["test"]](row, params) for row in way]
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _numbers(value: Any) -> tuple[Decimal, ...] | None:
    """One number per axis; a single value counts as one axis. None when any is unreadable."""
    values = value if isinstance(value, list | tuple) else (value,)
    try:
        return tuple(Decimal(str(one)) for one in values)
    except InvalidOperation:
        return None


def _needed(row: Row, params: Params) -> bool | None:
    """A value that another test of the same way reads."""
    return True if params.get(row["parameter"]) is not None else None


def _asked(row: Row, params: Params) -> bool | None:
    """A value the entry turns on, without a threshold of ours: it decides nothing."""
    return None


def _compares(holds: Callable[[Decimal, str], bool]) -> Callable[[Row, Params], bool | None]:
    def test(row: Row, params: Params) -> bool | None:
        numbers = _numbers(params.get(row["parameter"]))
        return None if not numbers else any(holds(one, row["value"]) for one in numbers)

    return test


def _between(number: Decimal, bounds: str) -> bool:
    low, high = bounds.split(";")
    return Decimal(low) < number < Decimal(high)


def _one_of(row: Row, params: Params) -> bool | None:
    """True for a word of the first list, False for one of the second alone, else not known."""
    value = params.get(row["parameter"])
    if value is None:
        return None
    stated = folded(str(value).replace("_", " "))
    meeting, failing = row["value"].split("|")
    if any(word in stated for word in meeting.split(";")):
        return True
    return False if any(word in stated for word in failing.split(";")) else None


def _by_travel(row: Row, params: Params) -> bool | None:
    """Any linear axis within the limit of its own travel class."""
    values, travels = _numbers(params.get(row["parameter"])), _numbers(params.get("travel_mm"))
    if not values or not travels or len(values) != len(travels):
        return None
    pairs = zip(values, travels, strict=True)
    return any(value <= _limit(row["value"], travel) for value, travel in pairs)


def _limit(classes: str, travel: Decimal) -> Decimal:
    for part in classes.split(";"):
        below, limit = part.split(":")
        if not below or travel < Decimal(below):
            return Decimal(limit)
    raise ValueError(f"travel classes without an open end: {classes}")


_TESTS: Final[Mapping[str, Callable[[Row, Params], bool | None]]] = {
    "at_least": _compares(lambda number, bound: number >= Decimal(bound)),
    "at_most": _compares(lambda number, bound: number <= Decimal(bound)),
    "between": _compares(_between),
    "one_of": _one_of,
    "by_travel": _by_travel,
    "needed": _needed,
    "asked": _asked,
}
