"""The sample office."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.demonstration import demonstration
from tests.services import office as sample

__all__ = ["demonstration"]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[sample.Office]:
    """A copy of the sample office; its sessions are closed at the end."""
    office = sample.an_office(tmp_path)
    yield office
    office.close()
