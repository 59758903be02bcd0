"""`verify`: what a report is worth; it needs no casebook."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from typing import Annotated

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.reports.report_options import path_named, paths_named
from landwaiter.i18n import _


def verify(
    call: Call,
    files: Annotated[list[str], typer.Argument(metavar="REPORT.pdf [REPORT.xlsx]")],
    *,
    keys: Annotated[
        list[str] | None,
        typer.Option(
            "--keys", metavar="SHEET", help="Key sheet of an office, got elsewhere; repeatable."
        ),
    ] = None,
    authorities: Annotated[
        list[str] | None,
        typer.Option(
            "--ca",
            metavar="FILE",
            help="Certificate that a PAdES signature must chain to; repeatable.",
        ),
    ] = None,
    passages: Annotated[
        str | None,
        typer.Option(
            "--passages",
            metavar="FILE",
            help="Passages disclosed later, or an annex under seal: whether they were withheld.",
        ),
    ] = None,
) -> CommandAnswer:
    """Unchanged, re-saved, or which page or cell changed. Needs no casebook."""
    from landwaiter.services.reports.reporting import verify_reports

    found = verify_reports(
        paths_named(files),
        paths_named(keys),
        authorities=paths_named(authorities),
        passages=path_named(passages),
        now=call.clock(),
    )
    data = {
        "passed": found.passed,
        "origin": found.origin,
        "office": found.office,
        "same_dossier": found.same_dossier,
        "files": found.files,
        "sheets": found.sheets,
        "passages": found.passages,
        "annex": found.annex_told,
        "annexes": found.annexes,
        "closing": found.closing,
    }
    complaint = _("The reports do not verify: see what was found.")
    return CommandAnswer(
        data,
        found.sentences(),
        "" if found.passed else complaint,
        is_unproven=found.passed and not found.proven,
    )
