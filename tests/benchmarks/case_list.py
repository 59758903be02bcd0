"""The list of cases and the audit chain beside plain sqlite3.

    python tests/benchmarks/case_list.py [--cases 1000000] [--entries 200000]

The rows are generated straight into `case_file` of an encrypted casebook, and the same rows into
a plain sqlite3 file with the same indexes. Each query is asked 15 times; the median counts. Prints
Markdown tables of ratios; nothing is asserted.
"""

import argparse
import hashlib
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from landwaiter.domain.cases.case_query import CaseQuery
from landwaiter.services.audit.audit_history import verify_chain
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session, wall_clock
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.schema.tables import metadata
from landwaiter.storage.sqlite import whole_schema
from landwaiter.storage.sqlite.engine import connect

PASSWORD = "a sentence that is long enough"
TIMES, PAGE = 15, 256
CACHE_KIB, FILLING_KIB = 65_536, 2_000_000
"""The product's own page cache, and one that holds the whole while it is filled."""
DESTINATIONS = ("CN", "US", "AE", "TR", "KZ", "CH", "HK", "JP", None)
STAGES = ("triage", "assessment", "decision_draft", "dismissed")
GOODS = ("machining centre", "ball valve", "integrated circuits", "cleaning agent", "gyroscope")
PEOPLE = ("Ana", "Ben", None, None)
COLUMNS = (
    "id",
    "serial",
    "reference",
    "kind",
    "stage",
    "title",
    "member_state",
    "source",
    "received",
    "created_at",
    "created_by",
    "assignee",
    "revision",
    "exporter",
    "consignee",
    "destination",
    "goods",
    "tracks",
    "due",
    "clock",
    "flags",
    "next_step",
)


def row(number: int) -> tuple[Any, ...]:
    """The line of one case; identities rise with birth, as those of the product do."""
    day = f"{2020 + number % 7}-{1 + number % 12:02d}-{1 + number % 28:02d}"
    due = f"2026-{1 + number % 12:02d}-{1 + number % 28:02d}" if number % 3 == 0 else None
    ends = {"due": due, "ends_at": f"{due}T23:00:00Z", "calendar": "PL"}
    clock = json.dumps({**ends, "label": "A", "legal": True, "total": 10}) if due else None
    return (
        f"{number:032x}",
        number,
        f"PL1-{2020 + number % 7}-{number:07d}",
        "export",
        "new",
        f"{GOODS[number % 5]} {number % 9973} to Harbour Works {number % 7919}",
        "PL",
        "risk-engine hit",
        day,
        f"{day}T09:00:00Z",
        "Ana",
        PEOPLE[number % 4],
        1,
        f"Obrabiarki Wisla {number % 4999}",
        f"Harbour Works {number % 7919}",
        DESTINATIONS[number % 9],
        '{"held":1}',
        '["A"]' if due else "[]",
        due,
        clock,
        '{"high":1}' if number % 2 else "{}",
        "Take the case and begin its triage.",
    )


MARKS = ", ".join("?" * len(COLUMNS))
INSERT = f"INSERT INTO case_file ({', '.join(COLUMNS)}) VALUES ({MARKS})"  # noqa: S608  # constants
WANTED = {"case_file", "case_search"}
WORDS = "INSERT INTO case_search (rowid, words) VALUES (?, ?)"
SPREAD = (
    "UPDATE case_file SET stage = CASE serial % 5 WHEN 1 THEN 'triage' WHEN 2 THEN 'assessment' "
    "WHEN 3 THEN 'decision_draft' ELSE 'dismissed' END WHERE serial % 5 > 0 AND serial >= ?"
)


def fill(connection: Any, count: int, *, first: int = 1) -> None:
    """Both sides alike, from a number on; the large cache is for the filling alone."""
    connection.execute(f"PRAGMA cache_size = -{FILLING_KIB}")
    connection.execute("BEGIN IMMEDIATE")
    numbers = range(first, first + count)
    connection.executemany(INSERT, (row(number) for number in numbers))
    connection.execute(SPREAD, (first,))
    words = ((number, "\n".join((row(number)[2], row(number)[5]))) for number in numbers)
    connection.executemany(WORDS, words)
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def statements() -> Iterator[str]:
    """Tables, indexes and search of the product, without its triggers."""
    for text in whole_schema.statements(metadata, ()):
        if WANTED.intersection(text.split()[:5]):
            yield text


def plain_twin(path: Path, count: int) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    for statement in statements():
        connection.execute(statement)
    fill(connection, count)
    return connection


