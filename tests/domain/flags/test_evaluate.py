"""The evaluator: one result per rule, switches, thresholds, one fact one flag, editions."""

from dataclasses import replace

import pytest
from tests.domain.builders import (
    a_case,
    a_declaration,
    a_hit,
    a_list,
    a_party,
    an_item,
    learned,
    raised_in,
    result_of,
    some_facts,
)
from tests.domain.packs import shipped
from tests.pseudo import BEGINS, Pseudo

from landwaiter.domain.cases.case import Evaluation
from landwaiter.domain.flags.evaluate import evaluate
from landwaiter.domain.flags.registry import RULES
from landwaiter.domain.flags.rule import needs_of, rules_of
from landwaiter.domain.goods.candidates import classify
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.errors import NotFound
from landwaiter.i18n import speaking

IC_TO_KG = a_declaration(
    country_destination="KG",
    country_routing=("PL", "KG"),
    items=(an_item(cn="85423190", description="programmable logic processors"),),
)
TRADER = learned("consignee.kind", "trader", "company_register")
LIGHT = an_item(gross_mass_kg=9799)


def test_there_is_one_result_per_rule_in_the_order_of_the_pack() -> None:
    ids = [row["id"] for row in shipped("flag_rules").rows]
    assert [result.rule for result in evaluate(some_facts())] == ids


def test_without_rules_nothing_can_be_judged() -> None:
    with pytest.raises(NotFound, match="No flag rules"):
        evaluate(some_facts(without=("flag_rules",)))


def test_every_decider_belongs_to_a_rule_of_the_pack() -> None:
    assert set(RULES) <= {row["id"] for row in shipped("flag_rules").rows}


def test_the_same_facts_give_the_same_results() -> None:
    facts = some_facts(a_case(declaration=IC_TO_KG, enrichment=(TRADER,)))
    assert evaluate(facts) == evaluate(facts)


def test_what_was_said_in_one_language_is_said_anew_in_another() -> None:
    facts = some_facts(a_case(declaration=IC_TO_KG))
    english = {one.rule: str(one.explanation) for one in evaluate(facts)}
    with speaking(Pseudo()):
        other = {one.rule: str(one.explanation) for one in evaluate(facts)}
    waiting = [rule for rule, said in english.items() if said.startswith("Not evaluated")]
    assert waiting
    assert [rule for rule in waiting if not other[rule].startswith(BEGINS)] == []
    assert {one.rule: str(one.explanation) for one in evaluate(facts)} == english


def test_one_fact_raises_one_flag() -> None:
    facts = some_facts(a_case(declaration=IC_TO_KG, enrichment=(TRADER,)))
    assert {"RF-R01", "RF-R02", "RF-G01"} & raised_in(facts) == {"RF-R02"}
    assert "RF-R02" in result_of("RF-R01", facts).explanation
    assert "RF-R02" in result_of("RF-G01", facts).explanation


def test_the_office_may_switch_a_rule_off() -> None:
    facts = some_facts(a_case(declaration=a_declaration(items=(LIGHT,))))
    assert "RF-W04" in raised_in(facts)
    off = result_of("RF-W04", replace(facts, settings={"RF-W04.on": "false"}))
    assert off.evaluation is Evaluation.NOT_EVALUATED
    assert off.missing == ("switched off in this office",)


def test_the_office_may_change_a_threshold() -> None:
    facts = some_facts()
    assert "RF-G07" not in raised_in(facts)
    assert "RF-G07" in raised_in(replace(facts, settings={"RF-G07.words": "9"}))


def test_a_result_names_the_editions_it_rests_on() -> None:
    editions = result_of("RF-R02", some_facts(a_case(declaration=IC_TO_KG))).editions
    assert "chpl@2024-02-23" in editions
    assert "countries@2026-11-28" in editions


def test_a_missing_pack_leaves_its_rules_not_evaluated() -> None:
    facts = some_facts(a_case(declaration=IC_TO_KG, enrichment=(TRADER,)), without=("chpl",))
    assert result_of("RF-R02", facts).missing == ("pack:chpl",)


def test_no_input_is_named_twice_as_missing() -> None:
    for result in evaluate(some_facts()):
        names = [name for need in result.missing for name in need.split("|")]
        assert len(names) == len(set(names)), result.rule


def test_inputs_are_read_as_needs() -> None:
    whole, part, every = needs_of("a|b;c?;d||e")
    assert (whole.names, whole.for_a_part, str(whole)) == (("a", "b"), False, "a|b")
    assert (part.names, part.for_a_part) == (("c",), True)
    assert (every.names, every.every, str(every)) == (("d", "e"), True, "d||e")
    assert not whole.every


def test_a_rule_that_is_open_says_what_is_known_and_does_not_meet_it() -> None:
    user = learned("end_user", {"name": "Plant 4"})
    result = result_of("RF-E01", some_facts(a_case(enrichment=(user,))))
    assert (result.missing, result.not_met) == (("end_use",), ("end_user.name",))
    assert result.explanation == "Not evaluated; not met by end_user.name; open: end_use."


def test_a_list_that_was_not_read_is_named_where_another_was() -> None:
    """The list of the Union carries the entries of the United Nations: read, and said."""
    facts = some_facts(lists=(a_list("eu_fsf", "asset_freeze"),))
    text = result_of("RF-P01", facts).explanation
    assert text == "Decided by: list:eu_fsf; not looked at: list:un."


def test_what_might_still_speak_against_the_declaration_is_named() -> None:
    text = result_of("RF-G02", some_facts()).explanation
    assert text.endswith("not looked at: items.params, end_user.name.")


def test_thresholds_come_from_the_pack() -> None:
    thresholds = {rule.id: rule.thresholds for rule in rules_of(shipped("flag_rules"))}
    assert thresholds["RF-P09"] == {"days": "365", "value_eur": "50000"}


def test_a_candidate_counts_for_its_own_item_alone() -> None:
    chairs = an_item(cn="94036000", description="chairs of bent wood")
    found = classify("acoustic and sonar system", {"annex1": shipped("annex1")})[0]
    buyer = a_party(Role.CONSIGNEE, "Northern Institute")
    same = a_hit(
        buyer,
        "prc_entities",
        "institutions",
        programme="university-civil-defence-lab",
        judgement=JudgementValue.SAME,
    )
    case = a_case(
        declaration=a_declaration(items=(chairs,)),
        parties=(buyer,),
        hits=(same,),
        candidates=(replace(found, item_no=2),),
    )
    assert "RF-P06" not in raised_in(some_facts(case))
    assert "RF-P06" in raised_in(some_facts(replace(case, candidates=(replace(found, item_no=1),))))
