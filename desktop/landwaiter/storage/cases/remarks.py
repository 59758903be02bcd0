"""Remarks on a case with their answers, and feedback on returns, in the order they were made."""

from functools import cache
from typing import Any

from sqlalchemy import Select, func, select

from landwaiter.domain.cases.remarks import REMARKS
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import CASE, of_case, plain_rows
from landwaiter.storage.schema.deeds import decision
from landwaiter.storage.schema.people import draft
from landwaiter.storage.schema.review import remark, remark_answer, return_feedback


def remarks_on(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    """Rows as `domain.cases.remarks.Remark` has them."""
    found = plain_rows(conn, of_case(remark), case_id=case_id)
    answers = plain_rows(conn, _answers(), case_id=case_id)
    for row in found:
        row["answers"] = [one for one in answers if one["remark_id"] == row["id"]]
    return found


def feedback_on(conn: Reader, case_id: str) -> list[dict[str, Any]]:
    """Rows as `domain.review.returns.ReturnFeedback` has them."""
    return plain_rows(conn, _feedback(), case_id=case_id)


def unsent_remarks_on(conn: Reader, case_id: str) -> list[str]:
    """Identities of those who typed remarks on the version that was proposed last and sent none."""
    return [row["user_id"] for row in plain_rows(conn, _unsent(), case_id=case_id)]


@cache
def _unsent() -> Select[Any]:
    """They wait as a draft of the person, until the proposal is returned with them."""
    newest = select(func.max(decision.c.version)).where(decision.c.case_id == CASE)
    return (
        select(draft.c.user_id)
        .join(decision, draft.c.key == REMARKS + decision.c.id)
        .where(decision.c.case_id == CASE, decision.c.version == newest.scalar_subquery())
    )


@cache
def _feedback() -> Select[Any]:
    return (
        select(return_feedback, decision.c.version)
        .join(decision, decision.c.id == return_feedback.c.decision_id)
        .where(return_feedback.c.case_id == CASE)
        .order_by(return_feedback.c.id)
    )


@cache
def _answers() -> Select[Any]:
    return (
        select(remark_answer)
        .join(remark, remark.c.id == remark_answer.c.remark_id)
        .where(remark.c.case_id == CASE)
        .order_by(remark_answer.c.id)
    )
