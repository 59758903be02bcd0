"""`interview`: questions, comparisons and verdict on the command line."""

from tests.cli.terminal import Desk

CASE = "PL1-2026-000001"
ASKED = ("interview", CASE, "--item", "1", "--entry", "2B001")
FROM = ("--source", "data_sheet", "--document", "data sheet, rev. 3", "--date", "2026-03-02")


def test_an_interview_begins_with_what_decides_most(desk: Desk) -> None:
    held = desk.gets(*ASKED)
    assert held["verdict"] == "cannot_tell"
    assert held["next"]["parameter"] == "machine_kind"
    assert held["next"]["choices"][0] == "milling"


def test_values_are_stated_at_once_and_compared_with_their_source(desk: Desk) -> None:
    held = desk.gets(
        *ASKED, *FROM,
        "--answer", "simultaneous_axes=5",
        "--answer", "unidirectional_positioning_repeatability_um=0.8 µm",
        "--answer", "travel_mm=0.6 m",
    )  # fmt: skip
    assert held["met"][0] == "2B001.b.2.a"
    (met,) = [one for one in held["subentries"] if one["entry"] == "2B001.b.2.a"]
    compared = met["ways"][0]["comparisons"][2]
    assert (compared["value"], compared["operator"], compared["threshold"]) == (
        "0.8 µm",
        "≤",
        "0.9",
    )
    assert (compared["path"], compared["edition"], compared["trust"]) == (
        "2B001.b.2.a", "2022/1", "transcribed",
    )  # fmt: skip
    assert (compared["document"], compared["stated_on"]) == ("data sheet, rev. 3", "2026-03-02")
    assert "2025-11-15 is in force" in held["warning"]


def test_one_wrong_answer_keeps_the_right_ones_out_too(desk: Desk) -> None:
    seen = desk.types(
        *ASKED, *FROM, "--answer", "simultaneous_axes=5", "--answer", "travel_mm=0.6 kg"
    )
    assert (seen.code, "This unit does not fit" in seen.err) == (1, True)
    assert desk.gets(*ASKED)["answers"] == []


def test_an_entry_of_the_military_list_is_asked_about_by_its_code(desk: Desk) -> None:
    held = desk.gets("interview", CASE, "--item", "1", "--entry", "ml9")
    assert (held["entry"], held["course"]) == ("ML9", "diesel engine")
    assert held["next"]["parameter"] == "designed_for_submarine"
    asked = ("interview", CASE, "--item", "1", "--entry", "ML9", *FROM)
    over = desk.gets(
        *asked,
        "--answer", "designed_for_submarine=no",
        "--answer", "works_without_air=no",
        "--answer", "non_magnetic_percent=8 %",
        "--answer", "ship_class=container feeder",
    )  # fmt: skip
    assert (over["verdict"], over["told"][0]["value"]) == ("does_not_meet", "container feeder")
    assert over["next"]["entries"] == ["RF-E01"]
    text = desk.types(*asked).out
    assert "container feeder; for RF-E01." in text
    assert "It is for RF-E01." in text
    assert "Not listed by its power alone" in text
