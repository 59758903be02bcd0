"""Who may be the second person for a deed, and who is missing when nobody may."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from landwaiter.domain.base.people import roles_said
from landwaiter.domain.cases.duty import absent
from landwaiter.domain.table.four_eyes import seconders_of
from landwaiter.i18n import _
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.queue import standing_absences
from landwaiter.trust.kinds import why_not_second
from landwaiter.trust.pairs import why_no_pair
from landwaiter.trust.registry import SECONDERS, WaitingRequest


@dataclass(frozen=True, slots=True)
class SecondPersons:
    """Names of those who may second a deed now, of those who are away, and the roles wanted."""

    here: tuple[str, ...]
    away: tuple[str, ...]
    roles: tuple[str, ...]

    def sentence(self) -> str:
        if self.here:
            return _("It may be seconded by {people}.").format(people=", ".join(self.here))
        if self.away:
            return _(
                "Who may second it is absent: {people}. A head or administrator can name another "
                "{roles} meanwhile."
            ).format(people=", ".join(self.away), roles=roles_said(self.roles))
        return _("Nobody in this office may second it: a second {roles} is missing.").format(
            roles=roles_said(self.roles)
        )


def who_may_confirm(session: Session, conn: Reader, waiting: WaitingRequest) -> SecondPersons:
    """Everybody who may agree to a statement that waits: a new user, more roles."""
    registry = session.registry(conn)
    keys = ((person, registry.key_of(person.user_id)) for person in registry.people.values())
    fit = [
        person.name
        for person, key in keys
        if key and key.in_force and not why_not_second(registry, person.user_id, waiting)
    ]
    return _here_and_away(session, conn, fit, tuple(sorted(SECONDERS)))


def who_may_second(
    session: Session, conn: Reader, deed: str, *, moved_with: str, not_by: Collection[str]
) -> SecondPersons:
    """Everybody with a role for it and a key that approves, but for those with an id in `not_by`.

    Whoever cannot pair with the key it was moved with is left out too: by the same rule as the
    signature later.
    """
    registry = session.registry(conn)
    own = registry.keys.get(moved_with)
    roles = tuple(sorted(role.value for role in seconders_of(deed)))
    fit = []
    for person in registry.people.values():
        key = registry.key_of(person.user_id)
        counts = bool(own and key and key.in_force)
        if own and key and counts and not registry.is_alone:
            counts = person.user_id not in not_by and not why_no_pair(registry, own, key)
        if counts and person.roles_now & set(roles):
            fit.append(person.name)
    return _here_and_away(session, conn, fit, roles)


def _here_and_away(
    session: Session, conn: Reader, fit: Sequence[str], roles: tuple[str, ...]
) -> SecondPersons:
    today = session.today()
    away = absent(standing_absences(conn, since=today), today)
    return SecondPersons(
        here=tuple(sorted(name for name in fit if name not in away)),
        away=tuple(sorted(name for name in fit if name in away)),
        roles=roles,
    )
