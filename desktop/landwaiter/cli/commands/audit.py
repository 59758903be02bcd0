"""`audit …`: the sealed chain, verified, exported, shown."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import Annotated

import typer

from landwaiter.canonical import instant
from landwaiter.cli.answer import Answer
from landwaiter.cli.call import Call
from landwaiter.cli.commands.casebooks import audit_data, audit_lines
from landwaiter.cli.options import command, group
from landwaiter.cli.output import table
from landwaiter.cli.values import path_of
from landwaiter.i18n import _


def register(app: typer.Typer) -> None:
    audit = group(app, "audit", "The sealed record of who did what.")
    command(audit, "verify")(verify)
    command(audit, "export")(export)
    command(audit, "show")(show)


def verify(
    call: Call,
    *,
    anchor: Annotated[
        list[str] | None,
        typer.Option("--anchor", metavar="FILE", help="An anchor kept elsewhere; repeatable."),
    ] = None,
) -> Answer:
    """Find every change up to the last anchor; count what is not anchored yet."""
    from landwaiter.services.history import verify_chain

    report = verify_chain(call.session(), [path_of(name) for name in anchor or ()])
    complaint = _("The audit chain does not verify: {count} faults.")
    return Answer(
        audit_data(report),
        [*report.findings, *audit_lines(report)],
        "" if report.sound else complaint.format(count=len(report.findings)),
    )


def export(call: Call) -> Answer:
    """The whole chain as JSON Lines."""
    from landwaiter.services.history import export_chain

    return Answer(None, export_chain(call.session()), raw=True)


def show(
    call: Call,
    *,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, max=10_000)] = 50,
    of: Annotated[
        str, typer.Option("--of", metavar="TEXT", help="A person, a deed or a case's reference.")
    ] = "",
) -> Answer:
    """The newest entries."""
    from landwaiter.services.history import audit_page

    rows = audit_page(call.session(), limit=limit, text=of).rows
    header = (_("No."), _("When"), _("Who"), _("What"), _("On"), _("Said"))
    text = table(header, [(r.seq, instant(r.at), r.actor, r.deed, r.object, r.text) for r in rows])
    return Answer(rows, text)
