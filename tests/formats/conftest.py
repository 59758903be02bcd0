"""Our own sample files."""

from pathlib import Path

import pytest

from landwaiter.resources import root


@pytest.fixture(scope="session")
def samples() -> Path:
    folder = root() / "samples"
    assert isinstance(folder, Path)
    return folder
