"""My morning: what is mine by running clock, what waits for me, what changed, what is stale."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from landwaiter.domain.acts import APPROVERS
from landwaiter.domain.case import Stage
from landwaiter.domain.periods import Calendar
from landwaiter.i18n import _
from landwaiter.services.cases import case_row
from landwaiter.services.history import deed_title
from landwaiter.services.owed import Owed, on_days, owed_entries
from landwaiter.services.packs import editions
from landwaiter.services.queue import queue_of
from landwaiter.services.refresh import office_calendar
from landwaiter.services.session import Session
from landwaiter.services.views import CaseRow, DayLoad, News, TodayView
from landwaiter.storage import audit, case_list, edition_tasks

QUEUE, DAYS, NEWS = 200, 10, 12
TASKS = 50
_NEWSWORTHY = frozenset(
    {
        "case.record_reply",
        "case.record_answer",
        "case.return",
        "case.assign",
        "case.delegate",
        "case.recall",
        "case.approve",
        "case.declaration_amended",
        "case.correction_attached",
        "case.invalidation_attached",
        "case.exit_message_attached",
        "intake.taken_in",
        "list.imported",
        "pack.imported",
    }
)


def today_view(session: Session) -> TodayView:
    """Everything on the first screen, from one snapshot and the editions."""
    day, me = session.today(), session.casebook.user.name
    known_editions = editions(session)
    with session.reading() as conn:
        calendar = office_calendar(session, conn)
        queue = queue_of(session, conn, me)
        waiting = _open(
            conn, case_list.Filter(stages=(Stage.DECISION_REVIEW,), proposed=True), day, calendar
        )
        owed = owed_entries(conn, day, me)
        news = _news(conn)
        tasks = edition_tasks.tasks(conn, assignee=me, limit=TASKS)
        approves = session.actor(session.registry(conn)).has(*APPROVERS)
    mine = [row for row in queue.own if row.stage != Stage.DECISION_REVIEW or row.author != me]
    reviews = sorted(waiting, key=lambda row: row.author == me)
    return TodayView(
        day=day,
        queue=tuple(mine),
        reviews=tuple(reviews) if approves else (),
        deadlines=_deadlines(day, [*mine, *waiting], calendar, owed),
        calendar=calendar.state,
        next_holiday=_next_holiday(day, calendar),
        news=news,
        stale=tuple(row for row in known_editions if row.stale),
        editions=len(known_editions),
        hits_open=sum(row.hits_open for row in queue.own),
        delegated=queue.delegated,
        absent=queue.absent,
        tasks=tasks,
    )


def _open(conn: Any, wanted: case_list.Filter, day: date, calendar: Calendar) -> list[CaseRow]:
    """Cases by their clock, shortest first; those without a clock come last."""
    rows, _cursor = case_list.page(conn, wanted, sort="due", descending=False, limit=QUEUE)
    found = [case_row(row, day, calendar) for row in rows]
    return sorted(found, key=lambda row: row.clock is None)


def _deadlines(
    day: date, rows: list[CaseRow], calendar: Calendar, owed: Iterable[Owed] = ()
) -> tuple[DayLoad, ...]:
    """The next ten working days, today first, and what falls due on each."""
    days: list[date] = [day]
    while len(days) < DAYS:
        step = days[-1] + timedelta(days=1)
        while not calendar.is_working_day(step):
            step += timedelta(days=1)
        days.append(step)
    by_day = on_days(owed, days)
    return tuple(DayLoad(one, _due_on(one, rows, by_day.get(one, ()))) for one in days)


def _due_on(
    day: date, rows: list[CaseRow], owed: Iterable[tuple[str, str, str]] = ()
) -> tuple[tuple[str, str, str], ...]:
    clocks = {
        (
            "four_eyes" if row.author else "legal" if row.clock.legal else "own",
            row.reference,
            _("review") if row.author else row.clock.label,
        )
        for row in rows
        if row.clock is not None and row.clock.due == day
    }
    shown = {reference for _kind, reference, _what in clocks}
    entries = clocks | {one for one in owed if one[0] == "legal" or one[1] not in shown}
    return tuple(sorted(entries, key=lambda entry: entry[1]))


def _next_holiday(day: date, calendar: Calendar) -> date | None:
    return min((holiday for holiday in calendar.holidays if holiday > day), default=None)


def _news(conn: Any) -> tuple[News, ...]:
    rows = audit.entries(conn, limit=500, newest_first=True)
    chosen = [row for row in rows if row.deed in _NEWSWORTHY][:NEWS]
    return tuple(_news_of(row) for row in chosen)


def _news_of(row: audit.AuditRow) -> News:
    facts = json.loads(row.payload) if row.payload else {}
    reference = facts.get("reference")
    text = facts.get("reason") or facts.get("answer") or facts.get("statement") or ""
    if row.deed == "intake.taken_in":
        files = facts.get("files", [])
        text = _(
            "Cases opened: {created}; amended: {updated}; known already: {duplicates}."
        ).format(
            created=sum(int(f["created"]) for f in files),
            updated=sum(int(f["updated"]) for f in files),
            duplicates=sum(int(f["duplicates"]) for f in files),
        )
    elif row.deed in {"list.imported", "pack.imported"}:
        text = _("{name}, edition {edition}").format(
            name=row.object.partition("/")[2], edition=facts.get("edition", "")
        )
    title = deed_title(row.deed)
    return News(
        kind=row.deed.partition(".")[2],
        title=f"{title}, {reference}" if reference else title,
        text=str(text or facts.get("reply", "")),
        at=row.at,
        reference=reference,
    )
