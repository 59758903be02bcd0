"""Who holds a colleague's roles while that one is away, and that somebody is away or back."""

from collections.abc import Collection

from landwaiter.services.warm.session import Session
from landwaiter.storage.people import deputies
from landwaiter.trust.registry import Registry


def name_deputy(session: Session, deputy: str, absent: str, roles: Collection[str]) -> bool:
    """Let a person hold these roles of a colleague while that one is away: one asks, another does
    the same and agrees. Without roles the person is no deputy any more. True once it holds."""
    with session.writing("name_deputy") as work:
        return deputies.name_deputy(
            work, session.casebook, deputy=deputy, absent=absent, roles=roles
        )


def begin_absence(session: Session, name: str = "") -> tuple[str, ...]:
    """Say that a person, or oneself, is away: the deputies who hold the roles from here on."""
    with session.writing("begin_absence") as work:
        wanted = name or session.casebook.user.name
        return deputies.begin_absence(work, session.casebook, name=wanted)


def end_absence(session: Session, name: str = "") -> tuple[str, ...]:
    """Say that a person, or oneself, is back: the deputies who held the roles until here."""
    with session.writing("end_absence") as work:
        wanted = name or session.casebook.user.name
        return deputies.end_absence(work, session.casebook, name=wanted)


def may_begin(registry: Registry, by: str, user_id: str) -> bool:
    """Whether saying that a person is away would begin roles of others, and not those of who says
    it; ids of people."""
    person = registry.people[user_id]
    is_own = by == user_id or user_id not in registry.people[by].deputises
    return is_own and not person.away and bool(deputies.deputies_of(registry, user_id))