def encrypted(folder: Path, count: int) -> Session:
    opened = sessions.create_casebook(
        folder / "casebook",
        office=sessions.CasebookOffice("PL1", "PL"),
        user="Adam",
        password=PASSWORD,
    )
    casebook = opened.session.casebook
    connection = connect(casebook.database, casebook.keys.database, wait_s=10.0)
    fill(connection, count)
    connection.close()
    casebook.close()
    return sessions.open_casebook(folder / "casebook", user="Adam", password=PASSWORD)


def median_ms(ask: Callable[[], object]) -> float:
    ask()
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        ask()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


SELECT = (
    "SELECT id, reference, kind, stage, title, exporter, consignee, end_user, destination, goods, "
    "tracks, clock, flags, not_evaluated, hits_open, assignee, proposed_by, received, next_step "
    "FROM case_file"
)
FOUND = "serial IN (SELECT rowid FROM case_search WHERE words MATCH '{words}')"
QUERIES: tuple[tuple[str, CaseQuery, str], ...] = (
    ("all, newest first", CaseQuery(), "ORDER BY received DESC, id DESC"),
    ("all by title", CaseQuery(sort="title", descending=False), "ORDER BY title, id"),
    ("all by due date", CaseQuery(sort="due", descending=True), "ORDER BY due DESC, id DESC"),
    (
        "one destination, newest first",
        CaseQuery(destination="CN"),
        "WHERE destination = 'CN' ORDER BY received DESC, id DESC",
    ),
    (
        "one stage by reference",
        CaseQuery(stage="triage", sort="reference", descending=False),
        "WHERE stage = 'triage' ORDER BY reference, id",
    ),
    (
        "mine in assessment by due date",
        CaseQuery(stage="assessment", assignee="Ben", sort="due"),
        "WHERE assignee = 'Ben' AND stage = 'assessment' ORDER BY due DESC, id DESC",
    ),
    (
        "a rare word",
        CaseQuery(text="PL1-2022-0000233"),
        f"WHERE {FOUND.format(words=chr(34) + 'PL1-2022-0000233' + chr(34))} "
        "ORDER BY received DESC, id DESC",
    ),
    (
        "a frequent word",
        CaseQuery(text="gyroscope"),
        f"WHERE {FOUND.format(words='gyroscope')} ORDER BY received DESC, id DESC",
    ),
)


def lists(session: Session, plain: sqlite3.Connection, count: int) -> None:
    say(f"First page of {PAGE} of {count:,} cases, median of {TIMES}\n")
    say("| list | plain sqlite3 | Landwaiter | ratio |")
    say("|---|---|---|---|")
    for name, query, clauses in QUERIES:
        sql = f"{SELECT} {clauses} LIMIT {PAGE + 1}"
        bare = median_ms(lambda sql=sql: plain.execute(sql).fetchall())  # type: ignore[misc]  # bound now
        ours = median_ms(lambda query=query: list_cases(session, query))  # type: ignore[misc]  # bound now
        say(f"| {name} | {bare:.1f} ms | {ours:.1f} ms | {ours / bare:.1f} |")


def chain(casebook: Casebook, session: Session, entries: int) -> None:
    """Verification of the chain beside hashing the same bytes in memory."""
    with casebook.write("benchmark", now=wall_clock()) as work:
        for number in range(entries):
            work.audit("case.note", f"case/{number}", {"text": f"note {number}"})
    begun = time.perf_counter()
    report = verify_chain(session)
    ours = time.perf_counter() - begun
    with casebook.read() as conn:
        stored = [
            bytes(text, "utf-8")
            for (text,) in conn.exec_driver_sql("SELECT entry FROM audit_entry").all()
        ]
    begun = time.perf_counter()
    for text in stored:
        hashlib.sha256(text).hexdigest()
    bare = time.perf_counter() - begun
    say(f"\n{report.entries:,} entries of the audit chain, sound: {report.sound}\n")
    say("| | seconds | entries per second | ratio |")
    say("|---|---|---|---|")
    say(f"| hashing in memory | {bare:.2f} | {len(stored) / bare:,.0f} | 1.0 |")
    say(f"| audit verify | {ours:.2f} | {report.entries / ours:,.0f} | {ours / bare:.1f} |")


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a report for a person


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--entries", type=int, default=200_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="landwaiter-list-") as folder:
        session = encrypted(Path(folder), given.cases)
        plain = plain_twin(Path(folder) / "plain.db", given.cases)
        lists(session, plain, given.cases)
        plain.close()
        chain(session.casebook, session, given.entries)
        session.casebook.close()


if __name__ == "__main__":
    main()
