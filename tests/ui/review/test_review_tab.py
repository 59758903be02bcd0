"""A review by keyboard: remarks at rows, jumps behind a claim, the text that is signed."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from tests.deeds.proposals import do_with_care, read_all
from tests.deeds.said import said
from tests.taking_in import taken_in
from tests.ui.desk_office import ANALYST, PASSWORD, REVIEWER, Hands, a_declaration
from tests.ui.hands import ALT, CTRL

from landwaiter.domain.cases.case import Decision
from landwaiter.domain.cases.remarks import open_remarks
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.review.reading import ReviewSection
from landwaiter.errors import NotAllowed
from landwaiter.services.cases import case_reads
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.deeds.engine import do
from landwaiter.services.review.waiting import waiting_reviews
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.cases.remarks_card import RemarkBanner
from landwaiter.ui.kit.cards import Banner
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.review.review_screen import ReviewScreen
from landwaiter.ui.review.review_tab import ReviewTab
from landwaiter.ui.review.section_watch import PAUSE_MS

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


def remark_at(hands: Hands, place: str) -> QPlainTextEdit:
    return screen(hands).remarks.areas[place]


def unread(hands: Hands) -> tuple[ReviewSection, ...]:
    return screen(hands).to_read.unread()


def last_decision(hands: Hands) -> Decision:
    decision = case_reads.case_view(hands.room.desk.known_session, REF).case.decision
    assert decision is not None
    return decision


def test_changes_are_told_against_the_version_that_was_returned(at_review: Hands) -> None:
    view = screen(at_review).view
    assert view is not None
    assert view.compared_with == 1
    assert [difference.place for difference in view.differences] == ["reason"]


def test_mouse_and_keyboard_give_a_remark_the_same_place(at_review: Hands) -> None:
    at_review.press(Key.Key_C)
    at_review.press(Key.Key_M)
    at_review.type("name the page")
    assert remark_at(at_review, "reason").toPlainText() == "name the page"
    at_review.press(Key.Key_M)
    assert remark_at(at_review, "reason").toPlainText() == "name the pagem"
    changes = screen(at_review).changes
    assert changes is not None
    at = changes.table.visualRect(changes.rows.index(0, 1)).center()
    QTest.mouseClick(changes.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    at_review.press(Key.Key_M)
    at_review.type(" and line")
    assert remark_at(at_review, "reason").toPlainText() == "name the pagem and line"
    assert list(screen(at_review).remarks.areas) == ["reason"]


def test_no_path_is_shown_with_a_remark(at_review: Hands) -> None:
    screen(at_review).remarks.begin("items/1/code")
    assert remark_at(at_review, "items/1/code").accessibleName() == "Item 1, code"


def test_without_a_value_there_is_nothing_to_remark_on(at_review: Hands) -> None:
    screen(at_review).setFocus()
    at_review.press(Key.Key_M)
    assert not screen(at_review).remarks.areas


def test_a_proposal_is_returned_with_remarks_by_keyboard(at_review: Hands) -> None:
    at_review.press(Key.Key_C)
    at_review.press(Key.Key_M)
    at_review.type("name the page")
    assert "Return with 1 remark" in screen(at_review).returning.text()
    at_review.press(Key.Key_R, ALT)
    form = tab(at_review).acting.form
    assert form is not None
    assert "remarks" not in form.inputs
    form.inputs["reason"].setFocus()
    at_review.type("one point")
    at_review.press(Key.Key_Return, CTRL)
    assert last_decision(at_review).state == "returned"
    case = case_reads.case_view(at_review.room.desk.known_session, REF).case
    assert [(r.place, r.text) for r in open_remarks(case)] == [("reason", "name the page")]
    assert not screen(at_review).remarks.areas


def test_one_form_is_open_and_the_other_acts_rest(at_review: Hands) -> None:
    at_review.press(Key.Key_R, ALT)
    assert tab(at_review).acting.form is not None
    assert not screen(at_review).approving.isEnabled()
    at_review.press(Key.Key_Escape)
    assert screen(at_review).returning.isEnabled()


def test_a_form_stands_in_place_of_what_is_read_and_leaving_it_shows_that_again(
    at_review: Hands,
) -> None:
    at_review.press(Key.Key_R, ALT)
    assert not screen(at_review).watch.area.isVisible()
    assert not screen(at_review).returning.isVisible()
    at_review.press(Key.Key_Escape)
    assert screen(at_review).watch.area.isVisible()
    assert screen(at_review).returning.isVisible()


def test_the_form_of_an_approval_says_what_is_signed(at_review: Hands) -> None:
    read_all(at_review.room.desk.known_session, REF)
    tab(at_review).reload()
    at_review.settle()
    at_review.press(Key.Key_A, ALT)
    form = tab(at_review).acting.form
    assert form is not None
    assert "Item 1, 2: release" in form.accessibleName()


def approved(hands: Hands) -> None:
    """Read, signed with the password, and shown anew."""
    read_all(hands.room.desk.known_session, REF)
    tab(hands).reload()
    hands.settle()
    hands.press(Key.Key_A, ALT)
    hands.type(PASSWORD)
    hands.press(Key.Key_Return, CTRL)
    hands.settle()
    assert last_decision(hands).state == "approved"


def test_after_an_approval_stands_what_was_signed_and_what_the_case_waits_for(
    at_review: Hands,
) -> None:
    assert not screen(at_review).after.isVisible()
    approved(at_review)
    assert screen(at_review).after.isVisible()
    assert not screen(at_review).approving.isVisible()
    (banner,) = screen(at_review).findChildren(Banner)
    assert "Approved and signed by" in banner.sentence.words()
    view = case_reads.case_view(at_review.room.desk.known_session, REF)
    said = [label.words() for label in screen(at_review).after.waits.findChildren(MarkLabel)]
    assert view.row.next_step in said
    assert not screen(at_review).onward.isVisible()


def test_the_next_review_is_the_one_that_comes_after_this_in_their_order(
    at_review: Hands, tmp_path: Path
) -> None:
    analyst = sessions.open_casebook(tmp_path / "office", user=ANALYST, password=PASSWORD)
    with analyst.casebook:
        for number in (2, 3):
            file = a_declaration(tmp_path)
            other = file.read_bytes().replace(b"LW-2026-0001", b"LW-2026-000%d" % number)
            file.write_bytes(other)
            taken_in(analyst, TakeIn((file,)))
            reference = f"PL1-2026-00000{number}"
            do_with_care(analyst, "assess", reference)
            do_with_care(analyst, "propose", reference, outcome="release", reason=REASON)
    tab(at_review).reload()
    at_review.settle()
    waiting = [row.reference for row in waiting_now(at_review)]
    assert len(waiting) == 3
    at = waiting.index(REF)
    following = waiting[(at + 1) % 3]
    told = f"Next after this: {following}, {waiting.index(following) + 1} of 3"
    labels = [label.words() for label in screen(at_review).findChildren(MarkLabel)]
    assert any(told in words for words in labels)
    approved(at_review)
    left = [reference for reference in waiting if reference != REF]
    assert screen(at_review).onward.text() == f"Next review: {left[0]}"
    assert at_review.focus() is screen(at_review).onward
    at_review.press(Key.Key_Return)
    at_review.settle()
    case = screen(at_review).view
    assert case is not None
    assert case.view.case.reference == left[0]


def waiting_now(hands: Hands) -> tuple[CaseRow, ...]:
    session = hands.room.desk.known_session
    with session.reading() as conn:
        return waiting_reviews(session, conn).rows


def test_nothing_long_is_read_by_opening_it_and_all_of_it_by_going_on(at_review: Hands) -> None:
    assert unread(at_review)
    assert "To be read first" in screen(at_review).approving.text()
    at_review.read_on()
    at_review.qtbot.waitUntil(screen(at_review).approving.isEnabled, timeout=5_000)
    decision = last_decision(at_review)
    me = at_review.room.desk.known_session.casebook.user.id
    case = case_reads.case_view(at_review.room.desk.known_session, REF).case
    read = {one.section for one in case.readings if one.decision_id == decision.id}
    assert read == set(ReviewSection)
    assert {one.reader_id for one in case.readings if one.decision_id == decision.id} == {me}


def test_a_jump_to_the_end_reads_nothing_that_it_passed_over(at_review: Hands) -> None:
    area = screen(at_review).watch.area
    section = screen(at_review).sections[ReviewSection.NOT_CHECKED]
    section.setMinimumHeight(3 * area.viewport().height())
    at_review.settle()
    at_review.qtbot.wait(PAUSE_MS + 50)
    told: list[ReviewSection] = []
    screen(at_review).section_read.connect(told.append)
    bar = area.verticalScrollBar()
    bar.setValue(section.y() + section.height() - area.viewport().height())
    at_review.qtbot.wait(PAUSE_MS + 50)
    assert ReviewSection.NOT_CHECKED not in told


def test_who_has_unsent_remarks_does_not_sign_until_they_are_cleared(at_review: Hands) -> None:
    session = at_review.room.desk.known_session
    read_all(session, REF)
    tab(at_review).reload()
    at_review.settle()
    assert screen(at_review).approving.isEnabled()
    screen(at_review).remarks.begin("reason")
    at_review.type("which page?")
    assert "clear them" in screen(at_review).approving.text()
    at_review.room.desk.drafts.keep_now()
    at_review.settle()
    with pytest.raises(NotAllowed, match="not sent"):
        do(session, said("approve"))
    screen(at_review).remarks.areas["reason"].clear()
    at_review.settle()
    assert screen(at_review).approving.isEnabled()


def test_remarks_typed_before_come_back_with_the_version(at_review: Hands) -> None:
    screen(at_review).remarks.begin("reason")
    at_review.type("which page?")
    at_review.room.desk.drafts.keep_now()
    at_review.settle()
    sign_in(at_review, REVIEWER, at_review.room.desk.known_session.casebook.path)
    at_review.room.to_review(REF)
    at_review.settle()
    assert screen(at_review).remarks.remarks() == {"reason": "which page?"}


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
