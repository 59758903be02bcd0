"""One plain, canonical form for everything that is hashed, signed, stored as JSON or printed."""

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

import rfc8785

from landwaiter.message import Message

Plain = dict[str, Any] | list[Any] | str | int | bool | None


def plain(value: Any) -> Any:
    """`value` as JSON types: decimals as strings, dates ISO 8601, instants UTC with Z.

    Dataclasses become objects, enums their value, tuples and sets lists (sets sorted).
    A message is its form, which has no language. Floats are refused: they are not the same bytes on
    every machine.
    """
    if value is None or type(value) in (str, int, bool):  # nearly all there is
        return value
    for kind, convert in _FORMS:
        if isinstance(value, kind):
            return convert(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    raise TypeError(f"{type(value).__name__} has no canonical form")


def stated(value: Any) -> Any:
    """`plain(value)` without the fields of dataclasses that say nothing, however deep they lie.

    A field says nothing where it holds its default, and where it is empty as its default is: so a
    field that comes later, with a default, changes nothing that was hashed before. What has no
    default is kept, and so is every key of a mapping and every entry of a list: they are content.
    """
    if value is None or type(value) in (str, int, bool):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _stated_fields(value, _defaults(type(value)))
    if isinstance(value, Mapping):
        return {str(plain(key)): stated(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [stated(item) for item in value]
    return plain(value)


def _stated_fields(value: object, defaults: Iterable[tuple[str, Any, bool]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, default, is_empty in defaults:
        held = getattr(value, name)
        # Most fields say nothing, so that is looked at first.
        if is_empty and not held and (held is None or type(held) in (str, tuple)):
            continue
        said = stated(held)
        if not _is_default(said, default):
            found[name] = said
    return found


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any, bool], ...]:
    """The fields of a dataclass, each with what its default states, `MISSING` where it has none,
    and whether that is empty."""
    found = ((field.name, _default(field)) for field in dataclasses.fields(kind))
    return tuple((name, default, default in _EMPTY) for name, default in found)


def _default(field: "dataclasses.Field[Any]") -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return stated(field.default_factory())
    return field.default if field.default is dataclasses.MISSING else stated(field.default)


_EMPTY: tuple[Any, ...] = (None, "", [], {})


def _is_default(said: Any, default: Any) -> bool:
    """Whether a field says what it says by itself; 0 and no are something said."""
    if default is dataclasses.MISSING:
        return False
    if said in _EMPTY and default in _EMPTY:
        return True
    return bool(said == default) and _FAST.encode(said) == _FAST.encode(default)


_FORMS: tuple[tuple[type | tuple[type, ...], Callable[[Any], Any]], ...] = (
    (Message, lambda value: value.form),
    (Enum, lambda value: value.value),
    ((str, int), lambda value: value),
    (Decimal, lambda value: format(value, "f")),
    (datetime, lambda value: instant(value)),  # noqa: PLW0108  # it is defined below
    (date, lambda value: value.isoformat()),
    (UUID, str),
    (Mapping, lambda value: {str(plain(key)): plain(item) for key, item in value.items()}),
    ((set, frozenset), lambda value: sorted(plain(item) for item in value)),
    ((list, tuple), lambda value: [plain(item) for item in value]),
)
"""The first kind that fits decides: enums of text before text, instants before dates."""


def instant(moment: datetime) -> str:
    """An aware datetime as UTC with Z, whole seconds unless it carries microseconds."""
    if moment.tzinfo is None:
        raise TypeError("an instant without a time zone has no canonical form")
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


_NOT_ALIKE = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]|[-:,\\[][0-9]{16}|^-?[0-9]{16}")
"""Where the fast encoder may differ: letters beyond 16 bits, halves of them, large integers."""
_FAST = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")
)


def canonical_bytes(value: Any) -> bytes:
    """RFC 8785 bytes of `plain(value)`; integers above 2^53 raise."""
    return bytes_of_plain(plain(value))


def bytes_of_plain(form: Any) -> bytes:
    """The same of what is plain already, as `stated` makes it."""
    text = _FAST.encode(form)
    return rfc8785.dumps(form) if _NOT_ALIKE.search(text) else text.encode()


def sha256_hex(data: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal figures."""
    return hashlib.sha256(data).hexdigest()
