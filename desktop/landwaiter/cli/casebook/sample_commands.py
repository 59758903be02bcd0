"""`demo` and `--self-test`: the whole job on fictional data."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer, Outcome, Window
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.cli.base.output import say
from landwaiter.cli.base.values import path_of

if TYPE_CHECKING:
    from landwaiter.services.demo.demonstration import DemoResult


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
    from landwaiter.services.demo.demonstration import run_demo

    place = path_of(folder) if folder else None
    made = run_demo(place, say=_say_nothing if call.json else say, now=call.clock())
    wish = Window(made.casebook, made.user, after_all=True) if window else None
    return CommandAnswer(_told(made), window=wish)


def _say_nothing(_line: str) -> None:
    """With `--json` the answer alone is printed."""


def _told(made: "DemoResult") -> dict[str, Any]:
    values = {field.name: getattr(made, field.name) for field in fields(made)}
    return {name: str(v) if isinstance(v, Path) else v for name, v in values.items()}


def self_test(call: Call) -> CommandAnswer:
    """Everything once, in a folder of its own that is removed again."""
    from landwaiter.services.demo.self_test import run_self_test

    result = run_self_test(_say_nothing if call.json else say, grab=call.grab)
    failed = [one for one in result.tried if not one.passed]
    complaint = failed[0].sentences[0] if failed else ""
    return CommandAnswer({"passed": result.passed, "tried": result.tried}, complaint=complaint)
