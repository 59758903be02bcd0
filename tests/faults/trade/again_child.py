"""Sifting again in a process of its own, which kills itself at one of its calls.

    python -m tests.faults.trade.again_child CASEBOOK NUMBER

Counted are statements of the database and commits, before and after. Without a number, 0, it ends
well and prints how many calls there were.
"""

import sys
from pathlib import Path
from unittest import mock

from sqlalchemy import Engine, event
from tests.faults.moments import Moments
from tests.services.sample_office import ADMIN, PASSWORD, Clock

from landwaiter.domain.trade.again_deeds import SiftAgain
from landwaiter.services.deeds.engine import run
from landwaiter.services.table import sessions
from landwaiter.services.trade import again_plan
from landwaiter.services.trade.parties import like_parties, parties_beside


def main(casebook: str, at: str) -> None:
    moments, clock = Moments(int(at)), Clock()
    clock.move(days=2)
    session = sessions.open_casebook(Path(casebook), user=ADMIN, password=PASSWORD, now=clock)
    moments.at_commits()
    mock.patch.object(again_plan, "MOST", 2).start()
    mock.patch.object(like_parties, "PART", 3).start()
    mock.patch.object(parties_beside, "WORTH_IT", 1).start()
    event.listen(Engine, "before_cursor_execute", moments.passed)
    with session.casebook:
        run(session, SiftAgain())
    sys.stdout.write(f"{moments.count}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
