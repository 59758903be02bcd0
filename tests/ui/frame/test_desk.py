"""The window bound to an office: sign-in, drafts, conflicts, faults in place, spreading changes."""

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot
from tests.deeds.said import said
from tests.ui.desk_office import (
    ADMINISTRATOR,
    ANALYST,
    PASSWORD,
    REVIEWER,
    Answers,
    Hands,
    a_declaration,
)
from tests.ui.hands import ALT, CTRL

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.flags.track_proposals import TrackProposal
from landwaiter.errors import NotFound, Unavailable
from landwaiter.services.cases import case_reads, listed_cases
from landwaiter.services.deeds.engine import do
from landwaiter.services.intake import staged_files, taking_in
from landwaiter.services.office import office_settings
from landwaiter.services.people import today
from landwaiter.services.table import sessions
from landwaiter.services.warm import index_store
from landwaiter.services.warm.session import Session
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.deeds.propose_page import ProposePage
from landwaiter.ui.deeds.stale_save_dialog import StaleSaveDialog
from landwaiter.ui.frame.palette_box import FindDialog
from landwaiter.ui.kit.act_form import ActForm
from landwaiter.ui.kit.field_row import choose
from landwaiter.ui.kit.fields import put
from landwaiter.ui.kit.window_settings import load_settings, save_settings
from landwaiter.ui.opening.sign_in import SignInScreen
from landwaiter.ui.opening.start_screen import StartScreen
from landwaiter.ui.today.today_place import TodayPlace

REASON = "the catalogue states it on page 4"
REF = "PL1-2026-000001"
Key = Qt.Key


def another(hands: Hands, user: str) -> Session:
    """The same casebook, opened by somebody else on the same computer."""
    session = hands.room.desk.known_session
    return sessions.open_casebook(session.casebook.path, user=user, password=PASSWORD)


def case_tab(hands: Hands) -> CaseTab:
    view = hands.room.desk.view
    assert isinstance(view, CaseTab)
    return view


def open_case(hands: Hands) -> CaseTab:
    hands.room.to_case(REF)
    hands.settle()
    return case_tab(hands)


def form_of(hands: Hands) -> ActForm:
    form = case_tab(hands).acting.form
    assert form is not None
    return form


def proposal_of(hands: Hands) -> ProposePage:
    form = form_of(hands)
    assert isinstance(form, ProposePage)
    return form


def choose_in(form: ActForm, **said: str) -> None:
    """As a person would, in boxes of choices."""
    for name, value in said.items():
        box = form.inputs[name]
        assert isinstance(box, QComboBox)
        choose(box, value)


def test_a_wrong_password_is_said_in_place(hands: Hands) -> None:
    hands.type("not the password")
    hands.press(Key.Key_Return)
    screen = hands.room.desk.shell.current
    assert isinstance(screen, SignInScreen)
    assert "password" in screen.refusal.words().lower()
    assert hands.room.desk.session is None


def test_a_folder_that_is_no_casebook_is_said_at_the_start(hands: Hands, tmp_path: Path) -> None:
    hands.room.door.show_sign_in(tmp_path / "nothing")
    hands.settle()
    assert isinstance(hands.room.desk.shell.current, StartScreen)
    assert hands.room.desk.shell.notice.text


def test_who_signed_in_where_is_remembered_on_the_machine(hands: Hands, tmp_path: Path) -> None:
    hands.room.desk._file = tmp_path / "window.json"
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    known = load_settings(tmp_path / "window.json")
    assert (known.newest, known.user) == (tmp_path / "office", ANALYST)
    save_settings(known, tmp_path / "again.json")
    assert load_settings(tmp_path / "again.json") == known


def test_signing_out_takes_every_tab_away_and_gives_the_casebook_back(at_work: Hands) -> None:
    open_case(at_work)
    casebook = at_work.room.desk.known_session.casebook
    at_work.press(Key.Key_L, CTRL)
    assert casebook._lock == -1
    assert at_work.room.desk.views == {}
    assert isinstance(at_work.room.desk.shell.current, SignInScreen)


