"""Every act of the table: allowed where it should be, refused with the reason where not."""

from typing import Any

import pytest
from tests.deeds.said import said
from tests.services.act_examples import ASSESS, EXAMPLES, PROPOSED, Example, stated_relation
from tests.services.sample_office import ANALYST, EVERYTHING, REASON, REVIEWER, Office, hit_of

from landwaiter.domain.table.deeds import ON_CASE
from landwaiter.errors import Fault, Invalid, NotAllowed, NotFound
from landwaiter.services.deeds.engine import do

WITHOUT_FILE = sorted(EXAMPLES.keys() - {"add_evidence", "reopen", "second"})


def given_of(example: Example, office: Office) -> dict[str, Any]:
    """The arguments, with the hit of the sample case where the act names one."""
    named = {"hit": hit_of(office.case()).id} if example.of_hit else {}
    if example.of_clock:
        named["clock"] = next((clock.id for clock in office.case().own_clocks), "none")
    if example.of_relation:
        named["statement"] = stated_relation(office)
    if example.of_ground:
        named["ground"] = next((one.id for one in office.case().grounds), "none")
    return {**example.given, **named}


def test_every_act_has_an_example() -> None:
    assert EXAMPLES.keys() == ON_CASE.keys()


@pytest.mark.parametrize("name", WITHOUT_FILE)
def test_the_act_does_what_it_says(office: Office, name: str) -> None:
    example = EXAMPLES[name]
    for step in example.before:
        step(office)
    before = office.case()
    office.act(example.who, name, **given_of(example, office))
    view = office.view()
    assert example.holds(view)
    assert view.case.revision == before.revision + 1
    assert view.history[0].deed == ON_CASE[name].title
    assert view.history[0].actor == example.who


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_act_is_refused_with_its_reason(office: Office, name: str) -> None:
    example = EXAMPLES[name]
    for step in example.unless:
        step(office)
    before = office.view()
    with pytest.raises(Fault, match=example.why):
        office.act(example.by or example.who, name, **given_of(example, office))
    assert office.view() == before


def test_an_act_on_a_case_that_is_not_there_is_refused(office: Office) -> None:
    with pytest.raises(NotFound, match="no case with this reference"):
        office.act(ANALYST, "take", reference="PL1-2026-999999")


def test_what_the_buttons_say_is_what_the_engine_does(office: Office) -> None:
    for step in PROPOSED:
        step(office)
    for who in (ANALYST, REVIEWER, EVERYTHING):
        for verdict in office.view(who=who).acts:
            example = EXAMPLES[verdict.act]
            if verdict.allowed:
                continue
            with pytest.raises(NotAllowed) as refused:
                do(office.session(who), said(verdict.act, **given_of(example, office)))
            assert refused.value.message == verdict.why_not


def test_who_begins_with_a_free_case_takes_it(office: Office) -> None:
    assert office.case().assignee is None
    office.act(ANALYST, "triage")
    assert office.case().assignee == ANALYST
    office.act(REVIEWER, "assess")
    assert office.case().assignee == ANALYST


@pytest.mark.parametrize("name", ["classify", "judge", "substantiate", "dismiss_flag"])
def test_a_finding_needs_a_reason_that_another_person_understands(
    office: Office, name: str
) -> None:
    given = {**given_of(EXAMPLES[name], office), "reason": "clear"}
    with pytest.raises(Invalid, match="at least 10 characters"):
        office.act(ANALYST, name, **given)


def test_an_item_that_is_not_on_the_case_is_refused_with_those_that_are(office: Office) -> None:
    with pytest.raises(NotFound, match="no item") as refused:
        office.act(ANALYST, "hold", item=9)
    assert "1, 2" in (refused.value.remedy or "")


def test_a_proposal_may_name_an_outcome_per_item(office: Office) -> None:
    ASSESS(office)
    office.act(ANALYST, "propose", outcome="release", items={2: "hold-and-refer"}, reason=REASON)
    decision = office.case().decision
    assert decision is not None
    assert dict(decision.items) == {1: "release", 2: "hold-and-refer"}


@pytest.mark.parametrize("items", [{9: "release"}, {1: "shrug"}])
def test_a_proposal_for_an_item_or_outcome_that_is_not_there_is_refused(
    office: Office, items: dict[int, str]
) -> None:
    ASSESS(office)
    with pytest.raises(Invalid):
        office.act(ANALYST, "propose", outcome="release", items=items, reason=REASON)


def test_a_case_is_assigned_to_active_users_only(office: Office) -> None:
    with pytest.raises(NotFound, match="no active user"):
        office.act(ANALYST, "assign", to="Nobody")


def test_a_refused_act_leaves_no_audit_entry(office: Office) -> None:
    for step in PROPOSED:
        step(office)
    before = office.view().audit_seq
    with pytest.raises(NotAllowed):
        office.act(ANALYST, "approve")
    assert office.view().audit_seq == before
