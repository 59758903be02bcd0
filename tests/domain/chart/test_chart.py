"""The link chart: what is joined, since when, and which links a raised rule rests on."""

from dataclasses import replace
from datetime import date

import pytest
from tests.domain.builders import (
    NOON,
    a_case,
    a_declaration,
    a_hit,
    a_party,
    learned,
    some_facts,
)
from tests.domain.flags.example import Example
from tests.domain.flags.test_examples import EXAMPLES
from tests.domain.packs import shipped

from landwaiter.domain.cases.case import Case, EntityLink, Evaluation, Severity
from landwaiter.domain.chart.chart_used import CASE
from landwaiter.domain.chart.route_strip import route_strip
from landwaiter.domain.chart.whole_chart import KNOWN, OWNS, SHIPS, Chart, Elsewhere, chart
from landwaiter.domain.flags.embargo.matrix import Standing
from landwaiter.domain.flags.evaluate import evaluate
from landwaiter.domain.flags.view import View
from landwaiter.domain.intake.declaration import Address, Role
from landwaiter.domain.lists.listing import JudgementValue

OWNED = {"owner": "Campus Holdings", "owned": "Huarui Education Technology", "percent": 51,
         "since": "2023-12-01"}  # fmt: skip


def kinds(drawn: Chart) -> set[str]:
    return {edge.kind for edge in drawn.edges}


def case_with(*parties: object, **changes: object) -> Case:
    plain = a_case()
    return replace(plain, parties=(*plain.parties, *parties), **changes)  # type: ignore[arg-type]


def with_flag(case: Case, *evidence: str) -> Case:
    """The case with one raised rule that rests on these lines."""
    flag = evaluate(some_facts(case))[0]
    raised = replace(flag, evaluation=Evaluation.RAISED, evidence=evidence)
    return replace(case, flags=(raised,))


def test_every_edge_joins_two_nodes_that_are_there() -> None:
    case = case_with(
        a_party(Role.END_USER, "Northern Institute", address=Address(street="Road 1", city="Xi")),
        enrichment=(learned("ownership", [OWNED]),),
    )
    others = [
        Elsewhere(party_id, "PL1-2025-000009", "consignee", None)
        for party_id in (case.parties[0].id, "a party without a name")
    ]
    drawn = chart(case, others)
    ids = {node.id for node in drawn.nodes}
    assert all({edge.source, edge.target} <= ids for edge in drawn.edges)
    assert len(ids) == len(drawn.nodes)
    assert CASE in ids


def test_goods_pass_from_hand_to_hand_in_their_order() -> None:
    case = case_with(
        a_party(Role.END_USER, "Northern Institute"), a_party(Role.INTERMEDIARY, "Hop")
    )
    drawn = chart(case)
    names = {node.id: node.label for node in drawn.nodes}
    chain = [(names[e.source], names[e.target]) for e in drawn.edges if e.kind == SHIPS]
    assert chain == [
        ("Obrabiarki Wisla", "Huarui Education Technology"),
        ("Huarui Education Technology", "Hop"),
        ("Hop", "Northern Institute"),
    ]


def test_an_owner_points_at_the_party_that_it_owns_since_its_day() -> None:
    case = case_with(enrichment=(learned("ownership", OWNED),))
    (edge,) = (e for e in chart(case).edges if e.kind == OWNS)
    assert edge.target == f"party/{case.parties[1].id}"
    assert (edge.label, edge.since) == ("51 %", date(2023, 12, 1))
    assert edge.span == "since 1 Dec 2023"


def test_that_a_party_is_an_entity_holds_on_any_day_whenever_it_was_said() -> None:
    party = replace(
        a_case().parties[1], link=EntityLink("l", "e", "Entity", "same EORI", "ana", NOON)
    )
    drawn = chart(replace(a_case(), parties=(party,)))
    (edge,) = (e for e in drawn.edges if e.kind == KNOWN)
    assert (edge.since, edge.until) == (None, None)
    assert "27 Mar 2026" in edge.origin


def test_a_hit_that_was_judged_different_joins_nothing() -> None:
    party = a_case().parties[1]
    same, different = JudgementValue.SAME, JudgementValue.DIFFERENT
    for value, joined in ((None, True), (same, True), (different, False)):
        hit = a_hit(party, "watched", "export_list", judgement=value)
        assert ("resembles" in kinds(chart(case_with(hits=(hit,))))) is joined


def test_a_vessel_that_only_its_number_names_is_drawn_with_its_listing() -> None:
    vessel = a_party(Role.VESSEL, "", None, identifier="IMO9074729")
    drawn = chart(case_with(vessel, hits=(a_hit(vessel, "vessels", "vessel_list", name="STAR"),)))
    labels = {node.id: node.label for node in drawn.nodes}
    (edge,) = (e for e in drawn.edges if e.kind == "resembles")
    assert (labels[edge.source], labels[edge.target]) == ("IMO9074729", "STAR")


def test_a_hit_on_a_party_that_is_no_longer_on_the_case_joins_nothing() -> None:
    gone = a_party(Role.END_USER, "Former Buyer")
    hit = a_hit(gone, "watched", "export_list")
    assert "resembles" not in kinds(chart(case_with(hits=(hit,))))


def test_a_raised_rule_names_the_links_it_rests_on() -> None:
    declared = a_declaration()
    vague = replace(declared, items=(replace(declared.items[0], description="parts"),))
    case = a_case(declaration=vague)
    case = replace(case, flags=evaluate(some_facts(case)))
    drawn = chart(case)
    pattern = next(one for one in drawn.patterns if one.rule == "RF-G07")
    assert pattern.nodes == ("item/1",)
    assert [drawn.edges[n].target for n in pattern.edges] == ["item/1"]


