"""Screening of a file of names: seconds, names per second, memory; one process and two.

python -m tests.benchmarks.batch NAMES [LISTINGS]

Names and listings are generated: words of a fixed vocabulary, a tenth of the names being listings
with a letter changed. Prints a line for each number of processes, and the size of what is kept.
"""

import argparse
import csv
import json
import random
import resource
import sys
import time
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.services.sample_office import ADMIN, ANALYST, Office, an_office, write_list

from landwaiter.domain.lists.deeds import ImportList
from landwaiter.services.deeds.engine import run
from landwaiter.services.hits import name_batches as batches
from landwaiter.services.hits.batch_files import write_xlsx
from landwaiter.services.hits.name_batches import FileQuery, screen_file
from landwaiter.services.hits.screening_output import result_json
from landwaiter.services.lists.list_imports import ListHead

SOUNDS = ("ba", "ke", "li", "mo", "nu", "ra", "si", "to", "vu", "ze", "chi", "dro", "fal", "gre")
KINDS = ("Trading", "Technology", "Industry", "Import Export", "Shipping", "Institute", "Marine")


def a_name(chance: random.Random) -> str:
    words = ("".join(chance.choices(SOUNDS, k=chance.randint(2, 4))) for _number in range(2))
    return f"{' '.join(words).title()} {chance.choice(KINDS)}"


def altered(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name))
    return name[:at] + chance.choice("aeiou") + name[at + 1 :]


def prepared(folder: Path, names: int, listings: int) -> tuple[Office, Path]:
    chance = random.Random(1)  # noqa: S311  # the same names each time
    listed = [a_name(chance) for _number in range(listings)]
    office = an_office(folder)
    made = write_list(folder / "many.csv", *listed)
    head = ListHead("many", kind="export_list", edition="1")
    assert not run(office.session(ADMIN), ImportList(files=(made,), **asdict(head)))[0].rejected
    path = folder / "names.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("name", "id", "country"))
        for number in range(names):
            own = number % 10
            name = a_name(chance) if own else altered(chance.choice(listed), chance)
            writer.writerow((name, number, "CN"))
    return office, path


def peak_mb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", type=int, nargs="?", default=10_000)
    parser.add_argument("listings", type=int, nargs="?", default=20_000)
    wanted = parser.parse_args(arguments)
    names, listings = wanted.names, wanted.listings
    with TemporaryDirectory() as folder:
        office, path = prepared(Path(folder), names, listings)
        session = office.session(ANALYST)
        for processes in (2, 1):
            batches.MOST_WORKERS = processes
            begun, before = time.perf_counter(), peak_mb()
            found = screen_file(session, FileQuery(path))
            took = time.perf_counter() - begun
            begun = time.perf_counter()
            size = sum(len(json.dumps(result_json(one))) for one in found.results())
            printed = time.perf_counter() - begun
            begun = time.perf_counter()
            write_xlsx(found, Path(folder) / "out.xlsx")
            sheet = time.perf_counter() - begun
            sys.stdout.write(
                f"{names} names, {listings} listings, {processes} processes: {took:.1f} s, "
                f"{names / took:.0f} names/s; {found.with_hits} with hits; JSON {size >> 20} MB in "
                f"{printed:.1f} s; Excel in {sheet:.1f} s; peak {before} → {peak_mb()} MB\n"
            )
            sys.stdout.flush()
            found.discard()
        office.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
