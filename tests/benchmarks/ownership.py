"""Who is behind an entity, in a casebook of 100,000 entities.

    python tests/benchmarks/ownership.py [--entities 100000] [--asked 300]

Two nets of holdings are generated straight into an encrypted casebook: one as registers of
companies have it (firms of one to four holders, two of five holders firms, chains and some rings),
one hostile (every firm held by firms alone: one ring of nearly everything). Of each, firms drawn
by a seed are asked for what `landwaiter ownership` shows, screening left out: no list is loaded.
Prints Markdown; nothing is asserted.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from landwaiter.resources import root
from landwaiter.services.entities.ownership import ownership
from landwaiter.services.law import packs
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session, wall_clock

PASSWORD = "a sentence that is long enough"
SEED = 7
_FIRMS_AMONG_HOLDERS = 0.4
"""One firm above each firm in the mean: chains neither die out at once nor swallow the net."""
ENTITY = "INSERT INTO entity (id, name, kind, country, author, at) VALUES (?, ?, ?, ?, ?, ?)"
LINK = (
    "INSERT INTO entity_link (id, from_id, to_id, kind, percent, since, until, source, grade, "
    "note, author, at) VALUES (?, ?, ?, 'owns', ?, ?, NULL, 'company register', 'B2', '', 'Ana', ?)"
)
Net = Callable[[random.Random, int], Iterator[tuple[int, int, int]]]
"""Holder, firm and percent."""


def as_registers(draw: random.Random, count: int) -> Iterator[tuple[int, int, int]]:
    """Two of five entities are firms; each has one to four holders."""
    firms = count * 2 // 5
    for firm in range(firms):
        left = 100
        for _holder in range(draw.randint(1, 4)):
            is_firm = draw.random() < _FIRMS_AMONG_HOLDERS
            holder = draw.randrange(firms) if is_firm else draw.randrange(firms, count)
            share = draw.randint(1, max(1, left // 2))
            if holder != firm and share <= left:
                left -= share
                yield holder, firm, share


def hostile(draw: random.Random, count: int) -> Iterator[tuple[int, int, int]]:
    """Everybody is a firm, held by three others: hardly anybody is at the top."""
    for firm in range(count):
        for share in (40, 30, 20):
            holder = draw.randrange(count)
            if holder != firm:
                yield holder, firm, share


def filled(session: Session, net: Net, count: int) -> int:
    """Entities and links, written past the deeds; how many links."""
    draw = random.Random(SEED)  # noqa: S311  # an example, no secret
    at = "2026-01-01T00:00:00Z"
    people = (
        (f"e{n:031x}", f"Holder {n} & Co", "organisation", "PL", "Ana", at) for n in range(count)
    )
    pairs = {(holder, firm): share for holder, firm, share in net(draw, count)}
    links = (
        (f"l{number:031x}", f"e{holder:031x}", f"e{firm:031x}", str(share), "2021-03", at)
        for number, ((holder, firm), share) in enumerate(pairs.items())
    )
    with session.writing("fill") as work:
        cursor = work.conn.connection.cursor()
        cursor.executemany(ENTITY, list(people))
        cursor.executemany(LINK, list(links))
        work.audit("entity.filled", "entities", {"count": str(count)})
    return len(pairs)


def asked(session: Session, count: int, times: int) -> list[tuple[float, float, int]]:
    """Seconds, seconds of the processor, and entities looked at, for firms drawn by the seed."""
    draw = random.Random(SEED + 1)  # noqa: S311  # an example, no secret
    found = []
    for _time in range(times):
        wanted = f"e{draw.randrange(count * 2 // 5):031x}"
        begin, worked = time.perf_counter(), time.process_time()
        view = ownership(session, wanted)
        spans = time.perf_counter() - begin, time.process_time() - worked
        found.append((*spans, len(view.graph.holders)))
    return found


def measured(folder: Path, name: str, net: Net, count: int, times: int) -> str:
    shipped = [p for p in packs.shipped_packs(root()) if p.id in ("ownership_rules", "flag_rules")]
    session = sessions.create_casebook(
        folder / name.replace(" ", "-"),
        office=sessions.CasebookOffice("PL1", "PL"),
        user="Ana",
        password=PASSWORD,
        now=wall_clock,
        packs=shipped,
    ).session
    with session.casebook:
        links = filled(session, net, count)
        asked(session, count, 5)
        found = asked(session, count, times)
    clock, processor, sizes = zip(*found, strict=True)
    return (
        f"| {name} | {count:,} | {links:,} | {_spread(clock)} | {_spread(processor)} | "
        f"{statistics.median(sizes):.0f} | {max(sizes)} |"
    )


def _spread(seconds: Sequence[float]) -> str:
    """Median, 95th percentile and worst, in milliseconds."""
    spans = sorted(span * 1000 for span in seconds)
    p95 = spans[int(len(spans) * 0.95)]
    return f"{statistics.median(spans):.0f} / {p95:.0f} / {spans[-1]:.0f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entities", type=int, default=100_000)
    parser.add_argument("--asked", type=int, default=300)
    given = parser.parse_args()
    lines = (
        "| net | entities | links | ms by the clock: median / p95 / worst | ms of the processor | "
        "looked at, median | most |",
        "|---|---|---|---|---|---|---|",
    )
    say(*lines)
    with tempfile.TemporaryDirectory() as folder:
        for name, net in (("as registers have it", as_registers), ("one great ring", hostile)):
            say(measured(Path(folder), name, net, given.entities, given.asked))


def say(*lines: str) -> None:
    for line in lines:
        print(line, flush=True)  # noqa: T201  # a report for a person


if __name__ == "__main__":
    main()
