"""Counter-examples are searched for: no gate hides a flag, whatever a declaration says."""

import zlib
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.domain.flags.gates.changes import changed
from tests.domain.flags.gates.declarations import near, raising
from tests.domain.flags.gates.held import hidden, raised
from tests.domain.packs import shipped
from tests.properties.length import LONGER

from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.flags.prefilter import raised_of

RULE_IDS = tuple(row["id"] for row in shipped("flag_rules").rows)
SOME = 300
"""Of so many changes of a field one is tried in a run of all tests …"""
MANY = 12
"""… and in a thorough one."""


@pytest.mark.parametrize("rule", RULE_IDS)
def test_drawn_declarations_are_raised_alike_behind_gates(rule: str) -> None:
    """The rule itself is raised on some of them, so that its gate was asked for something."""
    seen: Counter[str] = Counter(one.rule for facts in raising(rule) for one in raised_of(facts))

    @settings(
        max_examples=8 * LONGER,
        deadline=None,
        suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
    )
    @given(st.data())
    def look(data: st.DataObject) -> None:
        facts = data.draw(near(rule))
        assert hidden(facts) == ()
        seen.update(one.rule for one in raised_of(facts))

    look()
    assert seen[rule]


def mutants(rule: str, one_of: int) -> Iterator[tuple[str, Facts]]:
    """One of so many facts with a field changed, of all on which the rule is raised."""
    for number, facts in enumerate(raising(rule)):
        for how, other in changed(facts):
            if zlib.crc32(f"{rule} {number} {how}".encode()) % one_of == 0:
                yield f"{number} {how}", other


def counter_examples(rule: str, one_of: int) -> list[str]:
    return [how for how, facts in mutants(rule, one_of) if differs(facts)]


def differs(facts: Facts) -> bool:
    """Whether gates change what is raised; what no rule can read is no counter-example."""
    try:
        found = raised(facts)
    except (ValueError, ArithmeticError):
        return False
    return raised_of(facts) != found


@pytest.mark.parametrize("rule", RULE_IDS)
def test_no_changed_field_gets_past_a_gate(rule: str) -> None:
    assert counter_examples(rule, max(1, SOME // LONGER)) == []


@pytest.mark.thorough
@pytest.mark.parametrize("rule", RULE_IDS)
def test_no_changed_field_gets_past_a_gate_at_length(rule: str) -> None:
    assert counter_examples(rule, MANY) == []
