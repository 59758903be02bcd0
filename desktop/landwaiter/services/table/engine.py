"""The one way in to every deed, whoever asks: window, command line, demonstration, tests."""

from collections.abc import Sequence
from typing import Any

from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed, checked
from landwaiter.errors import Conflict, NotAllowed
from landwaiter.i18n import joined
from landwaiter.services.deeds.case_handler import CaseHandler
from landwaiter.services.deeds.handler import (
    Account,
    Doing,
    Handler,
    Job,
    Mover,
    Result,
    Tell,
    untold,
)
from landwaiter.services.table.deeds_on_cases import do_on_case
from landwaiter.services.table.handlers import HANDLERS
from landwaiter.services.table.motions import moved
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes, UnitOfWork


def do(session: Session, said: Any, *, seen: int | None = None) -> Result:
    """Do what is said, or refuse it with the reason; all of it or nothing.

    What waits for a second person becomes a motion, which the result names. `seen` is the revision
    of the case that the person looked at.
    """
    handler = HANDLERS[type(said)]
    if isinstance(handler, Job):
        raise AssertionError(f"{handler.deed.name} is run, not done")
    with session.writing(handler.deed.name) as work:
        return do_within(session, work, said, seen=seen)


def do_all(session: Session, said: Sequence[Any]) -> Result:
    """Do the same deed several times, all of them or none; what collides is told in one Conflict.

    Where nothing is said, nothing is done.
    """
    if not said:
        return Result(Changes())
    met: list[Conflict] = []
    (kind,) = {type(one) for one in said}
    for one in said:
        checked(one)
    with session.writing(HANDLERS[kind].deed.name) as work:
        for one in said:
            try:
                result = do_within(session, work, one)
            except Conflict as fault:
                met.append(fault)
        if met:
            raise _in_one(met)
        return result


def _in_one(met: Sequence[Conflict]) -> Conflict:
    first, *more = met
    if not more or not all(fault.collisions for fault in met):
        return first
    return Conflict(
        joined(" ", dict.fromkeys(fault.message for fault in met)),
        collisions=tuple(row for fault in met for row in fault.collisions),
        remedy=first.remedy,
    )


def run(session: Session, said: Any, tell: Tell = untold) -> Any:
    """Do a deed that takes long, told step by step; what its job gives back."""
    handler = HANDLERS[type(said)]
    if not isinstance(handler, Job):
        return do(session, said)
    _refuse(handler.deed, signed_in(session), None)
    checked(said)
    return handler.run(session, said, tell)


def do_within(session: Session, work: UnitOfWork, said: Any, *, seen: int | None = None) -> Result:
    """The same in a unit of work that is open."""
    handler = HANDLERS[type(said)]
    if isinstance(handler, Job):
        raise AssertionError(f"{handler.deed.name} has a unit of work of its own")
    doing = Doing(session, work, session.actor(session.registry(work.conn)))
    _refuse(handler.deed, doing.actor, None)
    checked(said)
    if isinstance(handler, CaseHandler):
        return do_on_case(session, work, HANDLERS, said, seen)
    subject = handler.find(doing, said)
    _refuse(handler.deed, doing.actor, subject)
    if isinstance(handler, Mover):
        return _move(doing, handler, said, subject)
    return _carry_out(doing, handler, said, subject)


def _carry_out(doing: Doing, handler: Handler[Any, Any], said: Any, subject: Any) -> Result:
    work, deed = doing.work, handler.deed
    account = handler.carry_out(doing, said, subject)
    if account is None:
        work.quiet()
        return Result(work.changes)
    if isinstance(account, Account):
        work.audit(deed.entry, account.about, account.payload)
    for topic in deed.topics:
        work.changed(topic, *account.ids)
    return Result(work.changes, made=account.made, outcome=account.outcome)


def _move(doing: Doing, handler: Mover[Any, Any], said: Any, subject: Any) -> Result:
    name, args = handler.deed.motion, handler.args(doing, said, subject)
    motion_id = moved(doing.session, doing.work, name, args, handler.why(said))
    return Result(doing.work.changes, motion_id)


def _refuse(deed: Deed[Any, Any], actor: Actor, subject: Any) -> None:
    if why := deed.refusal_by_role(actor) or deed.why_not(actor, subject):
        raise NotAllowed(why)


def signed_in(session: Session) -> Actor:
    """Who is signed in, with the roles that hold now: what buttons ask the rows with."""
    with session.reading() as conn:
        return session.actor(session.registry(conn))
