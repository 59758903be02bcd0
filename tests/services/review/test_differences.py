"""What changed between two versions, word by word, and how the signed text reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.services.act_examples import FACT, FINDING, PROPOSED
from tests.services.prepared import prepared
from tests.services.sample_office import ANALYST, REASON, REVIEWER, Office, hit_of

from landwaiter.services.base.decision_words import parts_of
from landwaiter.services.review.differences import (
    PieceState,
    TextPiece,
    differences,
    version_before,
    word_changes,
)
from landwaiter.services.review.review_view import review_view

WORDS = st.lists(st.sampled_from(["the", "goods", "are", "held", "E-09", "\n", "  "])).map(" ".join)


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(piece.kept.value, piece.text) for piece in word_changes(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("the goods", "the goods", [("same", "the goods")]),
        ("", "new", [("added", "new")]),
        ("old", "", [("removed", "old")]),
        (
            "The machine may fall under 2B001",
            "The machine meets neither",
            [
                ("same", "The machine "),
                ("removed", "may fall under 2B001"),
                ("added", "meets neither"),
            ],
        ),
        (
            "by the exporter, E-07",
            "by the exporter, E-07 and E-10",
            [("same", "by the exporter, E-07"), ("added", " and E-10")],
        ),
    ],
)
def test_changes_are_told_in_words(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert told(before, after) == pieces


@given(WORDS, WORDS)
def test_both_texts_can_be_read_back_from_the_changes(before: str, after: str) -> None:
    pieces = word_changes(before, after)
    assert _joined(pieces, PieceState.ADDED) == after
    assert _joined(pieces, PieceState.REMOVED).split() == before.split()


def _joined(pieces: tuple[TextPiece, ...], side: PieceState) -> str:
    return "".join(piece.text for piece in pieces if piece.kept in (PieceState.SAME, side))


def test_very_long_texts_are_compared_as_a_whole() -> None:
    long = "word " * 5_000
    assert [kept for kept, _text in told(long, long + "more")] == ["removed", "added"]


@prepared
def proposed(office: Office) -> Office:
    for step in PROPOSED:
        step(office)
    return office


def test_each_changed_entry_is_one_difference_with_its_place(proposed: Office) -> None:
    proposed.act(REVIEWER, "return", reason="look again")
    proposed.act(ANALYST, "classify", **FINDING)
    proposed.act(ANALYST, "enrich", **FACT)
    proposed.act(
        ANALYST,
        "judge",
        hit=hit_of(proposed.case()).id,
        outcome="unsure",
        reason="see the extract E-01",
    )
    proposed.act(ANALYST, "propose", outcome="release", reason=f"{REASON}, as shown")
    case = proposed.case()
    found = {difference.place: difference for difference in differences(case)}
    assert found["reason"].after == f"{REASON}, as shown"
    assert found["classifications/1/2B001"].field == "Item 1, 2B001"
    assert "confirmed" in found["classifications/1/2B001"].after
    assert found["enrichment/end_use"].after.startswith("teaching")
    judged = found[f"hits/{hit_of(case).id}"]
    assert "not judged" in judged.before
    assert judged.source == "E-01"


def test_the_version_that_was_looked_at_last_is_compared_with(proposed: Office) -> None:
    proposed.act(REVIEWER, "return", reason="look again")
    proposed.act(ANALYST, "propose", outcome="release", reason="second try")
    proposed.act(ANALYST, "withdraw", reason="not ready")
    proposed.act(ANALYST, "propose", outcome="release", reason="third try")
    before = version_before(proposed.case())
    assert before is not None
    assert before.version == 1
    view = review_view(proposed.session(REVIEWER), proposed.case().reference)
    assert view.compared_with == 1
    assert {difference.place for difference in view.differences} >= {"reason"}


def test_the_first_version_has_nothing_before_it(proposed: Office) -> None:
    assert version_before(proposed.case()) is None
    assert differences(proposed.case()) == ()


def test_every_entry_of_the_text_is_read(proposed: Office) -> None:
    decision = proposed.case().decision
    assert decision is not None
    parts = {part.name: part for part in parts_of(decision.text)}
    proposal = {one.key: one.said for one in parts["proposal"].statements}
    assert proposal["reason"] == REASON
    assert {"items/1", "items/2"} <= proposal.keys()
    assert len(parts["flags"].statements) == len(proposed.case().flags)
    consignee = next(s for s in parts["parties"].statements if s.title == "Consignee")
    assert "Morning Lathe Trading" in consignee.said
    assert all(s.said and s.title for part in parts.values() for s in part.statements)


def test_what_the_text_holds_beyond_what_is_known_is_shown_too() -> None:
    text = '{"items":[],"countersign":true,"substance":{"weather":[["rain",3]],"flags":[]}}'
    parts = {part.name: part for part in parts_of(text)}
    assert [one.said for one in parts["weather"].statements] == ["rain, 3"]
    assert [one.said for one in parts["proposal"].statements] == ["yes"]
