"""One plain, canonical form for everything that is hashed, signed, stored as JSON or printed."""

import dataclasses
import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import rfc8785

Plain = dict[str, Any] | list[Any] | str | int | bool | None


def plain(value: Any) -> Any:
    """`value` as JSON types: decimals as strings, dates ISO 8601, instants UTC with Z.

    Dataclasses become objects, enums their value, tuples and sets lists (sets sorted).
    Floats are refused: they are not the same bytes on every machine.
    """
    match value:
        case None | bool() | str():
            return value.value if isinstance(value, Enum) else value
        case Enum():
            return value.value
        case int():
            return value
        case Decimal():
            return format(value, "f")
        case datetime():
            return instant(value)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case Mapping():
            return {str(plain(key)): plain(item) for key, item in value.items()}
        case set() | frozenset():
            return sorted(plain(item) for item in value)
        case list() | tuple():
            return [plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    raise TypeError(f"{type(value).__name__} has no canonical form")


def instant(moment: datetime) -> str:
    """An aware datetime as UTC with Z, whole seconds unless it carries microseconds."""
    if moment.tzinfo is None:
        raise TypeError("an instant without a time zone has no canonical form")
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def canonical_bytes(value: Any) -> bytes:
    """RFC 8785 bytes of `plain(value)`; integers above 2^53 raise."""
    return rfc8785.dumps(plain(value))


def sha256_hex(data: bytes) -> str:
    """SHA-256 as 64 lower-case hexadecimal figures."""
    return hashlib.sha256(data).hexdigest()
