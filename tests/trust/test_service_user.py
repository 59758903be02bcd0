"""Whoever sets a service user up knows its password: a second key, which gives nothing.

Each attack is of one insider, who administers, adds a service user `S` and holds its key.
"""

from collections.abc import Sequence
from typing import Any

import pytest
from tests.trust.test_attacks import an_office, says, without_effect
from tests.trust.world import APPROVAL, AUTHORS, PROPOSAL, SECRETS, Entries, World

from landwaiter.trust import pairs
from landwaiter.trust.kinds import authority_word, who_may_confirm
from landwaiter.trust.pairs import why_no_pair

ANY_ROLE = ("administrator", "analyst", "reviewer", "head", "auditor", "service")
TAKES_IN = "a service user takes declarations in and signs nothing else"


def with_service(world: World, *, other: str = "B") -> World:
    """A service user whose key the insider made; another person confirmed it, and the role."""
    world.add(world.insider, "S", ("service",))
    world.make_key("S", world.key_for(world.insider))
    world.confirm(other, world.mine["S"])
    world.second(other, "S")
    world.see()
    return world


@pytest.fixture
def world() -> World:
    return with_service(an_office())


@pytest.fixture
def alone() -> World:
    """One person founded the office, and added the service user."""
    made = World("A", (("A", ("administrator", "analyst", "reviewer", "head")),))
    made.add("A", "S", ("service",))
    made.make_key("S", made.key_for("A"))
    made.confirm("A", made.mine["S"])
    made.second("A", "S")
    return made


def of_s(world: World, **content: Any) -> None:
    """A statement that the key of the service user signs."""
    world.state(content, [world.mine["S"]], "S")


def test_its_key_counts_and_it_holds_its_role(world: World) -> None:
    registry = world.registry()
    assert registry.key_of("S") == registry.in_force(world.mine["S"])
    assert registry.people["S"].roles_now == {"service"}
    assert not world.faults()


def test_it_is_no_second_of_anybody_however_many_confirm_it(world: World) -> None:
    for other in ("A", "C", "D"):
        world.confirm(other, world.mine["S"])
    registry = world.registry()
    key = registry.in_force(world.mine["S"])
    assert key is not None
    assert not registry.approves(key)
    for who in ("A", "B", "C", "D"):
        person = registry.in_force(world.mine[who])
        assert person is not None
        assert "pairs with nobody" in why_no_pair(registry, person, key)
        assert "pairs with nobody" in why_no_pair(registry, key, person)


@pytest.mark.parametrize(("author", "approver"), [("A", "S"), ("S", "A"), ("S", "B"), ("B", "S")])
def test_a_pair_with_it_is_none_whatever_roles_a_deed_asks_for(
    world: World, author: str, approver: str
) -> None:
    for other in ("C", "D"):
        world.confirm(other, world.mine["S"])
    hands = world.pair(author, approver)
    assert world.verdict(hands)
    for roles in (ANY_ROLE, AUTHORS):
        assert judged(world, hands, roles)


def judged(world: World, hands: Any, roles: Sequence[str]) -> str:
    """Why they are not two, though every role were good for it."""
    return pairs.why_not_two(
        world.registry(),
        Entries(world.entries),
        *hands,
        deeds=(PROPOSAL, APPROVAL),
        roles=(roles, roles),
    )


@pytest.mark.parametrize(("author", "approver"), [("A", "S"), ("S", "A"), ("S", "S")])
def test_in_an_office_of_one_nothing_of_it_is_by_one(
    alone: World, author: str, approver: str
) -> None:
    hands = alone.pair(author, approver)
    assert not pairs.is_by_one(
        alone.registry(),
        Entries(alone.entries),
        *hands,
        deeds=(PROPOSAL, APPROVAL),
        roles=(ANY_ROLE, ANY_ROLE),
    )
    assert judged(alone, hands, ANY_ROLE)


def test_it_confirms_no_key(world: World) -> None:
    world.add("A", "E", ("reviewer",))
    key = world.make_key("E", world.key_for("A"))
    of_s(world, kind="key_confirmed", key=key)
    without_effect(world, TAKES_IN)
    found = world.registry().keys[key]
    assert found.since is None
    assert "name of S" not in who_may_confirm(world.registry(), found)


def test_it_confirms_no_key_of_another_service_user_either(world: World) -> None:
    world.add("A", "T", ("service",))
    key = world.make_key("T", world.key_for("A"))
    of_s(world, kind="key_confirmed", key=key)
    without_effect(world, TAKES_IN)


def test_it_does_not_carry_the_word_of_an_authority() -> None:
    authority = World("Z").mine["A"]
    world = with_service(an_office(authorities=[authority]))
    world.add("A", "E", ("reviewer",))
    key = world.make_key("E", world.key_for("A"))
    word = authority_word(world.registry().casebook, key)
    signature = SECRETS[authority].sign(word).hex()
    of_s(world, kind="key_confirmed", key=key, authority=authority, word=signature)
    without_effect(world, TAKES_IN)


def test_it_seconds_and_declines_nothing(world: World) -> None:
    world.set_roles("A", "C", "reviewer", "analyst", "head")
    for kind in ("seconded", "declined"):
        waiting = next(iter(world.registry().waiting.values()))
        of_s(world, kind=kind, of=str(waiting.seq), of_sha256=waiting.sha256)
        without_effect(world, TAKES_IN)
    assert world.registry().waiting


