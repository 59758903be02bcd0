"""What a programme watches, and how its figures are summed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from landwaiter.domain.intake.declaration import Money
from landwaiter.domain.monitoring.programme import (
    LineKnowledge,
    TradeLine,
    Watch,
    figures,
    together,
    watches,
)

KNOWN = LineKnowledge(codes=lambda line: ("2B001.b",), tier=lambda line: "3.A")


def a_line(**changes: Any) -> TradeLine:
    return TradeLine(
        **{
            "case_id": "c",
            "reference": "PL1-2026-000001",
            "kind": "export",
            "title": "",
            "day": date(2026, 3, 27),
            "destination": "CN",
            "route": ("PL", "DE", "CN"),
            "parties": ("Morning Lathe Trading",),
            "no": 1,
            "cn": "84571010",
            "description": "5-axis CNC machining centre",
            "mass_kg": Decimal(10),
            "value": Money(Decimal(5), "EUR"),
            **changes,
        }
    )


@pytest.mark.parametrize(
    ("watch", "watched"),
    [
        (Watch(headings=("8457",)), True),
        (Watch(headings=("8458",)), False),
        (Watch(headings=("8458",), words=("MACHINING",)), True),
        (Watch(codes=("2B001",)), True),
        (Watch(codes=("2B",)), True),
        (Watch(codes=("2B00",)), True),
        (Watch(codes=("2B201",)), False),
        (Watch(tiers=("3",)), True),
        (Watch(tiers=("3.B",)), False),
        (Watch(destinations=("HK",)), False),
        (Watch(route=("DE",)), True),
        (Watch(route=("AE",)), False),
        (Watch(parties=("lathe",)), True),
        (Watch(parties=("boat",)), False),
        (Watch(kinds=("transit",)), False),
        (Watch(first=date(2026, 3, 27), last=date(2026, 3, 27)), True),
        (Watch(first=date(2026, 3, 28)), False),
        (Watch(last=date(2026, 3, 26)), False),
        (Watch(headings=("8457",), destinations=("HK",)), False),
    ],
)
def test_of_the_goods_one_rule_is_enough_and_of_the_rest_all_hold(
    watch: Watch, watched: bool
) -> None:
    assert watches(watch, a_line(), KNOWN) is watched


def test_what_is_not_stated_is_counted_and_never_taken_as_nothing() -> None:
    cells = figures(
        [a_line(), a_line(no=2, value=None, mass_kg=None), a_line(value=Money(Decimal(7), "USD"))]
    )
    (one,) = cells
    assert one.values == {"EUR": Decimal(5), "USD": Decimal(7)}
    assert (one.lines, one.without_value, one.without_mass) == (3, 1, 1)
    assert one.cases == ("PL1-2026-000001",)


def test_a_case_in_two_figures_counts_once_in_their_sum() -> None:
    cells = figures([a_line(), a_line(cn="84581100")])
    assert len(cells) == 2
    assert together(cells).cases == ("PL1-2026-000001",)
    assert together(cells).mass_kg == Decimal(20)


@pytest.mark.parametrize(
    ("wanted", "watched"), [("ML", True), ("ML1", False), ("ML10", True), ("ML10.a", False)]
)
def test_an_entry_of_the_military_list_is_no_beginning_of_another(
    wanted: str, watched: bool
) -> None:
    line = a_line(confirmed=("ML10",))
    known = LineKnowledge(codes=lambda line: (), tier=lambda line: "")
    assert watches(Watch(codes=(wanted,)), line, known) is watched
