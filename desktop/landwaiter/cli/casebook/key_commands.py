"""`casebook rekey` and `casebook recovery …`: keys of the casebook as a whole, made anew."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call, can_ask
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import complain
from landwaiter.cli.base.progress import progress_bar
from landwaiter.cli.casebook.founders import passwords_of
from landwaiter.domain.casebook.deeds import SetRecovery
from landwaiter.i18n import _, plural

if TYPE_CHECKING:
    from landwaiter.services.casebook.casebooks import PrintedHalf

_CHECKED = 4
"""Characters at the end of a half that its holder types back."""
_MOST = 3
"""Halves that a recovery key can have."""


def register(casebook: typer.Typer) -> None:
    command(casebook, "rekey")(rekey)
    recovery = group(casebook, "recovery", "The recovery key: who keeps it; new halves.")
    command(recovery, "show")(show)
    command(recovery, "renew")(renew)


def rekey(
    call: Call,
    *,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="NAME", help="A user who gets a new password later."),
    ] = None,
) -> CommandAnswer:
    """A new data key: old copies of keys.json open nothing any more. Nobody else may be in."""
    from landwaiter.services.casebook import casebook_keys

    folder, name = call.folder(), call.name()
    with progress_bar() as tell:
        done = casebook_keys.rekey(
            folder,
            user=name,
            password=call.password(),
            without=tuple(without or ()),
            now=call.clock(),
            progress=tell,
        )
    return CommandAnswer(done, _rekeyed(done.users, done.left_out))


def _rekeyed(users: Sequence[str], left_out: Sequence[str]) -> Iterable[str]:
    yield _("The casebook has a new data key. It opens for: {users}.").format(
        users=", ".join(users)
    )
    if left_out:
        yield _("These users need a new password from an administrator: {users}.").format(
            users=", ".join(left_out)
        )
    yield _("Backups made before open with their own key file and the passwords of their day.")


def show(call: Call) -> CommandAnswer:
    """Who keeps a part of the recovery key, and how many open together."""
    from landwaiter.services.casebook.casebook_keys import recovery_state

    state = recovery_state(call.session())
    people = ", ".join(state.holders)
    if state.needed == 1:
        return CommandAnswer(state, (_("{people} keeps the recovery key.").format(people=people),))
    said = _("A half of the recovery key each is kept by {people}. {needed} of them open together.")
    return CommandAnswer(state, (said.format(people=people, needed=state.needed),))


def renew(
    call: Call,
    *,
    holder: Annotated[
        list[str] | None,
        typer.Option(
            "--holder",
            metavar="NAME[@FILE]",
            help="Who makes a half, with a file of their own password; twice or three times.",
        ),
    ] = None,
) -> CommandAnswer:
    """New halves of the recovery key, each made by its holder with their own password."""
    from landwaiter.services.deeds.engine import run

    session = call.session()
    halves = run(session, SetRecovery(passwords_of(call, holder or _asked_holders())))
    data = shares_data(halves)
    return CommandAnswer(
        data, (*shares_shown(call, halves), _("The former ones open nothing any more."))
    )


def _asked_holders() -> list[str]:
    """Names typed at a terminal, until an empty one."""
    if not can_ask():
        raise WrongUsage(_("Name who makes a half each: --holder NAME@FILE, twice."))
    names: list[str] = []
    while len(names) < _MOST:
        asked = _("Who keeps part {number} (empty: nobody else)").format(number=len(names) + 1)
        name = str(typer.prompt(asked, default="", show_default=False, err=True)).strip()
        if not name:
            break
        names.append(name)
    return names


def shares_data(halves: "Sequence[PrintedHalf]") -> dict[str, Any]:
    """What JSON says of a recovery key: `recovery_key` where one person keeps all of it."""
    if len(halves) == 1:
        return {"recovery_key": halves[0].text, "recovery_shares": []}
    listed = [{"holder": half.holder, "share": half.text} for half in halves]
    return {"recovery_key": None, "recovery_shares": listed}


def shares_shown(call: Call, halves: "Sequence[PrintedHalf]") -> Iterable[str]:
    """Lines to print; halves are shown at a terminal one after the other, each typed back."""
    if len(halves) == 1:
        yield _("Recovery key: {recovery_key}").format(recovery_key=halves[0].text)
        yield _("It is shown this once. Print it and lock it away: it opens the casebook.")
        return
    if can_ask() and not call.json:
        for half in halves:
            _hand_over(half.holder, half.text)
        yield _("Every half is handed over. Only two together open the casebook.")
        return
    for half in halves:
        yield _("Half of {holder}: {share}").format(holder=half.holder, share=half.text)
    yield _("They are shown this once. Only two together open the casebook.")


def _hand_over(holder: str, share: str) -> None:
    """One half, for its holder's eyes; gone from the screen once its end was typed back."""
    complain(_("Only {holder} looks at the screen now.").format(holder=holder))
    typer.prompt(_("Press Enter, {holder}").format(holder=holder), default="", err=True)
    typer.echo(share, err=True)
    while (
        typer.prompt(
            plural(
                _CHECKED,
                "The last {n} character of what you wrote down",
                "The last {n} characters of what you wrote down",
            ),
            err=True,
        )
        .strip()
        .upper()
        != share[-_CHECKED:]
    ):
        complain(_("That is not how it ends. Compare it."))
    # Clear the screen and what can be scrolled back to (ECMA-48 and xterm).
    typer.echo("\x1b[2J\x1b[3J\x1b[H", nl=False, err=True)
