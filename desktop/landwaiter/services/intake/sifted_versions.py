"""A case of a declaration that was sifted: with every version of it, as intake would have it."""

from collections.abc import Sequence
from datetime import datetime

from landwaiter.canonical import sha256_hex
from landwaiter.domain.cases.case import Case
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.intake.deeds import DECLARED
from landwaiter.services.base.content_forms import content_bytes
from landwaiter.services.intake.amendments import amend
from landwaiter.services.intake.openings import CaseOrigin, RawFile, open_from_declaration
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.intake import declarations
from landwaiter.storage.trade import batches, sifted_rows
from landwaiter.storage.trade.sifted_rows import KnownRow, SiftedRow


def origin_of(session: Session, declaration: Declaration) -> CaseOrigin:
    """How a declaration of the store becomes a case; Non-Union goods in transit are no export."""
    kind = CaseKind.TRANSIT if declaration.has_t1 else CaseKind.EXPORT
    return CaseOrigin(kind, DECLARED, session.today())


def open_from_versions(
    session: Session, work: UnitOfWork, versions: Sequence[SiftedRow], origin: CaseOrigin
) -> Case:
    """A case of versions in the store, the oldest first; each came when it was sifted.

    What a later version is held against, such as a release, asks when it came.
    """
    first, *later = versions
    case = open_from_declaration(
        session, work, first.declaration, origin, raw_of_sifted(work.conn, first)
    )
    for row in later:
        amend(session, work, case.id, row.declaration, raw_of_sifted(work.conn, row))
    return case


def open_from_arrival(
    session: Session,
    work: UnitOfWork,
    declaration: Declaration,
    origin: CaseOrigin,
    raw: RawFile,
    *,
    known: KnownRow | None,
) -> Case:
    """A case of a declaration that came now, with what was sifted of it otherwise before: `known`
    is what the store has of it."""
    versions = sifted_rows.versions_before(work.conn, known.id) if known else ()
    again = known is not None and is_older(work.conn, known, declaration, raw)
    if versions and versions[-1].content_sha256 == sha256_hex(content_bytes(declaration)):
        versions = versions[:-1]
    if not versions:
        return open_from_declaration(session, work, declaration, origin, raw)
    case = open_from_versions(session, work, versions, origin)
    if not again:
        amend(session, work, case.id, declaration, raw)
    return load_case(work.conn, case.id, session.registry(work.conn))


def is_older(conn: Reader, known: KnownRow, declaration: Declaration, raw: RawFile) -> bool:
    """Whether the same bytes were sifted before and another version came since: they amend nothing
    when they come again."""
    sha256 = sha256_hex(content_bytes(declaration))
    return known.content_sha256 != sha256 and sifted_rows.is_version_of_file(
        conn, known.id, content_sha256=sha256, file_sha256=raw.sha256
    )


def raw_of_sifted(conn: Reader, row: SiftedRow) -> RawFile:
    """The file that a declaration of the store was read from, who sifted it, and when."""
    batch = batches.batch_named(conn, row.batch)
    if row.raw_file is None or batch is None:
        raise AssertionError("every declaration was read from a file, in a batch")
    name, sha256 = declarations.raw_file_named(conn, row.raw_file)
    return RawFile(
        row.raw_file,
        name,
        sha256,
        row.instructions,
        is_known=True,
        row=row.raw_row,
        at=datetime.fromisoformat(batch["at"]),
        author=batch["author"],
    )
