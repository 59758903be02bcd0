"""Erasing in a process of its own, which kills itself at one of its calls.

    python -m tests.faults.trade.erasing_child CASEBOOK NUMBER

Counted are commits, before and after, and statements that delete. With 0 it ends well and prints
how many calls there were.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import event
from sqlalchemy.engine import Engine
from tests.services.sample_office import HEAD, PASSWORD, Clock

from landwaiter.domain.trade.erasure_deeds import CarryOutErasure
from landwaiter.services.deeds.engine import run
from landwaiter.services.table import sessions
from landwaiter.services.trade import erasure
from landwaiter.storage.audit.unit_of_work import UnitOfWork


class Calls:
    """Counts, and strikes at one of them."""

    def __init__(self, at: int) -> None:
        self.at, self.count = at, 0

    def call(self) -> None:
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def said(self, _conn: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith("DELETE"):
            self.call()


def main(casebook: str, at: str) -> None:
    calls = Calls(int(at))
    session = sessions.open_casebook(
        Path(casebook), user=HEAD, password=PASSWORD, now=Clock(), takes_in=True
    )
    complete = UnitOfWork.complete

    def counted(work: UnitOfWork, commit: Any) -> None:
        calls.call()
        complete(work, commit)
        calls.call()

    mock.patch.object(UnitOfWork, "complete", counted).start()
    event.listen(Engine, "before_cursor_execute", calls.said)
    with session.casebook, mock.patch.object(erasure, "STEP", 4):
        run(session, CarryOutErasure())
    sys.stdout.write(f"{calls.count}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
