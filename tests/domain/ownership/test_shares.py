"""Shares as people write them, and as they are told."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landwaiter.domain.ownership.shares import ceiling_text, floor_text, share_of


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("51", 51, 51),
        ("24,9 %", Fraction(249, 10), Fraction(249, 10)),
        ("25-50", 25, 50),
        ("25 to 50 %", 25, 50),
        ("> 50", 50, 100),
        ("<= 25", 0, 25),
    ],
)
def test_a_share_has_bounds(text: str, least: Fraction, most: Fraction) -> None:
    found = share_of(text)
    assert found is not None
    assert (found.least * 100, found.most * 100) == (least, most)


@pytest.mark.parametrize("text", ["", None, "many", "101", "-3", "60-40", "NaN", "1e9", "> 120"])
def test_what_is_no_share_states_none(text: str | None) -> None:
    assert share_of(text) is None


@settings(deadline=None)
@given(st.fractions(0, 1))
def test_at_least_and_at_most_stay_true_when_they_are_told(part: Fraction) -> None:
    assert Fraction(floor_text(part)) / 100 <= part <= Fraction(ceiling_text(part)) / 100


@pytest.mark.parametrize(
    ("part", "told"), [(Fraction(1, 3), ("33.33", "33.34")), (Fraction(1), ("100", "100"))]
)
def test_percentages_have_two_decimals(part: Fraction, told: tuple[str, str]) -> None:
    assert (floor_text(part), ceiling_text(part)) == told
