"""Disks that are full or read-only, made for one test where the system lets us."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(folder: Path, kib: int) -> Iterator[Path]:
    """A file system of `kib` KiB at `folder`; skips the test where mounting is not allowed."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root on Linux")
    folder.mkdir(exist_ok=True)
    options = f"size={kib}k,mode=0700"
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "landwaiter-test", str(folder)],  # noqa: S607  # where the system has it
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        pytest.skip(f"mounting a small disk is not allowed here: {made.stderr.strip()}")
    try:
        yield folder
    finally:
        _run("umount", "-l", str(folder))


def make_read_only(folder: Path) -> None:
    """From now on nothing can be written on the file system mounted at `folder`."""
    _run("mount", "-o", "remount,ro", str(folder))


def make_writable(folder: Path) -> None:
    """Undo `make_read_only`."""
    _run("mount", "-o", "remount,rw", str(folder))


def fill(folder: Path) -> None:
    """Leave no free byte on the file system of `folder`."""
    descriptor = os.open(folder / "filler", os.O_WRONLY | os.O_CREAT)
    try:
        while True:
            os.write(descriptor, bytes(4096))
    except OSError:
        return
    finally:
        os.close(descriptor)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)  # fixed commands
