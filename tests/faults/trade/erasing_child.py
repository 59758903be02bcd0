"""Erasing in a process of its own, which kills itself at one of its calls.

    python -m tests.faults.trade.erasing_child CASEBOOK NUMBER

Counted are commits, before and after, and statements that delete. With 0 it ends well and prints
how many calls there were.
"""

import sys
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import event
from sqlalchemy.engine import Engine
from tests.faults.moments import Moments
from tests.services.sample_office import HEAD, PASSWORD, Clock

from landwaiter.domain.trade.erasure_deeds import CarryOutErasure
from landwaiter.services.deeds.engine import run
from landwaiter.services.table import sessions
from landwaiter.services.trade import erasure


def main(casebook: str, at: str) -> None:
    moments = Moments(int(at))
    session = sessions.open_casebook(
        Path(casebook), user=HEAD, password=PASSWORD, now=Clock(), takes_in=True
    )
    moments.at_commits()

    def said(_conn: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if statement.startswith("DELETE"):
            moments.passed()

    event.listen(Engine, "before_cursor_execute", said)
    with session.casebook, mock.patch.object(erasure, "STEP", 4):
        run(session, CarryOutErasure())
    sys.stdout.write(f"{moments.count}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
