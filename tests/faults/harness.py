"""Kill, fill, damage: what a casebook goes through without losing anything.

    python -m tests.faults.harness [--points N] [--seed S] [--only WORD]

Prints a table of figures and ends with 1 when anything committed was lost, anything was half done,
or anything was said otherwise than in a sentence; with 2 where calls cannot be intercepted.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.faults import shim


def main() -> int:
    options = _options()
    if why := shim.why_not():
        sys.stderr.write(f"{why}\n")
        return 2
    shim.restart_with(["-m", "tests.faults.harness", *sys.argv[1:]])
    from tests.faults import kills  # noqa: PLC0415  # imports the program under the interceptor

    _stretch_passwords_once()
    with TemporaryDirectory(prefix="landwaiter-faults-") as folder:
        found = 0
        for part in (kills.report,):
            found += part(Path(folder), options, say)
    say(f"\n{found} faults." if found else "\nNothing lost, nothing half done.")
    return int(found > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=2000, help="points of SIGKILL over all deeds")
    parser.add_argument("--seed", type=int, default=20260330)
    parser.add_argument("--only", default="", help="deeds whose name holds this word")
    return parser.parse_args()


def _stretch_passwords_once() -> None:
    from landwaiter.storage import keys  # noqa: PLC0415  # as above

    keys._stretched = cache(keys._stretched)  # type: ignore[assignment]  # Argon2id costs 0.2 s


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a report for a person


if __name__ == "__main__":
    raise SystemExit(main())
