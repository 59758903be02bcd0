"""`monitor …`: programmes that watch trade, their runs and reports."""
# ruff: noqa: PLC0415 (imported where needed: the command line starts fast)

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from landwaiter.canonical import instant
from landwaiter.cli.base.answer import CommandAnswer, WrongUsage
from landwaiter.cli.base.call import Call
from landwaiter.cli.base.options import command, group
from landwaiter.cli.base.output import table
from landwaiter.cli.base.values import path_of
from landwaiter.cli.deeds.commands import add_deeds
from landwaiter.cli.monitoring import watched_commands
from landwaiter.domain.monitoring import deeds
from landwaiter.domain.monitoring.deeds import EndMonitor, RunMonitor
from landwaiter.i18n import N_, _

if TYPE_CHECKING:
    from landwaiter.domain.monitoring.programme import TradeFigure
    from landwaiter.services.deeds.handler import Result
    from landwaiter.services.monitoring.programmes import Programme, Version
    from landwaiter.services.monitoring.run_results import Run
    from landwaiter.services.monitoring.runs import RunRow
    from landwaiter.services.warm.session import Session

_NAME = Annotated[str, typer.Argument(metavar="NAME", help="Of the programme.")]
_HEAD = Annotated[
    int | None,
    typer.Option("--head", metavar="N", help="A run by its audit entry; else the newest."),
]


def register(app: typer.Typer) -> None:
    monitors = group(app, "monitor", "Monitoring programmes: rules over trade, and their figures.")
    add_deeds(app, deeds.BEGIN_MONITOR, deeds.CHANGE_MONITOR, shown=_stands)
    add_deeds(app, deeds.END_MONITOR, shown=_ended)
    command(monitors, "list")(list_all)
    command(monitors, "show")(show)
    command(monitors, "run")(run)
    command(monitors, "export")(export)
    command(monitors, "watched")(watched_commands.watched)


def _stands(session: "Session", said: Any, _result: "Result") -> CommandAnswer:
    """The programme of the deed as it stands now."""
    from landwaiter.services.monitoring.programmes import programme

    made = programme(session, said.name)
    return CommandAnswer(_programme(made), _programme_lines(made))


def _ended(_session: "Session", said: EndMonitor, _result: "Result") -> CommandAnswer:
    return CommandAnswer(
        {"name": said.name}, (_("The programme {name} has ended.").format(name=said.name),)
    )


def list_all(call: Call) -> CommandAnswer:
    """Every programme in its newest version."""
    from landwaiter.services.monitoring.programmes import programmes

    known = programmes(call.session())
    return CommandAnswer([_programme(one) for one in known], _list_lines(known))


def show(call: Call, name: _NAME) -> CommandAnswer:
    """One programme with every version and every run."""
    from landwaiter.services.monitoring.programmes import programme, versions
    from landwaiter.services.monitoring.runs import runs
    from landwaiter.services.trade.watched_store import watched_trade

    session = call.session()
    found, earlier, made = (
        programme(session, name),
        versions(session, name),
        runs(session, name),
    )
    data = {
        **_programme(found),
        "versions": [_version(one) for one in earlier],
        "runs": [_run_row(one) for one in made],
        "store": (store := watched_trade(session, name)),
    }
    lines = (*_programme_lines(found), *_version_lines(earlier), *_run_lines(made))
    return CommandAnswer(data, (*lines, *watched_commands.store_lines(store)))


def run(call: Call, name: _NAME, *, head: _HEAD = None) -> CommandAnswer:
    """Run it and keep the figures; with --head a kept run once more, on what it saw then."""
    from landwaiter.services.deeds.engine import do
    from landwaiter.services.monitoring.runs import run_again

    if head is None:
        made = do(call.session(), RunMonitor(name)).outcome
        return CommandAnswer(_run(made), _figure_lines(made))
    again = run_again(call.session(), name, head=head)
    said = (
        _("The figures are the same bytes as then, SHA-256 {sha256}.").format(
            sha256=again.sha256_then
        )
        if again.same
        else _("The figures differ from those of then: cases were removed since.")
    )
    data = {**_run(again.run), "same": again.same, "sha256_then": again.sha256_then}
    return CommandAnswer(data, (*_figure_lines(again.run), said), "" if again.same else said)


