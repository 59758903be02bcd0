"""The application from its start to its end, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import landwaiter

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from landwaiter.ui.window.app import run
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.opening.start_screen import StartScreen
from landwaiter.ui.frame.tabs import Tab
from landwaiter.domain.people.preferences import Mode

def begin(drawn, shell, session):
    shell.open_tab(Tab("start", "Start", "cases"), StartScreen, screen="start")
    drawn.jobs.read(lambda: 1, lambda _one: QTimer.singleShot(0, shell.close))

sys.exit(run(["landwaiter"], Settings(Mode.DARK), begin))
"""


def test_the_window_opens_and_closes_without_a_word() -> None:
    sources = str(Path(landwaiter.__file__).parents[1])
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": sources, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = ended.stderr.replace("This plugin does not support propagateSizeHints()", "").strip()
    assert (ended.returncode, said, ended.stdout) == (0, "", "")
