"""The queue of the sift: first page, a later page, a word, the figures, one declaration.

    python -m tests.benchmarks.sift_queue [--declarations 100000] [--worth 50]

Forty generated declarations are sifted; copies of them are written straight into the tables of the
encrypted casebook, one in so many with a reason, half of these settled. Each read is asked 15
times; the median and the slowest are printed, and nothing is asserted.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import select
from tests.services.sample_office import ANALYST, an_office
from tests.services.trade.test_sift import sift, traffic

from landwaiter.domain.trade.sift_marks import SiftMark
from landwaiter.services.trade import sift_desk, sift_marks
from landwaiter.services.trade.sift_desk import SiftQuery
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema import trade as t
from landwaiter.storage.sqlite.engine import migration_engine
from landwaiter.storage.trade import queue_words, standings
from landwaiter.storage.trade.stored_lines import role_columns

TIMES = 15
_REASONS = ("freeze_hit", "severe_flag", "likely_listed", "other_hit")


def copies(conn: Reader, count: int, worth: int) -> None:
    """So many declarations more, one in `worth` with a reason or two."""
    kept = [dict(row._mapping) for row in conn.execute(select(t.trade_declaration))]
    leaves = [dict(row._mapping) for row in conn.execute(select(t.trade_leaf))]
    parties = [int(one) for one in conn.execute(select(t.trade_party.c.id)).scalars()]
    exporter = next(iter(conn.execute(select(t.trade_role.c.role)).scalars()))
    roles: list[dict[str, object]] = []
    sums = role_columns(date(2026, 3, 2), ())
    first = max(row["id"] for row in kept) + 1
    made: list[list[dict[str, object]]] = [[], [], [], []]
    for number in range(first, first + count):
        like = kept[number % len(kept)]
        made[0].append({**leaves[0], "id": number})
        changed = {
            "id": number,
            "mrn": f"26PL{number:014}",
            "local_reference": None,
            "exporter": f"exporter {number % 2_000}",
        }
        made[1].append({**like, **changed, "replaces": None, "drawn": int(number % 400 == 0)})
        roles += [
            {"declaration_id": number, "party_id": one, "role": exporter, **sums}
            for one in {parties[number % len(parties)], parties[number // 7 % len(parties)]}
        ]
        if number % worth == 0:
            place = number // worth
            names = dict.fromkeys((_REASONS[place % 4], _REASONS[place // 3 % 4]))
            made[2] += [{"reason": name, "declaration_id": number} for name in names]
            if place % 2:
                made[3].append(
                    {
                        "id": f"m-{number:012}",
                        "declaration_id": number,
                        "mark": "aside",
                        "reasons": "",
                        "opened_case": None,
                        "reason": "looked at",
                        "author": "Ana",
                        "at": "2026-03-30T09:00:00Z",
                    }
                )
    tables = (t.trade_leaf, t.trade_declaration, t.trade_reason, t.trade_mark, t.trade_role)
    for table, rows in zip(tables, [*made, roles], strict=True):
        for at in range(0, len(rows), 5_000):
            conn.execute(table.insert(), rows[at : at + 5_000])
    worth_a_look = {int(str(row["declaration_id"])) for row in made[2]}
    drawn = {int(str(row["id"])) for row in made[1] if row["drawn"]}
    for keep in (queue_words.keep, standings.keep):
        keep(Writer(conn), sorted(worth_a_look | drawn))


def asked(session: Session) -> dict[str, Callable[[], object]]:
    """What a person waits for."""
    first = sift_desk.queue_page(session, SiftQuery())
    row = first.rows[0]
    return {
        "first page": partial(sift_desk.queue_page, session, SiftQuery()),
        "second page": partial(sift_desk.queue_page, session, SiftQuery(), after=first.after),
        "first page with a word": partial(
            sift_desk.queue_page, session, SiftQuery(text="quiet harbour 3")
        ),
        "figures, counts, marks": partial(sift_desk.heads, session, SiftQuery()),
        "one declaration": partial(sift_desk.sift_page, session, row.id),
        "its rules": partial(sift_desk.not_evaluated, session, row.id),
        "a mark": partial(sift_marks.mark, session, (row.id,), SiftMark.OPEN),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--declarations", type=int, default=100_000)
    parser.add_argument("--worth", type=int, default=50)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="landwaiter-sift-queue-") as folder:
        office = an_office(Path(folder))
        sift(office, traffic(office))
        session = office.session(ANALYST)
        engine = migration_engine(session.casebook.database, session.casebook.keys.database)
        with engine.begin() as conn:
            copies(Reader(conn), given.declarations, given.worth)
        engine.dispose()
        for title, ask in asked(session).items():
            times = []
            for _ in range(TIMES):
                begun = time.perf_counter()
                ask()
                times.append((time.perf_counter() - begun) * 1000)
            middle, worst = statistics.median(times), max(times)
            print(f"{title}: {middle:.1f} ms, at most {worst:.1f}", flush=True)  # noqa: T201
        office.close()


if __name__ == "__main__":
    main()
