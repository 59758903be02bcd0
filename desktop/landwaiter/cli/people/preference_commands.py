"""`preferences`: what a person sets for themselves."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.cli.base.output import table
from landwaiter.i18n import _


def register(app: typer.Typer) -> None:
    command(app, "preferences")(preferences)


def preferences(
    call: Call,
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME=VALUE…", help="What to set; nothing: show what is set."),
    ] = None,
) -> CommandAnswer:
    """Your own language, theme, size of text, single keys and time to lock, for the window."""
    from landwaiter.services.people import preferences as service

    asked = _asked(values or [])
    session = call.session()
    found = service.set_preferences(session, asked) if asked else service.preferences(session)
    rows = sorted(found.values().items())
    return CommandAnswer(asdict(found), table((_("Preference"), _("Value")), rows))


def _asked(values: list[str]) -> Mapping[str, str]:
    """Name → value; wrong usage where there is no `=`."""
    parts = [value.partition("=") for value in values]
    wrong = [name for name, equals, _value in parts if not equals]
    if wrong:
        raise WrongUsage(
            _("“{text}” is not NAME=VALUE, such as language=pl.").format(text=wrong[0])
        )
    return {name.strip(): value.strip() for name, _equals, value in parts}
