"""Which destinations are under an arms embargo by law, and on which the office is asked."""

from datetime import date

import pytest
from tests.domain.packs import shipped

from landwaiter.domain.flags.embargo.arms_embargo import embargoes, policies, policy_names
from landwaiter.domain.law.arms_embargo import (
    Embargo,
    country_of,
    embargo_of,
    embargoes_of,
    policy_name,
)

PACKS = {name: shipped(name) for name in ("embargo_matrix", "item_groups")}
DAY = date(2026, 11, 28)
IN_PART = {"AF", "CF", "CD", "HT", "IQ", "LB", "SO", "YE"}


def test_an_act_that_prohibits_all_arms_is_an_embargo_by_law() -> None:
    law, asked = embargoes(PACKS, DAY)
    assert {"RU", "BY", "IR", "KP", "MM", "SD", "SS", "LY", "VE", "ZW"} <= law
    assert not law & set(asked)


def test_the_office_is_asked_on_embargoes_in_part_and_on_practices() -> None:
    _law, asked = embargoes(PACKS, DAY)
    assert set(asked) >= IN_PART | {"CN", "HK", "MO", "SY", "AM", "AZ"}
    assert "BR" not in asked


def test_an_embargo_counts_on_its_days_alone() -> None:
    law, asked = embargoes(PACKS, date(2013, 1, 1))
    assert "SY" in law
    assert "SY" not in asked
    assert "ER" in law
    assert "ER" not in embargoes(PACKS, DAY)[0]


def test_without_a_matrix_china_and_hong_kong_are_asked_alone() -> None:
    assert embargoes({}, DAY) == (frozenset(), ("CN", "HK"))
    assert policy_names({}, DAY) == (
        "china_arms_embargo_triggers_art4",
        "hong_kong_arms_embargo_triggers_art4",
    )


@pytest.mark.parametrize("country", ["CN", "HK", "IQ", "LB"])
def test_a_policy_is_named_by_its_destination(country: str) -> None:
    assert country_of(policy_name(country)) == country


def test_the_policies_of_a_case_are_those_of_its_destinations() -> None:
    stored = {policy_name("IQ"): "true", policy_name("LB"): "true", policy_name("CN"): "maybe"}
    found = policies(PACKS, DAY, stored, ("IQ", "MM", "BR", "YE"))
    assert embargo_of("IQ", found) == Embargo(counts=True)
    assert embargo_of("MM", found) == Embargo(counts=True, by_law=True)
    assert embargo_of("YE", found) == Embargo(counts=None)
    assert embargo_of("CN", found) == Embargo(counts=None)
    assert embargo_of("BR", found) is None
    assert embargo_of("LB", found) is None
    assert embargo_of(None, found) is None
    assert list(embargoes_of(found)) == ["CN", "HK", "IQ", "YE", "MM"]


def test_no_setting_takes_an_embargo_by_law_away() -> None:
    found = policies(PACKS, DAY, {policy_name("MM"): "false"}, ("MM",))
    assert embargo_of("MM", found) == Embargo(counts=True, by_law=True)