def test_it_answers_for_no_recovery(world: World) -> None:
    ticket = world._ticket()
    said = {"kind": "key_recovered", "user_id": "C", "ticket": ticket}
    world.state(said, [*world.halves.values(), world.mine["S"]], "S")
    without_effect(world, TAKES_IN)


def test_it_holds_no_half_of_the_recovery_key(world: World) -> None:
    half = world.key_for("A")
    halves = {"A": world.halves["A"], "S": half}
    said = {"kind": "recovery_set", "halves": halves, "recovery_needs": "2"}
    world.state(said, [world.mine["A"], world.mine["S"], *halves.values()], "A")
    without_effect(world, TAKES_IN)


def test_it_keeps_nobody_from_recovering_where_no_other_person_can_sign(alone: World) -> None:
    alone.tickets["A"] = alone._ticket()
    said = {"kind": "key_recovered", "user_id": "A", "ticket": alone.tickets["A"]}
    alone.state(said, list(alone.halves.values()), "A", next(iter(alone.halves.values())))
    assert alone.registry().people["A"].ticket is not None


@pytest.mark.parametrize(
    "content",
    [
        {"kind": "user_added", "user_id": "E", "name": "E", "roles": ["analyst"], "ticket": "t"},
        {"kind": "roles_set", "user_id": "S", "roles": ["administrator"]},
        {"kind": "roles_set", "user_id": "C", "roles": []},
        {"kind": "key_reset", "user_id": "C", "ticket": "t"},
        {"kind": "user_disabled", "user_id": "C"},
        {"kind": "deputy_named", "user_id": "S", "for": "C", "roles": ["reviewer"]},
        {"kind": "absence_begun", "user_id": "C"},
        {"kind": "absence_begun", "user_id": "S"},
        {"kind": "authority_named", "key": "ab" * 32, "name": "a ministry"},
        {"kind": "data_key_changed", "data_key": "mine"},
        {"kind": "rollback_accepted", "seen": "a", "accepted": "b"},
    ],
    ids=lambda content: str(content["kind"]),
)
def test_what_it_states_of_people_and_keys_has_no_effect(
    world: World, content: dict[str, Any]
) -> None:
    before = world.registry()
    of_s(world, **content)
    without_effect(world, TAKES_IN)
    after = world.registry()
    assert after.people == before.people
    assert after.keys == before.keys
    assert after.waiting == before.waiting


def test_its_key_is_not_passed_on(world: World) -> None:
    old, new = world.mine["S"], world.key_for("A")
    says(world, {"kind": "key_rotated", "old": old, "key": new}, old, new)
    without_effect(world, TAKES_IN)


def test_after_a_reset_its_new_key_is_confirmed_anew(world: World) -> None:
    world.reset("A", "S")
    key = world.make_key("S", world.key_for("A"))
    assert world.registry().in_force(key) is None
    world.confirm("A", key)
    without_effect(world, "not who gave it out")
    world.confirm("C", key)
    assert world.registry().in_force(key) is not None


@pytest.mark.parametrize("role", ["analyst", "reviewer", "head", "auditor", "administrator"])
def test_it_never_becomes_a_person(world: World, role: str) -> None:
    for roles in ([role], [role, "service"]):
        says(world, {"kind": "roles_set", "user_id": "S", "roles": roles}, world.mine["A"])
    registry = world.registry()
    assert not [one for one in registry.waiting.values() if one.about == "S"]
    assert registry.people["S"].roles_now == {"service"}


def test_it_is_none_either_before_a_second_person_agreed() -> None:
    world = an_office()
    world.add("A", "S", ("service",))
    world.make_key("S", world.key_for("A"))
    world.confirm("B", world.mine["S"])
    world.set_roles("A", "S", "reviewer")
    without_effect(world, "nor ever becomes one")
    of_s(world, kind="absence_begun", user_id="C")
    without_effect(world, TAKES_IN)


def test_a_person_becomes_none(world: World) -> None:
    """What a colleague compared was the key of a person, and stays that."""
    for roles in (["service"], ["service", "reviewer"]):
        says(world, {"kind": "roles_set", "user_id": "C", "roles": roles}, world.mine["A"])
    assert world.registry().people["C"].roles_now == {"reviewer", "analyst"}
    assert not [one for one in world.registry().waiting.values() if one.about == "C"]


def test_nobody_is_added_with_its_role_and_another(world: World) -> None:
    world.add("A", "E", ("service", "reviewer"))
    without_effect(world, "holds no other role")
    assert "E" not in world.registry().people


def test_it_deputises_for_nobody_and_nobody_for_it(world: World) -> None:
    world.deputise("A", "S", "C", "reviewer")
    without_effect(world, "deputises for nobody")
    world.deputise("A", "C", "S", "service")
    without_effect(world, "deputises for nobody")


def test_it_is_never_away(world: World) -> None:
    world.away("B", "S")
    without_effect(world, "never away")


def test_it_founds_no_casebook() -> None:
    made = World("A", (("A", ("administrator",)), ("B", ("service",))))
    assert not made.registry().founders
