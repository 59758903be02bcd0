"""Help of the commands in the language that is spoken."""

from typing import Any

import typer

from landwaiter.i18n import _


def in_language(app: typer.Typer) -> Any:
    """The command that typer makes of the program, its help in the language that is spoken."""
    made = typer.main.get_command(app)
    _translate(made)
    return made


def _translate(command: Any) -> None:
    for name in ("help", "short_help", "epilog"):
        text = getattr(command, name, None)
        if text:
            setattr(command, name, _(text))
    for parameter in command.params:
        text = getattr(parameter, "help", None)
        if text:
            parameter.help = _(text)
    for below in getattr(command, "commands", {}).values():
        _translate(below)
