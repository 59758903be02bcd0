"""The sample casebook, closed and open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from landwaiter.storage.casebook import Casebook
from tests.storage import sample


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sample.a_casebook(tmp_path)


@pytest.fixture
def casebook(path: Path) -> Iterator[Casebook]:
    """The sample, opened by its administrator."""
    with sample.opened(path) as casebook:
        yield casebook


@pytest.fixture(scope="session", autouse=True)
def _clean_up() -> Iterator[None]:
    yield
    sample.remove_template()
