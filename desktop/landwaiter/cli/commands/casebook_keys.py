"""`casebook rekey` and `casebook recovery …`: keys of the casebook made anew, by two persons."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer

from landwaiter.cli.answer import Answer, WrongUsage
from landwaiter.cli.call import Call, can_ask
from landwaiter.cli.options import command, group
from landwaiter.cli.output import complain
from landwaiter.cli.progress import progress_bar
from landwaiter.i18n import _

_CHECKED = 4
"""Characters at the end of a share that its holder types back."""
HOLDERS = Annotated[
    list[str] | None,
    typer.Option("--holder", metavar="NAME", help="Who keeps a share; once for each share."),
]
_TWO = 2


def register(casebook: typer.Typer) -> None:
    command(casebook, "rekey")(rekey)
    recovery = group(casebook, "recovery", "The recovery key: renew it, confirm it, look at it.")
    command(recovery, "show")(show)
    command(recovery, "renew")(renew)
    command(recovery, "confirm")(confirm)


def rekey(
    call: Call,
    *,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="NAME", help="A user who gets a new password later."),
    ] = None,
) -> Answer:
    """A new data key: old copies of keys.json open nothing any more. Nobody else may be in."""
    from landwaiter.services import casebook_keys

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
    return Answer(done, _rekeyed(done.users, done.left_out))


def _rekeyed(users: Sequence[str], left_out: Sequence[str]) -> Iterable[str]:
    yield _("The casebook has a new data key. It opens for: {users}.").format(
        users=", ".join(users)
    )
    if left_out:
        yield _("These users need a new password from an administrator: {users}.").format(
            users=", ".join(left_out)
        )
    yield _("Backups made before open with their own key file and the passwords of their day.")


def show(call: Call) -> Answer:
    """Which recovery key is in force, and which one waits for a second person."""
    from landwaiter.services.casebook_keys import recovery_state

    state = recovery_state(call.session())
    lines = [
        _("Recovery key {key}, in {shares} shares.").format(
            key=state.public_key[:16], shares=state.shares
        )
    ]
    if state.waiting:
        lines.append(
            _("A new one by {user} waits for a second person: {key}").format(
                user=state.waiting_by, key=state.waiting[:16]
            )
        )
    return Answer(state, lines)


def renew(
    call: Call,
    *,
    shares: Annotated[int, typer.Option("--shares", metavar="1|2")] = 1,
    holder: HOLDERS = None,
) -> Answer:
    """A new recovery key, shown once; a second person confirms it before it counts."""
    from landwaiter.services.casebook_keys import renew_recovery

    holders = holders_of(shares, holder)
    made = renew_recovery(call.session(), holders)
    data = {
        **shares_data(made.shares, holders),
        "public_key": made.public_key,
        "waits": made.waits,
    }
    return Answer(data, (*shares_shown(call, made.shares, holders), *_renewed(data)))


def _renewed(data: dict[str, Any]) -> Iterable[str]:
    yield _("Write on each sheet which key it belongs to: {public_key:.16}").format(**data)
    if data["waits"]:
        yield _(
            "The former recovery key counts until a second person has confirmed the new one: "
            "landwaiter casebook recovery confirm {public_key:.16}"
        ).format(**data)
    else:
        yield _("It is in force: there is no second person to confirm it.")


def confirm(call: Call, key: Annotated[str, typer.Argument(metavar="KEY")]) -> Answer:
    """Say as a second person that the new recovery key is the one handed out; 16 figures or more.

    KEY stands on the sheets of the holders.
    """
    from landwaiter.services.casebook_keys import confirm_recovery

    confirm_recovery(call.session(), key)
    return Answer(
        {"public_key": key},
        (_("The new recovery key is in force; the former one opens nothing any more."),),
    )


def holders_of(shares: int, names: Sequence[str] | None) -> tuple[str, ...]:
    """Who keeps which share; asked for at a terminal. None for a key in one share."""
    given = tuple(names or ())
    if shares not in (1, _TWO) or (shares == 1 and given):
        raise WrongUsage(_("--holder is for a key in two shares: --shares 2 with two holders."))
    if shares == 1 or given:
        return given
    if not can_ask():
        raise WrongUsage(_("Name the two persons who keep a share: --holder NAME, twice."))
    return tuple(
        str(typer.prompt(_("Who keeps share {number}").format(number=number), err=True))
        for number in (1, _TWO)
    )


def shares_data(shares: Sequence[str], holders: Sequence[str]) -> dict[str, Any]:
    """What JSON says of a recovery key: `recovery_key` where it is in one share."""
    if not holders:
        return {"recovery_key": shares[0], "recovery_shares": []}
    listed = [
        {"holder": holder, "share": share} for holder, share in zip(holders, shares, strict=True)
    ]
    return {"recovery_key": None, "recovery_shares": listed}


def shares_shown(call: Call, shares: Sequence[str], holders: Sequence[str]) -> Iterable[str]:
    """Lines to print; two shares are shown at a terminal one after the other, each typed back."""
    if not holders:
        yield _("Recovery key: {recovery_key}").format(recovery_key=shares[0])
        yield _("It is shown this once. Print it and lock it away: it opens the casebook.")
        return
    if can_ask() and not call.json:
        for holder, share in zip(holders, shares, strict=True):
            _hand_over(holder, share)
        yield _("Both shares are handed over. Only together do they open the casebook.")
        return
    for holder, share in zip(holders, shares, strict=True):
        yield _("Share of {holder}: {share}").format(holder=holder, share=share)
    yield _("They are shown this once. Only together do they open the casebook.")


def _hand_over(holder: str, share: str) -> None:
    """One share, for its holder's eyes; gone from the screen once its end was typed back."""
    complain(_("Only {holder} looks at the screen now.").format(holder=holder))
    typer.prompt(_("Press Enter, {holder}").format(holder=holder), default="", err=True)
    typer.echo(share, err=True)
    while typer.prompt(
        _("The last {count} characters of what you wrote down").format(count=_CHECKED), err=True
    ).strip().upper() != share[-_CHECKED:]:  # fmt: skip
        complain(_("That is not how it ends. Compare it."))
    # Clear the screen and what can be scrolled back to (ECMA-48 and xterm).
    typer.echo("\x1b[2J\x1b[3J\x1b[H", nl=False, err=True)
