"""A casebook lies in its folder itself: no link leads it, or one of its files, to another place.

What lies behind a link may be on a network disk, readable by others, or a file of somebody else
that the program would write into; a backup of the folder would copy the link and not the casebook.
Links on the way to the folder are no matter: they say where the disk is, not what is in the folder.

A second name of the same file (a hard link) is refused where the program writes in place or locks:
SQLite keeps its journal by the name, so that a database opened under two names damages itself. The
files of the vault and of the indexes are only read, and authenticated; a second name of one of them
is a finding of the check, since erasing a file must erase it. Who owns a file is not asked: it says
nothing about where its name leads, and a casebook copied by an administrator belongs to another.
"""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from landwaiter.errors import Unavailable
from landwaiter.i18n import _

_REPARSED = frozenset({0xA000000C, 0xA0000003})
"""What Windows calls a symbolic link and a junction; files kept online bear other tags."""


@dataclass(frozen=True, slots=True)
class LinkedPlace:
    """A link in the place of the casebook or of one of its files."""

    path: Path
    name: str
    """From the folder of the casebook on; the name of the folder for itself."""
    second: bool = False
    """Another name of a file that is here too, instead of a link to another place."""

    @property
    def message(self) -> str:
        if self.second:
            return _("{name} has a second name elsewhere on the disk (a hard link).").format(
                name=self.name
            )
        return _("{name} is a link to another place, not a part of the casebook.").format(
            name=self.name
        )

    @property
    def remedy(self) -> str:
        if self.second:
            return _(
                "Copy the folder as a whole to a new place and open that one, or remove the other "
                "name; a copy of the casebook is made with a backup."
            )
        return _(
            "Put in its place what the link leads to, or restore the newest backup into a new "
            "folder; to keep the casebook elsewhere, move the whole folder and open it there."
        )

    def fault(self) -> Unavailable:
        return Unavailable(self.message, file=str(self.path), remedy=self.remedy)


def is_link(path: Path) -> bool:
    """Whether a link lies at `path`, wherever it leads; False where nothing does."""
    try:
        return _is_link(path.lstat())
    except OSError:
        return False


def refuse_link(path: Path) -> None:
    """Unavailable for a link in the place of a file or folder of a casebook."""
    if is_link(path):
        raise LinkedPlace(path, path.name).fault()


def refuse_links(folder: Path) -> None:
    """Unavailable for the first link that the casebook in `folder` is or has in it."""
    for linked in links_in(folder):
        raise linked.fault()


def links_in(folder: Path) -> Iterator[LinkedPlace]:
    """The folder itself, what lies in it and in its folders, as far as links are there.

    Second names are looked for in the folder alone, where the program writes in place; `seconds_in`
    finds those in the folders below.
    """
    if is_link(folder):
        yield LinkedPlace(folder, folder.name)
        return
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if is_link(path):
            yield LinkedPlace(path, path.name)
        elif path.is_dir():
            yield from _links_below(path, path.name)
        elif _has_second_name(path):
            yield LinkedPlace(path, path.name, second=True)


def seconds_in(folder: Path) -> Iterator[LinkedPlace]:
    """Files in the folders of the casebook that have a second name."""
    for below in sorted(folder.iterdir()):
        if below.is_dir() and not is_link(below):
            for path in sorted(below.rglob("*")):
                if path.is_file() and _has_second_name(path):
                    yield LinkedPlace(path, path.relative_to(folder).as_posix(), second=True)


def _links_below(folder: Path, name: str) -> Iterator[LinkedPlace]:
    """By what the folder itself tells of its entries: a vault may hold a hundred thousand."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            inside = f"{name}/{entry.name}"
            if _entry_is_link(entry):
                yield LinkedPlace(Path(entry.path), inside)
            elif entry.is_dir(follow_symlinks=False):
                yield from _links_below(Path(entry.path), inside)


def _entry_is_link(entry: os.DirEntry[str]) -> bool:
    if sys.platform != "win32":
        return entry.is_symlink()
    return _is_link(entry.stat(follow_symlinks=False))


def _is_link(found: os.stat_result) -> bool:
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) in _REPARSED


def _has_second_name(path: Path) -> bool:
    """False for a file that is gone by now: others work in the folder meanwhile."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_nlink > 1
