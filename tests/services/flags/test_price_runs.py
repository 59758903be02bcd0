"""Percentiles of prices in order are those of the same prices counted one by one."""

import statistics
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from landwaiter.services.warm.price_runs import PricedLine, PriceRun

FIRST = date(2026, 1, 1)
LINES = st.lists(
    st.builds(
        lambda price, case, day: (Decimal(price) / 7, f"case{case}", day),
        st.integers(1, 30),
        st.integers(0, 6),
        st.integers(-1, 9),
    ),
    max_size=40,
)


def lines(drawn: list[tuple[Decimal, str, int]]) -> list[PricedLine]:
    return [
        PricedLine(price, case, no, FIRST + timedelta(day) if day >= 0 else date.min)
        for no, (price, case, day) in enumerate(drawn)
    ]


def nearest_rank(prices: list[Decimal], percent: int) -> Decimal:
    return next(
        one for one in prices if 100 * sum(p <= one for p in prices) >= percent * len(prices)
    )


@given(LINES, LINES, st.integers(0, 9), st.integers(0, 6))
def test_a_run_tells_what_counting_tells(
    kept: list[tuple[Decimal, str, int]],
    replaced: list[tuple[Decimal, str, int]],
    days: int,
    asks: int,
) -> None:
    run, all_kept, gone = PriceRun(), lines(kept), lines(replaced)
    gone = [PricedLine(one.price, one.case_id, one.line + 100, one.day) for one in gone]
    for one in (*gone, *all_kept):
        run.add(one)
    for one in gone:
        run.remove(one)
    day, case = FIRST + timedelta(days), f"case{asks}"
    seen = run.until(day, but=[one for one in all_kept if one.case_id == case])
    prices = sorted(one.price for one in all_kept if one.case_id != case and one.day <= day)
    assert len(seen) == len(prices)
    if prices:
        assert seen.median() == statistics.median(prices)
        for percent in (1, 50, 99, 100):
            assert seen.percentile(percent) == nearest_rank(prices, percent)
