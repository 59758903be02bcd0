"""What other cases of the casebook say of an address or a vessel; each question asks an index.

A case whose declaration is restricted in the trade store says nothing of others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, collate, func, select

from landwaiter.domain.intake.declaration import Address, Declaration, Role
from landwaiter.storage.base.reader import Reader, once
from landwaiter.storage.base.records import from_json, kept_rows
from landwaiter.storage.flags.restricted_trade import restricted_cases
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.retention import case_removal
from landwaiter.storage.sqlite.dialect import birth_order, json_text

MOST_PARTIES = 2_000
"""Parties at one street that are looked at: many more than any threshold of a rule."""


_there: ColumnElement[bool] = collate(
    json_text(t.party.c.address, "street"), "NOCASE"
) == bindparam("street")
_AT_STREET = (
    select(t.party.c.name, t.party.c.address)
    .where(_there, t.party.c.gone_at.is_(None), t.party.c.case_id != bindparam("but"))
    .limit(MOST_PARTIES)
)


def at_street(conn: Reader, street: str, *, but: str) -> Iterator[tuple[str, Address]]:
    """Name and address of the parties of other cases in a street."""
    about = {"street": street, "but": but}
    rows: Iterable[Sequence[Any]] = (
        conn.execute(_of_others(conn, _AT_STREET), about)
        if restricted_cases(conn)
        else kept_rows(conn, _AT_STREET, about)
    )
    for name, address in rows:
        yield name, from_json(address, Address)


def vessel_name(conn: Reader, imo: str, *, but: str) -> str | None:
    """The name under which another case knew the vessel with this IMO number last."""
    party = t.party.c
    query = (
        select(party.name)
        .where(
            party.identifier == f"IMO{imo}",
            party.role == Role.VESSEL,
            party.name != "",
            party.case_id != but,
        )
        .order_by(party.at.desc(), party.id.desc())
        .limit(1)
    )
    found = conn.execute(_of_others(conn, query)).scalar_one_or_none()
    return str(found) if found is not None else None


def _of_others(conn: Reader, query: Select[Any]) -> Select[Any]:
    restricted = restricted_cases(conn)
    return query.where(t.party.c.case_id.not_in(sorted(restricted))) if restricted else query


@dataclass(frozen=True, slots=True)
class DeclarationMark:
    """How far the declarations were read: the last row, its identity, and the last removal by then.

    Rows go with the removal of a case alone, so that nothing has to be counted.
    """

    row: int = 0
    id: str = ""
    removal: int = 0


@dataclass(frozen=True, slots=True)
class DeclaredVersion:
    """One version of a declaration with its case."""

    row: int
    """Its place among all of the casebook."""
    case_id: str
    version: int
    member_state: str
    declaration: Declaration


@dataclass(frozen=True, slots=True)
class CaseOfRow:
    """The case of a declaration."""

    case_id: str
    reference: str


_place = birth_order(t.declaration)
_removal = birth_order(case_removal)
_MARK = select(
    select(func.max(_removal)).select_from(case_removal).scalar_subquery(),
    select(func.max(_place)).select_from(t.declaration).scalar_subquery(),
    select(t.declaration.c.id).order_by(_place.desc()).limit(1).scalar_subquery(),
)
_ROW = select(t.declaration.c.id).where(_place == bindparam("row"))


def declarations_mark(conn: Reader) -> DeclarationMark:
    """Where the declarations end now."""
    return once(conn, _declarations_mark)


def _declarations_mark(conn: Reader) -> DeclarationMark:
    removal, row, name = conn.execute(_MARK).one()
    return DeclarationMark(int(row or 0), str(name or ""), int(removal or 0))


def still_there(conn: Reader, mark: DeclarationMark) -> bool:
    """Whether everything up to the mark stands where it stood."""
    last = conn.execute(_ROW, {"row": mark.row}).scalar_one_or_none()
    return declarations_mark(conn).removal == mark.removal and (last or "") == mark.id


def declarations_after(conn: Reader, row: int) -> Iterator[DeclaredVersion]:
    """Declarations that came after a row, in that order."""
    return (_version(found) for found in conn.execute(_VERSIONS_AFTER, {"row": row}))


def newest_version(conn: Reader, case_id: str, *, before: int) -> DeclaredVersion | None:
    """The version of a case that came last before a row."""
    found = conn.execute(_NEWEST_BEFORE, {"case": case_id, "row": before}).first()
    return _version(found) if found else None


def references(conn: Reader, rows: Sequence[int]) -> dict[int, CaseOfRow]:
    """Row of a declaration → its case."""
    found: dict[int, CaseOfRow] = {}
    for at in range(0, len(rows), _ASKED_TOGETHER):
        some = list(rows[at : at + _ASKED_TOGETHER])
        for row, case_id, reference in conn.execute(_CASES_OF, {"rows": some}):
            found[int(row)] = CaseOfRow(str(case_id), str(reference))
    return found


def _version(row: Any) -> DeclaredVersion:
    return DeclaredVersion(
        int(row.place),
        str(row.case_id),
        int(row.version),
        str(row.member_state),
        from_json(row.content, Declaration),
    )


_ASKED_TOGETHER = 500
_VERSIONS = (
    select(
        _place.label("place"),
        t.declaration.c.case_id,
        t.declaration.c.version,
        t.case_file.c.member_state,
        t.declaration.c.content,
    )
    .select_from(t.declaration)
    .join(t.case_file, t.case_file.c.id == t.declaration.c.case_id)
)
_VERSIONS_AFTER = _VERSIONS.where(_place > bindparam("row")).order_by(_place)
_NEWEST_BEFORE = (
    _VERSIONS.where(t.declaration.c.case_id == bindparam("case"), _place < bindparam("row"))
    .order_by(_place.desc())
    .limit(1)
)
_CASES_OF = (
    select(_place, t.case_file.c.id, t.case_file.c.reference)
    .select_from(t.declaration)
    .join(t.case_file, t.case_file.c.id == t.declaration.c.case_id)
    .where(_place.in_(bindparam("rows", expanding=True)))
)
