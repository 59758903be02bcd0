"""Who may be the second person for a deed, and who is missing when nobody may."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from landwaiter.domain.duty import absent
from landwaiter.domain.policy import seconders_of
from landwaiter.i18n import _
from landwaiter.services.session import Session
from landwaiter.storage.queue import standing_absences


@dataclass(frozen=True, slots=True)
class Waiting:
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
            ).format(people=", ".join(self.away), roles=_(" or ").join(self.roles))
        return _("Nobody in this office may second it: a second {roles} is missing.").format(
            roles=_(" or ").join(self.roles)
        )


def who_may_second(session: Session, conn: Any, deed: str, *, not_by: Collection[str]) -> Waiting:
    """Everybody with a role for it and a key that counts, but for those with an id in `not_by`."""
    registry, now = session.registry(conn), session.now()
    roles = tuple(sorted(role.value for role in seconders_of(deed)))
    today = session.today()
    away = absent(standing_absences(conn, since=today), today)
    fit = []
    for person in registry.people.values():
        key = registry.key_of(person.user_id)
        counts = key is not None and key.counts_at(now)
        if counts and person.user_id not in not_by and person.roles_at(now) & set(roles):
            fit.append(person.name)
    return Waiting(
        here=tuple(sorted(name for name in fit if name not in away)),
        away=tuple(sorted(name for name in fit if name in away)),
        roles=roles,
    )
