"""What a person owes in the days ahead beside the clock of each case: releases and reminders."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from landwaiter.domain.cases.countdown import end_of
from landwaiter.i18n import _
from landwaiter.services.base.wording import shown_date
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import life_cycle

AHEAD = timedelta(days=21)
"""Covers ten working days, holidays included."""
Entry = tuple[str, str, str]
HOLD: Final = "hold"
"""Kind of an entry that asks for a word on a hold, whatever else falls due on the case."""


@dataclass(frozen=True, slots=True)
class DueTask:
    """Something to be done on a day: kind and words as in a DayLoad."""

    day: date
    kind: str
    reference: str
    what: str


def owed_entries(
    session: Session, conn: Reader, person: str, *, heads: bool = False
) -> tuple[DueTask, ...]:
    """Releases that stand proposed, holds to be continued, reminders and answers due.

    Of a person's cases and of nobody's; who `heads` the office sees the holds of everybody's. What
    was due before is owed today.
    """
    today = session.today()
    releases = [
        DueTask(today, "legal", row["reference"], _("release, or hold on another track"))
        for row in life_cycle.releases_due(conn, today, person)
    ]
    holds = life_cycle.holds_to_review(conn, today + AHEAD, None if heads else person)
    past = date.min
    asked = life_cycle.open_actions(conn, past, today + AHEAD, person)
    continued = (_of_hold(today, row) for row in holds)
    promises = life_cycle.open_promises(conn, today + AHEAD, person)
    promised = (_of_promise(today, row) for row in promises)
    answers = (one for row in asked for one in _of_action(session, row))
    letters = life_cycle.letters_to_look_at(conn, today + AHEAD, person)
    looked_at = (_of_letter(today, row) for row in letters)
    reminded = life_cycle.reminders_due(conn, today, today + AHEAD, person)
    due = (_of_reminder(row) for row in reminded)
    return (*releases, *continued, *promised, *answers, *looked_at, *due)


def _of_letter(today: date, row: Mapping[str, Any]) -> DueTask:
    words = _("remind: letter {number} to {addressee}").format(
        number=f"{row['reference']}/{row['no']}", addressee=row["recipient"]
    )
    return DueTask(max(date.fromisoformat(row["day"]), today), "own", row["reference"], words)


def _of_reminder(row: Mapping[str, Any]) -> DueTask:
    """The request itself is overdue and says so from its day on."""
    words = _("answer due: {addressee}").format(addressee=row["recipient"])
    return DueTask(date.fromisoformat(row["due"]), "own", row["reference"], words)


def _of_promise(today: date, row: Mapping[str, Any]) -> DueTask:
    due = date.fromisoformat(row["due"])
    words = _("promised on a call: {party}")
    if due < today:
        words = _("promised on a call and not kept: {party}")
    return DueTask(max(due, today), "own", row["reference"], words.format(party=row["party"]))


def _of_hold(today: date, row: Mapping[str, Any]) -> DueTask:
    due = date.fromisoformat(row["hold_review"])
    words = _("hold: continue it with a reason, or end it")
    if due < today:
        words = _("hold: overdue since {day}, continue it with a reason, or end it").format(
            day=shown_date(due)
        )
    return DueTask(max(due, today), HOLD, row["reference"], words)


def _of_action(session: Session, row: Mapping[str, Any]) -> Iterable[DueTask]:
    reference, addressee = row["reference"], row["addressee"]
    today, remind, due = session.today(), _day(row["remind"]), _day(row["due"])
    state = row["calendar"] or session.casebook.member_state
    overdue = due is not None and session.now() >= end_of(due, _instant(row["due_at"]), state)
    if due is not None:
        words = _("no answer: {addressee}") if overdue else _("answer due: {addressee}")
        yield DueTask(max(due, today), "own", reference, words.format(addressee=addressee))
    if remind is not None and not overdue and remind != due:
        words = _("remind: {addressee}")
        yield DueTask(max(remind, today), "own", reference, words.format(addressee=addressee))


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def on_days(owed: Iterable[DueTask], days: Sequence[date]) -> Mapping[date, tuple[Entry, ...]]:
    """Each on the last of the days by which it is owed: a Sunday's falls on the Friday before."""
    found: dict[date, tuple[Entry, ...]] = {}
    for one in owed:
        before = [day for day in days if day <= one.day]
        if before and one.day <= days[-1] + timedelta(days=2):
            entry = (one.kind, one.reference, one.what)
            found[before[-1]] = (*found.get(before[-1], ()), entry)
    return found
