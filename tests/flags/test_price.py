"""Rules of prices, thresholds of value and masses by example."""

from typing import Any

import pytest
from tests.flags.driver import (
    Example,
    Given,
    Loaded,
    Offices,
    Row,
    check,
    fires,
    given,
    skips,
    spares,
    waits,
)

GREASED = "ball bearings of steel, greased"
SOAP, FEW = "34029090", "84821090"
CODES = tuple(f"848210{number}" for number in range(10, 18))
"""Bearings of the high-priority list; each example has a code of its own, for it counts as a line
of the casebook too."""


def _line(cn: str, price: int) -> Row:
    """At so many EUR per kilogram, and twice as many per unit."""
    return {
        "cn8": cn,
        "description": GREASED,
        "value_eur": price * 100,
        "net_mass_kg": 100,
        "gross_mass_kg": 110,
        "supplementary_units": 50,
        "consignee_name": "Buyer of Everything",
        "accepted": "2026-03-01T10:00:00Z",
    }


SEEN = Loaded(
    past=tuple(
        tuple(_line(cn, price) for cn in (*CODES, *((SOAP, FEW) if number < 99 else ())))
        for number, price in enumerate([*range(1, 100), 99])
    )
)
"""A hundred lines of each bearing at 1 to 99 EUR per kilogram, ninety-nine of soap and others."""


def priced(per_kg: str, cn: str, **more: Any) -> Given:
    """One kilogram; without units."""
    weighed = {"value_eur": per_kg, "net_mass_kg": 1, "gross_mass_kg": 1}
    return given({"cn8": cn, "description": GREASED, **weighed, **more})


PRICES = (
    fires(
        "RF-W01",
        "medium",
        "above the ninety-ninth percentile",
        priced("99.01", CODES[0]),
        "items/1/value_eur: 99.01",
        "items/1/net_mass_kg: 1",
        "items/1/cn8: 84821010",
        "history/price_lines: 100, 1.0000 – 99.0000",
        "history/own_price_lines: 100, 50.5000",
        "says: The exporter's own 100 lines had a median of 50.50.",
        loaded=SEEN,
    ),
    fires("RF-W01", "medium", "below the first", priced("0.99", CODES[1]), loaded=SEEN),
    spares("RF-W01", "the ninety-ninth percentile itself", priced("99", CODES[2]), loaded=SEEN),
    spares("RF-W01", "the first itself", priced("1", CODES[3]), loaded=SEEN),
    waits(
        "RF-W01",
        "ninety-nine lines are too few",
        priced("500", SOAP),
        "base:price_lines",
        loaded=SEEN,
    ),
    waits(
        "RF-W01",
        "another code",
        priced("500", "84822000"),
        "base:price_lines",
        loaded=SEEN,
    ),
    waits(
        "RF-W01",
        "no mass",
        priced("500", "84823000", net_mass_kg=None),
        "items.net_mass_kg",
        loaded=SEEN,
    ),
    waits(
        "RF-W01",
        "no value",
        given({"cn8": "84823000", "value_eur": None}),
        "items.value_eur",
        loaded=SEEN,
    ),
    fires(
        "RF-W02",
        "medium",
        "above twice the median of 50.50 EUR per kilogram",
        priced("101.01", CODES[4]),
        "items/1/value_eur: 101.01",
        "items/1/net_mass_kg: 1",
        "packs/chpl@2024-02-23: 848210",
        "history/price_lines: 100, 50.5000",
        loaded=SEEN,
    ),
    fires(
        "RF-W02",
        "medium",
        "per unit, where units are declared",
        priced("202.1", CODES[5], net_mass_kg=900, gross_mass_kg=901, supplementary_units=1),
        "items/1/supplementary_units: 1",
        loaded=SEEN,
    ),
    spares("RF-W02", "twice the median is not above", priced("101", CODES[6]), loaded=SEEN),
    spares(
        "RF-W02",
        "units decide, not kilograms",
        priced("202", CODES[7], supplementary_units=1),
        loaded=SEEN,
    ),
    skips("RF-W02", "goods that are not on the list", priced("900", SOAP), loaded=SEEN),
    waits(
        "RF-W02",
        "ninety-nine lines are too few",
        priced("500", FEW),
        "base:price_lines",
        loaded=SEEN,
    ),
    waits(
        "RF-W02",
        "too few lines",
        priced("500", "84822000"),
        "base:price_lines",
        loaded=SEEN,
    ),
    waits(
        "RF-W02", "no list", priced("500", CODES[0]), "pack:chpl", loaded=Loaded(without=("chpl",))
    ),
)

