"""A casebook made by the command line itself: once, then copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli import json_keys
from tests.cli.terminal import ADMIN, ANALYST, SAMPLES, Desk, founding, typed
from tests.demonstration import demonstration

__all__ = ["demonstration"]


@pytest.fixture(scope="session", autouse=True)
def _surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No options from outside, logs in a folder of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("CASEBOOK", "USER", "PASSWORD", "NEW_PASSWORD", "STATE", "OFFICE"):
            patch.delenv(f"LANDWAITER_{name}", raising=False)
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="module", autouse=True)
def _json_keys() -> Iterator[None]:
    """No answer in JSON lacks what was always in it."""
    with json_keys.listened():
        yield


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three people, three lists, and the declarations of two sample files."""
    path = tmp_path_factory.mktemp("cli") / "casebook"
    made = typed(
        "casebook", "create", "--casebook", path, "--state", "PL", "--office", "PL1",
        *founding(path.parent), user=ADMIN,
    )  # fmt: skip
    assert made.code == 0, made.err
    desk = Desk(path, ADMIN)
    for file in ("watch_list.csv", "vessel_list.csv"):
        assert desk.types("list", "import", SAMPLES / file).code == 0
    desk.agreed()
    taken = desk.types("intake", SAMPLES / "aes_cc515c.xml", SAMPLES / "declarations.csv")
    assert taken.code == 0, taken.err
    return path


@pytest.fixture
def desk(template: Path, tmp_path: Path) -> Desk:
    """The analyst at a fresh copy of the casebook."""
    return Desk(Path(shutil.copytree(template, tmp_path / "casebook")), ANALYST)


@pytest.fixture
def reader(template: Path) -> Desk:
    """The analyst at the shared casebook, for calls that save nothing."""
    return Desk(template, ANALYST)
