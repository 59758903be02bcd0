"""What is typed as a deciding value, and what is kept of it."""

from fractions import Fraction
from typing import Any

import pytest

from landwaiter.domain.interviews.parameter import Parameter, ParameterKind
from landwaiter.domain.interviews.value import in_words, number, read
from landwaiter.errors import Invalid

TRAVEL = Parameter("travel_mm", "travel", "mm", ParameterKind.AXES)
AXES = Parameter("axes", "axes", "", ParameterKind.NUMBER)
PRESSURE = Parameter("pressure_mpa", "pressure", "MPa", ParameterKind.NUMBER)
GEARS = Parameter("gears", "for gears only", "", ParameterKind.YES_NO)
MACHINE = Parameter("machine", "what it does", "", ParameterKind.CHOICE, ("milling", "jig boring"))
MATERIAL = Parameter("material", "material", "", ParameterKind.TEXT)


@pytest.mark.parametrize(
    ("parameter", "stated", "kept"),
    [
        (TRAVEL, "600", "600"),
        (TRAVEL, 600, "600"),
        (TRAVEL, 0.1, "0.1"),
        (TRAVEL, "0,6 m", "600"),
        (TRAVEL, "1 200 mm", "1200"),
        (TRAVEL, "600; 800; 1200", ["600", "800", "1200"]),
        (TRAVEL, "0.6; 0.8 m", ["600", "800"]),
        (TRAVEL, [600, "1 m"], ["600", "1000"]),
        (PRESSURE, "3e4 psi", "206.84271879507"),
        (GEARS, "Yes", True),
        (GEARS, False, False),
        (GEARS, "нет", False),
        (MACHINE, "milling", ["milling"]),
        (MACHINE, "Milling; jig_boring", ["milling", "jig boring"]),
        (MATERIAL, "  glass-lined   steel ", "glass-lined steel"),
        (AXES, "unknown", None),
        (AXES, None, None),
    ],
)
def test_a_value_is_kept_exactly_in_the_unit_of_the_parameter(
    parameter: Parameter, stated: Any, kept: Any
) -> None:
    found = read(parameter, stated)
    if isinstance(kept, str) and parameter is PRESSURE:
        assert abs(Fraction(found) - Fraction(kept)) < Fraction("1e-9")
    else:
        assert found == kept


@pytest.mark.parametrize(
    ("parameter", "stated"),
    [
        (TRAVEL, "1,000 mm"),
        (TRAVEL, "about 600"),
        (TRAVEL, "<600 mm"),
        (TRAVEL, "600 kg"),
        (TRAVEL, ""),
        (TRAVEL, []),
        (AXES, "5 mm"),
        (AXES, "4; 5"),
        (AXES, [4, 5]),
        (AXES, "1e99"),
        (GEARS, "perhaps"),
        (MACHINE, "sawing"),
        (MACHINE, ""),
        (MATERIAL, " "),
    ],
)
def test_what_could_be_read_in_two_ways_or_in_none_is_refused(
    parameter: Parameter, stated: Any
) -> None:
    with pytest.raises(Invalid):
        read(parameter, stated)


@pytest.mark.parametrize("value", ["nan", "inf", "1e999999999", "1/0", True, "5 mm", None, ""])
def test_what_is_no_number_is_none(value: Any) -> None:
    assert number(value) is None


@pytest.mark.parametrize(
    ("parameter", "value", "text"),
    [
        (TRAVEL, ["600", "1/3"], "600; ≈ 0.3333333 mm"),
        (AXES, 5, "5"),
        (GEARS, True, "yes"),
        (GEARS, False, "no"),
        (MACHINE, ["milling", "jig boring"], "milling, jig boring"),
        (AXES, None, "not known"),
        (TRAVEL, "long", "long"),
    ],
)
def test_a_kept_value_reads_as_a_person_says_it(
    parameter: Parameter, value: Any, text: str
) -> None:
    assert in_words(parameter, value) == text