LIMITS = Loaded(settings={"rule.RF-W03.value_thresholds": "5000, 10000"})


def split(value: str, consignee: str, **more: Any) -> Given:
    return given({"value_eur": value, "consignee_name": consignee, **more})


def before(value: str, consignee: str, day: str) -> Row:
    return {"value_eur": value, "consignee_name": consignee, "accepted": f"{day}T10:00:00Z"}


SPLIT = Loaded(
    settings={"rule.RF-W03.value_thresholds": "5000"},
    past=(
        before("3000", "Week Import", "2026-03-20"),
        before("3000", "Late Import", "2026-03-19"),
        before("5000", "Whole Import", "2026-03-26"),
        before("2999.99", "Small Import", "2026-03-26"),
    ),
)

THRESHOLDS = (
    fires(
        "RF-W03",
        "low",
        "two in a hundred below",
        split("4900", "Near Import"),
        "items/1/value_eur: 4900",
        "settings/rule.RF-W03.value_thresholds: 5000",
        loaded=LIMITS,
    ),
    fires("RF-W03", "low", "one cent below", split("9999.99", "Cent Import"), loaded=LIMITS),
    fires(
        "RF-W03",
        "low",
        "two consignments in a week, together above",
        split("2000", "Week Import"),
        "history/shipments",
        loaded=SPLIT,
    ),
    spares(
        "RF-W03", "more than two in a hundred below", split("4899.99", "Far Import"), loaded=LIMITS
    ),
    spares("RF-W03", "the amount itself", split("5000", "Even Import"), loaded=LIMITS),
    spares("RF-W03", "eight days between them", split("2000", "Late Import"), loaded=SPLIT),
    spares("RF-W03", "the other was above by itself", split("2000", "Whole Import"), loaded=SPLIT),
    spares("RF-W03", "together still below", split("2000", "Small Import"), loaded=SPLIT),
    spares("RF-W03", "another consignee", split("2000", "Nobody Import"), loaded=SPLIT),
    spares("RF-W03", "this one is above by itself", split("5000", "Week Import"), loaded=SPLIT),
    waits(
        "RF-W03",
        "the office has no amounts",
        split("4900", "Near Import"),
        "setting:value_thresholds",
    ),
    waits("RF-W03", "there are no goods", Given(rows=()), "items.value_eur", loaded=LIMITS),
    waits(
        "RF-W03",
        "one of two values is not declared",
        given({"value_eur": "100"}, {"value_eur": None}),
        "items.value_eur",
        loaded=LIMITS,
    ),
    waits("RF-W03", "no value", given({"value_eur": None}), "items.value_eur", loaded=LIMITS),
)


def weighed(gross: str | None, net: str | None) -> Given:
    return given({"gross_mass_kg": gross, "net_mass_kg": net})


MASSES = (
    fires(
        "RF-W04",
        "low",
        "gross below net",
        weighed("11.999", "12"),
        "items/1/gross_mass_kg: 11.999",
        "items/1/net_mass_kg: 12",
    ),
    fires("RF-W04", "low", "more than three times", weighed("36.001", "12")),
    spares("RF-W04", "equal", weighed("12", "12")),
    spares("RF-W04", "three times", weighed("36", "12")),
    waits("RF-W04", "no gross mass", weighed(None, "12"), "items.gross_mass_kg"),
    waits("RF-W04", "no net mass", weighed("12", None), "items.net_mass_kg"),
)
EXAMPLES: tuple[Example, ...] = (*PRICES, *THRESHOLDS, *MASSES)


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_rule_of_prices_finds_what_its_text_says(offices: Offices, example: Example) -> None:
    check(offices, example)
