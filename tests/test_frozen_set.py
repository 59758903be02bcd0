"""What released versions left behind is read as they read it, and damage to it is seen."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.frozen_set import TOLD, faults_of, unpack
from tests.made_once import made_once

ROOT = Path(__file__).resolve().parents[1]
KEPT = sorted((ROOT / "tests" / "kept").glob("*.tar.xz"))


def _make(archive: Path) -> None:
    made = [sys.executable, "-m", "tests.frozen_set", str(archive)]
    subprocess.run(made, cwd=ROOT, check=True, capture_output=True)


@pytest.fixture(params=KEPT, ids=lambda archive: archive.name.removesuffix(".tar.xz"))
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The set of one version."""
    archive: Path = request.param
    return made_once(
        request, tmp_path_factory, archive.name, lambda folder: unpack(archive, folder)
    )


def test_a_released_version_is_kept() -> None:
    assert "0.2.0.tar.xz" in {archive.name for archive in KEPT}


def test_what_a_released_version_left_opens_checks_and_verifies(kept: Path, tmp_path: Path) -> None:
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


@pytest.mark.thorough
def test_a_set_can_be_made_for_the_next_release(tmp_path: Path) -> None:
    """By another process than the one that reads it."""
    archive = tmp_path / "next.tar.xz"
    _make(archive)
    unpack(archive, tmp_path / "next")
    assert list(faults_of(tmp_path / "next", tmp_path)) == []
