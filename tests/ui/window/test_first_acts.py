"""A fresh casebook: every empty list of a screen says what stands there, and its first act."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from tests.ui.desk_office import PASSWORD, Answers, Hands

from landwaiter.services.help.screen_keys import SCREENS, said
from landwaiter.services.table import sessions
from landwaiter.services.table.sessions import CasebookOffice
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.empty_state import EmptyState
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.window.window_opening import open_room
from landwaiter.ui.window.window_routes import Room

EWA = "Ewa"


def place(key: str, room: Room) -> None:
    room.to_place(key)


OPEN: Mapping[str, Callable[[Room], None]] = {
    **{
        key: partial(place, key)
        for key in (
            "today",
            "cases",
            "entities",
            "screening",
            "reference",
            "reports",
            "audit",
            "settings",
        )
    },
    "duty": Room.to_duty,
    "on_call": Room.to_on_call,
    "finding": Room.to_find,
    "monitoring": Room.to_monitoring,
    "statistics": Room.to_statistics,
    "sift": Room.to_sift,
}
WITHOUT = {
    "start": "no casebook is open there",
    "sign_in": "no casebook is open there",
    "intake": "a file is open there",
    "case": "a case is open there",
    "review": "a case is open there",
    "letter": "a case is open there",
    "hit": "opens with a hit; without one a notice says so",
    "entity": "an entity is open there",
    "chart": "a case or an entity is open there",
}
"""Screens that a fresh casebook does not open."""
ASKED_FOR = {"Found": "the cursor stands in the field of words, with what can be typed"}
"""Lists of what was asked for, which nobody has asked for yet."""


@pytest.fixture
def fresh(
    shell: Shell, jobs: Jobs, answers: Answers, qtbot: QtBot, tmp_path: Path
) -> Iterator[Hands]:
    """The founder, who is alone, is signed in to a casebook of which only the packs are there."""
    office = CasebookOffice("PL9", "PL")
    made = sessions.create_casebook(tmp_path / "fresh", office=office, user=EWA, password=PASSWORD)
    made.session.casebook.close()
    room = open_room(shell, jobs, casebook=tmp_path / "fresh", user=EWA, prompts=answers)
    hands = Hands(room, qtbot)
    hands.settle()
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    yield hands
    room.desk.get_up()
    jobs.close()


def bare(shell: QWidget) -> list[str]:
    """Empty lists in sight beside which nothing says what is missing."""
    sentences = (one for one in shell.findChildren(EmptyState) if one.isVisible())
    told = [around for one in sentences if (around := one.parentWidget()) is not None]
    lists = (one for one in shell.findChildren(ListView) if one.isVisible())
    empty = [one for one in lists if one.model().rowCount() == 0]
    return [
        one.accessibleName()
        for one in empty
        if not any(beside.isAncestorOf(one) or one.parentWidget() is beside for beside in told)
        and one.accessibleName() not in ASKED_FOR
    ]


def without_act(shell: Shell) -> list[str]:
    """Sentences of empty lists that offer no act, and name no button or key of the screen."""
    buttons = [one for one in shell.findChildren(ActButton) if one.isVisible()]
    keys = {said(key.keys) for key in SCREENS[shell.screen_name]}
    found = []
    for state in shell.findChildren(EmptyState):
        text = state.text.words()
        own = any(state.isAncestorOf(one) and one.isEnabled() for one in buttons)
        named = any(re.search(rf"(?<![\w+]){re.escape(key)}(?![\w+])", text) for key in keys)
        if state.isVisible() and not (own or named):
            found.append(text)
    return found


def test_every_screen_is_tried_or_needs_something_first() -> None:
    assert OPEN.keys() | WITHOUT.keys() == SCREENS.keys()


def test_every_empty_list_names_its_first_act(fresh: Hands) -> None:
    shell = fresh.room.desk.shell
    told = 0
    for screen, to in OPEN.items():
        to(fresh.room)
        fresh.settle()
        assert shell.screen_name == screen
        assert (screen, bare(shell), without_act(shell)) == (screen, [], [])
        told += sum(one.isVisible() for one in shell.findChildren(EmptyState))
    assert told >= 5, "a fresh casebook has empty lists"


def test_the_test_sees_a_bare_list_and_a_sentence_without_an_act(fresh: Hands) -> None:
    fresh.room.to_place("entities")
    fresh.settle()
    shell = fresh.room.desk.shell
    (state,) = [one for one in shell.findChildren(EmptyState) if one.isVisible()]
    assert (bare(shell), without_act(shell)) == ([], [])
    state.hide()
    assert bare(shell) == ["Entities"]


def test_without_hits_a_notice_says_so(fresh: Hands) -> None:
    fresh.room.to_hits()
    fresh.settle()
    assert "No hit waits for a judgement." in fresh.room.desk.shell.notice.text
