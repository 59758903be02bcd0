"""The interceptor of `shim.c`: made with the system's C compiler, loaded before everything else."""

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from tempfile import mkdtemp

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(__file__).with_name("shim.c")
LOADED = "LANDWAITER_FAULT_SHIM"
"""Names the library in the environment of a process that has it."""
CALLS = {"w": "write", "s": "fsync", "r": "rename", "t": "truncate", "u": "unlink"}


class How(IntEnum):
    """What happens at the chosen call; the numbers are those of `shim.c`."""

    COUNT = 0
    KILL_BEFORE = 1
    KILL_HALF = 2
    KILL_AFTER = 3
    FAIL_ONCE = 4
    FAIL_FROM_HERE = 5


KILLS = (How.KILL_BEFORE, How.KILL_HALF, How.KILL_AFTER)


@dataclass(frozen=True, slots=True)
class Fault:
    """At the call `at` (from 0) below `folder`, `how`; `error` is the errno of a failing call."""

    folder: Path
    at: int = -1
    how: How = How.COUNT
    error: int = 0


def why_not() -> str:
    """Why nothing can be intercepted here, as a sentence; empty when it can."""
    if sys.platform != "linux":
        return "Calls are intercepted on Linux only."
    if not _compiler():
        return "There is no C compiler (cc or gcc) to make the interceptor with."
    return ""


def _compiler() -> str | None:
    return shutil.which("cc") or shutil.which("gcc")


def built(library: Path) -> Path:
    """The interceptor, made at this path."""
    options = ["-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run([str(_compiler()), *options], check=True)
    return library


def restart_with(argv: list[str]) -> None:
    """Replace this process by `python argv` with the interceptor loaded; returns when it is."""
    if LOADED in os.environ:
        return
    library = built(Path(mkdtemp(prefix="landwaiter-shim-")) / "shim.so")
    loaded = {**os.environ, LOADED: str(library), "LD_PRELOAD": str(library)}
    os.execve(sys.executable, [sys.executable, *argv], loaded)  # noqa: S606  # ourselves again


def arm(fault: Fault) -> None:
    """From now on calls of this process are counted and the fault waits."""
    _library().lw_arm(os.fsencode(fault.folder), fault.at, int(fault.how), fault.error)


def disarm() -> str:
    """The calls seen since `arm`, one letter each; nothing is intercepted any more."""
    library = _library()
    library.lw_disarm()
    return "".join(library.lw_call(number).decode() for number in range(library.lw_seen()))


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(os.environ[LOADED])
    library.lw_arm.argtypes = (ctypes.c_char_p, ctypes.c_long, ctypes.c_int, ctypes.c_int)
    library.lw_call.argtypes = (ctypes.c_long,)
    library.lw_call.restype = ctypes.c_char
    library.lw_seen.restype = ctypes.c_long
    return library
