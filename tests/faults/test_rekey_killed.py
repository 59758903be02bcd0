"""SIGKILL while a new data key is made: the casebook is the old one or the new one, never neither.

The process could be killed before each call that changes the disk. What it would leave is what is
on the disk at that moment: a child copies it and goes on, so that all moments are tried and not a
few by chance. At some of them a child is killed indeed, which leaves what was copied.
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
from tests.faults.moments import run_in_child
from tests.machines import unseen
from tests.storage import sample
from tests.storage.sample import ADMIN, ANALYST, LATER, PASSWORDS

from landwaiter.errors import Fault
from landwaiter.storage.casebook import changeover
from landwaiter.storage.casebook.check import check_casebook
from landwaiter.storage.casebook.rekey import rekey

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")

CHANGING = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "sqlite3.connect"})
CONTENTS = tuple(f"file {number}".encode() * 50 for number in range(3))


def is_a_change(event: str, arguments: tuple[Any, ...]) -> bool:
    if event == "open":
        flags = arguments[2] if len(arguments) > 2 and isinstance(arguments[2], int) else 0
        return bool(flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR))
    return event in CHANGING


def rekeyed(path: Path, *, before_step: Callable[[], None] = lambda: None) -> None:
    for _step in rekey(path, user=ADMIN, password=PASSWORDS[ADMIN], now=LATER):
        before_step()


def stopped(path: Path, at_moment: Callable[[int], None]) -> Callable[[], None]:
    """A run that does this before each change of the disk, counted from 1."""
    passed, is_at_it = 0, False

    def count() -> None:
        nonlocal passed, is_at_it
        if is_at_it:
            return
        passed, is_at_it = passed + 1, True
        at_moment(passed)
        is_at_it = False

    def work() -> None:
        fsync = os.fsync

        def counted(descriptor: int) -> None:
            count()
            fsync(descriptor)

        os.fsync = counted  # type: ignore[assignment]  # only descriptors are given here
        sys.addaudithook(lambda event, given: count() if is_a_change(event, given) else None)
        rekeyed(path, before_step=count)

    return work


def killed_at(path: Path, moment: int) -> Callable[[], None]:
    def kill(now: int) -> None:
        if now == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    return stopped(path, kill)


def copied_at_each(path: Path, folder: Path) -> Callable[[], None]:
    """What a kill at each moment would leave, in a folder of its number."""

    def copy(now: int) -> None:
        # By another process: a database that is closed in this one loses its locks.
        assert run_in_child(lambda: shutil.copytree(path, folder / str(now))) == 0

    return stopped(path, copy)


def content_of(path: Path) -> tuple[tuple[str, bytes], ...]:
    """All that is on the disk: equal for two moments between which nothing was changed."""
    return tuple(
        (str(file.relative_to(path)), file.read_bytes() if file.is_file() else b"")
        for file in sorted(path.rglob("*"))
    )


def outline_of(path: Path) -> list[tuple[str, int]]:
    """Folder and size of each file: keys and names made of them are drawn anew in each run.

    Of `writer.json` alone that it is there: the number of the process in it may have a figure more.
    """
    return sorted(
        (str(Path(name).parent), 0 if Path(name).name == "writer.json" else len(content))
        for name, content in content_of(path)
    )


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


@pytest.fixture
def moments(filled: Path, tmp_path: Path) -> list[Path]:
    """The casebook as a kill at each moment of the same run leaves it."""
    work = shutil.copytree(filled, tmp_path / "work")
    assert run_in_child(copied_at_each(Path(work), tmp_path / "at")) == 0
    count = len(list((tmp_path / "at").iterdir()))
    return [tmp_path / "at" / str(number) for number in range(1, count + 1)]


@pytest.mark.thorough
def test_whenever_it_is_killed_the_casebook_opens_and_a_second_run_finishes(
    filled: Path, moments: list[Path]
) -> None:
    old, new = 0, 0
    original = (filled / "keys.json").read_bytes()
    before, stayed = None, True
    for copy in moments:
        content = content_of(copy)
        if content != before:  # the same bytes fare alike
            before = content
            is_whole(unseen(copy))
            stayed = (copy / "keys.json").read_bytes() == original
            rekeyed(copy)
            is_whole(copy)
            assert {file.name for file in copy.iterdir()} <= {
                "casebook.db", "keys.json", "vault", "casebook.lock", "sign-in.lock", "writer.json",
            }  # fmt: skip
        old, new = old + stayed, new + (not stayed)
        shutil.rmtree(copy)
    assert len(moments) > 40
    assert old > 10
    assert new > 10


@pytest.mark.thorough
def test_a_kill_leaves_what_is_copied_at_its_moment(
    filled: Path, moments: list[Path], tmp_path: Path
) -> None:
    for number in range(1, len(moments) + 1, len(moments) // 8):
        copy = Path(shutil.copytree(filled, tmp_path / f"killed-{number}"))
        assert os.WTERMSIG(run_in_child(killed_at(copy, number))) == signal.SIGKILL
        assert outline_of(copy) == outline_of(moments[number - 1])


def test_an_old_key_file_never_opens_what_was_made_anew(filled: Path) -> None:
    old = (filled / "keys.json").read_bytes()
    assert run_in_child(lambda: rekeyed(filled)) == 0
    (filled / "keys.json").write_bytes(old)
    with pytest.raises(Fault):
        sample.opened(filled, ANALYST)
