"""`casebook users …` and `casebook sign-in`: people, their roles, passwords and signing keys."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call, secret_of
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import path_of
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.people import deeds
from landwaiter.domain.people.deeds import (
    AddUser,
    ChangePassword,
    ConfirmKey,
    DeclineChange,
    DisableUser,
    NameDeputy,
    RecoverPassword,
    ResetPassword,
    SecondChange,
    SetRoles,
    roles_of,
)
from landwaiter.i18n import N_, _

if TYPE_CHECKING:
    from landwaiter.services.casebook.casebooks import UserRow
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.warm.session import Session

_NAME = Annotated[str, typer.Argument(metavar="NAME")]


def register(app: typer.Typer, casebook: typer.Typer) -> None:
    command(casebook, "sign-in")(sign_in)
    users = group(casebook, "users", "Users, their roles, passwords and signing keys.")
    command(users, "list")(list_users)
    command(users, "add")(add)
    command(users, "password")(password)
    add_deeds(app, deeds.SET_ROLES, shown=_roles_set)
    add_deeds(app, deeds.DISABLE_USER, shown=_disabled)
    add_deeds(app, deeds.CONFIRM_KEY, shown=_confirmed)
    add_deeds(app, deeds.SECOND_CHANGE, shown=_seconded)
    add_deeds(app, deeds.DECLINE_CHANGE, shown=_declined)
    add_deeds(app, deeds.NAME_DEPUTY, shown=_deputy_named)


def sign_in(call: Call) -> CommandAnswer:
    """The first sign-in: your own password and your own signing key in place of the first password.

    Your own password is asked for twice, or LANDWAITER_NEW_PASSWORD.
    """
    from landwaiter.services.casebook import casebooks
    from landwaiter.services.people.key_standing import fingerprint, missing
    from landwaiter.services.table import sessions

    session = sessions.sign_in_first(
        call.folder(),
        user=call.name(),
        password=call.password(),
        new_password=call.new_password(call.name()),
        now=call.clock(),
        for_service=call.require_private_password,
    )
    call.stack.callback(session.casebook.close)
    made = casebooks.user_row(session, session.casebook.user.name)
    lines = (
        _("{name} has a password and a signing key of their own. Its fingerprint:").format(
            name=made.name
        ),
        fingerprint(made.key),
        missing(made),
        *([_(_COMPARED)] if made.may_confirm else []),
    )
    return CommandAnswer({"user": made.name, "key": made.key}, lines)


_COMPARED = N_(
    "Whoever confirms it compares it with what you see here: landwaiter casebook users confirm."
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A user as printed."""

    name: str
    roles: tuple[str, ...]
    active: bool
    key: str
    key_counts: bool
    approves: bool
    signs_in_first: bool
    confirmed_by: tuple[str, ...]
    may_confirm: tuple[str, ...]
    waits_for: tuple[str, ...]
    asked_by: str
    deputises: tuple[str, ...]
    away: bool


def list_users(call: Call) -> CommandAnswer:
    """Every user there ever was, and what of them waits for whom."""
    from landwaiter.services.casebook.casebooks import list_users as users_of

    rows = users_of(call.session())
    header = (
        _("Name"),
        _("Roles"),
        _("Active"),
        _("Key"),
        _("Key counts"),
        _("Approves"),
        _("Confirmed by"),
        _("Waits for"),
    )
    return CommandAnswer([_line(row) for row in rows], table(header, [_cells(row) for row in rows]))


def _line(row: "UserRow") -> _Line:
    return _Line(**{name: getattr(row, name) for name in _Line.__slots__})


def _cells(row: "UserRow") -> Sequence[str]:
    return (
        row.name,
        ", ".join(row.roles),
        _yes(row.active),
        row.key[:16],
        _yes(row.key_counts),
        _yes(row.approves),
        ", ".join(row.confirmed_by),
        " ".join(_waits(row)),
    )


def _waits(row: "UserRow") -> Iterable[str]:
    """What is missing, and who can supply it; who is away, and for whom somebody deputises."""
    from landwaiter.services.people.key_standing import missing

    if row.away:
        yield _("Is away.")
    yield from (_("Deputises for {person}.").format(person=one) for one in row.deputises)

    if said := missing(row):
        yield said
    if row.waits_for:
        yield _("{user} gave the roles {roles}, which a second person confirms.").format(
            user=row.asked_by, roles=", ".join(row.waits_for)
        )


def _yes(claim: bool) -> str:
    return _("yes") if claim else _("no")


def add(
    call: Call, name: _NAME, *, roles: Annotated[str, typer.Option("--roles")]
) -> CommandAnswer:
    """A new user, whose roles wait; prints a first password, or takes LANDWAITER_NEW_PASSWORD."""
    done = _("{name} is a user now.")
    return _given_out(call, name, done, lambda first: AddUser(name, roles_of(roles), first))


