"""The command line that says a deed: its arguments as options, as a person would type them."""

import json
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from landwaiter.domain.cases.deeds_on_evidence import ADD_EVIDENCE
from landwaiter.domain.deeds.shape import Argument, Deed, arguments, named_as


def command_of(deed: Deed[Any, Any], said: Any) -> tuple[str, ...]:
    """Words of the command, positional arguments, options."""
    if deed is ADD_EVIDENCE:  # what it enters came as a file
        return (*deed.command.split(), said.reference, __file__)
    for words, fixed in named_as(deed):
        if all(getattr(said, name) == value for name, value in fixed.items()):
            asked = [one for one in arguments(deed.args) if one.name not in fixed]
            given = [one for one in asked if one.ask.given]
            positional = [part for one in given for part in _typed(one, said)]
            options = [part for one in asked if not one.ask.given for part in _option(one, said)]
            named = [positional.pop(0) if word == "REF" else word for word in words.split()]
            return (*named, *positional, *options)
    raise AssertionError(f"{deed.name} has no command for {said}")


def _parts(one: Argument, said: Any) -> tuple[Any, ...]:
    value = getattr(said, one.name)
    return tuple(value) if one.many else (value,)


def _typed(one: Argument, said: Any) -> list[str]:
    """What a person types of an argument that stands without an option."""
    parts = [_text(part) for part in _parts(one, said)]
    return [one.ask.parted.join(parts)] if one.ask.parted else parts


def _option(one: Argument, said: Any) -> Iterator[str]:
    value = getattr(said, one.name)
    if not one.is_typed or value is None or (not one.needed and value == one.default):
        return
    if one.kind is bool:
        yes, no = one.ask.yes_no or (one.option, "")
        yield f"--{yes if value else no}"
        return
    if one.kind is Any:
        yield from (f"--{one.option}", json.dumps(value))
        return
    if one.ask.parted:
        yield from (f"--{one.option}", one.ask.parted.join(map(str, value)))
        return
    for part in value if one.many else (value,):
        if isinstance(part, Mapping) and not one.many:
            for name, text in part.items():
                yield from (f"--{one.option}", f"{name}={text}")
        elif isinstance(part, Mapping):
            yield from (f"--{one.option}", ";".join(f"{k}={v}" for k, v in part.items()))
        else:
            yield from (f"--{one.option}", _text(part))


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "=".join(value)
    if isinstance(value, frozenset):
        return ",".join(sorted(value))
    return str(value.value if isinstance(value, Enum) else value)
