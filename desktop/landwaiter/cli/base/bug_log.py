"""Where bugs are written down: what and where, never with a value of a case."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import logging
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from landwaiter import __version__
from landwaiter.whole_file import owner_alone

_MOST_BYTES = 256 * 1024
_KEPT = 3


def log_file() -> Path:
    """Outside of every casebook, in the place this system keeps logs of programs."""
    from platformdirs import user_log_path

    return user_log_path("landwaiter", appauthor=False) / "landwaiter.log"


def write_down(error: BaseException) -> Path | None:
    """The file that now tells of the error; None where nothing can be written."""
    file = log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = _Log(file, maxBytes=_MOST_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    record = logging.LogRecord("landwaiter", logging.ERROR, "", 0, "%s", (report_of(error),), None)
    try:
        handler.emit(record)
    finally:
        handler.close()
    return file


class _Log(RotatingFileHandler):
    """A log that its owner alone can read, and each file that it goes on in."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding="utf-8", opener=owner_alone)


def report_of(error: BaseException) -> str:
    """Version, types of the error and its causes, and the places they came through."""
    lines = [f"landwaiter {__version__}"]
    cause: BaseException | None = error
    while cause is not None and len(lines) < 200:
        lines.append(type(cause).__qualname__)
        lines += [
            f"  {_module(frame.filename)}:{frame.lineno}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)


def _module(filename: str) -> str:
    """The path inside the package or library; the rest names a user's folders."""
    parts = filename.replace("\\", "/").split("/")
    for anchor in ("site-packages", "landwaiter"):
        if anchor in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(anchor) :])
    return parts[-1]
