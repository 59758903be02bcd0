"""A file that reaches the disk while it is written."""

import errno
import os
from pathlib import Path

import pytest

from landwaiter.storage.sqlite.early_sync import EarlySync

LOT = 1 << 30


def test_what_the_disk_refused_meanwhile_is_told_although_it_takes_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Linux tells a failed write once: the `fsync` at the end alone would find nothing wrong."""
    told = iter([OSError(errno.EIO, "the disk refuses")])

    def refused_once(_file: int) -> None:
        if (error := next(told, None)) is not None:
            raise error

    with (tmp_path / "file").open("wb") as file, EarlySync(file) as disk:
        monkeypatch.setattr(os, "fsync", refused_once)
        disk.wrote(LOT)
        with pytest.raises(OSError, match="the disk refuses"):
            disk.finish()


def test_what_was_written_last_is_synced_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda file: sizes.append(os.fstat(file).st_size))
    with (tmp_path / "file").open("wb") as file, EarlySync(file) as disk:
        file.write(b"begun")
        disk.wrote(LOT)
        file.write(b" and ended")
        disk.wrote(10)
        disk.finish()
    assert (len(sizes), sizes[-1]) == (2, len(b"begun and ended"))
