"""The window beside a bare Qt window with one table: start, Today, a case, tabs, saving.

    python -m tests.benchmarks.window [--cases 300000] [--times 5] [--json FILE]

Each start is a process of its own, drawn offscreen. The sample casebook (34 cases) is made once;
the larger one is a copy of it with that many lines of cases more, written straight into the
encrypted database (`million_rows.py`), none of which has a substance. The bare window holds a
`QTableView` of 34 rows beside plain SQLite. The median counts; the first case of a process is told
apart. Prints a Markdown table and writes the same as JSON; nothing is asserted.
"""

import argparse
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

BEGUN, ASKED = "LANDWAITER_BENCHMARK_BEGUN", "LANDWAITER_BENCHMARK_ASKED"
ROWS, COLUMNS = 34, 8
"""Of the bare table."""
FIRST = 1_001
"""Serial number of the first line that is added; the sample has fewer."""
CALM = 3
"""Rounds of events without work in hand after which the window is drawn."""
A_LOOK_S = 0.001
SWITCHES, SAVES = 10, 5
JOBS: Final = {
    "start": "start to the sign-in screen",
    "password": "sign-in to Today, of it the password and the casebook",
    "today": "sign-in to Today",
    "first case": "opening a case, the first",
    "case": "opening a case, others",
    "tab": "switching tabs",
    "save": "saving a note, the case shown anew",
}
Taken = dict[str, float]


def since_begun() -> float:
    """Milliseconds since the process was asked for."""
    return (time.time() - float(os.environ[BEGUN])) * 1000


def milliseconds(deed: Callable[[], None]) -> float:
    begun = time.perf_counter()
    deed()
    return (time.perf_counter() - begun) * 1000


def bare() -> Taken:
    """The least that Qt and SQLite do for the same."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel  # noqa: PLC0415  # what is measured
    from PySide6.QtWidgets import QApplication, QTableView, QTabWidget  # noqa: PLC0415

    application = QApplication([])
    tabs = QTabWidget()

    def table() -> QTableView:
        model = QStandardItemModel(ROWS, COLUMNS, tabs)
        for place in range(ROWS * COLUMNS):
            model.setItem(place // COLUMNS, place % COLUMNS, QStandardItem(f"cell {place}"))
        view = QTableView()
        view.setModel(model)
        return view

    def settle() -> None:
        for _round in range(CALM + 1):
            application.processEvents()

    def opened() -> None:
        tabs.setCurrentIndex(tabs.addTab(table(), "one more"))
        settle()

    def switched() -> None:
        tabs.setCurrentIndex(1 - tabs.currentIndex())
        settle()

    tabs.addTab(table(), "first")
    tabs.resize(1280, 800)
    tabs.show()
    settle()
    taken = {"start": since_begun(), "first case": milliseconds(opened)}
    taken["case"] = taken["first case"]
    taken["tab"] = statistics.median(milliseconds(switched) for _ in range(SWITCHES))
    with tempfile.TemporaryDirectory(prefix="landwaiter-bare-") as folder:
        plain = sqlite3.connect(Path(folder) / "plain.db", isolation_level=None)
        plain.execute("PRAGMA journal_mode = WAL")
        plain.execute("CREATE TABLE note (at TEXT, text TEXT)")

        def saved() -> None:
            plain.execute("INSERT INTO note VALUES ('2026-11-30', 'a note')")
            switched()

        taken["save"] = statistics.median(milliseconds(saved) for _ in range(SAVES))
        plain.close()
    return taken


class Drawn:
    """Landwaiter's window in this process, driven as fast as it answers."""

    def __init__(self, casebook: Path, user: str) -> None:
        from landwaiter.domain.people.preferences import Mode  # noqa: PLC0415  # what is measured
        from landwaiter.ui.frame.shell import Shell  # noqa: PLC0415
        from landwaiter.ui.kit.jobs import Jobs  # noqa: PLC0415
        from landwaiter.ui.kit.window_settings import Settings  # noqa: PLC0415
        from landwaiter.ui.window.app import make_application  # noqa: PLC0415
        from landwaiter.ui.window.window_opening import open_room  # noqa: PLC0415

        self.application = make_application(["window"], Settings(Mode.LIGHT))
        self.jobs, self.faults = Jobs(), list[BaseException]()
        self.jobs.failed.connect(self.faults.append)
        self.jobs.crashed.connect(self.faults.append)
        self.shell = Shell(self.jobs)
        self.room = open_room(self.shell, self.jobs, casebook=casebook, user=user)
        self.shell.resize(1280, 800)
        self.shell.show()
        self.settle()

    def settle(self) -> None:
        """Until nothing is asked for any more and all is drawn."""
        calm = 0
        while calm < CALM:
            self.application.processEvents()
            calm = calm + 1 if self.jobs.idle else 0
            # A thread that only looks would keep the readers waiting.
            time.sleep(0 if self.jobs.idle else A_LOOK_S)
        if self.faults:
            raise self.faults[0]

    def takes(self, deed: Callable[[], object]) -> float:
        """Milliseconds of a deed until all is drawn."""

        def whole() -> None:
            deed()
            self.settle()

        return milliseconds(whole)

    def save(self, reference: str, text: str) -> None:
        from landwaiter.domain.cases.deeds_between_people import AddNote  # noqa: PLC0415
        from landwaiter.services.deeds.engine import do  # noqa: PLC0415

        desk, note = self.room.desk, AddNote(reference, text)
        desk.write(lambda session: do(session, note), lambda result: desk.tell(result.changes))

    def close(self) -> None:
        self.shell.close()
        self.room.desk.get_up()
        self.jobs.close()
        self.application.processEvents()


