"""`case review`, and `case act` with remarks: a review at the terminal."""

from typing import Any

import pytest
from tests.cli.terminal import REVIEWER, Desk

CASE = "PL1-2026-000001"
REASON = "Set out in the note of the case"


def act(desk: Desk, name: str, *options: object) -> Any:
    return desk.gets("case", "act", CASE, name, *options, *desk.with_care(name, CASE))


@pytest.fixture
def returned(desk: Desk) -> Desk:
    """The reviewer returned the first version with two remarks."""
    act(desk, "assess")
    act(desk, "propose", "--outcome", "release", "--reason", REASON)
    reviewer = desk.colleague(REVIEWER)
    remarks = ("--remark", "items/1/code=why this code?", "--remark", "reason=name the page")
    act(reviewer, "return", "--reason", "two points", *remarks)
    return desk


def test_remarks_stand_in_the_case_until_they_are_answered(returned: Desk) -> None:
    shown = returned.types("case", "show", CASE).out
    assert "1 Item 1, code: “why this code?” → not answered" in shown
    act(returned, "answer-remark", "--remark", 1, "--reason", "by its axes")
    shown = returned.types("case", "show", CASE).out
    assert "1 Item 1, code: “why this code?” → by its axes" in shown
    first, second = returned.gets("case", "show", CASE)["remarks"]
    assert (first["place"], second["answers"]) == ("items/1/code", [])


def test_a_review_says_what_changed_word_by_word(returned: Desk) -> None:
    act(returned, "propose", "--outcome", "release", "--reason", f"{REASON}, page 4")
    reviewer = returned.colleague(REVIEWER)
    shown = reviewer.types("case", "review", CASE)
    assert shown.code == 0, shown.err
    assert "What changed since version 1" in shown.out
    assert "Statement of reasons: Set out in the note of the [-case-]{+case, page 4+}" in shown.out
    assert "2 Statement of reasons: “name the page” → not answered" in shown.out
    data = reviewer.gets("case", "review", CASE)
    assert "To be read first" in data["why_not"]
    assert "Remarks of the last return without an answer: 2." in data["not_checked"]
    assert [difference["place"] for difference in data["differences"]] == ["reason"]


def test_a_reason_of_several_lines_is_printed_line_by_line(returned: Desk) -> None:
    act(returned, "propose", "--outcome", "release", "--reason", "The first ground.\nThe second.")
    reviewer = returned.colleague(REVIEWER)
    for words in (("case", "review", CASE), ("case", "read", CASE)):
        shown = reviewer.types(*words).out
        assert "The second." in shown
        assert "\\u000a" not in shown, words


def test_the_text_that_is_signed_is_printed_as_it_is(returned: Desk) -> None:
    data = returned.gets("case", "review", CASE, "--text")
    assert data["text"].startswith('{"author":"Bob Cole"')
    assert returned.types("case", "review", CASE, "--text").out.rstrip("\n") == data["text"]


@pytest.mark.parametrize(
    ("remark", "words"),
    [("items/99=which?", "no such place"), ("why?", "not a place and a remark")],
)
def test_a_wrong_remark_is_one_sentence(desk: Desk, remark: str, words: str) -> None:
    act(desk, "assess")
    act(desk, "propose", "--outcome", "release", "--reason", REASON)
    reviewer = desk.colleague(REVIEWER)
    seen = reviewer.types("case", "act", CASE, "return", "--reason", "no", "--remark", remark)
    assert seen.code == 1
    assert words in seen.err


def test_a_case_without_a_proposal_has_nothing_to_review(desk: Desk) -> None:
    assert desk.types("case", "review", CASE).out.strip() == "Nothing is proposed."


def test_what_is_open_is_listed_refuses_and_is_left_open_with_a_reason(desk: Desk) -> None:
    act(desk, "assess")
    assert "Before you propose" in desk.types("case", "show", CASE).out
    words = ("case", "act", CASE, "propose", "--outcome", "release", "--reason", REASON)
    seen = desk.types(*words)
    assert seen.code == 1
    unsettled = desk.gets("case", "show", CASE)["before_proposal"]["unsettled"]
    assert unsettled
    for one in unsettled:
        assert f"({one['kind']})" in seen.err
        assert one["remedy"] in seen.err
    short = desk.types(*words, "--open", f"{unsettled[0]['kind']}=later")
    assert "at least 10 characters" in short.err
    assert "not a kind" in desk.types(*words, "--open", "weather=it rains and rains").err
    desk.gets(*words, *desk.with_care("propose", CASE))
    decision = desk.gets("case", "show", CASE)["decision"]
    assert [one["kind"] for one in decision["left_open"]] == [one["kind"] for one in unsettled]
    assert desk.gets("case", "review", CASE)["left_open"] == decision["left_open"]


def test_what_must_be_read_is_printed_and_recorded_and_approve_names_what_is_missing(
    desk: Desk,
) -> None:
    act(desk, "assess")
    act(desk, "propose", "--outcome", "release", "--reason", REASON)
    reviewer = desk.colleague(REVIEWER)
    seen = reviewer.types("case", "act", CASE, "approve")
    assert (seen.code, "To be read first" in seen.err) == (1, True)
    assert "Still to be read by you" in reviewer.types("case", "review", CASE).out
    first = reviewer.gets("case", "read", CASE)["sections"]
    assert [one["section"] for one in first] == [
        one["section"] for one in reviewer.gets("case", "review", CASE)["to_read"]
    ]
    assert all(one["lines"] and one["read_before"] is None for one in first)
    assert reviewer.gets("case", "read", CASE)["sections"] == []
    recorded = reviewer.gets("audit", "list", "--deed", "case.read")
    printed = " ".join(reviewer.types("case", "read", CASE, "--all").out.split())
    for one in first:
        for line in one["lines"]:
            assert " ".join(line.split()) in printed
    assert reviewer.gets("audit", "list", "--deed", "case.read") == recorded, "recorded once"
    again = reviewer.gets("case", "read", CASE, "--all")["sections"]
    assert [one["sha256"] for one in again] == [one["sha256"] for one in first]
    assert all(one["read_before"] for one in again)
    reviewer.gets("case", "act", CASE, "approve")
