"""The sample office; its commits do not wait for the disk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.services import office as sample

from landwaiter.storage.sqlite import engine


@pytest.fixture
def office(tmp_path: Path) -> Iterator[sample.Office]:
    """A copy of the sample office; its sessions are closed at the end."""
    office = sample.an_office(tmp_path)
    yield office
    office.close()


@pytest.fixture(scope="session", autouse=True)
def _commits_do_not_wait() -> Iterator[None]:
    """Nobody pulls the plug here."""
    hasty = tuple(s.replace("synchronous = FULL", "synchronous = OFF") for s in engine._SETTINGS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_SETTINGS", hasty)
        yield
