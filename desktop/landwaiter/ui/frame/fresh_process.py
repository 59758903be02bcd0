"""A fresh process asks for the password; the one that held the keys ends."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication

_SECRET = ("LANDWAITER_PASSWORD", "LANDWAITER_NEW_PASSWORD")
_WINDOWS = sys.platform == "win32"
_DETACHED = 0x00000008 | 0x00000200
"""DETACHED_PROCESS and CREATE_NEW_PROCESS_GROUP of Windows."""


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
    try:
        subprocess.Popen(  # noqa: S603  # the program itself
            command(casebook, user, language),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            creationflags=_DETACHED if _WINDOWS else 0,
            start_new_session=not _WINDOWS,
        )
    finally:
        QApplication.exit(0)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _SECRET}
    # A frozen program would take the folder of its parent for its own.
    return {**kept, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