def _given_out(call: Call, name: str, done: str, saying: Callable[[str], Any]) -> CommandAnswer:
    """The deed done with a first password; one that is made here is printed, this once."""
    from landwaiter.services.deeds.engine import do
    from landwaiter.services.people.first_password import new_first_password

    first = call.given_new_password or new_first_password()
    said = do(call.session(), saying(first)).changes.said
    printed = None if call.given_new_password else first
    lines = [done.format(name=name), *said]
    if printed:
        lines += [_("First password: {password}").format(password=printed), _(_HAND_OVER)]
    return CommandAnswer({"user": name, "first_password": printed}, lines)


_HAND_OVER = N_(
    "It is shown this once. Hand it over in person: it is good for the first sign-in alone "
    "(landwaiter casebook sign-in)."
)


def _roles_set(_session: "Session", said: SetRoles, result: "Result") -> CommandAnswer:
    if result.changes.said:
        return _done(said.name, *result.changes.said)
    return _done(said.name, _("{name} has these roles from now on."))


def _seconded(_session: "Session", said: SecondChange, result: "Result") -> CommandAnswer:
    sentence = _("{name} holds the roles {roles} from now on.")
    text = sentence.format(name=said.name, roles=", ".join(result.outcome))
    return CommandAnswer({"user": said.name, "roles": result.outcome}, (text,))


def _deputy_named(_session: "Session", said: NameDeputy, result: "Result") -> CommandAnswer:
    holds, roles = result.outcome, sorted(said.roles)
    if not roles:
        sentence = _("{name} deputises for {absent} no more.")
    elif holds:
        sentence = _("{name} holds {roles} while {absent} is away.")
    else:
        sentence = _("It waits for a second person, who gives the same command.")
    text = sentence.format(name=said.name, absent=said.absent, roles=",".join(roles))
    data = {"user": said.name, "for": said.absent, "roles": roles, "holds": holds}
    return CommandAnswer(data, (text,))


def _declined(_session: "Session", said: DeclineChange, _result: "Result") -> CommandAnswer:
    return _done(said.name, _("Nothing waits for {name} any more."))


def password(
    call: Call,
    name: _NAME,
    *,
    recovery_key_file: Annotated[
        list[str] | None,
        typer.Option(
            "--recovery-key-file", metavar="FILE", help="A half of the recovery key; repeatable."
        ),
    ] = None,
) -> CommandAnswer:
    """Your own password, or a first one for another user, who makes a new key with it.

    With the recovery key whoever is signed in answers for it. Where nobody else's key counts,
    --user recovers their own password without signing in.
    """
    from landwaiter.services.deeds.engine import do

    is_own = name.strip().casefold() == call.name().strip().casefold()
    if recovery_key_file:
        shares = _shares(recovery_key_file)
        return _recovered_alone(call, shares) if is_own else _recovered(call, name, shares)
    if is_own:
        do(call.session(), ChangePassword(call.password(), call.new_password(name)))
        return _done(name, _("The password of {name} is changed, and with it the signing key."))
    return _given_out(call, name, _(_RESET), lambda first: ResetPassword(name, first))


_RESET = N_("{name} has a first password; the key that it makes is confirmed anew.")


def _shares(files: Sequence[str]) -> str:
    return "\n".join(secret_of(path_of(file), _("recovery key")).strip() for file in files)


def _recovered(call: Call, name: str, shares: str) -> CommandAnswer:
    return _given_out(call, name, _(_RESET), lambda first: RecoverPassword(name, shares, first))


def _recovered_alone(call: Call, shares: str) -> CommandAnswer:
    from landwaiter.services.casebook.casebooks import recover_alone

    name = call.name()
    key = recover_alone(
        call.folder(),
        recovery_key=shares,
        name=name,
        new=call.new_password(name),
        now=call.clock(),
    )
    said = _("{name} has a new password and a new signing key.").format(name=name)
    return CommandAnswer({"user": name, "key": key}, (said,))


def _disabled(_session: "Session", said: DisableUser, _result: "Result") -> CommandAnswer:
    return _done(said.name, _("{name} is shut out."))


def _confirmed(session: "Session", said: ConfirmKey, _result: "Result") -> CommandAnswer:
    from landwaiter.services.casebook import casebooks
    from landwaiter.services.people.key_standing import missing

    user = casebooks.user_row(session, said.name)
    told = _("The key of {name} counts.").format(name=user.name)
    if user.approves:
        told = _("The key of {name} counts, and approves.").format(name=user.name)
    data: dict[str, Any] = {
        "user": user.name,
        "key_counts": user.key_counts,
        "approves": user.approves,
        "may_confirm": user.may_confirm,
    }
    return CommandAnswer(data, tuple(filter(None, (told, missing(user)))))


def _done(name: str, *sentences: str) -> CommandAnswer:
    return CommandAnswer(
        {"user": name}, tuple(sentence.format(name=name) for sentence in sentences)
    )
