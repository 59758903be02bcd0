"""What is open before a proposal is settled, or left open with a reason that stays with it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.deeds.proposals import KNOWINGLY, reasons
from tests.services.act_examples import ASSESS, Step, does
from tests.services.reports.test_refusal_reports import printed
from tests.services.sample_office import (
    ANALYST,
    HEAD,
    REASON,
    REF,
    REVIEWER,
    Office,
    hit_of,
)

from landwaiter.domain.cases.before_proposal import OpenKind
from landwaiter.domain.cases.case import ClassificationState, Stage
from landwaiter.domain.cases.decision import left_open_in
from landwaiter.domain.office.deeds import ChangeSetting
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.services.deeds.engine import do
from landwaiter.services.review.review_view import review_view


def settle_candidates(office: Office) -> None:
    for one in office.case().candidates:
        office.act(
            ANALYST,
            "classify",
            item=one.item_no,
            code=one.code,
            outcome=ClassificationState.REJECTED,
            reason=REASON,
            **({"list": one.list} if one.list != "eu" else {}),
        )


def settle_hits(office: Office) -> None:
    office.act(ANALYST, "judge", hit=hit_of(office.case()).id, outcome="same", reason=REASON)


def list_too_old(office: Office) -> None:
    do(office.session(HEAD), ChangeSetting("age_limit.watched", "1"))
    office.clock.move(days=3)


def clock_ran_out(office: Office) -> None:
    office.act(ANALYST, "start_clock", basis="national act", period="24h")
    office.clock.move(days=2)


OPENED: dict[OpenKind, Step] = {
    OpenKind.REQUEST: does("request_information", to="the exporter", reason="end use?"),
    OpenKind.CLOCK: clock_ran_out,
    OpenKind.LIST: list_too_old,
}
"""What is not open on the sample case by itself."""
SETTLED: dict[OpenKind, Callable[[Office], None]] = {
    OpenKind.CANDIDATE: settle_candidates,
    OpenKind.HIT: settle_hits,
}


@pytest.fixture
def assessed(office: Office) -> Office:
    ASSESS(office)
    return office


def alone(office: Office, kind: OpenKind) -> None:
    """The case with nothing open but that kind."""
    for other, settle in SETTLED.items():
        if other is not kind:
            settle(office)
    if kind in OPENED:
        OPENED[kind](office)


@pytest.mark.parametrize("kind", OpenKind)
def test_each_kind_alone_refuses_a_proposal_and_its_reason_lets_it_through(
    assessed: Office, kind: OpenKind
) -> None:
    alone(assessed, kind)
    assert [one.kind for one in assessed.view().unsettled] == [kind]
    with pytest.raises(NotAllowed) as refused:
        assessed.act(ANALYST, "propose", outcome="release", reason=REASON, open={})
    (told,) = assessed.view().unsettled
    for words in (f"({kind.value})", told.named, told.remedy):
        assert words in refused.value.message
    assert f"--open {kind.value}=" in (refused.value.remedy or "")
    why = "the goods leave tomorrow morning"
    assessed.act(ANALYST, "propose", outcome="release", reason=REASON, open={kind: why})
    view = review_view(assessed.session(REVIEWER), REF)
    decision = view.view.case.decision
    assert decision is not None
    assert [(one.kind, one.reason) for one in left_open_in(decision.text)] == [(kind, why)]
    assert any(why in one and told.named in one for one in view.not_checked)
    assert why in str([part for part in view.parts if part.name == "left_open"])


def test_a_reason_for_what_is_not_open_is_refused_with_what_is(assessed: Office) -> None:
    with pytest.raises(Invalid) as refused:
        assessed.act(
            ANALYST,
            "propose",
            outcome="release",
            reason=REASON,
            open={**reasons(assessed.session(ANALYST), REF), OpenKind.CLOCK: KNOWINGLY},
        )
    assert (refused.value.value, "hit" in (refused.value.remedy or "")) == ("clock", True)


@pytest.mark.parametrize("why", ["", "   ", "later"])
def test_a_reason_is_one_that_another_person_understands(assessed: Office, why: str) -> None:
    said = {**reasons(assessed.session(ANALYST), REF), OpenKind.HIT: why}
    with pytest.raises((Invalid, NotAllowed)):
        assessed.act(ANALYST, "propose", outcome="release", reason=REASON, open=said)
    assert assessed.case().stage is Stage.ASSESSMENT


def test_nothing_open_needs_no_word(assessed: Office) -> None:
    for settle in SETTLED.values():
        settle(assessed)
    assessed.act(ANALYST, "propose", outcome="release", reason=REASON, open={})
    decision = assessed.case().decision
    assert decision is not None
    assert '"left_open"' not in decision.text


def test_an_answered_request_and_a_hearing_whose_period_is_over_are_settled(
    assessed: Office,
) -> None:
    assessed.act(ANALYST, "request_information", to="the exporter", reason="end use?")
    assessed.act(ANALYST, "hear", to="the exporter", period="30d", reason="what do you say?")
    assert OpenKind.REQUEST in {one.kind for one in assessed.view().unsettled}
    assessed.act(ANALYST, "record_answer", action="information_request", reason="for a mill")
    assert OpenKind.REQUEST in {one.kind for one in assessed.view().unsettled}
    assessed.clock.move(days=40)
    assert OpenKind.REQUEST not in {one.kind for one in assessed.view().unsettled}


def test_what_stops_a_proposal_is_told_apart(assessed: Office) -> None:
    (hearing,) = assessed.view().stops
    assert (hearing.adverse, "Nobody was heard" in hearing.what) == (True, True)
    assessed.act(HEAD, "declare_conflict", to=ANALYST, reason=REASON)
    assert "conflict of interest" in assessed.view(who=ANALYST).stops[0].what
    assert len(assessed.view(who=REVIEWER).stops) == 1


def test_a_new_version_says_anew_what_is_left_open(assessed: Office) -> None:
    assessed.act(ANALYST, "propose", outcome="release", reason=REASON)
    assessed.act(REVIEWER, "return", reason=REASON)
    settle_hits(assessed)
    assessed.act(ANALYST, "propose", outcome="release", reason=REASON)
    decision = assessed.case().decision
    assert decision is not None
    assert "hit" not in {one.kind for one in left_open_in(decision.text)}
    assert assessed.session(ANALYST).today() == date(2026, 3, 30)


def test_what_is_left_open_stands_with_its_reason_in_the_pdf_and_in_the_workbook(
    assessed: Office, tmp_path: Path
) -> None:
    why = dict.fromkeys(reasons(assessed.session(ANALYST), REF), "nobody of the maker was there")
    assessed.act(ANALYST, "propose", outcome="release", reason=REASON, open=why)
    for text in printed(assessed, "case", tmp_path):
        for one in assessed.view().case.hits:
            assert f"{one.match.name} on {one.list_id}" in text
        assert text.count("nobody of the maker was there") >= len(why)
