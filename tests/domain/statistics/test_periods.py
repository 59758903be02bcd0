"""Prints of periods within each other, attacked by trying every case that fits all of them."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, permutations

import numpy as np
import pytest
from tests.domain.statistics.test_suppression import a_table

from landwaiter.domain.reports.statistic_tables import StatisticTable
from landwaiter.domain.statistics.exposure import LEAST_WIDTH
from landwaiter.domain.statistics.few_cells import FEWEST
from landwaiter.domain.statistics.figures import (
    Adds,
    FigureColumn,
    FigureRow,
    FigureTable,
    TableFigure,
)
from landwaiter.domain.statistics.known_print import KnownPrint, known_of, place_in
from landwaiter.domain.statistics.periods import Days, crosses, is_told, pieces
from landwaiter.domain.statistics.suppression import withheld_cells

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
PARTS = (
    (date(2026, 1, 1), date(2026, 3, 31)),
    (date(2026, 4, 1), date(2026, 6, 30)),
    (date(2026, 7, 1), date(2026, 12, 31)),
)
"""Days of which every period of these tests is made."""
FIRST_HALF = (date(2026, 1, 1), date(2026, 6, 30))
FROM_APRIL = (date(2026, 4, 1), date(2026, 12, 31))
ROWS = ("r0", "r1")
MOST = 8
"""Up to so much in each part and row the attacker tries."""

Truth = Mapping[Days, Sequence[int]]
"""Part → the count of each row."""


def a_print(truth: Truth, days: Days, earlier: Sequence[KnownPrint]) -> KnownPrint:
    """What is printed of a period: two rows and their total."""
    values = [
        sum(truth[part][n] for part in PARTS if days[0] <= part[0] and part[1] <= days[1])
        for n in range(len(ROWS))
    ]
    table = FigureTable(
        StatisticTable.T5,
        "",
        (*(FigureRow(key, "") for key in ROWS), FigureRow("all", "", Adds.TOTAL)),
        (FigureColumn("items", ""),),
        {
            **{(key, "items"): TableFigure(value) for key, value in zip(ROWS, values, strict=True)},
            ("all", "items"): TableFigure(sum(values)),
        },
    )
    withheld = withheld_cells([table], earlier, days)
    return known_of([table], withheld, days)


def printed(truth: Truth, order: Sequence[Days]) -> list[KnownPrint]:
    prints: list[KnownPrint] = []
    for days in order:
        prints.append(a_print(truth, days, prints))
    return prints


def told(truth: Truth, prints: Sequence[KnownPrint]) -> Iterator[str]:
    """What whoever holds all prints knows too well: each case that fits is tried."""
    grid = np.indices((MOST + 1,) * (len(PARTS) * len(ROWS)), dtype=np.int8)
    tried = dict(zip(((part, n) for part in PARTS for n in range(len(ROWS))), grid, strict=True))
    fits = np.ones(grid.shape[1:], dtype=bool)

    def counted(parts: Sequence[Days], row: str) -> np.ndarray:
        numbers = range(len(ROWS)) if row == "all" else [ROWS.index(row)]
        found = np.zeros(fits.shape, dtype=np.int16)
        for part in parts:
            for n in numbers:
                found = found + tried[part, n]
        return found

    asked: dict[str, tuple[list[Days], str]] = {}
    for one in prints:
        assert one.days is not None
        parts = _parts(one.days)
        before = fits.copy()
        for place, value in one.values.items():
            found = counted(parts, place[0].partition("|")[2])
            fits &= found >= _least(one) if place in one.withheld else found == value
        for place in filter(one.values.get, one.withheld):
            row, value = place[0].partition("|")[2], one.values[place]
            if value < FEWEST or _is_open(counted(parts, row)[before]):
                asked[f"{one.days} {row}"] = (parts, row)  # not told by earlier prints alone
    assert fits.any()
    for rest in _rests([one.days for one in prints if one.days]):
        for n, row in enumerate(ROWS):
            if 0 < sum(truth[part][n] for part in rest) < FEWEST:
                asked[f"{[str(part[0]) for part in rest]} {row}"] = (rest, row)
    for name, (parts, row) in asked.items():
        if not _is_open(counted(parts, row)[fits]):
            yield name


def _rests(periods: Sequence[Days]) -> Iterator[list[Days]]:
    """What prints leave of each other: all that is made of days which they tell apart."""
    apart: dict[tuple[bool, ...], list[Days]] = {}
    for part in PARTS:
        held = tuple(part in _parts(days) for days in periods)
        if any(held):
            apart.setdefault(held, []).append(part)
    for size in range(1, len(apart) + 1):
        for chosen in combinations(apart.values(), size):
            rest = sorted(part for one in chosen for part in one)
            if rest not in [_parts(days) for days in periods]:
                yield rest


def _is_open(found: np.ndarray) -> bool:
    return bool(found.max() - found.min() >= LEAST_WIDTH)


def _least(one: KnownPrint) -> int:
    """Nothing prints, unless a table is withheld whole."""
    is_whole = len(one.withheld) == len(one.values)
    return 0 if is_whole or any(one.values[place] == 0 for place in one.withheld) else 1


def _parts(days: Days) -> list[Days]:
    return [part for part in PARTS if days[0] <= part[0] and part[1] <= days[1]]


ORDERS = {
    "a half within a year": (FIRST_HALF, YEAR),
    "a year, then its half": (YEAR, FIRST_HALF),
    "a quarter, its half, the year": (PARTS[0], FIRST_HALF, YEAR),
    "every part, then the year": (*PARTS, YEAR),
    "the year, then every part": (YEAR, *PARTS),
    "two that cross": (FIRST_HALF, FROM_APRIL),
    "two that cross, and what they share": (FIRST_HALF, FROM_APRIL, PARTS[1]),
    "two that cross, the year, a quarter": (FIRST_HALF, FROM_APRIL, YEAR, PARTS[0]),
    "a quarter, two that cross": (PARTS[0], FIRST_HALF, FROM_APRIL),
    "the year, two that cross": (YEAR, FROM_APRIL, FIRST_HALF),
}


def test_the_attacker_finds_what_is_left_of_a_year() -> None:
    """A test of the test: each print alone withholds nothing, both tell two."""
    truth = {PARTS[0]: (5, 4), PARTS[1]: (1, 3), PARTS[2]: (2, 3)}
    alone = [a_print(truth, days, ()) for days in (FIRST_HALF, YEAR)]
    assert not any(one.withheld for one in alone)
    assert list(told(truth, alone)) == ["['2026-07-01'] r0"]
    assert any(one.withheld for one in printed(truth, (FIRST_HALF, YEAR)))


@pytest.mark.parametrize("order", ORDERS.values(), ids=list(ORDERS))
def test_no_figure_comes_out_by_taking_one_print_off_another(order: Sequence[Days]) -> None:
    chance = random.Random(11)  # noqa: S311  # figures of a test
    for _turn in range(40):
        truth = {part: [chance.choice((0, 1, 2, 3, 4)) for _row in ROWS] for part in PARTS}
        prints = printed(truth, order)
        for one in prints:
            few = {place for place, value in one.values.items() if 0 < value < FEWEST}
            assert few <= one.withheld
        assert list(told(truth, prints)) == [], (truth, [sorted(one.withheld) for one in prints])


def test_where_nothing_is_few_in_any_part_every_print_prints() -> None:
    truth = dict.fromkeys(PARTS, (5, 4))
    assert not any(one.withheld for one in printed(truth, (PARTS[0], FIRST_HALF, YEAR)))


def test_amounts_of_what_is_left_of_a_period_are_not_told_within_a_tenth() -> None:
    def table(counts: Sequence[int], amounts: Sequence[int]) -> FigureTable:
        found = a_table([[one] for one in counts], amounts=amounts, table=StatisticTable.T5)
        renamed = {"sum": "items"}
        return FigureTable(
            found.table,
            "",
            found.rows,
            tuple(
                FigureColumn(renamed.get(one.key, one.key), "", one.kind, one.adds, ("items",))
                for one in found.columns
            ),
            {(row, renamed.get(key, key)): one for (row, key), one in found.figures.items()},
        )

    half = table((5, 4), (50_000, 40_000))
    whole = table((6, 9), (57_000, 90_000))  # one case more in the first row, of 7,000
    first = known_of([half], withheld_cells([half], (), FIRST_HALF), FIRST_HALF)
    assert not first.withheld
    withheld = withheld_cells([whole], [first], YEAR)
    assert place_in(whole, "r0", "eur") in withheld
    assert place_in(whole, "r0", "items") in withheld


PERIODS = (YEAR, FIRST_HALF, FROM_APRIL, *PARTS)


@pytest.mark.parametrize("seed", range(60))
def test_no_figure_comes_out_of_any_prints_in_any_order(seed: int) -> None:
    """Periods that lie within each other, that cross and that meet, drawn with their figures."""
    chance = random.Random(seed)  # noqa: S311  # figures of a test
    order = chance.sample(PERIODS, chance.randint(2, 5))
    truth = {part: [chance.choice((0, 1, 2, 3, 4)) for _row in ROWS] for part in PARTS}
    prints = printed(truth, order)
    assert list(told(truth, prints)) == [], (truth, [sorted(one.withheld) for one in prints])


def test_the_attacker_finds_what_two_periods_that_cross_tell() -> None:
    """A test of the test: three and three print, and one of the quarter between was printed not."""
    truth = {PARTS[0]: (3, 3), PARTS[1]: (0, 3), PARTS[2]: (4, 4)}
    alone = [a_print(truth, days, ()) for days in (FIRST_HALF, FROM_APRIL, YEAR)]
    assert not any(one.withheld for one in alone)
    assert not list(told(truth, alone))
    truth = {PARTS[0]: (3, 3), PARTS[1]: (1, 3), PARTS[2]: (4, 4)}
    alone = [a_print(truth, days, ()) for days in (FIRST_HALF, FROM_APRIL, YEAR)]
    assert not any(one.withheld for one in alone)
    assert list(told(truth, alone))
    assert any(one.withheld for one in printed(truth, (FIRST_HALF, FROM_APRIL, YEAR)))


def test_where_two_periods_that_cross_tell_nothing_few_both_print() -> None:
    truth = dict.fromkeys(PARTS, (5, 4))
    for order in permutations((FIRST_HALF, FROM_APRIL, YEAR)):
        assert not any(one.withheld for one in printed(truth, order))


def test_pieces_are_the_days_that_the_same_periods_hold() -> None:
    middle = (date(2026, 3, 1), date(2026, 9, 30))
    assert crosses(FIRST_HALF, middle)
    assert not crosses(FIRST_HALF, YEAR)
    assert not crosses(PARTS[0], PARTS[1])
    assert pieces({1: FIRST_HALF, 2: middle, 3: YEAR}) == (
        frozenset({1, 3}),
        frozenset({1, 2, 3}),
        frozenset({2, 3}),
        frozenset({3}),
    )


def test_a_period_is_told_where_others_add_up_to_it() -> None:
    periods = dict(enumerate((YEAR, FIRST_HALF, FROM_APRIL, PARTS[1], PARTS[0])))
    of = pieces(periods)
    assert is_told(0, (1, 2, 3), of)  # both that cross, less what they share
    assert is_told(3, (0, 1, 2), of)
    assert not is_told(3, (1, 2), of)
    assert is_told(4, (0, 2), of)
