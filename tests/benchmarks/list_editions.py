"""Two editions of a large list: what the second costs, and screening open cases again for it.

    python tests/benchmarks/list_editions.py [LISTINGS] [CASES]

Names are random syllables. The second edition changes half a percent of the entries, takes as many
away and adds as many; five of the new ones are parties of open cases.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from tempfile import TemporaryDirectory
from typing import TypeVar

sys.path[:0] = [str(Path(__file__).parents[2])]

from tests.services.sample_office import ADMIN, Office, an_office, declared  # noqa: E402

from landwaiter.domain.lists.deeds import Rescreen  # noqa: E402
from landwaiter.domain.lists.listing import ListEdition, Listing  # noqa: E402
from landwaiter.services.deeds.engine import run  # noqa: E402
from landwaiter.services.lists.list_editions import diff_lists  # noqa: E402
from landwaiter.services.lists.list_imports import import_list  # noqa: E402

T = TypeVar("T")
FOUND = 5


def names(count: int) -> list[str]:
    rng = random.Random(7)  # noqa: S311  # the same names each time
    syllables = [f"{a}{b}" for a in "bcdfgklmnprstvz" for b in "aeiou"]
    words = ["".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(20_000)]
    return [" ".join(rng.choices(words, k=3)).title() for _ in range(count)]


def listed(number: int, name: str) -> Listing:
    return Listing(f"L-{number:07d}", "Company", name, countries=("CN",), programmes=("P",))


def keep(office: Office, edition: str, listings: list[Listing], day: date) -> None:
    head = ListEdition(
        list_id="big",
        title="Big",
        kind="export_list",
        edition=edition,
        sha256=f"{edition:0>64}",
        source="",
        licence="",
        trust="official",
        listings=len(listings),
        imported_at=office.clock(),
        published=day,
    )
    import_list(office.session(ADMIN), head, listings)


def timed(what: str, fn: Callable[[], T]) -> T:
    begin = time.perf_counter()
    result = fn()
    sys.stdout.write(f"{what}: {time.perf_counter() - begin:.1f} s\n")
    return result


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("listings", type=int, nargs="?", default=76_000)
    parser.add_argument("cases", type=int, nargs="?", default=300)
    wanted = parser.parse_args(arguments)
    listings, cases = wanted.listings, wanted.cases
    drawn, few = names(listings + listings // 200 + cases), listings // 200
    parties, on_list = drawn[:cases], drawn[cases:]
    with TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        office.take_in(*(declared(lrn=f"B-{n}", consignee_name=p) for n, p in enumerate(parties)))
        first = [listed(number, name) for number, name in enumerate(on_list[:listings])]
        timed("first edition", lambda: keep(office, "1", first, date(2026, 3, 1)))
        timed("screening again, all of it", lambda: run(office.session(ADMIN), Rescreen()))
        new = [*parties[:FOUND], *on_list[listings : listings + few - FOUND]]
        second = [
            *(replace(one, note="changed") for one in first[few : 2 * few]),
            *first[2 * few :],
            *(listed(listings + number, name) for number, name in enumerate(new)),
        ]
        size = office.path.joinpath("casebook.db").stat().st_size
        timed("second edition", lambda: keep(office, "2", second, date(2026, 3, 20)))
        found = timed(
            "screening again, what differs", lambda: run(office.session(ADMIN), Rescreen())
        )
        office.close()
        grown = office.path.joinpath("casebook.db").stat().st_size - size
        diff = timed("difference", lambda: diff_lists(office.session(ADMIN), "big")).diff
        counts = (len(diff.added), len(diff.removed), len(diff.changed), diff.unchanged)
        peak = getrusage(RUSAGE_SELF).ru_maxrss // 1024
        sys.stdout.write(f"{found}\n{counts}; grown by {grown / 1e6:.1f} MB; peak {peak} MB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
