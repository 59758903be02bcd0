"""A fresh process asks for the password; the one that held the keys ends.

It ends once the window of the other is shown, so that the screen is never empty, and soon anyway.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

_SECRET = ("LANDWAITER_PASSWORD", "LANDWAITER_NEW_PASSWORD")
_WINDOWS = sys.platform == "win32"
_DETACHED = 0x00000008 | 0x00000200
"""DETACHED_PROCESS and CREATE_NEW_PROCESS_GROUP of Windows."""
_TELLS = "LANDWAITER_TELLS_SHOWN"
"""In the environment of a process that is waited for."""
_OUTPUT = 1
LONGEST_S = 15.0
"""So long the window of the other is waited for: only ending the process forgets its keys."""
_LOOKS_MS = 50


def command(casebook: Path | None, user: str, language: str | None = None) -> Sequence[str]:
    """What starts the window at the sign-in screen of the casebook, or at the start screen.

    In the language that was asked for when this process was started.
    """
    frozen = getattr(sys, "frozen", False)
    program = (sys.executable,) if frozen else (sys.executable, "-m", "landwaiter")
    spoken = ("--language", language) if language else ()
    if casebook is None:
        return (*program, *spoken, "--start")
    return (*program, *spoken, "--casebook", str(casebook), "--user", user)


def leave_to_successor(casebook: Path | None, user: str, *, language: str | None = None) -> None:
    """Start the fresh process, then end this one, whatever window or question is open.

    This one ends even where no other can be started: the keys go in any case.
    """
    successor = None
    try:
        successor = subprocess.Popen(  # noqa: S603  # the program itself
            command(casebook, user, language),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env=_environment(),
            creationflags=_DETACHED if _WINDOWS else 0,
            start_new_session=not _WINDOWS,
        )
    finally:
        if successor is None:
            QApplication.exit(0)
        else:
            _leave_once_shown(successor)


def _leave_once_shown(successor: "subprocess.Popen[bytes]") -> None:
    """End this process when the other says that its window is shown, or has ended itself."""
    told = Event()

    def listen() -> None:
        if successor.stdout is not None:
            os.read(successor.stdout.fileno(), 1)
        told.set()

    Thread(target=listen, name="successor", daemon=True).start()
    until = time.monotonic() + LONGEST_S
    timer = QTimer(QApplication.instance(), interval=_LOOKS_MS)

    def look() -> None:
        if told.is_set() or time.monotonic() >= until:
            timer.stop()
            QApplication.exit(0)

    timer.timeout.connect(look)
    timer.start()


def tell_shown() -> None:
    """To the process before, where one waits for the window of this one; said once."""
    if os.environ.pop(_TELLS, None) is None:
        return
    with suppress(OSError):
        os.write(_OUTPUT, b"\n")
        # Nobody reads there any more.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _OUTPUT)
        os.close(nowhere)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _SECRET}
    # A frozen program would take the folder of its parent for its own.
    return {**kept, _TELLS: "1", "PYINSTALLER_RESET_ENVIRONMENT": "1"}
