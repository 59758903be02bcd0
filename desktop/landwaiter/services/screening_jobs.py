"""Names and pairs of names outside any case: screened and compared."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from landwaiter.domain.listing import Match
from landwaiter.errors import Invalid, NotFound, Unavailable
from landwaiter.formats.csv_table import (
    DELIMITERS,
    Table,
    cells_by_name,
    decode,
    read_headers,
    read_table,
)
from landwaiter.i18n import _
from landwaiter.screening import ENGINE, Query, compare_names
from landwaiter.services.reference import INSTITUTIONS, ScreenedList
from landwaiter.services.screening import threshold_of
from landwaiter.services.session import Session

KINDS = ("person", "organisation", "vessel")
MOST_HITS = 20
"""Hits shown per name unless another limit is given."""
_SPELLINGS = {"organization": "organisation", "company": "organisation", "ship": "vessel"}
Progress = Callable[[int, int, str], None]
"""Done, total and what is done; may raise to cancel."""


@dataclass(frozen=True, slots=True)
class NameQuery:
    """A name that somebody asks about; `id` is the asker's own."""

    name: str
    id: str | None = None
    kind: str | None = None
    country: str | None = None
    identifier: str | None = None
    born: str | None = None


@dataclass(frozen=True, slots=True)
class NamePair:
    name1: str
    name2: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Screened:
    """The list edition a name was held against, with the operating point."""

    list: str
    edition: str
    sha256: str
    trust: str
    listings: int
    threshold: int
    """Thousandths."""
    engine: str = ENGINE


@dataclass(frozen=True, slots=True)
class NameHit:
    list: str
    edition: str
    name: str
    """The listing's own name."""
    claim: str
    """`listed`, `unconfirmed_identity` or `assessment`."""
    match: Match


@dataclass(frozen=True, slots=True)
class ScreeningResult:
    query: NameQuery
    editions: tuple[Screened, ...]
    hits: tuple[NameHit, ...]


def screen_names(
    session: Session,
    queries: Sequence[NameQuery],
    *,
    threshold: int | None = None,
    limit: int = MOST_HITS,
    progress: Progress | None = None,
) -> tuple[ScreeningResult, ...]:
    """Each name against every list in force; nothing is saved. `threshold` in thousandths."""
    with session.reading() as conn:
        lists = session.references.lists(conn, session.today())
        limits = {
            one.edition.list_id: threshold_of(conn, one.edition.list_id)
            if threshold is None
            else threshold
            for one in lists
        }
    editions = tuple(_screened(one, limits[one.edition.list_id]) for one in lists)
    results = []
    for done, query in enumerate(queries, start=1):
        results.append(ScreeningResult(query, editions, _hits(query, lists, limits, limit)))
        if progress is not None:
            progress(done, len(queries), query.name)
    return tuple(results)


def _hits(
    query: NameQuery, lists: Iterable[ScreenedList], limits: dict[str, int], limit: int
) -> tuple[NameHit, ...]:
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
        for match in one.index.search(asked, threshold=limits[one.edition.list_id], limit=limit)
    ]
    found.sort(key=lambda hit: (-hit.match.score, hit.list, hit.match.listing_id))
    return tuple(found[:limit])


def _claim(screened: ScreenedList, match: Match) -> str:
    """As for a hit on a case that nobody has judged: a name alone is no listing."""
    if screened.edition.kind == INSTITUTIONS:
        return "assessment"
    return "listed" if match.identifier_equal else "unconfirmed_identity"


def _screened(one: ScreenedList, threshold: int) -> Screened:
    edition = one.edition
    return Screened(
        edition.list_id,
        edition.edition,
        edition.sha256,
        edition.trust,
        edition.listings,
        threshold,
    )


def compare_pairs(pairs: Iterable[NamePair]) -> tuple[Match, ...]:
    """Why the two names of each pair are alike or not; needs no casebook."""
    return tuple(compare_names(pair.name1, pair.name2, pair.kind) for pair in pairs)


