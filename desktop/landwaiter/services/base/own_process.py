"""How this program starts itself for one task, and what such a process is told."""

import os
import sys
from pathlib import Path


def command(argument: str) -> list[str]:
    """This program with an argument: installed, frozen or from a checkout."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-P", "-m", "landwaiter", argument]
    program = Path(sys.executable)
    if sys.platform == "win32":  # the program of the window has no standard input there
        program = program.with_name("landwaiter.exe")
    return [str(program), argument]


def surroundings() -> dict[str, str]:
    """What the process is told of its surroundings: where the program lies, and no password."""
    kept = ("SYSTEMROOT", "LD_LIBRARY_PATH", "PATH")
    known = {name: os.environ[name] for name in kept if name in os.environ}
    return {**known, "PYTHONPATH": str(Path(__file__).parents[3])}


def processors() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
