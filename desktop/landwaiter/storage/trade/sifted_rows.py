"""Declarations of the trade store: found again by their numbers, and what became of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, func, select, union_all

from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.intake.table_mapping import TableInstructions
from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.flags.restricted_trade import is_kept_alone
from landwaiter.storage.intake.declarations import DeclaredNumbers, known_among, mrn_key
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.intake import raw_file, trade_message
from landwaiter.storage.trade import standings
from landwaiter.storage.trade.erasable import family_of
from landwaiter.storage.trade.packing import unpacked
from landwaiter.storage.trade.trade_counts import holds, is_unused


@dataclass(frozen=True, slots=True)
class SiftedRow:
    """A declaration as it is kept."""

    id: int
    mrn: str | None
    local_reference: str | None
    day: date
    declaration: Declaration
    content: bytes
    content_sha256: str
    form: str
    verdict: bytes
    verdict_sha256: str
    bases: bytes
    outcome: str
    salt: bytes
    replaces: int | None
    raw_file: str | None
    instructions: TableInstructions
    raw_row: int | None
    drawn: bool
    batch: int

    @property
    def number(self) -> str:
        """As people name it: its MRN, else the declarant's reference."""
        return self.mrn or self.local_reference or str(self.id)


@dataclass(frozen=True, slots=True)
class KnownRow:
    """The newest version of a declaration, as far as it is told apart."""

    id: int
    content_sha256: str


def newest_version(
    conn: Reader, *, mrn: str | None, local_reference: str | None, eori: str | None
) -> KnownRow | None:
    """The same declaration: by MRN when both have one, else by reference and EORI.

    An MRN that customs gave it in a message counts as its own.
    """
    row = _of_mrn(conn, mrn)
    if row is None and local_reference:
        query = _SAME_WITHOUT_MRN if mrn else _SAME
        row = conn.execute(query, {"reference": local_reference, "eori": eori}).scalar()
        if row is not None and mrn and not may_have(conn, row, mrn):
            return None
    return _newest_of(conn, row) if row is not None else None


def requested_version(
    conn: Reader, *, mrn: str | None, local_reference: str | None, eori: str | None
) -> KnownRow | None:
    """The declaration that a message is on; without EORI only where one alone fits."""
    row = _of_mrn(conn, mrn)
    if row is not None:
        return _newest_of(conn, row)
    if eori is not None or not local_reference:
        return newest_version(conn, mrn=mrn, local_reference=local_reference, eori=eori)
    rows = conn.execute(_OF_REFERENCE, {"reference": local_reference}).scalars().all()
    found = {_newest_of(conn, one) for one in rows}
    if len(found) != 1 or (mrn and not may_have(conn, rows[0], mrn)):
        return None
    return found.pop()


def numbers_beside(conn: Reader, local_reference: str) -> frozenset[DeclaredNumbers]:
    """Of versions in the store that bear a reference, the first of many."""
    found = conn.execute(_BESIDE, {"reference": local_reference})
    return frozenset(DeclaredNumbers(*row) for row in found)


def _of_mrn(conn: Reader, mrn: str | None) -> int | None:
    if not mrn:
        return None
    found = conn.execute(_OF_MRN, {"mrn": mrn_key(mrn)}).scalar()
    return int(found) if found is not None else None


def _newest_of(conn: Reader, row: int) -> KnownRow:
    """The version that counts of the declaration that a row is a version of."""
    newest = conn.execute(_KNOWN, {"row": family_of(conn, (row,))[-1]}).one()
    return KnownRow(int(newest[0]), str(newest[1]))


def may_have(conn: Reader, row: int, mrn: str) -> bool:
    """Whether no version has another MRN, its own or given by customs."""
    found = conn.execute(_MRNS_OF, {"numbers": family_of(conn, (row,))}).scalars()
    return set(found) <= {mrn_key(mrn)}


def known_numbers(conn: Reader, mrns: Iterable[str], references: Iterable[str]) -> set[str]:
    """Those of some MRNs, by their keys, and of some references that the store holds."""
    return known_among(conn, _MRNS, mrns) | known_among(conn, _REFERENCES, references)


def _newest(*which: ColumnElement[bool]) -> Select[Any]:
    return select(_declared.id).where(*which).order_by(_declared.id.desc()).limit(1)


