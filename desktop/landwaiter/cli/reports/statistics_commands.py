"""`report statistics`: the tables of a period, as text and JSON, as PDF and Excel."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group, known_group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import path_of
from landwaiter.cli.deeds.commands import read_given
from landwaiter.domain.deeds.shape import arguments
from landwaiter.domain.reports.subject_deeds import ReportStatistics, tables_asked
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.statistics.figures import FigureTable
    from landwaiter.services.reports.reporting import ReportResult
    from landwaiter.services.statistics.statistics_view import StatisticsView


def register(app: typer.Typer) -> None:
    command(known_group(app, "report"), "statistics")(statistics)
    figures = group(app, "statistics", "Figures that the office states of itself, year by year.")
    command(figures, "list")(list_figures)


def list_figures(call: Call) -> CommandAnswer:
    """The figures that the office can state, and what it said of each year."""
    from landwaiter.services.statistics.statistics_view import figures_of_office, stated_by

    known = figures_of_office(call.session())
    rows = []
    for one in known:
        rows += [
            (
                one.code,
                one.title,
                one.unit,
                str(said.year),
                _("not known to customs") if said.value is None else str(said.value),
                stated_by(said),
                said.day.isoformat(),
                said.source,
            )
            for said in one.stated
        ] or [(one.code, one.title, one.unit, "", _("not stated"), "", "", "")]
    header = [
        *(_("Figure"), _("Title"), _("Unit"), _("Year"), _("Value")),
        *(_("Stated by"), _("Day"), _("Source")),
    ]
    return CommandAnswer(known, table(header, rows))


def statistics(
    call: Call,
    *,
    first: Annotated[
        str, typer.Option("--from", metavar="D", help="First day, such as 2026-01-01.")
    ],
    last: Annotated[str, typer.Option("--to", metavar="D", help="Last day, such as 2026-12-31.")],
    tables: Annotated[
        str | None,
        typer.Option("--table", metavar="T", help="Such as T2,T4; without, all of them."),
    ] = None,
    chosen: Annotated[
        str | None,
        typer.Option(
            "--set",
            metavar="S",
            help="annual-report: T5, T6, T7, T9, T11 of a calendar year, in place of --table.",
        ),
    ] = None,
    cut_off: Annotated[
        str | None,
        typer.Option(
            "--cut-off",
            metavar="D",
            help="What was recorded until the end of this day; else of the last day.",
        ),
    ] = None,
    whole: Annotated[
        bool,
        typer.Option("--whole", help="Withhold nothing: for the office alone, with the cases."),
    ] = False,
    pdf: Annotated[str | None, typer.Option("--pdf", metavar="F")] = None,
    xlsx: Annotated[str | None, typer.Option("--xlsx", metavar="F")] = None,
) -> CommandAnswer:
    """The statistics of a period; with a file they are kept, and held against later ones."""
    from landwaiter.services.deeds.engine import run
    from landwaiter.services.statistics.statistics_view import statistics_view

    given = {
        "first": first,
        "last": last,
        "tables": tables,
        "chosen": chosen,
        "cut_off": cut_off,
    }
    said = read_given([one for one in arguments(ReportStatistics) if one.name in given], given)
    asked = ReportStatistics(**said, whole=whole)
    wanted = tables_asked(asked)
    session = call.session()
    made: ReportResult | None = None
    if pdf or xlsx:
        files = path_of(pdf) if pdf else None, path_of(xlsx) if xlsx else None
        made = run(session, replace(asked, pdf=files[0], xlsx=files[1]))
    found = statistics_view(
        session,
        first=asked.first,
        last=asked.last,
        cut_off=asked.cut_off,
        tables=wanted,
        whole=whole,
    )
    return CommandAnswer({**_object(found), **_made(made)}, (*_lines(found), *_made_lines(made)))


def _made(made: "ReportResult | None") -> dict[str, Any]:
    return {
        "dossier": made.dossier if made else None,
        "dossier_sha256": made.dossier_sha256 if made else None,
        "pdf": str(made.pdf) if made and made.pdf else None,
        "xlsx": str(made.xlsx) if made and made.xlsx else None,
    }


def _made_lines(made: "ReportResult | None") -> Iterator[str]:
    if made is not None:
        yield _("Dossier {dossier}, SHA-256 {sha256}").format(
            dossier=made.dossier, sha256=made.dossier_sha256
        )
        yield from (str(file) for file in (made.pdf, made.xlsx) if file)


def _object(view: "StatisticsView") -> dict[str, Any]:
    found = view.statistics
    return {
        "from": found.period.first,
        "to": found.period.last,
        "cut_off": found.period.cut_off,
        "provisional": found.period.provisional,
        "whole": view.whole,
        "head_seq": found.head_seq,
        "head_sha256": found.head_sha256,
        "tables": [_table_object(view, one) for one in view.tables],
        "moved": [
            {
                "print": one.dossier,
                "table": one.table.value,
                "row": one.row,
                "column": one.column,
                "then": one.then,
                "now": one.now,
                "why": one.why,
                "cases": list(one.cases),
            }
            for one in view.moved
        ],
    }


def _table_object(view: "StatisticsView", one: "FigureTable") -> dict[str, Any]:
    from landwaiter.services.statistics.statistics_view import column_title, table_title

    return {
        "table": one.table.value,
        "title": table_title(one.table),
        "definition": one.definition,
        "version": one.version,
        "counted": one.counted if view.whole else None,
        "covered": one.covered if view.whole else None,
        "columns": [
            {"column": column.key, "title": column_title(one, column.key)} for column in one.columns
        ],
        "rows": [
            {
                "row": row.key,
                "title": row.title,
                "basis": row.basis,
                "stated": row.stated,
                "figures": [
                    {
                        "column": column.key,
                        "value": view.said(one, row.key, column.key) or None,
                        "ids": list(view.ids(one, row.key, column.key)),
                    }
                    for column in one.columns
                ],
            }
            for row in one.rows
        ],
        "notes": list(one.notes),
    }


def _lines(view: "StatisticsView") -> Iterator[str]:
    from landwaiter.services.statistics.statistics_view import (
        column_title,
        crossing_said,
        stated_by,
        table_title,
        unknown_said,
    )

    period = view.statistics.period
    yield _("Statistics, {days}").format(
        days=_("{first} to {last}").format(first=period.first, last=period.last)
    )
    if period.provisional:
        yield _("The cut-off is still to come: the figures are provisional.")
    if not view.whole:
        yield _("“s” stands for a figure that is withheld.")
    if view.crossing:
        yield crossing_said(view)
    for one in view.tables:
        yield ""
        yield table_title(one.table)
        if not one.figures and one.empty:
            yield one.empty
            continue
        yield from table(
            (one.row_title, *(column_title(one, column.key) for column in one.columns)),
            (
                (
                    row.title,
                    *(
                        ""
                        if one.means_nothing(row, column)
                        else view.said(one, row.key, column.key) or unknown_said(row, column.kind)
                        for column in one.columns
                    ),
                )
                for row in one.rows
            ),
        )
        for row in one.rows:
            if row.stated:
                yield _("{title}: stated by {who} on {day}. {source}").format(
                    title=row.title,
                    who=stated_by(row.stated),
                    day=row.stated.day,
                    source=row.stated.source,
                )
        yield from one.notes
    for moved in view.moved:
        yield _("{dossier}: {table}, {row}, {column} was {then} and is {now}. {why}").format(
            dossier=moved.dossier,
            table=moved.table.value,
            row=moved.row,
            column=moved.column,
            then=moved.then,
            now=moved.now,
            why=moved.why,
        )
