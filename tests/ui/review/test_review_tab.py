"""A review by keyboard: remarks at rows, jumps behind a claim, the text that is signed."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from tests.deeds.proposals import do_with_care
from tests.taking_in import taken_in
from tests.ui.desk_office import ANALYST, PASSWORD, REVIEWER, Hands, a_declaration
from tests.ui.hands import CTRL

from landwaiter.domain.cases.case import Decision
from landwaiter.domain.cases.remarks import open_remarks
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.services.cases import case_reads
from landwaiter.services.deeds.engine import do
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.cases.remarks_card import RemarkBanner
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.review.review_screen import ReviewScreen
from landwaiter.ui.review.review_tab import ReviewTab

REASON = "the catalogue states it on page 4"
REF = "PL1-2026-000001"
Key = Qt.Key


@pytest.fixture(scope="module")
def office_template(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The analyst proposed, had it returned, and proposed again: done once, then copied."""
    folder = tmp_path_factory.mktemp("reviewed")
    path = Path(shutil.copytree(office_template, folder / "office"))
    analyst, reviewer = (
        sessions.open_casebook(path, user=name, password=PASSWORD) for name in (ANALYST, REVIEWER)
    )
    with analyst.casebook, reviewer.casebook:
        taken_in(analyst, TakeIn((a_declaration(folder),)))
        act(analyst, "assess")
        act(analyst, "classify", item=1, code="2B001", outcome="rejected", reason=REASON)
        act(analyst, "propose", outcome="release", reason=REASON)
        remarks = (("items/1/code", "why this code?"),)
        act(reviewer, "return", reason="two points", remarks=remarks)
        act(analyst, "answer_remark", remark="1", reason="by its axes")
        act(analyst, "propose", outcome="release", reason=f"{REASON}, with its values")
    return path


@pytest.fixture
def at_review(hands: Hands, tmp_path: Path) -> Hands:
    """The reviewer looks at what was proposed."""
    sign_in(hands, REVIEWER, tmp_path / "office")
    hands.room.to_review(REF)
    hands.settle()
    return hands


def act(session: Session, name: str, **given: Any) -> None:
    do_with_care(session, name, REF, **given)


def sign_in(hands: Hands, user: str, casebook: Path) -> None:
    hands.room.desk.get_up()
    hands.room.door.show_sign_in(casebook, user)
    hands.settle()
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)


def tab(hands: Hands) -> ReviewTab:
    view = hands.room.desk.view
    assert isinstance(view, ReviewTab)
    return view


def screen(hands: Hands) -> ReviewScreen:
    return tab(hands).screen


def remarks_area(hands: Hands) -> QPlainTextEdit:
    form = tab(hands).acting.form
    assert isinstance(form, ActForm)
    area = form.inputs["remarks"]
    assert isinstance(area, QPlainTextEdit)
    return area


def last_decision(hands: Hands) -> Decision:
    decision = case_reads.case_view(hands.room.desk.known_session, REF).case.decision
    assert decision is not None
    return decision


def test_changes_are_told_against_the_version_that_was_returned(at_review: Hands) -> None:
    view = screen(at_review).view
    assert view is not None
    assert view.compared_with == 1
    assert [difference.place for difference in view.differences] == ["reason"]


def test_a_remark_begins_with_the_place_of_the_row(at_review: Hands) -> None:
    at_review.press(Key.Key_C)
    at_review.press(Key.Key_M)
    assert remarks_area(at_review).toPlainText() == "reason = "
    at_review.type("name the page")
    at_review.press(Key.Key_M)
    assert remarks_area(at_review).toPlainText() == "reason = name the pagem"


def test_remarks_typed_before_are_there_with_the_next_one(at_review: Hands) -> None:
    at_review.press(Key.Key_C)
    at_review.press(Key.Key_M)
    at_review.type("name the page")
    at_review.press(Key.Key_Escape)
    at_review.press(Key.Key_C)
    at_review.press(Key.Key_M)
    assert remarks_area(at_review).toPlainText() == "reason = name the page\nreason = "


def test_a_proposal_is_returned_with_remarks_by_keyboard(at_review: Hands) -> None:
    at_review.press(Key.Key_C)
    at_review.press(Key.Key_M)
    at_review.type("name the page")
    form = tab(at_review).acting.form
    assert form is not None
    form.inputs["reason"].setFocus()
    at_review.type("one point")
    at_review.press(Key.Key_Return, CTRL)
    assert last_decision(at_review).state == "returned"
    case = case_reads.case_view(at_review.room.desk.known_session, REF).case
    assert [(r.place, r.text) for r in open_remarks(case)] == [("reason", "name the page")]


def test_a_place_that_is_not_there_is_refused_in_the_form(at_review: Hands) -> None:
    at_review.press(Key.Key_M)
    remarks_area(at_review).setPlainText("items/77 = which?")
    form = tab(at_review).acting.form
    assert form is not None
    assert "no such place" in form.fields.why(form.fields.fields[1])


def test_a_claim_leads_to_where_it_stands_in_the_case(at_review: Hands) -> None:
    at_review.press(Key.Key_L)
    at_review.press(Key.Key_Return)
    at_review.settle()
    view = at_review.room.desk.view
    assert isinstance(view, CaseTab)
    assert view.screen.sections.current == "items"


def test_the_text_and_its_bytes_are_what_is_signed(at_review: Hands) -> None:
    decision = last_decision(at_review)
    at_review.press(Key.Key_T)
    assert screen(at_review).text.isVisible()
    assert not screen(at_review).text.bytes.isVisible()
    at_review.press(Key.Key_B)
    assert screen(at_review).text.bytes.toPlainText() == decision.text
    at_review.press(Key.Key_B)
    assert not screen(at_review).text.isVisible()


def test_what_was_not_checked_is_ticked_with_the_space_bar(at_review: Hands) -> None:
    card = screen(at_review).unchecked
    assert card is not None
    unread = card.unread()
    at_review.press(Key.Key_N)
    at_review.press(Key.Key_Space)
    assert card.unread() == unread - 1


def test_similar_cases_are_looked_for_behind_the_screen(at_review: Hands) -> None:
    card = screen(at_review).similar
    assert card is not None
    assert card.rows.rows() == ()
    assert not card.table.isVisible()


def test_the_author_sees_each_remark_at_its_place_and_answers_it(at_review: Hands) -> None:
    session = at_review.room.desk.known_session
    act(session, "return", reason="one point", remarks=(("items/1/code", "still open"),))
    sign_in(at_review, ANALYST, session.casebook.path)
    at_review.room.to_case(REF)
    at_review.settle()
    view = at_review.room.desk.view
    assert isinstance(view, CaseTab)
    (banner,) = view.screen.findChildren(RemarkBanner)
    assert "Item 1, code: “still open”" in banner.sentence.words()
    at_review.press(Key.Key_M)
    at_review.type("it is stated on page 4")
    at_review.press(Key.Key_Return, CTRL)
    case = case_reads.case_view(at_review.room.desk.known_session, REF).case
    assert [answer.text for answer in open_remarks(case)[0].answers] == ["it is stated on page 4"]
