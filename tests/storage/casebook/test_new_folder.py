"""A folder that is filled aside: what a killed process left of it does not stay for ever."""

import os
import time
from pathlib import Path

from landwaiter.storage.casebook.new_folder import built_aside
from landwaiter.storage.keys import lock


def left_behind(tmp_path: Path, *, hours: float) -> Path:
    folder = tmp_path / ".casebook.0123abcd.new"
    folder.mkdir()
    (folder / "casebook.db").write_bytes(b"half")
    then = time.time() - 3600 * hours
    for path in (folder / "casebook.db", folder):
        os.utime(path, (then, then))
    return folder


def test_what_was_left_an_hour_ago_is_removed(tmp_path: Path) -> None:
    folder = left_behind(tmp_path, hours=2)
    with built_aside(tmp_path / "casebook"):
        assert not folder.exists()


def test_a_younger_one_may_be_in_use_and_stays(tmp_path: Path) -> None:
    folder = left_behind(tmp_path, hours=0)
    with built_aside(tmp_path / "casebook"):
        assert folder.exists()


def test_one_that_somebody_holds_stays(tmp_path: Path) -> None:
    folder = left_behind(tmp_path, hours=2)
    descriptor = os.open(folder / lock.LOCK_FILE, os.O_RDWR | os.O_CREAT)
    os.utime(folder / lock.LOCK_FILE, (1, 1))
    assert lock.try_lock(descriptor, exclusive=True)
    os.utime(folder, (1, 1))
    with built_aside(tmp_path / "casebook"):
        assert folder.exists()
    os.close(descriptor)
