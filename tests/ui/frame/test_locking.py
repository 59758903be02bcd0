"""Locking: nothing is lost, the tabs come back, and the process that has the keys ends."""

import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.settings import change_settings
from tests.taking_in import taken_in
from tests.ui.desk_office import ADMINISTRATOR, ANALYST, PASSWORD, Answers, Hands, a_declaration
from tests.ui.hands import CTRL

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.services.base.confinement import not_confined
from landwaiter.services.base.confinement_words import summary
from landwaiter.services.office import office_settings
from landwaiter.services.office.setting_table import IDLE_MINUTES
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.fresh_process import arguments, turn_told
from landwaiter.ui.frame.idle import Idle
from landwaiter.ui.frame.locking import TABS
from landwaiter.ui.frame.preferences_screen import PreferencesScreen
from landwaiter.ui.kit.field_row import choose
from landwaiter.ui.kit.jobs import Tell
from landwaiter.ui.kit.prompts import NoticeDialog
from landwaiter.ui.opening.sign_in import SignInScreen

Key = Qt.Key


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def at_work(hands: Hands, tmp_path: Path) -> Iterator[Hands]:
    """The analyst with a case in the casebook."""
    screen = hands.room.desk.shell.current
    assert isinstance(screen, SignInScreen)
    screen.password.setText(PASSWORD)
    screen.enter.click()
    hands.settle()
    taken_in(hands.room.desk.known_session, TakeIn((a_declaration(tmp_path),)))
    yield hands
    hands.room.locking.idle.rest()


def open_tabs(hands: Hands) -> list[str]:
    strip = hands.room.desk.shell.tabs
    return [strip.tab(number).key for number in range(strip.count())]


def sign_in_again(hands: Hands) -> None:
    screen = hands.room.desk.shell.current
    assert isinstance(screen, SignInScreen)
    assert screen.user.currentText() == ANALYST
    screen.password.setText(PASSWORD)
    screen.enter.click()
    hands.settle()


def test_after_locking_the_same_tabs_come_back_with_the_same_one_in_front(at_work: Hands) -> None:
    room = at_work.room
    room.to_case("PL1-2026-000001")
    at_work.settle()
    room.to_place("entities")
    at_work.settle()
    room.to_case("PL1-2026-000001")
    at_work.settle()
    before, front = open_tabs(at_work), room.desk.shell.key_now
    at_work.press(Key.Key_L, CTRL)
    assert room.desk.session is None
    sign_in_again(at_work)
    assert open_tabs(at_work) == before
    assert room.desk.shell.key_now == front


def test_tabs_that_came_back_once_do_not_come_back_again(at_work: Hands) -> None:
    at_work.room.to_place("entities")
    at_work.settle()
    at_work.press(Key.Key_L, CTRL)
    sign_in_again(at_work)
    assert office_settings.draft(at_work.room.desk.known_session, TABS) == ""


def test_what_was_typed_last_is_in_the_casebook_when_it_is_locked(at_work: Hands) -> None:
    room = at_work.room
    session = room.desk.known_session
    room.desk.drafts.keep("act-note", {"text": "half a sen"})
    room.locking.lock()
    at_work.settle()
    with sessions.open_casebook(
        session.casebook.path, user=ANALYST, password=PASSWORD
    ).casebook as again:
        assert "half a sen" in office_settings.draft(
            Session(again, sessions.every_handler), "act-note"
        )


def test_idling_locks(at_work: Hands) -> None:
    at_work.room.locking.idle.passed.emit()
    at_work.settle()
    assert at_work.room.desk.session is None


def test_the_office_may_shorten_the_time_and_nobody_lengthen_it(at_work: Hands) -> None:
    locking = at_work.room.locking
    locking.watch(15, "5")
    assert locking.idle.seconds == 300
    locking.watch(15, "60")
    assert locking.idle.seconds == 900
    locking.watch(15, "")
    assert locking.idle.seconds == 900


def test_the_time_of_the_office_is_used_at_the_next_sign_in(
    at_work: Hands, room_path: Path
) -> None:
    session = sessions.open_casebook(room_path, user=ADMINISTRATOR, password=PASSWORD)
    with session.casebook:
        change_settings(session, {IDLE_MINUTES: "3"})
    at_work.press(Key.Key_L, CTRL)
    sign_in_again(at_work)
    assert at_work.room.locking.idle.seconds == 180


@pytest.fixture
def room_path(at_work: Hands) -> Path:
    return at_work.room.desk.known_session.casebook.path


