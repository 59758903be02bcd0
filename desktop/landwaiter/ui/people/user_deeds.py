"""The buttons of the users: the deed of each, its fields, and what it does in words."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.people import deeds
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


@dataclass(frozen=True, slots=True)
class UserDeed:
    """One button: the deed it begins, what it asks for, and what that does in words."""

    name: str
    deed: Deed[Any, Any]
    icon: str
    key: str
    asks: tuple[str, ...]
    effect: str
    done: str
    says: Callable[[UserAnswers], Any]
    """The arguments of the deed."""

    @property
    def title(self) -> str:
        return self.deed.title

    def why_not(self, user: User | None, actor: Actor | None) -> str:
        """Why it cannot be done now; empty where it can."""
        if actor is None:
            return _("reading who may do it")
        is_on_user = self.deed is not deeds.CHANGE_PASSWORD and "name" not in self.asks
        if is_on_user and user is None:
            return self.deed.why_no_role(actor) or _("choose a user")
        return self.deed.why_not(actor, user if is_on_user else None)


DEEDS: tuple[UserDeed, ...] = (
    UserDeed(
        "add", deeds.ADD_USER, "plus", "Ctrl+N", ("name", "roles"),
        "The roles wait for a second person. You are shown a first password, which you hand over: "
        "with it the person chooses their own and makes their own key.",
        "{name} is a user; the first sign-in is missing.",
        lambda said: deeds.AddUser(said.name, frozenset(said.roles), said.first),
    ),
    UserDeed(
        "roles", deeds.SET_ROLES, "person", "Ctrl+R", ("roles",),
        "Fewer roles count at once, more wait for a second person; earlier deeds stay as they are.",
        "The roles of {name} are changed.",
        lambda said: deeds.SetRoles(said.name, frozenset(said.roles)),
    ),
    UserDeed(
        "reset", deeds.RESET_PASSWORD, "key", "Ctrl+P", (),
        "The signing key ends now, and you are shown a first password to hand over. The new key is "
        "confirmed by colleagues, at first not by you. Past approvals stay valid.",
        "{name} has a first password; the first sign-in is missing.",
        lambda said: deeds.ResetPassword(said.name, said.first),
    ),
    UserDeed(
        "confirm", deeds.CONFIRM_KEY, "countersign", "Ctrl+K", ("key",),
        "Type the key as its owner shows it, the first 16 figures or more. Your signature says "
        "that you saw it with its owner. One confirmation makes it count, two make it approve.",
        "The key of {name} is confirmed by you.",
        lambda said: deeds.ConfirmKey(said.name, said.key),
    ),
    UserDeed(
        "second", deeds.SECOND_CHANGE, "four-eyes", "Ctrl+G", (),
        "The roles that wait count from now on. Your signature stands for it.",
        "{name} holds the roles from now on.",
        lambda said: deeds.SecondChange(said.name),
    ),
    UserDeed(
        "decline", deeds.DECLINE_CHANGE, "four-eyes", "Ctrl+B", ("reason",),
        "Nothing changes for the user. Who asked for the roles takes them back in this way.",
        "Nothing waits for {name} any more.",
        lambda said: deeds.DeclineChange(said.name, said.reason),
    ),
    UserDeed(
        "disable", deeds.DISABLE_USER, "lock", "Ctrl+D", (),
        "The user cannot sign in any more. The name stays taken, past approvals stay valid.",
        "{name} is disabled.",
        lambda said: deeds.DisableUser(said.name),
    ),
    UserDeed(
        "own", deeds.CHANGE_PASSWORD, "edit", "Ctrl+M", ("old", "password"),
        "Your signing key is made anew too; what was confirmed of the old one stays.",
        "Your password is changed.",
        lambda said: deeds.ChangePassword(said.old, said.password),
    ),
)  # fmt: skip
