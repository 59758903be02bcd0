"""The sample casebook, closed and open."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.storage import sample

from landwaiter.storage.casebook.lifecycle import Casebook


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sample.a_casebook(tmp_path)


@pytest.fixture
def casebook(path: Path) -> Iterator[Casebook]:
    """The sample, opened by its administrator."""
    with sample.opened(path) as casebook:
        yield casebook


@pytest.fixture
def another_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[], None]:
    """From its call on, nothing of what happens here has been seen before."""
    return lambda: monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another-profile"))
