"""Deputies at work: what is agreed to in advance counts while a colleague is away."""

from datetime import timedelta

import pytest
from tests.services.sample_office import ADMIN, ANALYST, HEAD, REASON, REVIEWER, Office

from landwaiter.domain.people.deeds import (
    BeginAbsence,
    DeclineChange,
    EndAbsence,
    EnterAbsence,
    NameDeputy,
    TakeBackAbsence,
)
from landwaiter.errors import Conflict, Invalid, NotAllowed
from landwaiter.services.base.wording import shown_date
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do
from landwaiter.services.people import duty
from landwaiter.services.warm.session import Session


def roles(office: Office, name: str) -> tuple[str, ...]:
    return casebooks.user_row(office.session(ADMIN), name).roles


AS_REVIEWER = frozenset({"reviewer"})


def agreed(office: Office) -> None:
    """The analyst reviews while the reviewer is away."""
    assert not do(office.session(ADMIN), NameDeputy(ANALYST, REVIEWER, AS_REVIEWER)).outcome
    assert do(office.session(HEAD), NameDeputy(ANALYST, REVIEWER, AS_REVIEWER)).outcome


def test_a_deputy_approves_while_the_reviewer_is_away(office: Office) -> None:
    agreed(office)
    office.act(HEAD, "assess")
    office.act(HEAD, "propose", outcome="release", reason=REASON)
    with pytest.raises(NotAllowed, match="role"):
        office.act(ANALYST, "approve")
    assert do(office.session(HEAD), BeginAbsence(REVIEWER)).outcome == (ANALYST,)
    assert roles(office, ANALYST) == ("analyst", "reviewer")
    office.act(ANALYST, "approve")
    assert do(office.session(REVIEWER), EndAbsence()).outcome == (ANALYST,)
    assert roles(office, ANALYST) == ("analyst",)
    view = office.view()
    assert view.approved_valid
    assert casebooks.check(office.session(ADMIN)).findings == ()


def test_one_person_names_no_deputy(office: Office) -> None:
    assert not do(office.session(ADMIN), NameDeputy(ANALYST, REVIEWER, AS_REVIEWER)).outcome
    assert not do(office.session(ADMIN), NameDeputy(ANALYST, REVIEWER, AS_REVIEWER)).outcome
    with pytest.raises(NotAllowed, match="needs the role"):
        do(office.session(ANALYST), NameDeputy(ANALYST, REVIEWER, AS_REVIEWER))
    with pytest.raises(NotAllowed, match="Only an administrator"):
        do(office.session(HEAD), NameDeputy(HEAD, REVIEWER, AS_REVIEWER))


def test_another_set_of_roles_is_not_agreed_to_by_mistake(office: Office) -> None:
    do(office.session(ADMIN), NameDeputy(ANALYST, HEAD, frozenset(["head"])))
    with pytest.raises(Conflict, match="asked for the roles head"):
        do(office.session(REVIEWER), NameDeputy(ANALYST, HEAD, AS_REVIEWER))
    (waiting,) = motions.waiting_roles(office.session(HEAD))
    assert (waiting.user, waiting.roles, waiting.absent) == (ANALYST, ("head",), HEAD)


def test_what_nobody_has_no_deputy_holds(office: Office) -> None:
    with pytest.raises(NotAllowed, match="no more roles than who is away"):
        do(office.session(ADMIN), NameDeputy(ANALYST, REVIEWER, frozenset(["administrator"])))
    with pytest.raises(Invalid, match="The roles are"):
        do(office.session(ADMIN), NameDeputy(ANALYST, REVIEWER, frozenset(["king"])))


