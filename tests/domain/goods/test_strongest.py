"""The strongest candidate of a case: of the control lists, not rejected, the open one of equals."""

from tests.domain.builders import a_case, a_finding

from landwaiter.domain.cases.case import Candidate, ClassificationState
from landwaiter.domain.goods.strongest_candidate import StrongestCandidate, strongest_candidate


def candidate(
    code: str, score: int, *, list_id: str = "eu", item: int = 1, authorised: bool | None = False
) -> Candidate:
    return Candidate(
        item, list_id, code, "", "annex1@test", score, (), (), "transcribed", authorised=authorised
    )


def test_a_case_without_candidates_has_none() -> None:
    assert strongest_candidate(a_case()) is None


def test_the_best_score_of_the_control_lists_counts() -> None:
    found = (candidate("2B001", 700), candidate("ML9", 842, list_id="cml"),
             candidate("ATR", 990, list_id="atr"))  # fmt: skip
    assert strongest_candidate(a_case(candidates=found)) == StrongestCandidate(
        "cml", "ML9", 842, authorised=False
    )


def test_of_equal_ones_the_one_without_an_authorisation_is_shown() -> None:
    found = (candidate("2B001", 700, authorised=True), candidate("2B201", 700, item=2))
    best = strongest_candidate(a_case(candidates=found))
    assert best is not None
    assert best.code == "2B201"


def test_what_a_person_rejected_is_left_out_on_that_item_alone() -> None:
    found = (candidate("2B001", 900), candidate("2B001", 800, item=2))
    rejected = a_finding("2B001", ClassificationState.REJECTED)
    best = strongest_candidate(a_case(candidates=found, classifications=(rejected,)))
    assert best is not None
    assert best.score == 800
