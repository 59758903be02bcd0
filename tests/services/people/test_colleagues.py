"""Whom work can be given to, and who is away with who stands in."""

from datetime import date

from tests.services.sample_office import ADMIN, ANALYST, HEAD, REVIEWER, Office

from landwaiter.domain.people.deeds import EnterAbsence
from landwaiter.i18n import catalogue, speaking
from landwaiter.services.deeds.engine import do
from landwaiter.services.people.colleagues import colleagues, everybody


def away(office: Office) -> date:
    """The analyst is absent today, and the reviewer stands in."""
    day = office.session(HEAD).today()
    do(office.session(ANALYST), EnterAbsence(day, day, deputy=REVIEWER))
    return day


def test_who_is_away_says_until_when_and_who_stands_in_and_comes_last(office: Office) -> None:
    away(office)
    found = colleagues(office.session(HEAD))
    assert found[-1].name == ANALYST
    assert found[-1].choice == (
        ANALYST, f"{ANALYST}: away until 30 Mar 2026, {REVIEWER} deputises",
    )  # fmt: skip
    assert {one.name for one in found if not one.said} >= {REVIEWER, HEAD}


def test_who_does_not_work_on_cases_is_given_none_and_is_somebody(office: Office) -> None:
    assert ADMIN not in {one.name for one in colleagues(office.session(HEAD))}
    assert {ADMIN, ANALYST} <= {one.name for one in everybody(office.session(HEAD))}


def test_it_is_said_in_the_language_of_the_reader(office: Office) -> None:
    away(office)
    english = everybody(office.session(HEAD))[-1].said
    with speaking(catalogue("pl")):
        polish = everybody(office.session(HEAD))[-1].said
    assert REVIEWER in polish
    assert polish != english
