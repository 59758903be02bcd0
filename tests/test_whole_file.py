"""A file is there whole under its name, or as it was before."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from landwaiter.errors import Invalid, Unavailable
from landwaiter.whole_file import new_file, owner_alone, whole_file


def _half(path: Path) -> None:
    with whole_file(path) as aside:
        aside.write_text("half", encoding="utf-8")
        raise ZeroDivisionError


def test_it_takes_its_name_when_the_block_has_ended(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_text("before", encoding="utf-8")
    with whole_file(path) as aside:
        aside.write_text("after", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "before"
    assert path.read_text(encoding="utf-8") == "after"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def everybody() -> Iterator[None]:
    """The umask of a person who lets everybody read."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.skipif(os.name == "nt", reason="Windows has the rights of the folder")
@pytest.mark.usefixtures("everybody")
def test_it_is_readable_by_its_owner_only_before_its_first_byte_and_for_ever(
    tmp_path: Path,
) -> None:
    path = tmp_path / "report.pdf"
    path.touch(mode=0o644)
    with whole_file(path) as aside:
        assert (rights(aside), aside.stat().st_size) == (0o600, 0)
        aside.write_bytes(b"the whole")
    assert rights(path) == 0o600


@pytest.mark.skipif(os.name == "nt", reason="Windows has the rights of the folder")
@pytest.mark.usefixtures("everybody")
def test_a_new_file_and_one_to_go_on_in_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    new_file(tmp_path / "new").close()
    with open(tmp_path / "log", "a", encoding="utf-8", opener=owner_alone):
        pass
    assert [rights(path) for path in tmp_path.iterdir()] == [0o600, 0o600]


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_was_not_finished_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_text("before", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        _half(path)
    assert path.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("parent", ["missing", "file"])
def test_a_folder_that_takes_no_file_is_told_with_the_name(tmp_path: Path, parent: str) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / parent / "report.pdf"
    with pytest.raises(Unavailable) as told, whole_file(path) as aside:
        aside.write_bytes(b"")
    assert told.value.file == str(path)
    assert told.value.remedy


def test_a_pipe_or_device_of_the_name_is_left_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "report.pdf"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/null")):
        with pytest.raises(Invalid, match="not a file"), whole_file(path):
            pass
    assert pipe.is_fifo()
    assert not Path("/dev/null").is_file()
