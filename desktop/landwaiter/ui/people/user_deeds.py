"""What can be done with users: one table for the acts, their fields, and why one is refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
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
    def approves(self) -> bool: ...
    @property
    def signs_in_first(self) -> bool: ...
    @property
    def confirmed_by(self) -> tuple[str, ...]: ...
    @property
    def may_confirm(self) -> tuple[str, ...]: ...
    @property
    def waits_for(self) -> tuple[str, ...]: ...
    @property
    def asked_by(self) -> str: ...
    @property
    def deputises(self) -> tuple[str, ...]: ...
    @property
    def away(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in."""

    name: str
    is_administrator: bool
    is_alone: bool = False
    """One person founded the casebook, and seconds what nobody else could."""


@dataclass(frozen=True, slots=True)
class UserAnswers:
    """What was typed; a deed reads the parts it asked for."""

    name: str = ""
    roles: tuple[str, ...] = ()
    password: str = ""
    old: str = ""
    key: str = ""
    reason: str = ""
    first: str = field(default="", repr=False)
    """The first password, which is made and not typed."""


WhyRefused = Callable[[User | None, Me], str]
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
    why_not: WhyRefused


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
    if user.signs_in_first or not user.key:
        return _("the first sign-in is missing")
    if not user.may_confirm:
        return _("no key waits for confirmation")
    return "" if me.name in user.may_confirm else _("another person confirms it")


def _waits(user: User | None, me: Me) -> str:
    refused = _on_active(user, me)
    if refused or user is None:
        return refused
    return "" if user.waits_for else _("no roles wait")


def _seconded(user: User | None, me: Me) -> str:
    refused = _waits(user, me)
    if refused or user is None:
        return refused
    own = me.name in (user.name, user.asked_by) and not me.is_alone
    return _("a second person confirms them") if own else ""


def _always(user: User | None, me: Me) -> str:
    return ""


DEEDS: tuple[UserDeed, ...] = (
    UserDeed(
        "add", "Add a user", "plus", "Ctrl+N", ("name", "roles"),
        "The roles wait for a second person. You are shown a first password, which you hand over: "
        "with it the person chooses an own one and makes the own key.",
        "{name} is a user; the first sign-in is missing.", _administered,
    ),
    UserDeed(
        "roles", "Roles", "person", "Ctrl+R", ("roles",),
        "Fewer roles count at once, more wait for a second person; earlier deeds stay as they are.",
        "The roles of {name} are changed.", _changed,
    ),
    UserDeed(
        "reset", "Reset the password", "key", "Ctrl+P", (),
        "The signing key ends now, and you are shown a first password to hand over. The new key is "
        "confirmed by colleagues, at first not by you. Past approvals stay valid.",
        "{name} has a first password; the first sign-in is missing.", _reset,
    ),
    UserDeed(
        "confirm", "Confirm the key", "countersign", "Ctrl+K", ("key",),
        "Type the key as its owner shows it, the first 16 figures or more. Your signature says "
        "that you saw it with its owner. One confirmation makes it count, two make it approve.",
        "The key of {name} is confirmed by you.", _confirmed,
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
        "Your signing key is made anew too; what was confirmed of the old one stays.",
        "Your password is changed.", _always,
    ),
)  # fmt: skip
