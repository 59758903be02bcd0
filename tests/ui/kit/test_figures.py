"""Figures and dates as typed: what is read, and what is refused."""

from collections.abc import Callable

import pytest

from landwaiter.errors import Invalid
from landwaiter.ui.kit.day_field import date_of
from landwaiter.ui.kit.figures import days_of, thousandths_of


@pytest.mark.parametrize(
    ("text", "value"), [("0.85", 850), ("0,7", 700), ("1", 1000), ("", None), (" 0 ", 0)]
)
def test_a_part_of_one_is_read_in_thousandths(text: str, value: int | None) -> None:
    assert thousandths_of(text, "threshold") == value


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (thousandths_of, "1.001"),
        (thousandths_of, "0.12345"),
        (thousandths_of, "NaN"),
        (thousandths_of, "-0.1"),
        (days_of, "0"),
        (days_of, "1.5"),
        (days_of, "٣"),
        (date_of, "9.13.2026"),
    ],
)
def test_what_is_no_figure_is_refused_with_a_remedy(
    read: Callable[[str, str], object], text: str
) -> None:
    with pytest.raises(Invalid) as fault:
        read(text, "field")
    assert fault.value.remedy
    assert fault.value.value == text
