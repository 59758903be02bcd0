"""Today of who begins: the checklist of a fresh office, and the day of practice step by step."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from tests.services.practice.practising import PASSWORD as TRAINEES
from tests.services.practice.practising import TRAINEE, practice_casebook
from tests.ui.desk_office import PASSWORD, Answers, Hands, a_declaration

from landwaiter.domain.cases.deeds import BeginTriage
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.people.first_steps import first_steps
from landwaiter.services.people.preferences import preferences
from landwaiter.services.practice.day_steps import day_steps
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.ui.cases.cases_screen import CasesScreen
from landwaiter.ui.frame.practice_strip import HEIGHT
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.practice import practice_deeds
from landwaiter.ui.today.first_cards import FirstStepsCard
from landwaiter.ui.today.today_screen import TodayScreen

__all__ = ["practice_casebook"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def today(hands: Hands) -> TodayScreen:
    hands.settle()
    screen = hands.room.desk.shell.current
    assert isinstance(screen, TodayScreen)
    return screen


@pytest.fixture
def begun(hands: Hands) -> Hands:
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    return hands


def button(screen: TodayScreen, name: str) -> ActButton:
    found = [
        one
        for one in screen.first_steps.findChildren(ActButton)
        if one.accessibleName() == name and one.isVisibleTo(screen)
    ]
    assert len(found) == 1, name
    return found[0]


def test_a_fresh_office_is_told_what_is_not_ready_and_led_there(begun: Hands) -> None:
    screen = today(begun)
    assert screen.first_steps.isVisibleTo(screen)
    shown = button(screen, "Begin…: Backup")
    shown.click()
    begun.settle()
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
    assert any(one.isVisible() for one in dialogs)
    for one in dialogs:
        one.reject()


def test_who_may_not_sees_who_may(begun: Hands) -> None:
    found = first_steps(begun.room.desk.known_session)
    rows = tuple(
        replace(one, done=False, why_not="needs the role head", people=("Ada", "Bea"))
        for one in found.steps
        if one.key == "users"
    )
    card = FirstStepsCard()
    begun.qtbot.addWidget(card)
    card.show_steps(replace(found, steps=rows))
    (refused,) = (one for one in card.findChildren(ActButton) if not one.isEnabled())
    assert refused.why_not == "needs the role head"
    said = [one.words() for one in card.findChildren(MarkLabel)]
    assert any("Ada, Bea may do it." in one for one in said)


def test_what_is_put_away_stays_away_for_this_person(begun: Hands) -> None:
    screen = today(begun)
    screen.first_steps.away.click()
    assert not today(begun).first_steps.isVisibleTo(screen)
    assert not preferences(begun.room.desk.known_session).first_steps


@pytest.fixture
def training(hands: Hands, practice_casebook: Path, tmp_path: Path) -> Path:
    book = Path(shutil.copytree(practice_casebook, tmp_path / "practice" / "casebook"))
    hands.room.desk.sit_down(sessions.open_casebook(book, user=TRAINEE, password=TRAINEES))
    hands.settle()
    return book


def test_the_present_step_is_shown_skipped_and_led_to(
    hands: Hands, training: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = today(hands)
    card = screen.practice
    assert training.is_dir()
    assert card.isVisibleTo(screen)
    assert not screen.first_steps.isVisibleTo(screen)
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(hands.room, "to_case", lambda *place: asked.append(place))
    card.skipping.click()
    card.going.click()
    (place,) = asked
    assert place[0].startswith("TRAIN1-")
    assert place[1] == "triage"


def test_on_every_other_screen_a_strip_says_the_present_step_and_leads_there(
    hands: Hands, training: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert training.is_dir()
    strip, shell = hands.room.shell.practice, hands.room.shell
    assert shell.screen_name == "today"
    assert not strip.isVisible(), "Today shows the step itself"
    today(hands).practice.skipping.click()
    for place in ("cases", "entities", "reports", "screening"):
        hands.room.to_place(place)
        hands.settle()
        assert strip.isVisible()
        assert strip.height() <= fonts.px(HEIGHT)
        assert "Begin with Today" in strip.accessibleName()
        assert "0 of 12 done" in strip.accessibleName()
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(hands.room, "to_case", lambda *place: asked.append(place))
    strip.go.click()
    assert [act for _reference, act in asked] == ["triage"]


def test_the_strip_follows_what_is_done_and_goes_with_the_casebook(
    hands: Hands, training: Path
) -> None:
    hands.room.to_place("cases")
    hands.settle()
    strip, desk = hands.room.shell.practice, hands.room.desk
    step = day_steps(desk.known_session).steps[1].reference
    desk.write(lambda session: do(session, BeginTriage(step)), lambda one: desk.tell(one.changes))
    hands.settle()
    assert training.is_dir()
    assert "1 of 12 done" in strip.accessibleName()
    desk.get_up()
    assert not strip.isVisible()


def test_another_casebook_has_no_strip(begun: Hands) -> None:
    begun.room.to_place("cases")
    begun.settle()
    assert not begun.room.shell.practice.isVisible()


def test_practice_begins_anew_in_one_go(
    hands: Hands, training: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    anew = Path(shutil.copytree(training, training.parent.with_name("anew") / "casebook"))

    def made(_session: Session, say: Callable[[str], None]) -> Session:
        return sessions.open_casebook(anew, user=TRAINEE, password=TRAINEES)

    monkeypatch.setattr(practice_deeds, "_made_beside", made)
    monkeypatch.setattr(answers, "confirm", lambda *_said: False)
    today(hands).practice.anew.click()
    hands.settle()
    assert training.is_dir()
    monkeypatch.setattr(answers, "confirm", lambda *_said: True)
    today(hands).practice.anew.click()
    hands.settle()
    assert not training.exists()
    assert hands.room.desk.known_session.casebook.path == anew
    assert today(hands).practice.isVisibleTo(today(hands))


def test_practice_is_thrown_away_once_that_is_confirmed(
    hands: Hands, training: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = today(hands)
    left: list[object] = []
    monkeypatch.setattr(hands.room.practice, "_leave", lambda *place: left.append(place))
    monkeypatch.setattr(answers, "confirm", lambda *_said: False)
    screen.practice.throwing.click()
    hands.settle()
    assert training.is_dir()
    monkeypatch.setattr(answers, "confirm", lambda *_said: True)
    screen.practice.throwing.click()
    hands.settle()
    assert not training.exists()
    assert left == [(None, "")]
    assert hands.room.desk.session is None


def test_the_window_throws_no_other_casebook_away(
    begun: Hands, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = today(begun)
    assert not screen.practice.isVisibleTo(screen)
    folder = begun.room.desk.known_session.casebook.path
    monkeypatch.setattr(begun.room.practice, "_leave", lambda *_place: None)
    begun.room.throw_away_practice()
    begun.settle()
    assert (folder / "casebook.db").is_file()
    assert any("no training casebook" in text for _title, text in answers.told)


def test_a_list_of_no_cases_names_the_first_act(
    begun: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked: list[str] = []

    def choose(title: str, _kinds: str = "") -> tuple[Path, ...]:
        asked.append(title)
        return ()

    monkeypatch.setattr(begun.room.desk.prompts, "open_files", choose)
    begun.room.to_place("cases")
    begun.settle()
    screen = begun.room.desk.shell.current
    assert isinstance(screen, CasesScreen)
    assert screen.nothing.isVisibleTo(screen)
    screen.take_in.click()
    begun.settle()
    assert asked
    run(begun.room.desk.known_session, TakeIn((a_declaration(tmp_path),)))
    begun.room.desk.views["cases"].reload()
    begun.settle()
    assert not screen.nothing.isVisibleTo(screen)
