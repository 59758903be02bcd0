"""Percentiles of prices in order are those of the same prices counted one by one."""

import statistics
import sys
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from landwaiter.services.warm.price_runs import EXACT, PricedLine, PriceRun
from landwaiter.services.warm.shipment_runs import ShipmentRun

FIRST = date(2026, 1, 1)
LINES = st.lists(
    st.builds(
        lambda price, case, day, of: (
            f"case{case}",
            PricedLine(
                (Decimal(price) / 7).quantize(EXACT),
                f"exporter{of}",
                FIRST + timedelta(day) if day >= 0 else date.min,
            ),
        ),
        st.integers(1, 30),
        st.integers(0, 6),
        st.integers(-1, 9),
        st.integers(0, 2),
    ),
    max_size=60,
)


def nearest_rank(prices: list[Decimal], percent: int) -> Decimal:
    return next(
        one for one in prices if 100 * sum(p <= one for p in prices) >= percent * len(prices)
    )


@given(
    st.tuples(LINES, LINES, LINES),
    st.integers(0, 9),
    st.integers(0, 6),
    st.sampled_from((None, "exporter0", "exporter1")),
)
def test_a_run_tells_what_counting_tells(
    drawn: tuple[list[tuple[str, PricedLine]], ...],
    days: int,
    asks: int,
    of: str | None,
) -> None:
    kept, replaced, later = drawn
    run = PriceRun()
    for _case, one in (*replaced, *kept):
        run.add(one)
    run.until(FIRST)
    for _case, one in replaced:
        run.remove(one)
    for _case, one in later:
        run.add(one)
    day, case, every = FIRST + timedelta(days), f"case{asks}", (*kept, *later)
    mine = [one for own, one in every if own == case]
    seen = run.until(day, of=of, but=mine)
    prices = sorted(
        one.price
        for own, one in every
        if own != case and one.day <= day and of in {None, one.exporter}
    )
    assert len(seen) == len(prices)
    if prices:
        assert str(seen.median()) == str(statistics.median(prices))
        for percent in (1, 50, 99, 100):
            assert str(seen.percentile(percent)) == str(nearest_rank(prices, percent))


def test_a_price_takes_little_memory() -> None:
    run = PriceRun()
    for number in range(10_000):
        run.add(PricedLine(Decimal(number * 7 % 4999).quantize(EXACT), f"e{number % 50}", FIRST))
    run.until(FIRST)
    held = sum(map(sys.getsizeof, (run._prices, run._days, run._exporters)))
    assert held / 10_000 < 25


VALUES = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=0, max_value=10**9),
    st.sampled_from((Decimal("412000"), Decimal("1E+3"), Decimal(10) ** 21 + Decimal("0.001"))),
)


@given(st.lists(st.tuples(st.integers(0, 300), VALUES), max_size=20), st.integers(0, 300))
def test_consignments_near_a_day_are_those_that_were_added(
    added: list[tuple[int, Decimal]], asked: int
) -> None:
    run = ShipmentRun()
    for row, (day, value) in enumerate(added):
        run.add(row, FIRST + timedelta(day), value)
    if added:
        run.remove(0)
    near = run.near(FIRST + timedelta(asked), 92)
    expected = [
        (row, FIRST + timedelta(day), value)
        for row, (day, value) in enumerate(added)
        if row and asked - 92 <= day <= asked
    ]
    assert [(row, day, str(value)) for row, day, value in near] == [
        (row, day, str(value)) for row, day, value in expected
    ]
