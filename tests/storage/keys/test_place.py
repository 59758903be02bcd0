"""Files in a place that others can write to as well."""

from pathlib import Path
from typing import BinaryIO

import pytest

from landwaiter import whole_file
from landwaiter.storage.keys import place


def test_a_link_under_a_guessed_name_gets_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"mine")
    monkeypatch.setattr("secrets.token_hex", lambda _count: "guessed")
    (tmp_path / ".anchor.json.guessed.tmp").symlink_to(other)
    with pytest.raises(FileExistsError):
        place.write_durably(tmp_path / "anchor.json", b"ours")
    assert other.read_bytes() == b"mine"
    assert not (tmp_path / "anchor.json").exists()


def test_no_two_temporary_names_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    make = whole_file.new_file

    def noted(path: Path) -> BinaryIO:
        names.append(path.name)
        return make(path)

    monkeypatch.setattr(place, "new_file", noted)
    place.write_durably(tmp_path / "a", b"1")
    place.write_durably(tmp_path / "a", b"2")
    assert len(set(names)) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
