"""Withheld cells, attacked by whoever knows every sum of a table: none of them comes out."""

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landwaiter.domain.reports.statistic_tables import StatisticTable
from landwaiter.domain.statistics.exposure import LEAST_WIDTH
from landwaiter.domain.statistics.few_cells import FEWEST
from landwaiter.domain.statistics.figures import (
    Adds,
    CellPlace,
    ColumnKind,
    FigureColumn,
    FigureRow,
    FigureTable,
    TableFigure,
)
from landwaiter.domain.statistics.known_print import KnownPrint, known_of, place_in
from landwaiter.domain.statistics.suppression import withheld_cells

MORE = 6
"""Up to so much above the greatest figure the attacker looks."""


def a_table(
    cells: Sequence[Sequence[int]],
    *,
    again: Sequence[int] = (),
    amounts: Sequence[int] = (),
    table: StatisticTable = StatisticTable.T2,
) -> FigureTable:
    """Rows and columns with both totals; `again` is taken off, `amounts` are of the row's total."""
    width = len(cells[0])
    columns = [FigureColumn(f"c{n}", "", adds=Adds.PART) for n in range(width)]
    columns.append(FigureColumn("sum", "", adds=Adds.TOTAL))
    rows = [FigureRow(f"r{n}", "") for n in range(len(cells))]
    figures: dict[CellPlace, TableFigure] = {}
    parts = {row.key: list(values) for row, values in zip(rows, cells, strict=True)}
    if again:
        rows.append(FigureRow("again", "", Adds.AGAIN))
        parts["again"] = list(again)
    total = [
        sum(values[n] * (-1 if key == "again" else 1) for key, values in parts.items())
        for n in range(width)
    ]
    rows.append(FigureRow("all", "", Adds.TOTAL))
    for key, values in {**parts, "all": total}.items():
        for n, value in enumerate(values):
            figures[key, f"c{n}"] = TableFigure(value)
        figures[key, "sum"] = TableFigure(sum(values))
    if amounts:
        columns.append(FigureColumn("eur", "", ColumnKind.AMOUNT, of=("sum",)))
        columns.append(FigureColumn("mean", "", ColumnKind.DERIVED, of=("sum",)))
        for row, amount in zip(rows, (*amounts, sum(amounts)), strict=True):
            figures[row.key, "eur"] = TableFigure(Decimal(amount))
            figures[row.key, "mean"] = TableFigure(Decimal(amount) / 7)
    return FigureTable(table, "", tuple(rows), tuple(columns), figures)


# The attacker


Unknown = tuple[int, CellPlace]
Sum = tuple[Mapping[Unknown, int], int]
"""Unknowns with their signs, and what is known of the sum; together they are 0."""


def narrow(prints: Sequence[KnownPrint]) -> list[Unknown]:
    """The counts that whoever holds the prints knows within less than `LEAST_WIDTH`.

    Tried are whole numbers from one up. What two prints withhold and say otherwise nowhere is taken
    to be the same in both, as a reader does who is told every figure that moved.
    """
    names, sums = _system(prints)
    most = MORE + max(
        (int(one.values[place]) for one in prints for place in one.withheld), default=0
    )
    low: dict[Unknown, int] = {}
    high: dict[Unknown, int] = {}
    for name in names:
        for value in range(1, most + 1):
            if name in low and high[name] - low[name] >= LEAST_WIDTH:
                break
            filled = _filled({name: value}, names, sums, most)
            for one, found in (filled or {}).items():
                low[one] = min(low.get(one, found), found)
                high[one] = max(high.get(one, found), found)
    return [name for name in names if high[name] - low[name] < LEAST_WIDTH]


