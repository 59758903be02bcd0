"""Units: exact conversion, spelling, and what does not fit."""

from fractions import Fraction

import pytest

from landwaiter.domain.interviews.units import (
    DIMENSIONS,
    converted,
    exact_text,
    is_unit,
    shown,
    units_like,
)
from landwaiter.errors import Invalid


@pytest.mark.parametrize(
    ("value", "stated", "wanted", "expected"),
    [
        ("0.8", "um", "µm", "0.8"),
        ("0.9", "μm", "µm", "0.9"),
        ("1", "in", "mm", "25.4"),
        ("98.0665", "m/s²", "g", "10"),
        ("100", "hp", "kW", "74.569987158227022"),
        ("20", "L", "m³", "0.02"),
        ("398", "K", "°C", "124.85"),
        ("257", "°F", "°C", "125"),
        ("5", "Mrad", "Gy", "50000"),
        ("1.3", "GSPS", "MSPS", "1300"),
        ("25", "knots", "km/h", "46.3"),
        ("130", "mg", "µg", "130000"),
        ("1", "h", "min", "60"),
        ("0.1", "%", "ppm", "1000"),
    ],
)
def test_a_value_is_the_same_in_the_unit_that_is_asked_for(
    value: str, stated: str, wanted: str, expected: str
) -> None:
    assert converted(Fraction(value), stated, wanted) == Fraction(expected)


def test_milli_and_mega_are_told_apart_by_their_case() -> None:
    assert converted(Fraction(1), "MPa", "Pa") == 10**6
    assert converted(Fraction(1), "mPa", "Pa") == Fraction(1, 1000)


def test_a_gram_is_a_mass_and_g_an_acceleration() -> None:
    assert converted(Fraction(500), "g", "kg") == Fraction(1, 2)
    assert converted(Fraction(10), "g", "g") == 10


@pytest.mark.parametrize(("stated", "wanted"), [("kg", "mm"), ("parsec", "m"), ("mm", "")])
def test_a_unit_of_another_kind_is_refused_with_those_that_fit(stated: str, wanted: str) -> None:
    with pytest.raises(Invalid) as refused:
        converted(Fraction(1), stated, wanted)
    assert all(unit in (refused.value.remedy or "") for unit in units_like(wanted))


def test_no_name_of_a_unit_stands_for_two() -> None:
    names = [unit.name for units in DIMENSIONS.values() for unit in units]
    assert len(names) == len(set(names))
    for units in DIMENSIONS.values():
        spelt = [s for unit in units for s in (unit.name.partition(" (")[0], *unit.also)]
        assert len(spelt) == len(set(spelt)), spelt


@pytest.mark.parametrize(
    ("value", "text"), [("1/8", "0.125"), ("1/3", "1/3"), ("600", "600"), ("-55/10", "-5.5")]
)
def test_a_value_is_kept_exactly(value: str, text: str) -> None:
    assert exact_text(Fraction(value)) == text


def test_a_value_that_has_no_end_is_shown_as_rounded() -> None:
    assert shown(Fraction(1, 3)) == "≈ 0.3333333"
    assert shown(Fraction("0.9")) == "0.9"


def test_a_number_without_unit_is_a_unit_of_its_own() -> None:
    assert is_unit("")
    assert not is_unit("furlong")
