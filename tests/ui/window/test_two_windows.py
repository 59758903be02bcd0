"""Two windows, two processes, one casebook: a conflict is shown, and nothing is lost."""

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.ui.desk_office import ANALYST, PASSWORD, REVIEWER, Answers, Hands, a_declaration
from tests.ui.hands import CTRL
from tests.ui.second_window import DEADLINE_MS, LOOK_MS

from landwaiter.domain.cases.case import Classification
from landwaiter.services.audit.audit_history import verify_chain
from landwaiter.services.cases import case_reads
from landwaiter.services.people import presence
from landwaiter.ui.cases.case_tab import CaseTab

REF = "PL1-2026-000001"
FINDING = {"item": "1", "code": "2B001", "list": "eu", "outcome": "confirmed"}
THEIRS, MINE = "it has three axes only", "the catalogue states it on page 4"


class SecondProcess:
    """A process for the windows of somebody else, who may be told what to do."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.second_window"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._answers: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def does(self, step: str, *args: Any, meanwhile: Callable[[], None] = lambda: None) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([step, *args]) + "\n")
        self._process.stdin.flush()
        meanwhile()
        said = json.loads(self._answers.get(timeout=2 * DEADLINE_MS / 1000))
        assert "error" not in said, f"{step}: {said['error']}"
        return said["answer"]

    def is_killed(self) -> None:
        """SIGKILL, in the midst of whatever it does."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdin is not None
        self._process.stdin.close()

    def has_answered(self) -> bool:
        return not self._answers.empty()

    def ends(self) -> None:
        """Its input is over: it goes by itself, without a complaint."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.close()
            assert self._process.wait(DEADLINE_MS / 1000) == 0
        finally:
            self._process.kill()
            self._process.wait()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as answers:
            for line in answers:
                self._answers.put(line)
        self._answers.put(json.dumps({"error": "the second window is gone"}))


@dataclass(frozen=True)
class SecondWindow:
    """The reviewer's window, told what to do; this window lives on while it answers."""

    process: SecondProcess
    qtbot: QtBot

    def does(self, step: str, *args: Any) -> Any:
        return self.process.does(step, *args, meanwhile=self._live_on)

    def _live_on(self) -> None:
        self.qtbot.waitUntil(self.process.has_answered, timeout=2 * DEADLINE_MS)


@pytest.fixture(scope="module")
def process() -> Iterator[SecondProcess]:
    """Started once: it takes four seconds, and each test has a window of its own in it."""
    started = SecondProcess()
    yield started
    started.ends()


@pytest.fixture
def first(hands: Hands, answers: Answers, tmp_path: Path) -> Hands:
    """The analyst at this window, with the case open."""
    answers.files = (a_declaration(tmp_path),)
    hands.type(PASSWORD)
    hands.press(Qt.Key.Key_Return)
    hands.room.presence.look_every(LOOK_MS)
    hands.press(Qt.Key.Key_I)
    hands.room.to_case(REF)
    hands.settle()
    return hands


@pytest.fixture
def second(first: Hands, process: SecondProcess, qtbot: QtBot) -> Iterator[SecondWindow]:
    """The reviewer at another window of the same casebook, with the same case open."""
    folder = first.room.desk.known_session.casebook.path
    window = SecondWindow(process, qtbot)
    window.does("begin_window", str(folder), REVIEWER)
    try:
        window.does("sign_in")
        window.does("open", REF)
        yield window
    finally:
        process.does("end_window")  # this window is being taken down: nothing may run in it


def case_tab(hands: Hands) -> CaseTab:
    view = hands.room.desk.view
    assert isinstance(view, CaseTab)
    return view


def banner(hands: Hands) -> str:
    screen = case_tab(hands).screen
    return screen.present.sentence.words() if screen.present.isVisible() else ""


def classify(hands: Hands, reason: str, **chosen: str) -> None:
    case_tab(hands).acting.begin("classify", {**FINDING, **chosen})
    hands.type(reason)
    hands.press(Qt.Key.Key_Return, CTRL)


def stored(hands: Hands) -> tuple[Classification, ...]:
    """The findings as the casebook holds them."""
    session = hands.room.desk.known_session
    assert verify_chain(session).sound
    return case_reads.case_view(session, REF).case.classifications


def test_each_window_shows_that_the_other_has_the_case_open(
    first: Hands, second: SecondWindow
) -> None:
    first.qtbot.waitUntil(lambda: f"{REVIEWER} has this case open since" in banner(first),
                          timeout=DEADLINE_MS)  # fmt: skip
    assert second.does("wait_for_banner", f"{ANALYST} has this case open since")
    second.does("close_case")
    first.qtbot.waitUntil(lambda: banner(first) == "", timeout=DEADLINE_MS)


def test_a_window_that_signs_out_is_gone_from_the_other(first: Hands, second: SecondWindow) -> None:
    first.qtbot.waitUntil(lambda: REVIEWER in banner(first), timeout=DEADLINE_MS)
    second.does("leave")
    first.qtbot.waitUntil(lambda: banner(first) == "", timeout=DEADLINE_MS)
    assert presence.look_round(first.room.desk.known_session).on(REF)[0].person == ANALYST


def test_two_saves_on_one_thing_are_shown_side_by_side_and_both_are_kept(
    first: Hands, second: SecondWindow
) -> None:
    second.does("begin", "classify", {**FINDING, "outcome": "rejected"})
    second.does("type", THEIRS)
    classify(first, MINE)
    second.does("wait_for_finding", ANALYST)
    second.does("give")
    shown = second.does("conflict")
    assert shown["visible"]
    assert shown["rows"] == [["", "confirmed", "rejected"], ["", MINE, THEIRS]]
    assert shown["typed"]["reason"] == THEIRS
    assert [finding.author for finding in stored(first)] == [ANALYST]
    second.does("put_mine_on_top")
    assert [(f.author, f.reason) for f in stored(first)] == [(ANALYST, MINE), (REVIEWER, THEIRS)]


def test_two_saves_on_different_things_are_merged_and_said(
    first: Hands, second: SecondWindow
) -> None:
    second.does("begin", "classify", {**FINDING, "code": "2B201"})
    second.does("type", THEIRS)
    classify(first, MINE)
    second.does("give")
    assert f"Classify an item by {ANALYST}" in second.does("notice")
    assert {(f.author, f.code) for f in stored(first)} == {(ANALYST, "2B001"), (REVIEWER, "2B201")}


def test_what_the_other_window_did_is_shown_in_this_one_by_itself(
    first: Hands, second: SecondWindow
) -> None:
    second.does("begin", "classify", FINDING)
    second.does("type", THEIRS)
    second.does("give")

    def authors() -> list[str]:
        view = case_tab(first).screen.view
        return [finding.author for finding in view.case.classifications] if view else []

    first.qtbot.waitUntil(lambda: authors() == [REVIEWER], timeout=DEADLINE_MS)
