"""What other cases of the casebook say of an address or a vessel; each question asks an index."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, collate, func, select

from landwaiter.domain.intake.declaration import Address, Declaration, Role
from landwaiter.storage.base.reader import Reader, once
from landwaiter.storage.base.records import from_json
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.retention import case_removal
from landwaiter.storage.sqlite.dialect import birth_order, json_text

MOST_PARTIES = 2_000
"""Parties at one street that are looked at: many more than any threshold of a rule."""


def at_street(conn: Reader, street: str, *, but: str) -> Iterator[tuple[str, Address]]:
    """Name and address of the parties of other cases in a street."""
    party = t.party.c
    there: ColumnElement[bool] = collate(json_text(party.address, "street"), "NOCASE") == street
    query = (
        select(party.name, party.address)
        .where(there, party.gone_at.is_(None), party.case_id != but)
        .limit(MOST_PARTIES)
    )
    for name, address in conn.execute(query):
        yield str(name), from_json(address, Address)


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
    found = conn.execute(query).scalar_one_or_none()
    return str(found) if found is not None else None


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

    case_id: str
    reference: str
    member_state: str
    declaration: Declaration


_place = birth_order(t.declaration)
_removal = birth_order(case_removal)
_LAST_REMOVAL = select(func.max(_removal)).select_from(case_removal)
_LAST = select(_place, t.declaration.c.id).order_by(_place.desc()).limit(1)


def declarations_mark(conn: Reader) -> DeclarationMark:
    """Where the declarations end now."""
    return once(conn, _declarations_mark)


def _declarations_mark(conn: Reader) -> DeclarationMark:
    removal = int(conn.execute(_LAST_REMOVAL).scalar() or 0)
    last = conn.execute(_LAST).first()
    row, name = (int(last[0]), str(last[1])) if last else (0, "")
    return DeclarationMark(row, name, removal)


def still_there(conn: Reader, mark: DeclarationMark) -> bool:
    """Whether everything up to the mark stands where it stood."""
    last = conn.execute(select(t.declaration.c.id).where(_place == mark.row)).scalar_one_or_none()
    return declarations_mark(conn).removal == mark.removal and (last or "") == mark.id


def declarations_after(conn: Reader, row: int) -> Iterator[DeclaredVersion]:
    """Declarations that came after a row, in that order."""
    declaration, case = t.declaration.c, t.case_file.c
    query = (
        select(declaration.case_id, case.reference, case.member_state, declaration.content)
        .join(t.case_file, case.id == declaration.case_id)
        .where(_place > row)
        .order_by(_place)
    )
    for case_id, reference, state, content in conn.execute(query):
        yield DeclaredVersion(case_id, reference, state, from_json(content, Declaration))
