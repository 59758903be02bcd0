"""What the indexes of lists and of words cost who writes: an intake, a note, a batch of the sift.

    PYTHONPATH=desktop:. python -m tests.benchmarks.index_cost [--rounds 5] [--declarations 200]

The same work in a casebook as it is made and in one whose lists have no index and whose words are
not indexed, by turns; milliseconds of the processor, the median of the rounds. Nothing is asserted.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.benchmarks.case_list import say
from tests.services.sample_office import ANALYST, Office, an_office
from tests.services.trade.test_sift import sift, traffic

from landwaiter.domain.cases.deeds_between_people import AddNote
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.services.cases import refresh
from landwaiter.services.deeds.engine import run
from landwaiter.storage.base.word_hints import WordHints
from landwaiter.storage.cases import case_rows
from landwaiter.storage.sqlite.engine import connect
from landwaiter.storage.trade import queue_words

_LISTS = (
    "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL "
    "AND (name LIKE 'case_file_%')"
)


def without_indexes(office: Office) -> None:
    """Those of the list of cases go; the words of lists are kept no more."""
    casebook = office.session(ANALYST).casebook
    bare = connect(casebook.database, casebook.keys.database, wait_s=10.0)
    for (name,) in bare.execute(_LISTS).fetchall():
        bare.execute(f"DROP INDEX {name}")
    bare.close()


def nothing(*_given: Any, **_named: Any) -> None:
    """In place of what keeps words."""


def plain() -> ExitStack:
    stack = ExitStack()
    for of, name in (
        (WordHints, "add"),
        (queue_words, "keep"),
        (refresh, "index_words"),
        (refresh, "index_words_of_new"),
        (case_rows, "keep_signs"),
    ):
        stack.enter_context(patch.object(of, name, nothing))
    return stack


def taken_ms(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def deeds(office: Office, number: int, count: int) -> dict[str, float]:
    """Milliseconds of each deed, by its name."""
    session = office.session(ANALYST)
    file = traffic(office, count)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("S-", f"S{number}-"), encoding="utf-8")
    few = traffic(office, 20)
    few.write_text(few.read_text(encoding="utf-8").replace("S-", f"I{number}-"), encoding="utf-8")
    found = {"an intake of 20": taken_ms(lambda: run(session, TakeIn((few,))))}
    with session.reading() as conn:
        case = conn.exec_driver_sql("SELECT max(reference) FROM case_file").scalar()
    notes: Sequence[AddNote] = [AddNote(str(case), f"seen {number}, {no}") for no in range(10)]
    found["ten notes"] = taken_ms(lambda: [run(session, one) for one in notes])
    file = traffic(office, count)
    file.write_text(text.replace("S-", f"S{number}-"), encoding="utf-8")
    found[f"a batch of the sift of {count}"] = taken_ms(lambda: sift(office, file))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--declarations", type=int, default=200)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="landwaiter-index-cost-") as folder:
        offices = {name: an_office(Path(folder) / name) for name in ("with", "without")}
        without_indexes(offices["without"])
        taken: dict[str, dict[str, list[float]]] = {}
        for number in range(given.rounds + 1):
            for name, office in offices.items():
                with ExitStack() if name == "with" else plain():
                    for deed, ms in deeds(office, number, given.declarations).items():
                        if number:
                            taken.setdefault(deed, {}).setdefault(name, []).append(ms)
        say("| | with, ms | without, ms | ratio |")
        say("|---|---:|---:|---:|")
        for deed, sides in taken.items():
            one, other = (statistics.median(sides[name]) for name in ("with", "without"))
            say(f"| {deed} | {one:.0f} | {other:.0f} | {one / other:.2f} |")
        for office in offices.values():
            office.close()


if __name__ == "__main__":
    main()
