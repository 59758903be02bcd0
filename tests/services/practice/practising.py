"""The training casebook, made once for the run; tests that work in it take copies."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.made_once import made_once

from landwaiter.services.demo.practice_making import make_practice

NOON = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
"""When it is made."""
TRAINEE, PASSWORD = "Trainee", "practice password of the trainee"


@pytest.fixture(scope="session")
def practice_casebook(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The casebook as it is made; it is nobody's to open."""
    return made_once(request, tmp_path_factory, "practice", _make) / "practice" / "casebook"


def _make(folder: Path) -> None:
    make_practice(folder / "practice", say=lambda line: None, now=lambda: NOON)
