"""`reason-template …`: texts of the office that reasons begin from, and their places."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.domain.office.deeds import KEEP_REASON_TEMPLATE, REMOVE_REASON_TEMPLATE
from landwaiter.i18n import _


def register(app: typer.Typer) -> None:
    templates = group(
        app,
        "reason-template",
        "Texts of the office to begin a reason from; what the case states is filled in.",
    )
    command(templates, "list")(list_templates)
    command(templates, "places")(list_places)
    add_deeds(app, KEEP_REASON_TEMPLATE)
    add_deeds(app, REMOVE_REASON_TEMPLATE)


def list_templates(call: Call) -> CommandAnswer:
    """The office's reason templates."""
    from landwaiter.services.office.reason_templates import templates_known

    known = templates_known(call.session())
    header = [_("Title"), _("Deed"), _("Text"), _("By")]
    rows = [(one.title, one.act, one.text, one.author) for one in known]
    return CommandAnswer(known, table(header, rows))


def list_places(call: Call) -> CommandAnswer:
    """The places that a reason template may have."""
    from landwaiter.services.office.reason_templates import places_known

    known = places_known()
    rows = [(one.place, one.title) for one in known]
    return CommandAnswer(known, table([_("Place"), _("Title")], rows))
