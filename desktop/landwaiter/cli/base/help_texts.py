"""Help of the commands in the language that is spoken."""

from typing import Any

from landwaiter.i18n import spoken


def translated(command: Any) -> Any:
    """A command of typer with its help, and that of what is below, in the language spoken."""
    for name in ("help", "short_help", "epilog"):
        _say(command, name)
    for parameter in command.params:
        _say(parameter, "help")
    for below in getattr(command, "commands", {}).values():
        translated(below)
    return command


def _say(part: Any, name: str) -> None:
    """What a deed asks for was put into words when its command was made, and stays so."""
    text = getattr(part, name, None)
    if isinstance(text, str) and text in spoken().texts:
        setattr(part, name, spoken().text(text))
