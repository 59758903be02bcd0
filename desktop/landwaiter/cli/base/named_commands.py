"""Commands that differ by a name alone: each has its own words, and the options of one function."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call


def named_command(
    function: Callable[..., CommandAnswer], name: str, said: str
) -> Callable[..., CommandAnswer]:
    """`function` of a case with its argument `name` filled in; `said` is the help."""

    @wraps(function)
    def made(call: Call, reference: str, **given: Any) -> CommandAnswer:
        return function(call, reference, **given, name=name)

    made.__doc__ = said
    whole = signature(function)
    parameters = [one for one in whole.parameters.values() if one.name != "name"]
    made.__signature__ = whole.replace(parameters=parameters)  # type: ignore[attr-defined]  # what typer reads
    return made
