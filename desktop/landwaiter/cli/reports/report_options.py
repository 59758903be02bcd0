"""What several commands on reports are given, as people type it."""

from collections.abc import Iterable
from pathlib import Path

from landwaiter.cli.base.answer import WrongUsage
from landwaiter.cli.base.values import path_of
from landwaiter.domain.reports.court_orders import order_number
from landwaiter.domain.reports.profiles import Profile, profile_of
from landwaiter.i18n import _


def reader_named(text: str | None) -> Profile | None:
    """`licensing-authority` → the profile; a word that is none is a fault of the command line."""
    if text is None:
        return None
    try:
        return profile_of(text)
    except ValueError:
        raise WrongUsage(
            _("{option}: use one of {names}.").format(
                option="--for", names=", ".join(one.value.replace("_", "-") for one in Profile)
            )
        ) from None


def order_named(text: str | None) -> int | None:
    """`O-01` → its number; a word that is none is a fault of the command line."""
    if text is None:
        return None
    try:
        return order_number(text)
    except ValueError:
        raise WrongUsage(
            _("{option}: “{value}” is no number of an order.").format(option="--order", value=text)
        ) from None


def path_named(name: str | None) -> Path | None:
    return path_of(name) if name else None


def paths_named(names: Iterable[str] | None) -> list[Path]:
    return [path_of(name) for name in names or ()]