def test_no_answer_of_a_read_or_a_deed_arrives_after_signing_out(
    at_work: Hands, qtbot: QtBot
) -> None:
    desk = at_work.room.desk
    bench, gate, arrived = desk.known_bench, threading.Event(), list[object]()

    def late(*_given: object) -> bool:
        return gate.wait(5)

    def refused(*_given: object) -> None:
        gate.wait(5)
        raise NotFound("It is gone.")

    bench.read(desk.shell, late, arrived.append, arrived.append)
    bench.read(desk.shell, refused, arrived.append, arrived.append)
    bench.write(desk.shell, late, arrived.append, arrived.append)
    bench.run(desk.shell, "Long work", late, arrived.append, arrived.append)
    desk.jobs.read(late, arrived.append)  # as the long lists and the palette do
    desk.get_up()
    bench.read(desk.shell, late, arrived.append)  # asked by who does not know yet
    gate.set()
    qtbot.waitUntil(lambda: desk.jobs.idle)
    assert arrived == []


def test_closing_the_window_keeps_what_was_typed_and_gives_the_casebook_back(
    at_work: Hands,
) -> None:
    tab = open_case(at_work)
    at_work.press(Key.Key_N)
    at_work.type("half a thought")
    assert tab.screen.view is not None
    key, path = (
        f"act/{tab.screen.view.case.id}/note/",
        at_work.room.desk.known_session.casebook.path,
    )
    at_work.room.desk.shell.close()
    at_work.room.desk.jobs.close()
    with sessions.open_casebook(path, user=ANALYST, password=PASSWORD).casebook as casebook:
        assert "half a thought" in office_settings.draft(
            Session(casebook, sessions.every_handler), key
        )


def test_a_case_opened_by_intake_stands_in_the_lists_that_are_open(at_work: Hands) -> None:
    at_work.press(Key.Key_2, CTRL)
    view = at_work.room.desk.views["cases"]
    assert [row.reference for row in view.screen.model.rows()] == [REF]  # type: ignore[attr-defined]


def test_a_deed_makes_the_list_behind_stale_until_it_is_looked_at(at_work: Hands) -> None:
    at_work.press(Key.Key_2, CTRL)
    open_case(at_work).act("take")
    at_work.give()
    at_work.press(Key.Key_2, CTRL)
    rows = at_work.room.desk.views["cases"].screen.model.rows()  # type: ignore[attr-defined]
    assert [row.assignee for row in rows] == [ANALYST]


def test_what_another_process_did_is_read_when_the_person_comes_back(at_work: Hands) -> None:
    tab = open_case(at_work)
    theirs = another(at_work, REVIEWER)
    with theirs.casebook:
        do(theirs, said("note", reason="seen by the reviewer"))
    at_work.room.desk.look_again()
    at_work.settle()
    assert tab.screen.view is not None
    assert [note.text for note in tab.screen.view.case.notes] == ["seen by the reviewer"]


def test_a_reason_half_typed_is_there_when_the_form_opens_again(at_work: Hands) -> None:
    open_case(at_work)
    at_work.press(Key.Key_N)
    at_work.type("half a thought")
    at_work.press(Key.Key_L, CTRL)
    at_work.type(PASSWORD)
    at_work.press(Key.Key_Return)
    open_case(at_work)
    at_work.press(Key.Key_N)
    assert form_of(at_work).fields.answers()["reason"] == "half a thought"


def test_what_was_typed_in_two_windows_is_there_when_the_form_opens_again(at_work: Hands) -> None:
    tab = open_case(at_work)
    assert tab.screen.view is not None
    key = f"act/{tab.screen.view.case.id}/note/"
    at_work.press(Key.Key_N)
    again = another(at_work, ANALYST)
    with again.casebook:
        office_settings.save_draft(again, key, json.dumps({"reason": "typed over there"}), seen="")
    at_work.type("typed over here")
    at_work.press(Key.Key_Escape)
    at_work.room.desk.drafts.keep_now()
    at_work.settle()
    at_work.room.desk.shell.close_tab(f"case-{REF}")
    open_case(at_work)
    at_work.press(Key.Key_N)
    typed = form_of(at_work).fields.answers()["reason"]
    assert typed == "typed over here\ntyped over there"


