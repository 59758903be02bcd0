"""`demo` and `--self-test`: the whole job on fictional data."""

from typing import Annotated

import typer

from landwaiter.cli.answer import Answer, Outcome, not_available_yet
from landwaiter.cli.call import Call
from landwaiter.cli.options import command


def register(app: typer.Typer) -> None:
    command(app, "demo")(demo)


def demo(
    call: Call,
    *,
    window: Annotated[
        bool, typer.Option(" /--no-window", help="Do not open the window afterwards.")
    ] = True,
    folder: Annotated[
        str | None, typer.Option("--folder", metavar="PATH", help="Where it is made.")
    ] = None,
) -> Outcome:
    """Build the sample casebook, do the main job on it, say what it made, open the window."""
    raise not_available_yet("demo")


def self_test(call: Call) -> Answer:
    """A short real run in a folder of its own."""
    raise not_available_yet("--self-test")
