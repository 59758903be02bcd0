"""Shared fixtures."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def testdata() -> Path:
    """The folder of other people's real files, or a skip that says why."""
    folder = os.environ.get("LANDWAITER_TESTDATA")
    if not folder:
        pytest.skip("LANDWAITER_TESTDATA is not set: no third-party data to test on")
    path = Path(folder)
    if not path.is_dir():
        pytest.fail(f"LANDWAITER_TESTDATA names no folder: {path}")
    return path
