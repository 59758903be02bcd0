"""Tracks that a case gives grounds for, and those that hold an item."""

from dataclasses import replace

import pytest
from tests.domain.builders import NOON, a_case, a_declaration, a_document, a_finding, an_item

from landwaiter.domain.case import (
    Candidate,
    Case,
    ClassificationState,
    Evaluation,
    FlagResult,
    GoodsItem,
    GoodsStatus,
    Severity,
    Track,
    TrackLetter,
)
from landwaiter.domain.tracks import ARTICLE_OF, TrackProposal, holding, proposed_tracks

AUTHORISATIONS = frozenset({"X002", "X060", "X061", "X068", "X070", "X071", "X072"})
POLICY = {"china_arms_embargo_triggers_art4": True}
L, N, B, S = TrackLetter.L, TrackLetter.N, TrackLetter.B, TrackLetter.S


def a_candidate(score: int = 800, list_id: str = "eu", item_no: int = 1) -> Candidate:
    return Candidate(item_no, list_id, "2B001", "", "annex1@test", score, (), (), "transcribed")


def raised(rule: str, *evidence: str) -> FlagResult:
    return FlagResult(rule, Evaluation.RAISED, Severity.HIGH, "", "", evidence)


def held(*numbers: int, **changes: object) -> Case:
    """Items in hand, on one declaration."""
    plain = a_case(
        declaration=a_declaration(items=tuple(an_item(no) for no in numbers), documents=()),
        items=tuple(GoodsItem(no, GoodsStatus.HELD, NOON) for no in numbers),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # fields of a case


def letters(case: Case, policy: dict[str, bool | None] | None = None) -> list[TrackLetter]:
    known = policy or {}
    return [p.letter for p in proposed_tracks(case, policy=known, authorisations=AUTHORISATIONS)]


def only(case: Case) -> TrackProposal:
    (proposal,) = proposed_tracks(case, policy={})
    return proposal


def test_a_candidate_in_hand_without_authorisation_is_suspected() -> None:
    proposal = only(held(1, 2, candidates=(a_candidate(item_no=2),)))
    assert (proposal.letter, proposal.items) == (L, (2,))


@pytest.mark.parametrize("status", sorted(set(GoodsStatus) - {"held", "sampled", "suspended"}))
def test_goods_that_are_not_in_hand_have_no_track(status: GoodsStatus) -> None:
    case = held(1, candidates=(a_candidate(),), items=(GoodsItem(1, status, NOON),))
    assert letters(case) == []


@pytest.mark.parametrize("code", ["X002", "X060", "X072"])
def test_a_declared_authorisation_takes_the_suspicion_away(code: str) -> None:
    declared = a_declaration(documents=(a_document(code),))
    case = replace(a_case(declaration=declared), items=held(1).items, candidates=(a_candidate(),))
    assert letters(case) == []


def test_a_rejected_candidate_is_no_ground_and_a_confirmed_finding_is() -> None:
    case = held(1, candidates=(a_candidate(),))
    rejected = (a_finding("2B001", ClassificationState.REJECTED),)
    confirmed = (a_finding("1C350", ClassificationState.CONFIRMED),)
    assert letters(replace(case, classifications=rejected)) == []
    assert letters(replace(case, candidates=(), classifications=confirmed)) == [L]


def test_a_candidate_of_another_states_list_is_no_ground() -> None:
    assert letters(held(1, candidates=(a_candidate(list_id="us"),))) == []


@pytest.mark.parametrize("rule", sorted(ARTICLE_OF))
def test_a_flag_under_sanctions_law_names_its_article(rule: str) -> None:
    proposal = only(held(1, flags=(raised(rule),)))
    assert proposal.letter is S
    assert ARTICLE_OF[rule] in proposal.basis


def test_a_flag_that_is_not_raised_is_no_ground() -> None:
    flag = replace(raised("RF-P01"), evaluation=Evaluation.NOT_EVALUATED)
    assert letters(held(1, flags=(flag,))) == []


def test_repression_goods_are_held_under_national_law_for_the_items_named() -> None:
    case = held(1, 2, flags=(raised("RF-E04", "items[2].description"),))
    proposal = only(case)
    assert (proposal.letter, proposal.items) == (N, (2,))
    assert [p.items for p in proposed_tracks(case, policy=POLICY) if p.letter is B] == [(2,)]


def test_a_strong_control_entry_outweighs_the_use_for_repression() -> None:
    flags = (raised("RF-E04", "items[1].description"),)
    assert letters(held(1, flags=flags, candidates=(a_candidate(900),))) == [L]
    assert letters(held(1, flags=flags, candidates=(a_candidate(500),))) == [N]


@pytest.mark.parametrize("rule", ["RF-E01", "RF-E02", "RF-P05"])
def test_grounds_of_article_4_open_track_b_by_policy_alone(rule: str) -> None:
    case = held(1, flags=(raised(rule),))
    assert letters(case, dict(POLICY)) == [B]
    for value in (False, None):
        assert letters(case, {"china_arms_embargo_triggers_art4": value}) == []


@pytest.mark.parametrize("rule", ["RF-G04", "RF-G05"])
def test_an_authorisation_that_is_none_leaves_the_suspicion(rule: str) -> None:
    declared = a_declaration(items=(an_item(1), an_item(2)), documents=(a_document("X060"),))
    case = replace(
        a_case(declaration=declared),
        items=held(1, 2).items,
        candidates=(a_candidate(), a_candidate(item_no=2)),
        flags=(raised(rule, "items/1/documents/X060=PL-1"),),
    )
    covered = replace(case, flags=())
    doubted = replace(case, tracks=(Track("t", TrackLetter.A, "Art. 21", (1,), NOON, "ana"),))
    by_law = {"policy": {}, "authorisations": AUTHORISATIONS}
    suspected = [proposed_tracks(one, **by_law) for one in (case, covered, doubted)]  # type: ignore[arg-type]  # two keywords
    listed = [[p.items for p in found if p.letter is L] for found in suspected]
    assert [1 in {no for items in one for no in items} for one in listed] == [True, False, False]


def test_a_sanction_on_one_item_holds_that_item() -> None:
    flags = (raised("RF-D01", "items/2/cn8=85423190"),)
    assert only(held(1, 2, flags=flags)).items == (2,)
    both = (*flags, raised("RF-R03", "country_routing=RU", "items/1/cn8=84717050"))
    assert only(held(1, 2, 3, flags=both)).items == (1, 2)


def test_goods_of_the_military_list_are_held_under_national_law() -> None:
    flag = replace(raised("RF-G10", "items/2/cn8=87100000"), severity=Severity.CRITICAL)
    proposal = only(held(1, 2, flags=(flag,)))
    assert (proposal.letter, proposal.items) == (N, (2,))
    confirmed = replace(flag, evidence=("classifications/1/ML6=confirmed",))
    assert only(held(1, 2, flags=(confirmed,))).items == (1,)


def test_a_word_of_the_military_list_is_no_ground_of_national_law() -> None:
    assert letters(held(1, flags=(raised("RF-G10", "items/1/description=tank"),))) == []


def test_a_military_good_is_suspected_besides_where_it_may_be_dual_use() -> None:
    flag = replace(raised("RF-G10", "items/1/cn8=87100000"), severity=Severity.CRITICAL)
    military = held(1, flags=(flag,), candidates=(a_candidate(list_id="cml"),))
    assert letters(military) == [N]
    assert letters(replace(military, candidates=(a_candidate(),))) == [L, N]


def test_an_open_track_is_not_proposed_again() -> None:
    track = Track("t", L, "UCC 188", (1,), NOON, "ana")
    assert letters(held(1, candidates=(a_candidate(),), tracks=(track,))) == []


def test_open_tracks_alone_hold_an_item() -> None:
    track = Track("t", L, "UCC 188", (1,), NOON, "ana")
    ended = replace(track, id="e", letter=S, ended_at=NOON)
    case = held(1, 2, tracks=(track, ended))
    assert [t.id for t in holding(case, 1)] == ["t"]
    assert holding(case, 2) == ()
