"""The sample casebook, closed and open."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.storage import sample

from landwaiter.storage import keys
from landwaiter.storage.casebook import Casebook


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sample.a_casebook(tmp_path)


@pytest.fixture
def casebook(path: Path) -> Iterator[Casebook]:
    """The sample, opened by its administrator."""
    with sample.opened(path) as casebook:
        yield casebook


@pytest.fixture(scope="session", autouse=True)
def _passwords_stretched_once() -> Iterator[None]:
    """Argon2id takes a fifth of a second by design: each password and salt pays it once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_stretched", cache(keys._stretched))
        yield
    sample.remove_template()
