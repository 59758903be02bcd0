"""What a case rests on, and what others decide of it, when it is merged or split."""

from datetime import date

import pytest
from tests.services.act_examples import (
    INCIDENT,
    LED,
    LED_BY,
    SECOND,
    an_incident,
    rests_on_relation,
    second_case,
    stated_relation,
    states_related,
)
from tests.services.cases.test_appeals import APPEAL, SEIZED, follow
from tests.services.prepared import prepared
from tests.services.sample_office import ANALYST, HEAD, REASON, REF, REVIEWER, Office
from tests.settings import change_settings

from landwaiter.domain.cases.case import Case, Stage, TrackLetter
from landwaiter.domain.cases.court import OutgoingKind
from landwaiter.domain.cases.ground import CaseGround, standing_grounds
from landwaiter.domain.cases.prosecution import lead_of
from landwaiter.errors import NotAllowed
from landwaiter.services.casebook.casebooks import check
from landwaiter.services.incidents.incident_page import incident_view
from landwaiter.services.people.today import today_view


@prepared
def two(office: Office) -> Office:
    """A second case beside the sample."""
    second_case(office)
    return office


def merge(office: Office, source: str = REF, to: str = SECOND, **given: object) -> None:
    office.act(ANALYST, "merge", reference=source, to=to, reason=REASON, **given)


def grounds(case: Case) -> list[str]:
    return [str(one.quoted) for one in standing_grounds(case.grounds)]


def same(one: CaseGround) -> tuple[object, ...]:
    return (one.statement_id, str(one.quoted), one.certainty, one.author, one.at, str(one.reason))


@pytest.mark.parametrize("take_over", [False, True])
def test_grounds_follow_a_merge_as_they_were_stated(two: Office, take_over: bool) -> None:
    states_related(two)
    rests_on_relation(two)
    (before,) = two.case(REF).grounds
    two.clock.move(days=1)
    merge(two, take_over=take_over)
    (after,) = standing_grounds(two.case(SECOND).grounds)
    assert same(after) == same(before)
    (left,) = two.case(REF).grounds
    assert left.end is not None
    assert str(left.end.reason) == f"taken over by {SECOND}"
    assert "Northern Interaction" in two.view(SECOND).history[0].text
    two.act(ANALYST, "withdraw_ground", reference=SECOND, ground=after.id, reason=REASON)
    assert grounds(two.case(SECOND)) == []
    assert check(two.session(ANALYST)).findings == ()


def test_a_statement_that_both_rest_on_stands_once(two: Office) -> None:
    states_related(two)
    rests_on_relation(two)
    statement = stated_relation(two)
    two.act(
        ANALYST,
        "ground",
        reference=SECOND,
        what="relation",
        statement=statement,
        reason="for another reason",
    )
    merge(two)
    (one,) = standing_grounds(two.case(SECOND).grounds)
    assert str(one.reason) == "for another reason"


def test_what_was_withdrawn_before_does_not_come_back(two: Office) -> None:
    states_related(two)
    rests_on_relation(two)
    two.act(ANALYST, "withdraw_ground", ground=two.case(REF).grounds[0].id, reason=REASON)
    merge(two)
    assert two.case(SECOND).grounds == ()


def test_an_incident_follows_and_is_a_ground_of_the_other_case_alone(two: Office) -> None:
    an_incident(two)
    two.act(ANALYST, "ground", what="incident", statement=INCIDENT, reason=REASON)
    merge(two)
    assert grounds(two.case(REF)) == []
    (ground,) = standing_grounds(two.case(SECOND).grounds)
    assert ground.title == INCIDENT
    page = incident_view(two.session(ANALYST), INCIDENT)
    assert [one.reference for one in page.grounds] == [SECOND]
    two.act(ANALYST, "withdraw_ground", reference=SECOND, ground=ground.id, reason=REASON)


def test_a_case_that_is_split_off_rests_on_the_same(two: Office) -> None:
    states_related(two)
    an_incident(two)
    rests_on_relation(two)
    two.act(ANALYST, "ground", what="incident", statement=INCIDENT, reason=REASON)
    two.act(ANALYST, "split", numbers=[2], reason=REASON)
    assert "Item 2 split off" in two.view(REF).history[0].text
    parent, child = two.case(REF), two.case("PL1-2026-000003")
    assert grounds(parent) == grounds(child) != []


