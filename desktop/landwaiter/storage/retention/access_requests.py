"""Requests for access, what was found for them, what persons said of it, and disclosures."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select, true

from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.schema import cases as t
from landwaiter.storage.schema import evidence as e
from landwaiter.storage.schema import retention as r


def next_number(conn: Reader) -> int:
    """The number of the next request of the office."""
    newest = select(func.coalesce(func.max(r.access_request.c.no), 0))
    return int(conn.execute(newest).scalar_one()) + 1


def requests(conn: Reader) -> list[dict[str, Any]]:
    """Every request, the newest first, with how many entries were found."""
    entry = r.access_entry.c
    found = (
        select(func.count())
        .where(entry.request_id == r.access_request.c.id)
        .correlate(r.access_request)
        .scalar_subquery()
    )
    query = select(r.access_request, found.label("found")).order_by(r.access_request.c.no.desc())
    return plain_rows(conn, query)


def request(conn: Reader, number: int) -> dict[str, Any]:
    """The request with this number, or NotFound."""
    query = select(r.access_request).where(r.access_request.c.no == number)
    rows = plain_rows(conn, query)
    if not rows:
        raise NotFound(
            _("There is no access request with this number."),
            field="request",
            value=str(number),
            remedy=_("List the access requests."),
        )
    return rows[0]


def entries(conn: Reader, request_id: str) -> list[dict[str, Any]]:
    """What was found, best first, each with the reference of its case."""
    entry, case = r.access_entry, t.case_file
    query = (
        select(entry, func.coalesce(case.c.reference, "").label("reference"))
        .join(case, case.c.id == entry.c.case_id, isouter=True)
        .where(entry.c.request_id == request_id)
        .order_by(entry.c.no)
    )
    return plain_rows(conn, query)


def marks(conn: Reader, request_id: str) -> list[dict[str, Any]]:
    """What persons said of the entries, in the order in which they said it."""
    mark, entry = r.access_mark, r.access_entry
    query = (
        select(mark)
        .join(entry, entry.c.id == mark.c.entry_id)
        .where(entry.c.request_id == request_id)
        .order_by(mark.c.id)
    )
    return plain_rows(conn, query)


def disclosures(
    conn: Reader,
    *,
    case_id: str | None = None,
    request_id: str | None = None,
    sha256: str | None = None,
    before: str | None = None,
    limit: int | None = None,
) -> list[dict[str, Any]]:
    """What went out to whom, the newest first; of one case, request or file, before one of them."""
    row, case, asked = r.disclosure, t.case_file, r.access_request
    query = (
        select(
            row,
            func.coalesce(case.c.reference, "").label("reference"),
            asked.c.no.label("request"),
        )
        .join(case, case.c.id == row.c.case_id, isouter=True)
        .join(asked, asked.c.id == row.c.request_id, isouter=True)
        .where(row.c.id < before if before is not None else true())
        .where(row.c.case_id == case_id if case_id is not None else true())
        .where(row.c.request_id == request_id if request_id is not None else true())
        .where(row.c.sha256 == sha256 if sha256 is not None else true())
        .order_by(row.c.id.desc())
        .limit(limit)
    )
    return plain_rows(conn, query)


def cases_told_in_confidence(conn: Reader, case_ids: Collection[str]) -> frozenset[str]:
    """Those of the cases on which somebody spoke in confidence, now or before."""
    piece, said = e.evidence, e.evidence_confidence.c
    query = (
        select(piece.c.case_id)
        .distinct()
        .join(e.evidence_confidence, said.evidence_id == piece.c.id)
        .where(said.in_confidence == 1)
        .where(piece.c.case_id.in_(sorted(case_ids)))
    )
    return frozenset(str(one) for one in conn.execute(query).scalars())
