"""How long cases were in a stage, and how their clocks ended: rows for figures of the office."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, func, select

from landwaiter.canonical import instant
from landwaiter.domain.cases.case import ActionKind, Case, Stage
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import plain_rows
from landwaiter.storage.schema import cases as c
from landwaiter.storage.schema import tables as t


def add_stage_left(work: UnitOfWork, case: Case, stage: Stage) -> None:
    """A case leaves its stage now; one in which it was for no time at all is left out."""
    newest = select(func.max(c.stage_left.c.at)).where(c.stage_left.c.case_id == case.id)
    since = work.conn.execute(newest).scalar() or instant(case.created_at)
    if since < instant(work.now):
        records.add(
            work.conn,
            "stage_left",
            id=work.new_id(),
            case_id=case.id,
            stage=case.stage,
            since=since,
            next_stage=stage,
            author=work.actor,
            at=work.now,
        )


def stays(conn: Reader, first: datetime, end: datetime) -> list[dict[str, Any]]:
    """Stage, since and until of each stay in a stage that ended from `first` to before `end`."""
    left = c.stage_left.c
    query = (
        select(left.stage, left.since, left.at)
        .where(left.at >= instant(first), left.at < instant(end))
        .order_by(left.at, left.id)
    )
    return plain_rows(conn, query)


def stage_totals(conn: Reader) -> dict[str, int]:
    """Stage → how many cases are in it now."""
    file = t.case_file.c
    rows = conn.execute(select(file.stage, func.count()).group_by(file.stage))
    return {str(stage): int(count) for stage, count in rows}


def asked_clocks(conn: Reader, first: date) -> list[dict[str, Any]]:
    """Requests with a due day on `first` or later: kind, letter of the track, due, calendar, end.

    `ended` is the answer, else the end of the track of a consultation.
    """
    action, track = t.action, t.track
    consulted = action.c.kind == ActionKind.CONSULTATION.value
    query = (
        select(
            action.c.kind,
            track.c.letter,
            action.c.basis,
            action.c.due,
            action.c.due_at,
            action.c.calendar,
            func.coalesce(action.c.answered_at, track.c.ended_at).label("ended"),
        )
        .join(track, and_(track.c.id == action.c.track_id, consulted), isouter=True)
        .where(action.c.due >= first.isoformat())
        .order_by(action.c.id)
    )
    return plain_rows(conn, query)


def stated_clocks(conn: Reader, started_by: datetime) -> list[dict[str, Any]]:
    """Periods of other laws that began by then, with letter of the track and end."""
    return plain_rows(conn, _stated().where(c.case_clock.c.start_at < instant(started_by)))


def _stated() -> Select[Any]:
    clock, end, track = c.case_clock, c.case_clock_end, t.track
    return (
        select(
            clock.c.length,
            clock.c.unit,
            clock.c.start_at,
            clock.c.calendar,
            clock.c.calendar_edits,
            track.c.letter,
            func.coalesce(end.c.at, track.c.ended_at).label("ended"),
        )
        .join(end, end.c.clock_id == clock.c.id, isouter=True)
        .join(track, track.c.id == clock.c.track_id, isouter=True)
        .order_by(clock.c.id)
    )


def holds_without_clock(conn: Reader) -> dict[str, int]:
    """Letter → how many tracks are open to which no request with a due day belongs."""
    track, action = t.track, t.action
    dated = select(action.c.track_id).where(
        action.c.kind == ActionKind.CONSULTATION.value,
        action.c.due.is_not(None),
        action.c.track_id.is_not(None),
    )
    stated = select(c.case_clock.c.track_id).where(c.case_clock.c.track_id.is_not(None))
    query = (
        select(track.c.letter, func.count())
        .where(
            track.c.ended_at.is_(None),
            track.c.id.not_in(dated),
            track.c.id.not_in(stated),
        )
        .group_by(track.c.letter)
    )
    return {str(letter): int(count) for letter, count in conn.execute(query)}
