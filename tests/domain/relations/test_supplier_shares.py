"""Suppliers' shares of a trade register: even over delivery years, with what it leaves open."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.official.official_files import content, read_content

from landwaiter.domain.relations.supplier_shares import (
    Deal,
    SupplierShare,
    SupplierShares,
    in_percent,
    millions,
    supplier_shares,
)

FIRST, LAST = 2018, 2022
NAMES = ("Russia", "France", "Ukraine", "Soviet Union")


def deal(supplier: str, value: int | None, *years: int) -> Deal:
    return Deal(supplier, supplier[:2].upper(), None if value is None else Fraction(value), years)


def of(found: SupplierShares, supplier: str) -> SupplierShare:
    return next(one for one in found.shares if one.supplier == supplier)


deals = st.lists(
    st.builds(
        Deal,
        st.sampled_from(NAMES),
        st.just(""),
        st.one_of(st.none(), st.integers(0, 500).map(Fraction)),
        st.lists(st.integers(2014, 2026), unique=True, max_size=6).map(tuple),
    ),
    max_size=12,
)


@given(deals)
def test_shares_sum_to_one_and_each_lies_within_its_range(given_deals: list[Deal]) -> None:
    found = supplier_shares(given_deals, FIRST, LAST)
    if not found.total:
        assert found.shares == ()
        return
    assert sum(one.share for one in found.shares) == 1
    assert sum(one.value for one in found.shares) == found.total
    for one in found.shares:
        assert 0 <= one.lower <= one.share <= one.upper <= 1


@given(deals)
def test_without_straddling_deals_the_register_leaves_nothing_open(given_deals: list[Deal]) -> None:
    inside = [one for one in given_deals if all(FIRST <= year <= LAST for year in one.years)]
    for one in supplier_shares(inside, FIRST, LAST).shares:
        assert one.lower == one.share == one.upper
        assert one.straddling == 0


@given(deals)
def test_a_deal_outside_the_period_changes_nothing(given_deals: list[Deal]) -> None:
    outside = deal("Russia", 900, 2001, 2002)
    alone = supplier_shares(given_deals, FIRST, LAST)
    assert supplier_shares([*given_deals, outside], FIRST, LAST) == alone


@given(deals, st.integers(1, 500))
def test_a_wholly_inside_deal_never_widens_a_range_of_its_own_supplier_below(
    given_deals: list[Deal], value: int
) -> None:
    before = supplier_shares(given_deals, FIRST, LAST)
    after = supplier_shares([*given_deals, deal("Russia", value, 2019)], FIRST, LAST)
    assert after.straddling == before.straddling
    known = {one.supplier: one for one in before.shares}
    if "Russia" in known:
        assert of(after, "Russia").lower >= known["Russia"].lower
        assert of(after, "Russia").upper >= known["Russia"].upper


def test_a_straddling_deal_is_spread_over_its_years_and_opens_the_range() -> None:
    found = supplier_shares(
        [deal("Russia", 100, 2017, 2018), deal("France", 50, 2020)], FIRST, LAST
    )
    russia, france = of(found, "Russia"), of(found, "France")
    assert (float(found.total), found.deals, found.straddling) == (100, 2, 1)
    half, third, none, all_of_it = Fraction(1, 2), Fraction(1, 3), Fraction(0), Fraction(1)
    assert (russia.share, russia.lower, russia.upper) == (half, none, 2 * third)
    assert (france.share, france.lower, france.upper) == (half, third, all_of_it)


def test_a_deal_without_a_value_is_counted_and_left_out() -> None:
    found = supplier_shares(
        [deal("Russia", None, 2019, 2026), deal("France", 5, 2020)], FIRST, LAST
    )
    assert (found.deals, found.straddling, found.unvalued) == (2, 1, 1)
    assert [one.supplier for one in found.shares] == ["France"]


def test_percentages_are_rounded_to_one_place() -> None:
    assert in_percent(Fraction(1, 3)) == Decimal("33.3")
    assert millions(Fraction(2, 3)) == Decimal("0.7")


@pytest.fixture(scope="module")
def real(testdata: Path) -> SupplierShares:
    """Deliveries to China in 2018 to 2022, of the real register."""
    name = "sipri/trade_register_china_extract.csv"
    reading = read_content("arms_transfers", content((testdata / name).read_bytes(), name))
    rows = [row for row in reading.rows if row["recipient_code"] == "CN"]
    return supplier_shares(
        (
            Deal(
                row["supplier"],
                row["supplier_code"],
                Fraction(row["tiv_delivered"]) if row["tiv_delivered"] else None,
                tuple(int(year) for year in row["delivery_years"].split(";") if year.strip()),
            )
            for row in rows
        ),
        FIRST,
        LAST,
    )


def test_the_real_register_gives_the_measured_shares(real: SupplierShares) -> None:
    """RULES §3: 32 deals, 26 straddling; never the publisher's 83, 8 and 5."""
    assert (real.deals, real.straddling, real.unvalued) == (32, 26, 0)
    shares = {one.supplier: float(in_percent(one.share)) for one in real.shares}
    assert shares == pytest.approx(
        {
            "Russia": 76.4,
            "France": 12.2,
            "Ukraine": 7.2,
            "Germany": 2.1,
            "Switzerland": 1.1,
            "United Kingdom": 0.9,
        },
        abs=0.1,
    )


def test_the_real_register_leaves_russias_share_between_18_and_100(real: SupplierShares) -> None:
    russia = of(real, "Russia")
    assert round(russia.lower * 100) == 18
    assert russia.upper == 1
    assert (russia.deals, russia.straddling) == (19, 13)
