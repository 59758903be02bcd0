"""Diesel engines are asked about in the order of the law, and each answer that decides ends it."""

from datetime import date
from typing import Any

import pytest
from tests.domain.packs import shipped

from landwaiter.domain.interviews.course import About, course_of, read_by, suggested
from landwaiter.domain.interviews.criterion import meets, met_entry, missing
from landwaiter.domain.interviews.interview import (
    Interview,
    InterviewVerdict,
    StatedValue,
    interview,
)

PACK = shipped("deciding_parameters")
DAY = date(2026, 3, 27)
ENGINE = About("84081011", "Marine diesel engine 2,720 kW, 20 cylinders")
TO_CHINA = About(ENGINE.cn, ENGINE.text, frozenset({"declaration_1989", "sensitive"}))
SUBENTRIES = ("ML9.b.1", "ML9.b.3", "ML9.b.4", "8A002.j.2")
CIRCUMSTANCES = ("ship_yard", "ship_class", "for_navy", "civil_class_approval")
NOT_LISTED: dict[str, Any] = {
    "designed_for_submarine": False,
    "works_without_air": False,
    "non_magnetic_percent": "12",
}
BREATHLESS: dict[str, Any] = {
    "carbon_dioxide_scrubber": True,
    "monoatomic_gas": True,
    "quiet_mounts": True,
    "exhaust_not_continuous": True,
    "for_underwater_use": True,
}


def held(entry: str = "ML9", about: About = ENGINE, **values: Any) -> Interview:
    stated = {
        name: StatedValue(value, str(value), "data_sheet", "sheet", DAY, "Ana")
        for name, value in values.items()
    }
    return interview(PACK, entry, stated, about)


def asked(found: Interview) -> tuple[str, ...]:
    return tuple(question.parameter for question in found.questions)


@pytest.mark.parametrize("entry", ["ML9", "ML9.b", "8A002", "8A002.j"])
def test_four_questions_are_asked_in_their_order_from_either_head(entry: str) -> None:
    found = held(entry)
    assert asked(found) == (
        "designed_for_submarine", "works_without_air", "non_magnetic_percent", "engine_power_mw",
    )  # fmt: skip
    assert tuple(one.entry for one in found.subentries) == SUBENTRIES
    assert found.verdict is InterviewVerdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("values", "met"),
    [
        ({"designed_for_submarine": True}, ("ML9.b.1",)),
        ({"designed_for_submarine": True, "works_without_air": True}, ("ML9.b.1", "ML9.b.4")),
        ({"designed_for_submarine": False, "non_magnetic_percent": "75.1",
          "engine_power_mw": "0.0373"}, ("ML9.b.3",)),
        ({**NOT_LISTED, "works_without_air": True, **BREATHLESS}, ("8A002.j.2",)),
    ],
)  # fmt: skip
def test_an_answer_that_decides_ends_the_interview(
    values: dict[str, Any], met: tuple[str, ...]
) -> None:
    for entry in ("ML9", "8A002"):
        found = held(entry, **values)
        assert (found.met, asked(found)) == (met, ())


@pytest.mark.parametrize(
    ("percent", "power", "met"),
    [("75", "2.72", False), ("75.01", "0.0372", False), ("75.01", "2.72", True)],
)
def test_the_non_magnetic_engine_needs_more_than_its_limits(
    percent: str, power: str, met: bool
) -> None:
    found = held(designed_for_submarine=False, works_without_air=False,
                 non_magnetic_percent=percent, engine_power_mw=power)  # fmt: skip
    assert (found.met == ("ML9.b.3",)) is met


def test_what_makes_it_work_without_air_is_asked_only_where_it_does() -> None:
    with_air = held(designed_for_submarine=False, works_without_air=False)
    assert asked(with_air) == ("non_magnetic_percent", "engine_power_mw")
    without = held(**{**NOT_LISTED, "works_without_air": True})
    assert asked(without) == (
        "for_underwater_use", "carbon_dioxide_scrubber", "monoatomic_gas", "quiet_mounts",
        "exhaust_not_continuous",
    )  # fmt: skip


def test_once_nothing_is_met_the_ship_is_asked_for() -> None:
    found = held(**NOT_LISTED)
    assert found.verdict is InterviewVerdict.DOES_NOT_MEET
    assert asked(found) == CIRCUMSTANCES
    assert {one.entries for one in found.questions} == {("RF-E01",)}
    assert all(one.is_for_rule for one in found.questions)
    assert "not listed by its power alone" in found.then


