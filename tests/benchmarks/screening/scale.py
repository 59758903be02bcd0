"""A million names: build, memory, cold load, one name, many parties, recall of the candidates.

    PYTHONPATH=desktop:. python -m tests.benchmarks.screening.scale LISTINGS.jsonl \
        [--queries 1000] [--parties 10000]

`LISTINGS.jsonl` is made by `enlarge`. The list is imported into a new casebook and screened through
the services, so that what is measured is what a person waits for. Times of one name are those of
the processor as well as of the clock: on a shared machine the first are the fairer ones. Prints a
Markdown table; nothing is asserted.
"""

import argparse
import csv
import os
import random
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import msgspec
import numpy as np
from tests.benchmarks.screening.lists import KINDS

from landwaiter.domain.lists.listing import ListEdition, Listing
from landwaiter.screening import DEFAULT_THRESHOLD, Index, Query, compare
from landwaiter.services.hits.name_batches import FileQuery, screen_file
from landwaiter.services.lists import list_imports
from landwaiter.services.lists.index_making import ensure_indexes
from landwaiter.services.table import sessions
from landwaiter.services.warm.references import References
from landwaiter.services.warm.screened_list import ScreenedList
from landwaiter.services.warm.session import Session
from landwaiter.storage.people.open_casebook import INDEX

PASSWORD = "a sentence that is long enough"
GENERIC = (
    "Trading Company Ltd",
    "International Group",
    "Institute of Technology",
    "Shipping Co Ltd",
    "Al Mohammed",
    "Ivan Petrov",
    "Wang Wei",
)
LETTERS = "aeinorst"


@dataclass(frozen=True)
class Asked:
    """A misspelt name and the listing it must find."""

    query: Query
    place: int


def listings(path: Path) -> Iterator[Listing]:
    with path.open("rb") as file:
        for line in file:
            yield msgspec.json.decode(line, type=Listing)


def misspelt(name: str, chance: random.Random) -> str:
    """Words in another order, or one slip in a word of five letters or more."""
    parts = name.split()
    if chance.random() < 0.4:
        chance.shuffle(parts)
    long = [at for at, word in enumerate(parts) if len(word) > 4]
    if long:
        at = chance.choice(long)
        word, cut = parts[at], chance.randrange(1, len(parts[at]) - 1)
        parts[at] = chance.choice(
            (
                word[:cut] + word[cut + 1 :],
                word[:cut] + chance.choice(LETTERS) + word[cut:],
                word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :],
            )
        )
    return " ".join(parts)


def questions(path: Path, count: int) -> list[Asked]:
    """Names of listings from all over the file, misspelt."""
    chance = random.Random(3)  # noqa: S311  # no secret
    found: list[Asked] = []
    step = max(1, sum(1 for _ in path.open("rb")) // count)
    for place, one in enumerate(listings(path)):
        if place % step:
            continue
        name = chance.choice((one.name, *one.aliases))
        if len(name.split()) > 1:
            query = Query(misspelt(name, chance), KINDS.get(one.schema))
            found.append(Asked(query, place))
    return found


class Memory:
    """The most memory that this process and its children held at once, sampled."""

    def __init__(self) -> None:
        self.most = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.2):
            own = os.getpid()
            children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
            self.most = max(self.most, sum(map(resident, (own, *map(int, children)))))


