"""This program started again as a process that answers each line with one.

It ends when its input does, so it never outlives who started it.
"""

import os
import subprocess
import sys
from contextlib import suppress
from typing import Final

from landwaiter.services.base.own_process import command, surroundings

_LOWER: Final = 10
"""Steps of priority below who started it."""


class EarlyEnd(OSError):
    """The process has ended before it answered."""


class LineProcess:
    """One such process; what is told first may hold a key: it stands in no argument, no file and
    no variable of the surroundings.

    Its priority is lower than that of the program, where a person may wait, or a lock be held.
    """

    def __init__(self, argument: str, first: bytes) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # this very program, a fixed argument
            command(argument),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings(),
            creationflags=_flags(),
        )
        if sys.platform != "win32":
            with suppress(OSError):  # it has ended already: who asks it is told
                lower = os.getpriority(os.PRIO_PROCESS, 0) + _LOWER
                os.setpriority(os.PRIO_PROCESS, self._process.pid, lower)
        self._tell(first)

    def answer(self, line: bytes) -> bytes:
        """What it says to a line; EarlyEnd where it has ended."""
        self._tell(line)
        assert self._process.stdout is not None  # noqa: S101  # a pipe was asked for
        told = self._process.stdout.readline()
        if not told.endswith(b"\n"):
            raise EarlyEnd
        return told

    def close(self) -> None:
        """End it at once: what it is working on is not wanted any more."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        self._process.wait()

    def _tell(self, line: bytes) -> None:
        assert self._process.stdin is not None  # noqa: S101  # a pipe was asked for
        try:
            self._process.stdin.write(line + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError) as error:  # the latter of a pipe that was closed
            raise EarlyEnd from error


def _flags() -> int:
    """How Windows is to start it; elsewhere nothing."""
    if sys.platform != "win32":
        return 0
    return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
