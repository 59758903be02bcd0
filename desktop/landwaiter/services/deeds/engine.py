"""The one way in to every deed, whoever asks: window, command line, another subject, tests.

What carries a deed out is no concern of the engine: the session brings the table of handlers.
"""

from collections.abc import Sequence
from typing import Any

from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import checked
from landwaiter.errors import Conflict
from landwaiter.i18n import joined
from landwaiter.services.deeds.handler import AnyHandler, Doing, Job, Result, Tell, refuse, untold
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes, UnitOfWork
from landwaiter.storage.sqlite.engine import giving_way


def do(session: Session, said: Any, *, seen: int | None = None) -> Result:
    """Do what is said, or refuse it with the reason; all of it or nothing.

    What waits for a second person becomes a motion, which the result names. `seen` is the revision
    of the case that the person looked at.
    """
    handler = _handler(session, type(said))
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
    with session.writing(_handler(session, kind).deed.name) as work:
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
    """Do a deed that takes long, told step by step; what its job gives back.

    Between its writes whoever else writes has the lock first.
    """
    handler = _handler(session, type(said))
    if not isinstance(handler, Job):
        return do(session, said)
    refuse(handler.deed, signed_in(session), None)
    checked(said)
    with giving_way():
        return handler.run(session, said, tell)


def do_within(session: Session, work: UnitOfWork, said: Any, *, seen: int | None = None) -> Result:
    """The same in a unit of work that is open."""
    handler = _handler(session, type(said))
    doing = Doing(session, work, session.actor(session.registry(work.conn)))
    refuse(handler.deed, doing.actor, None)
    checked(said)
    return handler.do(doing, said, seen)


def _handler(session: Session, args: type[Any]) -> AnyHandler:
    found: AnyHandler = session.handlers()[args]
    return found


def signed_in(session: Session) -> Actor:
    """Who is signed in, with the roles that hold now: what buttons ask the rows with."""
    with session.reading() as conn:
        return session.actor(session.registry(conn))
