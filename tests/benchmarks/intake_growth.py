"""Whether taking in slows down, or takes more memory, as a file and the casebook grow.

    PYTHONPATH=desktop:. python -m tests.benchmarks.intake_growth [--declarations 5000] [--read N]

One CSV with two items in each declaration. Prints for each thousand the rate by the time of the
processor and by the clock, and the memory at that time; with --read only the first reading, of
2,000 declarations and of so many, when nothing is saved. Nothing is asserted.
"""

import argparse
import csv
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.intake import PASSWORD, declared
from tests.taking_in import taken_in

from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.services.deeds.engine import run
from landwaiter.services.intake.staged_files import staged_file
from landwaiter.services.lists import list_imports
from landwaiter.services.lists.index_making import ensure_indexes
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session

EACH = 1_000
SMALL = 2_000


def write_table(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(declared(0)[0]))
        writer.writeheader()
        for number in range(count):
            writer.writerows(declared(number))
    return path


def peak_mib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def held_mib() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


def prepared(folder: Path) -> Session:
    """A casebook with one list, and one declaration by which everything is warm."""
    office = sessions.CasebookOffice("PL1", "PL")
    session = sessions.create_casebook(
        folder / "casebook", office=office, user="Adam", password=PASSWORD
    ).session
    watched = folder / "watched.csv"
    rows = "".join(f"t-{n},Company,Harbour Works {n} Limited,cn\n" for n in range(2_000))
    watched.write_text(f"id,schema,name,countries\n{rows}", encoding="utf-8")
    head = list_imports.ListHead("watched", kind="export_list")
    run(session, ImportList(files=(watched,), **asdict(head)))
    ensure_indexes(session, lambda *_told: None)
    taken_in(session, TakeIn((write_table(folder / "warm.csv", 1),)))
    return session


@dataclass(slots=True)
class Told:
    """Prints a line for each thousand."""

    done: int = 0
    worked: float = 0.0
    at: float = 0.0

    def begin(self) -> None:
        self.worked, self.at = time.process_time(), time.perf_counter()

    def __call__(self, done: int, total: int, _what: str) -> None:
        if not done or (done // EACH == self.done // EACH and done != total):
            return
        count, worked, at = done - self.done, time.process_time(), time.perf_counter()
        print(  # noqa: T201
            f"| {done} | {count / (worked - self.worked):.1f} | {count / (at - self.at):.1f} | "
            f"{held_mib()} MiB | {os.getloadavg()[0]:.1f} |",
            flush=True,
        )
        self.done, self.worked, self.at = done, worked, at


def grow(count: int) -> None:
    print("| declarations | per second of the processor | by the clock | memory | load |")  # noqa: T201
    print("|---|---|---|---|---|")  # noqa: T201
    with tempfile.TemporaryDirectory(prefix="landwaiter-growth-") as named:
        folder = Path(named)
        session, told = prepared(folder), Told()
        file = write_table(folder / "all.csv", count)
        told.begin()
        (result,) = run(session, TakeIn((file,)), told)
        told(count, count, "")
        print(f"\n{result.created} cases, {peak_mib()} MiB at the most")  # noqa: T201


def read(count: int) -> None:
    with tempfile.TemporaryDirectory(prefix="landwaiter-growth-") as named:
        file = write_table(Path(named) / "all.csv", count)
        size, before, begun = file.stat().st_size >> 20, peak_mib(), time.process_time()
        one = staged_file(file, TakeIn((file,)), lambda *_told: None)
        took = 1000 * (time.process_time() - begun) / count
        print(  # noqa: T201
            f"{one.read} declarations, {size} MiB: {took:.2f} ms each, "
            f"{peak_mib() - before} MiB more than before"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--declarations", type=int, default=5_000)
    parser.add_argument("--read", type=int, default=0)
    parser.add_argument("--read-here", type=int, default=0, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read_here:
        read(given.read_here)
    elif given.read:
        for count in (SMALL, given.read):
            command = (sys.executable, "-m", __spec__.name, "--read-here", str(count))
            subprocess.run(command, check=True)  # ourselves, so that each begins anew
    else:
        grow(given.declarations)


if __name__ == "__main__":
    main()
