"""After locking no process is left that holds the keys: two real processes, seen from outside."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.faults.locked_window import DRAFT_KEY
from tests.faults.shim import ROOT
from tests.storage import sample
from tests.storage.sample import ANALYST, PASSWORDS

from landwaiter.services.office import office_settings
from landwaiter.services.table.sessions import every_handler
from landwaiter.services.warm.session import Session
from landwaiter.storage.keys import casebook_keys
from landwaiter.storage.keys.key_file import read_key_file
from landwaiter.ui.frame.locking import TABS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
DRAFT = "Mersey Lathe Works asked twice about the spindle"
PATIENCE_S = 60


def command_lines() -> dict[int, str]:
    """What runs, by process id."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
                if line:
                    found[int(entry.name)] = line.decode(errors="replace")
    return found


def holders(path: Path) -> set[int]:
    """Processes that have the database of this casebook open."""
    found = set()
    for entry in Path("/proc").iterdir():
        with suppress(OSError):
            if entry.name.isdecimal() and any(
                str(link.readlink()).startswith(str(path / "casebook.db"))
                for link in (entry / "fd").iterdir()
            ):
                found.add(int(entry.name))
    return found


def memory_holds(process: int, *secrets: bytes) -> list[bytes]:
    """Which of them stand somewhere in the writable memory of a process."""
    left = set(secrets)
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text().splitlines():
            span, rights = line.split()[:2]
            if rights.startswith("rw"):
                begin, end = (int(part, 16) for part in span.split("-"))
                with suppress(OSError, ValueError, OverflowError):
                    memory.seek(begin)
                    content = memory.read(end - begin)
                    left -= {secret for secret in left if secret in content}
    return sorted(set(secrets) - left)


def wait_for(what: str, claim: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not claim():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.1)


@pytest.fixture
def window(path: Path, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A window in which the analyst works, until a line is written to it."""
    secrets = tmp_path / "secrets"
    secrets.write_text(f"{PASSWORDS[ANALYST]}\n{DRAFT}\n", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.locked_window", str(path), ANALYST, str(secrets)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "desktop"), str(ROOT)]),
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "XDG_STATE_HOME": str(tmp_path / "state"),
        },
    )
    yield process
    process.kill()
    process.communicate()
    for number, line in command_lines().items():
        if f"--casebook {path} " in line:
            os.kill(number, signal.SIGKILL)


def test_the_process_with_the_keys_ends_and_a_fresh_one_asks_for_the_password(
    window: "subprocess.Popen[str]", path: Path
) -> None:
    assert window.stdin is not None
    assert window.stdout is not None
    unlocked = casebook_keys.unlock(read_key_file(path), ANALYST, PASSWORDS[ANALYST])
    secrets = (unlocked.data_key, unlocked.signing_key, PASSWORDS[ANALYST].encode())
    assert window.stdout.readline().startswith("working")
    assert holders(path) == {window.pid}
    if os.geteuid() == 0:
        assert unlocked.data_key in memory_holds(window.pid, *secrets)

    window.stdin.write("\n")
    window.stdin.flush()
    assert window.wait(PATIENCE_S) == 0
    assert window.pid not in command_lines()
    asked = f"--casebook {path} --user {ANALYST}"
    wait_for("the fresh process", lambda: any(asked in line for line in command_lines().values()))
    (fresh,) = (number for number, line in command_lines().items() if asked in line)
    assert fresh != window.pid
    assert holders(path) == set()
    wait_for("its window", lambda: "libQt6Widgets" in Path(f"/proc/{fresh}/maps").read_text())
    if os.geteuid() == 0:
        assert memory_holds(fresh, *secrets) == []

    with sample.opened(path, ANALYST) as casebook:
        assert DRAFT in office_settings.draft(Session(casebook, every_handler), DRAFT_KEY)
        assert "entities" in office_settings.draft(Session(casebook, every_handler), TABS)
