"""The list of a million cases: every filter and every order of it, alone and in pairs.

    python -m tests.benchmarks.case_list [--cases 1000000] [--pairs 600] [--made FOLDER]

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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks import million_rows as rows

from landwaiter.domain.cases.case_query import NOBODY, OPEN, SORTS, UNAUTHORISED, CaseQuery
from landwaiter.services.base.page import MOST_COUNTED
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session

PASSWORD = "a sentence that is long enough"
TIMES, PAGE, GOAL_MS = 2, 256, 50
Question = tuple[str, str, str, Any, str]
"""Filter, order, what is asked, how, and the mark of the page."""
Measured = tuple[str, str, str, float, float]
"""The same with the median and the 95th percentile of its milliseconds."""
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


def taken_ms(ask: Callable[[], object], times: int) -> tuple[float, float]:
    """Median and 95th percentile of the processor's milliseconds."""
    ask()
    taken = []
    for _ in range(times):
        begun = time.thread_time()
        ask()
        taken.append((time.thread_time() - begun) * 1000)
    taken.sort()
    return taken[len(taken) // 2], taken[min(len(taken) - 1, int(len(taken) * 0.95))]


def questions(session: Session, queries: Mapping[str, CaseQuery]) -> Iterator[Question]:
    """Each filter in each order both ways, its first page and one in the middle, and its count."""
    marks = middles(session)
    for name, query in queries.items():
        counting = partial(
            list_cases, session, query, limit=1, early=True, counted=True, most=MOST_COUNTED
        )
        yield name, "", "count", counting, ""
        for sort in SORTS:
            for descending in (True, False):
                said = f"{sort} {'falling' if descending else 'rising'}"
                ordered = replace(query, sort=sort, descending=descending)
                page = partial(list_cases, session, ordered, limit=PAGE, early=True)
                yield name, said, "first", page, ""
                yield name, said, "middle", page, marks[sort]


def asked(some: Iterable[Question]) -> Iterator[Measured]:
    """Each question with its median and its 95th percentile.

    A list that shows the latest entered first has no middle by a mark: its second page stands for
    it.
    """
    for name, said, place, page, mark in some:
        ask = page
        if mark:
            first = page()
            ask = partial(page, after=first.after if first.by_entry else mark)
        yield name, said, place, *taken_ms(ask, TIMES)


def told(measured: Sequence[Measured]) -> None:
    say("| | asked | p50 | p90 | p95 | p99 | slowest | over the goal |")
    say("|---|---|---|---|---|---|---|---|")
    for place in ("", "first", "middle", "count"):
        every = sorted(row[4] for row in measured if place in {"", row[2]})
        if every:
            found = [
                every[min(len(every) - 1, int(len(every) * part))]
                for part in (0.5, 0.9, 0.95, 0.99)
            ]
            figures = " | ".join(f"{one:.0f}" for one in (*found, every[-1]))
            over = sum(one > GOAL_MS for one in every)
            say(f"| {place or 'all'} | {len(every):,} | {figures} | {over} |")
    for row in sorted(measured, key=lambda row: -row[4])[:40]:
        say(f"  {row[0]}, {row[1]}, {row[2]}: {row[4]:.0f} ms")


def pairs() -> Mapping[str, CaseQuery]:
    """Every two filters that can be asked together."""
    names = list(FILTERS)
    return {
        f"{one} + {other}": joined
        for at, one in enumerate(names)
        for other in names[at + 1 :]
        if (joined := both(FILTERS[one], FILTERS[other])) is not None
    }


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201  # a report for a person


def measured(session: Session, most: int) -> None:
    say("Each filter in each order\n")
    told(list(asked(questions(session, FILTERS))))
    say("\nA sample of all pairs of filters in all orders\n")
    every = list(questions(session, pairs()))
    chance = random.Random(5)  # noqa: S311  # the same each time
    told(list(asked(chance.sample(every, min(most, len(every))))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--pairs", type=int, default=600)
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
