"""A bug: the report names places and versions, never what a case says."""

import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from landwaiter.ui.frame.crash import CrashDialog, install_hook, report_of
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.window.app import Crashes

SECRET = "Xi’an Huarui Education Technology"


def a_bug() -> ValueError:
    try:
        raise ValueError(f"cannot read {SECRET}")
    except ValueError as error:
        return error


def test_the_report_names_the_place_and_not_the_case() -> None:
    report = report_of(a_bug())
    assert "ValueError" in report
    assert "test_crash.py" in report
    assert SECRET not in report
    assert "/home" not in report
    assert "/work" not in report


def test_the_report_can_be_copied(application: QApplication, qtbot: QtBot) -> None:
    dialog = CrashDialog(a_bug())
    qtbot.addWidget(dialog)
    dialog.copy_report()
    assert QGuiApplication.clipboard().text() == dialog.report


def test_a_second_bug_does_not_cover_the_first(shell: Shell) -> None:
    logged: list[BaseException] = []
    crashes = Crashes(shell, logged.append)
    crashes.tell(a_bug())
    first = crashes.shown
    crashes.tell(a_bug())
    assert crashes.shown is first
    assert len(logged) == 2
    assert first is not None
    first.accept()
    assert crashes.shown is None


def test_an_error_nobody_caught_reaches_the_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    install_hook(told.append)
    bug = a_bug()
    sys.excepthook(type(bug), bug, bug.__traceback__)
    assert told == [bug]
