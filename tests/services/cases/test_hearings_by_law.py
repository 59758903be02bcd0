"""A party is heard under the law of the decision: the UCC says how, or the office does."""

from datetime import date
from typing import Any

import pytest
from tests.services.act_examples import ASSESS, CONSULTED
from tests.services.reports.test_report_types import made, table, words
from tests.services.sample_office import ANALYST, HEAD, REASON, Office
from tests.settings import change_settings

from landwaiter.cli.cases.case_json import case_object
from landwaiter.cli.cases.case_text import case_lines
from landwaiter.domain.cases.case import Action, TrackLetter
from landwaiter.domain.cases.court import AppealLaw
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.services.cases.clocks import clock_label

ACT = "Act on procedure s. 10"
SET = {"decision.hearing_basis_national": ACT, "decision.hearing_days_national": "7"}
REFUSE: dict[str, Any] = {"outcome": "refuse", "reason": REASON, "appeal": "within seven days"}
CUSTOMS_TRACKS = [TrackLetter.L, TrackLetter.S]
NATIONAL_TRACKS = [TrackLetter.N, TrackLetter.T]


def hear(office: Office, **given: Any) -> Action:
    office.act(ANALYST, "hear", to="the exporter", **given)
    return office.case().actions[-1]


def hold(office: Office, letter: TrackLetter) -> None:
    office.act(ANALYST, "hold", item=1, track=letter)


@pytest.mark.parametrize("letter", CUSTOMS_TRACKS)
def test_under_the_customs_legislation_nothing_has_to_be_set(
    office: Office, letter: TrackLetter
) -> None:
    hold(office, letter)
    hearing = hear(office)
    assert (hearing.law, hearing.basis) == (AppealLaw.CUSTOMS, "UCC Art. 22(6)")
    assert hearing.due == date(2026, 4, 29)


@pytest.mark.parametrize("letter", NATIONAL_TRACKS)
def test_under_national_law_provision_and_period_are_the_office_s(
    office: Office, letter: TrackLetter
) -> None:
    hold(office, letter)
    change_settings(office.session(HEAD), SET)
    hearing = hear(office)
    assert (hearing.law, hearing.basis) == (AppealLaw.NATIONAL, ACT)
    assert hearing.due == date(2026, 4, 7)  # the seventh day is Easter Monday


def test_a_suspension_of_art_21_3_follows_national_law(office: Office) -> None:
    for step in CONSULTED:
        step(office)
    change_settings(office.session(HEAD), SET)
    assert hear(office).law is AppealLaw.NATIONAL


def test_without_a_provision_no_hearing_under_national_law_is_sent(office: Office) -> None:
    hold(office, TrackLetter.N)
    with pytest.raises(Invalid, match="names its provision") as refused:
        hear(office, period="7d")
    assert refused.value.field == "basis"
    assert "decision.hearing_basis_national" in (refused.value.remedy or "")
    assert hear(office, period="7d", basis=ACT).basis == ACT


def test_no_period_of_national_law_is_assumed(office: Office) -> None:
    hold(office, TrackLetter.N)
    with pytest.raises(Invalid, match="is not set") as refused:
        hear(office, basis=ACT)
    assert refused.value.field == "period"
    assert "decision.hearing_days_national" in (refused.value.remedy or "")
    assert hear(office, basis=ACT, date=date(2026, 4, 20)).due == date(2026, 4, 20)


def test_a_person_says_under_which_law_whatever_the_tracks_are(office: Office) -> None:
    hold(office, TrackLetter.L)
    seizing = hear(office, law=AppealLaw.NATIONAL, basis=ACT, period="24h")
    assert (seizing.law, seizing.basis) == (AppealLaw.NATIONAL, ACT)
    hold(office, TrackLetter.N)
    assert hear(office, law=AppealLaw.CUSTOMS).due == date(2026, 4, 29)


def test_silence_in_a_day_of_national_law_is_no_hearing_of_thirty_days(office: Office) -> None:
    ASSESS(office)
    hold(office, TrackLetter.L)
    hear(office, law=AppealLaw.NATIONAL, basis=ACT, period="24h")
    office.clock.move(days=3)
    with pytest.raises(NotAllowed, match="was one under national law and was not answered"):
        office.act(ANALYST, "propose", **REFUSE)
    office.act(ANALYST, "propose", **{**REFUSE, "outcome": "seize"})
    decision = office.case().decision
    assert decision is not None
    assert f"({ACT})" in str(decision.hearing)


def test_who_answered_was_heard_under_whichever_law(office: Office) -> None:
    ASSESS(office)
    hold(office, TrackLetter.L)
    hear(office, law=AppealLaw.NATIONAL, basis=ACT, period="24h")
    office.act(ANALYST, "record_answer", action="hearing", reason="milling")
    office.act(ANALYST, "propose", **REFUSE)


def test_the_law_of_a_hearing_is_seen_on_case_report_and_json(office: Office) -> None:
    hold(office, TrackLetter.N)
    change_settings(office.session(HEAD), SET)
    hear(office)
    view = office.view()
    (clock,) = (one for one in view.clocks if one.kind == "hearing")
    assert clock_label(clock) == "hearing, national law"
    assert any("hearing, national law" in line for line in case_lines(view))
    (action,) = case_object(view)["actions"]
    assert (action.law, action.basis) == ("national", ACT)
    assert ACT in words(table(made(office, "case"), "actions"))
    assert f"national law, by {ACT}" in view.history[0].text


def test_a_hearing_under_the_ucc_is_called_so(office: Office) -> None:
    hear(office)
    view = office.view()
    (clock,) = (one for one in view.clocks if one.kind == "hearing")
    assert clock_label(clock) == "hearing, UCC 22(6)"
    assert "UCC Art. 22(6)" in words(table(made(office, "case"), "actions"))
