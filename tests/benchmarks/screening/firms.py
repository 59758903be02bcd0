"""How many firms that nobody looks for raise an alert.

LANDWAITER_TESTDATA=… python -m tests.benchmarks.screening.firms [--names]

Legal names of the register of LEI, aerospace and electronics, against all lists. Some of these
firms are listed, so a name that equals the listed one is told apart. Then what a threshold costs:
how many of the perturbed names of listed bodies still reach it. `--names` prints each alert. Needs
pyarrow, which no part of the product needs.
"""

import argparse
import os
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.screening import lists
from tests.benchmarks.screening.figures import Share
from tests.benchmarks.screening.matchers import Ours
from tests.benchmarks.screening.questions import perturbed

from landwaiter.domain.lists.listing import Match
from landwaiter.screening import DEFAULT_THRESHOLD, Index, Query

ASKED, LISTED = 4_000, 6_000
POINTS = (DEFAULT_THRESHOLD, 720, 760, 800, 850, 900)
FILES = ("aerospace_defense", "electronics_semiconductors")


def firms(testdata: Path) -> list[str]:
    """Names from all over the register, each once, always the same ones."""
    from pyarrow import parquet  # noqa: PLC0415  # the benchmark's alone

    names: dict[str, None] = {}
    for part in FILES:
        table = parquet.read_table(
            testdata / "companies" / f"gleif_{part}.parquet", columns=["Entity.LegalName"]
        )
        names |= dict.fromkeys(table.column(0).to_pylist())
    return random.Random(11).sample(sorted(names), ASKED)  # noqa: S311  # no secret


def best(index: Index, name: str) -> Match | None:
    """The hit that an officer would see first."""
    found = index.search(Query(name, "organisation"), threshold=DEFAULT_THRESHOLD, limit=1)
    return found[0] if found else None


def told(alerts: Sequence[Match], meant: Sequence[int], point: int) -> str:
    """One line: alerts at a threshold, those whose names are not equal, listed bodies still met."""
    reached = [alert for alert in alerts if alert.score >= point]
    other = sum(not alert.name_equal for alert in reached)
    met = Share(sum(score >= point for score in meant), len(meant))
    return f"| {point} | {Share(len(reached), ASKED)} | {Share(other, ASKED)} | {met} |\n"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--names", action="store_true")
    wanted = parser.parse_args(arguments)
    folder = os.environ.get("LANDWAITER_TESTDATA")
    if not folder:
        sys.stdout.write("LANDWAITER_TESTDATA is not set: no third-party data to measure on.\n")
        return 1
    every = lists.all_lists(Path(folder))
    ours = Ours(every)
    asked = [one for one in perturbed(every, LISTED) if one.kind == "organisation"]
    meant = [answer.meant for answer in ours.answers(asked)]
    alerts = [found for name in firms(Path(folder)) if (found := best(ours.index, name))]
    sys.stdout.write(f"{ASKED:,} firms; {len(meant):,} perturbed names of listed bodies\n\n")
    sys.stdout.write("| threshold | alert | names not equal | listed bodies met |\n")
    sys.stdout.write("|---|---|---|---|\n")
    sys.stdout.writelines(told(alerts, meant, point) for point in POINTS)
    if wanted.names:
        for alert in sorted(alerts, key=lambda one: -one.score):
            sys.stdout.write(f"{alert.score} {alert.name} | {alert.matched_name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
