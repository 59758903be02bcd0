"""`report withheld` and `report gists`: what a reader did not get, and what stands in its place."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.output import table
from landwaiter.cli.reports.listed_rows import ListedColumn, listed, standing_columns
from landwaiter.i18n import _


def withheld(
    call: Call,
    dossier: Annotated[str, typer.Argument(metavar="DOSSIER", help="As its pages name it.")],
    *,
    place: Annotated[
        str, typer.Option("--place", metavar="P", help="Of one place, as the manifest names it.")
    ] = "",
) -> CommandAnswer:
    """What was withheld from the reader of a report, with what proves that it was that.

    Written with --json, `verify --passages` holds it against the report.
    """
    from landwaiter.services.reports.withheld_passages import withheld_passages

    found = withheld_passages(call.session(), dossier, place=place)
    rows = [(one.place, one.content, one.said) for one in found]
    data = {"dossier": dossier, "passages": [one.to_plain() for one in found]}
    return CommandAnswer(data, table((_("Place"), _("Class"), _("Content")), rows))


def gists(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Case.")],
) -> CommandAnswer:
    """The sentences that were released in place of withheld passages of a case."""
    from landwaiter.domain.base.terms import low
    from landwaiter.services.reports.gists import GistRow, gists_known

    columns: tuple[ListedColumn[GistRow], ...] = (
        ListedColumn("no", lambda one: one.gist.no, _("Number"), lambda one: one.gist.label),
        ListedColumn("report", lambda one: one.gist.report_type, _("Report")),
        ListedColumn(
            "for", lambda one: one.gist.profile, _("For"), lambda one: low(one.gist.profile)
        ),
        ListedColumn("place", lambda one: one.gist.place, _("Place")),
        ListedColumn("class", lambda one: one.gist.content),
        ListedColumn("text", lambda one: one.gist.text, _("Gist")),
        ListedColumn("by", lambda one: one.gist.author),
        ListedColumn("released_by", lambda one: one.released_by, _("Released by")),
        ListedColumn("at", lambda one: one.gist.at),
        *standing_columns(),
    )
    found = gists_known(call.session(), reference)
    return listed({"reference": reference}, "gists", columns, found)