def test_a_draft_is_forgotten_once_its_deed_is_done(at_work: Hands) -> None:
    open_case(at_work)
    for _time in range(2):
        at_work.press(Key.Key_N)
        assert form_of(at_work).fields.answers()["reason"] == ""
        at_work.type("a whole thought")
        at_work.press(Key.Key_Return, CTRL)
    view = case_tab(at_work).screen.view
    assert view is not None
    assert len(view.case.notes) == 2


def test_leaving_a_form_gives_the_keys_back_to_the_case(at_work: Hands) -> None:
    open_case(at_work)
    at_work.press(Key.Key_N)
    at_work.press(Key.Key_Escape)
    assert case_tab(at_work).acting.form is None
    at_work.press(Key.Key_N)
    assert form_of(at_work)


FINDING = {"item": "1", "code": "2B001", "list": "eu", "outcome": "confirmed"}


def their_finding(hands: Hands) -> None:
    """The reviewer classifies the same item and code, in another process or not."""
    theirs = another(hands, REVIEWER)
    given = said(
        "classify", item=1, code="2B001", outcome="rejected", reason="it has three axes only"
    )
    with theirs.casebook:
        do(theirs, given)


def collided(hands: Hands) -> StaleSaveDialog:
    """My finding on what the reviewer classified meanwhile, and the dialog it met."""
    tab = open_case(hands)
    tab.acting.begin("classify", FINDING)
    hands.type(REASON)
    their_finding(hands)
    hands.press(Key.Key_Return, CTRL)
    dialog = tab.acting.dialog
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def findings_now(hands: Hands) -> list[tuple[str, str]]:
    view = case_tab(hands).screen.view
    assert view is not None
    return [(finding.author, finding.state) for finding in view.case.classifications]


def test_a_stale_save_shows_field_by_field_who_changed_what(at_work: Hands) -> None:
    dialog = collided(at_work)
    assert [(row.base, row.theirs, row.mine) for row in dialog.collisions] == [
        ("", "rejected", "confirmed"),
        ("", "it has three axes only", REASON),
    ]
    form = form_of(at_work)
    assert f"{REVIEWER} changed the case" in form.refusal
    assert form.fields.answers()["reason"] == REASON


def test_after_a_stale_save_mine_is_put_on_top(at_work: Hands) -> None:
    collided(at_work).mine.click()
    at_work.settle()
    assert findings_now(at_work) == [(REVIEWER, "rejected"), (ANALYST, "confirmed")]
    assert case_tab(at_work).acting.form is None


def test_after_a_stale_save_theirs_stands_and_mine_stays_a_draft(at_work: Hands) -> None:
    collided(at_work).theirs.click()
    at_work.settle()
    assert findings_now(at_work) == [(REVIEWER, "rejected")]
    case_tab(at_work).acting.begin("classify", FINDING)
    at_work.settle()
    assert form_of(at_work).fields.answers()["reason"] == REASON


def test_after_a_stale_save_mine_can_be_copied_and_the_form_is_there_still(at_work: Hands) -> None:
    dialog = collided(at_work)
    dialog.copy.click()
    assert REASON in QApplication.clipboard().text()
    dialog.reject()
    at_work.settle()
    assert form_of(at_work).fields.answers()["reason"] == REASON
    assert findings_now(at_work) == [(REVIEWER, "rejected")]


def test_a_save_that_does_not_collide_is_merged_and_says_so(at_work: Hands) -> None:
    open_case(at_work)
    at_work.press(Key.Key_N)
    at_work.type("mine")
    their_finding(at_work)
    at_work.press(Key.Key_Return, CTRL)
    view = case_tab(at_work).screen.view
    assert view is not None
    assert [note.text for note in view.case.notes] == ["mine"]
    assert f"Classify an item by {REVIEWER}" in at_work.room.desk.shell.notice.text


