"""A password file that its owner alone reads, or that is refused."""

import os
from pathlib import Path

import pytest

from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.private_file import others_let_in, require_private, why_not_private


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "gateway.password"
    made.write_text("a password of a machine", encoding="utf-8")
    made.chmod(0o600)
    return made


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_its_owner_alone_reads_it(file: Path, mode: int) -> None:
    file.chmod(mode)
    require_private(file)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o602, 0o610, 0o644])
def test_one_that_others_can_read_or_write_is_refused_by_name(file: Path, mode: int) -> None:
    file.chmod(mode)
    with pytest.raises(NotAllowed) as refused:
        require_private(file)
    said = refused.value.sentence()
    assert str(file) in said
    assert f"{mode:04o}" in said
    assert "chmod 600 gateway.password" in said
    assert "machine" not in said


def test_one_of_somebody_else_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(NotAllowed, match="another user"):
        require_private(file)


def test_a_link_is_judged_by_what_it_points_to(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(file)
    require_private(link)
    file.chmod(0o644)
    with pytest.raises(NotAllowed):
        require_private(link)


@pytest.mark.parametrize("mode", [0o777, 0o773, 0o720])
def test_a_folder_in_which_others_can_rename_it_is_refused(file: Path, mode: int) -> None:
    file.parent.chmod(mode)
    try:
        with pytest.raises(NotAllowed, match=f"{mode:04o}") as refused:
            require_private(file)
        assert f"chmod go-w {file.parent}" in str(refused.value.remedy)
        file.parent.chmod(0o1777)
        require_private(file)
    finally:
        file.parent.chmod(0o700)


def test_so_is_one_further_up_and_one_that_a_link_lies_in(tmp_path: Path) -> None:
    above, below = tmp_path / "above", tmp_path / "above" / "below"
    below.mkdir(parents=True)
    made, links = below / "secret", tmp_path / "links"
    made.write_text("a password of a machine", encoding="utf-8")
    made.chmod(0o600)
    links.mkdir()
    (links / "link").symlink_to(made)
    require_private(links / "link")
    links.chmod(0o777)
    with pytest.raises(NotAllowed, match="put another file in its place"):
        require_private(links / "link")
    links.chmod(0o700)
    above.chmod(0o777)
    for name in (made, links / "link"):
        with pytest.raises(NotAllowed, match="put another file in its place"):
            require_private(name)
    above.chmod(0o700)


def test_what_is_not_there_or_no_file_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        require_private(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Invalid):
        require_private(tmp_path / "pipe")


def test_the_mode_of_the_file_that_is_open_counts(file: Path) -> None:
    with file.open("rb") as opened:
        file.chmod(0o644)
        assert "0644" in why_not_private(os.fstat(opened.fileno()))


@pytest.mark.parametrize(
    ("descriptor", "others"),
    [
        ("O:S-1-5-21-1-2-3-1001D:PAI(A;;FR;;;S-1-5-21-1-2-3-1001)(A;;FA;;;SY)(A;;FA;;;BA)", ()),
        ("O:BAD:P(A;;FA;;;OW)", ()),
        ("O:S-1-5-21-1-2-3-1001D:AI(A;ID;FA;;;SY)(A;ID;0x1200a9;;;BU)", ("BU",)),
        ("O:S-1-5-21-1-2-3-1001D:(A;;FR;;;WD)(D;;FR;;;AN)", ("WD",)),
        (
            "O:S-1-5-21-1-2-3-1001D:(A;;FR;;;S-1-5-21-1-2-3-1002)",
            ("S-1-5-21-1-2-3-1002",),
        ),
        ("O:S-1-5-21-1-2-3-1001D:NO_ACCESS_CONTROL", ("everybody",)),
        ("O:S-1-5-21-1-2-3-1001", ("everybody",)),
        ("", ("everybody",)),
    ],
)
def test_an_access_list_of_windows_lets_in_whom_it_names(
    descriptor: str, others: tuple[str, ...]
) -> None:
    assert others_let_in(descriptor) == others