def resident(pid: int) -> int:
    """MiB of a process, shared pages by their share; 0 where it has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return int(text.split("Pss:")[1].split()[0]) // 1024


def timed(clock: Callable[[], float], deed: Callable[[], object]) -> float:
    before = clock()
    deed()
    return clock() - before


def quantiles(times: list[float]) -> str:
    ordered = sorted(times)
    p50, p95 = (1000 * ordered[int(len(ordered) * share)] for share in (0.5, 0.95))
    return f"{p50:.1f} ms, {p95:.1f} ms"


def imported(session: Session, path: Path) -> None:
    count = sum(1 for _ in path.open("rb"))
    edition = ListEdition(
        list_id="enlarged",
        title="Enlarged",
        kind="other",
        edition="1",
        sha256="e" * 64,
        source="",
        licence="",
        trust="own knowledge",
        listings=count,
        imported_at=datetime.now(UTC),
    )
    list_imports.import_list(session, edition, listings(path))


def opened(session: Session) -> ScreenedList:
    """The list with its index, as a process finds it that begins."""
    fresh = References()
    with session.reading() as conn:
        found = fresh.lists(conn, session.today())
    return next(one for one in found if one.edition.list_id == "enlarged")


def recall(index: Index, asked: list[Asked]) -> str:
    """Share of the listings that score enough which are among the candidates."""
    due = [
        one
        for one in asked
        if compare(one.query, index.listings.many([one.place])[0], rarity=index.rarity).score
        >= DEFAULT_THRESHOLD
    ]
    met = dict.fromkeys((200, 40), 0)
    for one in due:
        owners = index.arrays.owners[index.candidates(one.query.name, one.query.kind)]
        for most in met:
            met[most] += bool(np.isin(one.place, owners[:most]))
    parts = ", ".join(f"{count / len(due):.4f} at {most}" for most, count in met.items())
    return f"{parts} (of {len(due):,})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("listings", type=Path)
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--parties", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = sessions.create_casebook(
            Path(folder) / "book",
            office=sessions.CasebookOffice("PL1", "PL"),
            user="Ana",
            password=PASSWORD,
            packs=(),
        )
        measure(made.session, given.listings, given.queries, given.parties)


def measure(session: Session, path: Path, queries: int, parties: int) -> None:
    row("measure", "value")
    row("---", "---")
    row("import", f"{timed(time.perf_counter, lambda: imported(session, path)):.1f} s")
    with Memory() as memory:
        took = timed(time.perf_counter, lambda: ensure_indexes(session))
    row("build", f"{took:.1f} s, load {os.getloadavg()[0]:.1f}")
    row("peak memory of the build, all processes", f"{memory.most} MiB")
    size = sum(file.stat().st_size for file in (session.casebook.path / INDEX).rglob("*.bin"))
    row("size on the disk", f"{size / 1e6:.0f} MB")
    before = resident(os.getpid())
    took = timed(time.perf_counter, lambda: opened(session))
    row("cold load, verified", f"{took:.2f} s")
    screened = opened(session)
    index = screened.index
    row("names; listings", f"{index.arrays.names:,}; {index.arrays.listings:,}")
    asked = questions(path, queries)
    times = [searched(index, one.query) for one in asked]
    row("one name, p50 and p95 by the clock", quantiles([clock for clock, _cpu in times]))
    row("one name, p50 and p95 of the processor", quantiles([cpu for _clock, cpu in times]))
    generic = [searched(index, Query(name))[1] for name in GENERIC]
    row("generic names, the slowest, of the processor", f"{1000 * max(generic):.1f} ms")
    row("memory that index and searches add", f"{resident(os.getpid()) - before} MiB")
    row("recall of candidates", recall(index, asked))
    some = list(islice((one.query for one in questions(path, parties)), parties))
    times = [searched(index, query) for query in some]
    clock, cpu = (sum(part) for part in zip(*times, strict=True))
    row(f"{len(some):,} parties, one process", f"{clock:.1f} s, processor {cpu:.1f} s")
    took = timed(time.perf_counter, lambda: by_file(session, some))
    row("the same as a file of names, as the program screens it", f"{took:.1f} s")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    row("most memory of this process", f"{most} MiB")


def by_file(session: Session, parties: list[Query]) -> None:
    """Screen the parties as `screen --file` does, with its processes, and keep what is found."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "parties.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("name", "kind"))
            writer.writerows((one.name, one.kind) for one in parties)
        screen_file(session, FileQuery(path)).discard()


def searched(index: Index, query: Query) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    clock, cpu = time.perf_counter(), time.thread_time()
    index.search(query, threshold=DEFAULT_THRESHOLD, limit=20)
    return time.perf_counter() - clock, time.thread_time() - cpu


def row(measure: str, value: str) -> None:
    """One line of the table, as soon as it is known."""
    print(f"| {measure} | {value} |", flush=True)  # noqa: T201  # a report for a person


if __name__ == "__main__":
    main()
