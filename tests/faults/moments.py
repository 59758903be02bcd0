"""Moments at which a process can be killed: a child counts them, or is killed at one of them.

A child is forked where it may begin as this process stands, or is a Python of its own where its
start, its threads or its connections are part of what is tried.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from unittest import mock

from tests.faults.shim import ROOT

from landwaiter.storage.audit.unit_of_work import UnitOfWork


class Moments:
    """Counts them, and kills this process at the `at`-th; 0 is none of them."""

    def __init__(self, at: int = 0) -> None:
        self.at, self.count = at, 0

    def passed(self, *_given: object) -> None:
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def at_commits(self, deed: str = "") -> None:
        """From now on before and after each commit, or each of this deed."""
        complete = UnitOfWork.complete

        def counted(work: UnitOfWork, commit: Callable[[], None]) -> None:
            if deed and work.deed != deed:
                complete(work, commit)
                return
            self.passed()
            complete(work, commit)
            self.passed()

        mock.patch.object(UnitOfWork, "complete", counted).start()


def run_in_child(work: Callable[[], object]) -> int:
    """The status of a forked child that did the work; 0 when it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001  # the child of a test must never return into pytest
            os._exit(9)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return status


def moments_of(work: Callable[[Moments], object]) -> int:
    """How many moments the work has in a forked child that nobody kills."""
    told, tells = os.pipe()

    def counted() -> None:
        moments = Moments()
        work(moments)
        os.write(tells, str(moments.count).encode())

    assert run_in_child(counted) == 0
    os.close(tells)
    with os.fdopen(told) as answer:
        return int(answer.read())


def killed_at(work: Callable[[Moments], object], moment: int) -> None:
    """The work in a forked child, which is killed at this moment of it."""
    assert run_in_child(lambda: work(Moments(moment))) == signal.SIGKILL


def in_own_python(module: str, *names: str | Path, at: int = 0) -> int:
    """The module run with these names and a number: how many moments it tells; 0 where it was
    killed at its `at`-th.
    """
    paths = os.pathsep.join([str(ROOT / "desktop"), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, names), str(at)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (-signal.SIGKILL if at else 0), done.stderr
    return int(done.stdout or 0)


def some_of(moments: int, number: int, *, seed: int) -> Iterator[int]:
    """So many of them, in their order; the same for the same seed."""
    chance = Random(seed)  # noqa: S311  # moments to repeat, not secrets
    yield from sorted(chance.sample(range(1, moments + 1), number))
