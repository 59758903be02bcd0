"""The people, keys and roles of an office, as the statements up to a place in the chain say.

A *place* is the number of the audit entry that seals a statement. Places alone decide what was
before what: a time that somebody claims gives no right.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

ADMINISTRATOR = "administrator"
SERVICE = "service"
"""The one role of a service user: a program that takes declarations in, and no person."""
AUTHORITY = "authority"
"""Stands for a key outside the office where confirmers are named."""
RECOVERY = "recovery"
"""Stands for the recovery key where it gave out a ticket and nobody else's key counted."""
SECONDERS = frozenset({"reviewer", "head", ADMINISTRATOR})
"""Roles whose holders confirm what a colleague asked for."""
MOST_FOUNDERS = 5


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Somebody compared the fingerprint with the person, or with a sheet in ink."""

    by: str
    """Id of the person, or AUTHORITY."""
    key: str
    """The key that the confirmation is signed with."""


@dataclass(frozen=True, slots=True)
class Key:
    """A signing key; it counts after place `since` and before place `until`."""

    public: str
    user_id: str
    made: int
    """The place of the statement that brought it."""
    issuer: str = ""
    """Who gave out the ticket it was made with; empty for a founder's."""
    is_founders: bool = False
    since: int | None = None
    """None while nobody but its issuer has confirmed it."""
    until: int | None = None
    confirmations: tuple[Confirmation, ...] = ()

    def counts(self, place: int) -> bool:
        """Whether a signature that stands at this place counts."""
        begun = self.since is not None and self.since < place
        return begun and (self.until is None or place < self.until)

    @property
    def in_force(self) -> bool:
        """Whether it counts after the last statement."""
        return self.since is not None and self.until is None

    @property
    def confirmers(self) -> frozenset[str]:
        return frozenset(one.by for one in self.confirmations)


