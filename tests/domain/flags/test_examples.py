"""Every rule by example: what fires it, what just misses it, what it waits for."""

import pytest
from tests.domain.builders import a_case, not_evaluated_in, result_of, some_facts
from tests.domain.flags import goods_and_paper_examples, party_examples, use_and_route_examples
from tests.domain.flags.example import Example
from tests.domain.packs import shipped

from landwaiter.domain.case import Evaluation
from landwaiter.domain.flags import RULES

EXAMPLES: tuple[Example, ...] = (
    *party_examples.EXAMPLES,
    *use_and_route_examples.EXAMPLES,
    *goods_and_paper_examples.EXAMPLES,
)
BY_HAND = {"RF-P14", "RF-V04"}
"""Only a person judges these: without a note they are never decided."""
BY_INTAKE = {"RF-D02", "RF-G06", "RF-P15", "RF-P18", "RF-R04", "RF-R05", "RF-R06"}
"""Their examples are driven through intake and acts: `tests/flags`."""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.rule} {e.says}")
def test_a_rule_finds_what_its_text_says(example: Example) -> None:
    result = result_of(example.rule, example.facts)
    assert result.evaluation is example.evaluation, result.explanation
    if example.severity:
        assert result.severity is example.severity
        assert result.evidence
    if example.missing:
        assert example.missing in result.missing
    assert result.explanation


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_has_an_example_of_each_outcome(rule: str) -> None:
    shown = {example.evaluation for example in EXAMPLES if example.rule == rule}
    wanted = set(Evaluation) - ({Evaluation.NOT_RAISED} if rule in BY_HAND else set())
    assert rule in BY_INTAKE or wanted <= shown


def test_an_empty_case_is_clear_of_nothing() -> None:
    """Only what the kind of the case decides is decided: it is no research case."""
    rules = {row["id"] for row in shipped("flag_rules").rows}
    empty = some_facts(a_case(versions=(), parties=()))
    assert rules - not_evaluated_in(empty) == {"RF-S01"}
