"""Shares as people write them, and as they are told."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landwaiter.domain.entities.ownership.shares import (
    ceiling_text,
    checked_share,
    floor_text,
    share_of,
    share_text,
)
from landwaiter.errors import Invalid


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("51", 51, 51),
        ("24,9 %", Fraction(249, 10), Fraction(249, 10)),
        ("25-50", 25, 50),
        ("25 to 50 %", 25, 50),
        (">= 50", 50, 100),
        ("at least 25 %", 25, 100),
        ("<= 25", 0, 25),
        ("up to 10", 0, 10),
    ],
)
def test_a_share_has_bounds(text: str, least: Fraction, most: Fraction) -> None:
    found = share_of(text)
    assert found is not None
    assert (found.least * 100, found.most * 100) == (least, most)


@pytest.mark.parametrize("text", ["", None, "many", "101", "-3", "60-40", "NaN", "1e9", "> 120"])
def test_what_is_no_share_states_none(text: str | None) -> None:
    assert share_of(text) is None


@pytest.mark.parametrize("text", ["> 50", "over 50 %", "More than 50"])
def test_over_half_is_more_than_half_and_told_so(text: str) -> None:
    found = share_of(text)
    assert found is not None
    assert Fraction(1, 2) < found.least < Fraction(50_000_001, 100_000_000)
    assert found.told == "over 50 %"


@pytest.mark.parametrize("text", ["< 50", "under 50"])
def test_under_half_is_less_than_half(text: str) -> None:
    found = share_of(text)
    assert found is not None
    assert found.least == 0
    assert found.most < Fraction(1, 2)


@pytest.mark.parametrize(
    ("text", "kept", "told"),
    [
        ("51.0 %", "51", "51 %"),
        ("24,9", "24.9", "24.9 %"),
        ("25 – 50 %", "25-50", "25 to 50 %"),
        ("at least 25", ">=25", "at least 25 %"),
        ("over 50", ">50", "over 50 %"),
        ("≤ 10", "<=10", "at most 10 %"),
        ("less than 10", "<10", "under 10 %"),
        ("100", "100", "100 %"),
    ],
)
def test_a_share_is_kept_in_one_form_and_told_in_words(text: str, kept: str, told: str) -> None:
    assert checked_share(text) == kept
    assert checked_share(kept) == kept
    assert share_text(kept) == told


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("101", "not more than the whole"),
        ("over 100", "not more than the whole"),
        ("50-101 %", "not more than the whole"),
        ("60-40", "upside down"),
        ("-3", "not below nothing"),
        ("under 0", "not below nothing"),
        ("0", "no holding"),
        ("up to 0", "no holding"),
        ("half", "no share"),
        ("about 30", "no share"),
        ("NaN", "no share"),
    ],
)
def test_what_is_wrong_with_a_share_is_named(text: str, problem: str) -> None:
    with pytest.raises(Invalid, match=problem) as found:
        checked_share(text)
    assert (found.value.field, found.value.value) == ("percent", text)
    assert found.value.remedy


@settings(deadline=None)
@given(st.fractions(0, 1))
def test_at_least_and_at_most_stay_true_when_they_are_told(part: Fraction) -> None:
    assert Fraction(floor_text(part)) / 100 <= part <= Fraction(ceiling_text(part)) / 100


@pytest.mark.parametrize(
    ("part", "told"), [(Fraction(1, 3), ("33.33", "33.34")), (Fraction(1), ("100", "100"))]
)
def test_percentages_have_two_decimals(part: Fraction, told: tuple[str, str]) -> None:
    assert (floor_text(part), ceiling_text(part)) == told
