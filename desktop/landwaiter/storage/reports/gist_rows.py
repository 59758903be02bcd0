"""Gists in the casebook, with their ends."""

from sqlalchemy import func, select

from landwaiter.domain.reports.gists import Gist
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain, plain_rows
from landwaiter.storage.schema import tables as t


def gists_of(conn: Reader, case_id: str) -> tuple[Gist, ...]:
    """Every gist there ever was on a case, by its number."""
    gist, end = t.gist.c, t.gist_end.c
    shown = [column for column in gist if column.name != "case_id"]
    query = (
        select(
            *shown,
            func.coalesce(end.author, "").label("ended_by"),
            func.coalesce(end.at, "").label("ended_at"),
            func.coalesce(end.reason, "").label("end_reason"),
        )
        .join_from(t.gist, t.gist_end, end.gist_id == gist.id, isouter=True)
        .where(gist.case_id == case_id)
        .order_by(gist.no)
    )
    return tuple(from_plain(row, Gist) for row in plain_rows(conn, query))
