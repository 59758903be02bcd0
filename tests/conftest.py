"""Shared fixtures."""

import gc
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests import paid_once
from tests.translation import said

from landwaiter.storage.sqlite import engine

if TYPE_CHECKING:
    from tests.services.sample_office import Office


def pytest_collection_finish() -> None:
    """What stands once all tests are known stays: to look through it again is a tenth of a run."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _paid_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        paid_once.everything(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def _texts_are_noted() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        said.watch(patch)
        yield


@pytest.fixture(autouse=True)
def _each_text_is_gathered() -> Iterator[None]:
    """For translators: “python -m installer.translations extract” gathers what is marked."""
    yield
    assert not said.missed()


@pytest.fixture(scope="session", autouse=True)
def _commits_do_not_wait() -> Iterator[None]:
    """Nobody pulls the plug here: what is killed are processes, with settings of their own."""
    hasty = tuple(s.replace("synchronous = FULL", "synchronous = OFF") for s in engine._SETTINGS)
    assert hasty != tuple(engine._SETTINGS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_SETTINGS", hasty)
        yield


@pytest.fixture(scope="session", autouse=True)
def _a_profile_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For what is made for more than one test: nothing is kept in the profile of the account."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state"))
        yield


@pytest.fixture(autouse=True)
def _a_machine_that_has_seen_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Copies of one casebook go different ways in different tests; their children see it too."""
    home = tmp_path_factory.getbasetemp() / f"state-{next(_MACHINES)}"
    monkeypatch.setenv("XDG_STATE_HOME", str(home))


_MACHINES = count()


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


@pytest.fixture
def office(tmp_path: Path) -> Iterator["Office"]:
    """A fresh copy of the sample office, closed afterwards."""
    from tests.services.sample_office import an_office  # noqa: PLC0415  # few tests want it

    made = an_office(tmp_path)
    yield made
    made.close()
