"""A signed-in person at an open casebook: what every deed and read is given."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from landwaiter.domain.mandates import ADMINISTRATORS, MANDATES
from landwaiter.domain.people import Actor, UserRole
from landwaiter.domain.zones import local_date, midnight
from landwaiter.errors import NotAllowed
from landwaiter.i18n import _
from landwaiter.services.reference import References
from landwaiter.storage.registry import Registry
from landwaiter.storage.session import Casebook
from landwaiter.storage.unit_of_work import UnitOfWork
from landwaiter.storage.user_statements import load_registry


def clock_went_back() -> str:
    """What a person is told whose clock stands before the newest audit entry."""
    return _(
        "The clock of this PC is behind: the newest audit entry is dated later than now. What you "
        "do is kept with the wrong time, and the audit chain shows that. Set the clock right."
    )


def wall_clock() -> datetime:
    """Now in UTC, whole seconds: what the casebook stores."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Session:
    """The casebook is open; its keys stay in memory until the process ends."""

    casebook: Casebook
    now: Callable[[], datetime] = wall_clock
    references: References = field(default_factory=References)
    notices: deque[str] = field(default_factory=deque)
    """Sentences beside deeds that are done, until window or command line has shown them."""

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """A connection on one snapshot."""
        with self.casebook.read() as conn:
            yield conn

    @contextmanager
    def snapshot(self) -> Iterator["Session"]:
        """The same session, all of whose reads see the casebook as it stands now."""
        with self.reading() as conn:
            yield _Snapshot(self.casebook, self.now, self.references, self.notices, conn)

    @contextmanager
    def writing(self, deed: str) -> Iterator[UnitOfWork]:
        """The one unit of work of a deed; NotAllowed, first of all, for a role without mandate."""
        with self.casebook.write(deed, now=self.now()) as work:
            self._require_mandate(work, deed)
            yield work
        if work.clock_went_back:
            self.notices.append(clock_went_back())

    def _require_mandate(self, work: UnitOfWork, deed: str) -> None:
        """Changes of users are refused by the storage, which asks the signed statements."""
        if deed in MANDATES and MANDATES[deed] != ADMINISTRATORS:
            self.require(work.conn, *MANDATES[deed])

    def today(self) -> date:
        """The day in the office's Member State."""
        return local_date(self.now(), self.casebook.member_state)

    def midnight(self, day: date | None = None) -> datetime:
        """The instant at which a day, or today, begins in the office's Member State."""
        return midnight(day or self.today(), self.casebook.member_state)

    def registry(self, conn: Any) -> Registry:
        """Whose key and role count, from signed statements."""
        return load_registry(conn, self.casebook.roots)

    def require(self, conn: Any, *roles: UserRole) -> None:
        """NotAllowed unless the person holds one of the roles."""
        if not self.actor(self.registry(conn)).has(*roles):
            raise NotAllowed(
                _("This needs the role {roles}.").format(roles=_(" or ").join(sorted(roles))),
                remedy=_("Ask an administrator of the casebook."),
            )

    def require_key(self, registry: Registry, at: datetime) -> None:
        """NotAllowed unless what the person signs at this time would count.

        A new key may wait for its confirmation, or the clock may stand before the key was made.
        """
        key = registry.keys.get(self.casebook.public_key)
        if key is None or not key.in_force or not key.counts_at(at):
            raise NotAllowed(
                _("What you sign would not count: your signing key does not count at this time."),
                remedy=_(
                    "Have a new key confirmed by a colleague, and see that the clock is right."
                ),
            )

    def actor(self, registry: Registry) -> Actor:
        """The person with the roles that hold at this moment, never those of the sign-in."""
        user = self.casebook.user
        person = registry.people.get(user.id)
        active = person is not None and person.disabled_at is None
        roles = person.roles_at(self.now()) if person and active else frozenset()
        return Actor(user.id, user.name, frozenset(UserRole(role) for role in roles))


@dataclass(frozen=True, slots=True)
class _Snapshot(Session):
    conn: Any = None

    @contextmanager
    def reading(self) -> Iterator[Any]:
        yield self.conn
