"""The interview: verdicts, what is presumed, and which questions still matter."""

from datetime import date
from typing import Any

import pytest
from tests.domain.packs import inline, shipped

from landwaiter.domain.interviews.interview import (
    Interview,
    InterviewVerdict,
    StatedValue,
    interview,
    newer_edition,
)
from landwaiter.domain.interviews.parameter import (
    NO_EDITION,
    QUESTIONS,
    heads_in,
    parameters_in,
    ways_of,
)
from landwaiter.domain.interviews.units import is_unit
from landwaiter.domain.law.pack import Pack

PACK = shipped("deciding_parameters")
DAY = date(2026, 3, 27)
REPEATABILITY = "unidirectional_positioning_repeatability_um"


def held(entry: str, **values: Any) -> Interview:
    return held_by(PACK, entry, **values)


def held_by(pack: Pack, entry: str, **values: Any) -> Interview:
    stated = {
        name: StatedValue(value, str(value), "data_sheet", "sheet", DAY, "Ana")
        for name, value in values.items()
    }
    return interview(pack, entry, stated)


def asked(found: Interview) -> tuple[str, ...]:
    return tuple(question.parameter for question in found.questions)


def test_nothing_stated_cannot_be_told() -> None:
    assert {held(head).verdict for head in heads_in(PACK)} == {InterviewVerdict.CANNOT_TELL}


def test_while_the_kind_is_open_its_figures_are_not_asked() -> None:
    assert asked(held("6A003")) == ("camera_kind",)
    assert asked(held("6A003", camera_kind=["streak camera"])) == ("temporal_resolution_ns",)


def test_a_question_whose_answer_changes_nothing_is_not_asked() -> None:
    three_axes = held("2B001", machine_kind=["milling"], simultaneous_axes=3)
    assert three_axes.verdict is InterviewVerdict.DOES_NOT_MEET
    assert asked(three_axes) == ()


def test_the_answer_that_decides_comes_first() -> None:
    found = held("2B350", chemical_equipment=["reactor"], volume_m3=4, nickel_percent=10,
                 fluorine_percent=0)  # fmt: skip
    assert found.next is not None
    assert (found.next.parameter, found.next.decides) == ("contact_material", True)


def test_once_it_is_met_only_what_could_lift_it_is_asked() -> None:
    found = held("9A012", beyond_line_of_sight=True, endurance_min=60)
    assert found.met == ("9A012.a.2",)
    assert [(one.parameter, one.lifts) for one in found.questions] == [("uav_item", True)]


def test_a_claimed_exception_takes_the_item_out() -> None:
    carbon: dict[str, Any] = {"fibre_material": ["carbon"], "specific_modulus_m": "15e6",
              "specific_tensile_strength_m": "27e4"}  # fmt: skip
    assert held("1C010", **carbon).met == ("1C010.b",)
    assert held("1C010", **carbon, chopped_25_mm=True).verdict is InterviewVerdict.DOES_NOT_MEET


def test_a_special_kind_of_goods_is_asked_for_before_all_is_clear() -> None:
    worse: dict[str, Any] = {"simultaneous_axes": 5, REPEATABILITY: 12, "travel_mm": 600}
    assert held("2B001", **worse).verdict is InterviewVerdict.CANNOT_TELL
    assert asked(held("2B001", **worse)) == ("machine_kind",)
    assert (
        held("2B001", **worse, machine_kind=["milling"]).verdict is InterviewVerdict.DOES_NOT_MEET
    )


def test_a_figure_that_could_not_be_read_cannot_be_told_whatever_is_stated() -> None:
    better = held("2B201.a.1", machine_kind=["milling"], positioning_accuracy_um=1)
    assert better.verdict is InterviewVerdict.CANNOT_TELL
    assert asked(better) == ()
    assert held("2B201.a.1", positioning_accuracy_um=9).verdict is InterviewVerdict.DOES_NOT_MEET


def test_a_machine_of_two_kinds_is_held_against_both() -> None:
    both = held("2B001", machine_kind=["turning", "grinding"], simultaneous_axes=3,
                **{REPEATABILITY: "0.9", "travel_mm": 600})  # fmt: skip
    assert both.met == ("2B001.a.1", "2B001.c.1")


def test_a_sub_entry_can_be_asked_for_alone() -> None:
    found = held("2B001.f", machine_kind=["deep-hole drilling"], bore_depth_m=6)
    assert [one.entry for one in found.subentries] == ["2B001.f"]
    assert found.verdict is InterviewVerdict.MEETS


def test_an_entry_without_figures_cannot_be_told() -> None:
    assert held("1A001").verdict is InterviewVerdict.CANNOT_TELL
    assert held("1A001").subentries == ()


def test_an_edition_of_before_reads_as_it_did() -> None:
    row = {"head": "2B001", "entry": "2B001.b.2", "way": "axes", "order": "1",
           "parameter": "simultaneous_axes", "unit": "", "label": "axes", "test": "at_least",
           "value": "5"}  # fmt: skip
    pack = inline("deciding_parameters", "deciding_parameters", row)
    assert held_by(pack, "2B001", simultaneous_axes=5).met == ("2B001.b.2",)
    assert held_by(pack, "2B001", simultaneous_axes=4).verdict is InterviewVerdict.DOES_NOT_MEET


@pytest.mark.parametrize(
    ("edition", "begins", "warned"),
    [
        ("2025-11-15", date(2025, 11, 15), True),
        ("2022/1", date(2022, 1, 7), False),
        ("2021", date(2021, 1, 1), False),
    ],
)
def test_a_newer_edition_in_force_is_warned_of(edition: str, begins: date, warned: bool) -> None:
    annex = inline("annex1", "control_list")
    annex = Pack(**{**{name: getattr(annex, name) for name in annex.__slots__},
                    "edition": edition, "valid_from": begins})  # fmt: skip
    assert bool(newer_edition(held("2B001"), annex, DAY)) is warned


def test_an_edition_in_force_that_is_not_loaded_is_said() -> None:
    assert "is not known here" in newer_edition(held("2B001"), None, DAY)


def test_every_parameter_of_a_figure_is_asked_for_in_words_of_its_own() -> None:
    questions = [row for row in PACK.rows if row["test"] in QUESTIONS]
    names = [row["parameter"] for row in questions]
    assert len(names) == len(set(names))
    read = {name for head in heads_in(PACK) for way in ways_of(PACK, head) for figure in way
            for name in figure.reads}  # fmt: skip
    steps = {row["parameter"] for row in PACK.rows if row["test"] == "step"}
    assert read | steps == set(names)
    assert all(row["label"] and is_unit(row["unit"]) for row in questions)


def test_every_word_that_is_compared_is_one_that_may_be_answered() -> None:
    known = parameters_in(PACK)
    strange = [
        (figure.entry, word)
        for head in heads_in(PACK)
        for way in ways_of(PACK, head)
        for figure in way
        if figure.test == "includes"
        for word in figure.value.split(";")
        if word not in known[figure.parameter].choices
    ]
    assert strange == []


def test_every_figure_says_where_it_was_read_and_how_far_to_trust_it() -> None:
    figures = [f for head in heads_in(PACK) for way in ways_of(PACK, head) for f in way]
    assert {(f.edition, f.dated) for f in figures} == {
        ("2022/1", date(2021, 10, 20)),
        (NO_EDITION, None),
    }
    assert {f.head for f in figures if f.edition == NO_EDITION} == {"ML9"}
    assert {f.trust for f in figures} == {"transcribed", "own knowledge"}
    assert all(f.path.startswith(f.head) for f in figures)
