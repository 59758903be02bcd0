"""What a command gives back, and the two refusals that are the command line's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer import TyperException


@dataclass(frozen=True, slots=True)
class Window:
    """The wish that the window be opened; the entry point acts on it."""

    casebook: Path | None = None
    user: str | None = None
    after_all: bool = False
    """The work is done already: where no window can be opened, nothing has failed."""
    at_start: bool = False
    """Show the start screen, though a casebook was opened before."""
    language: str | None = None
    """That was asked for on the command line or in the environment."""


@dataclass(frozen=True, slots=True)
class CommandAnswer:
    """Printed as JSON with `--json`, as lines of text without."""

    data: Any
    text: Iterable[str] = ()
    complaint: str = ""
    """One sentence for standard error when something was refused or found at fault: exit 1."""
    is_unproven: bool = False
    """Nothing is at fault and nothing proven either: exit 3, no yes for a script."""
    window: Window | None = None
    """Wished for after the printing."""
    raw: bool = False
    """The lines are the contract itself (JSON Lines): printed with and without `--json`."""


Outcome = CommandAnswer | Window


class WrongUsage(TyperException):
    """The command line itself is wrong: exit 2."""

    exit_code = 2
