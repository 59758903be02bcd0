"""Declarations in the casebook: found again, told apart by content, and the files they came in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    select,
    union_all,
)

from landwaiter.domain.cases.life_cycle import CaseLinkKind
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.intake.table_mapping import TableInstructions
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_json, to_json
from landwaiter.storage.schema import cases as lc
from landwaiter.storage.schema import intake as t


def find_declaration(
    conn: Reader, *, mrn: str | None, local_reference: str | None, eori: str | None
) -> str | None:
    """The case of the same declaration: by MRN when both have one, else by reference and EORI."""
    found = _by_mrn(conn, mrn)
    if found or not local_reference:
        return found
    query = _SAME_WITHOUT_MRN if mrn else _SAME
    named = conn.execute(query, {"reference": local_reference, "eori": eori}).scalar()
    return str(named) if named else None


def find_requested(
    conn: Reader, *, mrn: str | None, local_reference: str | None, eori: str | None
) -> str | None:
    """The case a correction or invalidation is about; without EORI only where one alone fits."""
    if eori is not None or not local_reference:
        return find_declaration(conn, mrn=mrn, local_reference=local_reference, eori=eori)
    declaration = t.declaration.c
    query = select(declaration.case_id).where(
        declaration.local_reference == local_reference, _not_split_off()
    )
    cases = {str(found) for found in conn.execute(query.distinct().limit(2)).scalars()}
    if found := _by_mrn(conn, mrn):
        return found
    if len(cases) != 1:
        return None
    of = _by_reference(declaration.case_id.in_(cases), without_mrn=bool(mrn))
    named = conn.execute(of, {"reference": local_reference}).scalar()
    return str(named) if named else None


@dataclass(frozen=True, slots=True)
class DeclaredNumbers:
    """What a version says of whose it is, beside the reference."""

    eori: str | None
    mrn: str | None

    def may_be(self, mrn: str | None) -> bool:
        """Whether it has not another MRN."""
        return None in (self.mrn, mrn) or self.mrn == mrn_key(mrn)


def numbers_beside(conn: Reader, local_reference: str) -> frozenset[DeclaredNumbers]:
    """Of versions on cases that bear a reference."""
    found = conn.execute(_BESIDE, {"reference": local_reference})
    return frozenset(DeclaredNumbers(*row) for row in found)


def known_numbers(conn: Reader, mrns: Iterable[str], references: Iterable[str]) -> set[str]:
    """Those of some MRNs, by their keys, and of some references that a declaration bears here."""
    return known_among(conn, _MRNS, mrns) | known_among(conn, _REFERENCES, references)


def known_among(
    conn: Reader, query: Select[Any] | CompoundSelect[Any], named: Iterable[str]
) -> set[str]:
    """What a query over `named` finds, asked in parts."""
    wanted, found = list(named), set[str]()
    for at in range(0, len(wanted), _MOST_NAMED):
        asked = conn.execute(query, {"named": wanted[at : at + _MOST_NAMED]})
        found |= {str(one) for one in asked.scalars()}
    return found


def mrn_key(mrn: str | None) -> str | None:
    """An MRN as declarations are found by: without blanks, in capitals; as declared it stays."""
    return "".join(mrn.split()).upper() if mrn else None


def _not_split_off(case_id: ColumnElement[str] = t.declaration.c.case_id) -> ColumnElement[bool]:
    """A declaration is the case's that it came to; those split off hear of it through that one."""
    link = lc.case_link.c
    split = select(link.id).where(link.other_id == case_id, link.kind == CaseLinkKind.SPLIT.value)
    return ~split.exists()


@dataclass(frozen=True, slots=True)
class VersionSource:
    """The raw file that a version was read from, how, and where in it."""

    raw_file: str | None
    instructions: TableInstructions
    row: int | None


def sources_of(conn: Reader, case_id: str) -> dict[int, VersionSource]:
    """Version of the declaration → what it was read from."""
    declaration = t.declaration.c
    query = select(
        declaration.version, declaration.raw_file_id, declaration.mapping, declaration.first_row
    ).where(declaration.case_id == case_id)
    return {
        int(version): VersionSource(raw, _read(mapping), row)
        for version, raw, mapping, row in conn.execute(query)
    }


def _by_mrn(conn: Reader, mrn: str | None) -> str | None:
    """By the MRN that it states, else by the one that customs gave it in a message."""
    found = conn.execute(_OF_MRN, {"mrn": mrn_key(mrn)}).scalar() if mrn else None
    return str(found) if found else None


def _by_reference(of: ColumnElement[bool], *, without_mrn: bool) -> Select[Any]:
    """By the declarant's reference: only versions without MRN where the one sought has one."""
    query = select(_declared.case_id).where(
        _declared.local_reference == bindparam("reference"), of, _not_split_off()
    )
    if without_mrn:
        query = query.where(_declared.mrn.is_(None))
    return query.order_by(_declared.id.desc()).limit(1)


