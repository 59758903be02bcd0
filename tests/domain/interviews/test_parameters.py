"""Deciding parameters: classes of travel, alternatives, and what cannot be told."""

from typing import Any

import pytest
from tests.domain.packs import shipped

from landwaiter.domain.interviews import criterion

PACK = shipped("deciding_parameters")


def machine(axes: int, repeatability: Any, travel: Any) -> dict[str, Any]:
    return {
        "simultaneous_axes": axes,
        "unidirectional_positioning_repeatability_um": repeatability,
        "travel_mm": travel,
    }


@pytest.mark.parametrize(
    ("axes", "repeatability", "travel", "entry"),
    [
        (5, "0.9", 999, "2B001.b.2.a"),
        (5, "1.0", 999, None),
        (5, "1.4", 1000, "2B001.b.2.b"),
        (5, "1.5", 1000, None),
        (5, "1.4", 3999, "2B001.b.2.b"),
        (5, "6.0", 4000, "2B001.b.2.c"),
        (5, "6.1", 4000, None),
        (4, "0.9", 999, "2B001.b.1.a"),
        (4, "1.1", 1000, "2B001.b.1.b"),
        (4, "1.2", 1000, None),
        (3, "0.1", 500, None),
        (5, ["1.5", "0.9"], [1500, 500], "2B001.b.2.a"),
        (5, ["0.95", "1.5"], [500, 1500], None),
    ],
)
def test_a_machine_tool_is_judged_by_axes_and_travel_class(
    axes: int, repeatability: Any, travel: Any, entry: str | None
) -> None:
    params = machine(axes, repeatability, travel)
    assert criterion.met_entry(PACK, "2B001", params) == entry
    assert criterion.meets(PACK, "2B001", params) is (entry is not None)


@pytest.mark.parametrize(
    ("params", "verdict"),
    [
        ({"positioning_accuracy_um": 6, "simultaneous_axes": 4}, None),
        ({"positioning_accuracy_um": 8, "simultaneous_axes": 4}, None),
        ({"positioning_accuracy_um": "8.1", "simultaneous_axes": 4}, False),
        ({"positioning_accuracy_um": "8.1"}, None),
        ({"simultaneous_axes": 5}, True),
        ({}, None),
    ],
)
def test_one_way_is_enough_and_all_must_fail(params: dict[str, Any], verdict: bool | None) -> None:
    assert criterion.meets(PACK, "2B201", params) is verdict


@pytest.mark.parametrize(
    ("volume", "material", "verdict"),
    [
        (4, "glass-lined steel", True),
        ("0.1", "glass", False),
        (20, "glass", False),
        (4, "stainless steel 316L", False),
        (4, "unobtainium", None),
        (None, "glass", None),
    ],
)
def test_a_reactor_is_judged_by_volume_and_material(
    volume: Any, material: str, verdict: bool | None
) -> None:
    params = {"volume_m3": volume, "contact_material": material}
    assert criterion.meets(PACK, "2B350", params) is verdict


@pytest.mark.parametrize(
    "params", [machine(5, "0.8", None), machine(5, "0.8", [1, 2]), machine(5, "good", 600)]
)
def test_a_missing_or_unreadable_value_cannot_decide(params: dict[str, Any]) -> None:
    assert criterion.meets(PACK, "2B001", params) is None


def test_a_value_that_is_only_asked_for_decides_nothing() -> None:
    assert criterion.meets(PACK, "9A012", {"endurance_min": 90}) is None


def test_an_entry_without_tests_cannot_be_told() -> None:
    assert criterion.meets(PACK, "1A001", {}) is None


def test_what_is_missing_is_named_with_its_unit() -> None:
    missing = criterion.missing(PACK, "2B001", {"simultaneous_axes": 5, "travel_mm": None})
    assert missing == (
        "unidirectional positioning repeatability per linear axis (µm)",
        "travel per linear axis (mm)",
        "what the machine does",
    )
