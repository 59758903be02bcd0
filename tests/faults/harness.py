"""Kill, fill, damage: what a casebook goes through without losing anything.

    python -m tests.faults.harness [--points N] [--refusals N] [--flips N] [--seed S]
                                   [--part deeds|damage|surroundings …] [--only PATTERN]

Prints a table of figures and ends with 1 when anything committed was lost, anything was half done,
or anything was said otherwise than in a sentence; with 2 where calls cannot be intercepted.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.faults import shim


def main() -> int:
    options = _options()
    if why := shim.why_not():
        sys.stderr.write(f"{why}\n")
        return 2
    shim.restart_with(["-m", "tests.faults.harness", *sys.argv[1:]])
    from tests import paid_once  # noqa: PLC0415  # the program, under the interceptor

    with (
        pytest.MonkeyPatch.context() as patch,
        TemporaryDirectory(prefix="landwaiter-faults-") as folder,
    ):
        # All but the schema: how the program makes it is struck too.
        for one in (
            paid_once.passwords,
            paid_once.packs,
            paid_once.statements,
            paid_once.connections,
        ):
            one(patch)
        patch.setenv("XDG_STATE_HOME", str(Path(folder) / "state"))
        found = sum(PARTS[name](Path(folder), options) for name in options.part or PARTS)
    say(f"\n{found} faults." if found else "\nNothing lost, nothing half done.")
    return int(found > 0)


def _struck(folder: Path, options: Namespace) -> int:
    from tests.faults import kills  # noqa: PLC0415  # as above

    extent = kills.Extent(options.points, options.refusals, options.seed, options.only)
    return kills.report(folder, extent, say)


def _damaged(folder: Path, options: Namespace) -> int:
    from tests.faults import damage  # noqa: PLC0415  # as above

    return damage.report(folder, options.flips, options.seed, say)


def _surrounded(folder: Path, _options: Namespace) -> int:
    from tests.faults import surroundings  # noqa: PLC0415  # as above

    return surroundings.report(folder, say)


PARTS: Mapping[str, Callable[[Path, Namespace], int]] = {
    "deeds": _struck,
    "damage": _damaged,
    "surroundings": _surrounded,
}


def _options() -> Namespace:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--points", type=int, default=1500, help="points of SIGKILL over all deeds")
    parser.add_argument("--refusals", type=int, default=600, help="writes that a disk refuses")
    parser.add_argument("--flips", type=int, default=200, help="bits flipped in each kind of file")
    parser.add_argument("--seed", type=int, default=20260330)
    parser.add_argument("--only", default="", help="deeds whose name fits this pattern")
    parser.add_argument("--part", action="append", choices=sorted(PARTS), help="default: all")
    return parser.parse_args()


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a report for a person


if __name__ == "__main__":
    raise SystemExit(main())
