"""The list of a million cases: every filter and every order of it, alone and in pairs.

    python -m tests.benchmarks.case_list [--cases 1000000] [--pairs 200] [--made FOLDER]

The rows are generated straight into `case_file` of an encrypted casebook. Of each filter and order
the first page is asked for, a page in the middle, and the count as the window shows it, in
milliseconds of the processor: other work on the machine counts little then. Prints Markdown tables;
nothing is asserted.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from pathlib import Path

from tests.benchmarks import million_rows as rows

from landwaiter.domain.cases.case_query import NOBODY, OPEN, SORTS, UNAUTHORISED, CaseQuery
from landwaiter.services.base.page import MOST_COUNTED
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session

PASSWORD = "a sentence that is long enough"
TIMES, PAGE, GOAL_MS = 4, 256, 50
FILTERS: Mapping[str, CaseQuery] = {
    "all": CaseQuery(),
    "stage new": CaseQuery(stage="new"),
    "stage dismissed": CaseQuery(stage="dismissed"),
    "stage open": CaseQuery(stage=OPEN),
    "kind of many": CaseQuery(kind="export"),
    "kind of few": CaseQuery(kind="technical_assistance"),
    "destination of many": CaseQuery(destination="CN"),
    "destination of few": CaseQuery(destination="BT"),
    "flag on a third": CaseQuery(flag="RF-P05"),
    "flag on 2 %": CaseQuery(flag="RF-P12"),
    "flag on 0.25 %": CaseQuery(flag="RF-G09"),
    "flag on few": CaseQuery(flag="RF-R01"),
    "candidate": CaseQuery(candidate="1C350"),
    "unauthorised": CaseQuery(candidate=UNAUTHORISED),
    "one person": CaseQuery(assignee="Officer 7"),
    "nobody": CaseQuery(assignee=NOBODY),
    "goods held": CaseQuery(goods="held"),
    "goods seized": CaseQuery(goods="seized"),
    "clock ran out": CaseQuery(clock="ran_out"),
    "clock within 10 days": CaseQuery(clock="10"),
    "clock of law": CaseQuery(clock="legal"),
    "no clock": CaseQuery(clock="none"),
    "code, whole": CaseQuery(code="84000233"),
    "code, chapter": CaseQuery(code="84"),
    "value from 1,000": CaseQuery(value="1000"),
    "value from 90 million": CaseQuery(value="90000000"),
    "received in a month": CaseQuery(received_from="2026-03-01", received_to="2026-03-31"),
    "received since a year": CaseQuery(received_from="2026-01-01"),
    "returned to one": CaseQuery(returned="Officer 7"),
    "tag of a fifth": CaseQuery(tag="audit"),
    "tag of 1.7 %": CaseQuery(tag="sample"),
    "tag of few": CaseQuery(tag="minister"),
    "a rare word": CaseQuery(text="PL1-2022-0300233"),
    "a frequent word": CaseQuery(text="gyroscope"),
    "two frequent words": CaseQuery(text="gyroscope harbour"),
}


def opened(folder: Path, count: int) -> Session:
    made = sessions.create_casebook(
        folder,
        office=sessions.CasebookOffice("PL1", "PL"),
        user="Adam",
        password=PASSWORD,
    )
    casebook = made.session.casebook
    rows.filled(casebook, partial(rows.fill_cases, count=count))
    casebook.close()
    return sessions.open_casebook(folder, user="Adam", password=PASSWORD)


def both(one: CaseQuery, other: CaseQuery) -> CaseQuery | None:
    """What fits both; None where they narrow by the same."""
    given = [
        {each.name for each in fields(CaseQuery) if getattr(q, each.name) != each.default}
        for q in (one, other)
    ]
    if given[0] & given[1] or not all(given):
        return None
    return replace(one, **{name: getattr(other, name) for name in given[1]})


def middles(session: Session) -> Mapping[str, str]:
    """Order → the mark of about the middle of the whole list, by a drawn thousand."""
    named = {"title": "title_sort", "candidate": "candidate_score"}
    chance = random.Random(7)  # noqa: S311  # the same each time
    with session.reading() as conn:
        (last,) = conn.exec_driver_sql("SELECT max(serial) FROM case_file").one()
        drawn = json.dumps([chance.randint(1, last) for _ in range(1_001)])
        marks = {}
        for sort in SORTS:
            column = named.get(sort, sort)
            found = conn.exec_driver_sql(
                f"SELECT {column}, id FROM case_file WHERE serial IN "  # noqa: S608  # a known column
                "(SELECT value FROM json_each(?))",
                (drawn,),
            ).all()
            ordered = sorted(
                (
                    row[0] is not None,
                    row[0] or 0 if sort in {"candidate", "value"} else row[0] or "",
                    row[1],
                )
                for row in found
            )
            known, value, row_id = ordered[len(ordered) // 2]
            marks[sort] = json.dumps([value if known else None, row_id])
    return marks


def taken_ms(ask: Callable[[], object], times: int = TIMES) -> tuple[float, float]:
    """Median and 95th percentile of the processor's milliseconds."""
    ask()
    taken = []
    for _ in range(times):
        begun = time.thread_time()
        ask()
        taken.append((time.thread_time() - begun) * 1000)
    taken.sort()
    return taken[len(taken) // 2], taken[min(len(taken) - 1, int(len(taken) * 0.95))]


def asked(
    session: Session, queries: Mapping[str, CaseQuery], sorts: Sequence[str]
) -> Iterator[tuple[str, str, str, float, float]]:
    """Filter, order, what was asked, median, 95th percentile."""
    marks = middles(session)
    for name, query in queries.items():
        counting = partial(
            list_cases, session, query, limit=1, early=True, counted=True, most=MOST_COUNTED
        )
        yield name, "", "count", *taken_ms(counting)
        for sort in sorts:
            for descending in (True, False):
                said = f"{sort} {'falling' if descending else 'rising'}"
                ordered = replace(query, sort=sort, descending=descending)
                page = partial(list_cases, session, ordered, limit=PAGE, early=True)
                yield name, said, "first", *taken_ms(page)
                if descending:
                    yield name, said, "middle", *taken_ms(partial(page, after=marks[sort]))


def told(measured: Sequence[tuple[str, str, str, float, float]]) -> None:
    say(
        "| filter | count p50 / p95 | first page, p95 of the slowest order | "
        "page in the middle | over the goal |"
    )
    say("|---|---|---|---|---|")
    for name in dict.fromkeys(row[0] for row in measured):
        own = [row for row in measured if row[0] == name]
        (count,) = (row for row in own if row[2] == "count")
        first = max((row for row in own if row[2] == "first"), key=lambda row: row[4])
        middle = max((row for row in own if row[2] == "middle"), key=lambda row: row[4])
        over = sum(row[4] > GOAL_MS for row in own)
        say(
            f"| {name} | {count[3]:.1f} / {count[4]:.1f} ms | {first[4]:.1f} ms, {first[1]} | "
            f"{middle[4]:.1f} ms, {middle[1]} | {over} of {len(own)} |"
        )
    every = sorted(row[4] for row in measured)
    slow = [row for row in measured if row[4] > GOAL_MS]
    most = every[int(len(every) * 0.95)]
    say(
        f"\n{len(every):,} questions: 95th percentile {most:.1f} ms, slowest {every[-1]:.1f} ms; "
        f"{len(slow)} over {GOAL_MS} ms"
    )
    for row in sorted(slow, key=lambda row: -row[4])[:40]:
        say(f"  {row[0]}, {row[1]}, {row[2]}: {row[4]:.0f} ms")


def pairs(most: int) -> Mapping[str, CaseQuery]:
    """Pairs of filters, drawn."""
    names = list(FILTERS)
    found = {
        f"{one} + {other}": joined
        for at, one in enumerate(names)
        for other in names[at + 1 :]
        if (joined := both(FILTERS[one], FILTERS[other])) is not None
    }
    chance = random.Random(11)  # noqa: S311  # the same each time
    drawn = sorted(chance.sample(sorted(found), min(most, len(found))))
    return {name: found[name] for name in drawn}


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a report for a person


def measured(session: Session, most: int) -> None:
    say("Each filter in each order\n")
    told(list(asked(session, FILTERS, SORTS)))
    say("\nPairs of filters, in four orders\n")
    told(list(asked(session, pairs(most), ("received", "title", "due", "value"))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--made", type=Path, help="a casebook that was made before")
    given = parser.parse_args()
    if given.made:
        session = sessions.open_casebook(given.made, user="Adam", password=PASSWORD)
        measured(session, given.pairs)
        return
    with tempfile.TemporaryDirectory(prefix="landwaiter-list-") as folder:
        session = opened(Path(folder) / "casebook", given.cases)
        measured(session, given.pairs)
        session.casebook.close()


if __name__ == "__main__":
    main()
