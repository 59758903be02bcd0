"""What owners of business secrets said, as persons recorded and signed it."""

from typing import Final

from sqlalchemy import select

from landwaiter.domain.reports.consents import OwnerConsent
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain, plain_rows
from landwaiter.storage.deeds.approvals import AUTHORS, Row, author_fault
from landwaiter.storage.schema import tables as t

RECORD: Final = "record_owner_consent"
"""What the signed text of a consent calls its deed."""
_SIGNED: Final = (
    *("report_type", "addressee", "place", "content", "salt", "commitment", "context"),
    *("owner", "outcome", "day", "document"),
)


def consent_stated(row: Row) -> dict[str, str]:
    """What a person signs of it, and its row repeats."""
    said = {"case": row["case_id"], "consent": row["id"], "person": row["author"]}
    return said | {name: str(row[name]) for name in _SIGNED}


def consent_fault(conn: Reader, row: Row) -> str:
    """Why a row is not what its author signed; empty when it is."""
    registry, stated = load_registry(conn), consent_stated(row) | {"at": row["at"]}
    return author_fault(conn, registry, row, stated, deed=RECORD, roles=AUTHORS)


def consent_rows(conn: Reader, case_id: str = "") -> list[dict[str, object]]:
    """Every consent of a case, or of the casebook, as plain rows, the oldest first."""
    row = t.owner_consent
    query = select(row).order_by(row.c.id)
    return plain_rows(conn, query.where(row.c.case_id == case_id) if case_id else query)


def consents_of(conn: Reader, case_id: str) -> tuple[OwnerConsent, ...]:
    """Everything that was recorded on a case as its authors signed it, by number."""
    names = set(OwnerConsent.__dataclass_fields__)
    return tuple(
        from_plain({name: row[name] for name in names}, OwnerConsent)
        for row in consent_rows(conn, case_id)
        if not consent_fault(conn, row)
    )
