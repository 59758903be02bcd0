"""Deeds on a case said by the name that they have there, as the command line does."""

import datetime as dt
from enum import Enum
from typing import Any

from landwaiter.domain.cases.deed_on_case import CaseDeed
from landwaiter.domain.deeds.shape import Argument, arguments
from landwaiter.domain.table.deeds import ON_CASE

REF = "PL1-2026-000001"


def said(name: str, *, reference: str = REF, **given: Any) -> Any:
    """What is said with a deed on a case; words are read as somebody would have typed them."""
    kind = ON_CASE[name].args
    read = {
        one.name: _value(one, given.pop(one.name)) for one in arguments(kind) if one.name in given
    }
    return kind(reference, **read, **given)


def _value(one: Argument, value: Any) -> Any:
    is_typed = isinstance(value, str) and not isinstance(value, Enum)
    return one.read(value) if is_typed and one.kind not in (str, Any) else value


def anything(deed: CaseDeed[Any], **given: Any) -> Any:
    """The deed with something for each argument that it needs."""
    needed = {one.name: _anything(one) for one in arguments(deed.args) if one.needed}
    taken = {one.name for one in arguments(deed.args)} & given.keys()
    return deed.args(**{**needed, **{name: given[name] for name in taken}})


def _anything(one: Argument) -> Any:
    choices = one.choices()
    if choices:
        return choices[0]
    some = {int: 1, dt.date: dt.date(2026, 4, 1), dt.datetime: "2026-04-01T09:00"}
    value = some.get(one.kind, "something said")
    return (value,) if one.many else value
