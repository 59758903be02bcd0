"""Remarks on a case with their answers, in the order in which they were made."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from landwaiter.storage.records import plain_rows
from landwaiter.storage.review_tables import remark, remark_answer


def remarks_on(conn: Connection, case_id: str) -> list[dict[str, Any]]:
    """Rows as `domain.remarks.Remark` has them."""
    found = plain_rows(
        conn, select(remark).where(remark.c.case_id == case_id).order_by(remark.c.id)
    )
    answers = plain_rows(
        conn,
        select(remark_answer)
        .join(remark, remark.c.id == remark_answer.c.remark_id)
        .where(remark.c.case_id == case_id)
        .order_by(remark_answer.c.id),
    )
    for row in found:
        row["answers"] = [one for one in answers if one["remark_id"] == row["id"]]
    return found
