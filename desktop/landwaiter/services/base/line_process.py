"""This program started again as a process that answers each line with one.

It ends when its input does, so it never outlives who started it.
"""

import subprocess
from contextlib import suppress

from landwaiter.services.base.own_process import command, surroundings


class EarlyEnd(OSError):
    """The process has ended before it answered."""


class LineProcess:
    """One such process; what is told first may hold a key: it stands in no argument, no file and
    no variable of the surroundings."""

    def __init__(self, argument: str, first: bytes) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # this very program, a fixed argument
            command(argument),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
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
