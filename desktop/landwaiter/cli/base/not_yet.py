"""Commands of the contract that a later version brings: they refuse by name."""

from collections.abc import Iterable

import typer

from landwaiter.cli.base.answer import not_available_yet
from landwaiter.i18n import _

_ANYTHING = {"allow_extra_args": True, "ignore_unknown_options": True}


def later(app: typer.Typer, group: str, names: Iterable[str]) -> None:
    """Register the names, whatever options they will have, as not available yet."""
    for name in names:
        _register(app, group, name)


def _register(app: typer.Typer, group: str, name: str) -> None:
    def refuse() -> None:
        raise not_available_yet(f"{group} {name}")

    app.command(name, help=_("Not available yet."), context_settings=_ANYTHING)(refuse)
