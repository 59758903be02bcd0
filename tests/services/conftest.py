"""The sample office."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.demonstration import demonstration
from tests.services import sample_office as sample

from landwaiter.services.hits import rescreening

__all__ = ["demonstration"]


@pytest.fixture(scope="session", autouse=True)
def _no_turn_is_left_to_others() -> Iterator[None]:
    """Nobody waits for one here: who does is another process, with settings of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rescreening, "_OTHERS_TURN_S", 0.0)
        yield


@pytest.fixture
def office(tmp_path: Path) -> Iterator[sample.Office]:
    """A copy of the sample office; its sessions are closed at the end."""
    office = sample.an_office(tmp_path)
    yield office
    office.close()
