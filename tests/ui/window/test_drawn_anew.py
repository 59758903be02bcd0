"""The window speaks the language of who signed in, and is drawn anew where it spoke another."""

import json
import shutil
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from tests.by_two import texts_by_two
from tests.services.office_texts import texts_file
from tests.taking_in import taken_in
from tests.ui.desk_office import (
    ADMINISTRATOR,
    ANALYST,
    PASSWORD,
    REVIEWER,
    Answers,
    Hands,
    a_declaration,
)
from tests.ui.two_languages import speaking_polish

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.office.deeds import SupplyTexts
from landwaiter.domain.people.preferences import Mode
from landwaiter.errors import Unavailable
from landwaiter.i18n import _, language
from landwaiter.services.people.preferences import preferences, set_preferences
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.ui.cases.case_tab import CaseTab
from landwaiter.ui.frame.preferences_screen import PreferencesScreen
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.field_row import choose
from landwaiter.ui.kit.jobs import Jobs, Tell
from landwaiter.ui.kit.window_settings import Settings, load_settings
from landwaiter.ui.opening.sign_in import SignInScreen
from landwaiter.ui.window import window_language
from landwaiter.ui.window.app import DrawnWindow, dress
from landwaiter.ui.window.window_opening import open_room
from landwaiter.ui.window.window_routes import Room

CASE = "PL1-2026-000001"


@dataclass(repr=False)
class Window:
    """The window of one person after another, as `entry` opens it."""

    application: QApplication
    jobs: Jobs
    qtbot: QtBot
    folder: Path
    file: Path
    rooms: list[Room] = field(default_factory=list)
    logged: list[BaseException] = field(default_factory=list)
    drawn: DrawnWindow = field(init=False)

    def open(self, asked: str | None = None) -> None:
        self.drawn = DrawnWindow(
            self.application, self.jobs, self._begin, log=self.logged.append, asked=asked
        )
        known = load_settings(self.file)
        window_language.speak(asked or known.language)
        self.drawn.draw(known)
        self.hands.settle()

    def _begin(self, drawn: DrawnWindow, shell: Shell, session: Session | None) -> Room:
        room = open_room(
            shell,
            drawn.jobs,
            casebook=self.folder,
            user=ANALYST,
            settings=drawn.settings,
            file=self.file,
            prompts=Answers(shell),
            drawing=drawn,
            session=session,
        )
        self.rooms.append(room)
        return room

    @property
    def room(self) -> Room:
        return self.rooms[-1]

    @property
    def answers(self) -> Answers:
        prompts = self.room.desk.prompts
        assert isinstance(prompts, Answers)
        return prompts

    @property
    def hands(self) -> Hands:
        return Hands(self.room, self.qtbot)

    def sign_in(self, user: str = ANALYST) -> None:
        screen = self.room.shell.current
        assert isinstance(screen, SignInScreen)
        screen.user.setCurrentText(user)
        screen.password.setText(PASSWORD)
        screen.enter.click()
        self.hands.settle()

    def sign_out(self) -> None:
        self.room.desk.get_up()
        self.hands.settle()
        self.room.door.show_sign_in(self.folder)
        self.hands.settle()

    def choose(self, name: str, value: str) -> None:
        """In Settings."""
        self.room.to_place("settings")
        screen = self.room.shell.current
        assert isinstance(screen, PreferencesScreen)
        choose(screen.boxes[name], value)
        self.hands.settle()
        self.wait_until_drawn()

    def wait_until_drawn(self) -> None:
        self.qtbot.waitUntil(lambda: self.room.desk.is_drawn_as_preferred)
        self.hands.settle()

    def words(self, text: str) -> str:
        """What a screen says of it that is drawn now."""
        return str(_(text))

    def tabs(self) -> list[str]:
        strip = self.room.shell.tabs
        return [strip.tab(number).title for number in range(strip.count())]


def prefers(folder: Path, user: str, **values: str) -> None:
    session = sessions.open_casebook(folder, user=user, password=PASSWORD)
    with session.casebook:
        set_preferences(session, values)


