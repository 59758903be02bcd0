"""Proposing in the window: nothing chosen beforehand, and what is open has a word before."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from tests.deeds.said import said
from tests.taking_in import taken_in
from tests.ui.desk_office import PASSWORD, Hands, a_declaration

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.decision import left_open_in
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.services.cases import case_reads
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import do
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.deeds.propose_page import ProposePage
from landwaiter.ui.kit.fields import put

REF = "PL1-2026-000001"
WHY = "the goods leave the port tomorrow"


@pytest.fixture
def proposing(hands: Hands, tmp_path: Path) -> Hands:
    """The analyst pressed P on an assessed case."""
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    session = hands.room.desk.known_session
    taken_in(session, TakeIn((a_declaration(tmp_path),)))
    do(session, said("assess"))
    hands.room.to_case(REF)
    hands.settle()
    hands.press(Qt.Key.Key_P)
    return hands


def page(hands: Hands) -> ProposePage:
    tab = hands.room.desk.view
    assert isinstance(tab, CaseTab)
    assert isinstance(tab.acting.form, ProposePage)
    return tab.acting.form


def stored(hands: Hands) -> CaseView:
    return case_reads.case_view(hands.room.desk.known_session, REF)


def answer(hands: Hands, **answers: str) -> None:
    for name, text in answers.items():
        put(page(hands).inputs[name], text)


def test_no_outcome_stands_there_and_without_one_nothing_is_proposed(proposing: Hands) -> None:
    assert page(proposing).fields.answers()["outcome"] == ""
    assert not page(proposing).act.isEnabled()
    proposing.give()
    assert stored(proposing).case.stage is Stage.ASSESSMENT


def test_there_is_a_reason_to_be_given_for_what_is_open_and_for_nothing_else(
    proposing: Hands,
) -> None:
    unsettled = {one.kind for one in stored(proposing).unsettled}
    assert unsettled
    assert page(proposing).reasons.keys() == unsettled


def test_each_open_kind_alone_keeps_the_act_from_being_done(proposing: Hands) -> None:
    answer(proposing, outcome="release", reason="civil use, by the catalogue")
    for kind in page(proposing).reasons:
        for other, area in page(proposing).reasons.items():
            area.setPlainText("" if other is kind else WHY)
        assert not page(proposing).act.isEnabled()
    for area in page(proposing).reasons.values():
        area.setPlainText(WHY)
    assert page(proposing).act.isEnabled()
    proposing.give()
    decision = stored(proposing).case.decision
    assert decision is not None
    assert {one.reason for one in left_open_in(decision.text)} == {WHY}


def test_an_open_field_of_the_template_is_no_reason_yet(proposing: Hands) -> None:
    answer(proposing, outcome="release", reason="Declared is [goods], and no more.")
    for area in page(proposing).reasons.values():
        area.setPlainText(WHY)
    assert "1 field of the template is open" in page(proposing).act.text()
    answer(proposing, reason="Declared is a lathe, and no more.")
    assert page(proposing).act.isEnabled()


def test_an_appeal_notice_is_asked_for_with_an_adverse_outcome_alone(proposing: Hands) -> None:
    answer(proposing, outcome="release")
    assert not page(proposing).inputs["appeal"].isVisible()
    answer(proposing, outcome="refuse")
    assert page(proposing).inputs["appeal"].isVisible()


def test_a_hearing_stops_an_adverse_outcome_and_no_other(proposing: Hands) -> None:
    answer(proposing, outcome="release", reason="civil use, by the catalogue")
    assert not page(proposing).stops
    answer(proposing, outcome="refuse")
    for area in page(proposing).reasons.values():
        area.setPlainText(WHY)
    assert "Nobody was heard" in page(proposing).act.text()
    proposing.give()
    assert "Nobody was heard" in page(proposing).refusal
    assert stored(proposing).case.stage is Stage.ASSESSMENT


def test_what_is_open_leads_to_where_it_is_settled_and_the_text_is_kept(
    proposing: Hands,
) -> None:
    reason = page(proposing).inputs["reason"]
    assert isinstance(reason, QPlainTextEdit)
    reason.setFocus()
    proposing.type("half a sentence")
    place = next(one.place for one in stored(proposing).unsettled if one.place)
    page(proposing).settle_asked.emit(place)
    tab = proposing.room.desk.view
    assert isinstance(tab, CaseTab)
    assert tab.acting.form is None
    proposing.press(Qt.Key.Key_P)
    proposing.settle()
    assert page(proposing).fields.answers()["reason"] == "half a sentence"
