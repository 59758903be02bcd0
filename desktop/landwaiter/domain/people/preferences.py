"""What a person sets for themselves: language, theme, size of text, keys, undo, when it locks.

They go with the person from machine to machine, and decide nothing of any case.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from landwaiter import i18n
from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _

SYSTEM: Final = "system"
"""As the system has it."""
LEAST_TEXT, LARGEST_TEXT = 90, 200
"""Per cent, beside the scale of the system font."""
LEAST_UNDO, LONGEST_UNDO = 5, 30
"""Seconds; without any there would be no undo."""
LONGEST_IDLE: Final = 240
"""Minutes; a person and the office choose alike."""


class Mode(StrEnum):
    """Themes that a person may choose; `system` follows the desktop where it says anything."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = SYSTEM


@dataclass(frozen=True, slots=True)
class Preferences:
    """Of one person; the defaults are those of somebody who has set nothing."""

    language: str = SYSTEM
    """ISO 639-1."""
    theme: Mode = Mode.SYSTEM
    text_size: int = 100
    """Per cent."""
    single_keys: bool = True
    """Letters without Ctrl or Alt do something."""
    undo_seconds: int = 10
    """So long a small deed can be undone before it is sealed."""
    lock_after: int = 15
    """Minutes without a touch; the office may say fewer."""
    side: bool = True
    """The history stands open beside a case."""
    first_steps: bool = True
    """Today tells what of the office is not ready, as long as there is something."""

    @property
    def spoken(self) -> str | None:
        """The language; None for that of the system."""
        return None if self.language == SYSTEM else self.language

    def values(self) -> Mapping[str, str]:
        """As they are stored and typed: name → value."""
        return {name: _written(value) for name, value in asdict(self).items()}

    def changed(self, values: Mapping[str, str]) -> "Preferences":
        """With these values, as somebody typed them.

        Invalid for a name that there is not, and for a value that it cannot have.
        """
        return replace(self, **{name: _read(name, value) for name, value in values.items()})

    @classmethod
    def stored(cls, values: Mapping[str, str]) -> "Preferences":
        """As they were kept; what this version does not know any more is as if never set."""
        made = cls()
        for name, value in values.items():
            with suppress(Invalid):
                made = made.changed({name: value})
        return made


@dataclass(frozen=True, slots=True)
class _Values:
    """How a value is read, ValueError for none of them; and what a person is told of them."""

    read: Callable[[str], Any]
    said: str
    shown: Callable[[], Mapping[str, object]] = dict


def _whole(least: int, most: int, said: str) -> _Values:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) < 6):
            raise ValueError(text)
        if not least <= int(text) <= most:
            raise ValueError(text)
        return int(text)

    return _Values(read, said, lambda: {"least": least, "most": most})


def _language(text: str) -> str:
    if text != SYSTEM and text not in i18n.languages():
        raise ValueError(text)
    return text


def _truth(text: str) -> bool:
    return {"true": True, "false": False}[text]


PREFERENCES: Mapping[str, _Values] = MappingProxyType(
    {
        "language": _Values(
            _language,
            N_("Give system or one of: {languages}."),
            lambda: {"languages": ", ".join(i18n.languages())},
        ),
        "theme": _Values(Mode, N_("Give system, light or dark.")),
        "text_size": _whole(
            LEAST_TEXT, LARGEST_TEXT, N_("Give a whole number from {least} to {most} (per cent).")
        ),
        "single_keys": _Values(_truth, N_("Give true or false.")),
        "undo_seconds": _whole(LEAST_UNDO, LONGEST_UNDO, N_("Give {least} to {most} seconds.")),
        "lock_after": _whole(1, LONGEST_IDLE, N_("Give {least} to {most} minutes.")),
        "side": _Values(_truth, N_("Give true or false.")),
        "first_steps": _Values(_truth, N_("Give true or false.")),
    }
)
"""Name → its values."""


def _read(name: str, value: str) -> Any:
    values = PREFERENCES.get(name)
    if values is None:
        raise Invalid(
            _("There is no such preference."),
            field="name",
            value=name,
            remedy=_("Give one of: {names}.").format(names=", ".join(PREFERENCES)),
        )
    try:
        return values.read(value)
    except (ValueError, KeyError):
        raise Invalid(
            _("This preference has no such value."),
            field=name,
            value=value,
            remedy=_(values.said).format(**values.shown()),
        ) from None


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
