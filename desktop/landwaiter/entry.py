"""Where a person comes in: the window without a command, else the command line."""

import ctypes
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from landwaiter.cli.base import bug_log
from landwaiter.cli.base.answer import Window
from landwaiter.cli.base.output import complain
from landwaiter.cli.program.program import DONE, REFUSED, run
from landwaiter.errors import Unavailable
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.demo.self_test import WindowSubject

QT_LIBRARIES = (
    "libEGL.so.1",
    "libGL.so.1",
    "libglib-2.0.so.0",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
    "libxkbcommon.so.0",
)
"""What Qt loads from a Linux system."""
X11_LIBRARIES = (
    "libX11-xcb.so.1",
    "libxcb-cursor.so.0",
    "libxcb-icccm.so.4",
    "libxcb-keysyms.so.1",
    "libxcb-shape.so.0",
    "libxcb-xkb.so.1",
    "libxkbcommon-x11.so.0",
)
"""Needed besides where the window is shown under X11."""


def let_in(argv: Sequence[str] | None = None) -> int:
    """The exit code; a command that wants the window gets it here."""
    outcome = run(argv, grab=_draw)
    return _open_window(outcome) if isinstance(outcome, Window) else outcome


def wait_for_turn(source: IO[bytes] | None = None) -> int:
    """Load the window, then wait for the arguments to begin with; ends where none come.

    Nothing is opened and nothing shown before.
    """
    with _loading():
        from landwaiter.ui.frame.fresh_process import turn_told  # noqa: PLC0415 (Qt is slow to load)
        from landwaiter.ui.window import app, window_opening  # noqa: F401, PLC0415

    turn = turn_told(source or sys.stdin.buffer)
    return DONE if turn is None else let_in(turn)


def _open_window(wish: Window) -> int:
    refusal = why_no_window()
    if not refusal:
        try:
            with _loading():
                from landwaiter.ui.frame.fresh_process import Successor  # noqa: PLC0415
                from landwaiter.ui.kit.window_settings import load_settings, settings_file  # noqa: PLC0415
                from landwaiter.ui.window.app import run as run_window  # noqa: PLC0415 (Qt is slow to load)
                from landwaiter.ui.window.window_opening import open_room  # noqa: PLC0415
        except ImportError as error:
            refusal = _("The window cannot be opened: {reason}.").format(reason=error)
    if refusal:
        complain(refusal)
        return DONE if wish.after_all else REFUSED
    file = settings_file()
    known = load_settings(file)
    successor = Successor(wish.language)
    return run_window(
        sys.argv[:1],
        known,
        lambda drawn, shell, session: open_room(
            shell,
            drawn.jobs,
            casebook=wish.casebook,
            user=wish.user,
            settings=drawn.settings,
            file=file,
            leave=successor.take_over,
            stand_by=successor.stand_by,
            at_start=wish.at_start,
            drawing=drawn,
            session=session,
        ),
        log=_logged,
        asked=wish.language,
    )


@contextmanager
def _loading() -> Iterator[None]:
    """Without a search for garbage in what is loaded, then or later: a sixth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _draw(shown: "WindowSubject") -> Path:
    """The window as a picture, for the self-test; without a display Qt draws in memory.

    Unavailable where one of Qt's libraries is missing: the program is then not whole.
    """
    if sys.platform.startswith("linux") and not _for_the_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    refusal = why_no_window()
    if refusal:
        raise Unavailable(refusal, remedy=_("Install the packages that bring them."))
    from landwaiter.ui.window.self_portrait import grab  # noqa: PLC0415 (Qt is slow to load)

    return grab(
        shown.casebook,
        shown.user,
        shown.password,
        shown.folder / "window.png",
        reference=shown.reference,
    )


def _logged(error: BaseException) -> None:
    bug_log.write_down(error)


def why_no_window() -> str:
    """Empty where this system can show a window, else one sentence that says what is missing."""
    if not sys.platform.startswith("linux"):
        return ""
    wanted = QT_LIBRARIES if os.environ.get("QT_QPA_PLATFORM") else _for_the_display()
    if not wanted:
        return _("The window cannot be opened: there is no display. Use a command instead.")
    missing = [name for name in wanted if not _loads(name)]
    if not missing:
        return ""
    return _("The window cannot be opened: these libraries are missing: {names}.").format(
        names=", ".join(missing)
    )


def _for_the_display() -> tuple[str, ...]:
    """Libraries for the display there is; none where there is no display."""
    if os.environ.get("WAYLAND_DISPLAY"):
        return QT_LIBRARIES
    return (*QT_LIBRARIES, *X11_LIBRARIES) if os.environ.get("DISPLAY") else ()


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
