"""Deputies at work: what is agreed to in advance counts while a colleague is away."""

from datetime import timedelta

import pytest
from tests.services.sample_office import ADMIN, ANALYST, HEAD, REASON, REVIEWER, Office

from landwaiter.errors import Conflict, Invalid, NotAllowed
from landwaiter.services.casebook import casebooks
from landwaiter.services.people import duty
from landwaiter.services.people.deputies import begin_absence, end_absence, name_deputy
from landwaiter.services.table import motions
from landwaiter.services.warm.session import Session


def roles(office: Office, name: str) -> tuple[str, ...]:
    return casebooks.user_row(office.session(ADMIN), name).roles


def agreed(office: Office) -> None:
    """The analyst reviews while the reviewer is away."""
    assert not name_deputy(office.session(ADMIN), ANALYST, REVIEWER, ["reviewer"])
    assert name_deputy(office.session(HEAD), ANALYST, REVIEWER, ["reviewer"])


def test_a_deputy_approves_while_the_reviewer_is_away(office: Office) -> None:
    agreed(office)
    office.act(HEAD, "assess")
    office.act(HEAD, "propose", outcome="release", reason=REASON)
    with pytest.raises(NotAllowed, match="role"):
        office.act(ANALYST, "approve")
    assert begin_absence(office.session(HEAD), REVIEWER) == (ANALYST,)
    assert roles(office, ANALYST) == ("analyst", "reviewer")
    office.act(ANALYST, "approve")
    assert end_absence(office.session(REVIEWER)) == (ANALYST,)
    assert roles(office, ANALYST) == ("analyst",)
    view = office.view()
    assert view.approved_valid
    assert casebooks.check(office.session(ADMIN)).findings == ()


def test_one_person_names_no_deputy(office: Office) -> None:
    assert not name_deputy(office.session(ADMIN), ANALYST, REVIEWER, ["reviewer"])
    assert not name_deputy(office.session(ADMIN), ANALYST, REVIEWER, ["reviewer"])
    with pytest.raises(NotAllowed, match="about the person who signed it"):
        name_deputy(office.session(ANALYST), ANALYST, REVIEWER, ["reviewer"])
    with pytest.raises(NotAllowed, match="Only an administrator"):
        name_deputy(office.session(HEAD), HEAD, REVIEWER, ["reviewer"])


def test_another_set_of_roles_is_not_agreed_to_by_mistake(office: Office) -> None:
    name_deputy(office.session(ADMIN), ANALYST, HEAD, ["head"])
    with pytest.raises(Conflict, match="asked for the roles head"):
        name_deputy(office.session(REVIEWER), ANALYST, HEAD, ["reviewer"])
    (waiting,) = motions.waiting_roles(office.session(HEAD))
    assert (waiting.user, waiting.roles, waiting.absent) == (ANALYST, ("head",), HEAD)


def test_what_nobody_has_no_deputy_holds(office: Office) -> None:
    with pytest.raises(NotAllowed, match="no more roles than who is away"):
        name_deputy(office.session(ADMIN), ANALYST, REVIEWER, ["administrator"])
    with pytest.raises(Invalid, match="The roles are"):
        name_deputy(office.session(ADMIN), ANALYST, REVIEWER, ["king"])


def test_an_absence_that_begins_today_begins_the_roles_and_taken_back_ends_them(
    office: Office,
) -> None:
    agreed(office)
    day = office.session(REVIEWER).today()
    entered = duty.enter_absence(office.session(REVIEWER), day, day + timedelta(days=3))
    assert any(f"{ANALYST} now hold roles of {REVIEWER}" in one for one in entered.said)
    assert "reviewer" in roles(office, ANALYST)
    (absence,) = duty.absences(office.session(REVIEWER))
    duty.take_back_absence(office.session(REVIEWER), absence.id)
    assert "reviewer" not in roles(office, ANALYST)


def test_a_later_absence_is_told_on_its_day_and_until_somebody_is_back(office: Office) -> None:
    agreed(office)
    day = office.session(REVIEWER).today() + timedelta(days=2)
    duty.enter_absence(office.session(REVIEWER), day, day)
    assert "reviewer" not in roles(office, ANALYST)
    assert not any("say so" in one for one in warnings(office.session(HEAD)))
    office.clock.move(days=2)
    assert any("say so" in one for one in warnings(office.session(HEAD)))
    begin_absence(office.session(HEAD), REVIEWER)
    assert not any("say so" in one for one in warnings(office.session(HEAD)))
    office.clock.move(days=1)
    assert any("no absence is entered" in one for one in warnings(office.session(HEAD)))
    end_absence(office.session(HEAD), REVIEWER)
    assert not any(REVIEWER in one for one in warnings(office.session(HEAD)))


def warnings(session: Session) -> tuple[str, ...]:
    return duty.duty_view(session).warnings


def test_a_deputy_does_not_begin_the_own_roles(office: Office) -> None:
    name_deputy(office.session(ADMIN), HEAD, REVIEWER, ["reviewer"])
    assert name_deputy(office.session(REVIEWER), HEAD, REVIEWER, ["reviewer"])
    with pytest.raises(NotAllowed, match="own roles begin"):
        begin_absence(office.session(HEAD), REVIEWER)
    day = office.session(HEAD).today()
    duty.enter_absence(office.session(HEAD), day, day, person=REVIEWER)
    assert not casebooks.user_row(office.session(ADMIN), REVIEWER).away


def test_a_deputy_is_taken_back_by_one_at_once(office: Office) -> None:
    agreed(office)
    begin_absence(office.session(REVIEWER))
    assert name_deputy(office.session(ADMIN), ANALYST, REVIEWER, [])
    assert roles(office, ANALYST) == ("analyst",)
    assert casebooks.user_row(office.session(ADMIN), ANALYST).deputises == ()


@pytest.mark.parametrize("by", [ADMIN, HEAD])
def test_what_waits_is_taken_back_or_declined(office: Office, by: str) -> None:
    assert not name_deputy(office.session(ADMIN), ANALYST, REVIEWER, ["reviewer"])
    casebooks.decline_change(office.session(by), ANALYST, REASON)
    assert motions.waiting_roles(office.session(HEAD)) == ()
    assert not name_deputy(office.session(ADMIN), ANALYST, REVIEWER, ["reviewer"])
    assert name_deputy(office.session(ADMIN), ANALYST, REVIEWER, [])
    assert motions.waiting_roles(office.session(HEAD)) == ()
