"""How often two names that score so are the same: a reliability table of pairs people judged.

LANDWAITER_TESTDATA=… python -m tests.benchmarks.screening.reliability
"""

import os
import sys
from itertools import pairwise
from pathlib import Path

from tests.benchmarks.screening.figures import F1, Outcome, Share
from tests.benchmarks.screening.pairs import PAIR_SETS, Pair

from landwaiter.screening import DEFAULT_THRESHOLD, compare_names

BINS = (0, 200, 400, 500, 600, 680, 750, 800, 850, 900, 950, 1001)
JUDGED = ("name_bench", "alias pairs", "pairs judged by people", "entity checks")


def scored(pairs: list[Pair]) -> list[tuple[int, bool]]:
    return [(compare_names(one.one, one.other, one.kind).score, one.same) for one in pairs]


def main() -> int:
    folder = os.environ.get("LANDWAITER_TESTDATA")
    if not folder:
        sys.stdout.write("LANDWAITER_TESTDATA is not set: no third-party data to measure on.\n")
        return 1
    pooled: list[tuple[int, bool]] = []
    sys.stdout.write(f"| pairs | F1 at {DEFAULT_THRESHOLD} |\n|---|---|\n")
    for title, read in PAIR_SETS:
        found = scored(read(Path(folder)))
        outcomes = [Outcome(score >= DEFAULT_THRESHOLD, same) for score, same in found]
        sys.stdout.write(f"| {title} | {F1(outcomes)} |\n")
        pooled += found if title in JUDGED else []
    sys.stdout.write("\n| score | pairs | of them the same |\n|---|---|---|\n")
    for low, high in pairwise(BINS):
        inside = [same for score, same in pooled if low <= score < high]
        share = Share(sum(inside), len(inside))
        sys.stdout.write(
            f"| {low / 1000:.2f} to {(high - 1) / 1000:.3f} | {len(inside):,} | {share} |\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