@pytest.mark.parametrize(
    "example",
    [e for e in EXAMPLES if e.evaluation is Evaluation.RAISED],
    ids=lambda e: f"{e.rule} {e.says}",
)
def test_every_rule_that_is_raised_has_its_links_on_the_chart(example: Example) -> None:
    case = replace(example.facts.case, flags=evaluate(example.facts))
    drawn = chart(case)
    pattern = next(one for one in drawn.patterns if one.rule == example.rule)
    ids = {node.id for node in drawn.nodes}
    assert pattern.edges
    assert all({edge.source, edge.target} <= ids for edge in drawn.edges)


def test_the_gravest_rule_stands_first() -> None:
    case = a_case()
    flags = tuple(
        replace(with_flag(case, "declaration/country: CN").flags[0], rule=rule, severity=severity)
        for rule, severity in (("A", Severity.LOW), ("B", Severity.CRITICAL), ("C", Severity.HIGH))
    )
    drawn = chart(replace(case, flags=flags))
    assert [pattern.rule for pattern in drawn.patterns] == ["B", "C", "A"]


def test_only_the_country_that_a_rule_met_is_marked() -> None:
    case = a_case(declaration=a_declaration(country_routing=("PL", "RU", "CN")))
    drawn = chart(with_flag(case, "declaration/country_routing: RU"))
    (pattern,) = drawn.patterns
    assert [drawn.edges[n].target for n in pattern.edges] == ["country/RU"]


def test_split_consignments_are_joined_with_the_cases_they_were_in() -> None:
    line = "history/shipments: PL1-2026-000002, 4900"
    drawn = chart(with_flag(a_case(), line))
    (pattern,) = drawn.patterns
    assert [drawn.edges[n].target for n in pattern.edges] == ["case/PL1-2026-000002"]


def test_what_was_learned_of_a_party_hangs_on_that_party() -> None:
    case = case_with(
        enrichment=(learned("consignee.incorporated", "2025-12-01", "company_register"),)
    )
    drawn = chart(with_flag(case, "enrichment/consignee.incorporated: 2025-12-01"))
    (pattern,) = drawn.patterns
    (edge,) = (drawn.edges[n] for n in pattern.edges)
    assert edge.source == f"party/{case.parties[1].id}"
    assert edge.origin == "company register"


def test_every_intermediary_is_a_hand_and_every_consignee_is_reached() -> None:
    hops = [a_party(Role.INTERMEDIARY, name) for name in ("First Hop", "Second Hop")]
    drawn = chart(case_with(a_party(Role.CONSIGNEE, "Other Consignee"), *hops))
    names = {node.id: node.label for node in drawn.nodes}
    chain = [(names[e.source], names[e.target]) for e in drawn.edges if e.kind == SHIPS]
    assert chain == [
        ("Obrabiarki Wisla", "Huarui Education Technology"),
        ("Obrabiarki Wisla", "Other Consignee"),
        ("Huarui Education Technology", "First Hop"),
        ("Other Consignee", "First Hop"),
        ("First Hop", "Second Hop"),
    ]


def test_a_hit_is_marked_by_the_rule_that_used_its_listing() -> None:
    party = a_case().parties[1]
    hits = tuple(a_hit(party, name, "export_list") for name in ("watched", "other"))
    line = f"lists/watched@{hits[0].edition}: {hits[0].listing.name}"
    drawn = chart(with_flag(case_with(hits=hits), line))
    (pattern,) = drawn.patterns
    assert [drawn.edges[n].kind for n in pattern.edges] == ["resembles"]


def test_the_way_of_the_goods_is_told_in_order_with_what_applies() -> None:
    declared = a_declaration(country_destination="KZ", country_routing=("PL", "RU", "KZ"))
    packs = {name: shipped(name) for name in ("embargo_matrix", "item_groups")}
    view = View(some_facts(a_case(declaration=declared), packs=packs))
    strip = route_strip(view, {}, {"dual_use"})
    assert [stop.country for stop in strip] == ["PL", "RU", "KZ", "CN"]
    russia, destination = strip[1], strip[2]
    assert russia.standing is Standing.PROHIBITED
    assert "diversion hub" in destination.tags
    assert "destination" in destination.why


def test_the_delivery_place_is_a_stop_of_its_own_after_the_consignee() -> None:
    declared = a_declaration(
        country_destination="CN", country_routing=("PL", "CN"), delivery_place="Free zone, gate 7"
    )
    strip = route_strip(View(some_facts(a_case(declaration=declared))), {})
    assert [(stop.country, stop.place) for stop in strip] == [
        ("PL", ""),
        ("CN", ""),
        ("", "Free zone, gate 7"),
    ]
    assert strip[1].why == ("destination", "consignee")
    assert (strip[2].why, strip[2].standing) == (("delivery place",), None)


def test_a_stop_names_the_raised_rules_that_used_it() -> None:
    declared = a_declaration(
        country_destination="CN", country_routing=("PL", "RU"), delivery_place="Free zone"
    )
    view = View(some_facts(a_case(declaration=declared)))
    by_route = with_flag(a_case(), "declaration/country_routing: PL, RU").flags
    strip = route_strip(view, {}, flags=by_route)
    assert [bool(stop.rules) for stop in strip] == [True, True, False, False]
    by_place = with_flag(a_case(), "declaration/delivery_place: Free zone").flags
    strip = route_strip(view, {}, flags=by_place)
    assert [bool(stop.rules) for stop in strip] == [False, False, False, True]
