"""Lists beside that of cases: the audit chain, registers and entities at a million rows.

    python -m tests.benchmarks.other_lists [--rows 1000000] [--made FOLDER] [--only audit]

The rows are generated straight into an encrypted casebook. Each question is asked for its first
page and for one in the middle, in milliseconds of the processor after one that warms up. Prints
Markdown tables; nothing is asserted.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from tests.benchmarks import million_rows as rows
from tests.benchmarks.case_list import GOAL_MS, PASSWORD, say, taken_ms

from landwaiter.domain.registers.register_columns import RegisterKind
from landwaiter.services.audit.audit_history import AuditFilter, audit_page
from landwaiter.services.entities.party_entities import list_entities
from landwaiter.services.registers.register_deeds import register_issuers, register_page
from landwaiter.services.table import sessions
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.paging import mark_of

TIMES, CASES, PAGE = 9, 20_000, 200
Question = tuple[str, Callable[[], object]]


def opened(folder: Path, count: int) -> Session:
    made = sessions.create_casebook(
        folder,
        office=sessions.CasebookOffice("PL1", "PL"),
        user="Adam",
        password=PASSWORD,
    )
    casebook = made.session.casebook
    rows.filled(
        casebook,
        partial(rows.fill_cases, count=CASES),
        partial(rows.fill_audit, count=count, cases=CASES),
        partial(rows.fill_registers, count=count),
        partial(rows.fill_entities, count=count),
    )
    casebook.close()
    return sessions.open_casebook(folder, user="Adam", password=PASSWORD)


def filters() -> Mapping[str, AuditFilter]:
    case = f"PL1-{rows.case_row(9_000, CASES)['received'][:4]}-0009000"
    year, past = date(2026, 1, 1), date(2021, 12, 31)
    person, deed = "Officer 7", "case.approve"
    return {
        "all": AuditFilter(),
        "a case": AuditFilter(case=case),
        "a person": AuditFilter(person=person),
        "a deed": AuditFilter(deed=deed),
        "a rare deed": AuditFilter(deed="case.reopened"),
        "a day": AuditFilter(first=date(2024, 3, 6), last=date(2024, 3, 6)),
        "from a year": AuditFilter(first=year),
        "until five years ago": AuditFilter(last=past),
        "a year in the middle": AuditFilter(first=date(2023, 1, 1), last=date(2023, 12, 31)),
        "an entity": AuditFilter(entity=f"{40:032x}"),
        "a person, a deed": AuditFilter(person=person, deed=deed),
        "a person, from a year": AuditFilter(person=person, first=year),
        "a person, until five years ago": AuditFilter(person=person, last=past),
        "a deed, from a year": AuditFilter(deed=deed, first=year),
        "a deed, until five years ago": AuditFilter(deed=deed, last=past),
        "a rare deed, until five years ago": AuditFilter(deed="case.reopened", last=past),
        "a person, a rare deed": AuditFilter(person=person, deed="case.reopened"),
        "a case, from a year": AuditFilter(case=case, first=year),
        "a case, a person": AuditFilter(case=case, person=person),
        "a person, a deed, a day": AuditFilter(
            person=person, deed=deed, first=date(2024, 3, 6), last=date(2024, 3, 6)
        ),
    }


def of_audit(session: Session) -> Iterator[Question]:
    with session.reading() as conn:
        (last,) = conn.exec_driver_sql("SELECT max(seq) FROM audit_entry").one()
    for name, wanted in filters().items():
        ask: Any = partial(audit_page, session, wanted=wanted, limit=PAGE)
        yield f"{name}, first", ask
        yield f"{name}, middle", partial(ask, after=str(last // 2))


def of_registers(session: Session) -> Iterator[Question]:
    with session.reading() as conn:
        (count,) = conn.exec_driver_sql("SELECT count(*) FROM register_entry").one()
    ask: Any = partial(register_page, session, RegisterKind.LICENCES, limit=PAGE)
    middle = mark_of("MRiT", f"L-{count // 2 + 1:07d}")
    yield "first", partial(ask, most=10_000)
    yield "middle", partial(ask, after=middle)
    yield "of an issuer, first", partial(ask, issuer="BAFA", most=10_000)
    yield "of an issuer, middle", partial(ask, issuer="MRiT", after=middle)
    yield "issuers", partial(register_issuers, session, RegisterKind.LICENCES, counted=False)
    for name, words in WORDS.items():
        yield f"{name}, first", partial(ask, text=words)
        yield f"{name}, middle", partial(ask, text=words, after=middle)


WORDS = {
    "a frequent word": "harbour",
    "a word of one in fifty": "works 78",
    "a rare word": "L-0900001",
    "two words": "harbour 7801",
    "no such word": "nowhere",
    "the beginning of many numbers": "09",
    "the issuer of the second half": "mrit",
    "a short word of few": "bt",
    "a short word of none": "q7",
}


OF_ENTITIES = {
    "a number": "PL000900001",
    "a word of one in ten, at the end": "zatoka",
    "it and another": "zatoka harbour works 78",
}


def of_entities(session: Session) -> Iterator[Question]:
    with session.reading() as conn:
        name, row_id = conn.exec_driver_sql(
            "SELECT name, id FROM entity WHERE name > 'M' ORDER BY name, id LIMIT 1"
        ).one()
    ask: Any = partial(list_entities, session, limit=PAGE)
    middle = f"{name}\x1f{row_id}"
    yield "all, first", ask
    yield "all, middle", partial(ask, after=middle)
    for named, words in {**WORDS, **OF_ENTITIES}.items():
        yield f"{named}, first", partial(ask, text=words)
        yield f"{named}, middle", partial(ask, text=words, after=middle)


LISTS: Mapping[str, Callable[[Session], Iterator[Question]]] = {
    "audit": of_audit,
    "registers": of_registers,
    "entities": of_entities,
}


def told(session: Session, name: str) -> None:
    say(f"\n{name}\n")
    say("| question | p50 | p95 |")
    say("|---|---|---|")
    over = 0
    for said, ask in LISTS[name](session):
        middle, most = taken_ms(ask, TIMES)
        over += most > GOAL_MS
        say(f"| {said} | {middle:.1f} ms | {most:.1f} ms |")
    say(f"\n{over} over {GOAL_MS} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--made", type=Path, help="a casebook that was made before")
    parser.add_argument("--only", choices=list(LISTS))
    given = parser.parse_args()
    names = [given.only] if given.only else list(LISTS)
    if given.made:
        session = sessions.open_casebook(given.made, user="Adam", password=PASSWORD)
        for name in names:
            told(session, name)
        return
    with tempfile.TemporaryDirectory(prefix="landwaiter-lists-") as folder:
        session = opened(Path(folder) / "casebook", given.rows)
        for name in names:
            told(session, name)
        session.casebook.close()


if __name__ == "__main__":
    main()