@pytest.fixture
def both(application: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[QApplication]:
    """The application where English and Polish are spoken, and the system speaks English."""
    hook = sys.excepthook
    with speaking_polish(monkeypatch, application):
        yield application
    sys.excepthook = hook
    dress(application, Settings(Mode.LIGHT))


@pytest.fixture
def window(
    both: QApplication, jobs: Jobs, qtbot: QtBot, office_template: Path, tmp_path: Path
) -> Iterator[Window]:
    """Not open yet; the office has an analyst and a reviewer."""
    shutil.copytree(office_template, tmp_path / "office")
    made = Window(both, jobs, qtbot, tmp_path / "office", tmp_path / "window.json")
    yield made
    made.room.desk.get_up()
    jobs.close()
    assert not made.logged, made.logged


def test_who_prefers_another_language_is_shown_another_window_without_a_second_question(
    window: Window,
) -> None:
    prefers(window.folder, ANALYST, language="pl")
    window.open()
    first = window.room.shell
    window.sign_in()
    assert window.room.desk.user == ANALYST
    assert window.tabs() == ["Dzisiaj"]
    assert len(window.rooms) == 2
    assert window.room.shell.isVisible()
    window.application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(first)


def test_a_second_person_is_shown_theirs(window: Window) -> None:
    prefers(window.folder, ANALYST, language="pl", text_size="150")
    window.open()
    window.sign_in()
    assert (language(), fonts.scale_now()) == ("pl", 1.5)
    window.sign_out()
    window.sign_in(REVIEWER)
    assert (language(), fonts.scale_now()) == ("en", 1.0)
    assert window.tabs() == ["Today"]
    assert window.room.desk.user == REVIEWER


def test_attempts_that_failed_are_told_over_the_window_of_the_person(window: Window) -> None:
    prefers(window.folder, ANALYST, language="pl")
    with pytest.raises(Unavailable):
        sessions.open_casebook(window.folder, user=ANALYST, password="not this one")
    window.open()
    first = window.answers
    window.sign_in()
    assert first.told == []
    assert [title for title, _text in window.answers.told] == ["Przed zalogowaniem"]


def test_texts_of_the_office_are_drawn_after_sign_in_and_gone_after_sign_out(
    window: Window, tmp_path: Path
) -> None:
    prefers(window.folder, ANALYST, language="pl")
    mover, second = (
        sessions.open_casebook(window.folder, user=name, password=PASSWORD)
        for name in (ADMINISTRATOR, REVIEWER)
    )
    today = texts_file(tmp_path, "pl", 'msgid "Today"\nmsgstr "Dyżur"\n')
    with mover.casebook, second.casebook:
        texts_by_two(mover, second, SupplyTexts("pl", today, "2026-1", "the house says it so"))
    window.open("pl")
    assert window.words("Today") == "Dzisiaj"
    window.sign_in()
    assert window.tabs() == ["Dyżur"]
    assert len(window.rooms) == 2
    window.sign_out()
    assert window.words("Today") == "Dzisiaj"


def test_who_prefers_what_is_shown_stays_in_the_same_window(window: Window) -> None:
    prefers(window.folder, ANALYST, language="en")
    window.open()
    window.sign_in()
    assert len(window.rooms) == 1


def test_the_machine_keeps_the_language_and_size_of_who_signed_in_last(window: Window) -> None:
    prefers(window.folder, ANALYST, language="pl", text_size="125", theme="dark")
    window.open()
    window.sign_in()
    known = load_settings(window.file)
    assert (known.language, known.scale, known.mode) == ("pl", 1.25, "dark")
    assert set(json.loads(window.file.read_text())) == {
        "mode", "language", "scale", "casebooks", "user", "size", "maximised",
    }  # fmt: skip


def test_a_language_that_this_machine_has_no_texts_in_is_as_the_system(window: Window) -> None:
    stored = {"mode": "light", "language": "xx", "scale": 1.0, "casebooks": []}
    window.file.write_text(json.dumps(stored))
    window.open()
    assert language() == "en"
    window.sign_in()
    assert window.tabs() == ["Today"]


def test_what_was_asked_for_at_the_start_wins_until_another_is_chosen_in_settings(
    window: Window,
) -> None:
    prefers(window.folder, ANALYST, language="en")
    window.open(asked="pl")
    window.sign_in()
    assert (window.tabs(), len(window.rooms)) == (["Dzisiaj"], 1)
    window.choose("language", "system")
    assert window.tabs()[0] == "Today"


def test_a_language_chosen_in_settings_counts_at_once_and_nothing_typed_is_lost(
    window: Window, tmp_path: Path
) -> None:
    window.open()
    window.sign_in()
    room = window.room
    taken_in(room.desk.known_session, TakeIn((a_declaration(tmp_path),)))
    room.to_case(CASE)
    window.hands.settle()
    view = room.desk.view
    assert isinstance(view, CaseTab)
    view.acting.begin("note")
    form = view.acting.form
    assert form is not None
    form.fields.fill({"reason": "half a thought"})
    window.choose("language", "pl")
    assert window.room is not room
    assert window.tabs() == ["Dzisiaj", CASE, "Ustawienia"]
    assert isinstance(window.room.shell.current, PreferencesScreen)
    assert preferences(window.room.desk.known_session).language == "pl"
    window.room.to_case(CASE)
    again = window.room.desk.view
    assert isinstance(again, CaseTab)
    window.hands.settle()
    again.acting.begin("note")
    window.hands.settle()
    assert again.acting.form is not None
    assert again.acting.form.fields.answers()["reason"] == "half a thought"


def test_while_a_long_job_runs_the_window_stays(window: Window) -> None:
    window.open()
    window.sign_in()
    desk = window.room.desk
    desk.write(lambda session: set_preferences(session, {"language": "pl"}), lambda _none: None)
    window.hands.settle()
    ended: list[int] = []
    go = threading.Event()

    def work(_session: Session, _tell: Tell) -> int:
        go.wait(20)
        return 1

    desk.run("A long one", work, ended.append)
    window.room.prefer(preferences(desk.known_session))
    window.qtbot.wait(50)
    assert (len(window.rooms), window.room.desk.session is None) == (1, False)
    go.set()
    window.wait_until_drawn()
    assert ended == [1]
    assert len(window.rooms) == 2
    assert window.tabs()[0] == "Dzisiaj"


def test_a_mistake_afterwards_is_shown_once_over_the_window_that_is_there(window: Window) -> None:
    prefers(window.folder, ANALYST, language="pl")
    window.open()
    window.sign_in()
    window.jobs.read(lambda: 1 // 0, lambda _none: None)
    window.hands.settle()
    crashes = window.drawn.crashes
    assert crashes is not None
    assert [type(error) for error in window.logged] == [ZeroDivisionError]
    shown = crashes.shown
    assert shown is not None
    assert shown.parent() is window.room.shell
    assert shown.windowTitle() == "Landwaiter się pomylił"
    shown.reject()
    sys.excepthook(ValueError, ValueError("x"), None)
    assert [type(error) for error in window.logged] == [ZeroDivisionError, ValueError]
    assert crashes.shown is not None
    crashes.shown.reject()
    window.logged.clear()
