"""Duty, deputies in Today, presence, absences and stale saves, as screens and in the window."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.deeds.said import said
from tests.settings import change_settings
from tests.ui import duty_scenes, fiction, fictional_duty, rooms
from tests.ui.desk_office import (
    ADMINISTRATOR,
    ANALYST,
    LISTED,
    PASSWORD,
    REVIEWER,
    Answers,
    Hands,
)
from tests.ui.hands import CTRL, click, press

from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.people.deeds import EnterAbsence
from landwaiter.domain.people.preferences import Mode
from landwaiter.services.deeds.engine import do
from landwaiter.services.office import office_settings
from landwaiter.services.people import duty, presence
from landwaiter.services.reports import reporting
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.deeds.stale_save_dialog import StaleSaveDialog
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.hits.hits_tab import HitsTab
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.theme import DARK
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.office.settings_dialog import OfficeDialog
from landwaiter.ui.people.duty_place import DutyPlace
from landwaiter.ui.today.today_place import TodayPlace
from landwaiter.ui.window.app import dress, wear
from landwaiter.ui.window.dialog_table import open_dialog

REF = "PL1-2026-000001"
REASON = "the catalogue states it on page 4"
Key = Qt.Key


@pytest.mark.parametrize("scene", list(duty_scenes.SCENES))
def test_every_scene_is_drawn_light_and_dark(
    shell: Shell, qtbot: QtBot, application: QApplication, scene: str
) -> None:
    shown = duty_scenes.SCENES[scene](shell)
    qtbot.waitUntil(lambda: shell.jobs.idle)
    window = shown if shown.isWindow() else shell
    light = window.grab().toImage()
    wear(application, DARK)
    assert window.grab().toImage() != light
    assert window.minimumSizeHint().width() <= 1440


# -- screens ----------------------------------------------------------------------------------


def test_the_unit_is_shown_with_who_is_away_and_who_stands_in(shell: Shell) -> None:
    screen = duty_scenes.a_duty_screen(shell, fictional_duty.DUTY, fictional_duty.SHEET)
    said = [screen.model.columns[0].cell(row).words for row in screen.model.rows()]
    assert "absent until 17 Apr" in said[2]
    assert "acts for Piotr Nowicki" in said[1]
    assert "nobody has it" in said[4]
    QAbstractItemModelTester(screen.model)


def test_today_names_who_is_away_and_what_a_deputy_has(shell: Shell, qtbot: QtBot) -> None:
    screen = duty_scenes.today_with_deputies(shell)
    qtbot.waitUntil(lambda: shell.jobs.idle)
    QApplication.processEvents()
    view = fictional_duty.TODAY_VIEW
    text = " | ".join(
        one.words() for one in screen.findChildren(MarkLabel) if one.isVisibleTo(screen)
    )
    assert view.absent
    assert view.delegated
    for absence in view.absent:
        assert f"{absence.deputy or 'nobody'} deputises" in text
        assert absence.person in text
    for row in view.delegated:
        assert row.remark in text
        assert row.reference in text


@pytest.fixture
def large(application: QApplication, shell: Shell) -> Iterator[Shell]:
    """A small window of 1280 × 800 with text of 150 %."""
    dress(application, Settings(Mode.LIGHT, scale=1.5))
    shell.resize(1280, 800)
    shell.show()
    yield shell
    dress(application, Settings(Mode.LIGHT))


def test_large_text_leaves_room_for_the_day_and_for_three_people(large: Shell) -> None:
    screen = duty_scenes.a_duty_screen(large, fictional_duty.DUTY, fictional_duty.SHEET)
    rooms.settle(large)
    assert screen._head.width() >= screen._head.sizeHint().width()
    third = screen.unit.visualRect(screen.model.index(2, 0))
    assert screen.unit.viewport().rect().contains(third)
    assert screen.unit.visibleRegion().boundingRect().height() == screen.unit.height()


def test_enter_on_a_person_asks_for_the_sheet(shell: Shell, qtbot: QtBot) -> None:
    screen = duty_scenes.a_duty_screen(shell, fictional_duty.DUTY, fictional_duty.SHEET)
    with qtbot.waitSignal(screen.sheet_asked) as asked:
        press(screen.unit, Key.Key_Return)
    assert asked.args == ["Piotr Nowicki"]


def test_the_sheet_is_printed_as_plain_lines(shell: Shell, qtbot: QtBot) -> None:
    screen = duty_scenes.a_duty_screen(shell, fictional_duty.DUTY, fictional_duty.SHEET)
    with qtbot.waitSignal(screen.print_asked) as asked:
        click(screen.print)
    title, text = asked.args
    assert title == "Handover sheet of Piotr Nowicki, 9 Apr 2026"
    for words in ("Running clocks: 3", "PL1-2026-000398", "Who operates the plant in Johor?",
                  "the vessel waits until Friday noon", "Dismiss the flag RF-P05"):  # fmt: skip
        assert words in text


def test_only_the_person_and_a_head_take_an_absence_back(shell: Shell) -> None:
    screen = duty_scenes.a_duty_screen(shell, fictional_duty.DUTY, fictional_duty.SHEET)
    screen.show_view(fictional_duty.DUTY, Actor("2", "Jan Wójcik", frozenset({UserRole.ANALYST})))
    assert screen.backs == {"Piotr Nowicki": False, "Jan Wójcik": True}


def test_today_says_for_whom_and_who_has_it_open(shell: Shell) -> None:
    screen = duty_scenes.today_with_deputies(shell)
    cell = screen.model.columns[2].cell
    said = {row.reference: cell(row).words for row in screen.model.cases()}
    other, noted, shown = (row.reference for row in fiction.QUEUE[1:4])
    assert "For Piotr Nowicki, absent until 17 Apr 2026." in said[other]
    assert "Jan Wójcik: the bank calls back at two." in said[noted]
    assert "Open: Jan Wójcik." in said[shown]
    screen.show_present({})
    assert not any("Open:" in cell(row).words for row in screen.model.cases())


def test_mine_is_copied_as_text(shell: Shell) -> None:
    dialog = StaleSaveDialog(fictional_duty.CONFLICT, parent=shell)
    assert "item 1, eu 2B001: Finding: rejected" in dialog.mine_as_text()


# -- in the window ----------------------------------------------------------------------------


@pytest.fixture
def theirs(at_work: Hands) -> Iterator[Session]:
    """The reviewer at the same casebook."""
    folder = at_work.room.desk.known_session.casebook.path
    opened = sessions.open_casebook(folder, user=REVIEWER, password=PASSWORD)
    with opened.casebook:
        yield opened


def place(hands: Hands) -> DutyPlace:
    hands.press(Key.Key_U)
    view = hands.room.desk.view
    assert isinstance(view, DutyPlace)
    return view


def test_an_absence_is_entered_and_taken_back_by_keyboard(at_work: Hands, answers: Answers) -> None:
    view = place(at_work)
    answers.answers = {"deputy": REVIEWER, "note": "leave"}
    at_work.press(Key.Key_N)
    session = at_work.room.desk.known_session
    (absence,) = duty.absences(session)
    assert (absence.person, absence.deputy, absence.note) == (ANALYST, REVIEWER, "leave")
    assert "The absence is entered." in at_work.room.desk.shell.notice.text
    view.screen.taken_back.emit(absence)
    at_work.settle()
    assert duty.absences(session) == ()


def test_the_sheet_for_the_next_shift_is_made_by_a_key(
    at_work: Hands, answers: Answers, tmp_path: Path
) -> None:
    place(at_work)
    answers.saved = [tmp_path / "h.pdf", tmp_path / "h.xlsx"]
    at_work.press(Key.Key_D, CTRL)
    assert reporting.verify_reports([tmp_path / "h.pdf", tmp_path / "h.xlsx"]).passed
    (made,) = reporting.reports_made(at_work.room.desk.known_session).rows
    assert made.report_type == "handover"


def test_an_absence_that_cannot_be_is_said(at_work: Hands, answers: Answers) -> None:
    place(at_work)
    answers.answers = {"first": "2026-04-01", "last": "2026-03-01"}
    at_work.press(Key.Key_N)
    assert "An absence ends after it began" in at_work.room.desk.shell.notice.text


def test_a_delegated_case_moves_to_the_deputys_today(at_work: Hands, theirs: Session) -> None:
    today = at_work.room.desk.known_session.today()
    do(theirs, said("take"))
    do(theirs, said("delegate", to=ANALYST, date=today + timedelta(2)))
    at_work.room.desk.look_again()
    at_work.settle()
    view = at_work.room.desk.view
    assert isinstance(view, TodayPlace)
    (row,) = view.screen.model.cases()
    assert row.remark.startswith(f"For {REVIEWER} until")


def test_delegating_asks_to_whom_and_until_when(at_work: Hands) -> None:
    at_work.room.to_case(REF)
    at_work.settle()
    tab = at_work.room.desk.view
    assert isinstance(tab, CaseTab)
    tab.act("take")
    at_work.give()
    tab.act("delegate")
    at_work.settle()
    form = tab.acting.form
    assert form is not None
    assert {"to", "date", "reason"} == form.inputs.keys()
    today = at_work.room.desk.known_session.today()
    form.fields.fill({"to": REVIEWER, "date": today.isoformat(), "reason": "back tomorrow"})
    form.give()
    at_work.settle()
    assert tab.screen.view is not None
    delegation = tab.screen.view.case.delegation
    assert delegation is not None
    assert (delegation.deputy, delegation.note) == (REVIEWER, "back tomorrow")


@pytest.mark.parametrize("act", ["delegate", "assign"])
def test_who_gives_a_case_sees_who_is_away_and_who_stands_in(
    at_work: Hands, theirs: Session, act: str
) -> None:
    today = theirs.today()
    do(theirs, EnterAbsence(today, today, deputy=ANALYST))
    at_work.room.to_case(REF)
    at_work.settle()
    tab = at_work.room.desk.view
    assert isinstance(tab, CaseTab)
    tab.act("take")
    at_work.give()
    tab.act(act)
    at_work.settle()
    form = tab.acting.form
    assert form is not None
    field = next(one for one in form.fields.fields if one.name == "to")
    words = dict(field.choices)
    assert words[REVIEWER].startswith(f"{REVIEWER}: away until ")
    assert f"{ANALYST} deputises" in words[REVIEWER]
    form.fields.fill({"to": REVIEWER})
    assert form.fields.answers()["to"] == REVIEWER


def test_a_case_open_at_somebody_elses_is_said_over_it(at_work: Hands, theirs: Session) -> None:
    at_work.room.to_case(REF)
    at_work.settle()
    window = presence.new_window(theirs)
    presence.show_open(theirs, window, (REF,))
    at_work.room.presence.look_round()
    at_work.settle()
    tab = at_work.room.desk.view
    assert isinstance(tab, CaseTab)
    assert f"{REVIEWER} has this case open since" in tab.screen.present.sentence.words()
    assert [one.person for one in presence.look_round(theirs, window).on(REF)] == [ANALYST]
    presence.show_open(theirs, window, ())
    at_work.room.presence.look_round()
    at_work.settle()
    assert tab.screen.present.isHidden()


@pytest.mark.parametrize("way", ["closing the tab", "signing out"])
def test_leaving_a_case_ends_the_presence(at_work: Hands, theirs: Session, way: str) -> None:
    desk = at_work.room.desk
    at_work.room.to_case(REF)
    at_work.settle()
    assert presence.look_round(theirs).on(REF)
    if way == "signing out":
        desk.get_up()
    else:
        desk.shell.close_tab(f"case-{REF}")
    at_work.settle()
    assert presence.look_round(theirs).on(REF) == ()


def test_a_hit_judged_by_another_meanwhile_is_a_stale_save(at_work: Hands, theirs: Session) -> None:
    at_work.room.to_hits(REF)
    at_work.settle()
    tab = at_work.room.desk.view
    assert isinstance(tab, HitsTab)
    view = tab.screen.view
    assert view is not None
    assert view.hit.listing.name == LISTED
    same = said("judge", hit=view.hit.id, outcome="same", reason="name and town are the same")
    do(theirs, same)
    tab.screen.judged.emit(view.hit.id, "unsure", REASON)
    at_work.settle()
    assert tab.dialog is not None
    assert [(row.theirs, row.mine) for row in tab.dialog.collisions] == [
        ("same", "unsure"),
        ("name and town are the same", REASON),
    ]


def test_a_setting_changed_by_another_meanwhile_is_a_stale_save(
    at_work: Hands, answers: Answers
) -> None:
    folder = at_work.room.desk.known_session.casebook.path
    mine, other = (
        sessions.open_casebook(folder, user=ADMINISTRATOR, password=PASSWORD) for _time in "12"
    )
    with mine.casebook, other.casebook:
        bench = Bench(mine, at_work.room.desk.jobs, answers)
        dialog = open_dialog("office", bench, parent=at_work.room.desk.shell)
        at_work.settle()
        assert isinstance(dialog, OfficeDialog)
        change_settings(other, {"report.office": "Gdynia"})
        dialog.save_asked.emit({"report.office": "Sopot"})
        at_work.settle()
        (stale,) = dialog.findChildren(StaleSaveDialog)
        assert [(row.theirs, row.mine) for row in stale.collisions] == [("Gdynia", "Sopot")]
        assert office_settings.settings(mine)["report.office"] == "Gdynia"
        stale.mine.click()
        at_work.settle()
        assert office_settings.settings(mine)["report.office"] == "Sopot"
        dialog.reject()
