"""Deputies: roles agreed by two in advance, which begin and end with a colleague's absence."""

import pytest
from tests.trust.test_attacks import an_office, without_effect
from tests.trust.world import World

REVIEWER = frozenset({"reviewer"})


def with_a_deputy(insider: str = "A") -> World:
    """C, an analyst, reviews while B is away."""
    world = an_office(insider)
    world.set_roles("A", "C", "analyst")
    world.deputise("A", "C", "B", "reviewer")
    world.second("D", "C")
    return world


def roles_of(world: World, who: str) -> frozenset[str]:
    return world.registry().people[who].roles_now


def test_a_deputy_holds_the_roles_while_the_colleague_is_away_and_no_longer() -> None:
    world = with_a_deputy()
    assert roles_of(world, "C") == {"analyst"}
    early = world.pair("D", "C")
    world.away("B", "B")
    assert roles_of(world, "C") == {"analyst", "reviewer"}
    meanwhile = world.pair("D", "C")
    world.away("B", "B", kind="absence_ended")
    late = world.pair("D", "C")
    assert roles_of(world, "C") == {"analyst"}
    assert not world.registry().problems
    assert "did not hold the role" in world.verdict(early)
    assert world.verdict(meanwhile) == ""
    assert "did not hold the role" in world.verdict(late)


def test_one_person_names_no_deputy() -> None:
    world = an_office()
    world.set_roles("A", "C", "analyst")
    world.deputise("A", "C", "B", "reviewer")
    world.away("B", "B")
    assert roles_of(world, "C") == {"analyst"}
    world.second("A", "C")
    without_effect(world, "the person who asked for it signed it")
    world.second("C", "C")
    without_effect(world, "about the person who signed it")
    assert roles_of(world, "C") == {"analyst"}


def test_a_deputy_does_not_begin_the_own_roles() -> None:
    world = an_office("D")
    world.deputise("A", "D", "B", "analyst")
    world.second("C", "D")
    world.away("D", "B")
    without_effect(world, "a deputy does not say that their own roles begin")
    assert roles_of(world, "D") == REVIEWER


def test_an_analyst_sends_nobody_away() -> None:
    world = with_a_deputy("C")
    world.away("C", "D")
    without_effect(world, "neither reviewer, head nor administrator")
    world.away("C", "C")
    assert world.registry().people["C"].away


def test_a_colleague_who_gains_nothing_says_that_somebody_is_ill_and_back() -> None:
    world = with_a_deputy()
    world.away("D", "B")
    assert roles_of(world, "C") == {"analyst", "reviewer"}
    world.away("D", "B", kind="absence_ended")
    assert roles_of(world, "C") == {"analyst"}
    assert not world.registry().problems


@pytest.mark.parametrize("kind", ["absence_begun", "absence_ended"])
def test_nobody_is_away_or_back_twice(kind: str) -> None:
    world = with_a_deputy()
    world.away("B", "B")
    world.away("B", "B", kind="absence_ended")
    if kind == "absence_begun":
        world.away("B", "B")
    world.away("B", "B", kind=kind)
    without_effect(world, "away already" if kind == "absence_begun" else "is not away")


def test_a_deputy_has_no_more_roles_than_who_is_away() -> None:
    world = an_office()
    world.deputise("A", "C", "D", "administrator")
    without_effect(world, "no more roles than who is away")
    world.deputise("A", "C", "C", "reviewer")
    without_effect(world, "acts for somebody else")


def test_what_the_colleague_loses_the_deputy_loses() -> None:
    world = with_a_deputy()
    world.away("B", "B")
    world.set_roles("A", "B", "analyst")
    assert roles_of(world, "C") == {"analyst"}
    world.set_roles("A", "B", "analyst", "reviewer")
    world.second("D", "B")
    assert roles_of(world, "C") == {"analyst", "reviewer"}
    world.disable("A", "B")
    assert roles_of(world, "C") == {"analyst"}
    assert not world.registry().problems


def test_a_deputy_is_ended_by_one_at_once() -> None:
    world = with_a_deputy()
    world.away("B", "B")
    world.deputise("A", "C", "B")
    assert roles_of(world, "C") == {"analyst"}
    assert not world.registry().waiting


def test_a_deputising_administrator_does_not_replace_the_last_one() -> None:
    world = an_office()
    world.deputise("A", "D", "A", "administrator")
    world.second("B", "D")
    world.away("B", "A")
    assert roles_of(world, "D") == {"administrator", "reviewer"}
    world.disable("D", "A")
    without_effect(world, "the last administrator stays")


def test_who_deputises_for_somebody_is_not_the_own_second() -> None:
    world = with_a_deputy("C")
    world.away("B", "B")
    assert world.verdict(world.pair("C", "C"))


def test_what_was_asked_and_taken_back_is_not_agreed_to_later() -> None:
    world = an_office()
    world.set_roles("A", "C", "analyst")
    world.deputise("A", "C", "B", "reviewer")
    (asked,) = world.registry().waiting.values()
    world.deputise("A", "C", "B")
    assert not world.registry().waiting
    said = {"kind": "seconded", "of": str(asked.seq), "of_sha256": asked.sha256}
    world.state(said, [world.mine["D"]], "D")
    without_effect(world, "nothing such waits")
    world.away("B", "B")
    assert roles_of(world, "C") == {"analyst"}
