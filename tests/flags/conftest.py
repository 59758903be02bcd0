"""Casebooks shared by the examples of a file."""

from collections.abc import Iterator

import pytest
from tests.flags.driver import Offices


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    """Closed at the end of the run."""
    made = Offices(tmp_path_factory.mktemp("flags"))
    yield made
    made.close()
