"""Help of the commands, and what is wrong with a command line, in the language that is spoken.

The library that reads command lines says its own words in English; the texts here are those of it
that a user of this program meets.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Final

import typer

from landwaiter.i18n import N_, _, spoken

_LAYOUT: Final[Any] = typer.Context.formatter_class
_HEADINGS: Final = (N_("Arguments"), N_("Options"), N_("Commands"))
_HELP: Final = N_("Show this message and exit.")
_REQUIRED: Final = "[required]"
_DEFAULT: Final = re.compile(r"\[default: ([^\]]*)\]")
_SENTENCES: Final = tuple(
    (re.compile(pattern, re.DOTALL), text)
    for pattern, text in (
        (
            r"Invalid value for (?P<option>.+?): (?P<why>.+)",
            N_("Invalid value for {option}: {why}"),
        ),
        (
            r"Input should be a valid integer, unable to parse string as an integer",
            N_("it is no whole number"),
        ),
        (
            r"Input should be greater than or equal to (?P<least>\S+)",
            N_("the least is {least}"),
        ),
        (
            r"Input should be less than or equal to (?P<most>\S+)",
            N_("the most is {most}"),
        ),
        (
            r"Value error, '(?P<value>.*)' is not one of (?P<choices>'.*')\.",
            N_("“{value}” is none of {choices}."),
        ),
        (r"Missing argument (?P<option>.+)\.", N_("Missing argument {option}.")),
        (r"Missing option (?P<option>.+)\.", N_("Missing option {option}.")),
        (r"Missing command\.", N_("Missing command.")),
        (
            r"No such option: (?P<option>\S+) \(Possible options: (?P<others>.+)\)",
            N_("No such option: {option}. Did you mean {others}?"),
        ),
        (r"No such option: (?P<option>.+)", N_("No such option: {option}.")),
        (
            r"No such command (?P<command>.+)\. Did you mean (?P<others>.+)\?",
            N_("No such command {command}. Did you mean {others}?"),
        ),
        (r"No such command (?P<command>.+)\.", N_("No such command {command}.")),
        (
            r"Got unexpected extra arguments? ?\(?s?\)? \((?P<words>.+)\)",
            N_("This is too much: {words}"),
        ),
        (r"Option (?P<option>.+) requires an argument\.", N_("Option {option} requires a value.")),
        (
            r"Option (?P<option>.+) does not take a value\.",
            N_("Option {option} does not take a value."),
        ),
    )
)


class _SpokenLayout(_LAYOUT):  # type: ignore[misc]  # typed as any: the library keeps it to itself
    """A page of help; its headings and marks in the language that is spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or _("Usage:") + " ")

    def section(self, name: str) -> AbstractContextManager[None]:
        told: AbstractContextManager[None] = super().section(_(name) if name in _HEADINGS else name)
        return told

    def write_dl(self, rows: Sequence[tuple[str, str]], *places: Any, **how: Any) -> None:
        super().write_dl([(term, _spoken_mark(text)) for term, text in rows], *places, **how)


class _SpokenContext(typer.Context):
    formatter_class = _SpokenLayout


def translated(command: Any) -> Any:
    """A command of typer with its help, and that of what is below, in the language spoken."""
    command.context_class = _SpokenContext
    for name in ("help", "short_help", "epilog"):
        _say(command, name)
    for parameter in command.params:
        _say(parameter, "help")
    for below in getattr(command, "commands", {}).values():
        translated(below)
    return command


def usage_sentence(text: str) -> str:
    """What the library says is wrong with a command line, in the language spoken."""
    return next(_told(text), text)


def _told(text: str) -> Iterator[str]:
    for pattern, sentence in _SENTENCES:
        if found := pattern.fullmatch(text):
            said = {name: usage_sentence(value) for name, value in found.groupdict().items()}
            yield _(sentence).format(**said)


def _spoken_mark(text: str) -> str:
    if text == _HELP:
        return _(_HELP)
    text = text.replace(_REQUIRED, f"[{_('required')}]")
    return _DEFAULT.sub(
        lambda found: "[" + _("default: {value}").format(value=found[1]) + "]", text
    )


def _say(part: Any, name: str) -> None:
    """What a deed asks for was put into words when its command was made, and stays so."""
    text = getattr(part, name, None)
    if isinstance(text, str) and text in spoken().texts:
        setattr(part, name, spoken().text(text))
