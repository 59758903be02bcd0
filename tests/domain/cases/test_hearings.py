"""Who is heard before an adverse decision, and what a partial release names."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.domain.builders import NOON, a_case

from landwaiter.domain.cases.case import Action, ActionKind, Case
from landwaiter.domain.cases.court import AppealLaw
from landwaiter.domain.cases.decision import OUTCOMES
from landwaiter.domain.cases.hearings import (
    ADVERSE,
    counts_for,
    heard,
    is_adverse,
    is_heard,
    why_not_heard,
    why_not_partial,
)
from landwaiter.domain.cases.life_cycle import HearingException
from landwaiter.i18n import day_said

CUSTOMS, NATIONAL = AppealLaw.CUSTOMS, AppealLaw.NATIONAL
SENT = NOON.date()
DUE = SENT + timedelta(days=30)


def hearing(**changes: object) -> Action:
    action = Action("h", ActionKind.HEARING, "the exporter", NOON, "ana", due=DUE)
    return replace(action, **changes)  # type: ignore[arg-type]  # fields of an action


def with_hearing(**changes: object) -> Case:
    return replace(a_case(), actions=(hearing(**changes),))


def test_adverse_outcomes_are_outcomes() -> None:
    assert set(OUTCOMES) > ADVERSE


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_decision_is_adverse_when_one_of_its_outcomes_is(outcome: str) -> None:
    assert is_adverse({"release", outcome}) == (outcome in ADVERSE)


@pytest.mark.parametrize(
    ("changes", "on", "over"),
    [
        ({}, DUE, False),
        ({}, DUE + timedelta(days=1), True),
        ({"answered_at": NOON}, SENT, True),
        ({"due": None}, DUE + timedelta(days=400), False),
        ({"kind": ActionKind.TECHNICAL_OPINION, "answered_at": NOON}, DUE, False),
    ],
)
def test_a_hearing_is_over_when_answered_or_when_its_period_is(
    changes: dict[str, object], on: date, over: bool
) -> None:
    assert is_heard(hearing(**changes), on) is over
    assert bool(heard(with_hearing(**changes), on)) is over


def test_a_hearing_that_runs_says_until_when() -> None:
    assert f"until {day_said(DUE)}" in why_not_heard(with_hearing(), SENT)
    assert "is not answered yet" in why_not_heard(with_hearing(due=None), SENT)
    assert "Nobody was heard" in why_not_heard(a_case(), SENT)


def test_an_exception_stands_in_for_a_hearing_with_its_reason() -> None:
    exception = HearingException("e", "UCC Art. 22(6)(c)", "danger in delay", "ana", NOON)
    case = replace(a_case(), hearing_exceptions=(exception,))
    assert why_not_heard(case, SENT) == ""
    assert heard(case, SENT) == "No hearing, UCC Art. 22(6)(c): danger in delay"


@pytest.mark.parametrize(
    ("under", "answered", "law", "counts"),
    [
        (CUSTOMS, False, CUSTOMS, True),
        (CUSTOMS, False, NATIONAL, True),
        (NATIONAL, False, NATIONAL, True),
        (NATIONAL, False, CUSTOMS, False),
        (NATIONAL, True, CUSTOMS, True),
        (None, False, CUSTOMS, True),
    ],
)
def test_silence_under_national_law_is_no_hearing_before_a_decision_under_the_ucc(
    under: AppealLaw | None, answered: bool, law: AppealLaw, counts: bool
) -> None:
    action = hearing(law=under, answered_at=NOON if answered else None)
    assert counts_for(action, law) is counts
    case, later = replace(a_case(), actions=(action,)), DUE + timedelta(days=1)
    assert bool(heard(case, later, law)) is counts
    assert (why_not_heard(case, later, law) == "") is counts
    if not counts:
        assert "was one under national law" in why_not_heard(case, later, law)


def test_a_hearing_names_its_provision() -> None:
    later = DUE + timedelta(days=1)
    assert "(UCC Art. 22(6))" in heard(with_hearing(), later)
    national = with_hearing(law=NATIONAL, basis="Act on procedure s. 10")
    assert "(Act on procedure s. 10)" in heard(national, later, NATIONAL)


@pytest.mark.parametrize(
    ("outcome", "items", "fits"),
    [
        ("release", {}, True),
        ("release", {1: "partial_release"}, False),
        ("partial_release", {}, False),
        ("partial_release", {1: "release"}, False),
        ("partial_release", {1: "release", 2: "release_with_note"}, False),
        ("partial_release", {1: "seize", 2: "refuse"}, False),
        ("partial_release", {1: "release", 2: "partial_release"}, False),
        ("partial_release", {1: "release", 2: "hold-and-refer"}, True),
    ],
)
def test_a_partial_release_names_every_item(
    outcome: str, items: dict[int, str], fits: bool
) -> None:
    assert (why_not_partial(outcome, items, (1, 2)) == "") is fits


def test_a_case_without_items_has_nothing_to_release_in_part() -> None:
    assert "no items" in why_not_partial("partial_release", {}, ())
