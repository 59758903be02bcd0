"""Does deeds one after the other in this process and notes what Python writes meanwhile.

    python -m tests.traces.doing FOLDER [--every] [--leaks]

Everybody may read what is made without further thought: the umask is 0. What was seen goes to
`FOLDER/seen.json`. `--every`: all deeds of the fault harness as well; `--leaks`: those of
`leaks.py` alone.
"""

import json
import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from tests import paid_once
from tests.cli import terminal
from tests.faults.child import end_of
from tests.faults.deed import Deed
from tests.faults.deed_table import DEEDS
from tests.services.sample_office import Clock, Office, an_office, template
from tests.traces.file_deeds import FILE_DEEDS, FROM_THE_TABLE
from tests.traces.leaks import LEAKS
from tests.traces.window_deeds import WINDOW_DEEDS
from tests.traces.written import Watch, mark

SEEN = "seen.json"
HOME = "home"
"""The folder of the person: settings, logs, caches, temporary files."""


@dataclass(frozen=True, slots=True)
class Done:
    """A deed as it went; `left` are the files it left beside the casebook, with their rights."""

    name: str
    folder: str
    named: tuple[str, ...]
    code: int
    said: str
    left: dict[str, int]


def main(folder: Path, words: Sequence[str]) -> None:
    deeds = chosen(words)
    watch = Watch()
    with pytest.MonkeyPatch.context() as patch:
        paid_once.everything(patch)
        _prepared(folder)
        watch.begin()
        done = [_done(deed, folder / f"deed-{no}", no, watch) for no, deed in enumerate(deeds)]
    written = [asdict(one) for one in watch.seen]
    said = {"deeds": [asdict(one) for one in done], "written": written}
    (folder / SEEN).write_text(json.dumps(said), encoding="utf-8")


def chosen(words: Sequence[str]) -> tuple[Deed, ...]:
    if "--leaks" in words:
        return LEAKS
    tabled = DEEDS if "--every" in words else [d for d in DEEDS if d.name in FROM_THE_TABLE]
    return (*FILE_DEEDS, *WINDOW_DEEDS, *tabled)


def _prepared(folder: Path) -> None:
    """What the tests need themselves lies elsewhere than what the program would make."""
    os.umask(0)
    own = folder / "tests"
    own.mkdir()
    with mock.patch.object(tempfile, "tempdir", str(own)):
        template()


def _done(deed: Deed, folder: Path, number: int, watch: Watch) -> Done:
    folder.mkdir()
    office = an_office(folder)
    for step in deed.before:
        step(office)
    office.close()
    again = Office(office.path, Clock(office.clock.at))
    there = set(_beside(folder))
    named = [str(folder / name) for name in (*deed.files, *deed.backups, *deed.casebooks)]
    with _noted(folder, named):
        watch.deed = number
        mark(number)
        end = end_of(deed.run, again)
        mark(-1)
        watch.deed = -1
    left = {path: rights for path, rights, _inode in set(_beside(folder)) - there}
    return Done(deed.name, str(folder), tuple(named), end.code, end.said, left)


def _beside(folder: Path) -> Iterator[tuple[str, int, int]]:
    """What lies beside the casebook, with its rights; a new file of the name has another inode."""
    for one in folder.iterdir():
        if one.name != "casebook":
            found = one.lstat()
            yield str(one), stat.S_IMODE(found.st_mode), found.st_ino


@contextmanager
def _noted(folder: Path, named: list[str]) -> Iterator[None]:
    """Every path below the folder that is typed is one that a person named."""
    plain, begins = terminal.typed, f"{folder}/"

    def noting(*words: object, **more: Any) -> Any:
        named.extend(str(word) for word in words if str(word).startswith(begins))
        return plain(*words, **more)

    with mock.patch("tests.faults.deed.typed", noting):
        yield


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
