"""Deeds on people: users, their roles, passwords and keys; deputies; who is away."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Protocol

from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import (
    ADMINISTRATORS,
    ANY_SECOND,
    EVERYBODY,
    HEAD,
    Ask,
    Deed,
    FileUse,
    Lookup,
    Reason,
)
from landwaiter.i18n import N_, _

SUBJECT = "people"


class OfPerson(Protocol):
    """Something that is a person's own, such as an absence."""

    @property
    def person(self) -> str: ...


def _of_another(absence: OfPerson, actor: Actor) -> str:
    if actor.name == absence.person or actor.has(HEAD):
        return ""
    return _("An absence is entered and taken back by {person} or a head.").format(
        person=absence.person
    )


class UserInList(Protocol):
    """A user as the list shows it."""

    @property
    def name(self) -> str: ...
    @property
    def active(self) -> bool: ...
    @property
    def key(self) -> str: ...
    @property
    def signs_in_first(self) -> bool: ...
    @property
    def may_confirm(self) -> tuple[str, ...]: ...
    @property
    def waits_for(self) -> tuple[str, ...]: ...
    @property
    def asked_by(self) -> str: ...


def _disabled(user: UserInList, actor: Actor) -> str:
    return "" if user.active else _("the user is disabled")


def _disabled_or_own(user: UserInList, actor: Actor) -> str:
    own = _("your own password is changed with the old one")
    return _disabled(user, actor) or (own if user.name == actor.name else "")


def _not_to_confirm(user: UserInList, actor: Actor) -> str:
    if refused := _disabled(user, actor):
        return refused
    if user.signs_in_first or not user.key:
        return _("the first sign-in is missing")
    if not user.may_confirm:
        return _("no key waits for confirmation")
    return "" if actor.name in user.may_confirm else _("another person confirms it")


def _nothing_waits(user: UserInList, actor: Actor) -> str:
    return _disabled(user, actor) or ("" if user.waits_for else _("no roles wait"))


def _not_to_second(user: UserInList, actor: Actor) -> str:
    own = actor.name in (user.name, user.asked_by) and not actor.alone
    return _nothing_waits(user, actor) or (_("a second person confirms them") if own else "")


Roles = frozenset[str]


def roles_of(text: str) -> Roles:
    """`analyst,reviewer` → both; what is no role is refused where they are given."""
    return frozenset(part.strip() for part in text.split(",") if part.strip())


UserName = Annotated[str, Ask("User", Content.PERSONAL, given=True)]
_ROLES = "analyst, reviewer, head, auditor, administrator; or service, alone."
FirstPassword = Annotated[str, Ask("First password", secret=True)]


@dataclass(frozen=True, slots=True)
class AddUser:
    """A new user, whose roles wait; prints a first password, or takes LANDWAITER_NEW_PASSWORD."""

    name: UserName
    roles: Annotated[Roles, Ask("Roles", Content.OPEN, hint=_ROLES, reads=roles_of)]
    password: FirstPassword = field(repr=False)


@dataclass(frozen=True, slots=True)
class SetRoles:
    """Give a user exactly these roles."""

    name: UserName
    roles: Annotated[Roles, Ask("Roles", Content.OPEN, hint=_ROLES, given=True, reads=roles_of)]


@dataclass(frozen=True, slots=True)
class ResetPassword:
    """A first password for another user, who makes a new key with it."""

    name: UserName
    password: FirstPassword = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecoverPassword:
    """The same by the halves of the recovery key; who is signed in answers for it."""

    name: UserName
    recovery_key: Annotated[str, Ask("Recovery key", secret=True)] = field(repr=False)
    password: FirstPassword = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """Your own password, and with it your own signing key; what was confirmed of it stays."""

    old: Annotated[str, Ask("Old password", secret=True)] = field(repr=False)
    new: Annotated[str, Ask("New password", secret=True)] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SecondChange:
    """Confirm as a second person the new user, or the roles that wait."""

    name: UserName


@dataclass(frozen=True, slots=True)
class DeclineChange:
    """Say no to the new user or the roles that wait; who asked takes the request back so."""

    name: UserName
    reason: Reason


@dataclass(frozen=True, slots=True)
class DisableUser:
    """Shut a user out; what the user signed before stays valid."""

    name: UserName


@dataclass(frozen=True, slots=True)
class ConfirmKey:
    """Say, having compared it with its owner, that a key is that user's; 16 figures or more."""

    name: UserName
    fingerprint: Annotated[str, Ask("Key shown by its owner", Content.OPEN, given=True)]


