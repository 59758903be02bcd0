"""Tracks that a case gives grounds for, before anything is held, each with its own basis."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.domain.builders import (
    NOON,
    a_case,
    a_declaration,
    a_document,
    a_finding,
    an_item,
    learned,
    some_facts,
)
from tests.domain.packs import shipped

from landwaiter.domain.cases.case import (
    Candidate,
    Case,
    ClassificationState,
    Evaluation,
    FlagResult,
    GoodsItem,
    GoodsStatus,
    Severity,
    Stage,
    Track,
    TrackLetter,
)
from landwaiter.domain.flags.embargo.embargo_conditions import JUDGED
from landwaiter.domain.flags.embargo.item_standings import item_standings
from landwaiter.domain.flags.items_to_hold import OnFile
from landwaiter.domain.flags.track_proposals import (
    ARTICLE_OF,
    AbsentTracks,
    TrackProposal,
    absent_tracks,
    proposed_tracks,
)
from landwaiter.domain.flags.view import View
from landwaiter.domain.intake.case_kind import CaseKind

PACKS = {name: shipped(name) for name in ("embargo_matrix", "item_groups", "annex_xxxvii")}
POLICY: dict[str, bool | None] = {"china_arms_embargo_triggers_art4": True}
L, N, B, S = TrackLetter.L, TrackLetter.N, TrackLetter.B, TrackLetter.S
T = TrackLetter.T
WOOD = {"cn": "94036000", "description": "wooden garden chairs"}
CUSTOMS = "UCC 188, 194(1)"


def strong(code: str = "2B001", list_id: str = "eu", item_no: int = 1) -> Candidate:
    """A candidate whose code is written in the papers: strong anywhere."""
    return replace(weak(code, list_id, item_no), kinds=("code",), score=950)


def weak(code: str = "2B001", list_id: str = "eu", item_no: int = 1) -> Candidate:
    edition = "hs_control@test"
    return Candidate(item_no, list_id, code, "", edition, 400, (), (), "own knowledge")


def raised(rule: str, *evidence: str) -> FlagResult:
    return FlagResult(rule, Evaluation.RAISED, Severity.HIGH, "", "", evidence)


def declared(
    *numbers: int,
    to: str = "BR",
    status: GoodsStatus = GoodsStatus.NOT_PRESENTED,
    goods: dict[str, str] | None = None,
    **changes: Any,
) -> Case:
    """A case whose goods are nothing in particular, unless they are said to be something."""
    about = {
        name: changes.pop(name) for name in ("documents", "country_routing") if name in changes
    }
    declaration = a_declaration(
        country_destination=to,
        items=tuple(an_item(no, **(goods or WOOD)) for no in numbers or (1,)),
        **{"documents": (), "country_routing": (), **about},
    )
    items = tuple(GoodsItem(no, status, NOON) for no in numbers or (1,))
    return a_case(declaration=declaration, items=items, **changes)


def held(*numbers: int, **changes: Any) -> Case:
    return declared(*numbers, status=GoodsStatus.HELD, **changes)


def proposals(
    case: Case, policy: dict[str, bool | None] | None = None
) -> tuple[TrackProposal, ...]:
    view = View(some_facts(case, packs=PACKS))
    return proposed_tracks(OnFile(case, view, item_standings(view, {}), policy or {}))


def letters(case: Case, policy: dict[str, bool | None] | None = None) -> list[TrackLetter]:
    return [one.letter for one in proposals(case, policy)]


def absent(case: Case) -> tuple[AbsentTracks, ...]:
    return absent_tracks(View(some_facts(case, packs=PACKS)))


def only(case: Case) -> TrackProposal:
    (proposal,) = proposals(case)
    return proposal


def of_letter(case: Case, letter: TrackLetter) -> TrackProposal:
    (proposal,) = (one for one in proposals(case) if one.letter is letter)
    return proposal


def test_a_strong_candidate_is_a_ground_before_the_goods_are_presented() -> None:
    proposal = only(declared(1, 2, candidates=(strong(item_no=2),)))
    assert (proposal.letter, proposal.items, proposal.codes) == (L, (2,), ("2B001",))
    assert proposal.basis == CUSTOMS
    assert "may fall under 2B001 (candidate, not confirmed)" in proposal.why


def test_a_weak_candidate_is_a_ground_only_of_goods_in_hand() -> None:
    assert letters(declared(candidates=(weak(),))) == []
    assert letters(held(candidates=(weak(),))) == [L]


HOLDABLE = {"not_presented", "held", "sampled", "suspended"}


@pytest.mark.parametrize("status", sorted(set(GoodsStatus) - HOLDABLE))
def test_goods_that_cannot_be_held_any_more_have_no_track(status: GoodsStatus) -> None:
    assert letters(declared(status=status, candidates=(strong(),))) == []


@pytest.mark.parametrize("stage", ["decided", "executed", "closed", "dismissed", "merged"])
def test_a_case_that_ended_proposes_nothing(stage: str) -> None:
    assert letters(declared(candidates=(strong(),), stage=Stage(stage))) == []


def test_a_track_that_was_opened_is_not_proposed_again() -> None:
    track = Track("t", L, CUSTOMS, (1,), NOON, "ana")
    both = (strong(), strong(item_no=2))
    assert letters(declared(candidates=(strong(),), tracks=(track,))) == []
    ended = replace(track, ended_at=NOON)
    assert letters(declared(candidates=(strong(),), tracks=(ended,))) == []
    assert only(declared(1, 2, candidates=both, tracks=(track,))).items == (2,)


def test_a_rejected_candidate_is_no_ground_and_a_confirmed_finding_is() -> None:
    case = held(candidates=(strong(),))
    rejected = (a_finding("2B001", ClassificationState.REJECTED),)
    confirmed = (a_finding("1C350", ClassificationState.CONFIRMED),)
    assert letters(replace(case, classifications=rejected)) == []
    proposal = only(replace(case, candidates=(), classifications=confirmed))
    assert (proposal.letter, proposal.codes) == (L, ("1C350",))
    assert proposal.why.startswith("It is confirmed as 1C350")


def test_a_candidate_of_another_states_list_is_no_ground() -> None:
    assert letters(held(candidates=(strong(list_id="us"),))) == []


@pytest.mark.parametrize("code", ["X060", "X070"])
def test_an_authorisation_of_annex_i_takes_the_suspicion_away(code: str) -> None:
    papers = (a_document(code, reference="PL-1"),)
    assert letters(declared(candidates=(strong(),), documents=papers)) == []


@pytest.mark.parametrize("code", ["Y901", "X061"])
def test_what_does_not_cover_the_destination_takes_nothing_away(code: str) -> None:
    assert letters(declared(to="CN", candidates=(strong(),), documents=(a_document(code),))) == [L]


@pytest.mark.parametrize("rule", ["RF-G04", "RF-G05"])
def test_an_authorisation_that_is_none_leaves_the_suspicion(rule: str) -> None:
    case = declared(
        1,
        2,
        documents=(a_document("X060", item_no=None, reference="PL-1"),),
        candidates=(strong(), strong(item_no=2)),
        flags=(raised(rule, "items/1/documents/X060=PL-1"),),
    )
    assert only(case).items == (1,)
    assert letters(replace(case, flags=())) == []
    doubted = replace(case, tracks=(Track("t", TrackLetter.A, "Art. 21", (1,), NOON, "ana"),))
    assert letters(doubted) == []


def test_annex_i_asks_for_no_licence_in_transit_of_foreign_goods() -> None:
    case = declared(candidates=(strong(),))
    version = case.versions[0]
    under_t1 = replace(version, declaration=replace(version.declaration, type="T1"))
    assert letters(replace(case, versions=(under_t1,))) == []
    by_kind = replace(case, kind=CaseKind.TRANSIT, project={"non_union": True})
    assert letters(by_kind) == []
    assert letters(replace(case, kind=CaseKind.TRANSIT, project={"non_union": False})) == [L]


def in_transit(to: str = "BR", *rules: str, **changes: Any) -> Case:
    """Non-Union goods that pass through, with these rules raised."""
    flags = tuple(raised(rule) for rule in rules)
    case = declared(to=to, flags=flags, **{"candidates": (strong(),), **changes})
    version = case.versions[0]
    under_t1 = replace(version, declaration=replace(version.declaration, type="T1"))
    return replace(case, kind=CaseKind.TRANSIT, versions=(under_t1,))


def test_goods_of_annex_i_in_transit_for_weapons_give_track_t_anywhere() -> None:
    found = only(in_transit("BR", "RF-E02"))
    assert (found.letter, found.basis, found.codes) == (T, "Art. 7(1) to (3)", ("2B001",))
    assert found.why == (
        "It may fall under 2B001 (candidate, not confirmed), in transit of non-Union goods. "
        "It may be meant for a use of Art. 4(1): RF-E02."
    )


@pytest.mark.parametrize("rule", ["RF-E01", "RF-P05"])
def test_a_military_use_in_transit_needs_an_embargo_of_the_destination(rule: str) -> None:
    assert letters(in_transit("BR", rule)) == []
    assert letters(in_transit("CN", rule)) == []
    assert letters(in_transit("CN", rule), POLICY) == [T]


def test_what_is_declared_as_authorised_is_no_reason_against_track_t() -> None:
    """In transit no authorisation is asked for; Art. 7 prohibits all the same."""
    documents = (a_document("X060", reference="PL-1"),)
    assert letters(in_transit("BR", "RF-E02", documents=documents)) == [T]


def test_transit_without_annex_i_or_without_such_a_use_gives_no_track_t() -> None:
    assert letters(in_transit("BR")) == []
    assert letters(in_transit("BR", "RF-E02", candidates=())) == []
    assert letters(in_transit("CN", "RF-E02", candidates=()), POLICY) == []
    union = in_transit("BR", "RF-E02")
    version = union.versions[0]
    t2 = replace(version, declaration=replace(version.declaration, type="T2"))
    assert letters(replace(union, versions=(t2,))) == [L]


def test_in_transit_art_21_3_suspends_nothing_whatever_embargo_the_destination_is_under() -> None:
    everything = in_transit("CN", "RF-E01", "RF-E02", "RF-P05")
    assert letters(everything, POLICY) == [T]
    as_export = replace(everything, kind=CaseKind.EXPORT)
    assert letters(as_export, POLICY) == [T]
    version = everything.versions[0]
    t2 = replace(version, declaration=replace(version.declaration, type="T2"))
    assert letters(replace(everything, versions=(t2,)), POLICY) == [L, B]


def test_tracks_that_are_not_for_transit_are_said_not_to_be() -> None:
    said = {one.letters: one.why for one in absent(in_transit())}
    assert said[(L,)].startswith("Non-Union goods in transit (T1): Annex I asks for no")
    assert said[(TrackLetter.A, B)].startswith("Art. 21(3) suspends exports")
    assert absent(declared()) == ()


def test_a_track_t_that_was_opened_is_not_proposed_again() -> None:
    track = Track("t", T, "Art. 7(1)", (1,), NOON, "ana")
    assert letters(in_transit("BR", "RF-E02", tracks=(track,))) == []


def test_an_export_ban_gives_s_beside_l_and_both_name_the_article() -> None:
    case = declared(to="IR", candidates=(strong("1C350"),))
    case = replace(case, versions=(accepted(case, "2026-03-02"),))
    assert letters(case) == [L, S]
    sanctions = of_letter(case, S)
    assert sanctions.basis == f"{CUSTOMS}; Reg. 267/2012 Art. 2(1), Annex I"
    assert sanctions.codes == ("1C350",)
    for one in proposals(case):
        assert (
            "Would be prohibited by Reg. 267/2012 Art. 2(1), Annex I if it is 1C350 "
            "(not confirmed)." in one.why
        )


def accepted(case: Case, day: str) -> Any:
    version = case.versions[0]
    at = datetime.fromisoformat(day).replace(tzinfo=UTC)
    return replace(version, declaration=replace(version.declaration, accepted=at))


def test_a_confirmed_entry_is_prohibited_and_not_only_perhaps() -> None:
    found = (a_finding("2B001.b", ClassificationState.CONFIRMED),)
    proposal = of_letter(declared(to="RU", classifications=found), S)
    assert "Reg. 833/2014 Art. 2(1)" in proposal.basis
    assert proposal.why.startswith("Prohibited by Reg. 833/2014 Art. 2(1).")


def test_an_export_ban_never_names_transit_and_transit_never_the_export() -> None:
    to_russia = declared(to="RU", country_routing=("PL", "RU"), candidates=(strong("3A001"),))
    basis = of_letter(to_russia, S).basis
    assert "Art. 2(1)" in basis
    assert "2(1a)" not in basis
    through = declared(
        to="KZ", country_routing=("PL", "BY", "RU", "KZ"), candidates=(strong("3A001"),)
    )
    basis = of_letter(through, S).basis
    assert "Reg. 833/2014 Art. 2(1a)" in basis
    assert "Reg. 765/2006 Art. 1e, 1f as amended in 2024 (not read)" in basis
    assert "Art. 2(1)," not in f"{basis},"


def test_a_weak_candidate_is_no_ground_of_sanctions_even_in_hand() -> None:
    assert letters(held(to="RU", candidates=(weak(),))) == [L]


def test_a_condition_that_nobody_settled_is_no_ground_and_its_fact_is() -> None:
    case = declared(to="MM", candidates=(strong(),))
    assert letters(case) == [L]
    said = {"condition": "end_use=military", "holds": True, "reason": "stated in the contract"}
    judged = replace(case, enrichment=(learned(JUDGED, said),))
    assert of_letter(judged, S).basis == f"{CUSTOMS}; Reg. 401/2013 Art. 3a(1), (2)"


@pytest.mark.parametrize(("country", "act"), [("RU", "833/2014"), ("BY", "765/2006")])
def test_a_high_priority_code_to_russia_or_belarus_is_a_ground_by_itself(
    country: str, act: str
) -> None:
    bearings = {"cn": "84821010", "description": "ball bearings"}
    proposal = only(declared(to=country, goods=bearings))
    assert proposal.letter is S
    assert proposal.basis == f"{CUSTOMS}; Reg. {act} export ban, article to be checked"


@pytest.mark.parametrize("rule", sorted(ARTICLE_OF))
def test_a_rule_on_parties_under_sanctions_law_names_its_article(rule: str) -> None:
    proposal = only(declared(1, 2, flags=(raised(rule, "parties/consignee/name: X"),)))
    assert (proposal.letter, proposal.items) == (S, (1, 2))
    assert proposal.basis == f"{CUSTOMS}; {ARTICLE_OF[rule]}"
    assert rule in proposal.why


@pytest.mark.parametrize("rule", ["RF-R03", "RF-R10", "RF-D01", "RF-G14"])
def test_a_rule_on_goods_or_papers_is_no_ground_by_itself(rule: str) -> None:
    assert letters(held(flags=(raised(rule, "items/1/cn8: 94036000"),))) == []


def test_a_flag_that_is_not_raised_is_no_ground() -> None:
    flag = replace(raised("RF-P01"), evaluation=Evaluation.NOT_EVALUATED)
    assert letters(declared(flags=(flag,))) == []


def test_a_military_candidate_gives_n_with_the_decision_and_never_s_or_l() -> None:
    proposal = only(declared(to="MM", candidates=(strong("ML4", "cml"),)))
    assert (proposal.letter, proposal.codes) == (N, ("ML4",))
    assert proposal.basis == "national law (military list); Decision 2013/184/CFSP Art. 1"
    assert "may fall under ML4 (candidate, not confirmed)" in proposal.why


def test_where_no_embargo_prohibits_national_law_alone_is_the_basis() -> None:
    assert only(declared(candidates=(strong("ML4", "cml"),))).basis == (
        "national law (military list)"
    )


def test_both_lists_open_give_l_and_n_each_with_its_codes() -> None:
    both = (strong("9A108"), strong("ML4", "cml"))
    listed, military = proposals(declared(to="CN", candidates=both))
    assert (listed.letter, listed.codes) == (L, ("9A108",))
    assert (military.letter, military.codes) == (N, ("ML4",))
    assert "for CN: not set" in military.why


@pytest.mark.parametrize(
    ("goods", "said"),
    [
        ({"cn": "87100000", "description": "vehicles"}, "Heading 87100000 is one of the"),
        ({"cn": "94036000", "description": "case as ML5.b"}, "ML5.b is written"),
    ],
)
def test_a_military_heading_or_a_written_code_is_enough(goods: dict[str, str], said: str) -> None:
    proposal = only(declared(goods=goods))
    assert proposal.letter is N
    assert proposal.why.startswith(said)


def test_a_word_of_the_military_list_is_no_ground_of_national_law() -> None:
    flag = raised("RF-G10", "items/1/description: tank")
    assert letters(declared(goods={"cn": "94036000", "description": "tank"}, flags=(flag,))) == []


def test_words_alone_that_point_to_the_military_list_are_no_ground_of_goods_in_hand() -> None:
    hint = replace(weak("ML13", "cml"), edition="glossary@1")
    assert letters(held(candidates=(hint,))) == []
    assert letters(held(candidates=(weak("ML13", "cml"),))) == [N]


def test_a_licence_of_annex_i_says_nothing_of_the_military_list() -> None:
    papers = (a_document("X060", reference="PL-1"),)
    both = (strong(), strong("ML4", "cml"))
    assert letters(declared(candidates=both, documents=papers)) == [N]


def test_a_decision_that_bars_other_goods_gives_n_and_no_s() -> None:
    vans = {"cn": "87059090", "description": "water cannon vehicle"}
    case = held(to="LY", goods=vans, classifications=(a_finding("ATR", CONFIRMED, "atr"),))
    assert [one.letter for one in proposals(case)] == [N]
    assert only(case).basis == (
        "national law (Equipment for internal repression); Decision (CFSP) 2015/1333 Art. 1(1)"
    )


CONFIRMED = ClassificationState.CONFIRMED


def test_repression_goods_in_hand_are_a_matter_of_national_law_for_the_items_named() -> None:
    flags = (raised("RF-E04", "items[2].description"),)
    proposal = only(held(1, 2, to="CN", flags=flags))
    assert (proposal.letter, proposal.items) == (N, (2,))
    assert letters(declared(1, 2, to="CN", flags=flags)) == []
    found = proposals(declared(1, 2, to="CN", flags=flags), POLICY)
    assert [(one.letter, one.items) for one in found] == [(B, (2,))]


def test_a_strong_control_entry_outweighs_the_use_for_repression() -> None:
    flags = (raised("RF-E04", "items/1/description: x"),)
    assert letters(held(to="CN", flags=flags, candidates=(strong(),))) == [L]
    assert letters(held(to="CN", flags=flags, candidates=(weak(),))) == [N]


@pytest.mark.parametrize("rule", ["RF-E01", "RF-E02", "RF-P05"])
def test_grounds_of_article_4_give_track_b_by_policy_alone(rule: str) -> None:
    case = declared(to="CN", flags=(raised(rule),))
    assert letters(case, POLICY) == [B]
    for value in (False, None):
        assert letters(case, {"china_arms_embargo_triggers_art4": value}) == []


def test_an_arms_embargo_by_law_needs_no_policy_and_one_in_part_does() -> None:
    flags = (raised("RF-E01"),)
    by_law: dict[str, bool | None] = {"mm_arms_embargo_by_law": True}
    (found,) = proposals(declared(to="MM", flags=flags), by_law)
    assert found.letter is B
    assert found.why == "MM is under an arms embargo (Art. 2(19)), so Art. 4(1)(b) applies."
    in_part = "iq_arms_embargo_triggers_art4"
    for value, expected in ((None, []), (False, []), (True, [B])):
        assert letters(declared(to="IQ", flags=flags), {in_part: value}) == expected


def test_items_with_one_basis_stand_in_one_proposal_with_their_reasons() -> None:
    found = tuple(strong(code, item_no=no) for no, code in ((1, "2B001"), (2, "3A001")))
    proposal = only(declared(1, 2, candidates=found))
    assert (proposal.items, proposal.codes) == ((1, 2), ("2B001", "3A001"))
    assert "Item 1: It may fall under 2B001" in proposal.why
    assert "Item 2: It may fall under 3A001" in proposal.why


def test_of_many_reasons_the_first_are_told_and_the_rest_counted() -> None:
    codes = ("2B001", "3A001", "4A001", "5A001", "6A001")
    found = tuple(strong(code, item_no=no) for no, code in enumerate(codes, start=1))
    proposal = only(declared(*range(1, 6), candidates=found))
    assert proposal.items == (1, 2, 3, 4, 5)
    assert proposal.why.endswith("And 2 more.")
    many = tuple(strong(code) for code in codes)
    assert "2B001, 3A001, 4A001, 5A001 and 1 more" in only(declared(candidates=many)).why


def test_items_to_different_destinations_have_each_their_own_articles() -> None:
    case = declared(1, 2, to="RU", candidates=(strong(), strong(item_no=2)))
    version = case.versions[0]
    first, second = version.declaration.items
    items = (first, replace(second, destination="IR"))
    elsewhere = replace(
        version, declaration=replace(version.declaration, items=items, accepted=NOON)
    )
    found = [one for one in proposals(replace(case, versions=(elsewhere,))) if one.letter is S]
    assert [one.items for one in found] == [(1,), (2,)]
    assert "833/2014" in found[0].basis
    assert "267/2012" in found[1].basis
