"""`casebook …`: make, check, back up, restore; its users and their keys."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import locale
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.answer import Answer
from landwaiter.cli.call import Call, can_ask, secret_of
from landwaiter.cli.commands import casebook_keys
from landwaiter.cli.commands.casebook_keys import (
    HOLDERS,
    holders_of,
    shares_data,
    shares_shown,
)
from landwaiter.cli.options import command, group
from landwaiter.cli.output import complain, table
from landwaiter.cli.progress import progress_bar
from landwaiter.cli.values import path_of
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.casebooks import AnchorRow

MEMBER_STATES = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
    ]
)
FALLBACK_STATE = "PL"
"""Where neither option, environment, terminal nor the system says whose casebook it is."""
_NAME = Annotated[str, typer.Argument(metavar="NAME")]
_ROLES = Annotated[
    str,
    typer.Argument(metavar="ROLES", help="analyst, reviewer, head, auditor, administrator."),
]


def register(app: typer.Typer) -> None:
    casebook = group(app, "casebook", "Make, check, back up and restore the casebook.")
    command(casebook, "create")(create)
    command(casebook, "check")(check)
    command(casebook, "backup")(backup)
    command(casebook, "restore")(restore)
    command(casebook, "keys")(keys)
    casebook_keys.register(casebook)
    users = group(casebook, "users", "Users, their roles, passwords and signing keys.")
    command(users, "list")(list_users)
    command(users, "add")(add)
    command(users, "roles")(roles)
    command(users, "password")(password)
    command(users, "disable")(disable)
    command(users, "confirm")(confirm)
    command(users, "second")(second)
    command(users, "decline")(decline)


def create(
    call: Call,
    *,
    office: Annotated[
        str | None,
        typer.Option("--office", metavar="CODE", help="In every reference; default: state and 1."),
    ] = None,
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="XX", help="Member State whose law and time apply."),
    ] = None,
    recovery_shares: Annotated[
        int, typer.Option("--recovery-shares", metavar="1|2", help="2: two persons keep a half.")
    ] = 1,
    holder: HOLDERS = None,
) -> Answer:
    """Make a casebook; --user becomes its administrator. The recovery key is shown once."""
    from landwaiter.services.casebooks import Office, create_casebook

    folder, name = call.folder(), call.name()
    holders = holders_of(recovery_shares, holder)
    member_state = (state or os.environ.get("LANDWAITER_STATE") or _state()).upper()
    code = (office or os.environ.get("LANDWAITER_OFFICE") or f"{member_state}1").upper()
    opened = create_casebook(
        folder,
        office=Office(code, member_state),
        user=name,
        password=call.password(twice=True),
        now=call.clock(),
        holders=holders,
    )
    call.stack.callback(opened.session.casebook.close)
    data = {
        "casebook": str(folder),
        "office": code,
        "member_state": member_state,
        "user": opened.session.casebook.user.name,
        **shares_data(opened.recovery_shares, holders),
        "warnings": opened.warnings,
    }
    shown = shares_shown(call, opened.recovery_shares, holders)
    return Answer(data, _created(data, shown))


def _created(data: dict[str, Any], shown: Iterable[str]) -> Iterable[str]:
    yield _(
        "The casebook {casebook} of the office {office} is made; {user} administers it."
    ).format(**data)
    yield from shown
    yield from data["warnings"]


def _state() -> str:
    """Asked for at a terminal; else the system's territory; else a fallback that is named."""
    territory = _territory()
    if can_ask():
        return str(typer.prompt(_("Member State"), default=territory or None, err=True))
    if territory:
        return territory
    complain(
        _("No Member State is named: {state} is taken. Use --state to name yours.").format(
            state=FALLBACK_STATE
        )
    )
    return FALLBACK_STATE


def _territory() -> str:
    """Of the system's locale, where it is a Member State."""
    with suppress(ValueError):
        name = locale.getlocale()[0] or ""
        state = name.partition("_")[2].partition(".")[0]
        return state if state in MEMBER_STATES else ""
    return ""


