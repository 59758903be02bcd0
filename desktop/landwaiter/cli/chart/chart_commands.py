"""`chart`, `diversion`: what is joined on a case, the way of the goods, and what rules rest on."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.cli.base.answer import CommandAnswer
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import date_of, path_of
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.chart.chart_parts import Edge
    from landwaiter.domain.chart.chart_time import ChartPeriod
    from landwaiter.domain.chart.chart_walk import ChartFilter, Way
    from landwaiter.domain.chart.route_strip import Stop
    from landwaiter.domain.chart.whole_chart import Chart
    from landwaiter.services.chart.charts import ChartView
    from landwaiter.services.entities.exchange_out import ExchangeExport
    from landwaiter.services.warm.session import Session

_REFERENCE = re.compile(r"[A-Z0-9]{2,8}-[0-9]{4}-[0-9]+")
"""How cases are called; everything else names an entity."""
_REF = Annotated[str, typer.Argument(metavar="REF")]


def register(app: typer.Typer) -> None:
    command(app, "chart")(chart)
    command(app, "diversion")(diversion)


def chart(
    call: Call,
    reference: Annotated[
        str, typer.Argument(metavar="REF", help="A case, or name or identity of an entity.")
    ],
    *,
    day: Annotated[
        str | None, typer.Option("--date", metavar="D", help="Only links that held on this day.")
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="D", help="Only links that held on it or later.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--until", metavar="D", help="Only those that held until then.")
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="KIND", help="Leave out a kind of links or nodes."),
    ] = None,
    depth: Annotated[
        int, typer.Option("--depth", metavar="N", help="Steps from an entity; a case is whole.")
    ] = 1,
    ways_to: Annotated[
        str | None, typer.Option("--ways-to", metavar="NAME", help="The shortest ways to another.")
    ] = None,
    graphml: Annotated[
        str | None, typer.Option("--graphml", metavar="F", help="Write it as GraphML.")
    ] = None,
    ftm: Annotated[
        str | None, typer.Option("--ftm", metavar="F", help="Write it as FollowTheMoney.")
    ] = None,
) -> CommandAnswer:
    """Every link of a case or an entity: from, to, what, and what it rests on."""
    from landwaiter.domain.chart.chart_walk import ChartFilter
    from landwaiter.services.chart.chart_export import write_ftm, write_graphml

    session = call.session()
    left_out = frozenset(without or ())
    view = _viewed(
        session, reference, ChartFilter(_period(day, first, last), left_out, left_out), depth
    )
    _refuse_unknown(view, left_out)
    ways = _ways(view, ways_to) if ways_to else ()
    written = [
        write(session, view, path_of(file))
        for write, file in ((write_graphml, graphml), (write_ftm, ftm))
        if file
    ]
    data = {**_chart_object(view), "ways": ways, "written": written}
    return CommandAnswer(
        data, [*_told(view.chart, ways, ways_to), *_folded(view), *_written(written)]
    )


def _period(day: str | None, first: str | None, last: str | None) -> "ChartPeriod":
    """One day, or from one until another."""
    from landwaiter.domain.chart.chart_time import ChartPeriod
    from landwaiter.errors import Invalid

    if day and (first or last):
        raise Invalid(
            _("A day and a period were given."),
            field="date",
            value=day,
            remedy=_("Give --date alone, or --from and --until."),
        )
    if day:
        return ChartPeriod(date_of(day, "date"), date_of(day, "date"))
    return ChartPeriod(date_of(first, "from"), date_of(last, "until"))


def _refuse_unknown(view: "ChartView", kinds: Iterable[str]) -> None:
    """Invalid for a kind that nothing on the chart is of."""
    from landwaiter.errors import Invalid

    whole = view.grown.chart
    known = {*(edge.kind for edge in whole.edges), *(node.kind for node in whole.nodes)}
    for kind in kinds:
        if kind not in known:
            raise Invalid(
                _("Nothing on the chart is of this kind."),
                field="without",
                value=kind,
                remedy=_("Use one of {kinds}.").format(kinds=", ".join(sorted(known))),
            )


def _viewed(session: "Session", reference: str, shown: "ChartFilter", depth: int) -> "ChartView":
    """The chart of a case, or of an entity where it is no reference; the view is recorded."""
    from landwaiter.services.audit.viewing import note_case_opened, note_entity_opened
    from landwaiter.services.chart.charts import chart_view, entity_view

    if _REFERENCE.fullmatch(reference.strip().upper()):
        note_case_opened(session, reference, through="chart")
        return chart_view(session, reference, shown=shown)
    note_entity_opened(session, reference, through="chart")
    return entity_view(session, reference, depth=depth, shown=shown)


def _ways(view: "ChartView", wanted: str) -> "tuple[Way, ...]":
    from landwaiter.domain.chart.chart_walk import shortest_ways
    from landwaiter.domain.law.word_lists import folded
    from landwaiter.errors import NotFound
    from landwaiter.services.chart.country_names import COUNTRY, code_of

    sought = folded(wanted)
    ends = [
        node.id
        for node in view.chart.nodes
        if sought == folded(node.label)
        or (node.kind == COUNTRY and sought == folded(code_of(node)))
    ]
    if not ends:
        raise NotFound(
            _("Nobody of this name is on the chart."),
            field="ways-to",
            value=wanted,
            remedy=_("Give a larger --depth, or a name as the chart writes it."),
        )
    return tuple(way for end in ends for way in shortest_ways(view.chart, view.root, end))


def _told(drawn: "Chart", ways: "tuple[Way, ...]", wanted: str | None) -> Iterable[str]:
    if wanted is None:
        yield from _edges(drawn)
        yield from _claims(drawn)
        return
    if not ways:
        yield _("No way leads there.")
    for number, way in enumerate(ways, start=1):
        yield _("Way {number} of {all}").format(number=number, all=len(ways))
        yield from _edges(drawn, way.edges)


def _folded(view: "ChartView") -> Iterable[str]:
    count = view.folded + view.grown.not_drawn
    return (_("Links that are there and not drawn: {count}").format(count=count),) if count else ()


def _written(written: "Iterable[ExchangeExport]") -> Iterable[str]:
    for one in written:
        yield _("Written: {file}").format(file=one.file)


def _chart_object(view: "ChartView") -> dict[str, Any]:
    drawn = view.chart
    return {
        "reference": view.reference or view.title,
        "from": view.shown.period.first,
        "until": view.shown.period.last,
        "nodes": drawn.nodes,
        "edges": drawn.edges,
        "patterns": drawn.patterns,
        "route": view.strip,
        "folded": view.folded + view.grown.not_drawn,
    }


def _claims(drawn: "Chart") -> Iterable[str]:
    """What lists say of whom, each claim a row of its own."""
    rows = [(node.label, claim.text) for node in drawn.nodes for claim in node.claims]
    return ("", *table((_("Who"), _("Claim")), rows)) if rows else ()


def _edges(drawn: "Chart", only: Iterable[int] | None = None) -> Iterable[str]:
    names = {node.id: node.label for node in drawn.nodes}
    chosen = drawn.edges if only is None else [drawn.edges[n] for n in only]
    head = (_("From"), _("To"), _("What"), _("Since"), _("Rests on"))
    rows = [
        (names[e.source], names[e.target], _what(e), e.span or e.since, e.rests_on) for e in chosen
    ]
    return table(head, rows)


def _what(edge: "Edge") -> str:
    """The kind of a link with what it says; once where both are one word."""
    from landwaiter.domain.chart.chart_network import told_edge

    return told_edge(edge)


def diversion(call: Call, reference: _REF) -> CommandAnswer:
    """The way of the goods, and each raised rule with the links it rests on."""
    from landwaiter.services.audit.viewing import note_case_opened
    from landwaiter.services.chart.charts import chart_view

    session = call.session()
    note_case_opened(session, reference, through="chart")
    view = chart_view(session, reference)
    data = {"reference": view.reference, "route": view.strip, "patterns": view.chart.patterns}
    lines = [*_stops(view.strip)]
    for one in view.chart.patterns:
        lines += ["", f"{one.rule} ({_(one.severity.value)}): {one.text}"]
        lines += _edges(view.chart, one.edges) if one.edges else []
    return CommandAnswer(data, lines)


def _stops(strip: "tuple[Stop, ...]") -> Iterable[str]:
    from landwaiter.domain.flags.embargo.embargo_words import standing_word

    head = (_("Stop"), _("On the way as"), _("What applies"), _("Matrix"), _("Rules"))
    rows = [
        (
            stop.country or stop.place,
            ", ".join(dict.fromkeys(stop.why)),
            ", ".join(stop.tags),
            standing_word(stop.standing) if stop.standing else "",
            ", ".join(stop.rules),
        )
        for stop in strip
    ]
    return table(head, rows)
