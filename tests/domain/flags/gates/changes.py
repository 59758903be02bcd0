"""Facts with one thing changed, field by field: what an adversary would try against a gate.

A member of a tuple or mapping is left out; a value that may be missing is missing, a text is empty
or written otherwise, an amount is nothing or ten times as much, a day is another, a word of a fixed
set is another one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

from landwaiter.domain.flags.inputs_of_rules import Facts

WHOLE = ("packs", "lists", "newer_lists")
"""Of these a member is there or not; what stands in it is not changed."""
KEPT = frozenset({"id", "reference", "created_at", "created_by", "author", "revision"})
"""Fields that no rule decides by."""
ENOUGH = 4
"""Other words of a fixed set that are tried."""


def changed(facts: Facts) -> Iterator[tuple[str, Facts]]:
    """Where and how, and the facts with that one change."""
    for field in fields(facts):
        value = getattr(facts, field.name)
        ways = (
            _left_out(value) if field.name in WHOLE else _of(value, _may_be_none(Facts, field.name))
        )
        for how, other in ways:
            if field.name != "packs" or "flag_rules" in other:
                yield f"{field.name}{how}", replace(facts, **{field.name: other})


def _of(value: Any, is_optional: bool = False) -> Iterator[tuple[str, Any]]:  # noqa: PLR0912  # one case for each kind of value
    if is_optional and value is not None:
        yield "=None", None
    match value:
        case bool():
            yield f"={not value}", not value
        case Enum():
            for word in [one for one in type(value) if one is not value][:ENOUGH]:
                yield f"={word}", word
        case str():
            for text in dict.fromkeys(("", value[:4], f" {value.upper()}.", value.casefold())):
                if text != value:
                    yield f"={text!r}", text
        case Decimal() | int():
            for amount in (value * 0, value * 10, value + 1):
                yield f"={amount}", amount
        case date():
            for day in (value - timedelta(days=800), value + timedelta(days=800)):
                yield f"={day}", day
        case tuple() | list():
            yield from _members(value)
        case Mapping():
            yield from _left_out(value)
            for key, one in value.items():
                for how, other in _of(one):
                    yield f"[{key}]{how}", {**value, key: other}
        case _ if is_dataclass(value) and not isinstance(value, type):
            yield from _fields(value)


def _members(value: tuple[Any, ...] | list[Any]) -> Iterator[tuple[str, Any]]:
    made = type(value)
    for place, one in enumerate(value):
        before, after = value[:place], value[place + 1 :]
        yield f"[{place}] left out", made((*before, *after))
        for how, other in _of(one):
            yield f"[{place}]{how}", made((*before, other, *after))


def _fields(value: Any) -> Iterator[tuple[str, Any]]:
    for field in fields(value):
        if field.name not in KEPT:
            is_optional = _may_be_none(type(value), field.name)
            for how, other in _of(getattr(value, field.name), is_optional):
                yield f".{field.name}{how}", replace(value, **{field.name: other})


def _left_out(value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key in value:
        yield f" without {key}", {name: one for name, one in value.items() if name != key}


@cache
def _hints(cls: type) -> Mapping[str, Any]:
    return get_type_hints(cls)


def _may_be_none(cls: type, name: str) -> bool:
    hint = _hints(cls)[name]
    return isinstance(hint, UnionType) and NoneType in get_args(hint)
