"""Every gate says why, and each of its conditions is needed: without it a flag would be hidden."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from types import ModuleType

import pytest
from tests.domain.builders import result_of
from tests.domain.flags.example import Example
from tests.domain.flags.gates.held import hidden, raised
from tests.domain.flags.gates.ways import WAYS
from tests.domain.flags.test_examples import EXAMPLES
from tests.domain.packs import shipped

from landwaiter.domain.cases.case import Evaluation
from landwaiter.domain.flags.gates import (
    goods_gates,
    paper_gates,
    party_gates,
    register_gates,
    route_gates,
    use_gates,
)
from landwaiter.domain.flags.gates.gate import RuleGate
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.flags.prefilter import raised_of
from landwaiter.domain.flags.registry import RULES

MODULES = (goods_gates, paper_gates, party_gates, register_gates, route_gates, use_gates)
RULE_IDS = tuple(row["id"] for row in shipped("flag_rules").rows)
PLACES = tuple(
    (rule, clause, place)
    for rule in RULE_IDS
    for clause, conditions in enumerate(RULES[rule].gate.clauses)
    for place in range(len(conditions))
)
"""Every condition of every gate."""


def shown(place: object) -> str:
    match place:
        case (str(rule), int(clause), int(number)):
            condition = RULES[rule].gate.clauses[clause][number]
            return f"{rule} {clause} {getattr(condition, '__name__', number)}"
    return str(place)


@cache
def raising() -> Mapping[str, tuple[Facts, ...]]:
    """Rule → facts on which an example says that it is raised."""
    found: dict[str, list[Facts]] = {}
    for one in (*EXAMPLES, *WAYS):
        if one.evaluation is Evaluation.RAISED:
            found.setdefault(one.rule, []).append(one.facts)
    return {rule: tuple(facts) for rule, facts in found.items()}


@pytest.mark.parametrize("example", WAYS, ids=lambda e: f"{e.rule} {e.says}")
def test_a_way_raises_its_rule(example: Example) -> None:
    result = result_of(example.rule, example.facts)
    assert (result.evaluation, result.severity) == (Evaluation.RAISED, example.severity)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.rule} {e.says}")
def test_no_gate_hides_what_an_example_shows(example: Example) -> None:
    assert hidden(example.facts) == ()


@pytest.mark.parametrize("rule", RULE_IDS)
def test_a_rule_has_a_gate_and_a_way_through_it(rule: str) -> None:
    assert RULES[rule].gate.clauses
    assert all(RULES[rule].gate.clauses)
    assert raising()[rule]


@pytest.mark.parametrize("place", PLACES, ids=shown)
def test_a_gate_made_narrower_hides_a_flag(
    place: tuple[str, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One condition left out, or the whole gate shut where its clause has no other."""
    rule = place[0]
    assert all(raised_of(facts) == raised(facts) for facts in raising()[rule])
    monkeypatch.setitem(dict_of(RULES), rule, replace(RULES[rule], gate=without(*place)))
    assert any(raised_of(facts) != raised(facts) for facts in raising()[rule])


def dict_of(rules: Mapping[str, object]) -> dict[str, object]:
    assert isinstance(rules, dict)
    return rules


def without(rule: str, clause: int, number: int) -> RuleGate:
    """The rule's gate without one condition."""
    clauses = [list(conditions) for conditions in RULES[rule].gate.clauses]
    del clauses[clause][number]
    return RuleGate(tuple(tuple(conditions) for conditions in clauses))


def docstrings(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Constants of a module with the text beneath them."""
    body = ast.parse(inspect.getsource(module)).body
    for one, after in pairwise(body):
        match one, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(
                value=ast.Constant(value=str(text))
            ):
                yield name, text


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_a_gate_says_of_each_of_its_rules_why(module: ModuleType) -> None:
    told = dict(docstrings(module))
    for name, gate in vars(module).items():
        if isinstance(gate, RuleGate):
            rules = [rule for rule in RULE_IDS if RULES[rule].gate is gate]
            assert rules, f"{name} is the gate of no rule"
            missing = [r for r in rules if r.removeprefix("RF-") not in told.get(name, "")]
            assert not missing, f"{name} says nothing of {missing}"
