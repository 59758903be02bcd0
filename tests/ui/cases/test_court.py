"""Prosecutor and appeal in the window: head of the case, its decision, and the slips refused."""

from pytestqt.qtbot import QtBot
from tests.services.act_examples import DECIDED, LED, LODGED
from tests.services.sample_office import ANALYST, REASON, Office
from tests.ui.cases.test_life_cycle_forms import shown, words

from landwaiter.ui.cases.acts_of_case import acts_of


def test_the_head_says_who_leads_and_where_the_appeal_stands(qtbot: QtBot, office: Office) -> None:
    for step in (*DECIDED, LED, LODGED):
        step(office)
    text = words(shown(qtbot, office.view()))
    assert "The prosecutor leads: regional prosecutor, since 30 Mar 2026, Ds 12/26." in text
    assert "Appeal: appeal lodged, 30 Mar 2026, the exporter, A 1/26." in text


def test_an_annulled_decision_says_so_in_the_window(qtbot: QtBot, office: Office) -> None:
    for step in (*DECIDED, LODGED):
        step(office)
    office.act(ANALYST, "follow_appeal", step="annulment", number="A 1/26", reason=REASON)
    screen = shown(qtbot, office.view())
    assert "The decision was annulled on 30 Mar 2026, A 1/26." in words(screen)


def test_a_referral_is_greyed_out_with_the_reason(office: Office) -> None:
    LED(office)
    why_not = {row.act: row.why_not for row in acts_of(office.view())}
    why = "regional prosecutor leads this case, and no consent to referrals is recorded."
    assert why_not["report_referral"] == why


def test_a_hold_that_comes_back_is_a_clock_of_the_head(qtbot: QtBot, office: Office) -> None:
    office.act(ANALYST, "assess")
    office.act(ANALYST, "hold", item=1, track="S")
    clock = office.view().row.clock
    assert clock is not None
    assert (clock.legal, clock.label) == (False, "S · hold to be continued")
    assert "hold to be continued" in words(shown(qtbot, office.view()))
