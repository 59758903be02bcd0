"""The audit chain: verifying a long one, and opening a case that has a long one.

    python -m tests.benchmarks.audit [--entries 1000000] [--on-case 10000] [--evidence 500]

The chain is written by the product; pieces of evidence are copies of one row that it wrote. A case
is opened as its tab does it: the case with everything on it, and whether a view is to be recorded.
Prints Markdown tables; nothing is asserted.
"""

import argparse
import cProfile
import os
import pstats
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from tests.services.sample_office import ANALYST, REF, Office, an_office

from landwaiter.domain.audit.deeds import ExportChain
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.people.preferences import Mode
from landwaiter.services.audit import audit_history, viewing
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.warm.session import Session
from landwaiter.storage.schema.tables import metadata
from landwaiter.ui.cases.case_screen import CaseScreen
from landwaiter.ui.frame.shell import Shell
from landwaiter.ui.frame.tabs import Tab
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.window.app import make_application

TIMES = 15
OPENING_MS, VERIFY_S = 200, 10
VERIFIER = Path(__file__).parents[2] / "docs" / "verify_audit.py"


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a report for a person


def median_ms(call: Callable[[], object]) -> tuple[float, float]:
    """Medians of wall and processor time of some calls after one that warms up."""
    call()
    walls, processor = [], []
    for _time in range(TIMES):
        wall, own = time.perf_counter(), time.process_time()
        call()
        walls.append((time.perf_counter() - wall) * 1000)
        processor.append((time.process_time() - own) * 1000)
    return statistics.median(walls), statistics.median(processor)


def entries_on(session: Session, case_id: str, entries: int) -> None:
    """Entries on one case, each a note with its reason, one in four under something of the case."""
    with session.writing("benchmark") as work:
        for number in range(entries):
            below = f"/evidence/{number}" if number % 4 == 0 else ""
            told = {"reference": REF, "reason": f"what was seen at the quay, line {number}"}
            work.audit("case.note", f"case/{case_id}{below}", told)


def evidence_on(session: Session, folder: Path, pieces: int) -> None:
    """One piece entered by the product, and copies of its row and of what is recorded about it."""
    file = folder / "photo.txt"
    file.write_text("what was seen")
    run(session, AddFile(REF, file))
    with session.writing("benchmark") as work:
        work.quiet()
        for table, own in (("evidence", "id"), ("custody_event", "evidence_id")):
            rows = metadata.tables[table]
            (first,) = work.conn.execute(rows.select()).mappings()
            made = [
                {
                    **first,
                    "id": f"{number:032x}",
                    own: f"{number:032x}",
                    **({"no": number} if "no" in first else {}),
                }
                for number in range(2, pieces + 1)
            ]
            work.conn.execute(rows.insert(), made)


def drawing(view: CaseView) -> Callable[[], object]:
    """Opens a tab with the case in a window of 1440 × 900, and waits until it is painted."""
    application = make_application(["benchmark"], Settings(Mode.LIGHT))
    shell = Shell(Jobs())
    shell.resize(1440, 900)
    shell.show()
    numbers = count(1)

    def draw() -> None:
        screen = CaseScreen()
        screen.show_view(view)
        tab = Tab(f"case-{next(numbers)}", REF, "cases")
        shell.open_tab(tab, lambda: screen, screen="case")
        application.processEvents()
        shell.close_all()

    return draw


def opening(office: Office, on_case: int, evidence: int, *, profile: bool) -> None:
    session = office.session(ANALYST)
    drawn = drawing(case_view(session, REF))
    steps: dict[str, Callable[[], object]] = {
        "the case with everything on it": lambda: case_view(session, REF),
        "the same drawn in a new tab, offscreen": drawn,
        "whether a view is to be recorded": lambda: viewing.note_case_opened(
            session, REF, through="case"
        ),
    }
    say(f"\nOpening a case with {on_case:,} audit entries and {evidence:,} pieces of evidence\n")
    say(f"| median of {TIMES}, milliseconds | wall | processor |")
    say("|---|---|---|")
    for name, step in steps.items():
        wall, processor = median_ms(step)
        say(f"| {name} | {wall:.0f} | {processor:.0f} |")
    say(f"\nGoal for the first two together: {OPENING_MS} ms.")
    if profile:
        with cProfile.Profile() as seen:
            case_view(session, REF)
        pstats.Stats(seen).sort_stats("cumulative").print_stats(40)


def verifying(office: Office, entries: int, folder: Path) -> None:
    session = office.session(ANALYST)
    there = audit_history.verify_chain(session).entries
    with session.writing("benchmark") as work:
        for number in range(max(0, entries - there)):
            work.audit("case.note", f"case/{number}", {"text": f"note {number}"})
    begun = time.perf_counter()
    report = audit_history.verify_chain(session)
    ours = time.perf_counter() - begun
    file = folder / "audit.jsonl"
    begun = time.perf_counter()
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(line + "\n" for line in do(session, ExportChain()).outcome)
    exported = time.perf_counter() - begun
    begun = time.perf_counter()
    seen = subprocess.run([sys.executable, "-I", str(VERIFIER), str(file)], check=False)
    apart = time.perf_counter() - begun
    say(f"\n{report.entries:,} entries, sound: {report.sound} and {seen.returncode == 0}\n")
    say("| | seconds | entries per second | goal |")
    say("|---|---|---|---|")
    goal = f"≤ {VERIFY_S} s a million"
    say(f"| audit verify | {ours:.2f} | {report.entries / ours:,.0f} | {goal} |")
    say(f"| audit export | {exported:.2f} | {report.entries / exported:,.0f} | |")
    say(f"| docs/verify_audit.py | {apart:.2f} | {report.entries / apart:,.0f} | |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--on-case", type=int, default=10_000)
    parser.add_argument("--evidence", type=int, default=500)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="landwaiter-audit-") as folder:
        office = an_office(Path(folder))
        office.act(ANALYST, "assess")
        evidence_on(office.session(ANALYST), Path(folder), given.evidence)
        entries_on(office.session(ANALYST), office.case().id, given.on_case)
        opening(office, given.on_case, given.evidence, profile=given.profile)
        if given.entries:
            verifying(office, given.entries, Path(folder))
        office.close()


if __name__ == "__main__":
    main()