_MOST_ALIKE: Final = 20
"""Declarations of one reference that are looked at: of more than one none is meant for certain."""
_declared, _given, _standing = t.trade_declaration.c, trade_message.c, t.trade_standing.c
_same = (
    _declared.local_reference == bindparam("reference"),
    _declared.declarant_eori.is_not_distinct_from(bindparam("eori")),
)
_EVERY_OF_MRN = union_all(
    select(_declared.id).where(_declared.mrn == bindparam("mrn")),
    select(_given.declaration_id).where(_given.given_mrn == bindparam("mrn")),
)
_OF_MRN = _EVERY_OF_MRN.limit(1)
_SAME = _newest(*_same)
_SAME_WITHOUT_MRN = _newest(*_same, _declared.mrn.is_(None))
_EVERY_OF_REFERENCE = select(_declared.id).where(
    _declared.local_reference == bindparam("reference")
)
_OF_REFERENCE = _EVERY_OF_REFERENCE.limit(_MOST_ALIKE)
_BESIDE = (
    select(_declared.declarant_eori, _declared.mrn)
    .where(_declared.local_reference == bindparam("reference"))
    .distinct()
    .limit(_MOST_ALIKE)
)
_KNOWN = select(_declared.id, _declared.content_sha256).where(_declared.id == bindparam("row"))
_numbers: BindParameter[list[int]] = bindparam("numbers", expanding=True)
_MRNS_OF = union_all(
    select(_declared.mrn).where(_declared.id.in_(_numbers), _declared.mrn.is_not(None)),
    select(_given.given_mrn).where(
        _given.declaration_id.in_(_numbers), _given.given_mrn.is_not(None)
    ),
)
_named: BindParameter[list[str]] = bindparam("named", expanding=True)
_MRNS = union_all(
    select(_declared.mrn).where(_declared.mrn.in_(_named)),
    select(_given.given_mrn).where(_given.given_mrn.in_(_named)),
)
_REFERENCES = select(_declared.local_reference).where(_declared.local_reference.in_(_named))


def sifted(conn: Reader, number: int) -> SiftedRow | None:
    """One declaration by its number."""
    return next(_rows(conn, _whole().where(t.trade_declaration.c.id == number)), None)


def sifted_named(conn: Reader, name: str) -> tuple[SiftedRow, ...]:
    """Every version of the declaration with this MRN or reference, the oldest first."""
    key = mrn_key(name)
    found = conn.execute(_EVERY_OF_MRN, {"mrn": key}).scalars().all()
    if not found:
        found = conn.execute(_EVERY_OF_REFERENCE, {"reference": name}).scalars().all()
    declared = t.trade_declaration.c
    query = _whole().where(declared.id.in_(family_of(conn, found))).order_by(declared.id)
    return tuple(_rows(conn, query)) if found else ()


def versions_before(conn: Reader, replaces: int | None) -> tuple[SiftedRow, ...]:
    """The versions of a declaration that came before one, the oldest first, by what it replaces."""
    found: list[SiftedRow] = []
    while replaces is not None and (row := sifted(conn, replaces)) is not None:
        found.append(row)
        replaces = row.replaces
    return tuple(reversed(found))


def is_version_of_file(conn: Reader, number: int, *, content_sha256: str, file_sha256: str) -> bool:
    """Whether a version of a declaration has this content and was read from a file with this hash:
    the same bytes that come again are no amendment."""
    declared, source, raw = t.trade_declaration.c, t.trade_source.c, raw_file.c
    query = (
        select(declared.id)
        .join(t.trade_source, source.id == declared.source_id)
        .join(raw_file, raw.id == source.raw_file_id)
        .where(
            declared.id.in_(family_of(conn, (number,))),
            declared.content_sha256 == content_sha256,
            raw.sha256 == file_sha256,
        )
    )
    return conn.execute(query.limit(1)).first() is not None


def _whole() -> Select[Any]:
    declared, source = t.trade_declaration.c, t.trade_source.c
    return (
        select(
            t.trade_declaration,
            t.trade_leaf.c.batch,
            source.raw_file_id,
            source.mapping,
            source.form,
        )
        .join(t.trade_leaf, t.trade_leaf.c.id == declared.id)
        .join(t.trade_source, source.id == declared.source_id)
    )


def _rows(conn: Reader, query: Select[Any]) -> Iterator[SiftedRow]:
    for row in conn.execute(query):
        content = unpacked(row.content)
        yield SiftedRow(
            id=int(row.id),
            mrn=row.mrn,
            local_reference=row.local_reference,
            day=date.fromisoformat(row.day),
            declaration=declaration_in(content),
            content=content,
            content_sha256=row.content_sha256,
            form=row.form,
            verdict=unpacked(row.verdict, content),
            verdict_sha256=row.verdict_sha256,
            bases=unpacked(row.bases, content),
            outcome=row.outcome,
            salt=bytes(row.salt),
            replaces=row.replaces,
            raw_file=row.raw_file_id,
            instructions=records.from_json(row.mapping, TableInstructions),
            raw_row=row.raw_row,
            drawn=bool(row.drawn),
            batch=int(row.batch),
        )