def _system(prints: Sequence[KnownPrint]) -> tuple[list[Unknown], list[Sum]]:
    names: dict[Unknown, Unknown] = {}
    for number, one in enumerate(prints):
        for place in sorted(one.withheld):
            same = (
                n
                for n in range(number)
                if place in prints[n].withheld and prints[n].values[place] == one.values[place]
            )
            first = next(same, number)
            names[number, place] = names.get((first, place), (first, place))
    sums: list[Sum] = []
    for number, one in enumerate(prints):
        for relation in one.relations:
            unknown: dict[Unknown, int] = {}
            known = 0
            for place, sign in relation:
                if place in one.withheld:
                    name = names[number, place]
                    unknown[name] = unknown.get(name, 0) + sign
                else:
                    known += sign * int(one.values[place])
            sums.append((unknown, known))
    return sorted(set(names.values())), sums


def _filled(
    given: Mapping[Unknown, int], order: Sequence[Unknown], sums: Sequence[Sum], most: int
) -> Mapping[Unknown, int] | None:
    """One way to fill in the rest, or None where there is none."""
    found = dict(given)
    while True:
        forced: dict[Unknown, int] = {}
        for unknown, known in sums:
            left = [name for name in unknown if name not in found and unknown[name]]
            value = known + sum(unknown[name] * found[name] for name in unknown if name in found)
            signs = [unknown[name] for name in left]
            least = value + sum(sign if sign > 0 else sign * most for sign in signs)
            greatest = value + sum(sign * most if sign > 0 else sign for sign in signs)
            if least > 0 or greatest < 0:
                return None
            if len(left) == 1:
                wanted = -value * signs[0]
                if forced.get(left[0], wanted) != wanted:
                    return None
                forced[left[0]] = wanted
        if not forced:
            break
        found |= forced
    free = next((name for name in order if name not in found), None)
    if free is None:
        return found
    tries = (_filled({**found, free: value}, order, sums, most) for value in range(1, most + 1))
    return next((one for one in tries if one is not None), None)


def printed(table: FigureTable, earlier: Sequence[KnownPrint] = ()) -> KnownPrint:
    whole = known_of([table])
    counts = {place for place in whole.values if place not in whole.amounts}
    withheld = withheld_cells([table], earlier)
    return KnownPrint(
        {place: value for place, value in whole.values.items() if place in counts},
        tuple(one for one in whole.relations if all(place in counts for place, _sign in one)),
        frozenset(),
        frozenset(place for place in withheld if place in counts),
    )


# What is withheld


def test_the_attacker_finds_what_is_badly_withheld() -> None:
    """A test of the test: one cell alone in its row and column is worked out."""
    table = known_of([a_table([[2, 9], [7, 8]])])
    alone = place_in(a_table([[2]]), "r0", "c0")
    bad = KnownPrint(table.values, table.relations, frozenset(), frozenset({alone}))
    assert narrow([bad]) == [(0, alone)]


def test_one_few_takes_others_with_it() -> None:
    withheld = printed(a_table([[2, 9], [7, 8]])).withheld
    assert len(withheld) >= 4
    assert not narrow([printed(a_table([[2, 9], [7, 8]]))])


def test_where_nothing_is_few_everything_prints() -> None:
    assert not withheld_cells([a_table([[3, 9, 0], [7, 0, 8]])])


def test_nothing_always_prints() -> None:
    table = a_table([[1, 0, 4], [0, 0, 0], [5, 0, 6]])
    assert not any(
        table.figure(row.partition("|")[2], key).value == 0 for row, key in withheld_cells([table])
    )


CELLS = st.integers(2, 3).flatmap(
    lambda width: st.lists(
        st.lists(st.sampled_from((0, 1, 2, 3, 5, 9)), min_size=width, max_size=width),
        min_size=2,
        max_size=3,
    )
)


@settings(deadline=None, max_examples=25)
@given(CELLS)
def test_no_count_comes_out_of_a_table_with_its_totals(cells: list[list[int]]) -> None:
    table = a_table(cells)
    known = printed(table)
    few = {place for place, value in known.values.items() if 0 < value < FEWEST}
    assert few <= known.withheld
    assert not any(known.values[place] == 0 for place in known.withheld)
    assert not narrow([known])


@settings(deadline=None, max_examples=25)
@given(CELLS, st.data())
def test_nor_where_some_are_taken_off_the_total(
    cells: list[list[int]], data: st.DataObject
) -> None:
    again = [data.draw(st.integers(0, min(column))) for column in zip(*cells, strict=True)]
    assert not narrow([printed(a_table(cells, again=again))])