def check(
    call: Call,
    *,
    anchor: Annotated[
        list[str] | None,
        typer.Option("--anchor", metavar="FILE", help="An anchor kept elsewhere; repeatable."),
    ] = None,
) -> Answer:
    """Every kind of damage, and what of the casebook is whole. Exit 1 when something is damaged."""
    from landwaiter.services.casebooks import check_folder
    from landwaiter.services.confinement_words import notes
    from landwaiter.services.decoding import confinement

    report = check_folder(
        call.folder(),
        user=call.name(),
        password=call.password(),
        anchors=[path_of(name) for name in anchor or ()],
        now=call.clock(),
    )
    holds = confinement()
    data = {
        "sound": report.sound,
        "checks": report.checks,
        "findings": report.findings,
        "damaged": report.damaged,
        "intact": report.intact,
        "audit": audit_data(report.audit),
        "confinement": {**asdict(holds), "notes": notes(holds)},
    }
    complaint = _("The check found {count} faults.").format(count=len(report.findings))
    return Answer(
        data, _checked(report, notes(holds), call.clock()()), "" if report.sound else complaint
    )


def audit_data(report: Any) -> dict[str, Any]:
    """The state of the audit chain, as `casebook check` and `audit verify` print it."""
    return {
        "sound": report.sound,
        "entries": report.entries,
        "head": {"seq": report.head.seq, "sha256": report.head.sha256},
        "anchored_to": report.anchored_to,
        "not_anchored": report.not_anchored,
        "open_since": report.open_since or None,
        "anchors": [
            {"seq": one.seq, "kind": one.kind, "at": one.at, "note": one.note}
            for one in report.newest_anchors
        ],
        "erased": report.erased,
        "backdated": {"count": report.backdated.count, "first": report.backdated.first},
        "findings": report.findings,
    }


def audit_lines(report: Any, now: datetime) -> Iterable[str]:
    """The same for people, with a caution where nothing outside vouches for too much of it."""
    from landwaiter.services.anchoring import unvouched

    yield _("{entries} audit entries, head {sha256}.").format(
        entries=report.entries, sha256=report.head.sha256
    )
    yield from (one.sentence() for one in report.newest_anchors)
    yield _("Not yet anchored: {count}.").format(count=report.not_anchored)
    since = datetime.fromisoformat(report.open_since) if report.open_since else None
    if said := unvouched(report.not_anchored, since, now):
        yield said
    if report.backdated.count:
        yield report.backdated.sentence()


def _checked(report: Any, notes: Iterable[str], now: datetime) -> Iterable[str]:
    yield _("Checked: {checks}.").format(checks=", ".join(report.checks))
    yield from (f"{finding.check}: {finding.sentence()}" for finding in report.findings)
    yield from audit_lines(report.audit, now)
    yield report.intact.sentence()
    yield from notes
    if report.sound:
        yield _("The casebook is whole.")


def backup(call: Call, file: Annotated[str, typer.Argument(metavar="FILE")]) -> Answer:
    """Everything in one file, verified by opening it."""
    from landwaiter.services.casebooks import back_up

    target = path_of(file)
    with progress_bar() as tell:
        anchor = back_up(call.session(), target, progress=tell)
    return _anchored(anchor, target, _("The backup {file} is made and was opened to verify it."))


def restore(
    call: Call,
    file: Annotated[str, typer.Argument(metavar="FILE")],
    path: Annotated[str, typer.Argument(metavar="PATH", help="A folder that is not there yet.")],
) -> Answer:
    """A backup into a new folder; nothing is overwritten."""
    from landwaiter.services.casebooks import restore as restore_casebook

    target = path_of(path)
    name, secret = call.name(), call.password()
    with progress_bar() as tell:
        anchor = restore_casebook(path_of(file), target, user=name, password=secret, progress=tell)
    return _anchored(anchor, target, _("The casebook is restored to {file}."))


def _anchored(anchor: "AnchorRow", target: Path, sentence: str) -> Answer:
    data = {"file": str(target), "audit_seq": anchor.seq, "audit_head": anchor.sha256}
    head = _("Audit head {seq}: {sha256}").format(seq=anchor.seq, sha256=anchor.sha256)
    return Answer(data, (sentence.format(file=target), head))


def keys(call: Call, file: Annotated[str, typer.Argument(metavar="FILE")]) -> Answer:
    """The key sheet: whose signatures a recipient of reports may trust."""
    from landwaiter.services.reporting import write_key_sheet

    target = path_of(file)
    write_key_sheet(call.session(), target)
    text = _("The key sheet {file} is made. Hand it over apart from the reports.")
    return Answer({"file": str(target)}, (text.format(file=target),))