def test_the_day_of_the_contract_is_asked_last_and_only_where_a_declaration_speaks() -> None:
    assert asked(held("ML9", TO_CHINA, **NOT_LISTED)) == (*CIRCUMSTANCES, "contract_day")
    assert asked(held("ML9", ENGINE, **NOT_LISTED)) == CIRCUMSTANCES


def test_what_was_answered_on_the_ship_is_told_and_not_asked_again() -> None:
    found = held(**NOT_LISTED, ship_class="frigate", ship_yard=None)
    assert asked(found) == ("for_navy", "civil_class_approval")
    assert [(one.entry, one.value, one.holds) for one in found.told] == [
        ("RF-E01", "not known", None), ("RF-E01", "frigate", None),
    ]  # fmt: skip


def test_figures_that_were_read_in_no_edition_are_named() -> None:
    assert held().unread == ("ML9.b.1", "ML9.b.3", "ML9.b.4")
    assert [edition for edition, _dated in held().editions] == ["2022/1"]


@pytest.mark.parametrize(
    ("about", "kinds"),
    [
        (About("84081011", ""), ("diesel engine",)),
        (About("", "Schiffsdieselmotor"), ()),
        (About("", "Dieselmotor für Schiffe"), ("diesel engine",)),
        (About("", "船用柴油机"), ("diesel engine",)),
        (About("", "pump-jet propulsor"), ("pumpjet",)),
        (About("", "Fuel cells, 40 kW"), ("fuel cell system without air",)),
        (About("84871090", "propeller, highly skewed"), ()),
    ],
)
def test_heading_and_words_suggest_the_kind_of_marine_equipment(
    about: About, kinds: tuple[str, ...]
) -> None:
    assert suggested(PACK, "marine_item", about) == kinds


def test_only_kinds_that_are_suggested_are_offered_and_another() -> None:
    (question,) = held("8A002", About("", "pumpjet with fuel cell")).questions
    assert question.choices == ("pumpjet", "fuel cell system without air", "other")


def test_where_nothing_is_suggested_every_kind_is_offered() -> None:
    (question,) = held("8A002", About("", "part of a vessel")).questions
    assert len(question.choices) == 12
    assert question.choices[-1] == "other"


def test_a_kind_of_equipment_that_is_stated_counts_before_what_is_suggested() -> None:
    assert asked(held("8A002", marine_item=["pumpjet"])) == ("marine_power_mw", "divergent_nozzle")
    assert held("8A002", About("", "part"), marine_item=["diesel engine"]).course == "diesel engine"


def test_other_equipment_cannot_be_told_and_its_paragraph_is_asked() -> None:
    found = held("8A002", About("", "pumpjet"), marine_item=["other"])
    assert (found.verdict, asked(found)) == (InterviewVerdict.CANNOT_TELL, ("marine_paragraph",))


def test_a_paragraph_outside_the_order_is_asked_about_by_itself() -> None:
    found = held("8A002.p")
    assert (found.course, found.subentries[0].entry) == ("", "8A002.p")
    assert held("ML9.a").subentries == ()


def test_goods_of_one_head_alone_have_no_order() -> None:
    assert course_of(PACK, "2B001", {}, ENGINE) is None


def test_candidates_lack_what_is_asked_in_its_order() -> None:
    labels = (
        "specially designed for submarines", "works without air from outside",
        "non-magnetic part of the mass (%)", "rated power of the engine (MW)",
    )  # fmt: skip
    assert missing(PACK, "ML9", {}, ENGINE) == labels
    assert missing(PACK, "8A002", {}, ENGINE) == labels
    assert missing(PACK, "ML9", NOT_LISTED, ENGINE) == ()


def test_what_is_met_is_met_under_its_own_head_alone() -> None:
    submarine = {"designed_for_submarine": True}
    assert met_entry(PACK, "ML9", submarine, ENGINE) == "ML9.b.1"
    assert met_entry(PACK, "8A002", submarine, ENGINE) is None
    breathless = {**NOT_LISTED, "works_without_air": True, **BREATHLESS}
    assert met_entry(PACK, "8A002", breathless, ENGINE) == "8A002.j.2"
    assert (meets(PACK, "8A002", breathless, ENGINE), meets(PACK, "ML9", breathless, ENGINE)) == (
        True, False,
    )  # fmt: skip


def test_a_rule_knows_which_answers_it_reads() -> None:
    assert tuple(step.parameter for step in read_by(PACK, "RF-E01")) == CIRCUMSTANCES
    assert tuple(step.parameter for step in read_by(PACK, "RF-E06")) == ("contract_day",)
