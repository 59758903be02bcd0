"""The entry point: who gets the window, and what is said where there can be none."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.terminal import Seen, typed
from tests.demonstration import NOON, Demonstration

from landwaiter import entry
from landwaiter.cli.base.answer import Window
from landwaiter.cli.program import program
from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.tracks import BASIS
from landwaiter.services.demo import self_test


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.mark.usefixtures("no_display")
def test_without_a_display_the_window_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert entry.let_in([]) == 1
    assert "no display" in capsys.readouterr().err


@pytest.mark.usefixtures("no_display")
def test_a_command_that_is_done_does_not_fail_for_want_of_a_window(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(entry, "run", lambda argv, grab: Window(after_all=True))
    assert entry.let_in([]) == 0
    assert "no display" in capsys.readouterr().err


def test_missing_libraries_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(entry, "_loads", lambda name: name not in {"libEGL.so.1", "libGL.so.1"})
    assert entry.let_in([]) == 1
    said = capsys.readouterr().err
    assert "libEGL.so.1, libGL.so.1." in said
    assert len(said.splitlines()) == 1


def test_x11_needs_libraries_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(entry, "_loads", lambda name: not name.startswith("libxcb-cursor"))
    assert "libxcb-cursor.so.0" in entry.why_no_window()


@pytest.fixture(scope="module")
def demo(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the demo says it made, with a copy of its casebook."""
    casebook = demonstration.casebook_in(tmp_path_factory.mktemp("demo"))
    return {**demonstration.answer, "casebook": str(casebook)}


def typed_that_day(demo: dict[str, Any], *arguments: object) -> Seen:
    """A call on the casebook of the demo by the person it was made for."""
    told = {"LANDWAITER_USER": demo["user"], "LANDWAITER_PASSWORD": demo["password"]}
    where = ("--casebook", demo["casebook"])
    return typed(*arguments, *where, environment=told, now=lambda: NOON)


def test_the_demo_makes_a_casebook_that_opens(demo: dict[str, Any]) -> None:
    listed = typed_that_day(demo, "case", "list", "--json")
    assert listed.code == 0, listed.err
    assert [row["reference"] for row in reversed(listed.data)]
    assert {row["stage"] for row in listed.data} >= {"new", "assessment", "decided", "closed"}
    checked = typed_that_day(demo, "casebook", "check")
    assert checked.code == 0, checked.err


def test_the_demo_makes_reports_that_verify(demo: dict[str, Any]) -> None:
    seen = typed("verify", demo["pdf"], demo["xlsx"], "--keys", demo["keys"], "--json")
    assert (seen.code, seen.data["origin"]) == (0, "proven")


def test_every_case_of_the_demo_is_shown_in_both_forms(demo: dict[str, Any]) -> None:
    tracks, stages = set(), set()
    for reference in demo["references"]:
        shown = typed_that_day(demo, "case", "show", reference, "--json")
        assert shown.code == 0, shown.err
        assert typed_that_day(demo, "case", "show", reference).code == 0
        tracks |= {track["track"] for track in shown.data["tracks"]}
        stages.add(shown.data["stage"])
    assert tracks == {letter.value for letter in BASIS}
    assert stages == {stage.value for stage in Stage}


@pytest.mark.thorough
def test_the_self_test_passes_without_a_window() -> None:
    seen = typed("--self-test", "--json")
    assert (seen.code, seen.err) == (0, "")
    assert seen.data["passed"] is True
    assert all(one["passed"] for one in seen.data["tried"])


def test_a_self_test_that_fails_ends_with_1_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(self_test, "RESOURCES", {"fonts/none.ttf": "the icons"})
    seen = typed("--self-test")
    assert seen.code == 1
    assert "fonts/none.ttf" in seen.err


def only(monkeypatch: pytest.MonkeyPatch, *wanted: str) -> None:
    """The self-test with these steps alone: the whole run is tested above."""
    steps = tuple(step for step in self_test.STEPS if step[0] in wanted)
    monkeypatch.setattr(self_test, "STEPS", steps)


def test_the_self_test_draws_the_window_where_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only(monkeypatch, "casebook", "window")

    def grab(shown: self_test.WindowSubject) -> Path:
        assert shown.casebook.is_dir()
        picture = tmp_path / "window.png"
        picture.write_bytes(self_test.PNG)
        return picture

    drawn = typed("--self-test", grab=grab)
    assert drawn.code == 0
    assert "window: drawn" in drawn.out


def test_the_self_test_fails_where_a_library_of_qt_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    only(monkeypatch, "window")
    monkeypatch.setattr(entry, "QT_LIBRARIES", ("libNothing.so.9",))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    seen = typed("--self-test", grab=entry._draw)
    assert seen.code == 1
    assert "libNothing.so.9" in seen.err


WAITING = """
import sys
from landwaiter.__main__ import main

code = main(["--wait-for-turn"])
from PySide6.QtWidgets import QApplication

print(code, QApplication.instance(), *sorted(sys.modules))
"""
"""Starts as the process that waits for its turn; then tells its exit code and what it loaded."""


def test_until_the_sign_in_screen_no_command_decoder_or_maker_of_reports_is_loaded() -> None:
    told = subprocess.run(
        [sys.executable, "-c", WAITING],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    code, shown, *loaded = told.stdout.split()
    assert (code, shown) == ("0", "None"), "nobody told it to begin: it ends, and shows nothing"
    assert "landwaiter.ui.opening.sign_in" in loaded
    slow = {"PIL", "pypdfium2", "reportlab", "openpyxl", "pikepdf", "icalendar", "pyhanko"}
    assert slow.isdisjoint(loaded)
    assert "landwaiter.cli.program.command_table" not in loaded


def test_the_wish_for_the_window_is_read_without_making_the_commands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(_word: str | None = None) -> object:
        raise AssertionError("a window needs none of them")

    monkeypatch.setattr(program, "commands", never)
    assert program.run(["--start"]) == Window(at_start=True)
