"""What counts as known on a case, input by input."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from tests.domain.builders import (
    NOON,
    a_case,
    a_declaration,
    a_hit,
    a_party,
    a_request,
    an_item,
    some_facts,
)
from tests.domain.packs import shipped

from landwaiter.domain.cases.case import ActionKind, Candidate, Case
from landwaiter.domain.flags.inputs import is_known, means, missing_inputs
from landwaiter.domain.flags.inputs_of_rules import TradeHistory
from landwaiter.domain.flags.rule import needs_of, rules_of
from landwaiter.domain.flags.view import Goods, View, covers, imo_numbers, judged, value_eur
from landwaiter.domain.goods.classification.headings import CONFIDENCE
from landwaiter.domain.intake.declaration import Address, Money, Role, TransportMeans
from landwaiter.domain.lists.listing import Judgement, JudgementValue

CONSIGNEE = a_party(Role.CONSIGNEE, "Huarui Education Technology")
SAME, DIFFERENT, UNSURE = JudgementValue.SAME, JudgementValue.DIFFERENT, JudgementValue.UNSURE


def known(name: str, case: Case, **facts: Any) -> bool:
    return is_known(name, View(some_facts(case, **facts)))


def declaring(**changes: Any) -> Case:
    return a_case(declaration=a_declaration(**changes))


@pytest.mark.parametrize(
    ("address", "is_there"),
    [
        (Address(street="Dianzi 2"), True),
        (Address(city="Xi'an"), True),
        (Address(country="CN"), False),
    ],
    ids=["a street", "a city", "a country alone"],
)
def test_an_address_is_a_street_or_a_city(address: Address, is_there: bool) -> None:
    case = a_case(parties=(replace(CONSIGNEE, address=address),))
    assert known("consignee.address", case) is is_there
    assert known("parties.address", case) is is_there


def test_one_of_several_lines_is_enough_for_an_input_of_goods() -> None:
    lines = (an_item(1, net_mass_kg=None), an_item(2, net_mass_kg=Decimal(5)))
    assert known("items.net_mass_kg", declaring(items=lines))
    assert not known("items.net_mass_kg", declaring(items=lines[:1]))


@pytest.mark.parametrize("name", ["items.net_mass_kg", "mrn", "country_routing", "transport.id"])
def test_without_a_declaration_nothing_of_it_is_known(name: str) -> None:
    assert not known(name, a_case(versions=()))


@pytest.mark.parametrize("name", ["mrn", "office_exit", "country_routing"])
def test_what_the_declaration_leaves_empty_is_not_known(name: str) -> None:
    assert known(name, declaring())
    assert not known(name, declaring(**{name: () if name == "country_routing" else None}))


def test_a_field_of_the_project_is_known_once_the_project_states_it() -> None:
    assert known("project.partner", a_case(project={"partner": "a university"}))
    assert not known("project.partner", a_case(project={"medium": "lectures"}))
    assert not known("project.partner", a_case())


def test_a_trade_history_is_known_by_the_field_that_is_filled() -> None:
    trade = TradeHistory("Obrabiarki Wisla", "", "KG", None, {})
    assert known("exports.destination", a_case(), trade=trade)
    assert not known("exports.hs6", a_case(), trade=trade)
    assert not known("exports.destination", a_case())


@pytest.mark.parametrize(
    ("value", "is_settled"), [(SAME, True), (DIFFERENT, True), (UNSURE, False), (None, False)]
)
def test_hits_are_judged_once_none_is_left_open(
    value: JudgementValue | None, is_settled: bool
) -> None:
    hits = tuple(
        a_hit(CONSIGNEE, "prc_entities", "institutions", judgement=one) for one in (SAME, value)
    )
    assert known("hits.judgement", a_case(parties=(CONSIGNEE,), hits=hits)) is is_settled


def test_a_judgement_that_was_revoked_is_none() -> None:
    made = Judgement("j", SAME, "same name", "analyst", NOON)
    hit = a_hit(CONSIGNEE, "prc_entities", "institutions")
    assert judged(replace(hit, judgement=made)) is SAME
    assert judged(replace(hit, judgement=replace(made, revoked_at=NOON))) is None


def test_a_request_is_known_by_its_due_day_and_its_kind() -> None:
    request = a_request(date(2026, 4, 1))
    name = "actions.information_request.due"
    other = next(kind for kind in ActionKind if kind is not ActionKind.INFORMATION_REQUEST)
    assert known(name, a_case(actions=(replace(request, due=None), request)))
    assert not known(name, a_case(actions=(replace(request, due=None),)))
    assert not known(name, a_case(actions=(replace(request, kind=other),)))


@pytest.mark.parametrize(
    ("name", "list_id", "kind", "is_meant"),
    [
        ("un", "un", "asset_freeze", True),
        ("un", "un_sc", "asset_freeze", True),
        ("un", "uncle", "asset_freeze", False),
        ("un", "eu_fsf", "asset_freeze", False),
        ("un", "un_sc", "export_list", False),
        ("eu_fsf", "eu", "asset_freeze", True),
        ("us_csl", "csl", "export_list", True),
        ("us_csl", "jp_end_users", "export_list", False),
        ("vessels", "ships", "vessel_list", True),
        ("any", "anything", "export_list", True),
    ],
)
def test_a_rule_means_the_lists_of_its_authority(
    name: str, list_id: str, kind: str, is_meant: bool
) -> None:
    assert means(name, list_id, kind) is is_meant


@pytest.mark.parametrize(("id_type", "numbers"), [("10", ("9321483",)), ("20", ())])
def test_a_number_of_a_ship_is_one_that_is_declared_as_such(
    id_type: str, numbers: tuple[str, ...]
) -> None:
    means_of = (TransportMeans("border", "1", id_type, "9321483", None, "TEST VESSEL"),)
    assert tuple(imo_numbers(View(some_facts(declaring(transport=means_of))))) == numbers


def test_an_input_that_only_a_part_of_a_rule_needs_is_never_missing() -> None:
    rule = replace(rules_of(shipped("flag_rules"))[0], needs=needs_of("end_use;state?"))
    assert missing_inputs(rule, ()) == ("end_use",)


@pytest.mark.parametrize(
    ("heading", "code", "is_covered"),
    [
        ("8457", "84571010", True),
        ("84571010", "84571010", True),
        ("8458", "84571010", False),
        ("845710", "8457", False),
        ("8457", None, False),
        ("", "84571010", False),
    ],
)
def test_a_heading_covers_the_codes_that_begin_with_it(
    heading: str, code: str | None, is_covered: bool
) -> None:
    assert covers({"cn": heading}, Goods(1, code, None)) is is_covered


def test_a_value_in_another_currency_is_no_value_in_euro() -> None:
    euro, dollar = Money(Decimal(9), "EUR"), Money(Decimal(10), "USD")
    assert value_eur(Goods(1, None, None, an_item(statistical_value=euro))) == 9
    item = an_item(statistical_value=dollar, invoice_value=euro)
    assert value_eur(Goods(1, None, None, item)) == 9
    assert value_eur(Goods(1, None, None, replace(item, invoice_value=dollar))) is None


@pytest.mark.parametrize(("above", "grade"), [(0, "L"), (1, "")])
def test_a_candidate_is_graded_low_up_to_the_score_of_a_low_correlation(
    above: int, grade: str
) -> None:
    score = CONFIDENCE["L"] + above
    found = Candidate(1, "eu", "6A001", "Acoustics", "test", score, (), (), "transcribed")
    view = View(some_facts(a_case(candidates=(found,))))
    grades = {code.code: code.confidence for code in view.codes(view.goods[0])}
    assert grades["6A001"] == grade
