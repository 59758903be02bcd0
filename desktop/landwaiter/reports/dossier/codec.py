"""Frozen dataclasses to JSON objects and back, with defaults left out."""

import dataclasses
import types
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from landwaiter.canonical import plain
from landwaiter.errors import Invalid
from landwaiter.i18n import Message, _
from landwaiter.message import is_form, worded
from landwaiter.reports.dossier.wording import text_of

T = TypeVar("T")
UNSEALED: Mapping[str, Any] = {"sealed": False}
"""Metadata of a field that stands in no bytes; read back it is empty."""

_ABSENT = object()


def to_plain(value: Any) -> Any:
    """`value` as JSON types; a dataclass loses the fields that hold their default."""
    if isinstance(value, str) and type(value) is str:
        return value
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        kind: Any = type(value)
        return {
            name: to_plain(held)
            for name, default in _fields(kind)
            if (held := getattr(value, name)) != default or default is _ABSENT
        }
    return plain(value)


def from_plain(wanted: type[T], value: Any, *, field: str = "") -> T:
    """`value` as `wanted`; Invalid names the path of the first thing that does not fit."""
    if not isinstance(value, dict):
        raise _misfit(field, value, wanted.__name__)
    kind: Any = wanted
    hints = _hints(kind)
    unknown = sorted(set(value) - {name for name, _default in _fields(kind)})
    if unknown:
        raise Invalid(_("The field is not known."), field=f"{field}.{unknown[0]}".lstrip("."))
    given = {
        name: _read(hints[name], held, f"{field}.{name}".lstrip("."))
        for name, held in value.items()
    }
    for name, default in _fields(kind):
        if default is _ABSENT and name not in given:
            raise Invalid(_("The field is missing."), field=f"{field}.{name}".lstrip("."))
    return wanted(**given, **_unsealed(kind))


@cache
def _fields(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, _default(f)) for f in dataclasses.fields(kind) if _is_sealed(f))


@cache
def _unsealed(kind: type) -> dict[str, Any]:
    """The fields that are not sealed and have no default."""
    found = (f for f in dataclasses.fields(kind) if not _is_sealed(f))
    return {f.name: None for f in found if _default(f) is _ABSENT}


def _is_sealed(field: "dataclasses.Field[Any]") -> bool:
    return bool(field.metadata.get("sealed", True))


def _default(field: "dataclasses.Field[Any]") -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return _ABSENT if field.default is dataclasses.MISSING else field.default


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(hint: Any, value: Any, field: str) -> Any:
    """`value` as the annotation `hint` says."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _read_union(get_args(hint), value, field)
    if origin is tuple:
        if not isinstance(value, list):
            raise _misfit(field, value, "list")
        inner = get_args(hint)[0]
        return tuple(_read(inner, item, f"{field}[{i}]") for i, item in enumerate(value))
    if hint is Message:
        return _sentence(value, field)
    if origin is Mapping:
        return _texts(value, field)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return from_plain(hint, value, field=field)
    return _read_scalar(hint, value, field)


def _read_union(options: tuple[Any, ...], value: Any, field: str) -> Any:
    if value is None and type(None) in options:
        return None
    if Message in options and (isinstance(value, str) or is_form(value)):
        return _sentence(value, field)
    others = [option for option in options if option not in (Message, type(None))]
    return _read(others[0] if others else Message, value, field)


def _sentence(value: Any, field: str) -> str:
    """A text as it is; a message in the words of the report at hand."""
    if isinstance(value, str):
        return value
    try:
        return worded(value, text_of)
    except (ValueError, RecursionError) as error:
        raise _misfit(field, value, "message") from error


def _texts(value: Any, field: str) -> Mapping[str, str]:
    """Texts by name."""
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise _misfit(field, value, "table of texts")
    return value


def _read_scalar(hint: Any, value: Any, field: str) -> Any:
    try:
        if hint is datetime:
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is None:
                raise _misfit(field, value, "instant with a time zone")
            return moment
        if hint is date:
            return date.fromisoformat(value)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return hint(value)
    except (TypeError, ValueError) as error:
        raise _misfit(field, value, hint.__name__) from error
    if type(value) is not hint:
        raise _misfit(field, value, hint.__name__)
    return value


def _misfit(field: str, value: Any, wanted: str) -> Invalid:
    return Invalid(
        _("The value is not a {wanted}.").format(wanted=wanted),
        field=field,
        value=repr(value)[:60],
    )
