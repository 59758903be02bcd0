"""What a message on a sifted declaration takes, and whether it grows with what is there already.

    PYTHONPATH=desktop:. python -m tests.benchmarks.trade.messages [--declarations 800] [--way WAY]

Five messages of customs for each of so many declarations: the MRN, the release, the control, the
release for exit, the exit. WAY is `files` (one a file, through a watched folder into the sift),
`intake` (the same without the sift), `one` (all in one file), `waiting` (all of them before their
declarations) or `cases` (on declarations with a case). Prints for each thousand messages the time
of the processor of this process, and what it holds in memory. Nothing is asserted.
"""

import argparse
import csv
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.benchmarks.intake import PASSWORD
from tests.benchmarks.intake_growth import held_mib
from tests.services.intake.message_files import on_declaration
from tests.services.trade.trade_traffic import COLUMNS, Traffic

from landwaiter.domain.intake.deeds import TakeIn, WatchFolder
from landwaiter.domain.trade.deeds import Sift
from landwaiter.services.deeds.engine import run
from landwaiter.services.intake.waiting_messages import waiting_list
from landwaiter.services.intake.watching import FolderWatch, watch_folder
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session

CODES: Final = ("CC528C", "CC529C", "CC560C", "CC525C", "CC599C")
WAYS: Final = ("files", "intake", "one", "waiting", "cases")
EACH: Final = 1_000


@dataclass(slots=True)
class Told:
    """Prints a line for each thousand."""

    what: str
    done: int = 0
    worked: float = 0.0
    at: float = 0.0

    def begin(self) -> None:
        self.done, self.worked, self.at = 0, time.process_time(), time.perf_counter()

    def reach(self, done: int, *, last: bool = False) -> None:
        """So many are done."""
        if done == self.done or (done // EACH == self.done // EACH and not last):
            return
        count, worked, at = done - self.done, time.process_time(), time.perf_counter()
        print(  # noqa: T201
            f"| {self.what} | {done} | {1000 * (worked - self.worked) / count:.2f} | "
            f"{1000 * (at - self.at) / count:.2f} | {held_mib()} MiB | {os.getloadavg()[0]:.1f} |",
            flush=True,
        )
        self.done, self.worked, self.at = done, worked, at


def numbers(count: int) -> Iterator[tuple[str, str]]:
    """MRN and reference of the declarations."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    for number in range(count):
        tail, rest = "", number
        for _ in range(6):
            tail, rest = letters[rest % 36] + tail, rest // 36
        yield checked(f"26PL302010{tail}A"), f"M-{number}"


def checked(body: str) -> str:
    """An MRN with its last figure."""
    values = [10 + i + (i + 9) // 10 for i in range(26)]
    table = {chr(65 + i): one for i, one in enumerate(values)} | {str(i): i for i in range(10)}
    return body + str(sum(table[sign] << at for at, sign in enumerate(body)) % 11 % 10)


def write_declarations(path: Path, count: int) -> Path:
    """Declarations that state a reference alone: customs tell their MRN."""
    traffic = Traffic()
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for _mrn, reference in numbers(count):
            rows = traffic.declaration("2026-03-02")
            writer.writerows([{**row, "mrn": "", "lrn": reference} for row in rows])
    return path


def messages(count: int) -> Iterator[str]:
    for mrn, reference in numbers(count):
        for code in CODES:
            yield on_declaration(code, mrn, lrn=reference if code == CODES[0] else "")


def dropped(folder: Path, count: int) -> Path:
    """A folder with a file for each message, as a gateway leaves them."""
    folder.mkdir()
    for number, text in enumerate(messages(count)):
        (folder / f"m{number:06d}.xml").write_text(text, encoding="utf-8")
    return folder


def in_one(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write("<all>")
        file.writelines(messages(count))
        file.write("</all>")
    return path


def through_folder(session: Session, folder: Path, told: Told, *, sifts: bool) -> None:
    done = [0]

    def count(_outcome: object) -> None:
        done[0] += 1
        told.reach(done[0])

    told.begin()
    said = WatchFolder(folder=folder, once=True, sift=sifts)
    watch_folder(session, said, FolderWatch(told=count))
    told.reach(done[0], last=True)


def tried(folder: Path, way: str, count: int) -> None:
    office = sessions.CasebookOffice("PL1", "PL")
    session = sessions.create_casebook(
        folder / "casebook", office=office, user="Adam", password=PASSWORD
    ).session
    table, told = write_declarations(folder / "all.csv", count), Told(way)
    if way == "cases":
        run(session, TakeIn((table,)))
    elif way != "waiting":
        run(session, Sift((table,)))
    size = session.casebook.database.stat().st_size
    if way in ("files", "waiting", "cases"):
        through_folder(session, dropped(folder / "in", count), told, sifts=True)
    elif way == "intake":
        through_folder(session, dropped(folder / "in", count), told, sifts=False)
    else:
        told.begin()
        file = in_one(folder / "all.xml", count)
        run(session, Sift((file,)), lambda done, _all, _what: told.reach(done))
        told.reach(len(CODES) * count, last=True)
    grown = (session.casebook.database.stat().st_size - size) // (len(CODES) * count)
    if way == "waiting":
        found = Told("found")
        found.begin()
        run(session, Sift((table,)), lambda done, _all, _what: found.reach(done))
        found.reach(count, last=True)
    left = waiting_list(session, limit=1).total
    print(f"{way}: {grown} bytes of the database a message; {left} wait")  # noqa: T201


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--declarations", type=int, default=800)
    parser.add_argument("--way", choices=WAYS, action="append")
    options = parser.parse_args()
    print("| way | messages | ms of the processor each | by the clock | memory | load |")  # noqa: T201
    print("|---|---|---|---|---|---|")  # noqa: T201
    for way in options.way or WAYS:
        with tempfile.TemporaryDirectory(prefix="landwaiter-messages-") as named:
            tried(Path(named), way, options.declarations)


if __name__ == "__main__":
    main()
