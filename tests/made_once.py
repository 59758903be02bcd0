"""What takes long to make and is only read: made by the process of a run that asks for it first."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from landwaiter.storage.keys.lock import try_lock


def made_once(
    request: pytest.FixtureRequest,
    factory: pytest.TempPathFactory,
    name: str,
    make: Callable[[Path], None],
) -> Path:
    """The folder `name` that `make` has filled, shared by all processes of the run.

    Whoever would change anything in it takes a copy.
    """
    own = factory.getbasetemp()
    # The processes of pytest-xdist have their folders beside each other in one of the whole run.
    home = own.parent if hasattr(request.config, "workerinput") else own
    folder, done = home / name, home / f"{name}.done"
    with _alone(home / f"{name}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # left by a process that failed
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Holds the lock, which ends with the process at the latest."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while not try_lock(descriptor, exclusive=True):
            time.sleep(0.05)
        yield
    finally:
        os.close(descriptor)
