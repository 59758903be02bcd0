"""What a row of the embargo matrix depends on: open, settled by what is on file, and in words."""

from typing import Any

import pytest
from tests.domain.builders import (
    a_case,
    a_declaration,
    a_finding,
    a_hit,
    an_item,
    learned,
    some_facts,
)
from tests.domain.packs import inline, shipped

from landwaiter.domain.cases.case import ASSESSMENT, Candidate, Case, ClassificationState
from landwaiter.domain.flags.embargo.embargo_conditions import JUDGED
from landwaiter.domain.flags.embargo.embargo_words import notes, says, says_of_item
from landwaiter.domain.flags.embargo.item_standings import ItemStanding, item_standings
from landwaiter.domain.flags.embargo.matrix import GroupCertainty, MatrixCell, Standing
from landwaiter.domain.flags.view import View
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.lists.listing import JudgementValue

PACKS = {
    name: shipped(name)
    for name in ("embargo_matrix", "item_groups", "hs_control", "chpl", "vocabulary")
}
MILITARY_USE = "end_use=military"


def to(country: str, *annexes: Pack, item: Any = None, **changes: Any) -> ItemStanding:
    """The first item of a plain case to the country, against the shipped matrix."""
    declared = a_declaration(country_destination=country, items=(item or an_item(),))
    case = a_case(declaration=declared, **changes)
    return standing_of(case, *annexes)


def standing_of(case: Case, *annexes: Pack) -> ItemStanding:
    packs = {**PACKS, **{annex.id: annex for annex in annexes}}
    (found,) = item_standings(View(some_facts(case, packs=packs)), {})
    return found


def cell_of(found: ItemStanding, condition: str) -> MatrixCell:
    (cell,) = (one for one in found.cells if one.condition == condition)
    return cell


def answer(*, holds: bool, condition: str = MILITARY_USE, **more: Any) -> Any:
    said = {"condition": condition, "holds": holds, "reason": "the ward was visited", **more}
    return learned(JUDGED, said)


def assessed(said: str) -> Any:
    answers = {"use_military": {"answer": said, "source": "contract"}}
    return learned(ASSESSMENT, {"edition": "catch_all@1", "answers": answers})


def test_what_depends_on_an_end_use_that_nobody_judged_is_prohibited_if() -> None:
    cell = cell_of(to("MM"), MILITARY_USE)
    assert (cell.standing, cell.settled_by) == (Standing.PROHIBITED_IF, "")
    assert says(cell) == "prohibited if for a military use or a military end user"
    assert to("MM").standing is Standing.PROHIBITED_IF


@pytest.mark.parametrize(
    ("holds", "standing"),
    [(True, Standing.PROHIBITED), (False, Standing.PERMITTED_BY_ACT)],
)
def test_the_fact_prohibits_and_its_opposite_permits_by_this_act_alone(
    holds: bool, standing: Standing
) -> None:
    found = to("MM", enrichment=(answer(holds=holds),))
    cell = cell_of(found, MILITARY_USE)
    assert cell.standing is standing
    assert "the ward was visited" in cell.settled_by
    assert says(cell) == standing.value
    assert any("the ward was visited" in note for note in notes(cell))
    others = Standing.PROHIBITED if holds else Standing.CASE_BY_CASE
    assert found.standing is others


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ("yes", Standing.PROHIBITED),
        ("no", Standing.PERMITTED_BY_ACT),
        ("unknown", Standing.PROHIBITED_IF),
    ],
)
def test_the_assessment_of_unlisted_items_answers_the_same_question(
    said: str, standing: Standing
) -> None:
    assert cell_of(to("MM", enrichment=(assessed(said),)), MILITARY_USE).standing is standing


def test_an_answer_of_a_person_outweighs_an_assessment_and_the_newest_counts() -> None:
    both = (answer(holds=True), answer(holds=False), assessed("yes"))
    assert cell_of(to("MM", enrichment=both), MILITARY_USE).standing is Standing.PERMITTED_BY_ACT


@pytest.mark.parametrize(
    "said",
    [
        answer(holds=True, condition="end_use=repression"),
        answer(holds=True, instrument="REG-833-2014"),
        learned(JUDGED, None),
        learned(JUDGED, {"condition": MILITARY_USE, "holds": True}, item_no=2),
    ],
)
def test_an_answer_on_something_else_settles_nothing(said: Any) -> None:
    assert cell_of(to("MM", enrichment=(said,)), MILITARY_USE).standing is Standing.PROHIBITED_IF


def a_military_case(country: str, **changes: Any) -> Case:
    candidate = Candidate(1, "cml", "ML5", "", "hs_control@1", 700, (), (), "own knowledge")
    declared = a_declaration(country_destination=country, items=(an_item(cn="90131010"),))
    return a_case(declaration=declared, candidates=(candidate,), **changes)


