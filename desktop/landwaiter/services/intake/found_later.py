"""A case of what a later edition found: its goods have long left, and the case says so."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from landwaiter.i18n import plural
from landwaiter.services.law.edition_tasks import TouchedCase, keep_tasks
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.lists import list_editions
from landwaiter.storage.trade import again_rows
from landwaiter.storage.trade.sifted_rows import SiftedRow


def tell_found_later(work: UnitOfWork, row: SiftedRow, case_id: str, reference: str) -> list[str]:
    """A task on the case for each edition that found it later; the editions, as `list edition`."""
    told = []
    for edition, sentence in _found(work.conn, row):
        touched = TouchedCase(case_id, reference, (sentence,))
        said = keep_tasks(
            work,
            (touched,),
            of=edition["list"],
            edition=edition["edition"],
            sha256=edition["sha256"],
            counted=str,
        )
        # It writes as it is read.
        tuple(said)
        told.append(f"{edition['list']} {edition['edition']}")
    return told


def _found(conn: Reader, row: SiftedRow) -> Iterator[tuple[dict[str, Any], str]]:
    """Each edition with a new hit, and how long after acceptance it came."""
    seen: set[str] = set()
    for later in again_rows.verdicts_of(conn, row.id):
        for one in later.told["hits"]:
            kept = list_editions.known_edition(conn, one["list"], one["sha256"])
            if kept is None or one["sha256"] in seen:
                continue
            seen.add(one["sha256"])
            yield one, _sentence(one, kept.edition.dated, row.day)


def _sentence(edition: Mapping[str, str], dated: date, accepted: date) -> str:
    """By which edition a declaration was found after it was accepted, and how long after."""
    return plural(
        max((dated - accepted).days, 0),
        "found by edition {edition} of {list} of {day}, {n} day after acceptance",
        "found by edition {edition} of {list} of {day}, {n} days after acceptance",
        edition=edition["edition"],
        list=edition["list"],
        day=dated.isoformat(),
    )
