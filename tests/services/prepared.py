"""Offices in which something was done already: done once, and copied for each test."""

import atexit
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from tests.services.sample_office import Clock, Office, an_office

Doing = Callable[[Office], object]


@cache
def _done(doing: Doing) -> tuple[Path, datetime]:
    """The folder of the casebook after it, never written again, and the time it was then."""
    folder = Path(mkdtemp(prefix="landwaiter-prepared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    office = an_office(folder)
    try:
        doing(office)
    finally:
        office.close()
    return folder, office.clock.at


def office_after(doing: Doing, folder: Path) -> Office:
    """A fresh copy in `folder` of the sample office after `doing`, nobody signed in."""
    done, at = _done(doing)
    return Office(Path(shutil.copytree(done / "casebook", folder / "casebook")), Clock(at))


def prepared(doing: Doing) -> Any:
    """A fixture that gives such a copy; its sessions are closed at the end.

    What `doing` gives is not handed on, and files that it writes beside the casebook are not there.
    """

    @pytest.fixture
    def office(tmp_path: Path) -> Iterator[Office]:
        made = office_after(doing, tmp_path)
        yield made
        made.close()

    return office
