"""Examples of withheld figures by somebody who read what the figures mean, and no code of ours.

Each table is withheld as a print for others is, and attacked: counts by trying whole numbers,
amounts by exact bounds over fractions. What of an example no table here can be asked, or is for
others to decide, stands under `judged` with the reason.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from tests.domain.statistics.test_suppression import narrow, printed

from landwaiter.domain.intake.declaration import Money
from landwaiter.domain.reports.statistic_tables import StatisticTable
from landwaiter.domain.statistics.case_tables import precision
from landwaiter.domain.statistics.counted import (
    CountedFlag,
    CountedItem,
    CountedReferral,
    ItemHold,
    StatisticPeriod,
    StatisticRows,
)
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
from landwaiter.domain.statistics.hold_tables import referrals, values
from landwaiter.domain.statistics.known_print import KnownPrint, known_of, place_in
from landwaiter.domain.statistics.suppression import withheld_cells

EXAMPLES: Mapping[str, Any] = json.loads(
    Path(__file__).with_name("examples_suppression.json").read_text(encoding="utf-8")
)
DAY = date(2026, 5, 4)
PERIOD = StatisticPeriod(
    date(2026, 1, 1),
    date(2026, 12, 31),
    datetime(2026, 12, 31, 23, tzinfo=UTC),
    closed=date(2026, 12, 31),
    provisional=False,
)
Rows = Mapping[str, Sequence[int]]


def by_id(name: str) -> Any:
    return [pytest.param(one, id=one["id"]) for one in EXAMPLES[name]]


def grid(columns: Sequence[str], rows: Rows, lines: Rows | None = None) -> FigureTable:
    """Rows and columns with both totals, of a list the column's alone; amounts where `lines` count
    what each is of."""
    kind = ColumnKind.COUNT if lines is None else ColumnKind.AMOUNT
    parts = {**rows, "all": [sum(column) for column in zip(*rows.values(), strict=True)]}
    figures: dict[CellPlace, TableFigure] = {}
    for key, row in parts.items():
        for number, value in enumerate(row):
            ids = _ids(key, number, lines)
            figures[key, columns[number]] = TableFigure(value, ids)
        every = tuple(one for number in range(len(row)) for one in _ids(key, number, lines))
        figures[key, "sum"] = TableFigure(sum(row), every)
    is_list = len(columns) == 1
    return FigureTable(
        StatisticTable.T8,
        "",
        (*(FigureRow(one, "") for one in rows), FigureRow("all", "", Adds.TOTAL)),
        (
            *(
                FigureColumn(one, "", kind, adds=Adds.APART if is_list else Adds.PART)
                for one in columns
            ),
            *(() if is_list else (FigureColumn("sum", "", kind, adds=Adds.TOTAL),)),
        ),
        figures,
    )


def _ids(key: str, number: int, lines: Rows | None) -> tuple[str, ...]:
    of = () if lines is None else lines if key == "all" else (key,)
    return tuple(
        f"{row}/{number}/{n}" for row in of for n in range(lines[row][number] if lines else 0)
    )


def names(table: FigureTable, places: object) -> set[tuple[str, str]]:
    return {
        (row.key, column.key)
        for row in table.rows
        for column in table.columns
        if place_in(table, row.key, column.key) in places  # type: ignore[operator]  # a set
    }


def is_total(name: tuple[str, str]) -> bool:
    return name[0] == "all" or name[1] == "sum"


@pytest.mark.parametrize("example", by_id("tables"))
def test_no_count_of_an_example_comes_out_and_no_more_is_withheld_than_must(
    example: Mapping[str, Any],
) -> None:
    table = grid(example["columns"], example["rows"])
    known = printed(table)
    hidden = names(table, known.withheld)
    few = {place for place, value in known.values.items() if 0 < value < FEWEST}
    assert few <= known.withheld
    assert not any(known.values[place] == 0 for place in known.withheld)
    assert not narrow([known])
    assert {tuple(one) for one in example["wanted"]} <= hidden
    assert {tuple(one) for one in example["hidden_totals"]} <= hidden
    assert len([one for one in hidden if not is_total(one)]) == example["fewest"]
    if example["all_totals_print"]:
        assert not any(map(is_total, hidden))


@pytest.mark.parametrize("example", by_id("prints"))
def test_two_prints_of_an_example_give_nothing_away(example: Mapping[str, Any]) -> None:
    first, second = (grid(example["columns"], example[one]) for one in ("first", "second"))
    then = printed(first)
    now = printed(second, [then])
    assert not narrow([then, now])
    assert {tuple(one) for one in example["stays"]} <= names(second, now.withheld)
    if first == second:
        assert then.withheld == now.withheld


@pytest.mark.parametrize("example", by_id("amounts"))
def test_no_amount_of_an_example_is_known_within_a_tenth(example: Mapping[str, Any]) -> None:
    table = grid(example["columns"], example["rows"], example["lines"])
    known = known_of([table], withheld_cells([table]))
    assert {tuple(one) for one in example["few"]} <= names(table, known.withheld)
    assert not any(is_total(one) for one in names(table, known.withheld))
    for place, (least, most) in ranges(known).items():
        assert most is None or most - least >= Fraction(known.values[place]) / 10, place


def test_the_attacker_of_amounts_finds_what_is_badly_withheld() -> None:
    """A test of the test: the rectangle that its author calls too light."""
    (example,) = EXAMPLES["amounts"]
    table = grid(example["columns"], example["rows"], example["lines"])
    light = [place_in(table, *one) for one in product(("2B001", "3A001"), ("CN", "TR"))]
    found = ranges(known_of([table], light))
    assert found[place_in(table, "2B001", "CN")] == (Fraction(488_000), Fraction(508_000))


# What the tables of the program withhold besides


def a_hold(number: int, entry: str, amount: int, currency: str, mass: int) -> ItemHold:
    item = CountedItem(
        f"PL1-2026-{number:06}",
        1,
        DAY,
        "held",
        value=Money(Decimal(amount), currency),
        mass_kg=Decimal(mass),
        entries=(entry,),
    )
    return ItemHold(item, "L", "", DAY, None, ran_out=False)


def test_a_currency_of_one_line_prints_no_amount_though_its_row_has_many() -> None:
    """SUP-21: 17 lines of an entry, one of them in dollars, and no other dollars in the table."""
    declared = [("3A001", "EUR")] * 12 + [("3A001", "USD")] + [("3A001", "CNY")] * 4
    declared += [("3B001", "EUR")] * 7
    held = [
        a_hold(number, entry, 99_500 if currency == "USD" else 20_000, currency, 10)
        for number, (entry, currency) in enumerate(declared, start=1)
    ]
    table = values(StatisticRows(holds=tuple(held)), PERIOD)
    hidden = names(table, withheld_cells([table]))
    assert {("3A001", "value_USD"), ("all", "value_USD")} <= hidden
    assert ("3B001", "value_USD") not in hidden
    assert not {("3A001", "lines"), ("3A001", "value_CNY"), ("all", "lines")} & hidden


def test_what_is_of_a_withheld_count_is_withheld_with_it() -> None:
    """SUP-20: one line and its cover print neither lines, nor value, nor mass."""
    held = [a_hold(1, "8A002", 84_000, "EUR", 1215)]
    held += [a_hold(n, "6A003", 52_000, "EUR", 29) for n in range(2, 16)]
    held += [a_hold(n, "5A002", 4_300, "EUR", 4) for n in range(16, 38)]
    table = values(StatisticRows(holds=tuple(held)), PERIOD)
    hidden = names(table, withheld_cells([table]))
    each = ("lines", "value_EUR", "mass")
    assert {("8A002", one) for one in each} | {("6A003", one) for one in each} == hidden


def test_shares_of_a_withheld_count_and_of_its_cover_do_not_print() -> None:
    """SUP-16: Wilson’s interval of 2 in 11 is that of no other pair."""
    reviews = {"RF-P08": (2, 9), "RF-G02": (14, 22), "RF-R01": (9, 17)}
    flags = tuple(
        CountedFlag(f"PL1-2026-{rule}-{state}-{n}", DAY, rule, state, DAY)
        for rule, both in reviews.items()
        for state, count in zip(("substantiated", "dismissed"), both, strict=True)
        for n in range(count)
    )
    table = precision(StatisticRows(flags=flags), PERIOD)
    hidden = names(table, withheld_cells([table]))
    covers = {row for row, column in hidden if column == "substantiated"}
    assert "RF-P08" in covers
    assert len(covers) == 2
    assert {(row, one) for row in covers for one in ("share", "low", "high")} <= hidden


def test_answers_do_not_tell_the_one_reply_that_is_withheld() -> None:
    """SUP-17: answered less the other replies would be the one; its days are its own."""
    asked = [("BAFA", "acts", 7)] + [("BAFA", "maintained", 9)] * 12 + [("BAFA", "", 0)] * 5
    asked += [("MRiT", "acts", 6)] * 8 + [("MRiT", "maintained", 8)] * 10 + [("MRiT", "", 0)] * 6
    sent = tuple(
        CountedReferral(
            f"PL1-2026-{n:06}", 1, who, DAY, reply, DAY if reply else None, days or None, not reply
        )
        for n, (who, reply, days) in enumerate(asked)
    )
    table = referrals(StatisticRows(referrals=sent), PERIOD)
    hidden = names(table, withheld_cells([table]))
    assert ("BAFA", "acts") in hidden
    rows = {row for row, column in hidden if column == "acts"}
    assert {(row, one) for row in rows for one in ("answered", "median")} <= hidden
    assert ("all", "acts") not in hidden


# The attacker of amounts


Bound = tuple[dict[CellPlace, Fraction], Fraction]
"""Coefficients and a constant; together they are 0 or more."""


def ranges(known: KnownPrint) -> dict[CellPlace, tuple[Fraction, Fraction | None]]:
    """Between which amounts each withheld one lies, by exact elimination of all others."""
    free: dict[CellPlace, Bound] = {
        place: ({place: Fraction(1)}, Fraction(0)) for place in known.withheld
    }
    for relation in known.relations:
        terms: dict[CellPlace, Fraction] = {}
        constant = Fraction(0)
        for place, sign in relation:
            coefficients, more = free.get(place, ({}, Fraction(known.values[place])))
            constant += sign * more
            for one, factor in coefficients.items():
                terms[one] = terms.get(one, Fraction(0)) + sign * factor
        terms = {one: factor for one, factor in terms.items() if factor}
        if not terms:
            assert constant == 0
            continue
        solved, pivot = next(iter(terms.items()))
        instead = {one: -factor / pivot for one, factor in terms.items() if one != solved}
        free = {
            place: _put(bound, solved, instead, -constant / pivot) for place, bound in free.items()
        }
    return {place: _range(place, free) for place in free}


def _put(
    bound: Bound, solved: CellPlace, instead: Mapping[CellPlace, Fraction], constant: Fraction
) -> Bound:
    coefficients, known = dict(bound[0]), bound[1]
    factor = coefficients.pop(solved, Fraction(0))
    for one, part in instead.items():
        coefficients[one] = coefficients.get(one, Fraction(0)) + factor * part
    return {one: part for one, part in coefficients.items() if part}, known + factor * constant


def _range(asked: CellPlace, free: Mapping[CellPlace, Bound]) -> tuple[Fraction, Fraction | None]:
    """The asked one is a name of its own; every other is eliminated between its bounds."""
    name = ("asked", "")
    coefficients, constant = free[asked]
    bounds = list(free.values())
    for sign in (1, -1):
        side = {one: -sign * part for one, part in coefficients.items()}
        bounds.append(({**side, name: Fraction(sign)}, -sign * constant))
    while others := {one for terms, _known in bounds for one in terms if one != name}:
        bounds = _without(min(others), bounds)
    least = [-known / terms[name] for terms, known in bounds if terms.get(name, 0) > 0]
    most = [-known / terms[name] for terms, known in bounds if terms.get(name, 0) < 0]
    return max(least), min(most, default=None)


def _without(one: CellPlace, bounds: Sequence[Bound]) -> list[Bound]:
    above = [bound for bound in bounds if bound[0].get(one, 0) > 0]
    below = [bound for bound in bounds if bound[0].get(one, 0) < 0]
    kept = [bound for bound in bounds if one not in bound[0]]
    for plus, minus in product(above, below):
        weight, other = -minus[0][one], plus[0][one]
        terms = {
            name: weight * plus[0].get(name, Fraction(0)) + other * minus[0].get(name, Fraction(0))
            for name in {*plus[0], *minus[0]}
        }
        said = (
            {name: part for name, part in terms.items() if part},
            weight * plus[1] + other * minus[1],
        )
        if said not in kept:
            kept.append(said)
    return kept
