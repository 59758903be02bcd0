"""Every figure of the shipped pack: a value that meets, one that fails, the boundary, none at all.

And the other way round: turn an operator, move a threshold, change what is presumed, and a vector
turns red.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import groupby

import pytest
from tests.domain.interviews.vectors import PACK, Vector, failures, pack_of, rows_of_ways, vectors

from landwaiter.domain.interviews.parameter import heads_in
from landwaiter.domain.law.pack_index import Row

NUMERIC = ("at_least", "above", "at_most", "below")
TURNED = {
    **{test: tuple(other for other in NUMERIC if other != test) for test in NUMERIC},
    "yes": ("no",),
    "no": ("yes",),
    "refuted_above": ("at_most", "above"),
    "asked": ("needed",),
}
"""Test → the tests that it must not be mistaken for."""
HEADS = heads_in(PACK)


def of_head(head: str) -> tuple[Vector, ...]:
    return tuple(one for one in vectors() if one.entry.partition(".")[0] == head)


@pytest.mark.parametrize("head", HEADS)
def test_every_figure_says_of_each_value_what_its_vector_says(head: str) -> None:
    found = [
        f"{one.entry} ({one.way}) {failure}"
        for one in of_head(head)
        for failure in failures(one, pack_of(rows_of_ways()[one.entry, one.way]))
    ]
    assert found == []


def test_every_figure_has_a_vector() -> None:
    rows = {(entry, way, int(row["order"])) for (entry, way), rows in rows_of_ways().items()
            for row in rows}  # fmt: skip
    assert rows == {(one.entry, one.way, one.order) for one in vectors()}


@pytest.mark.parametrize("head", HEADS)
def test_a_figure_that_was_turned_turns_a_vector(head: str) -> None:
    survivors = [
        f"{one.entry} ({one.way}), row {one.order}: {said}"
        for one in of_head(head)
        for said, rows in mutants(rows_of_ways()[one.entry, one.way], one.order)
        if not caught(one, rows)
    ]
    assert survivors == []


def caught(mutated: Vector, rows: tuple[Row, ...]) -> bool:
    """Whether a vector of the same row turns."""
    pack = pack_of(rows)
    return any(failures(one, pack) for one in vectors_of_rows()[_row_of(mutated)])


def _row_of(vector: Vector) -> tuple[str, str, int]:
    return vector.entry, vector.way, vector.order


@cache
def vectors_of_rows() -> Mapping[tuple[str, str, int], tuple[Vector, ...]]:
    ordered = sorted(vectors(), key=_row_of)
    return {row: tuple(ones) for row, ones in groupby(ordered, _row_of)}


def mutants(rows: tuple[Row, ...], order: int) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The way with one row turned, and what was done to it."""
    (at,) = (place for place, row in enumerate(rows) if int(row["order"]) == order)
    for said, changed in (*turned(rows[at]), *presumed_otherwise(rows, at)):
        yield said, (*rows[:at], {**rows[at], **changed}, *rows[at + 1 :])


def presumed_otherwise(rows: tuple[Row, ...], at: int) -> Iterator[tuple[str, Row]]:
    """Another presumption; it says nothing where the way stays open whatever is presumed.

    What is asked first presumes nothing: that it is is shown in `test_course.py`.
    """
    row = rows[at]
    unread = any(one["test"] in ("asked", "refuted_above") for one in rows)
    others = (one["parameter"] for place, one in enumerate(rows) if place != at)
    if unread or row["parameter"] in others:
        return
    now = row["unanswered"].replace("first", "")
    for presumed in sorted({"", "holds", "fails"} - {now}):
        yield f"presumed {presumed or 'nothing'}", {"unanswered": presumed}


def turned(row: Row) -> Iterator[tuple[str, Row]]:
    for test in TURNED.get(row["test"], ()):
        yield f"{row['test']} becomes {test}", {"test": test}
    if row["test"] in (*NUMERIC, "refuted_above"):
        for factor in ("0.998", "1.002"):
            moved = float(row["value"]) * float(factor)
            yield f"{row['value']} becomes {moved!r}", {"value": f"{moved:.15g}"}
    if row["test"] == "includes":
        yield "another word", {"value": "something else"}
    if row["test"] == "one_of":
        meeting, failing = row["value"].split("|")
        yield "the lists change places", {"value": f"{failing}|{meeting}"}
    for part in row["where"].split(";"):
        if part:
            yield f"without {part}", {"where": row["where"].replace(part, "").strip(";")}
            name, test, bound, unit = part.split()
            for other in set(NUMERIC) - {test}:
                changed = f"{name} {other} {bound} {unit}"
                yield f"{part} becomes {other}", {"where": row["where"].replace(part, changed)}
