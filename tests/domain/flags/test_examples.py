"""Every rule by example: what fires it, what just misses it, what it waits for."""

import pytest
from tests.domain.builders import a_case, not_evaluated_in, result_of, some_facts
from tests.domain.flags import goods_and_paper_examples, party_examples, use_and_route_examples
from tests.domain.flags.example import Example
from tests.domain.packs import shipped

EXAMPLES: tuple[Example, ...] = (
    *party_examples.EXAMPLES,
    *use_and_route_examples.EXAMPLES,
    *goods_and_paper_examples.EXAMPLES,
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.rule} {e.says}")
def test_a_rule_finds_what_its_text_says(example: Example) -> None:
    result = result_of(example.rule, example.facts)
    assert result.evaluation is example.evaluation, result.explanation
    if example.severity:
        assert result.severity is example.severity
        assert result.evidence
    if example.missing:
        assert {*example.missing.split("||")} <= {*result.missing}
    assert result.explanation


def test_an_empty_case_is_clear_of_nothing() -> None:
    """Only what the kind of the case and the office's own record of requests decide is decided."""
    rules = {row["id"] for row in shipped("flag_rules").rows}
    empty = some_facts(a_case(versions=(), parties=()))
    assert rules - not_evaluated_in(empty) == {"RF-S01", "RF-S02", "RF-S03", "RF-D07"}
