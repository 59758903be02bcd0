"""How pieces of evidence are numbered and called: E-03, and E-03.1 for what came with it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landwaiter.domain.evidence.custody import PARTS, in_order, label, piece_number

NUMBERS = st.integers(1, PARTS - 1)


@given(NUMBERS, st.integers(0, PARTS - 1))
def test_a_piece_is_found_by_what_it_is_called(whole: int, part: int) -> None:
    number = whole * PARTS + part if part else whole
    assert piece_number(label(number)) == number


@pytest.mark.parametrize(
    ("said", "number"),
    [("3", 3), ("E-03", 3), ("e-3.1", 3001), (" 3.12 ", 3012), ("120.7", 120_007)],
)
def test_a_number_is_said_in_several_ways(said: str, number: int) -> None:
    assert piece_number(said) == number


@pytest.mark.parametrize("said", ["", "0", "3.0", "3.", ".1", "-3", "3,1", "3.1.1", "E3", "٣"])
def test_what_is_no_number_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(said)}$"):
        piece_number(said)


@given(st.integers(1, PARTS - 2), NUMBERS)
def test_what_came_with_a_piece_stands_before_the_next(whole: int, part: int) -> None:
    assert in_order(whole) < in_order(whole * PARTS + part) < in_order(whole + 1)