@dataclass(frozen=True, slots=True)
class Grant:
    """Roles held after a place, until the next grant."""

    since: int
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ticket:
    """The public key derived from a first password: good for making the own key, and that once."""

    public: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Person:
    user_id: str
    name: str
    grants: tuple[Grant, ...] = ()
    ticket: Ticket | None = None
    disabled: bool = False
    own: frozenset[str] = frozenset()
    """The roles given to this person; those of a colleague who is away come and go beside them."""
    deputises: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For whom → which of that person's roles, agreed by two in advance."""
    away: bool = False
    is_service: bool = False
    """No person: added as a service user, and that for ever. Its key seals what it takes in, and
    says nothing about people and keys."""

    def roles(self, place: int) -> frozenset[str]:
        """The roles held at a place."""
        held = (grant.roles for grant in reversed(self.grants) if grant.since < place)
        return next(held, frozenset())

    @property
    def roles_now(self) -> frozenset[str]:
        return self.grants[-1].roles if self.grants else frozenset()


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """What one person asked for and a second one has not confirmed yet."""

    seq: int
    """Number of the statement."""
    sha256: str
    """Of the statement, which seconding names: what is seconded cannot be exchanged."""
    kind: str
    by: str
    """Who asked."""
    about: str
    """Whom it is about, who may not second it; empty: nobody in particular."""
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StatementHead:
    """The place and the hash of a statement."""

    place: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Registry:
    """Everybody and every key the statements vouch for, and what was wrong with some."""

    casebook: str = ""
    """The id of the casebook: the SHA-256 of its founding."""
    founders: int = 0
    people: Mapping[str, Person] = field(default_factory=dict)
    keys: Mapping[str, Key] = field(default_factory=dict)
    recovery: Mapping[str, str] = field(default_factory=dict)
    """Holder → public key of the half."""
    recovery_needs: int = 0
    """So many halves sign together."""
    authorities: frozenset[str] = frozenset()
    waiting: Mapping[int, WaitingRequest] = field(default_factory=dict)
    data_key: str = ""
    """Commitment to the key of the data, by which a slot is checked before it is written."""
    rollbacks: frozenset[tuple[str, str]] = frozenset()
    """Pairs of audit heads, the seen and the accepted one, that two persons accepted."""
    heads: tuple[StatementHead, ...] = ()
    at: str = ""
    """When the newest statement claims to have been made."""
    problems: tuple[str, ...] = ()
    """Statements without effect, as sentences."""
    broken: str = ""
    """Why nothing from some statement on counts, as a sentence; empty: the chain is whole."""

    @property
    def is_alone(self) -> bool:
        """Whether one person founded the office: nothing is ever approved there by its own word."""
        return self.founders == 1

    def in_force(self, public: str) -> Key | None:
        """The key, if it counts after the last statement."""
        key = self.keys.get(public)
        return key if key is not None and key.in_force else None

    def key_of(self, user_id: str) -> Key | None:
        """The key of a person that is not retired, whether it counts yet or not."""
        own = (key for key in self.keys.values() if key.user_id == user_id)
        return next((key for key in own if key.until is None), None)

    def name_of(self, public: str) -> str:
        """Whose key it is; empty for one that is not registered."""
        key = self.keys.get(public)
        return self.people[key.user_id].name if key else ""

    def waits_for(self, user_id: str) -> WaitingRequest | None:
        """What was asked for a person and waits for a second one, but for being a deputy; the
        newest replaces the rest."""
        about = (one for one in self.waiting.values() if one.about == user_id)
        return next((one for one in about if one.kind != "deputy_named"), None)

    def is_service(self, key: Key) -> bool:
        """Whether it is the key of a service user."""
        return self.people[key.user_id].is_service

    def administrators(self) -> frozenset[str]:
        return frozenset(
            person.user_id
            for person in self.people.values()
            if not person.disabled and ADMINISTRATOR in person.roles_now
        )

    def lasting_administrators(self) -> frozenset[str]:
        """Those who stay administrators when everybody is back."""
        return frozenset(
            person.user_id
            for person in self.people.values()
            if not person.disabled and ADMINISTRATOR in person.own
        )

    def acting(self, place: int) -> "Registry":
        """With the roles that everybody holds after this place: the own, and of who is away."""
        changed = {
            person.user_id: replace(person, grants=(*person.grants, Grant(place, held)))
            for person in self.people.values()
            if not person.disabled and (held := self._held(person)) != person.roles_now
        }
        return replace(self, people={**self.people, **changed}) if changed else self

    def _held(self, person: Person) -> frozenset[str]:
        away = ((self.people[who], roles) for who, roles in person.deputises.items())
        return person.own.union(*(roles & one.own for one, roles in away if one.away))

    def approves(self, key: Key) -> bool:
        """Whether it may sign as the second of two: two others have looked at it.

        Founders of one casebook looked at each other, and an authority outside counts as two.
        Whoever set a service user up knows its password, so that its key is nobody's second.
        """
        if self.is_service(key):
            return False
        if AUTHORITY in key.confirmers:
            return True
        return not self.is_alone and (key.is_founders or len(key.confirmers) > 1)

    def stands_without(self, key: Key, person: str, seen: frozenset[str] = frozenset()) -> bool:
        """Whether a line of confirmations leads from the key to a founder or an authority although
        the word of this person is taken away."""
        if key.user_id == person or key.public in seen:
            return False
        if key.is_founders and not self.is_alone:
            return True
        return any(
            one.by == AUTHORITY
            or self.stands_without(self.keys[one.key], person, seen | {key.public})
            for one in key.confirmations
        )

    def with_person(self, person: Person, *keys: Key) -> "Registry":
        return replace(self, people={**self.people, person.user_id: person}).with_keys(*keys)

    def with_keys(self, *keys: Key) -> "Registry":
        return replace(self, keys={**self.keys, **{key.public: key for key in keys}})

    def retired(self, user_id: str, place: int) -> Iterable[Key]:
        """The keys of a person that end with this place."""
        own = (key for key in self.keys.values() if key.user_id == user_id)
        return [replace(key, until=place) for key in own if key.until is None]

    def without_deputy_asked(self, about: str, absent: str) -> "Registry":
        """What was asked before about this deputy of this person waits no more."""
        left = {
            seq: one
            for seq, one in self.waiting.items()
            if (one.kind, one.about, one.content.get("for")) != ("deputy_named", about, absent)
        }
        return replace(self, waiting=left)

    def without_waiting(self, about: str) -> "Registry":
        """Nothing that is about this person waits any more."""
        left = {seq: one for seq, one in self.waiting.items() if one.about != about}
        return replace(self, waiting=left)
