"""A verdict is the same bytes in any process, whatever its hash seed, time zone and language."""

import os
import subprocess
import sys
from pathlib import Path

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
