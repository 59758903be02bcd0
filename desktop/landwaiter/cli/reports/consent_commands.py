"""`report consents`: what owners of business secrets said."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.reports.listed_rows import ListedColumn, listed
from landwaiter.i18n import _


def consents(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Case.")],
) -> CommandAnswer:
    """What owners of business secrets said when they were asked for another state."""
    from landwaiter.domain.base.terms import low
    from landwaiter.domain.reports.consents import OwnerConsent
    from landwaiter.services.reports.consents import consents_known

    columns: tuple[ListedColumn[OwnerConsent], ...] = (
        ListedColumn("no", lambda one: one.no, _("Number"), lambda one: one.label),
        ListedColumn("to", lambda one: one.addressee, _("Addressee")),
        ListedColumn("report", lambda one: one.report_type, _("Report")),
        ListedColumn("place", lambda one: one.place, _("Place")),
        ListedColumn("owner", lambda one: one.owner, _("Owner")),
        ListedColumn(
            "outcome",
            lambda one: one.outcome,
            _("What the owner said"),
            lambda one: low(one.outcome),
        ),
        ListedColumn("day", lambda one: one.day, _("Day")),
        ListedColumn("document", lambda one: one.document, _("Document")),
        ListedColumn("by", lambda one: one.author, _("By")),
        ListedColumn("at", lambda one: one.at),
    )
    found = consents_known(call.session(), reference)
    nothing = _("No owner of a business secret was asked.")
    return listed({"reference": reference}, "consents", columns, found, nothing=nothing)