def export(
    call: Call,
    name: _NAME,
    *,
    pdf: Annotated[str | None, typer.Option("--pdf", metavar="F")] = None,
    xlsx: Annotated[str | None, typer.Option("--xlsx", metavar="F")] = None,
    head: _HEAD = None,
) -> CommandAnswer:
    """The report of a run as PDF, Excel or both, as it was frozen."""
    from landwaiter.services.reports.reporting import export_run

    if not pdf and not xlsx:
        raise WrongUsage(_("No file is named: give --pdf F, --xlsx F or both."))
    made = export_run(
        call.session(),
        name,
        head=head,
        pdf=path_of(pdf) if pdf else None,
        xlsx=path_of(xlsx) if xlsx else None,
    )
    data = {
        "programme": made.reference,
        "dossier": made.dossier,
        "dossier_sha256": made.dossier_sha256,
        "pdf": str(made.pdf) if made.pdf else None,
        "xlsx": str(made.xlsx) if made.xlsx else None,
    }
    return CommandAnswer(data, (str(file) for file in (made.pdf, made.xlsx) if file))


def _programme(one: "Programme") -> dict[str, Any]:
    from landwaiter.services.monitoring.programmes import kept

    return {
        "name": one.name,
        "version": one.version,
        "rules": kept(one.watch),
        "reason": one.reason,
        "author": one.author,
        "at": one.at,
        "ended_at": one.ended_at,
        "end_reason": one.end_reason,
    }


def _version(one: "Version") -> dict[str, Any]:
    from landwaiter.services.monitoring.programmes import kept

    return {
        "version": one.version,
        "rules": kept(one.watch),
        "reason": one.reason,
        "author": one.author,
        "at": one.at,
    }


def _run_row(one: "RunRow") -> dict[str, Any]:
    return {
        "version": one.version,
        "audit_head": {"seq": one.head_seq, "sha256": one.head_sha256},
        "sha256": one.sha256,
        "author": one.author,
        "at": one.at,
    }


def _run(one: "Run") -> dict[str, Any]:
    return {
        "name": one.name,
        "version": one.version,
        "audit_head": {"seq": one.head_seq, "sha256": one.head_sha256},
        "sha256": one.sha256,
        "looked_at": one.looked_at,
        "editions": one.editions,
        "figures": [_figure(figure) for figure in one.figures],
    }


def _figure(one: "TradeFigure") -> Mapping[str, Any]:
    return {
        "month": one.month,
        "destination": one.destination,
        "heading": one.heading,
        "lines": one.lines,
        "cases": one.cases,
        "values": one.values,
        "mass_kg": one.mass_kg,
        "without_value": one.without_value,
        "without_mass": one.without_mass,
    }


def _programme_lines(one: "Programme") -> Iterator[str]:
    from landwaiter.services.monitoring.programme_words import told_rules

    yield _("{name}, version {version}").format(name=one.name, version=one.version)
    for title, takes in told_rules(one.watch):
        yield f"  {title}: {takes}"
    if one.ended:
        yield _("  ended: {reason}").format(reason=one.end_reason)


def _list_lines(known: "Iterable[Programme]") -> Iterable[str]:
    from landwaiter.services.monitoring.programme_words import told_rules

    header = [_(name) for name in (N_("Name"), N_("Version"), N_("Status"), N_("Watches"))]
    rows = [
        (
            one.name,
            one.version,
            _("ended") if one.ended else _("runs"),
            "; ".join(takes for _title, takes in told_rules(one.watch)),
        )
        for one in known
    ]
    return table(header, rows) if rows else (_("There is no monitoring programme yet."),)


def _version_lines(earlier: "Iterable[Version]") -> Iterator[str]:
    for one in earlier:
        yield _("version {version}, {at}, {author}: {reason}").format(
            version=one.version, at=instant(one.at), author=one.author, reason=one.reason or "–"
        )


def _run_lines(made: "Iterable[RunRow]") -> Iterator[str]:
    for one in made:
        yield _("run at #{head}, version {version}, {at}, SHA-256 {sha256}").format(
            head=one.head_seq, version=one.version, at=instant(one.at), sha256=one.sha256
        )


def _figure_lines(made: "Run") -> Iterator[str]:
    from landwaiter.domain.monitoring.programme import together
    from landwaiter.services.base.wording import shown_mass
    from landwaiter.services.monitoring.programme_words import told_values

    header = [
        _(name)
        for name in (
            N_("Month"),
            N_("To"),
            N_("Heading"),
            N_("Cases"),
            N_("Lines"),
            N_("Value"),
            N_("Mass"),
            N_("Which"),
        )
    ]
    rows = [
        (
            one.month,
            one.destination or "–",
            one.heading or "–",
            len(one.cases),
            one.lines,
            told_values(one.values),
            shown_mass(one.mass_kg),
            " ".join(one.cases),
        )
        for one in made.figures
    ]
    yield from table(header, rows) if rows else (_("The programme found nothing."),)
    whole = together(made.figures)
    yield _("Cases in all: {cases}. Lines in all: {lines}, of {looked} looked at.").format(
        cases=len(whole.cases), lines=whole.lines, looked=made.looked_at
    )
    yield _("As of audit entry #{head}, result SHA-256 {sha256}.").format(
        head=made.head_seq, sha256=made.sha256
    )
