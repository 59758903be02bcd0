"""The trade store at millions: what it weighs, and what is asked of it beside the bare statement.

    PYTHONPATH=desktop:. python -m tests.benchmarks.trade_store FOLDER [--declarations 4000000]
    PYTHONPATH=desktop:. python -m tests.benchmarks.trade_store FOLDER --measure

The first makes a casebook in FOLDER and measures it, the second measures one that is there; four
million declarations with ten million items take a quarter of an hour of the processor and six
gigabytes. Prints a Markdown table; nothing is asserted.
"""

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import select
from tests.benchmarks.trade_rows import fill_trade

from landwaiter.domain.casebook.deeds import BackUp
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.domain.trade.trade_span import TradeSpan
from landwaiter.services.audit import audit_history
from landwaiter.services.casebook import casebooks
from landwaiter.services.deeds.engine import run
from landwaiter.services.retention.privacy import privacy_facts
from landwaiter.services.statistics.trade_history import HistoryOf, HistorySubject, trade_history
from landwaiter.services.statistics.trade_statistics import items_behind, trade_figures
from landwaiter.services.table import sessions
from landwaiter.services.trade import sift_desk
from landwaiter.services.trade.keeping import store_keeping
from landwaiter.services.trade.sift_desk import SiftQuery, sift_of_today, sift_page
from landwaiter.services.trade.sift_marks import marked_rows
from landwaiter.services.trade.trade_view import declaration_shown, figures, queue
from landwaiter.services.warm.session import Session
from landwaiter.storage.schema import trade as t
from landwaiter.storage.sqlite.engine import connect, copy_database

PASSWORD = "a sentence that is long enough"
TIMES = 60
YEAR = TradeSpan(date(2026, 1, 1), date(2026, 12, 31))
_CELL = "SELECT * FROM trade_item WHERE month = ? AND destination = ? AND heading = ? LIMIT 257"
_SUMS = (
    "SELECT destination, sum(items), sum(value), sum(mass) FROM {} "
    "WHERE month BETWEEN 24312 AND 24323 GROUP BY destination"
)


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a report for a person


def all_of(asked: Callable[[], Any]) -> object:
    return asked().fetchall()


def rows_of(bare: Any, cell: tuple[int, str, str]) -> object:
    return bare.execute(_CELL, cell).fetchall()