def declaration_in(content: bytes) -> Declaration:
    """The declaration in the content that was hashed."""
    return records.from_plain(records.structure(content.decode())["content"], Declaration)


def waiting(conn: Reader, reason: str, *, limit: int, after: int = 0) -> Sequence[int]:
    """Declarations with this reason of which nothing became yet, the oldest first."""
    return _first(conn, standings.of_reason(standings.WAITS, reason), limit, after)


def due(conn: Reader, reason: str, *, limit: int) -> Sequence[int]:
    """Those of them that the policy may open: what is restricted waits for a person."""
    allowed = ~is_kept_alone(_standing.declaration_id)
    return _first(conn, standings.of_reason(standings.WAITS, reason), limit, 0, allowed)


def is_kept_unused(conn: Reader, number: int) -> bool:
    """Whether a declaration is kept and not used."""
    declared = t.trade_declaration.c
    query = select(declared.id).where(declared.id == number, is_unused(declared.id))
    return conn.execute(query).first() is not None


def waiting_any(conn: Reader, *, limit: int, after: int = 0) -> Sequence[int]:
    """The same with whatever reason, each once."""
    return _first(conn, standings.WAITS, limit, after)


def waiting_sample(conn: Reader, *, limit: int, after: int = 0) -> Sequence[int]:
    """Declarations of the sample that nobody looked at yet."""
    return _first(conn, standings.WAITS_AS_SAMPLE, limit, after)


def _first(
    conn: Reader, standing: str, limit: int, after: int, *which: ColumnElement[bool]
) -> Sequence[int]:
    row = _standing.declaration_id
    query = select(row).where(_standing.standing == standing, row > after, *which)
    return [int(one) for one in conn.execute(query.order_by(row).limit(limit)).scalars()]


def reasons_of(conn: Reader, number: int) -> tuple[str, ...]:
    """Why a declaration is worth a look; empty where nothing was found."""
    why = t.trade_reason.c
    return tuple(
        conn.execute(select(why.reason).where(why.declaration_id == number, holds(why)))
        .scalars()
        .all()
    )


def opened_since(conn: Reader, since: str) -> Mapping[str, int]:
    """Reason → cases that were opened for it since an instant: the first reason of each counts.

    Not what was taken in as a case, nor a later version of what has one.
    """
    mark = t.trade_mark.c
    query = (
        select(mark.reasons, func.count())
        .where(mark.mark == "opened", mark.at >= since)
        .group_by(mark.reasons)
    )
    found: dict[str, int] = {}
    for reasons, number in conn.execute(query):
        named = str(reasons).split()
        if named and SiftReason.TAKEN_IN.value not in named:
            found[named[0]] = found.get(named[0], 0) + int(number)
    return found


@dataclass(frozen=True, slots=True)
class StoreMark:
    """What became of a declaration."""

    number: int
    mark: str
    reasons: Sequence[str] = ()
    why: str = ""
    opened_case: str | None = None


def add_marks(work: UnitOfWork, marks: Sequence[StoreMark]) -> None:
    """Say what became of declarations; how each stands is asked once for all of them."""
    for one in marks:
        records.add(
            work.conn,
            "trade_mark",
            id=work.new_id(),
            declaration_id=one.number,
            mark=one.mark,
            reasons=" ".join(one.reasons),
            opened_case=one.opened_case,
            reason=one.why,
            author=work.actor,
            at=work.now,
        )
    standings.keep(work.conn, [one.number for one in marks])


def batch_of(conn: Reader, number: int) -> int:
    """The batch that a declaration was sifted in."""
    leaf = t.trade_leaf.c
    return int(conn.execute(select(leaf.batch).where(leaf.id == number)).scalar_one())


def is_set_aside(conn: Reader, number: int) -> bool:
    """Whether somebody set a declaration aside last."""
    mark = t.trade_mark.c
    query = select(mark.mark).where(mark.declaration_id == number).order_by(mark.id.desc()).limit(1)
    return conn.execute(query).scalar() == "aside"


def marks_of(conn: Reader, number: int) -> Sequence[Mapping[str, Any]]:
    """What became of a declaration."""
    mark = t.trade_mark.c
    query = select(t.trade_mark).where(mark.declaration_id == number).order_by(mark.id)
    return records.plain_rows(conn, query)
