"""An appeal from the service of a decision to the return of the goods."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import DatabaseError
from tests.services.act_examples import APPROVE, ASSESS, DECIDED, UNHEARD, does
from tests.services.prepared import prepared
from tests.services.reports.test_report_types import made, table
from tests.services.sample_office import ANALYST, HEAD, NOW, REASON, REVIEWER, Office
from tests.settings import change_settings

from landwaiter.cli.cases.case_json import case_object
from landwaiter.cli.cases.case_text import case_lines
from landwaiter.domain.cases.appeals import FOLLOWS, appeal_words, law_of, may_follow
from landwaiter.domain.cases.case import GoodsStatus, TrackLetter
from landwaiter.domain.cases.clocks import Clock
from landwaiter.domain.cases.court import AppealEntry, AppealLaw, AppealStep
from landwaiter.errors import Fault, Invalid, NotAllowed
from landwaiter.services.people.today import today_view

APPEAL: dict[str, Any] = {"by": "the exporter", "number": "II SA 12/26"}
SEIZED = (
    ASSESS,
    UNHEARD,
    does("hold", item=1),
    does("seize", item=1),
    does("hold", item=2),
    does("seize", item=2),
    does("propose", outcome="seize", reason=REASON, appeal="within seven days"),
    APPROVE,
)


@prepared
def decided(office: Office) -> Office:
    for step in DECIDED:
        step(office)
    return office


@prepared
def seized(office: Office) -> Office:
    for step in SEIZED:
        step(office)
    return office


def follow(office: Office, *steps: str, **given: Any) -> None:
    for step in steps:
        office.act(ANALYST, "follow_appeal", step=step, reason=REASON, **given)


def appeal_clock(office: Office) -> Clock | None:
    return next((one for one in office.view().clocks if one.kind == "appeal"), None)


def test_the_period_to_appeal_is_the_office_s_and_never_assumed(decided: Office) -> None:
    decided.act(ANALYST, "serve_decision", to="the exporter")
    assert appeal_clock(decided) is None
    assert any("had set no period to appeal" in line for line in case_lines(decided.view()))


def test_the_period_runs_from_service_in_calendar_days(decided: Office) -> None:
    change_settings(decided.session(HEAD), {"decision.appeal_days": "14"})
    decided.act(ANALYST, "serve_decision", to="the exporter")
    clock = appeal_clock(decided)
    assert clock is not None
    assert (clock.due, clock.basis) == (date(2026, 4, 13), "customs legislation, UCC Art. 44")
    change_settings(decided.session(HEAD), {"decision.appeal_days": "30"})
    assert appeal_clock(decided) == clock


def test_an_appeal_ends_the_period_and_a_late_one_warns(decided: Office) -> None:
    change_settings(decided.session(HEAD), {"decision.appeal_days": "14"})
    decided.act(ANALYST, "serve_decision", to="the exporter")
    decided.clock.move(days=20)
    decided.act(ANALYST, "lodge_appeal", **APPEAL)
    clock = appeal_clock(decided)
    assert clock is not None
    assert (clock.ended, clock.warnings) == (
        date(2026, 4, 19),
        ("The appeal of 19 Apr 2026 came after the last day, 13 Apr 2026.",),
    )


@pytest.mark.parametrize(
    ("letter", "outcome", "law"),
    [
        (None, "refuse", AppealLaw.CUSTOMS),
        (TrackLetter.L, "refuse", AppealLaw.CUSTOMS),
        (TrackLetter.S, "refuse", AppealLaw.CUSTOMS),
        (TrackLetter.A, "refuse", AppealLaw.NATIONAL),
        (TrackLetter.B, "refuse", AppealLaw.NATIONAL),
        (TrackLetter.N, "refuse", AppealLaw.NATIONAL),
        (TrackLetter.T, "refuse", AppealLaw.NATIONAL),
        (None, "seize", AppealLaw.NATIONAL),
        (TrackLetter.L, "seize", AppealLaw.NATIONAL),
    ],
)
def test_the_law_of_an_appeal_follows_tracks_and_outcome(
    office: Office, letter: TrackLetter | None, outcome: str, law: AppealLaw
) -> None:
    if letter is not None:
        office.act(ANALYST, "open_track", item=1, track=letter, basis="Art. 4(1)(a)")
    assert law_of(office.case(), (outcome,)) is law


def test_a_seizure_has_the_period_and_the_notice_of_national_law(office: Office) -> None:
    change_settings(
        office.session(HEAD),
        {"decision.appeal_notice": "by the UCC", "decision.appeal_days_national": "7"},
    )
    for step in (*SEIZED[:-2],):
        step(office)
    with pytest.raises(Invalid, match="needs an appeal notice") as refused:
        office.act(ANALYST, "propose", outcome="seize", reason=REASON)
    assert "decision.appeal_notice_national" in (refused.value.remedy or "")
    change_settings(office.session(HEAD), {"decision.appeal_notice_national": "within 7 days"})
    office.act(ANALYST, "propose", outcome="seize", reason=REASON)
    APPROVE(office)
    office.act(ANALYST, "serve_decision", to="the exporter")
    clock = appeal_clock(office)
    assert clock is not None
    after_easter_monday = date(2026, 4, 7)
    assert (clock.due, clock.basis) == (after_easter_monday, "national law")
    decision = office.case().decision
    assert decision is not None
    assert decision.appeal == "within 7 days"


def test_a_decision_that_nobody_approved_is_not_appealed(office: Office) -> None:
    with pytest.raises(NotAllowed, match="not in the stage"):
        office.act(ANALYST, "lodge_appeal", **APPEAL)


@pytest.mark.parametrize("step", ["goods_back", "suspension_refused"])
def test_what_does_not_follow_is_refused(decided: Office, step: str) -> None:
    decided.act(ANALYST, "lodge_appeal", **APPEAL)
    with pytest.raises(Fault):
        follow(decided, step)
    assert [one.step for one in decided.case().appeals] == ["lodged"]


def test_a_step_is_not_dated_before_the_one_it_follows(decided: Office) -> None:
    decided.clock.move(days=3)
    decided.act(ANALYST, "lodge_appeal", **APPEAL)
    with pytest.raises(Invalid, match="lies before 2 Apr 2026"):
        follow(decided, "judgment", date=NOW.date())


def test_a_judgment_may_be_appealed_in_its_turn(decided: Office) -> None:
    decided.act(ANALYST, "lodge_appeal", **APPEAL)
    with pytest.raises(NotAllowed, match="does not follow “appeal lodged”"):
        decided.act(ANALYST, "lodge_appeal", **APPEAL)
    follow(decided, "judgment")
    decided.act(ANALYST, "lodge_appeal", by="the office", number="I GSK 3/27")
    assert appeal_words(decided.case()) == (
        "Appeal: appeal lodged, 30 Mar 2026, the office, I GSK 3/27."
    )


def test_a_suspended_decision_is_not_carried_out(seized: Office) -> None:
    seized.act(ANALYST, "lodge_appeal", **APPEAL)
    follow(seized, "suspension_asked", "suspension_granted")
    refused: dict[str, dict[str, Any]] = {"execute": {}, "destroy": {"item": 1}}
    for act, said in refused.items():
        with pytest.raises(NotAllowed, match="its implementation is suspended since 30 Mar 2026"):
            seized.act(ANALYST, act, **said)
    follow(seized, "judgment")
    seized.act(ANALYST, "execute")


def test_a_refused_suspension_holds_nothing_up(decided: Office) -> None:
    decided.act(ANALYST, "lodge_appeal", **APPEAL)
    follow(decided, "suspension_asked", "suspension_refused")
    decided.act(ANALYST, "execute")


def test_the_whole_life_of_an_appeal(seized: Office) -> None:
    """Seized, appealed, annulled, given back, decided anew."""
    with pytest.raises(NotAllowed, match="no decision on it was annulled"):
        seized.act(ANALYST, "return_goods", item=1)
    seized.act(ANALYST, "serve_decision", to="the exporter")
    seized.act(ANALYST, "lodge_appeal", **APPEAL)
    follow(seized, "suspension_asked", "suspension_granted", "judgment")
    follow(seized, "annulment", number="II SA 12/26")
    with pytest.raises(NotAllowed, match="the decision was annulled on 30 Mar 2026, II SA 12/26"):
        seized.act(ANALYST, "execute")
    with pytest.raises(NotAllowed, match="Not given back yet: item 1, item 2"):
        follow(seized, "goods_back")
    for item in (1, 2):
        seized.act(ANALYST, "return_goods", item=item)
    follow(seized, "goods_back")
    assert {one.status for one in seized.case().items} == {GoodsStatus.RETURNED}
    with pytest.raises(NotAllowed, match="nothing follows “goods given back”"):
        follow(seized, "judgment")
    seized.act(ANALYST, "reopen", reason=REASON)
    seized.act(REVIEWER, "second")
    assert [one.annulled for one in seized.case().decisions] == [
        "annulled on 30 Mar 2026, II SA 12/26"
    ]


def test_an_annulled_decision_says_so_wherever_it_is_shown(seized: Office) -> None:
    seized.act(ANALYST, "lodge_appeal", **APPEAL)
    follow(seized, "annulment", number="II SA 12/26")
    said = "annulled on 30 Mar 2026, II SA 12/26"
    view = seized.view()
    assert any(said in line for line in case_lines(view))
    assert case_object(view)["decision"]["annulled"] == said
    case_report = made(seized, "case")
    assert case_report.decision is not None
    assert case_report.decision.state == f"approved, {said}"
    ministry = made(seized, "ministry")
    outcomes = table(ministry, "outcomes")
    assert {str(row[3]) for row in outcomes.rows} == {f"seize, {said}"}
    proceedings = table(ministry, "proceedings")
    assert [str(row[1]) for row in proceedings.rows] == ["appeal lodged", "decision annulled"]
    waits = "Appeal: decision annulled, 30 Mar 2026, II SA 12/26."
    assert view.row.next_step.startswith(waits)
    news = today_view(seized.session(ANALYST)).news
    assert {"lodge_appeal", "follow_appeal"} <= {one.kind for one in news}


def test_the_database_knows_appeals_of_approved_decisions_alone(office: Office) -> None:
    for step in DECIDED[:-1]:
        step(office)
    with (
        pytest.raises((DatabaseError, Fault), match="an approved decision of the case"),
        office.session(ANALYST).writing("plain SQL") as work,
    ):
        work.conn.exec_driver_sql(
            "INSERT INTO appeal_step (id, case_id, decision_id, step, day, law, author, at) "
            "SELECT 'x', case_id, id, 'served', '2026-03-30', 'customs', 'Ana', at FROM decision"
        )


def entry(step: AppealStep) -> AppealEntry:
    return AppealEntry("1", "d", step, NOW.date(), AppealLaw.CUSTOMS, ANALYST, NOW)


@given(st.lists(st.sampled_from(AppealStep), max_size=12))
def test_no_way_leads_past_the_lodging_or_from_the_end(steps: list[AppealStep]) -> None:
    """Whatever is tried in whatever order: what was accepted is a way through the table."""
    accepted: list[AppealStep] = []
    for step in steps:
        last = entry(accepted[-1]) if accepted else None
        if may_follow(step, last):
            accepted.append(step)
    rest = [one for one in accepted if one is not AppealStep.SERVED]
    assert rest == [] or rest[0] is AppealStep.LODGED
    assert all(before in FOLLOWS[after] for before, after in pairwise(accepted))
    assert accepted.count(AppealStep.ANNULMENT) <= 1
    for end in (AppealStep.GOODS_BACK, AppealStep.WITHDRAWN):
        assert end not in accepted[:-1]