def told(name: str, calls: Iterable[Callable[[], object]]) -> None:
    """Milliseconds of the processor, median and 95th percentile, and of the clock, median."""
    worked, took = [], []
    for call in calls:
        begun, at_work = time.perf_counter(), time.process_time()
        call()
        worked.append((time.process_time() - at_work) * 1000)
        took.append((time.perf_counter() - begun) * 1000)
    ranked = sorted(worked)
    p95 = ranked[min(len(ranked) - 1, len(ranked) * 95 // 100)]
    say(f"| {name} | {statistics.median(worked):.2f} | {p95:.2f} | {statistics.median(took):.1f} |")


def measure(session: Session) -> None:
    casebook, chance = session.casebook, random.Random(3)  # noqa: S311  # no secret
    bare = connect(casebook.database, casebook.keys.database, wait_s=10.0)
    count, items = (
        bare.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608  # constants
        for name in ("trade_declaration", "trade_item")
    )
    size = casebook.database.stat().st_size
    say(f"{count} declarations, {items} items: {size / 2**20:.0f} MiB, {size / count:.0f} B each")
    cells = bare.execute("SELECT month, destination, heading FROM trade_rollup").fetchall()
    say(f"{len(cells)} cells of the roll-up; load {os.getloadavg()[0]:.1f}\n")
    say("| asked | ms of the processor | 95 % | ms of the clock |")
    say("|---|---:|---:|---:|")
    say_of_sums(session, bare)
    chosen = [chance.choice(cells) for _ in range(TIMES)]
    spans = [
        TradeSpan(date(m // 12, m % 12 + 1, 1), date(m // 12, m % 12 + 1, 28), goes, heading)
        for m, goes, heading in chosen
    ]
    told("items of a cell, bare", (partial(rows_of, bare, one) for one in chosen))
    told("items of a cell", (partial(items_behind, session, one) for one in spans))
    goes = [TradeSpan(YEAR.first, YEAR.last, place) for place in ("US", "TR", "EC", "LB")]
    told("items of a destination, a year", (partial(items_behind, session, one) for one in goes))
    for name, one in (("a year", YEAR), ("a heading", replace(YEAR, heading="8482"))):
        page = items_behind(session, one)
        told(f"items of {name}", [partial(items_behind, session, one)] * TIMES)
        later = partial(items_behind, session, one, after=page.after)
        told(f"items of {name}, the next page", [later] * TIMES)
    numbers = [chance.randrange(1, count + 1) for _ in range(TIMES)]
    rows: list[Any] = []
    with session.reading() as conn:
        declared = t.trade_declaration.c
        for number in numbers:
            asked = select(declared.id, declared.mrn, declared.exporter, declared.consignee)
            rows += conn.execute(asked.where(declared.id == number)).all()
    told(
        "a declaration by its MRN",
        (partial(declaration_shown, session, row.mrn) for row in rows),
    )
    say_of_histories(session, rows, [heading for _m, _g, heading in chosen])
    say_of_lists(session, [row.id for row in rows])
    bare.close()


def say_of_sums(session: Session, bare: Any) -> None:
    for name in ("trade_rollup", "trade_month"):
        asked = partial(bare.execute, _SUMS.format(name))
        told(f"a year by destination, bare, {name}", [partial(all_of, asked)] * 3)
    told("a year by destination", [lambda: trade_figures(session, YEAR, ["destination"])] * 3)
    told(
        "two years by month and heading",
        [
            lambda: trade_figures(
                session, TradeSpan(date(2025, 1, 1), YEAR.last), ["month", "heading"]
            )
        ],
    )
    part = TradeSpan(date(2026, 3, 10), date(2026, 4, 20))
    told(
        "parts of two months by destination",
        [lambda: trade_figures(session, part, ["destination"])],
    )


def say_of_histories(session: Session, rows: Iterable[Any], headings: Iterable[str]) -> None:
    """Of whoever stands on declarations that were drawn: who exports often is asked for often."""
    with session.reading() as conn:
        party, role = t.trade_party.c, t.trade_role.c
        streets = [
            conn.execute(
                select(party.street)
                .join(t.trade_role, role.party_id == party.id)
                .where(role.declaration_id == row.id, party.street.is_not(None))
            ).scalar()
            for row in rows
        ]
    by = {
        "history of a consignee": (HistoryOf.CONSIGNEE, [row.consignee for row in rows]),
        "history of an exporter": (HistoryOf.EXPORTER, [row.exporter for row in rows]),
        "history of a company": (HistoryOf.COMPANY, [row.consignee for row in rows]),
        "history of an address": (HistoryOf.ADDRESS, list(filter(None, streets))),
        "history of a heading": (HistoryOf.HEADING, headings),
        "history of a chapter": (HistoryOf.HEADING, [one[:2] for one in list(headings)[:10]]),
    }
    for name, (of, texts) in by.items():
        asked = [HistorySubject(of, (text,)) for text in texts]
        told(name, (partial(trade_history, session, one, limit=20) for one in asked))
        of_year = (partial(trade_history, session, one, year=2025, limit=256) for one in asked)
        told(f"{name}, 256 lines of a year", of_year)


def say_of_lists(session: Session, numbers: Sequence[int]) -> None:
    """What waits, as the command line and the window list it, and what stands around it."""
    with session.reading() as conn:
        run_id = str(conn.execute(select(t.trade_run.c.id)).scalar())
        names = (
            conn.execute(select(t.trade_party.c.name).limit(5_000)).scalars().all()[:: 5_000 // 20]
        )
    for reason in (None, SiftReason.SEVERE_FLAG, SiftReason.SAMPLE):
        told(f"trade list, {reason or 'any'}", [partial(queue, session, reason)] * TIMES)
    for name, asked in {
        "all": SiftQuery(),
        "a reason": SiftQuery(SiftReason.SEVERE_FLAG),
        "the sample": SiftQuery(SiftReason.SAMPLE),
        "a run": SiftQuery(scope=run_id),
        "of today": SiftQuery(scope="today"),
    }.items():
        first = sift_desk.queue_page(session, asked)
        told(f"queue, {name}", [partial(sift_desk.queue_page, session, asked)] * TIMES)
        later = partial(sift_desk.queue_page, session, asked, after=first.after)
        told(f"queue, {name}, the next page", [later] * TIMES) if first.after else None
        told(f"the figures above it, {name}", [partial(sift_desk.heads, session, asked)] * TIMES)
    words = [SiftQuery(text=word) for name in names for word in (name, name[:5], name.split()[-1])]
    told("queue, words in a party", (partial(sift_desk.queue_page, session, one) for one in words))
    told("one declaration in the window", (partial(sift_page, session, one) for one in numbers))
    told("the line of Today", [lambda: sift_of_today(session)] * TIMES)
    told("trade figures", [lambda: figures(session)] * TIMES)
    told("trade keeping", [lambda: store_keeping(session)] * TIMES)
    told("trade marks", [lambda: marked_rows(session)] * TIMES)
    told("facts of data protection", [lambda: privacy_facts(session)] * 2)


def measure_whole(session: Session, folder: Path) -> None:
    """What reads all of it; a backup beside a copy of the pages."""
    casebook = session.casebook
    say("\n| whole | seconds |\n|---|---:|")
    for name, call in (
        ("audit verify", lambda: audit_history.verify_chain(session)),
        ("casebook check", lambda: casebooks.check(session)),
        (
            "bare copy",
            lambda: copy_database(casebook.database, folder / "copy.db", casebook.keys.database),
        ),
        ("backup", lambda: run(session, BackUp(folder / "backup.lwb"))),
    ):
        begun, worked = time.perf_counter(), time.process_time()
        call()
        say(
            f"| {name} | {time.perf_counter() - begun:.1f}, of the processor "
            f"{time.process_time() - worked:.1f} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--declarations", type=int, default=4_000_000)
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--whole", action="store_true", help="check, verify and backup, too")
    given = parser.parse_args()
    place = given.folder / "casebook"
    if not given.measure:
        made = sessions.create_casebook(
            place,
            office=sessions.CasebookOffice("PL1", "PL"),
            user="Adam",
            password=PASSWORD,
            packs=(),
            roles=("analyst", "head", "administrator"),
        )
        fill_trade(made.session, given.declarations, say)
    session = sessions.open_casebook(place, user="Adam", password=PASSWORD)
    measure(session)
    if given.whole:
        measure_whole(session, given.folder)


if __name__ == "__main__":
    main()