def test_a_hold_that_was_continued_comes_back_when_it_would_have(two: Office) -> None:
    two.act(ANALYST, "hold", item=1, track=TrackLetter.T)
    two.clock.move(days=7)
    two.act(HEAD, "continue_hold", reason=REASON)
    two.clock.move(days=2)
    (before,) = (one for one in two.view(REF).clocks if one.kind == "hold_review")
    merge(two, take_over=True)
    (after,) = (one for one in two.view(SECOND).clocks if one.kind == "hold_review")
    assert (after.start, after.due, after.track) == (before.start, before.due, "T")
    assert after.items == (1001,)
    assert [str(one.reason) for one in two.case(SECOND).continued] == [REASON]
    two.clock.move(days=14)
    owed = [
        (reference, kind)
        for day in today_view(two.session(HEAD)).deadlines
        for kind, reference, _what in day.entries
        if kind == "hold"
    ]
    assert owed == [(SECOND, "hold")]


def test_a_prosecutor_leads_the_other_case_with_what_was_consented_to(two: Office) -> None:
    LED(two)
    two.act(
        ANALYST,
        "record_consent",
        what=OutgoingKind.LETTER,
        number="Ds 12/26-2",
        purpose="for the carrier",
    )
    merge(two)
    lead = lead_of(two.case(SECOND))
    assert lead is not None
    assert (lead.prosecutor, lead.number) == (LED_BY["prosecutor"], LED_BY["number"])
    assert [one.what for one in lead.consents] == [OutgoingKind.LETTER]


def test_a_case_that_is_led_by_the_same_prosecutor_keeps_its_lead(two: Office) -> None:
    LED(two)
    two.act(ANALYST, "lead_by_prosecutor", reference=SECOND, **LED_BY)
    merge(two)
    assert lead_of(two.case(SECOND)) is not None


def test_two_prosecutors_lead_no_case_together(two: Office) -> None:
    LED(two)
    other = {"prosecutor": "national prosecutor", "number": "Ds 1/26"}
    two.act(ANALYST, "lead_by_prosecutor", reference=SECOND, **other)
    with pytest.raises(NotAllowed) as refused:
        merge(two)
    for part in ("regional prosecutor, Ds 12/26", "national prosecutor, Ds 1/26", SECOND):
        assert part in refused.value.message
    two.act(HEAD, "end_lead", reason=REASON)
    merge(two)
    assert two.case(REF).stage is Stage.MERGED


def test_an_answer_that_was_compelled_stays_marked(two: Office) -> None:
    two.act(ANALYST, "hold", item=1)
    two.act(ANALYST, "hear", to="the exporter")
    two.act(ANALYST, "record_answer", action="hearing", reason=REASON, compelled=True)
    merge(two, take_over=True)
    (hearing,) = two.case(SECOND).actions
    assert hearing.compelled


@prepared
def served(office: Office) -> Office:
    """A decision that was served and a case that was opened again, beside a second one."""
    second_case(office)
    for step in SEIZED:
        step(office)
    change_settings(office.session(HEAD), {"decision.appeal_days_national": "14"})
    office.act(ANALYST, "serve_decision", to="the exporter")
    return office


def reopened(office: Office) -> None:
    office.act(REVIEWER, "reopen", reason=REASON)
    office.act(HEAD, "second", reason=REASON)


def test_a_decision_that_can_be_appealed_stays_where_it_is(served: Office) -> None:
    reopened(served)
    with pytest.raises(NotAllowed, match="it can be appealed until 13 Apr 2026") as refused:
        merge(served)
    assert SECOND in (refused.value.remedy or "")
    served.clock.move(days=20)
    merge(served, take_over=True)
    assert served.case(REF).stage is Stage.MERGED


def test_an_appeal_stays_with_its_decision_until_its_end(served: Office) -> None:
    served.act(ANALYST, "lodge_appeal", **APPEAL)
    reopened(served)
    served.clock.move(days=20)
    with pytest.raises(NotAllowed, match="Appeal: appeal lodged"):
        merge(served)
    merge(served, source=SECOND, to=REF)
    assert [one.step.value for one in served.case(REF).appeals] == ["served", "lodged"]


def test_after_the_judgment_the_case_is_merged_and_its_appeal_stays_readable(
    served: Office,
) -> None:
    served.act(ANALYST, "lodge_appeal", **APPEAL)
    follow(served, "judgment")
    reopened(served)
    merge(served, take_over=True)
    source = served.case(REF)
    assert [one.step.value for one in source.appeals] == ["served", "lodged", "judgment"]
    assert source.appeals[0].day == date(2026, 3, 30)
