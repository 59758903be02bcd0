"""The acceptance scenarios at the level of the rules: flags, candidates, what is not evaluated."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from tests.acceptance.flips import FLIPS, Flip, apply
from tests.domain.builders import not_evaluated_in, raised_in
from tests.domain.scenario_facts import facts_of
from tests.domain.scenarios import SCENARIOS

from landwaiter.domain.flags.evaluate import evaluate
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.goods.candidates import candidates, project_candidates

BY_ID = {scenario["id"]: scenario for scenario in SCENARIOS}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["id"])
def test_a_scenario_raises_exactly_its_flags(scenario: dict[str, Any]) -> None:
    assert raised_in(facts_of(scenario)) == set(scenario["expected"]["flags"])


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["id"])
def test_a_scenario_raises_the_same_flags_long_after(scenario: dict[str, Any]) -> None:
    facts = facts_of(scenario, today=date(2027, 12, 31))
    assert raised_in(facts) == set(scenario["expected"]["flags"])


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["id"])
def test_a_scenario_says_what_was_not_evaluated(scenario: dict[str, Any]) -> None:
    expected = set(scenario["expected"]["not_evaluated_must_include"])
    assert expected <= not_evaluated_in(facts_of(scenario))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["id"])
def test_a_scenario_is_offered_its_candidates(scenario: dict[str, Any]) -> None:
    assert set(scenario["expected"]["candidate_controls"]) <= offered(facts_of(scenario))


def offered(facts: Facts) -> set[str]:
    declaration, project = facts.case.declaration, facts.case.project
    items = declaration.items if declaration else ()
    found = [c for item in items for c in candidates(item, facts.packs, facts.case.enrichment)]
    if project:
        found += project_candidates(project, facts.packs)
    return {candidate.code for candidate in found}


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["id"])
def test_a_scenario_has_one_result_per_rule(scenario: dict[str, Any]) -> None:
    results = evaluate(facts_of(scenario))
    assert len({result.rule for result in results}) == len(results) == 72


@pytest.mark.parametrize("flip", FLIPS, ids=lambda f: f"{f.scenario} {f.flag} {f.path}")
def test_one_deciding_value_flips_the_flag(flip: Flip) -> None:
    changed = deepcopy(BY_ID[flip.scenario])
    assert (flip.flag in raised_in(facts_of(changed))) is not flip.present
    apply(flip, changed["input"])
    assert (flip.flag in raised_in(facts_of(changed))) is flip.present


def test_every_expected_flag_of_the_four_main_scenarios_has_a_flip() -> None:
    expected = {
        (scenario_id, flag)
        for scenario_id in ("S01", "S02", "S04", "S11")
        for flag in BY_ID[scenario_id]["expected"]["flags"]
    }
    assert expected <= {(flip.scenario, flip.flag) for flip in FLIPS}
