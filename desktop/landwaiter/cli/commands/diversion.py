"""`chart`, `diversion`: what is joined on a case, the way of the goods, and what rules rest on."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.answer import Answer
from landwaiter.cli.call import Call
from landwaiter.cli.options import command
from landwaiter.cli.output import table
from landwaiter.cli.values import date_of
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.chart import Chart
    from landwaiter.domain.chart_parts import Edge
    from landwaiter.domain.route_strip import Stop
    from landwaiter.services.chart import ChartView

_REF = Annotated[str, typer.Argument(metavar="REF")]


def register(app: typer.Typer) -> None:
    command(app, "chart")(chart)
    command(app, "diversion")(diversion)


def chart(
    call: Call,
    reference: _REF,
    *,
    day: Annotated[
        str | None, typer.Option("--date", metavar="D", help="Only links that held on this day.")
    ] = None,
) -> Answer:
    """Every link of a case: from, to, what, and what it rests on."""
    from landwaiter.services.chart import chart_view
    from landwaiter.services.viewing import note_case_opened

    session = call.session()
    note_case_opened(session, reference, through="chart")
    view = chart_view(session, reference, on=date_of(day, "date"))
    return Answer(_chart_object(view), _edges(view.chart))


def _chart_object(view: "ChartView") -> dict[str, Any]:
    return {
        "reference": view.reference,
        "day": view.day,
        "nodes": view.chart.nodes,
        "edges": view.chart.edges,
        "patterns": view.chart.patterns,
        "route": view.strip,
        "folded": view.folded,
    }


def _edges(drawn: "Chart", only: Iterable[int] | None = None) -> Iterable[str]:
    names = {node.id: node.label for node in drawn.nodes}
    chosen = drawn.edges if only is None else [drawn.edges[n] for n in only]
    head = (_("From"), _("To"), _("What"), _("Since"), _("Rests on"))
    rows = [(names[e.source], names[e.target], _what(e), e.since, e.origin) for e in chosen]
    return table(head, rows)


def _what(edge: "Edge") -> str:
    """The kind of a link with what it says; once where both are one word."""
    kind = _(edge.kind.replace("_", " "))
    return kind if edge.label == kind else f"{kind}: {edge.label}"


def diversion(call: Call, reference: _REF) -> Answer:
    """The way of the goods, and each raised rule with the links it rests on."""
    from landwaiter.services.chart import chart_view
    from landwaiter.services.viewing import note_case_opened

    session = call.session()
    note_case_opened(session, reference, through="chart")
    view = chart_view(session, reference)
    data = {"reference": view.reference, "route": view.strip, "patterns": view.chart.patterns}
    lines = [*_stops(view.strip)]
    for one in view.chart.patterns:
        lines += ["", f"{one.rule} ({_(one.severity.value)}): {one.text}"]
        lines += _edges(view.chart, one.edges) if one.edges else []
    return Answer(data, lines)


def _stops(strip: "tuple[Stop, ...]") -> Iterable[str]:
    head = (_("Stop"), _("On the way as"), _("What applies"), _("Matrix"), _("Rules"))
    rows = [
        (
            stop.country or stop.place,
            ", ".join(dict.fromkeys(stop.why)),
            ", ".join(stop.tags),
            _(stop.standing.value) if stop.standing else "",
            ", ".join(stop.rules),
        )
        for stop in strip
    ]
    return table(head, rows)