def test_what_a_button_does_on_a_case_that_moved_on_is_shown_too(at_work: Hands) -> None:
    tab = open_case(at_work)
    theirs = another(at_work, REVIEWER)
    with theirs.casebook:
        do(theirs, said("take"))
    tab.act("take")
    at_work.give()
    dialog = tab.acting.dialog
    assert dialog is not None
    assert [row.theirs for row in dialog.collisions] == [REVIEWER]
    dialog.mine.click()
    at_work.settle()
    assert tab.screen.view is not None
    assert tab.screen.view.case.assignee == ANALYST


def test_a_refusal_of_the_rules_is_said_in_the_form(at_work: Hands) -> None:
    open_case(at_work)
    at_work.find("Suspend the export")
    choose_in(form_of(at_work), item="1")
    at_work.give()
    assert "track A or B" in form_of(at_work).refusal


def test_a_proposal_is_returned_by_keyboard_with_its_reason(at_work: Hands) -> None:
    open_case(at_work).act("assess")
    at_work.give()
    at_work.press(Key.Key_P)
    at_work.type(REASON)
    for row in proposal_of(at_work).outcomes.rows:
        choose(row.outcome, "hold-and-refer")
        put(row.basis, "UCC 188")
    at_work.leave_open()
    at_work.give()
    at_work.room.desk.get_up()
    at_work.room.door.show_sign_in(at_work.room.desk.settings.newest or Path(), REVIEWER)
    at_work.settle()
    at_work.type(PASSWORD)
    at_work.press(Key.Key_Return)
    at_work.press(Key.Key_V)
    at_work.press(Key.Key_R, ALT)
    at_work.type("say which page")
    at_work.press(Key.Key_Return, CTRL)
    (decision,) = case_reads.case_view(at_work.room.desk.known_session, REF).case.decisions
    assert (decision.state, decision.return_reason) == ("returned", "say which page")


def test_a_proposed_track_is_opened_from_its_form_and_by_no_letter(at_work: Hands) -> None:
    tab = open_case(at_work)
    proposal = TrackProposal(TrackLetter.N, "national law", (1, 2), "Made for this test.")
    tab.act("hold")
    choose_in(form_of(at_work), item="1")
    at_work.give()
    assert tab.screen.view is not None
    tab.screen.show_view(replace(tab.screen.view, track_proposals=(proposal,)))
    at_work.press(Key.Key_T)
    assert tab.acting.form is None
    tab.screen.page.track_asked.emit(proposal)
    assert not tab.screen.view.case.tracks
    at_work.give()
    tracks = list(tab.screen.view.case.tracks)
    assert [(one.letter, one.items) for one in tracks] == [(TrackLetter.N, (1, 2))]


def test_an_index_that_is_missing_is_made_in_the_tray_before_an_act_that_screens(
    at_work: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_store, "IN_MEMORY", 0)
    tab = open_case(at_work)
    jobs, folder = at_work.room.desk.jobs, at_work.room.desk.known_session.casebook.path / "index"
    titles: list[str] = []
    jobs.changed.connect(lambda: titles.extend(job.title for job in jobs.running))
    tab.acting.do(said("evaluate"))
    at_work.settle()
    assert not titles
    tab.acting.do(said("screen"))
    at_work.settle()
    assert any("searched in" in title for title in titles)
    assert len(list(folder.iterdir())) == 1
    titles.clear()
    tab.acting.do(said("screen"))
    at_work.settle()
    assert not titles, "it is there now"


def test_letters_choose_in_a_box_and_do_no_act_of_the_screen(at_work: Hands) -> None:
    open_case(at_work).act("assess")
    at_work.give()
    at_work.press(Key.Key_P)
    row = proposal_of(at_work).outcomes.rows[0]
    row.outcome.setFocus()
    at_work.type("hold")
    assert row.chosen[0] == "hold-and-refer"


