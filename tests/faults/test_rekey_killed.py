"""SIGKILL while a new data key is made: the casebook is the old one or the new one, never neither.

The process kills itself before the n-th call that changes the disk. A child is forked for each
moment, so that all of them are tried and not a few by chance.
"""

import io
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER, PASSWORDS

from landwaiter.errors import Fault
from landwaiter.storage import changeover
from landwaiter.storage.check import check_casebook
from landwaiter.storage.rekey import rekey

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

CHANGING = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "sqlite3.connect"})
CONTENTS = tuple(f"file {number}".encode() * 50 for number in range(3))


def is_a_change(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], int) else 0
        return bool(flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR))
    return event in CHANGING


def run_in_child(work: Callable[[], None]) -> int:
    """The status of a forked child that did the work; 0 when it came to its end."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:  # noqa: BLE001  # the child of a test must never return into pytest
            os._exit(9)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return status


def rekeyed(path: Path, *, before_step: Callable[[], None] = lambda: None) -> None:
    for _step in rekey(path, user=ADMIN, password=PASSWORDS[ADMIN], now=LATER):
        before_step()


def killed_at(path: Path, moment: int) -> Callable[[], None]:
    """A run that ends itself before the n-th change of the disk, counted from 1."""
    passed = 0

    def count() -> None:
        nonlocal passed
        passed += 1
        if passed == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        fsync = os.fsync

        def counted(descriptor: int) -> None:
            count()
            fsync(descriptor)

        os.fsync = counted  # type: ignore[assignment]  # only descriptors are given here
        sys.addaudithook(lambda event, given: count() if is_a_change(event, given) else None)
        rekeyed(path, before_step=count)

    return work


@pytest.fixture
def filled(path: Path) -> Path:
    with sample.opened(path) as casebook:
        for content in CONTENTS:
            casebook.vault.put(io.BytesIO(content))
    return path


def is_whole(path: Path) -> None:
    """The casebook opens for everybody, is sound, and its vault holds what was put there."""
    with sample.opened(path, ADMIN) as casebook:
        assert check_casebook(casebook).findings == ()
    with sample.opened(path, ANALYST) as casebook:
        kept = {casebook.vault.read(name) for name in casebook.vault.names()}
        assert kept == set(CONTENTS)
    assert not changeover.is_ready(path)


def test_whenever_it_is_killed_the_casebook_opens_and_a_second_run_finishes(
    filled: Path, tmp_path: Path
) -> None:
    killed, old, new = 0, 0, 0
    original = (filled / "keys.json").read_bytes()
    while True:
        copy = tmp_path / f"killed-{killed}"
        shutil.copytree(filled, copy)
        status = run_in_child(killed_at(copy, killed + 1))
        if os.WIFEXITED(status):
            assert os.WEXITSTATUS(status) == 0
            break
        killed += 1
        is_whole(copy)
        stayed = (copy / "keys.json").read_bytes() == original
        old, new = old + stayed, new + (not stayed)
        rekeyed(copy)
        is_whole(copy)
        assert {file.name for file in copy.iterdir()} <= {
            "casebook.db", "keys.json", "vault", "casebook.lock", "sign-in.lock", "writer.json",
        }  # fmt: skip
        shutil.rmtree(copy)
    assert killed > 40
    assert old > 10
    assert new > 10


def test_an_old_key_file_never_opens_what_was_made_anew(filled: Path) -> None:
    old = (filled / "keys.json").read_bytes()
    assert run_in_child(lambda: rekeyed(filled)) == 0
    (filled / "keys.json").write_bytes(old)
    with pytest.raises(Fault):
        sample.opened(filled, ANALYST)
