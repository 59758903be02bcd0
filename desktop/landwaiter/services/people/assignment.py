"""Acts that say who works on a case: take, hand over, delegate until a day, recall."""

from typing import Any

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.cases.deeds import (
    ASSIGN,
    DELEGATE,
    RECALL,
    TAKE,
    AssignCase,
    DelegateCase,
    RecallCase,
    TakeCase,
)
from landwaiter.domain.cases.duty import Delegation, absence_of
from landwaiter.domain.cases.four_eyes import why_conflicted
from landwaiter.domain.deeds.shape import WORKERS
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.i18n import _, plural
from landwaiter.services.base.wording import shown_date
from landwaiter.services.deeds.case_handler import CaseDoing, CaseHandler, Payload
from landwaiter.storage.base import records
from landwaiter.storage.cases import queue

LONGEST_DELEGATION = 92
"""Days: who is away for longer hands the case over."""


def take(doing: CaseDoing[TakeCase]) -> Payload:
    return _given_to(doing, doing.actor.name, "")


def assign(doing: CaseDoing[AssignCase]) -> Payload:
    """Hand the case to somebody who works on cases, with a note for that person."""
    return _given_to(doing, _worker(doing), doing.said.reason)


def delegate(doing: CaseDoing[DelegateCase]) -> Payload:
    """Let a deputy act until a day; the case stays the holder's and comes back by itself."""
    deputy, until, holder = _worker(doing), doing.said.date, doing.case.assignee or ""
    today = doing.session.today()
    standing = _in_force(doing)
    if standing is not None:
        raise Conflict(
            _("The case is delegated to {deputy} until {until} already.").format(
                deputy=standing.deputy, until=shown_date(standing.until)
            ),
            remedy=_("Recall it first."),
        )
    if deputy == holder:
        raise Invalid(
            _("{deputy} has the case: a deputy is somebody else.").format(deputy=deputy),
            field="to",
            value=deputy,
        )
    if not 0 <= (until - today).days <= LONGEST_DELEGATION:
        raise Invalid(
            plural(
                LONGEST_DELEGATION,
                "A delegation ends today or within {n} day.",
                "A delegation ends today or within {n} days.",
            ),
            field="date",
            value=until.isoformat(),
            remedy=_("Give another day, or hand the case over."),
        )
    _end_standing(doing, "ran out")
    delegation_id = doing.work.new_id()
    records.add(
        doing.work.conn,
        "delegation",
        id=delegation_id,
        case_id=doing.case.id,
        holder=holder,
        deputy=deputy,
        until=until,
        note=doing.said.reason,
        author=doing.actor.name,
        at=doing.work.now,
    )
    _warn_if_absent(doing, deputy)
    return {
        "delegation": delegation_id,
        "to": deputy,
        "until": until,
        "reason": doing.said.reason,
    }


def recall(doing: CaseDoing[RecallCase]) -> Payload:
    """End a delegation before its day."""
    standing = _in_force(doing)
    if standing is None:
        raise NotAllowed(_("The delegation ran out: the case came back by itself."))
    _end_standing(doing, "recalled")
    return {"delegation": standing.id, "to": standing.deputy, "reason": doing.said.reason}


def _given_to(doing: CaseDoing[Any], name: str, note: str) -> Payload:
    records.add(
        doing.work.conn,
        "assignment",
        id=doing.work.new_id(),
        case_id=doing.case.id,
        holder=name,
        note=note,
        author=doing.actor.name,
        at=doing.work.now,
    )
    _end_standing(doing, "handed over")
    _warn_if_absent(doing, name)
    return {"assignee": [doing.case.assignee, name], "reason": note}


def _in_force(doing: CaseDoing[Any]) -> Delegation | None:
    standing = doing.case.delegation
    return standing if standing and standing.in_force(doing.session.today()) else None


def _end_standing(doing: CaseDoing[Any], why: str) -> None:
    standing = doing.case.delegation
    if standing is not None:
        records.add(
            doing.work.conn,
            "delegation_end",
            delegation_id=standing.id,
            why=why,
            reason=getattr(doing.said, "reason", ""),
            author=doing.actor.name,
            at=doing.work.now,
        )


def _worker(doing: CaseDoing[Any]) -> str:
    """The user named, who must hold a role that works on cases at this moment."""
    name: str = doing.said.to
    for person in doing.session.registry(doing.work.conn).people.values():
        roles = {UserRole(role) for role in person.roles_now}
        if person.name == name and roles & WORKERS:
            if why_not := why_conflicted(doing.case, person.user_id, name):
                raise NotAllowed(why_not, remedy=_("Name somebody else."))
            return name
    raise NotFound(
        _("There is no active user with this name who works on cases."),
        field="to",
        value=name,
        remedy=_("List the users of the casebook with their roles."),
    )


def _warn_if_absent(doing: CaseDoing[Any], name: str) -> None:
    today = doing.session.today()
    away = absence_of(queue.standing_absences(doing.work.conn, since=today), name, today)
    if away is not None:
        doing.work.say(
            _("{person} is absent until {day}; {deputy} deputises.").format(
                person=name, day=shown_date(away.last_day), deputy=away.deputy or _("nobody")
            )
        )


HANDLERS = (
    CaseHandler(TAKE, take),
    CaseHandler(ASSIGN, assign),
    CaseHandler(DELEGATE, delegate),
    CaseHandler(RECALL, recall),
)
