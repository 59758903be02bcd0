"""A fresh process asks for the password; the one that held the keys ends.

The fresh one is started beforehand, while somebody works: it loads the window, has no key and no
casebook, and waits for its turn on a pipe. So the window is there at once when this process ends,
and this one never stays for it. It costs the memory of what it has loaded.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from landwaiter.services.base.program_arguments import WAIT_FOR_TURN

_SECRET = ("LANDWAITER_PASSWORD", "LANDWAITER_NEW_PASSWORD")
_WINDOWS = sys.platform == "win32"
_DETACHED = 0x00000008 | 0x00000200
"""DETACHED_PROCESS and CREATE_NEW_PROCESS_GROUP of Windows."""
STAND_BY_AFTER_MS = 20_000
"""Until then what follows on signing in is read, and has the computer for itself."""


class Successor:
    """The process after this one; `language` was asked for when this one was started."""

    def __init__(self, language: str | None = None, *, after_ms: int = STAND_BY_AFTER_MS) -> None:
        self._language, self._after_ms = language, after_ms
        self._waiting: subprocess.Popen[bytes] | None = None
        self._is_due = False

    def stand_by(self) -> None:
        """Have a process wait for its turn before long; it ends by itself with this one."""
        if not self._is_due:
            self._is_due = True
            QTimer.singleShot(self._after_ms, self._begin_waiting)

    def take_over(self, casebook: Path | None, user: str) -> None:
        """Let the fresh process begin, then end this one, whatever window or question is open.

        This one ends even where no other can be started: the keys go in any case.
        """
        turn = arguments(casebook, user, self._language)
        try:
            if not self._is_told(turn):
                _started(turn, stdin=subprocess.DEVNULL)
        finally:
            QApplication.exit(0)

    def _begin_waiting(self) -> None:
        with suppress(OSError):  # then one is started when its turn has come
            self._waiting = _started((WAIT_FOR_TURN,), stdin=subprocess.PIPE)

    def _is_told(self, turn: Sequence[str]) -> bool:
        """Whether a process waited, and has heard with which arguments it begins."""
        waiting, self._waiting = self._waiting, None
        if waiting is None or waiting.stdin is None or waiting.poll() is not None:
            return False
        try:
            with waiting.stdin as pipe:
                pipe.write(json.dumps(turn).encode() + b"\n")
        except OSError:
            return False
        return True


def arguments(casebook: Path | None, user: str, language: str | None = None) -> tuple[str, ...]:
    """Of the window at the sign-in screen of the casebook, or at the start screen.

    In the language that was asked for when this process was started.
    """
    spoken = ("--language", language) if language else ()
    if casebook is None:
        return (*spoken, "--start")
    return (*spoken, "--casebook", str(casebook), "--user", user)


def turn_told(source: IO[bytes]) -> list[str] | None:
    """The arguments to begin with, once they are told; None where the process before just ended."""
    line = source.readline()
    return [str(one) for one in json.loads(line)] if line.endswith(b"\n") else None


def _started(given: Sequence[str], *, stdin: int) -> "subprocess.Popen[bytes]":
    """The program itself, in a process that outlives this one."""
    frozen = getattr(sys, "frozen", False)
    program = (sys.executable,) if frozen else (sys.executable, "-m", "landwaiter")
    return subprocess.Popen(  # noqa: S603  # the program itself
        (*program, *given),
        stdin=stdin,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=_DETACHED if _WINDOWS else 0,
        start_new_session=not _WINDOWS,
    )


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _SECRET}
    # A frozen program would take the folder of its parent for its own.
    return {**kept, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
