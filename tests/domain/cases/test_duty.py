"""Who is away, who stands in, and who may hand a case on: no files, no clock."""

from datetime import UTC, date, datetime

import pytest
from tests.domain.builders import a_case

from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.cases.duty import Absence, Delegation, absent, acting_on, deputy_of
from landwaiter.domain.table.deeds import ON_CASE

MONDAY, FRIDAY = date(2026, 3, 30), date(2026, 4, 3)
NOW = datetime(2026, 3, 30, 9, 0, tzinfo=UTC)


def away(person: str, deputy: str | None, first: date = MONDAY, last: date = FRIDAY) -> Absence:
    return Absence("a", f"id of {person}", person, first, last, deputy, "", person, NOW)


def given(holder: str, deputy: str, until: date = FRIDAY) -> Delegation:
    return Delegation("d", holder, deputy, until, "", holder, NOW)


def actor(name: str, *roles: UserRole) -> Actor:
    return Actor(name, name, frozenset(roles or {UserRole.ANALYST}))


@pytest.mark.parametrize(
    ("day", "who"),
    [(date(2026, 3, 29), set()), (MONDAY, {"Ana"}), (FRIDAY, {"Ana"}), (date(2026, 4, 4), set())],
)
def test_the_first_and_the_last_day_belong_to_an_absence(day: date, who: set[str]) -> None:
    assert absent([away("Ana", "Rev")], day) == who


def test_whoever_is_there_needs_no_deputy() -> None:
    assert deputy_of([away("Ana", "Rev")], "Rev", MONDAY) is None


def test_a_deputy_who_is_away_does_not_pass_it_on() -> None:
    known = [away("Ana", "Rev"), away("Rev", "Hanna")]
    assert deputy_of(known, "Ana", MONDAY) is None
    assert deputy_of(known, "Rev", MONDAY) == "Hanna"


@pytest.mark.parametrize(
    ("delegation", "absences", "who"),
    [
        (None, [], "Ana"),
        (given("Ana", "Rev"), [], "Rev"),
        (given("Ana", "Rev", date(2026, 3, 29)), [], "Ana"),
        (None, [away("Ana", "Hanna")], "Hanna"),
        (None, [away("Ana", None)], None),
        (given("Ana", "Rev"), [away("Rev", "Hanna")], "Ana"),
        (given("Ana", "Rev"), [away("Ana", "Hanna"), away("Rev", None)], "Hanna"),
    ],
    ids=["held", "delegated", "ran out", "absent", "absent alone", "deputy away", "both away"],
)
def test_who_acts_on_a_case(
    delegation: Delegation | None, absences: list[Absence], who: str | None
) -> None:
    assert acting_on("Ana", delegation, absences, MONDAY) == who


def test_nobody_acts_on_a_case_that_nobody_holds() -> None:
    assert acting_on(None, None, [], MONDAY) is None


def why_not(act: str, holder: str | None, delegation: Delegation | None, who: Actor) -> str:
    return ON_CASE[act].lacks(a_case(assignee=holder, delegation=delegation), who)


@pytest.mark.parametrize("act", ["assign", "delegate", "recall"])
@pytest.mark.parametrize(
    ("who", "may"),
    [
        (actor("Ana"), True),
        (actor("Hanna", UserRole.HEAD), True),
        (actor("Rev", UserRole.REVIEWER), False),
        (actor("Otto"), False),
    ],
    ids=["holder", "head", "deputy", "another"],
)
def test_the_holder_and_a_head_hand_on(act: str, who: Actor, may: bool) -> None:
    refusal = why_not(act, "Ana", given("Ana", "Rev"), who)
    assert (refusal == "") is may


def test_a_case_of_nobody_is_assigned_by_anybody_and_delegated_by_nobody() -> None:
    assert not why_not("assign", None, None, actor("Otto"))
    assert "nobody has the case" in why_not("delegate", None, None, actor("Otto"))


def test_what_is_not_delegated_is_not_recalled() -> None:
    assert "not delegated" in why_not("recall", "Ana", None, actor("Ana"))


def test_other_acts_are_no_matter_of_duty() -> None:
    assert not why_not("take", "Ana", None, actor("Otto"))
