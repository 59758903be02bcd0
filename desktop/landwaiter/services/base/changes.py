"""What differs between two versions of a declaration or verdict, as a person reads it."""

from collections.abc import Iterator, Mapping
from typing import Any

from landwaiter.canonical import Plain, plain
from landwaiter.domain.intake.declaration import Declaration
from landwaiter.i18n import _, joined


def changes_between(before: Declaration, after: Declaration) -> tuple[str, ...]:
    """One line per value: `items[1].net_mass_kg: 9800 → 9900`; empty when nothing differs."""
    return leaves_changed(plain(before), plain(after))


def leaves_changed(before: Plain, after: Plain) -> tuple[str, ...]:
    """The same of any two plain values."""
    old, new = dict(_leaves(before, "")), dict(_leaves(after, ""))
    return tuple(
        joined("", (path, ": ", _shown(old.get(path)), " → ", _shown(new.get(path))))
        for path in dict.fromkeys((*old, *new))
        if old.get(path) != new.get(path)
    )


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from _leaves(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for number, item in enumerate(value, start=1):
            key = item.get("no", number) if isinstance(item, Mapping) else number
            yield from _leaves(item, f"{path}[{key}]")
    elif value is not None:
        yield path, value


def _shown(value: Any) -> str:
    return _("not stated") if value is None else str(value)
