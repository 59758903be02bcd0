"""A file is there whole under its name, or as it was before."""

import os
from pathlib import Path

import pytest

from landwaiter.errors import Invalid, Unavailable
from landwaiter.whole_file import whole_file


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
