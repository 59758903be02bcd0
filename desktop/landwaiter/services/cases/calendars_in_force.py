"""The calendars that clocks run by: of the office, of a case as it was received, and of today."""

from collections.abc import Collection

from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.clocks import HOLD_WORKING_DAYS
from landwaiter.domain.law.periods import Calendar, edited
from landwaiter.services.cases.clocks import APPEAL_DAYS, Calendars
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.settings import setting
from landwaiter.storage.cases.life_cycle import calendar_edits

HOLD_DAYS = "hold.review_days"


def calendar_of_office(session: Session) -> Calendar:
    """The calendar by which the office counts working days today."""
    with session.reading() as conn:
        return office_calendar(session, conn)


def office_calendar(session: Session, conn: Reader) -> Calendar:
    """The calendar of the office's own Member State, with the office's changes."""
    state = session.casebook.member_state
    calendar = session.references.calendar(conn, state, session.today())
    return edited(calendar, calendar_edits(conn).get(state, ()))


def calendars(session: Session, conn: Reader, case: Case) -> Calendars:
    """The calendars in force when the case was received: its clocks run from there."""
    others = session.references.calendars(conn, case.received)
    state = session.casebook.member_state
    own = session.references.calendar(conn, state, case.received)
    days = setting(conn, HOLD_DAYS) or HOLD_WORKING_DAYS
    said = {law: setting(conn, key) for law, key in APPEAL_DAYS.items()}
    appeal_days = {law: int(days) for law, days in said.items() if days}
    return Calendars(
        own, others, calendar_edits(conn), hold_days=int(days), appeal_days=appeal_days
    )


def calendars_now(session: Session, conn: Reader, states: Collection[str]) -> Calendars:
    """The calendars in force today, of the office and of these states."""
    day = session.today()
    own = session.references.calendar(conn, session.casebook.member_state, day)
    others = session.references.calendars(conn, day, states=states)
    return Calendars(own, others, calendar_edits(conn))