def test_an_absence_that_begins_today_begins_the_roles_and_taken_back_ends_them(
    office: Office,
) -> None:
    agreed(office)
    day = office.session(REVIEWER).today()
    entered = do(office.session(REVIEWER), EnterAbsence(day, day + timedelta(days=3)))
    assert any(f"{ANALYST} now hold roles of {REVIEWER}" in one for one in entered.changes.said)
    assert "reviewer" in roles(office, ANALYST)
    (absence,) = duty.absences(office.session(REVIEWER))
    do(office.session(REVIEWER), TakeBackAbsence(absence.id))
    assert "reviewer" not in roles(office, ANALYST)


def test_a_later_absence_is_told_on_its_day_and_until_somebody_is_back(office: Office) -> None:
    agreed(office)
    day = office.session(REVIEWER).today() + timedelta(days=2)
    do(office.session(REVIEWER), EnterAbsence(day, day))
    assert "reviewer" not in roles(office, ANALYST)
    assert not any("say so" in one for one in warnings(office.session(HEAD)))
    office.clock.move(days=2)
    assert any("say so" in one for one in warnings(office.session(HEAD)))
    do(office.session(HEAD), BeginAbsence(REVIEWER))
    assert not any("say so" in one for one in warnings(office.session(HEAD)))
    office.clock.move(days=1)
    assert any("no absence is entered" in one for one in warnings(office.session(HEAD)))
    do(office.session(HEAD), EndAbsence(REVIEWER))
    assert not any(REVIEWER in one for one in warnings(office.session(HEAD)))


def warnings(session: Session) -> tuple[str, ...]:
    return duty.duty_view(session).warnings


def test_a_deputy_does_not_begin_the_own_roles(office: Office) -> None:
    do(office.session(ADMIN), NameDeputy(HEAD, REVIEWER, AS_REVIEWER))
    assert do(office.session(REVIEWER), NameDeputy(HEAD, REVIEWER, AS_REVIEWER)).outcome
    with pytest.raises(NotAllowed, match="own roles begin"):
        do(office.session(HEAD), BeginAbsence(REVIEWER))
    day = office.session(HEAD).today()
    do(office.session(HEAD), EnterAbsence(day, day, person=REVIEWER))
    assert not casebooks.user_row(office.session(ADMIN), REVIEWER).away


def test_a_deputy_is_taken_back_by_one_at_once(office: Office) -> None:
    agreed(office)
    do(office.session(REVIEWER), BeginAbsence())
    assert do(office.session(ADMIN), NameDeputy(ANALYST, REVIEWER, frozenset())).outcome
    assert roles(office, ANALYST) == ("analyst",)
    assert casebooks.user_row(office.session(ADMIN), ANALYST).deputises == ()


@pytest.mark.parametrize("by", [ADMIN, HEAD])
def test_what_waits_is_taken_back_or_declined(office: Office, by: str) -> None:
    assert not do(office.session(ADMIN), NameDeputy(ANALYST, REVIEWER, AS_REVIEWER)).outcome
    do(office.session(by), DeclineChange(ANALYST, REASON))
    assert motions.waiting_roles(office.session(HEAD)) == ()
    assert not do(office.session(ADMIN), NameDeputy(ANALYST, REVIEWER, AS_REVIEWER)).outcome
    assert do(office.session(ADMIN), NameDeputy(ANALYST, REVIEWER, frozenset())).outcome
    assert motions.waiting_roles(office.session(HEAD)) == ()


def test_which_roles_an_absence_begins_is_seen_before_and_while_it_lasts(office: Office) -> None:
    agreed(office)
    today = office.session(HEAD).today()
    assert duty.duty_view(office.session(HEAD)).standing_in == ()
    later = today + timedelta(days=3)
    do(office.session(REVIEWER), EnterAbsence(later, later))
    (said,) = duty.duty_view(office.session(HEAD)).standing_in
    assert said == f"Ana may hold the roles reviewer for Rev, away from {shown_date(later)}."
    do(office.session(HEAD), BeginAbsence(REVIEWER))
    (said,) = duty.duty_view(office.session(HEAD)).standing_in
    assert said == "Ana holds the roles reviewer for Rev, who is away."
