"""Declarations in the casebook: found again, told apart by content, and the files they came in."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, select, union_all

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
    return _by_mrn(conn, mrn) or _by_reference(
        conn, local_reference, t.declaration.c.declarant_eori.is_not_distinct_from(eori), mrn
    )


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
    alone = declaration.case_id.in_(cases) if len(cases) == 1 else false()
    return _by_mrn(conn, mrn) or _by_reference(conn, local_reference, alone, mrn)


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
    declaration, told = t.declaration.c, t.declaration_request.c
    key = mrn_key(mrn)
    query = union_all(
        select(declaration.case_id).where(declaration.mrn == key, _not_split_off()),
        select(told.case_id).where(told.given_mrn == key, _not_split_off(told.case_id)),
    ).limit(1)
    found = conn.execute(query).scalar() if mrn else None
    return str(found) if found else None


def _by_reference(
    conn: Reader, local_reference: str | None, of: ColumnElement[bool], mrn: str | None
) -> str | None:
    """By the declarant's reference: only versions without MRN where the one sought has one."""
    if not local_reference:
        return None
    declaration = t.declaration.c
    query = select(declaration.case_id).where(
        declaration.local_reference == local_reference, of, _not_split_off()
    )
    if mrn:
        query = query.where(declaration.mrn.is_(None))
    found = conn.execute(query.order_by(declaration.id.desc()).limit(1)).scalar()
    return str(found) if found else None


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
