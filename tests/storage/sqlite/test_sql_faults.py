"""What an error of SQLite tells the user."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2  # type: ignore[import-untyped]  # ships no annotations

from landwaiter.storage.sqlite.faults import as_fault

_Usage = namedtuple("_Usage", ("total", "used", "free"))


@pytest.mark.parametrize(("free", "said"), [(0, "disk is full"), (1 << 30, "reported an error")])
def test_an_error_of_a_disk_without_room_says_that_it_is_full(
    free: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: _Usage(1 << 30, 0, free))
    fault = as_fault(dbapi2.OperationalError("disk I/O error"), tmp_path / "casebook.db")
    assert said in str(fault)
