"""`office …`: settings of the office, audited."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import Annotated

import typer

from landwaiter.cli.answer import Answer
from landwaiter.cli.call import Call
from landwaiter.cli.options import command, group
from landwaiter.cli.output import table
from landwaiter.i18n import _


def register(app: typer.Typer) -> None:
    office = group(app, "office", "Settings of the office: policies, thresholds, age limits.")
    command(office, "show")(show)
    command(office, "set")(change)


def show(call: Call) -> Answer:
    """Every setting."""
    from landwaiter.services.office import settings

    found = dict(settings(call.session()))
    return Answer(found, table((_("Setting"), _("Value")), sorted(found.items())))


def change(
    call: Call,
    key: Annotated[str, typer.Argument(metavar="KEY")],
    value: Annotated[str, typer.Argument(metavar="VALUE")],
) -> Answer:
    """Change one setting; a head or administrator may."""
    from landwaiter.services.office import change_settings

    change_settings(call.session(), {key: value})
    return Answer({key: value}, (f"{key} = {value}",))
