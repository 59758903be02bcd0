"""What other processes of the same user cannot see."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from landwaiter.process import take_secret

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
DESKTOP = Path(__file__).resolve().parents[1] / "desktop"
SECRET = "a sentence nobody else may read"


def told(code: str, **environment: str) -> list[str]:
    """The lines a process of its own prints; it has read the code before it begins."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(DESKTOP), **environment},
    )
    return done.stdout.splitlines()


def test_a_process_dumps_no_core_and_is_closed_to_other_processes_of_its_user() -> None:
    before, after, soft, hard = told(
        "import ctypes, resource\n"
        "dumpable = lambda: ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)\n"
        "print(dumpable())\n"
        "from landwaiter.process import shield\n"
        "shield()\n"
        "print(dumpable())\n"
        "print(*resource.getrlimit(resource.RLIMIT_CORE), sep='\\n')\n"
    )
    assert before == "1"
    assert (after, soft, hard) == ("0", "0", "0")


@pytest.mark.skipif(os.geteuid() != 0, reason="changes its user, which root may")
def test_another_process_of_the_same_user_reads_neither_memory_nor_environment() -> None:
    code = (
        "import ctypes, os, resource, subprocess\n"
        "from landwaiter.process import shield\n"
        "os.setuid(65534)\n"
        "ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)\n"  # a change of user shuts it: open it again
        "{shield}\n"
        "look = 'for name in mem environ maps; do (exec < /proc/%d/$name) 2> /dev/null'\n"
        "look += ' && echo $name open || echo $name refused; done'\n"
        "subprocess.run(['/bin/sh', '-c', look % os.getpid()], check=True)\n"
    )
    names = ("mem", "environ", "maps")
    assert told(code.format(shield="pass")) == [f"{name} open" for name in names]
    assert told(code.format(shield="shield()")) == [f"{name} refused" for name in names]


def test_a_secret_is_taken_out_of_the_environment_and_out_of_what_the_system_shows() -> None:
    taken, left, shown, child = told(
        "import os, subprocess\n"
        "from pathlib import Path\n"
        "from landwaiter.process import take_secret\n"
        "print(take_secret('LANDWAITER_PASSWORD'))\n"
        "print(os.environ.get('LANDWAITER_PASSWORD'))\n"
        f"print({SECRET!r} in Path('/proc/self/environ').read_text())\n"
        "print(subprocess.run(['/usr/bin/env'], capture_output=True, text=True)"
        f".stdout.count({SECRET!r}))\n",
        LANDWAITER_PASSWORD=SECRET,
    )
    assert (taken, left, shown, child) == (SECRET, "None", "False", "0")


def test_a_variable_that_is_not_there_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LANDWAITER_PASSWORD", raising=False)
    assert take_secret("LANDWAITER_PASSWORD") is None
    monkeypatch.setenv("LANDWAITER_PASSWORD", "")
    assert take_secret("LANDWAITER_PASSWORD") is None
