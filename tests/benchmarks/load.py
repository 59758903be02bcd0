"""The load of the office beside a plain recomputation, on a casebook with many stays.

    python -m tests.benchmarks.load [--stays 100000]

Rows are written straight into `stage_left` of a casebook. Prints seconds for the whole view over
90 days, over ten years, and for reading and sorting every row; nothing is asserted.
"""

import argparse
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from landwaiter.domain.office.load import spread_of
from landwaiter.services.office.load import office_load
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.storage.schema.cases import case_file, stage_left
from landwaiter.storage.sqlite.engine import connect

PASSWORD = "a sentence that is long enough"
STAGES = ("new", "triage", "assessment", "decision_draft", "decision_review", "decided")
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def filled(session: Session, count: int) -> None:
    casebook = session.casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=10)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DROP TRIGGER IF EXISTS stage_left_not_of_removed")
    connection.executemany(
        "INSERT INTO stage_left VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                f"s{number:09}",
                f"c{number % (count // 6 or 1):09}",
                STAGES[number % 6],
                _text(NOW - timedelta(hours=number % 20000 + number % 400)),
                "closed",
                "Ana",
                _text(NOW - timedelta(hours=number % 20000)),
            )
            for number in range(count)
        ),
    )
    connection.commit()
    connection.close()


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--stays", type=int, default=100_000)
    count = parser.parse_args().stays
    with tempfile.TemporaryDirectory() as folder:
        opened = sessions.create_casebook(
            Path(folder) / "casebook",
            office=sessions.CasebookOffice("PL1", "PL"),
            user="Ana",
            password=PASSWORD,
            now=lambda: NOW,
        )
        session = opened.session
        filled(session, count)
        today = session.today()
        for days in (90, 3650):
            times = []
            for _turn in range(5):
                begun = time.perf_counter()
                office_load(session, first=today - timedelta(days=days), last=today)
                times.append(time.perf_counter() - begun)
            print(f"{count} stays, {days} days: {statistics.median(times):.3f} s")  # noqa: T201  # a report for a person
        begun = time.perf_counter()
        with session.reading() as conn:
            rows = conn.execute(stage_left.select()).fetchall()
            conn.execute(case_file.select()).fetchall()
        for stage in STAGES:
            spread_of(
                (datetime.fromisoformat(row.at) - datetime.fromisoformat(row.since)).days
                for row in rows
                if row.stage == stage
            )
        print(f"every row read and computed: {time.perf_counter() - begun:.3f} s")  # noqa: T201  # a report for a person
        session.casebook.close()


if __name__ == "__main__":
    main()
