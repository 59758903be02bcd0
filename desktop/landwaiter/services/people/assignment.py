"""Acts that say who works on a case: take, hand over, delegate until a day, recall."""

from landwaiter.domain.base.people import UserRole
from landwaiter.domain.cases.acts import WORKERS
from landwaiter.domain.cases.duty import Delegation, absence_of
from landwaiter.domain.cases.four_eyes import why_conflicted
from landwaiter.errors import Conflict, Invalid, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.cases.act_in_progress import ActDoing, Payload
from landwaiter.storage.base import records
from landwaiter.storage.cases import queue

LONGEST_DELEGATION = 92
"""Days: who is away for longer hands the case over."""


def take(deed: ActDoing) -> Payload:
    return _given_to(deed, deed.actor.name, "")


def assign(deed: ActDoing) -> Payload:
    """Hand the case to somebody who works on cases, with a note for that person."""
    return _given_to(deed, _worker(deed), deed.args.reason)


def delegate(deed: ActDoing) -> Payload:
    """Let a deputy act until a day; the case stays the holder's and comes back by itself."""
    deputy, until, holder = _worker(deed), deed.stated("date"), deed.case.assignee or ""
    today = deed.session.today()
    standing = _in_force(deed)
    if standing is not None:
        raise Conflict(
            _("The case is delegated to {deputy} until {until} already.").format(
                deputy=standing.deputy, until=standing.until.isoformat()
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
            _("A delegation ends today or within {days} days.").format(days=LONGEST_DELEGATION),
            field="date",
            value=until.isoformat(),
            remedy=_("Give another day, or hand the case over."),
        )
    _end_standing(deed, "ran out")
    delegation_id = deed.work.new_id()
    records.add(
        deed.work.conn,
        "delegation",
        id=delegation_id,
        case_id=deed.case.id,
        holder=holder,
        deputy=deputy,
        until=until,
        note=deed.args.reason,
        author=deed.actor.name,
        at=deed.work.now,
    )
    _warn_if_absent(deed, deputy)
    return {
        "delegation": delegation_id,
        "to": deputy,
        "until": until,
        "reason": deed.args.reason,
    }


def recall(deed: ActDoing) -> Payload:
    """End a delegation before its day."""
    standing = _in_force(deed)
    if standing is None:
        raise NotAllowed(_("The delegation ran out: the case came back by itself."))
    _end_standing(deed, "recalled")
    return {"delegation": standing.id, "to": standing.deputy, "reason": deed.args.reason}


def _given_to(deed: ActDoing, name: str, note: str) -> Payload:
    records.add(
        deed.work.conn,
        "assignment",
        id=deed.work.new_id(),
        case_id=deed.case.id,
        holder=name,
        note=note,
        author=deed.actor.name,
        at=deed.work.now,
    )
    _end_standing(deed, "handed over")
    _warn_if_absent(deed, name)
    return {"assignee": [deed.case.assignee, name], "reason": note}


def _in_force(deed: ActDoing) -> Delegation | None:
    standing = deed.case.delegation
    return standing if standing and standing.in_force(deed.session.today()) else None


def _end_standing(deed: ActDoing, why: str) -> None:
    standing = deed.case.delegation
    if standing is not None:
        records.add(
            deed.work.conn,
            "delegation_end",
            delegation_id=standing.id,
            why=why,
            reason=deed.args.reason,
            author=deed.actor.name,
            at=deed.work.now,
        )


def _worker(deed: ActDoing) -> str:
    """The user named, who must hold a role that works on cases at this moment."""
    name = str(deed.stated("to"))
    for person in deed.session.registry(deed.work.conn).people.values():
        roles = {UserRole(role) for role in person.roles_now}
        if person.name == name and roles & WORKERS:
            if why_not := why_conflicted(deed.case, person.user_id, name):
                raise NotAllowed(why_not, remedy=_("Name somebody else."))
            return name
    raise NotFound(
        _("There is no active user with this name who works on cases."),
        field="to",
        value=name,
        remedy=_("List the users of the casebook with their roles."),
    )


def _warn_if_absent(deed: ActDoing, name: str) -> None:
    today = deed.session.today()
    away = absence_of(queue.standing_absences(deed.work.conn, since=today), name, today)
    if away is not None:
        deed.work.say(
            _("{person} is absent until {day}; {deputy} deputises.").format(
                person=name, day=away.last_day.isoformat(), deputy=away.deputy or _("nobody")
            )
        )
