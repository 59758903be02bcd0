"""From sign-in to a signed report that verifies, by key events alone."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.ui.desk_office import (
    ANALYST,
    PASSWORD,
    REVIEWER,
    Answers,
    Hands,
    Watched,
    a_declaration,
    named_functions,
)
from tests.ui.hands import ALT, CTRL, SHIFT

from landwaiter import i18n
from landwaiter.domain.cases.case import ClassificationState, FlagReview, GoodsStatus, Stage
from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.i18n import _, plural
from landwaiter.services.casebook import casebooks
from landwaiter.services.cases import case_reads
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.reports import freezing, reporting
from landwaiter.services.reports.files import rendering
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.hits.hits_tab import HitsTab
from landwaiter.ui.review.review_tab import ReviewTab

REASON = "the catalogue states it on page 4"
Key = Qt.Key


@pytest.fixture(autouse=True, params=["en", "pl"])
def _language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window is drawn in it, and what is typed is typed in it."""
    monkeypatch.setattr(i18n._Process, "words", i18n.catalogue(request.param))


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Every use of a casebook, and every function that opens or verifies one, with its thread."""
    found = Watched()
    for name in ("reading", "writing"):
        monkeypatch.setattr(Session, name, found.watch(name, getattr(Session, name)))
    for module in (sessions, casebooks, reporting, freezing, rendering, case_reads):
        for name, function in named_functions(module):
            monkeypatch.setattr(module, name, found.watch(name, function))
    return found


def sign_in(hands: Hands) -> None:
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    assert hands.room.desk.session is not None


def shown_case(hands: Hands) -> CaseView:
    """The case in front, as its screen shows it."""
    view = hands.room.desk.view
    assert isinstance(view, CaseTab), view
    assert view.screen.view is not None
    return view.screen.view


def give_reason(hands: Hands) -> None:
    hands.type(REASON)
    hands.give()


def choose(hands: Hands, field: str, words: str) -> None:
    """Back to a box of choices of the form, by its name, and the choice by its letters."""
    for _step in range(20):
        if hands.focus().accessibleName() == field:
            break
        hands.press(Key.Key_Tab, SHIFT)
    assert hands.focus().accessibleName() == field
    hands.type(words)


def open_the_new_case(hands: Hands) -> None:
    hands.press(Key.Key_2, CTRL)
    hands.press(Key.Key_Return)


def judge_the_hit(hands: Hands) -> None:
    hands.press(Key.Key_H)
    assert isinstance(hands.room.desk.view, HitsTab)
    hands.press(Key.Key_1)
    give_reason(hands)


def learn(hands: Hands, *answers: str) -> None:
    """Field, value and source of what was learned."""
    hands.find("Add what was learned")
    for number, text in enumerate(answers):
        if number:
            hands.press(Key.Key_Tab)
        hands.type(text)
    hands.give()


def hold_and_propose(hands: Hands) -> None:
    hands.find("Hold the goods")
    hands.type(REASON)
    choose(hands, _("Item"), "1")
    hands.give()
    hands.press(Key.Key_P)
    hands.type(REASON)
    for no in (2, 1):
        choose(hands, _("Item {no}").format(no=no), _("hold and refer").split()[0])
        hands.press(Key.Key_Tab)
        hands.type("UCC Art. 188")
    hands.leave_open()
    hands.give()


def next_user(hands: Hands, name: str) -> None:
    hands.press(Key.Key_L, CTRL)
    hands.press(Key.Key_Tab, SHIFT)
    hands.type(name)
    hands.press(Key.Key_Tab)
    sign_in(hands)
    assert hands.room.desk.user == name


def test_a_declaration_goes_from_sign_in_to_a_signed_report_by_keyboard(
    hands: Hands, answers: Answers, tmp_path: Path, watched: Watched
) -> None:
    answers.files = (a_declaration(tmp_path),)
    sign_in(hands)
    hands.press(Key.Key_I)
    assert hands.room.desk.shell.notice.text.startswith(
        plural(1, "{n} case opened.", "{n} cases opened.")
    )
    open_the_new_case(hands)
    for act in ("Take the case", "Begin assessment"):
        hands.find(act)
        hands.give()
    assert (shown_case(hands).case.stage, shown_case(hands).case.assignee) == (
        Stage.ASSESSMENT,
        ANALYST,
    )

    judge_the_hit(hands)
    judgements = [hit.judgement for hit in shown_case(hands).case.hits]
    assert [one.value for one in judgements if one] == [JudgementValue.SAME]
    hands.press(Key.Key_C)
    hands.type("2B001.b.2")
    while hands.focus().accessibleName() != _("Reason"):
        hands.press(Key.Key_Tab)
    hands.type(REASON)
    choose(hands, _("Outcome"), _("confirmed"))
    hands.give()
    finding = shown_case(hands).classifications[0]
    assert (finding.code, finding.state) == ("2B001.b.2", ClassificationState.CONFIRMED)
    learn(hands, "end_use", "navy", "contract")
    hands.press(Key.Key_F)
    hands.press(Key.Key_S)
    give_reason(hands)
    hands.press(Key.Key_F)
    hands.press(Key.Key_X)
    give_reason(hands)
    reviews = {flag.review for flag in shown_case(hands).raised}
    assert reviews >= {FlagReview.SUBSTANTIATED, FlagReview.DISMISSED}
    hold_and_propose(hands)
    assert shown_case(hands).case.stage is Stage.DECISION_REVIEW
    assert shown_case(hands).case.items[0].status is GoodsStatus.HELD

    next_user(hands, REVIEWER)
    hands.press(Key.Key_V)
    assert isinstance(hands.room.desk.view, ReviewTab)
    hands.read_on()
    hands.press(Key.Key_A, ALT)
    hands.type(PASSWORD)
    hands.give()
    pdf, xlsx, sheet = (tmp_path / name for name in ("case.pdf", "case.xlsx", "keys.json"))
    answers.saved, answers.answers = [pdf, xlsx, sheet], {}
    hands.find("Open the case")
    assert shown_case(hands).approved_valid
    hands.press(Key.Key_P, CTRL)
    hands.find("Key sheet for recipients…")

    assert threading.get_ident() not in watched.threads
    assert watched.names >= {"reading", "writing", "open_casebook", "freeze", "case_view"}
    verified = reporting.verify_reports([pdf, xlsx], sheet)
    assert verified.passed, verified.sentences()
    assert "Origin proven" in i18n.in_english(verified.closing)
