"""A verdict is the same bytes in any process, whatever its hash seed, time zone and language."""

import os
import subprocess
import sys
import tarfile
from pathlib import Path

from tests.test_frozen import FROZEN, PASSWORD

CHILD = Path(__file__).with_name("same_bytes_child.py")
DESKTOP = Path(__file__).resolve().parents[1] / "desktop"
SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
    {
        "PYTHONHASHSEED": "4242",
        "TZ": "America/Adak",
        "LANG": "pl_PL.UTF-8",
        "LC_ALL": "pl_PL.UTF-8",
    },
)


def told(casebook: Path, user: str, password: str) -> list[str]:
    """What each surrounding prints of every case."""
    return [
        subprocess.run(
            [sys.executable, str(CHILD), str(casebook), user, password],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(DESKTOP), **surrounding},
        ).stdout.decode()
        for surrounding in SURROUNDINGS
    ]


def test_a_casebook_of_an_earlier_version_is_judged_to_the_same_bytes(tmp_path: Path) -> None:
    for folder in sorted(f for f in FROZEN.iterdir() if f.is_dir()):
        place = tmp_path / folder.name
        with tarfile.open(folder / "casebook.tar") as archive:
            archive.extractall(place, filter="data")
        one, other = told(place / "casebook", "anna", PASSWORD)
        assert one == other
        assert "PL1-2026-000003" in one
