"""The frozen set is read by another process than the one that made it, and damage to it is seen."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.frozen_set import TOLD, faults_of
from tests.made_once import made_once

ROOT = Path(__file__).resolve().parents[1]


def _make(folder: Path) -> None:
    made = [sys.executable, "-m", "tests.frozen_set", str(folder)]
    subprocess.run(made, cwd=ROOT, check=True, capture_output=True)


@pytest.fixture(scope="module")
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(request, tmp_path_factory, "frozen-set", _make)


@pytest.mark.thorough
def test_a_set_of_another_process_opens_checks_and_verifies(kept: Path, tmp_path: Path) -> None:
    assert list(faults_of(kept, tmp_path)) == []


@pytest.mark.thorough
def test_what_is_seen_otherwise_is_named(kept: Path, tmp_path: Path) -> None:
    told = (kept / TOLD).read_text(encoding="utf-8")
    (tmp_path / "kept").mkdir()
    for file in kept.iterdir():
        (tmp_path / "kept" / file.name).symlink_to(file)
    changed = tmp_path / "kept" / TOLD
    changed.unlink()
    changed.write_text(told.replace('"reopened"', '"decided"').replace("verdict/1", "verdict/2"))
    assert any("verdict/1" in one for one in faults_of(tmp_path / "kept", tmp_path))