@dataclass(frozen=True, slots=True)
class NameDeputy:
    """Let a user hold roles of a colleague while that one is away: one asks, another agrees."""

    name: Annotated[str, Ask("Deputy", given=True, lookup=Lookup.PEOPLE)]
    absent: Annotated[
        str, Ask("While away", hint="Who will be away.", option="for", lookup=Lookup.PEOPLE)
    ]
    roles: Annotated[
        Roles,
        Ask(
            "Roles, parted by commas",
            Content.OPEN,
            hint="Left out: no deputy any more.",
            reads=roles_of,
        ),
    ] = frozenset()


@dataclass(frozen=True, slots=True)
class BeginAbsence:
    """Say that somebody is away: deputies who were agreed to hold that person's roles from now."""

    name: Annotated[
        str | None,
        Ask("Who", hint="Of a user; yourself when left out.", given=True, lookup=Lookup.PEOPLE),
    ] = None


@dataclass(frozen=True, slots=True)
class EndAbsence:
    """Say that somebody is back: the roles of the deputies end."""

    name: Annotated[
        str | None,
        Ask("Who", hint="Of a user; yourself when left out.", given=True, lookup=Lookup.PEOPLE),
    ] = None


@dataclass(frozen=True, slots=True)
class EnterAbsence:
    """Enter an absence: your own, or as a head that of another."""

    first: Annotated[dt.date, Ask("First day", option="from")]
    last: Annotated[dt.date, Ask("Last day", option="to")]
    person: Annotated[
        str | None, Ask("Who", hint="Yourself when left out.", lookup=Lookup.PEOPLE)
    ] = None
    deputy: Annotated[str | None, Ask("Deputy", lookup=Lookup.PEOPLE)] = None
    note: Annotated[str, Ask("Note", Content.INTERNAL)] = ""


@dataclass(frozen=True, slots=True)
class TakeBackAbsence:
    """Take an absence back that is not so."""

    absence: Annotated[
        str,
        Ask("Absence", Content.OPEN, hint="As listed by “absence list”.", given=True, option="id"),
    ]


ENTER_ABSENCE: Deed[EnterAbsence, OfPerson] = Deed(
    EnterAbsence,
    name="duty.absence_entered",
    subject=SUBJECT,
    title="Enter an absence",
    done="The absence is entered.",
    told="Absence entered",
    command="absence add",
    roles=EVERYBODY,
    topics=("duty",),
    refuses=_of_another,
)
TAKE_BACK_ABSENCE: Deed[TakeBackAbsence, OfPerson] = Deed(
    TakeBackAbsence,
    name="duty.absence_taken_back",
    subject=SUBJECT,
    title="Take the absence back",
    done="The absence is taken back.",
    told="Absence taken back",
    command="absence cancel",
    roles=EVERYBODY,
    topics=("duty",),
    refuses=_of_another,
)


@dataclass(frozen=True, slots=True)
class ExportCalendar:
    """Write clocks, promises, reminders and absences as a calendar, without content of cases."""

    ics: Annotated[Path, Ask("File", Content.INTERNAL, file=FileUse.WRITTEN)]
    mine: Annotated[
        bool, Ask("Mine alone", hint="Cases that you hold or act on, and your absences.")
    ] = False


