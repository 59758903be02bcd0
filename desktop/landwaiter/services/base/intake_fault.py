"""A fault of a file that is taken in, with its place; how far taking in is."""

from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[int, int, str], None]
"""Done, total and what is done; may raise to cancel: then nothing was saved."""


@dataclass(frozen=True, slots=True)
class IntakeFault:
    """One fault with its place, as the command line prints it."""

    row: int | str | None
    field: str | None
    value: str | None
    message: str
    remedy: str | None = None
