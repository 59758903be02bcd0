"""A case of a declaration that was sifted: with every version of it, as intake would have it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from landwaiter.canonical import sha256_hex
from landwaiter.domain.cases.case import Case
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.domain.intake.deeds import DECLARED
from landwaiter.domain.trade.deeds import OPEN_SIFTED
from landwaiter.domain.trade.sift_reasons import SiftReason, in_order
from landwaiter.services.base.content_forms import content_bytes
from landwaiter.services.intake.amendments import amend
from landwaiter.services.intake.found_later import tell_found_later
from landwaiter.services.intake.openings import CaseOrigin, RawFile, open_from_declaration
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_rows
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.intake import declarations
from landwaiter.storage.trade import batches, keeping, sifted_rows
from landwaiter.storage.trade.sifted_rows import KnownRow, SiftedRow, StoreMark


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case that came from the store, and why."""

    reference: str
    reasons: tuple[str, ...]


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
    is what the store has of it, which waits there no more."""
    versions = sifted_rows.versions_before(work.conn, known.id) if known else ()
    again = known is not None and is_older(work.conn, known, declaration, raw)
    if versions and versions[-1].content_sha256 == sha256_hex(content_bytes(declaration)):
        versions = versions[:-1]
    if versions:
        case = open_from_versions(session, work, versions, origin)
    else:
        case = open_from_declaration(session, work, declaration, origin, raw)
    if versions and not again:
        amend(session, work, case.id, declaration, raw)
    row = sifted_rows.sifted(work.conn, known.id) if known else None
    if row is not None:
        reasons = sifted_rows.reasons_of(work.conn, row.id)
        tell_opened(work, row, case.id, [*reasons, SiftReason.TAKEN_IN.value])
    return load_case(work.conn, case.id, session.registry(work.conn)) if versions else case


def tell_opened(
    work: UnitOfWork,
    row: SiftedRow,
    case_id: str,
    reasons: Iterable[str],
    *,
    why: str = "",
) -> OpenedCase:
    """Say of a declaration of the store that it became a case, and for which reasons; the case has
    a task for each edition that found it later. `why` is what a person says who opens it."""
    opened = OpenedCase(case_rows.reference_of(work.conn, case_id), in_order(reasons))
    later = tell_found_later(work, row, case_id, opened.reference)
    sifted_rows.add_marks(work, [StoreMark(row.id, "opened", opened.reasons, why, case_id)])
    restricted = [one["id"] for one in keeping.restricting(work.conn, row.id)]
    work.audit(
        OPEN_SIFTED.entry,
        f"case/{case_id}",
        {
            "reference": opened.reference,
            "declaration": row.number,
            "batch": row.batch,
            "content_sha256": row.content_sha256,
            "reasons": opened.reasons,
            **({"found_later": later} if later else {}),
            **({"restricted": restricted} if restricted else {}),
            **({"reason": why} if why else {}),
        },
    )
    work.changed("cases", opened.reference)
    work.changed("trade", str(row.id))
    return opened


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
