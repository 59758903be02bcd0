"""A watch of a folder in a process of its own, which kills itself at one of its calls.

    python -m tests.faults.watch_child CASEBOOK FOLDER intake|sift NUMBER

Counted are commits, before and after, and what it does to files of the casebook and of the folder.
Without a number, 0, it ends well and prints how many calls there were.
"""

import sys
from pathlib import Path
from typing import Any

from tests.faults.moments import Moments
from tests.services.intake.watched import GATEWAY, Hurried
from tests.services.sample_office import PASSWORD, Clock

from landwaiter.domain.intake.deeds import WatchFolder
from landwaiter.services.intake import watching
from landwaiter.services.table import sessions

EVENTS = frozenset({"os.link", "os.rename", "os.remove", "os.mkdir", "open"})


def main(casebook: str, folder: str, how: str, at: str) -> None:
    moments = Moments(int(at))
    session = sessions.open_casebook(
        Path(casebook), user=GATEWAY, password=PASSWORD, now=Clock(), takes_in=True
    )
    moments.at_commits()
    watching.BATCH_FILES = 2

    def heard(event: str, given: tuple[Any, ...]) -> None:
        if event in EVENTS and str(given[0]).startswith((casebook, folder)):
            moments.passed()

    sys.addaudithook(heard)
    said = WatchFolder(Path(folder), sift=how == "sift", once=True)
    with session.casebook:
        watching.watch_folder(session, said, watching.FolderWatch(stop=Hurried()))
    sys.stdout.write(f"{moments.count}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