# A declaration is looked for at each one that comes: what is asked is put together once.
_declared, _told = t.declaration.c, t.declaration_request.c
_OF_MRN = union_all(
    select(_declared.case_id).where(_declared.mrn == bindparam("mrn"), _not_split_off()),
    select(_told.case_id).where(_told.given_mrn == bindparam("mrn"), _not_split_off(_told.case_id)),
).limit(1)
_same_eori = _declared.declarant_eori.is_not_distinct_from(bindparam("eori"))
_SAME = _by_reference(_same_eori, without_mrn=False)
_SAME_WITHOUT_MRN = _by_reference(_same_eori, without_mrn=True)
_BESIDE = (
    select(_declared.declarant_eori, _declared.mrn)
    .where(_declared.local_reference == bindparam("reference"), _not_split_off())
    .distinct()
)
_MOST_NAMED: Final = 500
_named: BindParameter[list[str]] = bindparam("named", expanding=True)
_MRNS = union_all(
    select(_declared.mrn).where(_declared.mrn.in_(_named)),
    select(_told.given_mrn).where(_told.given_mrn.in_(_named)),
)
_REFERENCES = select(_declared.local_reference).where(_declared.local_reference.in_(_named))


def kept(instructions: TableInstructions) -> str:
    """What is kept of how a table was read; nothing where it was read as ours are."""
    return "{}" if instructions == TableInstructions() else to_json(instructions)


def _read(kept_so: str) -> TableInstructions:
    return from_json(kept_so, TableInstructions)


def is_file_of(
    conn: Reader,
    case_id: str,
    *,
    raw_file: str,
    instructions: TableInstructions,
    row: int | None,
) -> bool:
    """Whether a version of the case's declaration was read from this row of the file in this way.

    A file may hold a declaration and its amendment, and be taken in half so far.
    """
    declaration = t.declaration.c
    query = select(declaration.mapping).where(
        declaration.case_id == case_id,
        declaration.raw_file_id == raw_file,
        declaration.first_row.is_not_distinct_from(row),
    )
    found = conn.execute(query).scalars()
    return any(_read(how) == instructions for how in found)


def case_of_file(conn: Reader, *, raw_file: str, instructions: TableInstructions) -> str | None:
    """The case whose declaration was read from this file in this way, where there is one alone."""
    declaration = t.declaration.c
    query = select(declaration.case_id, declaration.mapping).where(
        declaration.raw_file_id == raw_file, _not_split_off()
    )
    read = conn.execute(query).all()
    alone = {str(row.case_id) for row in read if _read(row.mapping) == instructions}
    return alone.pop() if len({row.case_id for row in read}) == len(alone) == 1 else None


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """A version as it is kept: its content, the form it was hashed in, and where it came from."""

    version: int
    declaration: Declaration
    form: str
    raw_file: str | None
    instructions: TableInstructions
    row: int | None


def current_version(conn: Reader, case_id: str) -> KnownVersion:
    """The newest version of the case's declaration."""
    declaration = t.declaration.c
    query = (
        select(
            declaration.version,
            declaration.content,
            declaration.form,
            declaration.raw_file_id,
            declaration.mapping,
            declaration.first_row,
        )
        .where(declaration.case_id == case_id)
        .order_by(declaration.version.desc())
        .limit(1)
    )
    row = conn.execute(query).one()
    return KnownVersion(
        version=int(row.version),
        declaration=from_json(row.content, Declaration),
        form=str(row.form),
        raw_file=row.raw_file_id,
        instructions=_read(row.mapping),
        row=row.first_row,
    )


@dataclass(frozen=True, slots=True)
class KnownRequest:
    """A message that is attached to a case: its hash, the form of it, and its file."""

    sha256: str
    form: str
    raw_file: str | None


def known_requests(conn: Reader, case_id: str) -> tuple[KnownRequest, ...]:
    """The correction, invalidation and exit messages attached to the case."""
    request = t.declaration_request.c
    query = select(request.content_sha256, request.form, request.raw_file_id).where(
        request.case_id == case_id
    )
    return tuple(KnownRequest(*row) for row in conn.execute(query))


def raw_content(conn: Reader, raw_file: str) -> tuple[str, str]:
    """Name of a raw file, and the name under which it lies in the vault."""
    row = conn.execute(
        select(t.raw_file.c.name, t.raw_file.c.vault_name).where(t.raw_file.c.id == raw_file)
    ).one()
    return str(row.name), str(row.vault_name)


def raw_file_named(conn: Reader, raw_file: str) -> tuple[str, str]:
    """Name and SHA-256 of a raw file."""
    row = conn.execute(
        select(t.raw_file.c.name, t.raw_file.c.sha256).where(t.raw_file.c.id == raw_file)
    ).one()
    return str(row.name), str(row.sha256)


def raw_file_id(conn: Reader, sha256: str) -> str | None:
    """The raw file with these bytes, where the casebook has it."""
    found = conn.execute(select(t.raw_file.c.id).where(t.raw_file.c.sha256 == sha256)).scalar()
    return str(found) if found else None
