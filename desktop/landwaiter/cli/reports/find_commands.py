"""`report finds`: where a report would name who spoke in confidence."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import TYPE_CHECKING, Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call
from landwaiter.cli.reports.listed_rows import ListedColumn, listed
from landwaiter.cli.reports.report_options import reader_named
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.reports.finds import SourceFind


def finds(
    call: Call,
    reference: Annotated[str, typer.Argument(metavar="REF", help="Case.")],
    *,
    reader: Annotated[
        str, typer.Option("--for", metavar="READER", help="For whom the report would be.")
    ],
    kind: Annotated[
        str, typer.Option("--report", metavar="K", help="Kind of report, such as ministry.")
    ] = CaseReport.CASE.value,
    to: Annotated[
        str,
        typer.Option("--to", metavar="NAME", help="Who gets it: what is its own is shown."),
    ] = "",
) -> CommandAnswer:
    """Where a report would name who spoke in confidence, and what was said of each find."""
    from landwaiter.services.reports.finds import finds_known

    given = reader_named(reader)
    if given is None:
        raise WrongUsage(_("Say for whom: give --for READER."))
    names = tuple(one.value for one in CaseReport)
    if kind not in names:
        raise WrongUsage(
            _("{option}: use one of {names}.").format(option="--report", names=", ".join(names))
        )
    found = finds_known(call.session(), reference, CaseReport(kind), given, to)
    columns: tuple[ListedColumn[SourceFind], ...] = (
        ListedColumn("find", lambda one: one.id, _("Find to judge")),
        ListedColumn("place", lambda one: one.place, _("Place")),
        ListedColumn("words", lambda one: one.words, _("Words")),
        ListedColumn("text", lambda one: one.passage, _("Text")),
        ListedColumn("outcome", lambda one: one.outcome, _("What it is"), _what_it_is),
        ListedColumn("waits", lambda one: one.waits),
    )
    about = {
        "reference": reference,
        "for": given,
        "report": kind,
        "unjudged": sum(one.outcome is None for one in found),
    }
    nothing = _("Nothing in the report may name a source in confidence.")
    return listed(about, "finds", columns, found, nothing=nothing)


def _what_it_is(one: "SourceFind") -> str:
    from landwaiter.domain.base.terms import low

    if one.outcome:
        return low(one.outcome)
    return _("waits for a second person") if one.waits else _("not judged")