@dataclass(frozen=True, slots=True)
class _Line:
    """A user as printed."""

    name: str
    roles: tuple[str, ...]
    active: bool
    key: str
    key_counts: bool
    waits_for: tuple[str, ...]
    asked_by: str


def list_users(call: Call) -> Answer:
    """Every user there ever was."""
    from landwaiter.services.casebooks import list_users as users_of

    rows = users_of(call.session())
    lines = [
        _Line(r.name, r.roles, r.active, r.key, r.key_counts, r.waits_for, r.asked_by) for r in rows
    ]
    header = (_("Name"), _("Roles"), _("Active"), _("Key"), _("Key counts"), _("Waits for"))
    text = table(
        header,
        [
            (
                u.name,
                ", ".join(u.roles),
                _yes(u.active),
                u.key[:16],
                _yes(u.key_counts),
                ", ".join(u.waits_for),
            )
            for u in lines
        ],
    )
    return Answer(lines, text)


def _yes(claim: bool) -> str:
    return _("yes") if claim else _("no")


def add(call: Call, name: _NAME, *, roles: Annotated[str, typer.Option("--roles")]) -> Answer:
    """A new user with roles; the password is asked for or LANDWAITER_NEW_PASSWORD."""
    from landwaiter.services.casebooks import add_user

    session = call.session()
    changes = add_user(session, name, _split(roles), call.new_password(name))
    return _done(name, _("{name} is a user now."), *changes.said)


def roles(call: Call, name: _NAME, roles: _ROLES) -> Answer:
    """Give a user exactly these roles."""
    from landwaiter.services.casebooks import set_roles

    changes = set_roles(call.session(), name, _split(roles))
    if changes.said:
        return _done(name, *changes.said)
    return _done(name, _("{name} has these roles from now on."))


def second(call: Call, name: _NAME) -> Answer:
    """Confirm as a second person the new user, or the roles that wait."""
    from landwaiter.services.casebooks import second_change

    held = second_change(call.session(), name)
    sentence = _("{name} holds the roles {roles} from now on.")
    text = sentence.format(name=name, roles=", ".join(held))
    return Answer({"user": name, "roles": held}, (text,))


def decline(
    call: Call, name: _NAME, *, reason: Annotated[str, typer.Option("--reason", metavar="T")]
) -> Answer:
    """Say no to the new user or the roles that wait; who asked takes the request back so."""
    from landwaiter.services.casebooks import decline_change

    decline_change(call.session(), name, reason)
    return _done(name, _("Nothing waits for {name} any more."))


def password(
    call: Call,
    name: _NAME,
    *,
    recovery_key_file: Annotated[
        list[str] | None,
        typer.Option(
            "--recovery-key-file", metavar="FILE", help="Instead of signing in; once a share."
        ),
    ] = None,
) -> Answer:
    """The own password, or a new one for another user, whose new key a second person confirms."""
    from landwaiter.services import casebooks

    if recovery_key_file:
        files = [path_of(file) for file in recovery_key_file]
        shares = [secret_of(file, _("recovery key")).strip() for file in files]
        casebooks.recover_password(
            call.folder(),
            recovery_key="\n".join(shares),
            name=name,
            new=call.new_password(name),
        )
        return _done(name, _("{name} has a new password; a second person confirms the new key."))
    session = call.session()
    if name.strip().casefold() == session.casebook.user.name.casefold():
        casebooks.change_password(session, old=call.password(), new=call.new_password(name))
        return _done(name, _("The password of {name} is changed."))
    casebooks.reset_password(session, name, call.new_password(name))
    return _done(name, _("{name} has a new password; a second person confirms the new key."))


def disable(call: Call, name: _NAME) -> Answer:
    """Shut a user out; what the user signed before stays valid."""
    from landwaiter.services.casebooks import disable_user

    disable_user(call.session(), name)
    return _done(name, _("{name} is shut out."))


def confirm(call: Call, name: _NAME, key: Annotated[str, typer.Argument(metavar="KEY")]) -> Answer:
    """Say as a second person that the new key is really that user's; 16 figures or more."""
    from landwaiter.services.casebooks import confirm_key

    confirm_key(call.session(), name, key)
    return _done(name, _("The key of {name} counts from now on."))


def _split(roles: str) -> tuple[str, ...]:
    return tuple(role.strip() for role in roles.split(",") if role.strip())


def _done(name: str, *sentences: str) -> Answer:
    return Answer({"user": name}, tuple(sentence.format(name=name) for sentence in sentences))
