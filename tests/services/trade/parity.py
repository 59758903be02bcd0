"""Verdicts of the sift beside those of the exact path, over as many declarations as are asked for.

    python -m tests.services.trade.parity CASEBOOK USER PASSWORD-FILE [--most N] [--share K/N]

Every declaration of the trade store is judged anew by the way that a case takes, with every list
and every rule, on what the casebook had seen by then. The first byte that differs ends the run.
With a share several processes divide a large store: every Nth declaration, beginning at the Kth.
"""

import argparse
import sys
import time
from pathlib import Path
from typing import Final

from sqlalchemy import select

from landwaiter.services.table import sessions
from landwaiter.services.trade.comparison import compared
from landwaiter.services.warm.session import Session
from landwaiter.storage.schema import trade as t
from landwaiter.storage.trade import sifted_rows

TOLD: Final = 1_000


def differing(session: Session, most: int = 0, share: tuple[int, int] = (1, 1)) -> tuple[int, str]:
    """Declarations compared, and the number of the first whose verdict differs; else nothing."""
    first, step = share
    done = 0
    with session.reading() as conn:
        numbers = list(conn.execute(select(t.trade_declaration.c.id)).scalars())
        for number in numbers[first - 1 :: step][: most or len(numbers)]:
            row = sifted_rows.sifted(conn, number)
            assert row is not None
            found = compared(session, conn, row)
            done += 1
            if done % TOLD == 0:
                print(f"{done} compared", flush=True)  # noqa: T201
            if not found.is_same:
                return done, f"{row.number}, byte {found.at}: {found.sealed} | {found.now}"
    return done, ""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("casebook", type=Path)
    parser.add_argument("user")
    parser.add_argument("password_file", type=Path)
    parser.add_argument("--most", type=int, default=0)
    parser.add_argument("--share", default="1/1")
    said = parser.parse_args()
    password = said.password_file.read_text(encoding="utf-8").strip()
    session = sessions.open_casebook(said.casebook, user=said.user, password=password)
    begun = time.process_time()
    place, of = map(int, said.share.split("/"))
    done, first = differing(session, said.most, (place, of))
    took = time.process_time() - begun
    print(f"{done} compared in {took:.0f} s of processor; differing: {first or 0}")  # noqa: T201
    return bool(first)


if __name__ == "__main__":
    sys.exit(main())
