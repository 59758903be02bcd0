"""A watch of a folder in a process of its own, which kills itself at one of its calls.

    python -m tests.faults.watch_child CASEBOOK FOLDER intake|sift NUMBER

Counted are commits, before and after, and what it does to files of the casebook and of the folder.
Without a number, 0, it ends well and prints how many calls there were.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any
from unittest import mock

from tests.services.intake.watched import GATEWAY, Hurried
from tests.services.sample_office import PASSWORD, Clock

from landwaiter.domain.intake.deeds import WatchFolder
from landwaiter.services.intake import watching
from landwaiter.services.table import sessions
from landwaiter.storage.audit.unit_of_work import UnitOfWork

EVENTS = frozenset({"os.link", "os.rename", "os.remove", "os.mkdir", "open"})


class Calls:
    """Counts, and strikes at one of them."""

    def __init__(self, places: tuple[str, ...], at: int) -> None:
        self.places, self.at, self.count = places, at, 0

    def call(self) -> None:
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(self, event: str, given: tuple[Any, ...]) -> None:
        if event in EVENTS and any(str(given[0]).startswith(place) for place in self.places):
            self.call()


def main(casebook: str, folder: str, how: str, at: str) -> None:
    calls = Calls((casebook, folder), int(at))
    session = sessions.open_casebook(
        Path(casebook), user=GATEWAY, password=PASSWORD, now=Clock(), takes_in=True
    )
    complete = UnitOfWork.complete

    def counted(work: UnitOfWork, commit: Any) -> None:
        calls.call()
        complete(work, commit)
        calls.call()

    mock.patch.object(UnitOfWork, "complete", counted).start()
    watching.BATCH_FILES = 2
    sys.addaudithook(calls.heard)
    said = WatchFolder(Path(folder), sift=how == "sift", once=True)
    with session.casebook:
        watching.watch_folder(session, said, watching.FolderWatch(stop=Hurried()))
    sys.stdout.write(f"{calls.count}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
