"""`case review`, and `case act` with remarks: a review at the terminal."""

from typing import Any

import pytest
from tests.cli.terminal import REVIEWER, Desk

CASE = "PL1-2026-000001"
REASON = "Set out in the note of the case"


def act(desk: Desk, name: str, *options: object) -> Any:
    return desk.gets("case", "act", CASE, name, *options)


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
    assert "Reason: Set out in the note of the [-case-]{+case, page 4+}" in shown.out
    assert "2 Reason: “name the page” → not answered" in shown.out
    data = reviewer.gets("case", "review", CASE)
    assert data["may_approve"]
    assert "Remarks of the last return without an answer: 2." in data["not_checked"]
    assert [difference["place"] for difference in data["differences"]] == ["reason"]


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
