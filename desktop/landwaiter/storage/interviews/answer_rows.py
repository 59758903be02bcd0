"""Answers of interviews on a case, with their revocation, in the order in which they were given."""

from functools import cache
from typing import Any

from sqlalchemy import Select, select

from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import CASE, plain_rows
from landwaiter.storage.schema.interviews import interview_answer, interview_revocation


def answers_on(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    """Rows as `domain.interviews.answer.Answer` has them."""
    ended = ("revoked_by", "revoke_reason")
    return [
        {**row, **{name: row[name] or "" for name in ended}}
        for row in plain_rows(conn, _answers(), structured=("value",), case_id=case_id)
    ]


@cache
def _answers() -> Select[Any]:
    answer, end = interview_answer, interview_revocation
    return (
        select(
            answer,
            end.c.at.label("revoked_at"),
            end.c.author.label("revoked_by"),
            end.c.reason.label("revoke_reason"),
        )
        .join(end, end.c.answer_id == answer.c.id, isouter=True)
        .where(answer.c.case_id == CASE)
        .order_by(answer.c.id)
    )
