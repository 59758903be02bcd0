"""`casebook authority …` and `casebook accept`: what takes a word from outside, or of two."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.values import path_of
from landwaiter.i18n import _

_FILE = Annotated[str, typer.Argument(metavar="FILE")]
_OUT = Annotated[str, typer.Argument(metavar="OUT", help="A file that is not there yet.")]


def register(casebook: typer.Typer) -> None:
    command(casebook, "accept")(accept)
    authority = group(casebook, "authority", "Keys outside the office whose word confirms a key.")
    command(authority, "name")(name)
    command(authority, "ask")(ask)
    command(authority, "answer")(answer)
    command(authority, "take")(take)


def accept(call: Call) -> CommandAnswer:
    """Go on with a casebook older than what this machine has seen: one asks, another agrees."""
    from landwaiter.services.casebook.casebooks import accept_older

    done = accept_older(call.session())
    text = (
        _("The older casebook is accepted; deeds can be approved again.")
        if done
        else _("It waits for a second person, who runs the same command.")
    )
    return CommandAnswer({"accepted": done}, (text,))


def name(
    call: Call,
    key: Annotated[str, typer.Argument(metavar="KEY", help="Its public key, 64 figures.")],
    *,
    title: Annotated[str, typer.Option("--name", metavar="NAME", help="Such as the ministry.")],
) -> CommandAnswer:
    """Let the word of an authority count as two confirmations: one asks, another agrees."""
    from landwaiter.services.casebook.casebook_keys import name_authority

    done = name_authority(call.session(), key, title)
    text = (
        _("The word of {name} counts from now on.")
        if done
        else _("{name} waits for a second person, who runs the same command.")
    )
    return CommandAnswer({"key": key, "name": title, "counts": done}, (text.format(name=title),))


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


def answer(call: Call, file: _FILE, out: _OUT) -> CommandAnswer:
    """Confirm a key of another casebook with the own one, having compared it with the person."""
    from landwaiter.services.casebook.casebook_keys import answer_for_authority

    target = path_of(out)
    given = answer_for_authority(call.session(), path_of(file), target)
    text = _("{file} confirms the key {key} of {user}. Send it back.")
    said = text.format(file=target, key=given.key, user=given.user)
    return CommandAnswer({"file": str(target), "user": given.user, "key": given.key}, (said,))


def take(call: Call, file: _FILE) -> CommandAnswer:
    """Take in what an authority confirmed."""
    from landwaiter.services.casebook.casebook_keys import take_answer

    given = take_answer(call.session(), path_of(file))
    text = _("The key of {user} is confirmed by an authority.").format(user=given.user)
    return CommandAnswer({"user": given.user, "key": given.key}, (text,))
