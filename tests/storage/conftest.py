"""The sample casebook, closed and open."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.storage import sample

from landwaiter.storage.casebook import Casebook


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sample.a_casebook(tmp_path)


@pytest.fixture
def casebook(path: Path) -> Iterator[Casebook]:
    """The sample, opened by its administrator."""
    with sample.opened(path) as casebook:
        yield casebook
