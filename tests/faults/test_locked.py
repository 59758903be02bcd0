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

from landwaiter.services.base.program_arguments import WAIT_FOR_TURN
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


def children(process: int) -> set[int]:
    """Processes that it started."""
    lines = Path(f"/proc/{process}/task").glob("*/children")
    return {int(number) for line in lines for number in line.read_text().split()}


def wait_for(what: str, claim: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not claim():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.1)


Begin = Callable[[bool], "subprocess.Popen[str]"]


@pytest.fixture
def begin(path: Path, tmp_path: Path) -> Iterator[Begin]:
    """A window in which the analyst works, until a line is written to it.

    Where it is asked for, with a process beside it that waits for its turn.
    """
    secrets = tmp_path / "secrets"
    secrets.write_text(f"{PASSWORDS[ANALYST]}\n{DRAFT}\n", encoding="utf-8")
    begun: list[subprocess.Popen[str]] = []

    def begin_window(stands_by: bool) -> "subprocess.Popen[str]":
        beforehand = "yes" if stands_by else "no"
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.faults.locked_window"),
                *(str(path), ANALYST, str(secrets), beforehand),
            ],
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
        begun.append(process)
        assert process.stdout is not None
        assert process.stdout.readline().startswith("working")
        return process

    yield begin_window
    for process in begun:
        process.kill()
        process.communicate()
    for number, line in command_lines().items():
        if f"--casebook {path} " in line:
            os.kill(number, signal.SIGKILL)


@pytest.fixture
def secrets(path: Path) -> tuple[bytes, ...]:
    """Both keys of the analyst, the data key first, and the password."""
    unlocked = casebook_keys.unlock(read_key_file(path), ANALYST, PASSWORDS[ANALYST])
    return unlocked.data_key, unlocked.signing_key, PASSWORDS[ANALYST].encode()


@pytest.fixture
def waiting(begin: Begin) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """A window, and the process that waits for its turn, with everything loaded."""
    window = begin(True)
    wait_for("the process that waits", lambda: bool(waiting_beside(window)))
    (fresh,) = waiting_beside(window)
    wait_for("what it loads", lambda: is_asleep_on_its_pipe(fresh))
    yield window, fresh
    with suppress(ProcessLookupError):
        os.kill(fresh, signal.SIGKILL)


def waiting_beside(window: "subprocess.Popen[str]") -> set[int]:
    lines = command_lines()
    return {one for one in children(window.pid) if WAIT_FOR_TURN in lines.get(one, "")}


def state_of(process: int) -> str:
    """S where it sleeps, Z where it ended and its parent has not looked."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


def is_over(process: int) -> bool:
    """Killed, and each of its threads too: until then what it had open is open."""
    return state_of(process) == "Z" and len(list(Path(f"/proc/{process}/task").iterdir())) == 1


def is_asleep_on_its_pipe(process: int) -> bool:
    return "libQt6Widgets" in Path(f"/proc/{process}/maps").read_text() and state_of(process) == "S"


def lock(window: "subprocess.Popen[str]") -> None:
    assert window.stdin is not None
    window.stdin.write("\n")
    window.stdin.flush()
    assert window.wait(PATIENCE_S) == 0
    assert window.pid not in command_lines()


def test_the_process_with_the_keys_ends_and_a_fresh_one_asks_for_the_password(
    begin: Begin, path: Path, secrets: tuple[bytes, ...]
) -> None:
    window = begin(False)
    assert holders(path) == {window.pid}
    if os.geteuid() == 0:
        assert secrets[0] in memory_holds(window.pid, *secrets)

    lock(window)
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


def test_the_one_that_waited_has_no_key_and_asks_for_the_password_in_its_turn(
    waiting: tuple["subprocess.Popen[str]", int], path: Path, secrets: tuple[bytes, ...]
) -> None:
    window, fresh = waiting
    assert holders(path) == {window.pid}
    assert "libqoffscreen" not in Path(f"/proc/{fresh}/maps").read_text(), "it shows nothing yet"
    if os.geteuid() == 0:
        assert memory_holds(fresh, *secrets, str(path).encode(), DRAFT.encode()) == []

    lock(window)
    wait_for("its window", lambda: "libqoffscreen" in Path(f"/proc/{fresh}/maps").read_text())
    assert holders(path) == set()
    assert not any(f"--casebook {path} " in line for line in command_lines().values())
    if os.geteuid() == 0:
        wait_for("the sign-in screen", lambda: memory_holds(fresh, ANALYST.encode()) != [])
        assert memory_holds(fresh, *secrets) == []


def test_the_one_that_waits_ends_with_a_window_that_is_killed(
    waiting: tuple["subprocess.Popen[str]", int],
) -> None:
    window, fresh = waiting
    window.kill()
    window.wait()
    wait_for("the end of the process that waits", lambda: fresh not in command_lines())


def test_where_the_one_that_waited_was_killed_another_is_started(
    waiting: tuple["subprocess.Popen[str]", int], path: Path
) -> None:
    window, fresh = waiting
    os.kill(fresh, signal.SIGKILL)
    # Until then its end of the pipe is open, and what it is told there is lost with it.
    wait_for("its end", lambda: is_over(fresh))
    lock(window)
    asked = f"--casebook {path} --user {ANALYST}"
    wait_for("the fresh process", lambda: any(asked in line for line in command_lines().values()))
