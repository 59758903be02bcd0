"""The first page, and one in the middle, of lists that grow: of few entries beside many.

    python -m tests.benchmarks.pages [--few 100] [--many 20000]

Rows are written straight into the tables of an encrypted casebook whose guards were taken away.
Each page is read 15 times; the median counts. Beside it stands how much memory Python held at most
meanwhile. Prints a Markdown table of both and of their ratio; nothing is asserted.
"""

import argparse
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import event, insert
from tests.properties.test_pages import (
    AT,
    HASH,
    add_disclosure,
    add_entry,
    add_hit,
    add_motion,
    add_removal,
    add_write_off,
    day,
    name,
)

from landwaiter.canonical import canonical_bytes
from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.base.page import Page
from landwaiter.services.deeds.motions import waiting_page
from landwaiter.services.hits.waiting_hits import open_hits
from landwaiter.services.registers.register_deeds import history_page, register_page
from landwaiter.services.retention.disclosures import disclosures_page
from landwaiter.services.retention.retention_periods import review_page, tombstones_page
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import audit, tables
from landwaiter.storage.sqlite.engine import migration_engine

PASSWORD = "a sentence that is long enough"
TIMES, PAGE = 15, 100
LICENCES = RegisterKind.LICENCES
Fetch = Callable[[Session, str | None], Page[Any]]


def add_ended(conn: Reader, number: int) -> None:
    """A case that was dismissed, with the entry of the audit chain that says when."""
    held = {
        "id": name(number),
        "serial": number,
        "reference": f"PL1-2020-{number:07}",
        "kind": "export",
        "stage": "dismissed",
        "title": "A machining centre",
        "member_state": "PL",
        "source": "",
        "received": AT,
        "created_at": AT,
        "created_by": "Ana",
        "revision": 1,
    }
    conn.execute(insert(tables.case_file).values(held))
    add_audited(conn, number, f"case/{name(number)}", "case.dismiss")


def add_audited(conn: Reader, number: int, about: str = "x", deed: str = "case.note") -> None:
    seq = 1_000 + number
    entry = {
        "actor": "Ana",
        "at": day(number),
        "deed": deed,
        "deed_id": "x",
        "object": about,
        "payload_sha256": HASH,
        "prev": HASH,
        "seq": str(seq),
        "unit": "9",
        "v": "2",
    }
    row = {"seq": seq, "entry": canonical_bytes(entry).decode(), "sha256": HASH}
    conn.execute(insert(audit.audit_entry).values(row))


def add_licence_of_one(conn: Reader, number: int) -> None:
    """One licence, and as many write-offs of it."""
    if not number:
        add_entry(conn, 0)
    add_write_off(conn, number)


def history(session: Session, after: str | None) -> Page[Any]:
    return history_page(session, LICENCES, "AT", name(0), after=after, limit=PAGE)


LISTS: Mapping[str, tuple[Callable[[Reader, int], None], Fetch]] = {
    "register": (
        add_entry,
        lambda session, after: register_page(session, LICENCES, after=after, limit=PAGE),
    ),
    "register, a rare word": (
        add_entry,
        lambda session, after: register_page(
            session, LICENCES, text="row-099", after=after, limit=PAGE
        ),
    ),
    "hits that wait": (
        add_hit,
        lambda session, after: open_hits(session, mine=False, after=after, limit=PAGE),
    ),
    "motions that wait": (
        add_motion,
        lambda session, after: waiting_page(session, after=after, limit=PAGE),
    ),
    "retention review": (
        add_ended,
        lambda session, after: review_page(session, after=after, limit=PAGE),
    ),
    "tombstones": (
        add_removal,
        lambda session, after: tombstones_page(session, after=after, limit=PAGE),
    ),
    "disclosures": (
        add_disclosure,
        lambda session, after: disclosures_page(session, after=after, limit=PAGE),
    ),
    "audit": (add_audited, lambda session, after: audit_page(session, after=after, limit=PAGE)),
    "write-offs of one licence": (add_licence_of_one, history),
}


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of the first page read cold, warm, and of one in the middle; KiB held."""

    cold: float
    first: float
    middle: float
    held: float


def casebook_with(folder: Path, add: Callable[[Reader, int], None], count: int) -> Session:
    """A casebook with so many rows of a list, and no guards."""
    sessions.create_casebook(
        folder, office=sessions.CasebookOffice("PL1", "PL"), user="Adam", password=PASSWORD
    ).session.casebook.close()
    session = sessions.open_casebook(folder, user="Adam", password=PASSWORD)
    casebook = session.casebook
    engine = migration_engine(casebook.database, casebook.keys.database)
    event.listen(engine, "connect", _without_references)
    with engine.begin() as connection:
        triggers = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        )
        for (trigger,) in triggers.all():
            connection.exec_driver_sql(f'DROP TRIGGER "{trigger}"')
        for number in range(count):
            add(Reader(connection), number)
    engine.dispose()
    return session


def _without_references(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")


def cost(fetch: Fetch, session: Session) -> Cost:
    begun = time.perf_counter()
    page = fetch(session, None)
    cold = (time.perf_counter() - begun) * 1000
    marks = [page.after]
    while page.after is not None and len(marks) < 100:
        page = fetch(session, page.after)
        marks.append(page.after)
    middle = marks[len(marks) // 2]
    first = median_ms(partial(fetch, session, None))
    amid = median_ms(partial(fetch, session, middle))
    tracemalloc.start()
    fetch(session, middle)
    held = tracemalloc.get_traced_memory()[1] / 1024
    tracemalloc.stop()
    return Cost(cold, first, amid, held)


def median_ms(ask: Callable[[], object]) -> float:
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        ask()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a report for a person


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--few", type=int, default=100)
    parser.add_argument("--many", type=int, default=20_000)
    parser.add_argument("lists", nargs="*")
    given = parser.parse_args()
    say(f"Page of {PAGE} of {given.few:,} and of {given.many:,} entries, median of {TIMES}\n")
    say("| list | first, cold | first | in the middle | KiB held | ratio first, middle, KiB |")
    say("|---|---|---|---|---|---|")
    for title in given.lists or LISTS:
        add, fetch = LISTS[title]
        found = []
        for count in (given.few, given.many):
            with tempfile.TemporaryDirectory(prefix="landwaiter-pages-") as folder:
                session = casebook_with(Path(folder) / "casebook", add, count)
                found.append(cost(fetch, session))
                session.casebook.close()
        few, many = found
        say(
            f"| {title} | {few.cold:.0f} / {many.cold:.0f} ms | {few.first:.1f} / {many.first:.1f} "
            f"ms | {few.middle:.1f} / {many.middle:.1f} ms | {few.held:.0f} / {many.held:.0f} | "
            f"{many.first / few.first:.1f}, {many.middle / few.middle:.1f}, "
            f"{many.held / few.held:.1f} |"
        )


if __name__ == "__main__":
    main()