@settings(deadline=None, max_examples=25)
@given(CELLS, st.data())
def test_nor_out_of_it_and_an_earlier_print(cells: list[list[int]], data: st.DataObject) -> None:
    """Some figures moved since; whoever holds both prints works none out."""
    first = printed(a_table(cells))
    later = [list(row) for row in cells]
    for _n in range(data.draw(st.integers(0, 3))):
        row = data.draw(st.integers(0, len(cells) - 1))
        column = data.draw(st.integers(0, len(cells[0]) - 1))
        later[row][column] = max(0, later[row][column] + data.draw(st.integers(-2, 3)))
    second = printed(a_table(later), [first])
    assert not [name for name in narrow([first, second]) if name[1] in second.withheld]


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.sampled_from((0, 1, 2, 4, 8)), min_size=2, max_size=5),
    st.randoms(use_true_random=False),
)
def test_amounts_of_few_are_withheld_and_none_is_known_within_a_tenth(
    counts: list[int], chance: random.Random
) -> None:
    amounts = [one and chance.randint(1, 90_000) for one in counts]
    table = a_table([[one] for one in counts], amounts=amounts)
    withheld = withheld_cells([table])
    hidden = [n for n in range(len(counts)) if place_in(table, f"r{n}", "eur") in withheld]
    for n, count in enumerate(counts):
        if 0 < count < FEWEST:
            assert n in hidden
        if place_in(table, f"r{n}", "sum") in withheld:
            assert place_in(table, f"r{n}", "mean") in withheld
    if not hidden or place_in(table, "all", "eur") in withheld:
        return
    left = sum(amounts[n] for n in hidden)  # each may be anything from nothing up to this
    assert all(left >= amounts[n] / 10 for n in hidden)
    assert len(hidden) > 1


def test_one_amount_alone_takes_another_with_it() -> None:
    table = a_table([[1], [8]], amounts=[500, 90_000])
    shown = {
        row.key
        for row in table.rows
        if place_in(table, row.key, "eur") not in withheld_cells([table])
    }
    assert shown in ({"all"}, set())


def test_two_tables_that_say_the_same_are_withheld_together() -> None:
    """Lines of T4 are items of T2: what one withholds the other does not tell."""
    items = a_table([[1, 0], [1, 0]])
    lines = FigureTable(
        StatisticTable.T4,
        "",
        (FigureRow("none", ""), FigureRow("all", "", Adds.TOTAL)),
        (FigureColumn("lines", ""),),
        {("none", "lines"): TableFigure(2), ("all", "lines"): TableFigure(2)},
    )
    # As it stands in T2: the column of sums is called `all` there.
    renamed = FigureTable(
        items.table,
        "",
        items.rows,
        tuple(
            FigureColumn("all" if one.key == "sum" else one.key, "", adds=one.adds)
            for one in items.columns
        ),
        {(row, "all" if key == "sum" else key): one for (row, key), one in items.figures.items()},
    )
    withheld = withheld_cells([renamed, lines])
    assert {("T2|all", "all"), ("T4|all", "lines"), ("T4|none", "lines")} <= withheld


@pytest.mark.parametrize("seed", range(3))
def test_a_table_of_many_destinations_is_withheld_in_time(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # figures of a test
    weights = (0, 0, 0, 1, 2, 4, 30)
    cells = [[chance.choice(weights) for _n in range(6)] for _m in range(30)]
    known = printed(a_table(cells))
    assert {p for p, value in known.values.items() if 0 < value < FEWEST} <= known.withheld
    shown = sum(1 for p, value in known.values.items() if value and p not in known.withheld)
    assert shown > len(known.values) // 6


def test_small_tables_are_tried_one_and_all() -> None:
    """Every table of two rows and two columns with figures 0, 2 and 4."""
    for four in product(range(0, 5, 2), repeat=4):
        assert not narrow([printed(a_table([four[:2], four[2:]]))]), four
