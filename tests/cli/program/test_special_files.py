"""No command waits for a pipe or reads a device that somebody gives it as a file."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest
from tests.cli.terminal import SAMPLES, Desk

if not hasattr(os, "mkfifo"):
    pytest.skip("this system has no pipes with names", allow_module_level=True)

CASE = "PL1-2026-000001"
FILE = "FILE"
"""Stands for what is no file."""
REASON = ("--reason", "it was asked for")
CSV = str(SAMPLES / "declarations.csv")
READ: tuple[tuple[str, ...], ...] = (
    ("intake", FILE),
    ("intake", CSV, "--mapping", FILE),
    ("list", "import", FILE),
    ("list", "import", str(SAMPLES / "watch_list.csv"), "--mapping", FILE),
    ("list", "columns", FILE),
    ("pack", "import", FILE),
    ("pack", "import", FILE, "--edition", "2026", "--preview"),
    ("pack", "diff", FILE, FILE),
    ("evidence", "add", CASE, FILE),
    ("screen", "--file", FILE),
    ("compare", "--file", FILE),
    ("classify", "--file", FILE),
    ("register", "denials", "import", FILE, "--issuer", "DE", *REASON),
    ("entity", "import", FILE, "--source", "a letter"),
    ("verify", FILE),
    ("verify", CSV, "--keys", FILE),
    ("verify", CSV, "--ca", FILE),
    ("report", "case", CASE, "--pdf", "x.pdf", "--certificate", FILE),
    ("report", "case", CASE, "--pdf", "x.pdf", "--certificate", CSV,
     "--certificate-password-file", FILE),
    ("audit", "verify", "--anchor", FILE),
    ("audit", "timestamp", FILE),
    ("casebook", "check", "--anchor", FILE),
    ("casebook", "restore", FILE, "elsewhere"),
    ("casebook", "users", "password", "Anna Baran", "--recovery-key-file", FILE),
    ("--password-file", FILE, "case", "list"),
)  # fmt: skip
"""Every option and argument that takes a file to read."""
WRITTEN: tuple[tuple[str, ...], ...] = (
    ("report", "case", CASE, "--pdf", FILE),
    ("report", "case", CASE, "--xlsx", FILE),
)


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    """Who waits for a writer that never comes fails instead."""

    def waited(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError("it waited")

    before = signal.signal(signal.SIGALRM, waited)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def a_pipe(folder: Path) -> Path:
    special = folder / "it.toml"
    os.mkfifo(special)
    return special


def a_device(folder: Path) -> Path:
    special = folder / "it.toml"
    special.symlink_to("/dev/zero")
    return special


def given(words: tuple[str, ...], special: Path) -> list[str]:
    return [str(special) if word == FILE else word for word in words]


@pytest.mark.parametrize("words", READ, ids=" ".join)
@pytest.mark.parametrize("make", [a_pipe, a_device])
def test_a_command_refuses_to_read_what_is_no_file(
    reader: Desk, tmp_path: Path, words: tuple[str, ...], make: Callable[[Path], Path]
) -> None:
    password = {"LANDWAITER_CERTIFICATE_PASSWORD": "x"}
    if "--certificate-password-file" in words:
        password = {}
    seen = reader.types(*given(words, make(tmp_path)), environment=password)
    assert seen.code == 1, seen
    kind = make.__name__.replace("_", " ")
    assert f"This is {kind}, not a file." in seen.out + seen.err


@pytest.mark.parametrize("words", WRITTEN, ids=" ".join)
def test_a_command_writes_over_no_pipe(
    reader: Desk, tmp_path: Path, words: tuple[str, ...]
) -> None:
    pipe = a_pipe(tmp_path)
    seen = reader.types(*given(words, pipe))
    assert seen.code == 1, seen
    assert "not a file" in seen.out + seen.err
    assert pipe.is_fifo()
