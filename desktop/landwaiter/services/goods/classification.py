"""Descriptions of goods outside any case: which control entries they may fall under.

Without a casebook by the shipped packs; with one by the packs in force today and by what the
office found of the same parts before. Nothing is saved.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from landwaiter.domain.cases.case import Candidate
from landwaiter.domain.goods import candidates
from landwaiter.domain.goods.classification.seen import PartFinding
from landwaiter.domain.law.pack import Pack, UsedEdition
from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import DELIMITERS, read_headers, read_table
from landwaiter.i18n import _
from landwaiter.resources import root
from landwaiter.services.hits.screening_jobs import file_text, rows_of
from landwaiter.services.law.packs import shipped_packs
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader

Progress = Callable[[int, int, str], None]
"""Done, total and what is done; may raise to cancel."""
_DESCRIPTION: Final = ("description", "text", "goods")
_CODE: Final = ("cn", "hs", "code")
_DOCUMENTS: Final = "documents"


@dataclass(frozen=True, slots=True)
class GoodsQuery:
    """A description that somebody asks about; `id` is the asker's own."""

    text: str
    id: str | None = None
    cn: str | None = None
    documents: tuple[str, ...] = ()
    """Document codes declared with the goods."""


@dataclass(frozen=True, slots=True)
class DescriptionCandidates:
    """Candidates for a description, with the packs they come from."""

    query: GoodsQuery
    candidates: tuple[Candidate, ...]
    editions: tuple[UsedEdition, ...]


def classify_goods(
    session: Session | None,
    queries: Sequence[GoodsQuery],
    *,
    progress: Progress | None = None,
) -> tuple[DescriptionCandidates, ...]:
    """Each description by the same packs, in the order asked."""
    results = []
    with ExitStack() as stack:
        conn = stack.enter_context(session.reading()) if session else None
        packs = _packs(session, conn)
        for done, query in enumerate(queries, start=1):
            results.append(_classified(query, packs, _seen(session, conn, query.text)))
            if progress is not None:
                progress(done, len(queries), query.text)
    return tuple(results)


def _packs(session: Session | None, conn: Reader | None) -> Mapping[str, Pack]:
    if session is None or conn is None:
        return {pack.id: pack for pack in shipped_packs(root())}
    return session.references.packs(conn, session.today())


def _seen(session: Session | None, conn: Reader | None, text: str) -> tuple[PartFinding, ...]:
    return session.references.parts.naming(conn, text) if session and conn else ()


def _classified(
    query: GoodsQuery, packs: Mapping[str, Pack], seen: tuple[PartFinding, ...]
) -> DescriptionCandidates:
    found = candidates.classify(
        query.text, packs, cn=query.cn, documents=query.documents, seen=seen
    )
    named = {one.edition for one in found}
    used = (pack for pack in packs.values() if f"{pack.id}@{pack.edition}" in named)
    return DescriptionCandidates(
        query,
        found,
        tuple(
            UsedEdition(pack.id, pack.edition, pack.sha256, pack.trust.value, pack.source)
            for pack in used
        ),
    )


def commodity_code(
    cn: str | None, *, file: str | None = None, row: int | None = None
) -> str | None:
    """Figures alone; None where no code is stated. Anything but 6, 8 or 10 of them is Invalid."""
    if not cn:
        return None
    digits = "".join(cn.split()).replace(".", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in (6, 8, 10)):
        raise Invalid(
            _("A commodity code has 6, 8 or 10 figures."),
            file=file,
            row=row,
            field="cn",
            value=cn,
            remedy=_("Give it as in the tariff, such as 8457 10 10."),
        )
    return digits


TABLES: Final = frozenset({".csv", ".tsv"})
"""Ends of names of files that are tables; in another file each line is a description."""


def read_goods(path: Path, *, cn: str | None = None) -> tuple[GoodsQuery, ...]:
    """The descriptions of a file: CSV with a column `description`, or text with one a line.

    A CSV may have the columns `id`, `cn` and `documents` (codes with blanks between them) too;
    `cn` stands for those that state none. Empty lines of text are passed over.
    """
    text = file_text(path)
    headers = read_headers(text)
    for delimiter in DELIMITERS:
        names = {name.strip().casefold(): name for name in headers[delimiter]}
        column = next((names[name] for name in _DESCRIPTION if name in names), None)
        if column is not None and (len(names) > 1 or path.suffix.lower() in TABLES):
            table = read_table(text, file=path.name, delimiter=delimiter)
            return tuple(
                _query(row, number, path, column, cn) for number, row in rows_of(table, path)
            )
    if path.suffix.lower() in TABLES and any(len(names) > 1 for names in headers.values()):
        raise Invalid(
            _("The table has no column of descriptions."),
            file=path.name,
            row=1,
            field=_DESCRIPTION[0],
            remedy=_("Call the column “description”, or give text with one description a line."),
        )
    lines = (line.strip() for line in text.splitlines())
    return tuple(GoodsQuery(line, cn=cn) for line in lines if line)


def _query(
    row: Mapping[str, str], number: int, path: Path, column: str, cn: str | None
) -> GoodsQuery:
    cells = {name.strip().casefold(): cell for name, cell in row.items()}
    stated = _first(cells, _CODE)
    return GoodsQuery(
        text=row[column],
        id=cells.get("id") or None,
        cn=commodity_code(stated, file=path.name, row=number) or cn,
        documents=tuple(cells.get(_DOCUMENTS, "").upper().split()),
    )


def _first(cells: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((cells[name] for name in names if cells.get(name)), None)
