"""Returned proposals and what became of them; approvals and returns by reviewer."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from landwaiter.canonical import instant
from landwaiter.storage.base.paging import beyond
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.cases import appeal_step
from landwaiter.storage.schema.review import return_feedback

RETURNED = "returned"
REOPENED = "reopened"
_LATER = t.decision.alias("later")


def returned_page(
    conn: Reader,
    *,
    case_id: str = "",
    author: str = "",
    reviewer: str = "",
    either: str = "",
    after: tuple[str, str] | None = None,
    limit: int,
) -> list[dict[str, Any]]:
    """Returned versions, the newest return first; `either` proposed or returned it.

    `proposed_version` and `approved_version` are the next of the case, NULL where there is none.
    """
    decision, end = t.decision.c, t.decision_end.c
    asked = {decision.case_id: case_id, decision.author: author, end.author: reviewer}
    conditions: list[ColumnElement[bool]] = [
        column == value for column, value in asked.items() if value
    ]
    if either:
        conditions.append(or_(decision.author == either, end.author == either))
    if after is not None:
        conditions.append(beyond((end.at, decision.id), after, descending=True))
    query = _returned().where(*conditions).order_by(end.at.desc(), decision.id.desc()).limit(limit)
    return plain_rows(conn, query)


def returned_between(conn: Reader, first: datetime, end: datetime) -> list[dict[str, Any]]:
    """Every return from `first` to before `end`."""
    at = t.decision_end.c.at
    return plain_rows(conn, _returned().where(at >= instant(first), at < instant(end)))


def _returned() -> Select[Any]:
    decision, end, later = t.decision, t.decision_end, _LATER
    following = (
        later.c.case_id == decision.c.case_id,
        later.c.version > decision.c.version,
    )
    proposed = select(func.min(later.c.version)).where(*following).scalar_subquery()
    approved = (
        select(func.min(later.c.version))
        .join(t.approval, t.approval.c.decision_id == later.c.id)
        .where(*following)
        .scalar_subquery()
    )
    return (
        select(
            t.case_file.c.reference,
            decision.c.case_id,
            decision.c.id.label("decision_id"),
            decision.c.version,
            decision.c.outcome,
            decision.c.author,
            end.c.author.label("returned_by"),
            end.c.at,
            end.c.kind,
            end.c.reason,
            proposed.label("proposed_version"),
            approved.label("approved_version"),
        )
        .join(end, end.c.decision_id == decision.c.id)
        .join(t.case_file, t.case_file.c.id == decision.c.case_id)
        .where(end.c.state == RETURNED)
    )


def texts(conn: Reader, wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], bytes]:
    """Case and version → the canonical text of that decision."""
    decision, found = t.decision.c, {}
    for case_id, version in set(wanted):
        row = conn.execute(
            select(decision.text).where(decision.case_id == case_id, decision.version == version)
        ).first()
        if row is not None:
            found[case_id, version] = bytes(row[0])
    return found


def feedback_of(conn: Reader, decision_ids: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Decision → what was said of its return, in order."""
    table = return_feedback
    query = (
        select(table, t.decision.c.version)
        .join(t.decision, t.decision.c.id == table.c.decision_id)
        .where(table.c.decision_id.in_(list(decision_ids)))
        .order_by(table.c.id)
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in plain_rows(conn, query):
        found.setdefault(row["decision_id"], []).append(row)
    return found


def approvals_by(conn: Reader, first: datetime, end: datetime) -> dict[str, tuple[int, int]]:
    """Reviewer → how many decisions it approved in that time, and how many of them fell."""
    approval = t.approval.c
    reopened = select(t.decision_end.c.decision_id).where(t.decision_end.c.state == REOPENED)
    annulled = select(appeal_step.c.decision_id).where(appeal_step.c.step == "annulment")
    fell = or_(approval.decision_id.in_(reopened), approval.decision_id.in_(annulled))
    query = (
        select(approval.approver, func.count(), func.count().filter(fell))
        .where(and_(approval.at >= instant(first), approval.at < instant(end)))
        .group_by(approval.approver)
    )
    return {str(name): (int(count), int(fallen)) for name, count, fallen in conn.execute(query)}