def test_a_read_that_fails_is_said_over_the_screen_and_the_old_content_stays(
    at_work: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(session: Session) -> None:
        raise Unavailable("The disk went away.", remedy="Put it back.")

    at_work.press(Key.Key_1, CTRL)
    monkeypatch.setattr(today, "today_view", fails)
    at_work.press(Key.Key_F5)
    assert at_work.room.desk.shell.notice.text == "The disk went away. Put it back."
    assert isinstance(at_work.room.desk.view, TodayPlace)


def test_an_intake_that_is_cancelled_saves_nothing(
    hands: Hands, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tray = hands.room.desk.shell.foot.tray
    read = staged_files.staged_file

    def cancelled_meanwhile(*given: object) -> object:
        hands.room.desk.jobs.running[0].cancel()
        return read(*given)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(taking_in, "staged_file", cancelled_meanwhile)
    answers.files = (a_declaration(tmp_path),)
    hands.type(PASSWORD)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_I)
    assert listed_cases.list_cases(hands.room.desk.known_session).rows == ()
    assert tray.words() == "No jobs running"


def test_evidence_chosen_by_the_person_stands_on_the_case(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    tab = open_case(at_work)
    file = tmp_path / "data sheet.txt"
    file.write_text("five axes", encoding="utf-8")
    answers.files, answers.answers = (file,), {"source": "exporter"}
    at_work.press(Key.Key_E)
    assert tab.screen.view is not None
    (kept,) = tab.screen.view.case.evidence
    assert (kept.name, kept.received_from) == ("data sheet.txt", "exporter")


def test_a_case_is_assigned_from_the_list(at_work: Hands, answers: Answers) -> None:
    answers.answers = {"to": REVIEWER}
    at_work.press(Key.Key_2, CTRL)
    at_work.press(Key.Key_A)
    (row,) = listed_cases.list_cases(at_work.room.desk.known_session).rows
    assert row.assignee == REVIEWER


def test_a_case_without_a_declaration_is_opened_from_the_palette(
    at_work: Hands, answers: Answers
) -> None:
    answers.answers = {
        "kind": "research",
        "title": "Joint study of alloys",
        "partner": "Sample Institute",
    }
    at_work.find("Open a case without")
    view = case_tab(at_work).screen.view
    assert view is not None
    assert (view.case.title, view.case.kind) == ("Joint study of alloys", "research")


def test_every_place_of_the_rail_shows_what_the_casebook_holds(at_work: Hands) -> None:
    for number in range(1, 8):
        at_work.press(Key(Key.Key_0 + number), CTRL)
        assert not at_work.room.desk.shell.notice.text
    assert {"today", "cases", "entities", "screening", "reference", "reports", "audit"} <= set(
        at_work.room.desk.views
    )


def test_the_audit_chain_is_verified_by_keyboard(at_work: Hands) -> None:
    at_work.press(Key.Key_7, CTRL)
    at_work.press(Key.Key_V)
    screen = at_work.room.desk.views["audit"].screen
    assert "are whole" in screen._verdict.words()  # type: ignore[attr-defined]


def test_an_administrator_is_told_why_an_act_is_refused(at_work: Hands) -> None:
    at_work.room.desk.get_up()
    at_work.settle()
    session = at_work.room.door
    session.show_sign_in(at_work.room.desk.settings.newest or Path(), ADMINISTRATOR)
    at_work.settle()
    at_work.type(PASSWORD)
    at_work.press(Key.Key_Return)
    tab = open_case(at_work)
    tab.act("take")
    assert "needs the role" in at_work.room.desk.shell.notice.text


def test_the_palette_shows_what_is_at_hand_before_anything_is_typed(at_work: Hands) -> None:
    open_case(at_work).act("take")
    at_work.give()
    at_work.press(Key.Key_2, CTRL)
    at_work.press(Key.Key_K, CTRL)
    (palette,) = at_work.room.desk.shell.findChildren(FindDialog)
    first = palette.model.row(0)
    assert first is not None
    assert (first.kind, first.key) == ("case", REF)
    kinds = [row.kind for row in palette.model.rows()]
    assert kinds.index("case") < kinds.index("hits"), "then what waits"
    at_work.press(Key.Key_Return)
    assert case_tab(at_work).reference == REF
    at_work.press(Key.Key_K, CTRL)
    here = at_work.room.desk.shell.findChildren(FindDialog)[-1]
    kinds = [row.kind for row in here.model.rows()]
    assert kinds.index("case") < kinds.index("hits") < kinds.index("act"), "then what is done here"
