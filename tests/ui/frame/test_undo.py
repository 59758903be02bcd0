"""Small deeds wait before they are sealed: undone they leave nothing, sealed they stand once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.deeds.said import said
from tests.ui.desk_office import ANALYST, PASSWORD, REVIEWER, Answers, Hands, a_declaration
from tests.ui.hands import CTRL
from tests.ui.window.test_two_windows import SecondProcess

from landwaiter.domain.cases.case import Case
from landwaiter.services.cases import case_reads
from landwaiter.services.deeds.engine import do
from landwaiter.services.office import deed_drafts
from landwaiter.services.people.preferences import set_preferences
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.ui.cases.acts_panel import ActsPanel
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.frame import undo
from landwaiter.ui.frame.undo_strip import UndoStrip
from landwaiter.ui.hits.hits_tab import HitsTab
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.label import MarkLabel

REF = "PL1-2026-000001"
REASON = "the catalogue states it on page 4"
FINDING = {"item": "1", "code": "2B001", "list": "eu", "outcome": "rejected"}
LOOKED = frozenset({"case.opened", "entity.viewed", "audit.read"})
Key = Qt.Key


@pytest.fixture
def at_work(
    hands: Hands, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Hands:
    """The analyst with one case in front, where the seconds pass as on the wall."""
    monkeypatch.setattr(undo, "SECOND", 1.0)
    answers.files = (a_declaration(tmp_path),)
    sign_in(hands)
    hands.press(Key.Key_I)
    hands.room.to_case(REF)
    hands.settle()
    return hands


def sign_in(hands: Hands) -> None:
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)


def strip(hands: Hands) -> UndoStrip:
    return hands.room.desk.shell.undo


def tab(hands: Hands) -> CaseTab:
    view = hands.room.desk.view
    assert isinstance(view, CaseTab)
    return view


def form(hands: Hands) -> ActForm | None:
    return tab(hands).acting.form


def deeds(session: Session) -> list[str]:
    with session.reading() as conn:
        return [row.deed for row in chain.entries(conn, limit=None) if row.deed not in LOOKED]


def case_of(session: Session) -> Case:
    return case_reads.case_view(session, REF).case


def note(hands: Hands, text: str = "half a day") -> None:
    hands.press(Key.Key_N)
    hands.type(text)
    hands.give()


def press(hands: Hands, title: str) -> None:
    """A button of the strip, by its words."""
    found = [one for one in hands.room.desk.shell.undo.buttons() if one.accessibleName() == title]
    assert len(found) == 1, title
    found[0].click()
    hands.settle()


def test_a_note_waits_in_its_strip_and_the_form_is_gone(at_work: Hands) -> None:
    before = deeds(at_work.room.desk.known_session)
    note(at_work)
    assert form(at_work) is None
    assert strip(at_work).isVisible()
    assert "half a day" in strip(at_work).text
    assert strip(at_work).accessibleDescription() == "sealed in 10 seconds"
    assert deeds(at_work.room.desk.known_session) == before


def test_what_is_undone_leaves_no_entry_and_its_text_stands_in_the_form(at_work: Hands) -> None:
    before = deeds(at_work.room.desk.known_session)
    note(at_work)
    at_work.press(Key.Key_Z, CTRL)
    assert strip(at_work).isHidden()
    assert deeds(at_work.room.desk.known_session) == before
    assert deed_drafts.left_over(at_work.room.desk.known_session) == ()
    again = form(at_work)
    assert again is not None
    assert again.fields.answers()["reason"] == "half a day"


def test_it_is_sealed_when_the_seconds_are_over(
    at_work: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo, "SECOND", 0.05)
    note(at_work)
    assert case_of(at_work.room.desk.known_session).notes == ()
    qtbot.waitUntil(lambda: strip(at_work).isHidden())
    at_work.settle()
    (made,) = case_of(at_work.room.desk.known_session).notes
    assert made.text == "half a day"
    view = tab(at_work).screen.view
    assert view is not None
    assert view.case.notes == (made,), "the screen shows it"


def test_it_can_be_sealed_at_once(at_work: Hands) -> None:
    note(at_work)
    press(at_work, "Seal now")
    assert [one.text for one in case_of(at_work.room.desk.known_session).notes] == ["half a day"]
    note(at_work)
    assert form(at_work) is None, "the draft of the first is forgotten"


def test_the_seconds_are_the_persons(at_work: Hands) -> None:
    desk = at_work.room.desk
    desk.prefer(set_preferences(desk.known_session, {"undo_seconds": "30"}))
    note(at_work)
    assert strip(at_work).accessibleDescription() == "sealed in 30 seconds"


def test_a_second_deed_on_the_case_seals_the_first_before(at_work: Hands) -> None:
    session = at_work.room.desk.known_session
    before = deeds(session)
    note(at_work)
    tab(at_work).acting.begin("hold", {"item": "1"})
    at_work.give()
    assert deeds(session)[len(before) :] == ["case.note", "case.hold"]


def test_two_that_wait_are_sealed_in_their_order(at_work: Hands) -> None:
    session = at_work.room.desk.known_session
    note(at_work, "the first")
    note(at_work, "the second")
    assert [one.text for one in case_of(session).notes] == ["the first"]
    assert "the second" in strip(at_work).text
    press(at_work, "Seal now")
    assert [one.text for one in case_of(session).notes] == ["the first", "the second"]


def test_what_is_only_possible_after_what_waits_seals_it_and_comes(at_work: Hands) -> None:
    tab(at_work).act("assess")
    at_work.give()
    assert strip(at_work).isVisible()
    at_work.press(Key.Key_P)
    assert deeds(at_work.room.desk.known_session)[-1] == "case.assess"
    assert strip(at_work).isHidden()
    opened = form(at_work)
    assert opened is not None
    assert opened.accessibleName().startswith("Propose")


def test_the_first_act_is_told_from_the_case_as_it_is_with_what_waits(at_work: Hands) -> None:
    view = tab(at_work).screen.view
    assert view is not None
    assert view.owed[0].act == "triage"
    at_work.press(Key.Key_R)
    at_work.give()
    assert strip(at_work).isVisible()
    at_work.press(Key.Key_R)
    at_work.settle()
    assert deeds(at_work.room.desk.known_session)[-1] == "case.triage"
    opened = form(at_work)
    assert opened is None or not opened.accessibleName().startswith("Begin triage")
    assert strip(at_work).isHidden()


def panel(hands: Hands) -> ActsPanel:
    """A: the panel of acts, as it is listed now."""
    hands.press(Key.Key_A)
    shown = tab(hands).screen.panel
    assert shown is not None
    return shown


def possible(listed: ActsPanel) -> set[str]:
    return {row.act for row in listed.shown if not row.why_not}


def test_the_panel_lists_the_acts_as_they_are_with_what_waits(at_work: Hands) -> None:
    before = panel(at_work)
    assert "assess" in possible(before)
    assert "propose" not in possible(before)
    before.reject()
    tab(at_work).act("assess")
    at_work.give()
    assert strip(at_work).isVisible()
    waiting = panel(at_work)
    assert "propose" in possible(waiting)
    assert "assess" not in possible(waiting)
    assert deeds(at_work.room.desk.known_session)[-1] != "case.assess"
    waiting.reject()
    press(at_work, "Undo")
    at_work.press(Key.Key_Escape)
    undone = panel(at_work)
    assert undone is not waiting
    assert "assess" in possible(undone)
    assert "propose" not in possible(undone)


def test_what_the_panel_offers_with_what_waits_seals_it_and_comes(at_work: Hands) -> None:
    tab(at_work).act("assess")
    at_work.give()
    listed = panel(at_work)
    (row,) = (one for one in listed.model.rows() if one.act and one.act.act == "propose")
    listed.choose(row)
    at_work.settle()
    assert deeds(at_work.room.desk.known_session)[-1] == "case.assess"
    opened = form(at_work)
    assert opened is not None
    assert opened.accessibleName().startswith("Propose")


def test_a_key_of_an_act_that_is_refused_says_why(at_work: Hands) -> None:
    at_work.press(Key.Key_P)
    assert form(at_work) is None
    assert "not in the stage" in at_work.room.desk.shell.notice.text


def leave_the_tab(hands: Hands) -> None:
    hands.press(Key.Key_2, CTRL)


def close_the_tab(hands: Hands) -> None:
    hands.press(Key.Key_W, CTRL)


@pytest.mark.parametrize("leave", [leave_the_tab, close_the_tab])
def test_who_leaves_the_tab_seals_it(at_work: Hands, leave: Callable[[Hands], None]) -> None:
    note(at_work)
    leave(at_work)
    at_work.settle()
    assert strip(at_work).isHidden()
    assert len(case_of(at_work.room.desk.known_session).notes) == 1


@pytest.fixture
def folder(at_work: Hands) -> Path:
    return at_work.room.desk.known_session.casebook.path


def test_locking_seals_it(at_work: Hands, folder: Path) -> None:
    note(at_work)
    at_work.press(Key.Key_L, CTRL)
    assert strip(at_work).isHidden()
    sign_in(at_work)
    assert at_work.room.desk.known_session.casebook.path == folder
    assert len(case_of(at_work.room.desk.known_session).notes) == 1
    assert strip(at_work).isHidden(), "nothing was left over"


def test_quitting_seals_it(at_work: Hands, folder: Path) -> None:
    note(at_work)
    at_work.room.desk.shell.close()
    at_work.room.desk.jobs.close()
    with sessions.open_casebook(folder, user=ANALYST, password=PASSWORD).casebook as casebook:
        session = Session(casebook, sessions.every_handler)
        assert len(case_of(session).notes) == 1
        assert deed_drafts.left_over(session) == ()


def test_what_is_typed_or_looked_at_meanwhile_seals_nothing(at_work: Hands) -> None:
    note(at_work)
    at_work.press(Key.Key_N)
    at_work.type("a second thought")
    at_work.room.desk.drafts.keep_now()
    at_work.press(Key.Key_Escape)
    at_work.press(Key.Key_F5)
    assert strip(at_work).isVisible()
    assert case_of(at_work.room.desk.known_session).notes == ()


def test_what_is_refused_is_refused_in_the_form_and_never_waits(at_work: Hands) -> None:
    tab(at_work).acting.begin("classify", FINDING)
    at_work.type(REASON)
    theirs = do_as_reviewer(at_work)
    at_work.give()
    assert strip(at_work).isHidden()
    again = form(at_work)
    assert again is not None
    assert again.fields.answers()["reason"] == REASON
    assert len(case_of(at_work.room.desk.known_session).classifications) == theirs


def do_as_reviewer(hands: Hands) -> int:
    """The reviewer classifies the same; how many findings there are then."""
    path = hands.room.desk.known_session.casebook.path
    session = sessions.open_casebook(path, user=REVIEWER, password=PASSWORD)
    with session.casebook:
        theirs: dict[str, Any] = {**FINDING, "item": 1}
        do(session, said("classify", **theirs, reason="it has three axes only"))
        return len(case_of(session).classifications)


def test_what_is_refused_at_sealing_says_why_and_gives_the_text_back(at_work: Hands) -> None:
    tab(at_work).acting.begin("classify", FINDING)
    at_work.type(REASON)
    at_work.give()
    theirs = do_as_reviewer(at_work)
    press(at_work, "Seal now")
    assert REVIEWER in strip(at_work).text
    assert len(case_of(at_work.room.desk.known_session).classifications) == theirs
    press(at_work, "Back to it")
    assert strip(at_work).isHidden()
    again = form(at_work)
    assert again is not None
    assert again.fields.answers()["reason"] == REASON
    at_work.give()
    press(at_work, "Seal now")
    assert len(case_of(at_work.room.desk.known_session).classifications) == theirs + 1


def test_a_judgement_that_is_undone_brings_the_hit_back_with_its_reason(at_work: Hands) -> None:
    at_work.press(Key.Key_H)
    at_work.press(Key.Key_1)
    at_work.type(REASON)
    at_work.give()
    assert "waits" not in strip(at_work).text
    assert strip(at_work).isVisible()
    assert all(hit.judgement is None for hit in case_of(at_work.room.desk.known_session).hits)
    view = at_work.room.desk.view
    assert isinstance(view, HitsTab)
    assert "waits judged same" in view.screen.findChildren(MarkLabel)[0].words()
    press(at_work, "Undo")
    assert "waits" not in view.screen.findChildren(MarkLabel)[0].words()
    assert (view.screen.reason.toPlainText(), view.screen.chosen) == (REASON, "same")
    at_work.give()
    press(at_work, "Seal now")
    assert [hit.judgement is None for hit in case_of(at_work.room.desk.known_session).hits] == [
        False
    ]


def left_by_a_window(session: Session, text: str) -> None:
    deed_drafts.begin(session, [said("note", reason=text)])


def test_what_a_window_left_over_is_offered_and_done_only_by_the_person(
    at_work: Hands, folder: Path
) -> None:
    session = at_work.room.desk.known_session
    for text in ("the first", "the second"):
        left_by_a_window(session, text)
    at_work.press(Key.Key_L, CTRL)
    sign_in(at_work)
    assert at_work.room.desk.known_session.casebook.path == folder
    assert strip(at_work).text.startswith(f"You were about to, on {REF}: Note added: ")
    assert case_of(at_work.room.desk.known_session).notes == ()
    press(at_work, "Seal now")
    assert [one.text for one in case_of(at_work.room.desk.known_session).notes] == ["the first"]
    assert "the second" in strip(at_work).text
    press(at_work, "Discard")
    assert strip(at_work).isHidden()
    assert len(case_of(at_work.room.desk.known_session).notes) == 1
    assert deed_drafts.left_over(at_work.room.desk.known_session) == ()


@pytest.fixture
def killed(at_work: Hands) -> str:
    """Another window of the same person, killed while half of the seconds are left."""
    process = SecondProcess()
    try:
        process.does("begin_window", str(at_work.room.desk.known_session.casebook.path), ANALYST)
        process.does("let_wait", 0.6)
        process.does("sign_in")
        process.does("open", REF)
        process.does("begin", "note", {})
        process.does("type", "half a day")
        process.does("give")
        words = str(process.does("wait_for_strip", "sealed in 5 seconds"))
    finally:
        process.is_killed()
    return words


def test_after_a_kill_nothing_is_sealed_and_what_was_typed_is_offered(
    at_work: Hands, killed: str
) -> None:
    session = at_work.room.desk.known_session
    assert "case.note" not in deeds(session)
    at_work.press(Key.Key_L, CTRL)
    sign_in(at_work)
    assert strip(at_work).text.endswith(killed)
    assert "half a day" in strip(at_work).text
    assert "case.note" not in deeds(at_work.room.desk.known_session)
    press(at_work, "Seal now")
    assert [one.text for one in case_of(at_work.room.desk.known_session).notes] == ["half a day"]