_USERS = ("users",)
ADD_USER: Deed[AddUser, None] = Deed(
    AddUser,
    name="user.added",
    subject=SUBJECT,
    title="Add a user",
    done="The user is added; the first sign-in is missing.",
    told="User added",
    command="casebook users add",
    roles=ADMINISTRATORS,
    topics=_USERS,
)
SET_ROLES: Deed[SetRoles, UserInList] = Deed(
    SetRoles,
    name="user.roles_changed",
    subject=SUBJECT,
    title="Roles",
    done="The roles are changed.",
    told="Roles changed",
    command="casebook users roles",
    roles=ADMINISTRATORS,
    topics=_USERS,
    refuses=_disabled,
)
RESET_PASSWORD: Deed[ResetPassword, UserInList] = Deed(
    ResetPassword,
    name="user.password_reset",
    subject=SUBJECT,
    title="Reset the password",
    done="The user has a first password; the first sign-in is missing.",
    told="Password reset",
    command="casebook users password",
    roles=ADMINISTRATORS,
    topics=_USERS,
    refuses=_disabled_or_own,
)
RECOVER_PASSWORD: Deed[RecoverPassword, UserInList] = Deed(
    RecoverPassword,
    name="user.password_recovered",
    subject=SUBJECT,
    title="Recover a password",
    done="The user has a first password; the first sign-in is missing.",
    told="Password reset",
    audited="user.password_reset",
    command="casebook users password --recovery-key-file FILE",
    roles=EVERYBODY,
    topics=_USERS,
)
CHANGE_PASSWORD: Deed[ChangePassword, None] = Deed(
    ChangePassword,
    name="user.password_changed",
    subject=SUBJECT,
    title="My password",
    done="Your password is changed.",
    told="Password changed",
    command="casebook users password",
    roles=EVERYBODY,
    topics=_USERS,
)
SECOND_CHANGE: Deed[SecondChange, UserInList] = Deed(
    SecondChange,
    name="user.change_seconded",
    subject=SUBJECT,
    title="Second the roles",
    done="The roles count from now on.",
    told="New roles seconded",
    command="casebook users second",
    roles=ANY_SECOND,
    topics=_USERS,
    refuses=_not_to_second,
)
DECLINE_CHANGE: Deed[DeclineChange, UserInList] = Deed(
    DeclineChange,
    name="user.change_declined",
    subject=SUBJECT,
    title="Decline the roles",
    done="Nothing waits for the user any more.",
    told="New roles declined",
    command="casebook users decline",
    roles=ANY_SECOND,
    topics=_USERS,
    refuses=_nothing_waits,
)
DISABLE_USER: Deed[DisableUser, UserInList] = Deed(
    DisableUser,
    name="user.disabled",
    subject=SUBJECT,
    title="Disable",
    done="The user is shut out.",
    told="User disabled",
    command="casebook users disable",
    roles=ADMINISTRATORS,
    topics=_USERS,
    refuses=_disabled,
)
CONFIRM_KEY: Deed[ConfirmKey, UserInList] = Deed(
    ConfirmKey,
    name="user.key_confirmed",
    subject=SUBJECT,
    title="Confirm the key",
    done="The key is confirmed by you.",
    told="Key confirmed",
    command="casebook users confirm",
    roles=EVERYBODY,
    topics=_USERS,
    refuses=_not_to_confirm,
)
NAME_DEPUTY: Deed[NameDeputy, None] = Deed(
    NameDeputy,
    name="user.deputy_asked",
    subject=SUBJECT,
    title="Name a deputy",
    done="The deputy is agreed to.",
    told="Deputy proposed",
    command="casebook users deputy",
    # An administrator asks; who of these agrees, the statements say.
    roles=ANY_SECOND,
    topics=_USERS,
)
BEGIN_ABSENCE: Deed[BeginAbsence, None] = Deed(
    BeginAbsence,
    name="user.absence_begun",
    subject=SUBJECT,
    title="Somebody is away",
    done="The deputies hold the roles from now on.",
    told="Absence begun: deputies hold roles",
    command="absence begin",
    roles=EVERYBODY,
    topics=_USERS,
)
END_ABSENCE: Deed[EndAbsence, None] = Deed(
    EndAbsence,
    name="user.absence_ended",
    subject=SUBJECT,
    title="Somebody is back",
    done="The roles of the deputies end.",
    told="Absence over",
    command="absence end",
    roles=EVERYBODY,
    topics=_USERS,
)
EXPORT_CALENDAR: Deed[ExportCalendar, None] = Deed(
    ExportCalendar,
    name="calendar.exported",
    subject=SUBJECT,
    title="Export the calendar",
    done="The calendar is written.",
    told="Calendar exported",
    command="calendar export",
    roles=EVERYBODY,
    topics=("audit",),
)
DEEDS = (
    ENTER_ABSENCE,
    TAKE_BACK_ABSENCE,
    ADD_USER,
    SET_ROLES,
    RESET_PASSWORD,
    RECOVER_PASSWORD,
    CHANGE_PASSWORD,
    SECOND_CHANGE,
    DECLINE_CHANGE,
    DISABLE_USER,
    CONFIRM_KEY,
    NAME_DEPUTY,
    BEGIN_ABSENCE,
    END_ABSENCE,
    EXPORT_CALENDAR,
)
EVENTS = {
    "user.key_made": N_("Own key made at the first sign-in"),
    "user.attempts_failed": N_("Sign-in failed"),
    "user.deputy_named": N_("Deputy named by two persons"),
    "office.founding_ended": N_("Founding of the office ended"),
}
"""What else stands in the audit trail of this subject, and its title."""