def read_queries(path: Path, *, country: str | None = None) -> tuple[NameQuery, ...]:
    """The names of a file: CSV with a column `name`, or text with one name a line.

    `country` stands for those that state none. Invalid names file, row and field.
    """
    text = file_text(path)
    table = _table_with(text, path, ("name",))
    if table is None:
        names = (line.strip() for line in text.splitlines())
        return tuple(NameQuery(name, country=country) for name in names if name)
    return tuple(_query(row, number, path, country) for number, row in rows_of(table, path))


def _query(row: dict[str, str], number: int, path: Path, country: str | None) -> NameQuery:
    return NameQuery(
        name=_stated(row, "name", number, path),
        id=row.get("id") or None,
        kind=known_kind(row.get("kind"), file=path.name, row=number),
        country=known_country(row.get("country"), file=path.name, row=number) or country,
        identifier=row.get("identifier") or None,
        born=row.get("born") or None,
    )


def read_pairs(path: Path) -> tuple[NamePair, ...]:
    """The pairs of a CSV file with the columns `name1` and `name2`, and optionally `kind`."""
    columns = ("name1", "name2")
    table = _table_with(file_text(path), path, columns)
    if table is None:
        raise _no_columns(path, columns)
    return tuple(
        NamePair(
            _stated(row, "name1", number, path),
            _stated(row, "name2", number, path),
            known_kind(row.get("kind"), file=path.name, row=number),
        )
        for number, row in rows_of(table, path)
    )


def known_kind(kind: str | None, *, file: str | None = None, row: int | None = None) -> str | None:
    """`person`, `organisation` or `vessel`; None where none is stated."""
    if not kind:
        return None
    plain = _SPELLINGS.get(kind.lower(), kind.lower())
    if plain not in KINDS:
        raise Invalid(
            _("There is no such kind of name."),
            file=file,
            row=row,
            field="kind",
            value=kind,
            remedy=_("Use one of {kinds}, or leave it empty.").format(kinds=", ".join(KINDS)),
        )
    return plain


def known_country(
    country: str | None,
    *,
    file: str | None = None,
    row: int | None = None,
    field: str = "country",
) -> str | None:
    """Two capital letters; None where none is stated."""
    if not country:
        return None
    if not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise Invalid(
            _("A country is two letters (ISO 3166-1)."),
            file=file,
            row=row,
            field=field,
            value=country,
            remedy=_("Write CN for China."),
        )
    return country.upper()


def file_text(path: Path) -> str:
    """The text of a file; what cannot be read is refused with its name."""
    try:
        return decode(path.read_bytes(), file=path.name)
    except FileNotFoundError as error:
        raise NotFound(_("There is no such file."), file=str(path)) from error
    except OSError as error:
        raise Unavailable(
            _("The file cannot be read: {reason}.").format(reason=error.strerror or str(error)),
            file=str(path),
        ) from error


def _table_with(text: str, path: Path, columns: Sequence[str]) -> Table | None:
    """The CSV table with these columns; None for a text that is none."""
    headers = read_headers(text)
    for delimiter in DELIMITERS:
        if set(columns) <= set(headers[delimiter]):
            return read_table(text, file=path.name, delimiter=delimiter)
    if path.suffix.lower() in {".csv", ".tsv"}:
        raise _no_columns(path, columns)
    return None


def _no_columns(path: Path, columns: Sequence[str]) -> Invalid:
    return Invalid(
        _("The file has no header with the columns needed."),
        file=path.name,
        row=1,
        field=", ".join(columns),
        remedy=_("Name the columns in the first row."),
    )


def rows_of(table: Table, path: Path) -> Iterable[tuple[int, dict[str, str]]]:
    """The rows with their numbers, as cells by name."""
    for number, cells in table.rows():
        row = cells_by_name(table.header, cells)
        if row is None:
            raise Invalid(
                _("The row has {found} cells and the header {expected}.").format(
                    found=len(cells), expected=len(table.header)
                ),
                file=path.name,
                row=number,
                remedy=_("Put a cell that holds the delimiter in quotation marks."),
            )
        yield number, row


def _stated(row: dict[str, str], column: str, number: int, path: Path) -> str:
    if not row[column]:
        raise Invalid(_("The name is missing."), file=path.name, row=number, field=column)
    return row[column]
