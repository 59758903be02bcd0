"""The log of disclosures: what went out to whom, on which basis, with the hash of the file."""

from collections.abc import Mapping
from dataclasses import dataclass

from landwaiter.i18n import Words
from landwaiter.services.base.page import Page
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.paging import PAGE, key_in, mark_of
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.storage.retention import access_requests as stored


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What went out to whom, when and on which basis; the hash is that of the file."""

    reference: str
    request: int | None
    recipient: str
    basis: str
    what: Words
    file: str
    sha256: str
    author: str
    at: str


def disclosed(
    work: UnitOfWork,
    content: Mapping[str, str],
    *,
    reference: str | None = None,
    request: int | None = None,
) -> None:
    """Log that something went out; each disclosure names its basis (DOMAIN 5)."""
    row_id = work.new_id()
    records.add(
        work.conn,
        "disclosure",
        id=row_id,
        case_id=case_id_of(work.conn, reference) if reference else None,
        request_id=stored.request(work.conn, request)["id"] if request else None,
        author=work.actor,
        at=work.now,
        **content,
    )
    told = {**content, "reference": reference}
    work.audit("disclosure.made", f"disclosure/{row_id}", told)
    work.changed("disclosures", row_id)


def disclosures_page(
    session: Session, *, after: str | None = None, limit: int = PAGE
) -> Page[Disclosure]:
    """The disclosure log, the newest first."""
    with session.reading() as conn:
        key = key_in(after, 1)[0] if after is not None else None
        rows = stored.disclosures(conn, before=key, limit=limit + 1)
    mark = mark_of(rows[limit - 1]["id"]) if len(rows) > limit else None
    return Page(records.from_plain(rows[:limit], tuple[Disclosure, ...]), mark)


def disclosures_of(session: Session, reference: str) -> tuple[Disclosure, ...]:
    """What went out of one case, the newest first."""
    with session.reading() as conn:
        rows = stored.disclosures(conn, case_id=case_id_of(conn, reference))
    return records.from_plain(rows, tuple[Disclosure, ...])


def disclosure_of(session: Session, sha256: str) -> Disclosure:
    """The newest disclosure of a file with this hash."""
    with session.reading() as conn:
        (row,) = stored.disclosures(conn, sha256=sha256, limit=1)
    return records.from_plain(row, Disclosure)
