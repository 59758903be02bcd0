"""`on-call`: what was held outside office hours and no head has looked at."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.domain.base.terms import low
from landwaiter.i18n import _, plural

if TYPE_CHECKING:
    from landwaiter.domain.table.on_call import HoldChoice
    from landwaiter.services.people.on_call import OnCallHold, OnCallView

_Lines = Iterator[str]


def register(app: typer.Typer) -> None:
    command(app, "on-call")(on_call)


def on_call(
    call: Call,
    every: Annotated[
        bool, typer.Option("--all", help="Also what was held within the office hours.")
    ] = False,
) -> CommandAnswer:
    """What was held outside office hours and no head has looked at, with how to go on."""
    from landwaiter.services.people.on_call import on_call_view

    view = on_call_view(call.session(), every=every)
    return CommandAnswer(view, _lines(view))


def _lines(view: "OnCallView") -> _Lines:
    from landwaiter.services.people.on_call import hours_said

    yield hours_said(view)
    if not view.holds:
        yield _("No hold waits for a head.")
    for hold in view.holds:
        yield ""
        yield from _hold_lines(hold)
    if view.total > len(view.holds):
        yield ""
        yield plural(view.total - len(view.holds), "{n} more", "{n} more")
    if view.by_day:
        yield ""
        yield plural(
            view.by_day,
            "{n} hold of the office hours is left out; --all shows it.",
            "{n} holds of the office hours are left out; --all shows them.",
        )
    away = (*view.standing_in, *view.warnings)
    yield from ("", *away) if away else ()


def _hold_lines(hold: "OnCallHold") -> _Lines:
    from landwaiter.services.people.on_call import hold_said

    yield _("{reference}, item {no}: {goods}, {status}").format(
        reference=hold.reference,
        no=hold.item,
        goods=hold.goods or hold.title,
        status=low(hold.status),
    )
    for line in hold_said(hold):
        yield f"  {line}"
    if hold.why_not:
        yield f"  {hold.why_not}"
        return
    for title, choice in ((_("Release"), hold.release), (_("Keep held"), hold.keep)):
        yield f"  {title}: {choice.why_not or command_told(hold.reference, choice)}"


def command_told(reference: str, choice: "HoldChoice") -> str:
    """The command, with what is left to be said in capitals."""
    from landwaiter.domain.table.deeds import ON_CASE

    asked = dict.fromkeys((*ON_CASE[choice.act].needs, *choice.demanded))
    open_still = [name for name in asked if name not in choice.chosen]
    chosen = [f"--{name} {shlex.quote(value)}" for name, value in choice.chosen.items()]
    words = ["landwaiter case act", reference, choice.act.replace("_", "-"), *chosen]
    return " ".join((*words, *(f"--{name} {name.upper()}" for name in open_still)))
