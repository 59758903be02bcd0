"""What a person names is read where it is a file, and opened where it is nothing else."""

import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import pytest

from landwaiter import user_file
from landwaiter.errors import Fault, Invalid, NotFound, Unavailable
from landwaiter.user_file import file_bytes, open_file

if not hasattr(os, "mkfifo"):
    pytest.skip("this system has no pipes with names", allow_module_level=True)


@pytest.fixture(autouse=True)
def _no_waiting() -> Iterator[None]:
    """Who waits for a writer that never comes fails instead."""

    def waited(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError("it waited")

    before = signal.signal(signal.SIGALRM, waited)
    signal.alarm(5)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def a_pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def a_socket(path: Path) -> Path:
    """Bound from its folder: its whole name may be too long for a socket."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)
    return path


@pytest.mark.parametrize(
    ("make", "kind"),
    [(a_pipe, "a pipe"), (a_socket, "a socket"), (lambda _path: Path("/dev/zero"), "a device")],
)
def test_what_is_no_file_is_refused_by_its_kind(
    tmp_path: Path, make: Callable[[Path], Path], kind: str
) -> None:
    path = make(tmp_path / "it")
    with pytest.raises(Invalid, match=f"This is {kind}, not a file") as refused:
        file_bytes(path, most=100)
    assert refused.value.file == str(path)


def test_a_link_to_a_pipe_is_a_pipe(tmp_path: Path) -> None:
    link = tmp_path / "declaration.xml"
    link.symlink_to(a_pipe(tmp_path / "pipe"))
    with pytest.raises(Invalid, match="a pipe"):
        open_file(link)


def test_a_pipe_put_in_its_place_makes_nobody_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(user_file, "refuse_special", lambda _path: None)
    with pytest.raises(Invalid, match="a pipe"):
        open_file(a_pipe(tmp_path / "pipe"))


@pytest.mark.parametrize(
    ("name", "fault", "said"),
    [
        ("missing.xml", NotFound, "There is no such file"),
        (".", Unavailable, "Is a directory"),
        ("a\0b", NotFound, "There is no such file"),
    ],
)
def test_what_cannot_be_read_says_why(
    tmp_path: Path, name: str, fault: type[Fault], said: str
) -> None:
    with pytest.raises(fault, match=said):
        file_bytes(tmp_path / name, most=100)


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 100)
    assert file_bytes(path, most=100) == b"x" * 100
    with pytest.raises(Invalid, match="too long for a key"):
        file_bytes(path, most=99, refused="It is too long for a key.")


def test_an_open_file_has_its_name_and_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"abc")
    with open_file(path, buffering=0) as source:
        assert source.name == str(path)
        assert (source.read(), source.seek(1), source.read()) == (b"abc", 1, b"bc")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep no such name")
def test_a_name_that_is_not_text_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"part\xb3.csv")
    file.write_bytes(b"x")
    with pytest.raises(Invalid, match="not text in this system’s encoding") as refused:
        open_file(file)
    assert refused.value.remedy == "Give it another name."
