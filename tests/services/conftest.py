"""The sample office, and what is slow by design paid once."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.services import office as sample

from landwaiter.storage import keys
from landwaiter.storage.sqlite import engine


@pytest.fixture
def office(tmp_path: Path) -> Iterator[sample.Office]:
    """A copy of the sample office; its sessions are closed at the end."""
    office = sample.an_office(tmp_path)
    yield office
    office.close()


@pytest.fixture(scope="session", autouse=True)
def _slow_by_design_only_once() -> Iterator[None]:
    """Argon2id takes a fifth of a second by design: each password and salt pays it once.

    Nobody pulls the plug here, so a commit does not wait for the disk.
    """
    hasty = tuple(s.replace("synchronous = FULL", "synchronous = OFF") for s in engine._SETTINGS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_stretched", cache(keys._stretched))
        patch.setattr(engine, "_SETTINGS", hasty)
        yield
