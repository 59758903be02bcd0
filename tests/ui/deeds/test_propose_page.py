"""Proposing in the window: nothing chosen beforehand, and what is open has a word before."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPlainTextEdit
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
from landwaiter.ui.kit.label import MarkLabel

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
    """Fields by name; an outcome and a basis for every item."""
    for name, text in answers.items():
        for row in page(hands).outcomes.rows if name in ("outcome", "basis") else ():
            put(row.outcome if name == "outcome" else row.basis, text)
        if name not in ("outcome", "basis"):
            put(page(hands).inputs[name], text)


def settle(hands: Hands) -> None:
    """A reason of the decision and for everything that is open."""
    answer(hands, reason="as the catalogue of the maker says")
    for area in page(hands).reasons.values():
        area.setPlainText(WHY)


def test_no_outcome_stands_there_and_without_one_nothing_is_proposed(proposing: Hands) -> None:
    assert page(proposing).fields.answers()["outcome"] == ""
    assert not page(proposing).act.isEnabled()
    proposing.give()
    assert stored(proposing).case.stage is Stage.ASSESSMENT


def test_a_basis_of_the_list_is_read_from_its_beginning_and_in_full(proposing: Hands) -> None:
    card = page(proposing).outcomes
    row = card.rows[0]
    put(row.outcome, "hold-and-refer")
    assert isinstance(row.basis, QComboBox)
    row.basis.setCurrentIndex(0)
    line = row.basis.lineEdit()
    assert line is not None
    assert line.cursorPosition() == 0
    (below,) = (
        one for one in card.findChildren(MarkLabel) if one.words() == row.basis.currentText()
    )
    assert below.isVisibleTo(card)
    row.basis.setEditText("a law of this state")
    line.editingFinished.emit()
    assert not below.isVisibleTo(card)


def test_each_item_has_an_outcome_before_anything_is_proposed(proposing: Hands) -> None:
    settle(proposing)
    first, *others = page(proposing).outcomes.rows
    assert others
    put(first.outcome, "release")
    assert [one.what for one in page(proposing).outcomes.stops()] == ["Without an outcome: item 2."]
    assert not page(proposing).act.isEnabled()
    for row in others:
        put(row.outcome, "release")
    assert page(proposing).act.isEnabled()
    assert page(proposing).fields.answers()["outcome"] == "release"


def test_what_the_whole_is_called_is_asked_for_where_the_items_differ(proposing: Hands) -> None:
    settle(proposing)
    first, second = page(proposing).outcomes.rows
    whole = page(proposing).inputs["outcome"]
    put(first.outcome, "release")
    put(second.outcome, "release")
    assert not whole.isVisible()
    put(second.outcome, "hold-and-refer")
    put(second.basis, "UCC Art. 188, 194(1)")
    assert whole.isVisible()
    assert page(proposing).fields.answers()["outcome"] == ""
    assert not page(proposing).act.isEnabled()
    put(whole, "partial_release")
    assert page(proposing).act.isEnabled()
    proposing.give()
    decision = stored(proposing).case.decision
    assert decision is not None
    assert (decision.outcome, decision.items, decision.bases) == (
        "partial_release",
        {1: "release", 2: "hold-and-refer"},
        {1: "", 2: "UCC Art. 188, 194(1)"},
    )


def test_who_comes_to_a_basis_with_tab_reads_its_beginning(proposing: Hands) -> None:
    row = page(proposing).outcomes.rows[0]
    row.outcome.setCurrentIndex(1)
    assert isinstance(row.basis, QComboBox)
    row.basis.setCurrentIndex(0)
    row.basis.setFocus(Qt.FocusReason.TabFocusReason)
    line = row.basis.lineEdit()
    assert line is not None
    assert (line.selectedText(), line.cursorPosition()) == (row.basis.currentText(), 0)


def test_an_outcome_that_keeps_goods_back_waits_for_its_basis(proposing: Hands) -> None:
    settle(proposing)
    answer(proposing, outcome="hold-and-refer")
    assert "item 1, 2 needs a legal basis" in page(proposing).act.text()
    proposing.give()
    assert stored(proposing).case.stage is Stage.ASSESSMENT
    answer(proposing, basis="a national act, Art. 7")
    assert page(proposing).act.isEnabled()
    proposing.give()
    decision = stored(proposing).case.decision
    assert decision is not None
    assert set(decision.bases.values()) == {"a national act, Art. 7"}


def test_a_basis_is_offered_that_fits_the_outcome_and_none_is_chosen(proposing: Hands) -> None:
    (row, *_others) = page(proposing).outcomes.rows
    box = row.basis
    assert isinstance(box, QComboBox)
    assert not box.isEnabled()
    put(row.outcome, "suspend-and-refer")
    assert box.isEnabled()
    assert row.chosen == ("suspend-and-refer", "")
    offered = [box.itemData(at) for at in range(box.count())]
    assert offered == [
        "Reg. (EU) 2021/821 Art. 21(3)(a)",
        "Reg. (EU) 2021/821 Art. 21(3)(b)",
        "…",
    ]
    put(box, offered[0])
    put(row.outcome, "refuse")
    assert row.chosen == ("refuse", "")


def test_another_basis_opens_a_line(proposing: Hands) -> None:
    (row, *_others) = page(proposing).outcomes.rows
    put(row.outcome, "refuse")
    assert isinstance(row.basis, QComboBox)
    last = row.basis.count() - 1
    row.basis.setCurrentIndex(last)
    row.basis.activated.emit(last)
    proposing.type("Foreign Trade Act, s. 4")
    assert row.chosen == ("refuse", "Foreign Trade Act, s. 4")


def test_the_same_for_all_asks_before_it_writes_over_a_choice(proposing: Hands) -> None:
    card = page(proposing).outcomes
    first, second = card.rows
    put(first.outcome, "hold-and-refer")
    put(first.basis, "UCC Art. 188, 194(1)")
    card.same.click()
    assert second.chosen == first.chosen
    put(second.outcome, "release")
    first.outcome.setFocus()
    card.same.click()
    assert card.keep.isVisible()
    assert second.chosen == ("release", "")
    card.keep.click()
    assert second.chosen == ("release", "")
    first.outcome.setFocus()
    card.same.click()
    card.replace.click()
    assert second.chosen == first.chosen
    assert not card.replace.isVisible()


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
    answer(proposing, outcome="refuse", basis="UCC Art. 194(1)")
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
