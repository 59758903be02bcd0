"""Who has which case open: rows that a window keeps alive, quiet, and never in anybody's way.

A row lives in the encrypted casebook, so that windows of one casebook in several processes see
each other. One that was not refreshed for `STALE` is of a window that is gone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from landwaiter.domain.base.zones import local_time
from landwaiter.i18n import _
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import new_id
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import presence
from landwaiter.storage.cases.case_rows import case_id_of

STALE = timedelta(seconds=90)
BEAT_S = 30.0
"""Seconds between two signs of life: three are missed before a window counts as gone."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody has a case open in another window."""

    case_id: str
    reference: str
    person: str
    since: datetime


@dataclass(frozen=True, slots=True)
class PresenceReport:
    """What a window learns when it looks round: who else is there, and how far the chain is."""

    others: tuple[Present, ...]
    audit_seq: int

    def on(self, reference: str) -> tuple[Present, ...]:
        return tuple(one for one in self.others if one.reference == reference)


def new_window(session: Session) -> str:
    """The identity under which a window says what it has open."""
    return new_id(session.now())


def show_open(session: Session, window: str, references: tuple[str, ...]) -> None:
    """Say which cases this window has open now, and that it is alive; what is gone is cleared."""
    person = session.casebook.user
    with session.writing("show_presence") as work:
        work.quiet()
        presence.forget_before(work.conn, work.now - STALE)
        presence.replace(
            work.conn,
            window,
            [case_id_of(work.conn, reference) for reference in references],
            user_id=person.id,
            person=person.name,
            at=work.now,
        )


def look_round(session: Session, window: str = "") -> PresenceReport:
    """Who else has cases open, in any window but this one."""
    with session.reading() as conn:
        return PresenceReport(_others(session, conn, window), presence.audit_seq(conn))


def others_on(session: Session, reference: str) -> tuple[Present, ...]:
    """Other people who have the case open: what the command line warns of."""
    me = session.casebook.user.name
    with session.reading() as conn:
        found = _others(session, conn, "")
    wanted = reference.strip().upper()
    return tuple(one for one in found if one.reference == wanted and one.person != me)


def _others(session: Session, conn: Reader, window: str) -> tuple[Present, ...]:
    return presence.open_cases(conn, since=session.now() - STALE, but=window, cls=Present)


def sentence(session: Session, found: tuple[Present, ...], me: str = "") -> str:
    """“Jan Wójcik has this case open since 10:42.” in the time of the office; else empty."""
    state = session.casebook.member_state
    return " ".join(
        (
            _("You have this case open elsewhere since {time}.")
            if one.person == me
            else _("{person} has this case open since {time}.")
        ).format(person=one.person, time=f"{local_time(one.since, state):%H:%M}")
        for one in found
    )
