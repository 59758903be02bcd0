"""RF-R10 and RF-R03 by the embargo matrix: what is prohibited, and by which article."""

from dataclasses import replace
from typing import Any

import pytest
from tests.domain.builders import (
    a_case,
    a_declaration,
    a_finding,
    a_party,
    an_item,
    learned,
    result_of,
    some_facts,
)
from tests.domain.packs import inline, shipped

from landwaiter.domain.cases.case import ClassificationState, Evaluation, FlagResult, Severity
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.law.pack import Pack

MATRIX = {name: shipped(name) for name in ("embargo_matrix", "item_groups")}
BEARINGS = {"cn": "84821010", "description": "ball bearings"}
CHAIRS = {"cn": "94036000", "description": "wooden garden chairs"}
ML4 = a_finding("ML4", ClassificationState.CONFIRMED, "cml")


def flag(
    rule: str,
    to: str,
    goods: dict[str, Any],
    *,
    annexes: tuple[Pack, ...] = (),
    routing: tuple[str, ...] = (),
    **changes: Any,
) -> FlagResult:
    declared = a_declaration(
        country_destination=to, country_routing=routing, items=(an_item(**goods),)
    )
    packs = {**MATRIX, **{annex.id: annex for annex in annexes}}
    return result_of(rule, some_facts(a_case(declaration=declared, **changes), packs=packs))


@pytest.mark.parametrize(("to", "act"), [("RU", "833/2014"), ("BY", "765/2006")])
def test_a_high_priority_code_to_russia_or_belarus_is_high_by_itself(to: str, act: str) -> None:
    found = flag("RF-R10", to, BEARINGS)
    assert (found.evaluation, found.severity) == (Evaluation.RAISED, Severity.HIGH)
    assert f"Prohibited by Reg. {act} export ban, article to be checked." in found.explanation
    assert "Common high priority items (Annex XL)" in found.explanation
    assert f"declaration/country_destination: {to}" in found.evidence
    assert any(one.startswith("packs/embargo_matrix@") for one in found.evidence)


def test_elsewhere_a_high_priority_code_is_barred_by_nothing() -> None:
    assert flag("RF-R10", "KZ", BEARINGS).evaluation is not Evaluation.RAISED


def test_a_consignee_in_russia_counts_as_the_destination_does() -> None:
    parties = (a_party(Role.CONSIGNEE, "Podshipnik", "RU"),)
    found = flag("RF-R10", "KZ", BEARINGS, parties=parties)
    assert (found.evaluation, found.severity) == (Evaluation.RAISED, Severity.HIGH)


def test_once_the_annexes_are_loaded_they_decide_by_heading() -> None:
    row = {"instrument": "833/2014", "annex": "XXIII", "hs6": "010121"}
    none = inline("eu_833_annexes", "goods_annex", row)
    empty = inline("embargo_annexes", "goods_annex", {"instrument": "36/2012", "hs6": "010121"})
    assert flag("RF-R10", "RU", BEARINGS, annexes=(none, empty)).evaluation is (
        Evaluation.NOT_RAISED
    )
    met = inline("eu_833_annexes", "goods_annex", {**row, "hs6": "848210"})
    found = flag("RF-R10", "RU", BEARINGS, annexes=(met, empty))
    assert found.evaluation is Evaluation.RAISED
    assert "Art. 3k(1), Annex XXIII" in found.explanation


def test_what_a_person_confirmed_is_critical_and_names_instrument_and_article() -> None:
    found = flag("RF-R10", "MM", CHAIRS, classifications=(ML4,))
    assert (found.evaluation, found.severity) == (Evaluation.RAISED, Severity.CRITICAL)
    assert "Prohibited by Decision 2013/184/CFSP Art. 1." in found.explanation
    assert "classifications/1/ML4: confirmed" in found.evidence


@pytest.mark.parametrize("to", ["CF", "CN", "BR"])
def test_what_nothing_prohibits_yet_is_not_raised(to: str) -> None:
    assert flag("RF-R10", to, CHAIRS, classifications=(ML4,)).evaluation is not Evaluation.RAISED


def test_a_candidate_is_no_certainty() -> None:
    found = flag("RF-R10", "IR", {"cn": "84571010", "description": "5-axis machine"})
    assert found.evaluation is not Evaluation.RAISED


LATHE = {"cn": "84571010", "description": "5-axis machine"}


def test_transit_names_the_articles_on_transit_and_no_other() -> None:
    found = flag("RF-R03", "KZ", LATHE, routing=("PL", "BY", "RU", "KZ"))
    assert (found.evaluation, found.severity) == (Evaluation.RAISED, Severity.HIGH)
    assert "Reg. 833/2014 Art. 2(1a)" in found.explanation
    assert "Reg. 765/2006 Art. 1e, 1f as amended in 2024 (not read)" in found.explanation
    assert "Art. 2(1) " not in found.explanation
    assert "would be prohibited" in found.explanation.lower()


def test_transit_of_a_confirmed_entry_is_prohibited_and_critical() -> None:
    sure = (a_finding("2B001.b", ClassificationState.CONFIRMED),)
    found = flag("RF-R03", "KZ", LATHE, routing=("PL", "RU", "KZ"), classifications=sure)
    assert found.severity is Severity.CRITICAL
    assert "Prohibited by Reg. 833/2014 Art. 2(1a)." in found.explanation


def test_where_the_goods_arrive_is_no_transit() -> None:
    assert flag("RF-R03", "RU", LATHE, routing=("PL", "RU")).evaluation is Evaluation.NOT_RAISED
    through = flag("RF-R03", "RU", LATHE, routing=("PL", "BY", "RU"))
    assert through.evaluation is Evaluation.RAISED
    assert "765/2006" in through.explanation
    assert "833/2014" not in through.explanation


def test_each_item_has_its_own_destination() -> None:
    declared = a_declaration(
        country_destination="KZ",
        country_routing=("PL", "RU"),
        items=(an_item(1, **LATHE), replace(an_item(2, **LATHE), destination="RU")),
    )
    found = result_of("RF-R03", some_facts(a_case(declaration=declared), packs=MATRIX))
    assert "Item 1 (84571010) may fall under 2B001" in found.explanation
    assert "Item 2" not in found.explanation


@pytest.mark.parametrize(
    ("to", "policy", "severity", "said"),
    [
        ("MM", {"mm_arms_embargo_by_law": True}, "critical", "is under an arms embargo (Art."),
        ("IQ", {"iq_arms_embargo_triggers_art4": None}, "high", "is not set"),
        ("IQ", {"iq_arms_embargo_triggers_art4": True}, "critical", "The office counts IQ"),
        ("BR", {}, "high", "No arms embargo on BR is known"),
    ],
)
def test_a_military_end_use_is_critical_where_the_embargo_counts(
    to: str, policy: dict[str, bool | None], severity: str, said: str
) -> None:
    declared = a_declaration(country_destination=to)
    case = a_case(declaration=declared, enrichment=(learned("end_use", "test bench of the navy"),))
    found = result_of("RF-E01", some_facts(case, policy=policy))
    assert (found.evaluation, found.severity.value) == (Evaluation.RAISED, severity)
    assert said in found.explanation
