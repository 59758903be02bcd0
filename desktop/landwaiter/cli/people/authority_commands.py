"""`casebook authority …` and `casebook accept`: what takes a word from outside, or of two."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.values import path_of
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.casebook import deeds
from landwaiter.domain.casebook.deeds import (
    AcceptOlder,
    AnswerForAuthority,
    NameAuthority,
    TakeAnswer,
)
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.warm.session import Session

_OUT = Annotated[str, typer.Argument(metavar="OUT", help="A file that is not there yet.")]


def register(app: typer.Typer, casebook: typer.Typer) -> None:
    add_deeds(app, deeds.ACCEPT_OLDER, shown=_accepted)
    authority = group(casebook, "authority", "Keys outside the office whose word confirms a key.")
    add_deeds(app, deeds.NAME_AUTHORITY, shown=_named)
    command(authority, "ask")(ask)
    add_deeds(app, deeds.ANSWER_FOR_AUTHORITY, shown=_answered)
    add_deeds(app, deeds.TAKE_ANSWER, shown=_taken)


def _accepted(_session: "Session", _said: AcceptOlder, result: "Result") -> CommandAnswer:
    text = (
        _("The older casebook is accepted; deeds can be approved again.")
        if result.outcome
        else _("It waits for a second person, who runs the same command.")
    )
    return CommandAnswer({"accepted": result.outcome}, (text,))


def _named(_session: "Session", said: NameAuthority, result: "Result") -> CommandAnswer:
    text = (
        _("The word of {name} counts from now on.")
        if result.outcome
        else _("{name} waits for a second person, who runs the same command.")
    )
    data = {"key": said.key, "name": said.name, "counts": result.outcome}
    return CommandAnswer(data, (text.format(name=said.name),))


def ask(
    call: Call, person: Annotated[str, typer.Argument(metavar="NAME")], file: _OUT
) -> CommandAnswer:
    """Write down for an authority which key of whom is to be confirmed."""
    from landwaiter.services.casebook.casebook_keys import ask_authority

    target = path_of(file)
    asked = ask_authority(call.session(), person, target)
    text = _(
        "{file} asks for the confirmation of {user}, key {key}. The authority compares the key "
        "with the person, and answers: landwaiter casebook authority answer."
    )
    said = text.format(file=target, user=asked.user, key=asked.key)
    return CommandAnswer({"file": str(target), "user": asked.user, "key": asked.key}, (said,))


def _answered(_session: "Session", said: AnswerForAuthority, result: "Result") -> CommandAnswer:
    given = result.outcome
    text = _("{file} confirms the key {key} of {user}. Send it back.")
    line = text.format(file=said.out, key=given.key, user=given.user)
    return CommandAnswer({"file": str(said.out), "user": given.user, "key": given.key}, (line,))


def _taken(_session: "Session", _said: TakeAnswer, result: "Result") -> CommandAnswer:
    given = result.outcome
    text = _("The key of {user} is confirmed by an authority.").format(user=given.user)
    return CommandAnswer({"user": given.user, "key": given.key}, (text,))
