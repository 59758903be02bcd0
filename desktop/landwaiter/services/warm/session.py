"""A signed-in person at an open casebook: what every deed and read is given."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from landwaiter.domain.base.people import Actor, UserRole, roles_said, shut_out_said
from landwaiter.domain.base.zones import local_date, midnight
from landwaiter.domain.office.office_texts import TextsByLanguage
from landwaiter.domain.people.preferences import Preferences
from landwaiter.errors import NotAllowed
from landwaiter.i18n import _, supply
from landwaiter.services.warm.references import References
from landwaiter.storage.audit.rehearsal import Rehearsal, rehearsal
from landwaiter.storage.audit.statements import load_registry
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.people.open_casebook import Casebook
from landwaiter.storage.people.users import not_counting
from landwaiter.trust.pairs import why_no_pair
from landwaiter.trust.registry import Key, Registry

Handlers = Mapping[type[Any], Any]
"""What carries each deed out, by the class of its arguments, as `services/deeds` asks for it."""


def clock_went_back() -> str:
    """What a person is told whose clock stands before the newest audit entry."""
    return _(
        "The clock of this PC is behind: the newest audit entry is dated later than now. What you "
        "do is kept with the wrong time, and the audit chain shows that. Set the clock right."
    )


class OnlyTakesIn(NotAllowed):
    """A service user wants something else than to take declarations in."""


def only_takes_in(user: str) -> OnlyTakesIn:
    """What a service user is told that wants anything else."""
    return OnlyTakesIn(
        _("{user} is a service user: it takes declarations in and does nothing else.").format(
            user=user
        ),
        remedy=_("Sign in as a person."),
    )


def wall_clock() -> datetime:
    """Now in UTC, whole seconds: what the casebook stores."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Session:
    """The casebook is open; its keys stay in memory until the process ends."""

    casebook: Casebook
    handlers: Callable[[], Handlers]
    """Asked for with the first deed: they are slow to load, and what only reads needs none."""
    now: Callable[[], datetime] = wall_clock
    references: References = field(default_factory=References)
    notices: deque[str] = field(default_factory=deque)
    """Sentences beside deeds that are done, until window or command line has shown them."""
    preferences: Preferences = field(default_factory=Preferences)
    """Of who signed in, as they were then."""
    texts: TextsByLanguage = field(default_factory=dict)
    """What the office supplied by then; who shows anything lets them win (`i18n.supply`)."""

    def speak_as_office(self) -> None:
        """From now on the texts of this office win, in the whole process."""
        supply({language: one.words for language, one in self.texts.items()})

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """A connection on one snapshot."""
        with self.casebook.read() as conn:
            yield conn

    @contextmanager
    def snapshot(self) -> Iterator["Session"]:
        """The same session, all of whose reads see the casebook as it stands now."""
        with self.reading() as conn:
            yield _Snapshot(
                self.casebook,
                self.handlers,
                self.now,
                self.references,
                self.notices,
                self.preferences,
                self.texts,
                conn=conn,
            )

    @contextmanager
    def rehearsed(self) -> Iterator["Session"]:
        """The same session on a copy of the database: nothing that it writes is kept, nobody waits
        for it, and what is tried is as if it were done for all that is tried after it.
        """
        casebook = self.casebook
        casebook.vault.require_room(casebook.database.stat().st_size)
        with rehearsal(casebook.database, casebook.keys.database, casebook.signer) as copy:
            yield _Rehearsed(
                casebook,
                self.handlers,
                self.now,
                self.references.apart(),
                preferences=self.preferences,
                texts=self.texts,
                copy=copy,
            )

    @contextmanager
    def writing(self, deed: str) -> Iterator[UnitOfWork]:
        """The one unit of work of a deed; NotAllowed, first of all, for who may not by its row."""
        with self.casebook.write(deed, now=self.now()) as work:
            self._require_role(work, deed)
            yield work
        if work.clock_went_back:
            self.notices.append(clock_went_back())

    def _require_role(self, work: UnitOfWork, deed: str) -> None:
        """Changes of users the storage refuses besides, which asks the signed statements.

        A service user writes under no other name than that of what it may do.
        """
        from landwaiter.domain.table.deeds import BY_NAME  # noqa: PLC0415 (who reads needs no table)

        actor = self.actor(self.registry(work.conn))
        if deed in BY_NAME:
            if why := BY_NAME[deed].refusal_by_role(actor):
                raise NotAllowed(why, remedy=_("Ask an administrator of the casebook."))
        elif actor.is_service:
            raise only_takes_in(actor.name)

    def today(self) -> date:
        """The day in the office's Member State."""
        return local_date(self.now(), self.casebook.member_state)

    def midnight(self, day: date | None = None) -> datetime:
        """The instant at which a day, or today, begins in the office's Member State."""
        return midnight(day or self.today(), self.casebook.member_state)

    def registry(self, conn: Reader) -> Registry:
        """Whose key and role count, from signed statements."""
        return load_registry(conn)

    def require(self, conn: Reader, *roles: UserRole) -> None:
        """NotAllowed unless the person holds one of the roles."""
        actor = self.actor(self.registry(conn))
        if actor.shut_out:
            raise NotAllowed(
                shut_out_said(actor), remedy=_("Ask an administrator of the casebook.")
            )
        if not actor.has(*roles):
            raise NotAllowed(
                _("This needs the role {roles}.").format(roles=roles_said(roles)),
                remedy=_("Ask an administrator of the casebook."),
            )

    def require_key(self, registry: Registry) -> Key:
        """The key of who is signed in; NotAllowed unless what it signs counts.

        A new key waits for a colleague who has compared it.
        """
        key = registry.in_force(self.casebook.public_key)
        if key is None:
            raise not_counting(registry, self.casebook.public_key)
        return key

    def require_pair(self, registry: Registry, author: str) -> None:
        """NotAllowed unless the person may be the second to what was signed with this key.

        Nothing is approved in a casebook that is older than what this machine has seen of it.
        """
        if self.casebook.seen.behind:
            raise NotAllowed(
                self.casebook.seen.behind,
                remedy=_(
                    "Two persons accept the older casebook first: landwaiter casebook accept."
                ),
            )
        own, other = self.require_key(registry), registry.keys.get(author)
        if registry.is_alone and not registry.is_service(own):
            return
        refusal = why_no_pair(registry, other, own) if other else _("Nobody signed it.")
        if refusal:
            raise NotAllowed(
                refusal,
                remedy=_(
                    "Who is missing, the list of users tells: landwaiter casebook users list."
                ),
            )

    def actor(self, registry: Registry) -> Actor:
        """The person with the roles that hold at this moment, never those of the sign-in."""
        user = self.casebook.user
        person = registry.people.get(user.id)
        roles = person.roles_now if person else frozenset()
        return Actor(
            user.id,
            user.name,
            frozenset(map(UserRole, roles)),
            alone=registry.is_alone,
            service=bool(person and person.is_service),
            shut_out=bool(person and person.disabled),
        )


@dataclass(frozen=True, slots=True)
class _Snapshot(Session):
    conn: Reader = field(kw_only=True)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        yield self.conn


@dataclass(frozen=True, slots=True)
class _Rehearsed(Session):
    copy: Rehearsal = field(kw_only=True)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        yield self.copy.conn

    @contextmanager
    def writing(self, deed: str) -> Iterator[UnitOfWork]:
        work = self.copy.unit(deed, self.now())
        self._require_role(work, deed)
        yield work
