"""Sifting again in a process of its own, which kills itself at one of its calls.

    python -m tests.faults.trade.again_child CASEBOOK NUMBER

Counted are statements of the database and commits, before and after. Without a number, 0, it ends
well and prints how many calls there were.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import Engine, event
from tests.services.sample_office import ADMIN, PASSWORD, Clock

from landwaiter.domain.trade.again_deeds import SiftAgain
from landwaiter.services.deeds.engine import run
from landwaiter.services.table import sessions
from landwaiter.services.trade import again_plan
from landwaiter.services.trade.parties import like_parties, parties_beside
from landwaiter.storage.audit.unit_of_work import UnitOfWork


class Calls:
    """Counts, and strikes at one of them."""

    def __init__(self, at: int) -> None:
        self.at, self.count = at, 0

    def call(self, *_given: Any) -> None:
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def main(casebook: str, at: str) -> None:
    calls, clock = Calls(int(at)), Clock()
    clock.move(days=2)
    session = sessions.open_casebook(Path(casebook), user=ADMIN, password=PASSWORD, now=clock)
    complete = UnitOfWork.complete

    def counted(work: UnitOfWork, commit: Any) -> None:
        calls.call()
        complete(work, commit)
        calls.call()

    mock.patch.object(UnitOfWork, "complete", counted).start()
    mock.patch.object(again_plan, "MOST", 2).start()
    mock.patch.object(like_parties, "PART", 3).start()
    mock.patch.object(parties_beside, "WORTH_IT", 1).start()
    event.listen(Engine, "before_cursor_execute", calls.call)
    with session.casebook:
        run(session, SiftAgain())
    sys.stdout.write(f"{calls.count}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