def test_a_long_job_is_finished_behind_a_cover_before_the_process_ends(
    at_work: Hands, answers: Answers
) -> None:
    room, goes_on = at_work.room, threading.Event()

    def work(_session: object, tell: Tell) -> int:
        tell(0, 1, "")
        goes_on.wait(20)
        return 1

    room.desk.run("Importing", work, lambda _result: None)
    answers.answers = {}
    room.locking.lock()
    assert room.desk.session is not None
    shell = room.desk.shell
    covered = shell.childAt(shell.rect().center())
    assert room.locking.covers(covered)
    goes_on.set()
    at_work.settle()
    assert room.desk.session is None


def test_a_deed_that_is_being_written_is_finished_behind_the_cover(at_work: Hands) -> None:
    room, goes_on, done = at_work.room, threading.Event(), list[str]()

    def work(_session: object) -> str:
        goes_on.wait(20)
        return "written"

    desk = room.desk
    desk.write(work, done.append)
    room.locking.ask()
    assert room.locking.covers(desk.shell.childAt(desk.shell.rect().center()))
    assert desk.session is not None
    goes_on.set()
    at_work.settle()
    assert (done, room.desk.session is None) == (["written"], True)


def test_questions_are_put_away_when_the_casebook_is_locked(at_work: Hands) -> None:
    dialog = NoticeDialog("A title", "a name of a case", at_work.room.desk.shell)
    dialog.open()
    at_work.room.locking.lock()
    assert not dialog.isVisible()
    at_work.settle()


def test_closing_the_casebook_leaves_too(at_work: Hands) -> None:
    at_work.room.locking.close_casebook()
    at_work.settle()
    assert at_work.room.desk.session is None
    assert open_tabs(at_work) == ["start"]


@pytest.mark.usefixtures("application")
def test_the_time_has_passed_once_nobody_touched_anything_for_so_long() -> None:
    clock, told = Clock(), []
    idle = Idle(QApplication.instance(), (clock,))  # type: ignore[arg-type]  # there is one
    idle.passed.connect(lambda: told.append(True))
    idle.watch(60)
    clock.now += 59
    idle.look()
    idle.eventFilter(idle, QEvent(QEvent.Type.KeyPress))
    clock.now += 59
    idle.look()
    assert not told
    clock.now += 1
    idle.look()
    idle.look()
    assert told == [True]


@pytest.mark.usefixtures("application")
def test_a_clock_set_back_does_not_keep_the_casebook_open() -> None:
    steady, wall, told = Clock(), Clock(), []
    idle = Idle(QApplication.instance(), (steady, wall))  # type: ignore[arg-type]  # there is one
    idle.passed.connect(lambda: told.append(True))
    idle.watch(60)
    steady.now += 61
    wall.now -= 5000
    idle.look()
    assert told == [True]


@pytest.mark.usefixtures("application")
def test_the_time_a_computer_slept_counts() -> None:
    steady, wall, told = Clock(), Clock(), []
    idle = Idle(QApplication.instance(), (steady, wall))  # type: ignore[arg-type]  # there is one
    idle.passed.connect(lambda: told.append(True))
    idle.watch(60)
    wall.now += 5000
    idle.look()
    assert told == [True]


def test_a_person_chooses_after_how_long_the_window_locks(at_work: Hands) -> None:
    at_work.room.to_place("settings")
    screen = at_work.room.desk.shell.current
    assert isinstance(screen, PreferencesScreen)
    choose(screen.boxes["lock_after"], "5")
    at_work.settle()
    assert at_work.room.desk.preferences.lock_after == 5
    assert at_work.room.locking.idle.seconds == 300


def test_settings_say_what_is_kept_from_the_process_that_decodes_files_of_others(
    at_work: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    holds = not_confined("windows")
    monkeypatch.setattr("landwaiter.services.base.decoding.confinement", lambda: holds)
    at_work.room.to_place("settings")
    screen = at_work.room.desk.shell.current
    assert isinstance(screen, PreferencesScreen)
    qtbot.waitUntil(lambda: "nobody has tried them" in screen.confinement.words())
    assert summary(holds) in screen.confinement.words()


def test_the_fresh_process_is_told_casebook_and_user_and_nothing_else() -> None:
    assert arguments(Path("/c"), "Ana") == ("--casebook", "/c", "--user", "Ana")
    assert arguments(None, "") == ("--start",)
    assert arguments(None, "", "pl") == ("--language", "pl", "--start")


@pytest.mark.parametrize(
    ("told", "understood"),
    [
        (b'["--casebook", "/c", "--user", "Ana"]\n', ["--casebook", "/c", "--user", "Ana"]),
        (b"", None),
        (b'["--casebook", "/c"', None),
    ],
)
def test_a_process_that_waits_begins_only_when_its_turn_is_told_whole(
    told: bytes, understood: list[str] | None
) -> None:
    assert turn_told(io.BytesIO(told)) == understood
