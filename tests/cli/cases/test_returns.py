"""`case returns`, `office reviewers`, `rate-return`: what came back, and what became of it."""

from tests.cli.terminal import ANALYST, REVIEWER, Desk

CASE = "PL1-2026-000001"


def _acts(desk: Desk, *words: str) -> None:
    seen = desk.types("case", "act", CASE, *words, *desk.with_care(words[0], CASE))
    assert seen.code == 0, seen.err


def _returned(desk: Desk) -> Desk:
    """Version 1 came back, version 2 is approved; the reviewer's desk."""
    reviewer = desk.colleague(REVIEWER)
    _acts(desk, "assess")
    _acts(
        desk,
        "propose",
        "--outcome",
        "hold-and-refer",
        "--basis",
        "UCC 188",
        "--reason",
        "the catalogue says so",
    )
    _acts(reviewer, "return", "--reason", "the end user is not named", "--kind", "facts_missing")
    _acts(
        desk,
        "propose",
        "--outcome",
        "hold-and-refer",
        "--basis",
        "UCC 188",
        "--reason",
        "the contract names the user",
    )
    _acts(reviewer, "approve")
    return reviewer


def test_an_author_reads_what_came_back_and_what_changed_since(desk: Desk) -> None:
    _returned(desk)
    (one,) = desk.gets("case", "returns")
    assert (one["kind"], one["approved_version"], one["changed"]) == ("facts_missing", 2, True)
    (page,) = desk.gets("case", "returns", CASE)
    assert page["compared_version"] == 2
    assert page["changes"]
    said = desk.types("case", "returns", CASE).out
    for words in ("facts missing", "changed, approved as version 2", "What changed"):
        assert words in said


def test_feedback_on_a_return_is_told_with_it(desk: Desk) -> None:
    reviewer = _returned(desk)
    _acts(
        desk,
        "rate-return",
        "--proposal",
        "1",
        "--outcome",
        "helpful",
        "--reason",
        "it named the gap",
    )
    assert f"{ANALYST}: helpful. it named the gap" in desk.types("case", "returns").out
    refused = reviewer.types(
        "case", "act", CASE, "rate-return", "--proposal", "1", "--outcome", "not_helpful",
        "--reason", "it was a good return",
    )  # fmt: skip
    assert refused.code == 1
    assert "a head" in refused.err


def test_a_reviewer_reads_the_own_record_and_an_analyst_none(desk: Desk) -> None:
    reviewer = _returned(desk)
    data = reviewer.gets("office", "reviewers")
    (record,) = data["reviewers"]
    assert (record["reviewer"], record["approved"], record["returned"]) == (REVIEWER, 1, 1)
    assert record["kinds"] == {"facts_missing": 1}
    assert "Fallen since" in reviewer.types("office", "reviewers").out
    empty = reviewer.types("office", "reviewers", "--from", "2020-01-01", "--to", "2020-02-01")
    assert "not evaluated" in empty.out
    assert desk.types("office", "reviewers").code == 1
