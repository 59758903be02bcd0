"""Names and pairs of names outside any case: screened and compared."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from landwaiter.domain.lists.list_kinds import INSTITUTIONS
from landwaiter.domain.lists.listing import Match
from landwaiter.formats.base.csv_table import decode
from landwaiter.i18n import _
from landwaiter.screening import Query, compare_names
from landwaiter.services.hits.name_files import MOST_BYTES, no_columns, rows_of, stated, table_with
from landwaiter.services.hits.name_queries import (
    KINDS,
    NameHit,
    NamePair,
    NameQuery,
    ScreenedEdition,
    ScreeningResult,
    known_country,
    known_kind,
)
from landwaiter.services.law.counting_thresholds import Points, limits_of, points_in, reaching
from landwaiter.services.lists.index_making import ensure_indexes
from landwaiter.services.warm.screened_list import ScreenedList
from landwaiter.services.warm.session import Session
from landwaiter.user_file import file_bytes

__all__ = [
    "KINDS",
    "MOST_HITS",
    "NameHit",
    "NamePair",
    "NameQuery",
    "ScreenedEdition",
    "ScreeningResult",
    "compare_pairs",
    "file_text",
    "hits_of",
    "known_country",
    "known_kind",
    "read_pairs",
    "rows_of",
    "screen_names",
    "screened",
]

MOST_HITS = 20
"""Hits shown per name unless another limit is given."""
Progress = Callable[[int, int, str], None]
"""Done, total and what is done; may raise to cancel."""


def screen_names(
    session: Session,
    queries: Sequence[NameQuery],
    *,
    threshold: int | None = None,
    limit: int = MOST_HITS,
    progress: Progress | None = None,
) -> tuple[ScreeningResult, ...]:
    """Each name against every list in force; nothing is saved. `threshold` in thousandths."""
    ensure_indexes(session, progress)
    with session.reading() as conn:
        lists = session.references.lists(conn, session.today())
        limits = (
            limits_of(conn, lists)
            if threshold is None
            else {one.edition.list_id: threshold for one in lists}
        )
    editions = tuple(screened(one, limits[one.edition.list_id]) for one in lists)
    results = []
    for done, query in enumerate(queries, start=1):
        results.append(ScreeningResult(query, editions, hits_of(query, lists, limits, limit)))
        if progress is not None:
            progress(done, len(queries), query.name)
    return tuple(results)


def hits_of(
    query: NameQuery, lists: Iterable[ScreenedList], limits: Mapping[str, int], limit: int
) -> tuple[NameHit, ...]:
    """The listings that resemble a name, the best first; `limits` are thresholds by list."""
    asked = Query(
        name=query.name,
        kind=query.kind,
        country=query.country,
        identifiers=(query.identifier,) if query.identifier else (),
        born=query.born,
    )
    found = [
        NameHit(
            list=one.edition.list_id,
            edition=one.edition.edition,
            name=one.listings[match.listing_id].name,
            claim=_claim(one, match),
            match=match,
        )
        for one in lists
        for match in _reached(one, asked, points_in(limits, one.edition.list_id), limit)
    ]
    found.sort(key=lambda hit: (-hit.match.score, hit.list, hit.match.listing_id))
    return tuple(found[:limit])


def _reached(one: ScreenedList, asked: Query, points: Points, limit: int) -> Iterator[Match]:
    matches = one.index.search(asked, threshold=points.least, limit=limit)
    yield from (match for match, _point in reaching(one, matches, points))


def _claim(screened: ScreenedList, match: Match) -> str:
    """As for a hit on a case that nobody has judged: a name alone is no listing."""
    if screened.edition.kind == INSTITUTIONS:
        return "assessment"
    return "listed" if match.identifier_equal else "unconfirmed_identity"


def screened(one: ScreenedList, threshold: int) -> ScreenedEdition:
    """What a name is held against, as it is told."""
    edition = one.edition
    return ScreenedEdition(
        edition.list_id,
        edition.edition,
        edition.sha256,
        edition.trust,
        edition.listings,
        threshold,
        confidential=edition.confidential,
    )


def compare_pairs(pairs: Iterable[NamePair]) -> tuple[Match, ...]:
    """Why the two names of each pair are alike or not; needs no casebook."""
    return tuple(compare_names(pair.name1, pair.name2, pair.kind) for pair in pairs)


def read_pairs(path: Path) -> tuple[NamePair, ...]:
    """The pairs of a CSV file with the columns `name1` and `name2`, and optionally `kind`."""
    columns = ("name1", "name2")
    table = table_with(file_text(path), path, columns)
    if table is None:
        raise no_columns(path, columns)
    return tuple(
        NamePair(
            stated(row, "name1", number, path),
            stated(row, "name2", number, path),
            known_kind(row.get("kind"), file=path.name, row=number),
        )
        for number, row in rows_of(table, path)
    )


def file_text(path: Path) -> str:
    """The text of a file; what cannot be read is refused with its name."""
    data = file_bytes(path, most=MOST_BYTES, remedy=_("Split it into smaller files."))
    return decode(data, file=path.name)
