"""Whose key and role count: derived from signed statements alone, never from columns.

Every user, role and key enters the casebook by a statement signed by an administrator's key
that counted then. The first administrator's key is pinned in `keys.json`, where every slot is bound
to it; the first statement, signed with it, names the key that the recovery secret gives. Rows that
plain SQL adds are therefore without effect here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from landwaiter.i18n import _

ADMINISTRATOR = "administrator"


SECONDERS = frozenset({"reviewer", "head", ADMINISTRATOR})
"""Who may confirm a new user or more roles, being neither its author nor the person."""


RECOVERED = "recovery"


@dataclass(frozen=True, slots=True)
class Roots:
    """What `keys.json` pins: the identity of the casebook and the key all else rests on."""

    casebook_id: str
    root_key: str


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A registered public key. It counts from `counts_from` to `retired_at`.

    Within the second of its retirement the order of the chain tells what was signed before.
    """

    public_key: str
    user_id: str
    user: str
    origin: str
    """created, reset or recovery."""
    at: datetime
    counts_from: datetime | None = None
    retired_at: datetime | None = None
    vouchers: tuple[str, ...] = ()
    """Names of who issued and who confirmed it after a reset: it cannot approve their work."""

    @property
    def in_force(self) -> bool:
        """Whether it counts after the last statement, whatever time the statements claim."""
        return self.counts_from is not None and self.retired_at is None

    def counts_at(self, at: datetime) -> bool:
        if self.counts_from is None or at < self.counts_from:
            return False
        return self.retired_at is None or at <= self.retired_at


@dataclass(frozen=True, slots=True)
class Grant:
    """Roles a person holds from `at` on, until the next grant."""

    at: datetime
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Roles that an administrator gave and a second person has not confirmed yet."""

    seq: int
    """Number of the statement."""
    at: datetime
    roles: frozenset[str]
    by: str
    """Id of the administrator."""


@dataclass(frozen=True, slots=True)
class Person:
    """A user as the statements say."""

    user_id: str
    name: str
    grants: tuple[Grant, ...]
    disabled_at: datetime | None = None
    waiting: Waiting | None = None
    """The newest change that waits; what it replaces is gone."""

    def roles_at(self, at: datetime) -> frozenset[str]:
        """The roles held at a time; none once disabled."""
        if self.disabled_at is not None and at > self.disabled_at:
            return frozenset()
        held = [grant.roles for grant in self.grants if grant.at <= at]
        return held[-1] if held else frozenset()


@dataclass(frozen=True, slots=True)
class RenewedRecovery:
    """A new recovery key that an administrator signed and a second person has yet to confirm."""

    public_key: str
    user_id: str
    """Who renewed it."""
    user: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Registry:
    """Everybody and every key the signed statements vouch for."""

    roots: Roots
    people: Mapping[str, Person] = field(default_factory=dict)
    keys: Mapping[str, SigningKey] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    """Statements that are not what they claim; whole sentences."""
    count: int = 0
    """Statements read."""
    founded: bool = False
    """The office works: from its first case on, who gains a role needs a second person."""
    recovery_key: str = ""
    """Public key that vouches for recovered users, as an administrator signed it."""
    recovery_next: RenewedRecovery | None = None

    def why_not(self, public_key: str, *, at: datetime, roles: Collection[str], author: str) -> str:
        """Why a signature by this key does not approve `author`'s work; "" when it does."""
        key = self.keys.get(public_key)
        if key is None:
            return _("The key is not registered by an administrator's signature.")
        if not key.counts_at(at):
            return self._not_in_force(key, at)
        if key.user == author or author in key.vouchers:
            return _("{user} may not approve work of {author} with this key.").format(
                user=key.user, author=author
            )
        if not self.people[key.user_id].roles_at(at) & set(roles):
            return _("{user} did not hold the role for it.").format(user=key.user)
        return ""

    def _not_in_force(self, key: SigningKey, at: datetime) -> str:
        if key.counts_from is None:
            return _("The new key of {user} is not confirmed by a second person yet.").format(
                user=key.user
            )
        if at < key.counts_from:
            return _("The key of {user} did not count yet.").format(user=key.user)
        return _("The key of {user} was retired before.").format(user=key.user)

    def key_of(self, user_id: str) -> SigningKey | None:
        """The key of a person that is not retired."""
        current = (key for key in self.keys.values() if key.user_id == user_id)
        return next((key for key in current if key.retired_at is None), None)

    def waiting(self) -> tuple[SigningKey, ...]:
        """The keys that wait for a second person's confirmation."""
        return tuple(
            key
            for key in self.keys.values()
            if key.counts_from is None and key.retired_at is None and key.origin != "created"
        )

    def administers(self, user_id: str) -> bool:
        """Whether a person does after the last statement, whatever time the statements claim."""
        person = self.people[user_id]
        held = person.grants[-1].roles if person.grants else frozenset()
        return person.disabled_at is None and ADMINISTRATOR in held

    def gains(self, person: Person, roles: Collection[str], at: datetime) -> bool:
        """Whether these roles are more than the person holds, so that a second person is needed."""
        return self.founded and not person.roles_at(at) >= set(roles)

    def why_not_second(self, signer: str, user_id: str, at: datetime) -> str:
        """Why this key may not confirm what waits for a person; "" when it may."""
        key, person = self.keys.get(signer), self.people.get(user_id)
        if person is None or person.waiting is None or person.disabled_at is not None:
            return _("nothing waits for this user")
        if key is None or not signs_at(key, at):
            return _("its signer's key does not count")
        if key.user_id in {user_id, person.waiting.by}:
            return _("its signer asked for it, or is the person it is about")
        if not self.people[key.user_id].roles_at(at) & SECONDERS:
            return _("its signer is neither reviewer, head nor administrator")
        return ""

    def only_administrators_confirm(self, key: SigningKey) -> bool:
        """Whether a recovered key takes an administrator to confirm it.

        So it is for the key of an administrator while the key of another administrator counts.
        """
        if key.origin != RECOVERED or not self.administers(key.user_id):
            return False
        return any(
            other.in_force and self.administers(other.user_id)
            for other in self.keys.values()
            if other.user_id != key.user_id
        )

    def administrators(self, at: datetime) -> frozenset[str]:
        """Ids of those who administer at a time."""
        return frozenset(
            person.user_id
            for person in self.people.values()
            if ADMINISTRATOR in person.roles_at(at)
        )


def signs_at(key: SigningKey, at: datetime) -> bool:
    """Whether it counted then and still does: a retired key cannot state something backdated."""
    return key.in_force and key.counts_at(at)
