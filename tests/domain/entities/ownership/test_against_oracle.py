"""Interests and rules against another way of working them out, on small graphs."""

from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.domain.entities.ownership.builders import (
    FIRMS,
    HALF_IS_ENOUGH,
    MORE_THAN_HALF,
    OTHER,
    OWNER,
    UNSTATED,
    Parts,
    graph_of,
    parts,
)
from tests.domain.entities.ownership.oracle import completions, owned, walked

from landwaiter.domain.entities.ownership.cascade import OwnershipAnswer, outcome
from landwaiter.domain.entities.ownership.interests import interests, joint
from landwaiter.domain.entities.ownership.rules import RuleReading
from landwaiter.domain.entities.ownership.solving import weights

FIRM = FIRMS[0]
READINGS = st.sampled_from((MORE_THAN_HALF, HALF_IS_ENOUGH))


@settings(deadline=None)
@given(parts(rings=False), st.sampled_from((*FIRMS[1:], OWNER, OTHER)))
def test_without_rings_the_interest_is_the_sum_over_all_walks(given: Parts, owner: str) -> None:
    arrived, left = walked(given, FIRM, owner, rounds=len(FIRMS) + 1)
    assert left == 0
    assert joint(graph_of(given), FIRM, (owner,)).least == arrived


@settings(deadline=None)
@given(parts(), st.sampled_from((*FIRMS[1:], OWNER, OTHER)))
def test_with_rings_the_interest_lies_where_the_walks_lead(given: Parts, owner: str) -> None:
    found = joint(graph_of(given), FIRM, (owner,)).least
    for rounds in (1, 3, 9, 40):
        arrived, left = walked(given, FIRM, owner, rounds=rounds)
        assert arrived <= found <= arrived + left


@settings(deadline=None)
@given(parts())
def test_what_is_held_and_what_is_not_known_make_the_whole(given: Parts) -> None:
    graph = graph_of(given)
    found, rings = weights(graph.least, FIRM)
    persons = sum((found.get(one, Fraction(0)) for one in (OWNER, OTHER)), Fraction(0))
    firms = sum((found.get(one, Fraction(0)) * graph.remainder(one) for one in FIRMS), Fraction(0))
    assert (persons + firms == 1) if not rings else (persons + firms <= 1)


@settings(max_examples=60, deadline=None)
@given(parts(), UNSTATED)
def test_no_completion_leaves_the_bounds_and_some_reach_them(
    given: Parts, unstated: list[tuple[str, str]]
) -> None:
    graph = graph_of(given, unstated)
    found = joint(graph, FIRM, (OWNER,))
    reached = []
    for complete in completions(given, frozenset(unstated), OWNER, FIRMS):
        arrived, left = walked(complete, FIRM, OWNER, rounds=30)
        assert found.least <= arrived + left
        assert arrived <= found.most
        reached.append((arrived, arrived + left))
    assert any(low <= found.least <= high for low, high in reached)
    assert any(low <= found.most <= high for low, high in reached)


@settings(max_examples=60, deadline=None)
@given(parts(), UNSTATED, READINGS)
def test_a_rule_says_owned_where_every_completion_does(
    given: Parts, unstated: list[tuple[str, str]], reading: RuleReading
) -> None:
    answers = {
        owned(complete, FIRM, OWNER, strict=reading is MORE_THAN_HALF)
        for complete in completions(given, frozenset(unstated), OWNER, FIRMS)
    }
    found = outcome(graph_of(given, unstated), FIRM, (OWNER,), reading)
    if found.answer is OwnershipAnswer.OWNED:
        assert answers == {True}
    elif found.answer is OwnershipAnswer.NOT_OWNED:
        assert answers == {False}
    else:
        assert answers == {True, False}


@settings(deadline=None)
@given(parts(), READINGS)
def test_owners_together_have_no_less_than_each_alone(given: Parts, reading: RuleReading) -> None:
    graph = graph_of(given)
    together = outcome(graph, FIRM, (OWNER, OTHER), reading)
    for one in (OWNER, OTHER):
        assert outcome(graph, FIRM, (one,), reading).least <= together.least


@settings(deadline=None)
@given(parts())
def test_the_order_of_statements_does_not_matter(given: Parts) -> None:
    turned = {f: dict(reversed(tuple(h.items()))) for f, h in reversed(tuple(given.items()))}
    assert interests(graph_of(given), FIRM) == interests(graph_of(turned), FIRM)


@settings(deadline=None)
@given(parts(rings=False), st.integers(1, 19))
def test_a_larger_stake_never_means_less(given: Parts, more: int) -> None:
    held = sum(given.get(FIRM, {}).values(), Fraction(0))
    assume(held + Fraction(more, 20) <= 1)
    before = joint(graph_of(given), FIRM, (OWNER,))
    row = dict(given.get(FIRM, {}))
    row[OWNER] = row.get(OWNER, Fraction(0)) + Fraction(more, 20)
    after = joint(graph_of({**given, FIRM: row}), FIRM, (OWNER,))
    assert after.least > before.least
    assert after.most >= before.most