def test_a_recipient_judged_the_same_as_a_designated_one_prohibits() -> None:
    plain = a_military_case("YE")
    consignee = plain.parties[1]
    hit = a_hit(consignee, "eu_fsf", kind="asset_freeze", judgement=JudgementValue.SAME)
    condition = "recipient=designated"
    assert cell_of(standing_of(plain), condition).standing is Standing.PROHIBITED_IF
    met = standing_of(a_military_case("YE", hits=(hit,)))
    assert cell_of(met, condition).standing is Standing.PROHIBITED
    other = a_hit(consignee, "eu_fsf", kind="asset_freeze", judgement=JudgementValue.DIFFERENT)
    left = standing_of(a_military_case("YE", hits=(other,)))
    assert cell_of(left, condition).standing is Standing.PROHIBITED_IF


def test_scrutiny_on_suspicion_is_never_made_a_prohibition() -> None:
    vans = an_item(cn="87059090", description="water cannon vehicle")
    found = to("HK", item=vans, enrichment=(answer(holds=True, condition="end_use=repression"),))
    (cell,) = (one for one in found.cells if one.instrument == "HK-2020")
    assert cell.standing is Standing.CASE_BY_CASE


@pytest.mark.parametrize(("country", "act"), [("RU", "833/2014"), ("BY", "765/2006")])
def test_a_high_priority_code_is_barred_by_itself_until_the_annexes_are_loaded(
    country: str, act: str
) -> None:
    bearings = an_item(cn="84821010", description="ball bearings")
    found = to(country, item=bearings)
    (cell,) = (one for one in found.cells if one.group == "high_priority")
    assert (cell.standing, cell.certainty) == (Standing.PROHIBITED, GroupCertainty.CONFIRMED)
    assert "article to be checked" in cell.source
    pack = "eu_833_annexes" if country == "RU" else "eu_765_annexes"
    named = {"instrument": act, "annex": "XXIII", "hs6": "848210"}
    loaded = to(country, inline(pack, "goods_annex", named), item=bearings)
    (cell,) = (one for one in loaded.cells if one.group == "high_priority")
    assert cell.standing is Standing.PROHIBITED
    without = to(country, inline(pack, "goods_annex", {**named, "hs6": "010121"}), item=bearings)
    (cell,) = (one for one in without.cells if one.group == "high_priority")
    assert cell.standing is Standing.PERMITTED_BY_ACT


def test_an_annex_of_another_act_settles_nothing() -> None:
    bearings = an_item(cn="84821010", description="ball bearings")
    other = inline(
        "eu_765_annexes", "goods_annex", {"instrument": "765/2006", "annex": "V", "hs6": "010121"}
    )
    (cell,) = (one for one in to("RU", other, item=bearings).cells if one.group == "high_priority")
    assert cell.standing is Standing.PROHIBITED
    assert cell.settled_by == ""


HELMETS = an_item(cn="65061080", description="ballistic helmets level IIIA")


def helmets(edition: str, **changes: Any) -> ItemStanding:
    candidate = Candidate(1, "cml", "ML13", "", edition, 764, (), (), "own knowledge")
    declared = a_declaration(country_destination="SD", items=(HELMETS,))
    packs = {name: pack for name, pack in PACKS.items() if name != "vocabulary"}
    case = a_case(declaration=declared, candidates=(candidate,), **changes)
    (found,) = item_standings(View(some_facts(case, packs=packs)), {})
    return found


def test_a_candidate_by_words_alone_is_in_its_group_as_may_be() -> None:
    found = helmets("glossary@1")
    (group,) = found.groups
    assert (group.id, group.certainty) == ("military", GroupCertainty.MAY_BE)
    assert (found.standing, found.certainty) == (Standing.PROHIBITED, GroupCertainty.MAY_BE)
    (cell,) = (one for one in found.cells if one.destination == "SD")
    assert says_of_item(cell) == "would be prohibited if it is ML13 (by words only)"


def test_a_candidate_of_a_table_is_one_and_a_confirmed_code_is_no_doubt() -> None:
    found = helmets("hs_control@1")
    assert found.certainty is GroupCertainty.CANDIDATE
    (cell,) = (one for one in found.cells if one.destination == "SD")
    assert says_of_item(cell) == "would be prohibited if it is ML13 (candidate)"
    sure = helmets(
        "glossary@1",
        classifications=(a_finding("ML13.d", ClassificationState.CONFIRMED, "cml"),),
    )
    assert sure.certainty is GroupCertainty.CONFIRMED
    (cell,) = (one for one in sure.cells if one.destination == "SD")
    assert says_of_item(cell) == "prohibited"


def test_a_hint_that_a_person_rejected_is_in_no_group() -> None:
    rejected = (a_finding("ML13", ClassificationState.REJECTED, "cml"),)
    assert helmets("glossary@1", classifications=rejected).groups == ()
