"""Names of what is judged next, which the process beside the sift asks lists for meanwhile.

While a batch is written, and the next one read, that process would wait. What it answers is what
lists answer to whoever asks; what it has not come to is asked when it is judged.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from landwaiter.domain.intake.declaration import Declaration
from landwaiter.errors import Fault
from landwaiter.formats.base.declaration_file import ReadDeclaration
from landwaiter.screening import Query
from landwaiter.services.entities.party_matches import Thresholds, party_query, thresholds_of
from landwaiter.services.intake.bare_verdict import bare_case
from landwaiter.services.trade.day_knowledge import PartyAnswers
from landwaiter.services.trade.sift_worker import NamesOfDay, SiftWorker
from landwaiter.services.warm.screened_list import ScreenedList
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.sqlite.engine import keep_few_pages

NAMES: Final = 20
"""Names that are asked for together: so long a batch that is to be judged may wait."""
ReadPart = tuple[range, Sequence[ReadDeclaration]]
_Lists = tuple[ScreenedList, ...]


def with_names_ahead(
    parts: Iterator[ReadPart], session: Session, answers: PartyAnswers, beside: SiftWorker | None
) -> Iterator[ReadPart]:
    """Each part, once the one behind it is read and its names are asked for."""
    if beside is None:
        yield from parts
        return
    part, fault = _next(parts)
    while part is not None:
        following, fault = _next(parts)
        declared = [one.declaration for one in following[1]] if following else []
        beside.ask(_new_names(session, answers, declared), answers.take)
        yield part
        part = following
    if fault is not None:
        raise fault


def _next(parts: Iterator[ReadPart]) -> tuple[ReadPart | None, Fault | None]:
    """What is read before a fault is sifted all the same."""
    try:
        return next(parts, None), None
    except Fault as fault:
        return None, fault


def _new_names(
    session: Session, answers: PartyAnswers, declared: Sequence[Declaration]
) -> list[NamesOfDay]:
    """Names that nobody has asked the lists of their day for, in pieces."""
    asked: dict[tuple[int, ...], tuple[date, _Lists, dict[Query, None]]] = {}
    with session.reading() as conn:
        keep_few_pages(conn)
        for one in declared:
            case = bare_case(
                one, member_state=session.casebook.member_state, received=session.today()
            )
            day = case.judged_as_of
            lists = session.references.lists(conn, day)
            # Most days have the same lists, and what these answer is the same then.
            same = tuple(map(id, lists))
            queries = asked.setdefault(same, (day, lists, {}))[2]
            queries.update(dict.fromkeys(map(party_query, case.parties)))
        return [
            NamesOfDay(day, piece)
            for day, lists, queries in asked.values()
            for piece in _pieces(_unknown(conn, answers, queries, lists))
        ]


def _unknown(
    conn: Reader, answers: PartyAnswers, queries: dict[Query, None], lists: _Lists
) -> Sequence[Query]:
    thresholds: Thresholds = thresholds_of(conn, lists)
    return answers.reading(conn).unknown(queries, lists, thresholds)


def _pieces(queries: Sequence[Query]) -> Iterator[tuple[Query, ...]]:
    for begin in range(0, len(queries), NAMES):
        yield tuple(queries[begin : begin + NAMES])
