"""How long who writes in the window waits while two processes sift.

    PYTHONPATH=desktop:. python -m tests.benchmarks.sift_writers [--minutes 10]

Two processes sift generated declarations over the real lists of LANDWAITER_TESTDATA, each a file of
its own; meanwhile this one writes a note every half second. Prints how long notes took without
them and beside them, and the rate of both. Nothing is asserted.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from tests.benchmarks.intake import PASSWORD
from tests.benchmarks.intake_growth import write_table
from tests.benchmarks.sift import listed_names, prepared
from tests.services.trade.trade_traffic import write_traffic
from tests.taking_in import taken_in

from landwaiter.domain.cases.deeds_between_people import AddNote
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.trade.deeds import Sift
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session

EACH_S: Final = 0.5
ALONE: Final = 40
PER_MINUTE: Final = 30_000
"""Declarations, so that no file ends before the time does."""


def sift_until(casebook: Path, file: Path, end: float) -> int:
    """Sift a file until the time is over; what was told last is the last line."""
    session = sessions.open_casebook(casebook, user="Adam", password=PASSWORD)
    done = 0

    class TimeIsOver(Exception):
        pass

    def tell(so_many: int, _total: int, what: str) -> None:
        nonlocal done
        if what == file.name:
            done = so_many
        if time.time() > end:
            raise TimeIsOver

    with suppress(TimeIsOver):
        run(session, Sift((file,)), tell)
    print(done)  # noqa: T201
    return 0


def notes(session: Session, reference: str, until: float, most: int = 10**9) -> list[float]:
    took: list[float] = []
    while time.time() < until and len(took) < most:
        begun = time.perf_counter()
        do(session, AddNote(reference, f"note {len(took)}"))
        took.append(time.perf_counter() - begun)
        time.sleep(EACH_S)
    return took


def told(name: str, took: list[float]) -> None:
    *_most, last = quantiles(took, n=100)
    print(  # noqa: T201
        f"{name}: {len(took)} notes, median {median(took) * 1000:.0f} ms, 99th of 100 "
        f"{last * 1000:.0f} ms, longest {max(took) * 1000:.0f} ms, load {os.getloadavg()[0]:.1f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--sift", nargs=3, metavar=("CASEBOOK", "FILE", "END"))
    said = parser.parse_args()
    if said.sift:
        casebook, file, end = said.sift
        sys.exit(sift_until(Path(casebook), Path(file), float(end)))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        session = prepared(folder)
        taken_in(session, TakeIn((write_table(folder / "case.csv", 1),)))
        with session.reading() as conn:
            reference = str(conn.exec_driver_sql("SELECT reference FROM case_file").scalar_one())
        told("alone", notes(session, reference, time.time() + 600, ALONE))
        count = int(PER_MINUTE * said.minutes)
        listed = listed_names(session)
        files = [
            write_traffic(folder / f"{seed}.csv", count, seed=seed, listed=listed)
            for seed in (1, 2)
        ]
        end = time.time() + said.minutes * 60
        beside = [
            subprocess.Popen(
                [sys.executable, "-m", __spec__.name, "--sift"]  # noqa: RUF005
                + [str(session.casebook.path), str(file), str(end)],
                stdout=subprocess.PIPE,
                text=True,
            )
            for file in files
        ]
        told("beside two sifts", notes(session, reference, end))
        for process in beside:
            out, _none = process.communicate()
            print("sifted", out.strip())  # noqa: T201


if __name__ == "__main__":
    main()
