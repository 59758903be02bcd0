"""Declarations in the casebook: found again, told apart by content, and the files they came in."""

from sqlalchemy import ColumnElement, false, select
from sqlalchemy.engine import Connection

from landwaiter.domain.declaration import Declaration
from landwaiter.domain.life_cycle import LinkKind
from landwaiter.storage import life_cycle_tables as lc
from landwaiter.storage import tables as t
from landwaiter.storage.records import from_json


def find_declaration(
    conn: Connection, *, mrn: str | None, local_reference: str | None, eori: str | None
) -> str | None:
    """The case of the same declaration: by MRN when both have one, else by reference and EORI."""
    return _by_mrn(conn, mrn) or _by_reference(
        conn, local_reference, t.declaration.c.declarant_eori.is_not_distinct_from(eori), mrn
    )


def find_requested(
    conn: Connection, *, mrn: str | None, local_reference: str | None, eori: str | None
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


def _not_split_off() -> ColumnElement[bool]:
    """A declaration is the case's that it came to; those split off hear of it through that one."""
    link = lc.case_link.c
    split = select(link.id).where(
        link.other_id == t.declaration.c.case_id, link.kind == LinkKind.SPLIT.value
    )
    return ~split.exists()


def raw_files_of(conn: Connection, case_id: str) -> dict[int, str | None]:
    """Version of the declaration → the raw file it was read from."""
    declaration = t.declaration.c
    query = select(declaration.version, declaration.raw_file_id).where(
        declaration.case_id == case_id
    )
    return {int(version): raw for version, raw in conn.execute(query)}


def _by_mrn(conn: Connection, mrn: str | None) -> str | None:
    query = (
        select(t.declaration.c.case_id)
        .where(t.declaration.c.mrn == mrn_key(mrn), _not_split_off())
        .limit(1)
    )
    found = conn.execute(query).scalar() if mrn else None
    return str(found) if found else None


def _by_reference(
    conn: Connection, local_reference: str | None, of: ColumnElement[bool], mrn: str | None
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


def is_known_version(conn: Connection, case_id: str, *, content: str, raw_file: str) -> bool:
    """True for the content that is current, and for a file that the case has seen before.

    An older content in a new file is an amendment back to it.
    """
    declaration = t.declaration.c
    query = (
        select(declaration.content_sha256, declaration.raw_file_id)
        .where(declaration.case_id == case_id)
        .order_by(declaration.version.desc())
    )
    versions = conn.execute(query).all()
    return versions[0].content_sha256 == content or any(
        version.raw_file_id == raw_file and version.content_sha256 == content
        for version in versions
    )


def current_declaration(conn: Connection, case_id: str) -> Declaration:
    """The newest version of the case's declaration."""
    declaration = t.declaration.c
    query = select(declaration.content).where(declaration.case_id == case_id)
    content = conn.execute(query.order_by(declaration.version.desc()).limit(1)).scalar_one()
    return from_json(content, Declaration)


def known_requests(conn: Connection, case_id: str) -> frozenset[str]:
    """Hashes of the correction and invalidation messages attached to the case."""
    request = t.declaration_request.c
    query = select(request.content_sha256).where(request.case_id == case_id)
    return frozenset(conn.execute(query).scalars())


def raw_file_id(conn: Connection, sha256: str) -> str | None:
    """The raw file with these bytes, where the casebook has it."""
    found = conn.execute(select(t.raw_file.c.id).where(t.raw_file.c.sha256 == sha256)).scalar()
    return str(found) if found else None
