"""Assignments, delegations and absences in the casebook, and the load of each person."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select, union_all

from landwaiter.canonical import instant
from landwaiter.domain.cases.duty import Absence, Delegation
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import CASE, from_plain, plain_rows
from landwaiter.storage.schema import tables as t
from landwaiter.storage.schema.cases import (
    ENDS_AT,
    PRESSES,
    assignment,
    case_ground,
    case_ground_end,
    delegation,
    delegation_end,
)
from landwaiter.storage.schema.people import absence, absence_end
from landwaiter.storage.sqlite.dialect import asked_last

_SHOWN = ("id", "holder", "deputy", "until", "note", "author", "at")


def _stands() -> ColumnElement[bool]:
    return delegation.c.id.not_in(select(delegation_end.c.delegation_id))


def delegation_row(conn: Reader, case_id: str) -> dict[str, Any] | None:
    """The newest delegation of a case that nobody ended; whether it ran out is the reader's."""
    rows = plain_rows(conn, _newest_delegation(), case_id=case_id)
    return rows[0] if rows else None


@cache
def _newest_delegation() -> Select[Any]:
    return (
        select(*(delegation.c[name] for name in _SHOWN))
        .where(delegation.c.case_id == CASE, _stands())
        .order_by(delegation.c.id.desc())
        .limit(1)
    )


def delegations(conn: Reader, day: date) -> dict[str, Delegation]:
    """Case identity → the delegation in force on the day."""
    query = (
        select(delegation.c.case_id, *(delegation.c[name] for name in _SHOWN))
        .where(delegation.c.until >= day.isoformat(), _stands())
        .order_by(delegation.c.id)
    )
    return {row.pop("case_id"): from_plain(row, Delegation) for row in plain_rows(conn, query)}


def newest_notes(conn: Reader, case_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Case identity → who handed it over last, with which note; without note it is left out."""
    newest = (
        select(func.max(assignment.c.id))
        .where(assignment.c.case_id.in_(list(case_ids)))
        .group_by(assignment.c.case_id)
    )
    rows = conn.execute(
        select(assignment.c.case_id, assignment.c.author, assignment.c.note).where(
            assignment.c.id.in_(newest), assignment.c.note != ""
        )
    )
    return {str(case_id): (str(author), str(note)) for case_id, author, note in rows}


def standing_absences(conn: Reader, *, since: date | None = None) -> tuple[Absence, ...]:
    """Absences that were not taken back and end on `since` or later, earliest first."""
    query = (
        select(absence)
        .where(absence.c.id.not_in(select(absence_end.c.absence_id)))
        .order_by(absence.c.first_day, absence.c.person)
    )
    if since is not None:
        query = query.where(absence.c.last_day >= since.isoformat())
    return from_plain(plain_rows(conn, query), tuple[Absence, ...])


def stage_counts(conn: Reader, stages: Iterable[str], at: datetime) -> list[dict[str, Any]]:
    """Per holder and stage: cases, running clocks of law, and cases whose clock ran out by then."""
    file = t.case_file.c
    ran_out = instant(at.replace(microsecond=0)) >= ENDS_AT
    query = (
        select(
            file.assignee,
            file.stage,
            func.count().label("cases"),
            func.coalesce(func.sum(case((PRESSES == 1, 1), else_=0)), 0).label("legal"),
            func.coalesce(func.sum(case((ran_out, 1), else_=0)), 0).label("overdue"),
        )
        .where(asked_last(file.stage.in_(list(stages))))
        .group_by(file.assignee, file.stage)
    )
    return plain_rows(conn, query)


def proposals_by_author(conn: Reader, stages: Iterable[str]) -> dict[str, int]:
    """Author → how many of the person's proposals wait for somebody else."""
    file = t.case_file.c
    query = (
        select(file.proposed_by, func.count())
        .where(file.stage.in_(list(stages)), file.proposed_by.is_not(None))
        .group_by(file.proposed_by)
    )
    return {str(author): int(count) for author, count in conn.execute(query)}


def last_calls(conn: Reader, case_ids: Iterable[str]) -> list[dict[str, Any]]:
    """The newest note or call of each case: what was said or heard last."""
    ids, note, call = list(case_ids), t.note.c, t.call_note.c
    said = union_all(
        select(note.id, note.case_id, note.author, note.at, note.text),
        select(call.id, call.case_id, call.author, call.at, (call.party + ": " + call.said)),
    ).subquery()
    newest = select(func.max(said.c.id)).where(said.c.case_id.in_(ids)).group_by(said.c.case_id)
    query = (
        select(t.case_file.c.reference, said.c.author, said.c.at, said.c.text)
        .join(t.case_file, t.case_file.c.id == said.c.case_id)
        .where(said.c.id.in_(newest))
        .order_by(said.c.at.desc())
    )
    return plain_rows(conn, query)


def open_requests(conn: Reader, case_ids: Iterable[str]) -> list[dict[str, Any]]:
    """Requests of these cases that nobody answered yet, those due first before the others."""
    return plain_rows(conn, _unanswered().where(t.action.c.case_id.in_(list(case_ids))))


def requests_waited_for(conn: Reader, stages: Iterable[str], *, limit: int) -> list[dict[str, Any]]:
    """The same of all cases in these stages, each with its case and who holds it."""
    query = _unanswered().add_columns(t.action.c.case_id, t.case_file.c.assignee)
    return plain_rows(conn, query.where(t.case_file.c.stage.in_(list(stages))).limit(limit))


def count_waited_for(conn: Reader, stages: Iterable[str]) -> int:
    """How many of them there are."""
    query = _unanswered().where(t.case_file.c.stage.in_(list(stages)))
    counted = query.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
    return int(conn.execute(counted).scalar_one())


def _unanswered() -> Select[Any]:
    action = t.action
    return (
        select(
            t.case_file.c.reference,
            action.c.kind,
            action.c.addressee,
            action.c.sent_at,
            action.c.due,
            action.c.due_at,
            action.c.calendar,
            action.c.question,
        )
        .join(t.case_file, t.case_file.c.id == action.c.case_id)
        .where(action.c.answered_at.is_(None))
        .order_by(action.c.due.is_(None), action.c.due, t.case_file.c.reference)
    )


def with_proposal_time(conn: Reader, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lines of cases with the time at which their newest decision was proposed."""
    known = {row["id"]: row for row in rows}
    decision = t.decision.c
    query = (
        select(decision.case_id, func.max(decision.at))
        .where(decision.case_id.in_(list(known)))
        .group_by(decision.case_id)
    )
    return [
        {**known[case_id], "proposed_at": datetime.fromisoformat(at)}
        for case_id, at in conn.execute(query)
    ]


def ground_titles(conn: Reader, case_ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Case → titles of the background that is a ground of it, as it was quoted."""
    row, ended = case_ground.c, select(case_ground_end.c.ground_id)
    found: dict[str, list[str]] = {}
    query = (
        select(row.case_id, row.title)
        .where(row.case_id.in_(list(case_ids)), row.id.not_in(ended))
        .order_by(row.id)
    )
    for case_id, title in conn.execute(query):
        found.setdefault(str(case_id), []).append(str(title))
    return {case_id: tuple(titles) for case_id, titles in found.items()}
