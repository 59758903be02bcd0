"""What can be done with users: one table for the acts, their fields, and why one is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from landwaiter.i18n import _


class User(Protocol):
    """A user as the list shows it."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def roles(self) -> tuple[str, ...]: ...
    @property
    def active(self) -> bool: ...
    @property
    def disabled_at(self) -> datetime | None: ...
    @property
    def key(self) -> str: ...
    @property
    def key_counts(self) -> bool: ...
    @property
    def waits_for(self) -> tuple[str, ...]: ...
    @property
    def asked_by(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in."""

    name: str
    is_administrator: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """What was typed; a deed reads the parts it asked for."""

    name: str = ""
    roles: tuple[str, ...] = ()
    password: str = ""
    old: str = ""
    key: str = ""
    reason: str = ""


Verdict = Callable[[User | None, Me], str]
"""Why a deed is refused; empty when it is allowed."""


@dataclass(frozen=True, slots=True)
class UserDeed:
    """One act: its key, what it asks for, what it does in words, and when it is refused."""

    name: str
    title: str
    icon: str
    key: str
    asks: tuple[str, ...]
    effect: str
    done: str
    why_not: Verdict


def _administered(user: User | None, me: Me) -> str:
    return "" if me.is_administrator else _("only an administrator may change users")


def _on_active(user: User | None, me: Me) -> str:
    if user is None:
        return _("choose a user")
    return "" if user.active else _("the user is disabled")


def _changed(user: User | None, me: Me) -> str:
    return _administered(user, me) or _on_active(user, me)


def _reset(user: User | None, me: Me) -> str:
    own = _("your own password is changed with the old one")
    return _changed(user, me) or (own if user is not None and user.name == me.name else "")


def _confirmed(user: User | None, me: Me) -> str:
    refused = _on_active(user, me)
    if refused or user is None:
        return refused
    if not user.key or user.key_counts or user.waits_for:
        return _("no key waits for confirmation")
    return _("a second person confirms it") if user.name == me.name else ""


def _waits(user: User | None, me: Me) -> str:
    refused = _on_active(user, me)
    if refused or user is None:
        return refused
    return "" if user.waits_for else _("no roles wait")


def _seconded(user: User | None, me: Me) -> str:
    refused = _waits(user, me)
    if refused or user is None:
        return refused
    own = me.name in (user.name, user.asked_by)
    return _("a second person confirms them") if own else ""


def _always(user: User | None, me: Me) -> str:
    return ""


DEEDS: tuple[UserDeed, ...] = (
    UserDeed(
        "add", "Add a user", "plus", "Ctrl+N", ("name", "roles", "password"),
        "The person can sign in at once; the password is told by another way.",
        "{name} can sign in.", _administered,
    ),
    UserDeed(
        "roles", "Roles", "person", "Ctrl+R", ("roles",),
        "Exactly these roles count from now on; earlier deeds stay as they are.",
        "The roles of {name} are changed.", _changed,
    ),
    UserDeed(
        "reset", "New password", "key", "Ctrl+P", ("password",),
        "The user gets a new signing key too; it counts once a second person has confirmed it. "
        "Past approvals stay valid.",
        "{name} has a new password; the new key waits for a second person.", _reset,
    ),
    UserDeed(
        "confirm", "Confirm the key", "countersign", "Ctrl+K", ("key",),
        "Type the key as its owner shows it, the first 16 figures or more. Your signature "
        "vouches for it.",
        "The key of {name} counts from now on.", _confirmed,
    ),
    UserDeed(
        "second", "Second the roles", "four-eyes", "Ctrl+G", (),
        "The roles that wait count from now on. Your signature stands for it.",
        "{name} holds the roles from now on.", _seconded,
    ),
    UserDeed(
        "decline", "Decline the roles", "four-eyes", "Ctrl+B", ("reason",),
        "Nothing changes for the user. Who asked for the roles takes them back in this way.",
        "Nothing waits for {name} any more.", _waits,
    ),
    UserDeed(
        "disable", "Disable", "lock", "Ctrl+D", (),
        "The user cannot sign in any more. The name stays taken, past approvals stay valid.",
        "{name} is disabled.", _changed,
    ),
    UserDeed(
        "own", "My password", "edit", "Ctrl+M", ("old", "password"),
        "Your keys stay the same.", "Your password is changed.", _always,
    ),
)  # fmt: skip
