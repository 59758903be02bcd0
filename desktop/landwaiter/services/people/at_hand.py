"""What the palette shows before anything is typed: the cases worked on last, and what waits."""

from collections.abc import Iterator

from landwaiter.domain.cases.case_query import CaseQuery
from landwaiter.i18n import _, plural
from landwaiter.services.cases.listed_cases import list_cases
from landwaiter.services.cases.search import PaletteRow
from landwaiter.services.people.today import today_view
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.cases.case_rows import references_of

_LAST, _WAITING = 5, 6
_LOOKED_AT = 200
"""Entries of the person, newest first, in which the last cases are looked for."""


def at_hand(session: Session) -> tuple[PaletteRow, ...]:
    """Cases this person did something on, newest first; then reviews, hits and own cases that wait.

    No case twice.
    """
    shown: dict[tuple[str, str], PaletteRow] = {}
    for row in (*_last(session), *_waiting(session)):
        shown.setdefault((row.kind, row.key), row)
    return tuple(shown.values())


def _last(session: Session) -> Iterator[PaletteRow]:
    with session.reading() as conn:
        me = session.casebook.user.name
        rows = chain.entries(conn, actor=me, limit=_LOOKED_AT, newest_first=True)
        on_cases = dict.fromkeys(case for row in rows if (case := chain.case_of(row.object)))
        there = references_of(conn, on_cases)
    for reference in [there[case] for case in on_cases if case in there][:_LAST]:
        for row in list_cases(session, CaseQuery(text=reference), limit=1).rows:
            if row.reference == reference:
                yield PaletteRow("case", reference, f"{reference} {row.title}", row.stage)


def _waiting(session: Session) -> Iterator[PaletteRow]:
    today = today_view(session)
    for row in today.reviews[:_WAITING]:
        title = f"{row.reference} {row.title}"
        yield PaletteRow("review", row.reference, title, _("waits for a review"))
    if today.hits_open:
        said = plural(today.hits_open, "{n} hit to judge", "{n} hits to judge")
        yield PaletteRow("hits", "", said, "")
    for row in today.queue[:_WAITING]:
        clock = row.clock.says if row.clock else ""
        yield PaletteRow("case", row.reference, f"{row.reference} {row.title}", clock)
