"""Distinct parties of the store held against what lists say otherwise, part by part."""

from collections import deque
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from typing import Final

from landwaiter.screening import Query
from landwaiter.services.base.long_run import LongRun
from landwaiter.services.base.process_beside import shared_out
from landwaiter.services.trade.parties.changed_listings import ChangedListings
from landwaiter.services.trade.parties.parties_beside import (
    PartiesBeside,
    PartiesPart,
    process_for,
)
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.trade import again_rows

PART: Final = 20_000
"""Parties that are looked at together."""
TOGETHER: Final = 500
"""Names that are reckoned with together, by one process or the other: a tenth of a second."""
_Row = tuple[int, str, str | None, str | None]


def like_them(
    conn: Reader, changed: ChangedListings, after: int, whole: int, tell: Callable[[int], None]
) -> Generator[tuple[int, Sequence[int]], None, None]:
    """The last of each part of the parties behind `after`, and those that may be like a listing;
    `whole` is the number of the last of all. `tell` is given a party's number and may raise."""
    beside = process_for(changed, whole - after)
    try:
        with LongRun() as run:
            while parties := again_rows.parties_after(conn, after, PART):
                through = parties[-1][0]
                vessels = again_rows.vessels_among(conn, after, through)
                yield through, _like(changed, parties, vessels, beside, run=run, tell=tell)
                after = through
    finally:
        if beside is not None:
            beside.close()


def _like(
    changed: ChangedListings,
    parties: Sequence[_Row],
    vessels: Collection[int],
    beside: PartiesBeside | None,
    *,
    run: LongRun,
    tell: Callable[[int], None],
) -> Sequence[int]:
    """Those of these parties that may be like a listing."""
    asked = [(row[0], query) for row in parties for query in _queries(row, vessels)]
    queries = tuple(dict.fromkeys(query for _number, query in asked))
    answers: dict[Query, bool] = {}
    done = 0

    def take(begin: int, found: Sequence[bool]) -> None:
        nonlocal done
        answers.update(zip(queries[begin : begin + TOGETHER], found, strict=True))
        done = len(answers)

    def look() -> None:
        tell(parties[min(len(parties) - 1, done)][0])

    def search(begin: int, part: PartiesPart) -> None:
        look()
        take(begin, changed.like(part.queries))
        run.step()

    waiting = deque(
        (begin, PartiesPart(queries[begin : begin + TOGETHER]))
        for begin in range(0, len(queries), TOGETHER)
    )
    shared_out(beside, waiting, search, take, look)
    return [*dict.fromkeys(number for number, query in asked if answers[query])]


def _queries(row: _Row, vessels: Collection[int]) -> Iterator[Query]:
    """A party as it is screened: where it is declared as a vessel, as that too."""
    number, name, country, identifier = row
    own = (identifier,) if identifier else ()
    yield Query(name=name, kind=None, country=country, identifiers=own)
    if number in vessels:
        yield Query(name=name, kind="vessel", country=country, identifiers=own)
