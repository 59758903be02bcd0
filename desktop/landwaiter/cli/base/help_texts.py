"""Help of the commands in the language that is spoken."""

from typing import Any

from landwaiter.i18n import SOURCE, _, language


def translated(command: Any) -> Any:
    """A command of typer with its help, and that of what is below, in the language spoken."""
    if language() != SOURCE:
        _translate(command)
    return command


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