def ours(casebook: Path, user: str, password: str, references: list[str]) -> Taken:
    """One process of Landwaiter from its start to the last saved note."""
    drawn = Drawn(casebook, user)
    taken = {"start": since_begun()}

    from landwaiter.services.table import sessions  # noqa: PLC0415  # loaded by the window

    def signed_in() -> Any:
        begun = time.perf_counter()
        session = sessions.open_casebook(casebook, user=user, password=password)
        taken["password"] = (time.perf_counter() - begun) * 1000
        return session

    room = drawn.room
    first, *others = references
    keys = [f"case-{first}", f"case-{others[0]}"]
    taken["today"] = drawn.takes(lambda: drawn.jobs.read(signed_in, room.desk.sit_down))
    taken["first case"] = drawn.takes(lambda: room.to_case(first))
    opened = [drawn.takes(partial(room.to_case, reference)) for reference in others]
    switched = [drawn.takes(partial(room.reopen, keys[no % 2])) for no in range(SWITCHES)]
    drawn.takes(partial(room.reopen, keys[0]))
    saved = [drawn.takes(partial(drawn.save, first, f"note {no}")) for no in range(SAVES)]
    taken |= {
        "case": statistics.median(opened),
        "tab": statistics.median(switched),
        "save": statistics.median(saved),
    }
    drawn.close()
    return taken


def child(asked: dict[str, Any] | None) -> Taken:
    """The same in a fresh process."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        ASKED: json.dumps(asked),
        BEGUN: repr(time.time()),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.window"],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
    )
    answer: Taken = json.loads(done.stdout.splitlines()[-1])
    return answer


def medians(times: int, asked: dict[str, Any] | None) -> Taken:
    """One process goes before, so that every file was read once."""
    child(asked)
    runs = [child(asked) for _ in range(times)]
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def enlarged(casebook: Path, user: str, password: str, to: Path, cases: int) -> Path:
    """A copy of the casebook with so many lines of cases more."""
    from tests.benchmarks.million_rows import fill_cases  # noqa: PLC0415  # not in the processes that are measured

    from landwaiter.services.table import sessions  # noqa: PLC0415
    from landwaiter.storage.sqlite.engine import connect  # noqa: PLC0415

    shutil.copytree(casebook, to)
    session = sessions.open_casebook(to, user=user, password=password)
    opened = session.casebook
    connection = connect(opened.database, opened.keys.database, wait_s=10.0)
    fill_cases(connection, cases, first=FIRST)
    connection.close()
    opened.close()
    return to


def measured(folder: Path, cases: int, times: int) -> dict[str, Taken]:
    """Column → job → milliseconds."""
    from landwaiter.services.demo.demonstration import run_demo  # noqa: PLC0415

    made = run_demo(folder / "sample", say=lambda _line: None, now=lambda: datetime.now(UTC))
    asked = {
        "user": made.user,
        "password": made.password,
        "references": list(made.references[:6]),
    }
    large = enlarged(made.casebook, made.user, made.password, folder / "large", cases)
    return {
        "bare Qt": medians(times, None),
        "sample": medians(times, {**asked, "casebook": str(made.casebook)}),
        "large": medians(times, {**asked, "casebook": str(large)}),
    }


def table(found: dict[str, Taken], cases: int) -> str:
    lines = [
        f"| job | bare Qt | Landwaiter, sample | ratio | and {cases:,} cases | ratio |",
        "|---|---|---|---|---|---|",
    ]
    for name, title in JOBS.items():
        plain = found["bare Qt"].get(name)
        cells = [title, f"{plain:.1f} ms" if plain else "–"]
        for column in ("sample", "large"):
            taken = found[column][name]
            cells += [f"{taken:.1f} ms", f"{taken / plain:.1f}" if plain else "–"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    if ASKED in os.environ:
        asked = json.loads(os.environ[ASKED])
        say(json.dumps(bare() if asked is None else ours(Path(asked.pop("casebook")), **asked)))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=300_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--json", type=Path, default=Path("window.json"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="landwaiter-window-") as folder:
        found = measured(Path(folder), given.cases, given.times)
    say(table(found, given.cases))
    told = {"cases": given.cases, "times": given.times, "milliseconds": found}
    given.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a report for a person


if __name__ == "__main__":
    main()
