"""How soon the next hit stands there after one was judged or skipped.

QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.next_hit [CASES]

A window on a casebook in which every case has a hit of its own; each is judged in turn. Measured
is the time from the key to the next hit laid out and painted, with the writing going on behind it,
and how long the window's own thread did not answer meanwhile.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication
from tests.deeds.said import said
from tests.services.sample_office import ANALYST, PASSWORD, an_office, two_items
from tests.ui.hands import type_text

from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.domain.people.preferences import Mode
from landwaiter.services.deeds.engine import do
from landwaiter.ui.frame import undo
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.hits.hits_tab import HitsTab
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.window.app import make_application
from landwaiter.ui.window.window_opening import open_room
from landwaiter.ui.window.window_routes import Room

REASON = "the catalogue states it on page 4"
THINKS_S = 1.5
"""What a person takes at least to look at a hit: the following ones are read meanwhile."""


def wait(application: QApplication, until: Callable[[], bool], within_s: float = 60.0) -> float:
    """Seconds until it holds; the events of the window go on."""
    begun = time.perf_counter()
    while not until() and time.perf_counter() - begun < within_s:
        application.processEvents()
    return time.perf_counter() - begun


def prepared(folder: Path, cases: int) -> Path:
    """Cases whose consignees differ a little, each with a hit that nobody has judged."""
    office = an_office(folder)
    rows = [
        row
        for number in range(2, cases + 2)
        for row in two_items(lrn=f"LW-{number}", consignee_name=f"Morning Lathe Trading {number}")
    ]
    result = office.take_in(*rows)
    assert not result.rejected
    session = office.session(ANALYST)
    for reference in result.cases:
        do(session, said("take", reference=reference))
    office.close()
    return office.path


def signed_in(application: QApplication, path: Path) -> tuple[Room, Shell, Jobs]:
    jobs = Jobs()
    shell = Shell(jobs)
    room = open_room(shell, jobs, casebook=path, user=ANALYST)
    shell.show()
    wait(application, lambda: jobs.idle)
    focus = application.focusWidget()
    assert focus is not None
    type_text(focus, PASSWORD + "\r")
    wait(application, lambda: room.desk.session is not None and jobs.idle)
    return room, shell, jobs


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds until the next hit is painted, of these at work, and until all is saved."""

    shown: float
    worked: float
    whole: float


def shown_after(application: QApplication, tab: HitsTab, deed: Callable[[], None]) -> Took:
    before = tab.screen.view
    begun, worked = time.perf_counter(), time.thread_time()
    deed()
    wait(application, lambda: tab.screen.view is not before)
    # What was laid out anew is painted by the events that this left behind.
    application.processEvents()
    shown, spent = time.perf_counter() - begun, time.thread_time() - worked
    wait(application, lambda: tab._desk.jobs.idle)
    return Took(1000 * shown, 1000 * spent, 1000 * (time.perf_counter() - begun))


def judged(tab: HitsTab) -> None:
    view = tab.screen.view
    assert view is not None
    tab.screen.judged.emit(view.hit.id, JudgementValue.SAME, REASON)


def figures(name: str, took: list[Took]) -> str:
    shown = sorted(one.shown for one in took)
    p95 = shown[min(len(shown) - 1, round(0.95 * len(shown)))]
    worked = statistics.median(one.worked for one in took)
    whole = statistics.median(one.whole for one in took)
    return (
        f"| {name} | {len(shown)} | {statistics.median(shown):.0f} | {p95:.0f} | {worked:.0f} "
        f"| {whole:.0f} |"
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", type=int, nargs="?", default=24)
    cases = parser.parse_args(arguments).cases
    with TemporaryDirectory() as folder:
        path = prepared(Path(folder), cases)
        application = make_application(["next-hit"], Settings(Mode.LIGHT))
        undo.SECOND = 0.0  # saved at once: what is measured is the whole way
        room, shell, jobs = signed_in(application, path)
        room.to_hits()
        wait(application, lambda: jobs.idle)
        tab = room.desk.view
        assert isinstance(tab, HitsTab)
        skips, judgements = [], []
        for _number in range(cases // 2):
            wait(application, lambda: False, THINKS_S)
            skips.append(shown_after(application, tab, tab.screen.skipped.emit))
        for _number in range(cases // 2):
            wait(application, lambda: False, THINKS_S)
            judgements.append(shown_after(application, tab, lambda: judged(tab)))
        lines = (
            "| deed | times | next hit p50 ms | p95 ms | CPU p50 ms | saved and read anew p50 ms |",
            "|---|---|---|---|---|---|",
            figures("skip", skips),
            figures("judge", judgements),
        )
        sys.stdout.write("\n".join(lines) + "\n")
        room.desk.get_up()
        jobs.close()
        shell.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
