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
from landwaiter.i18n import _

if TYPE_CHECKING:
    from landwaiter.domain.monitoring.programme import TradeFigure
    from landwaiter.services.monitoring.programmes import Programme, Version
    from landwaiter.services.monitoring.run_results import Run
    from landwaiter.services.monitoring.runs import RunRow

_NAME = Annotated[str, typer.Argument(metavar="NAME", help="Of the programme.")]
_HEAD = Annotated[
    int | None,
    typer.Option("--head", metavar="N", help="A run by its audit entry; else the newest."),
]


def _rule(option: str, help_text: str) -> Any:
    return typer.Option(option, metavar="A,B", help=help_text)


_Headings = Annotated[str | None, _rule("--headings", "Beginnings of commodity codes: 8408,8457.")]
_Codes = Annotated[str | None, _rule("--codes", "Control entries or their beginnings.")]
_Tiers = Annotated[str | None, _rule("--tiers", "Tiers of the high priority list: 1,3.A.")]
_Words = Annotated[str | None, _rule("--words", "Parts of the description.")]
_Destinations = Annotated[str | None, _rule("--to", "Countries of destination.")]
_Route = Annotated[str | None, _rule("--route", "Countries on the way through.")]
_Parties = Annotated[str | None, _rule("--parties", "Parts of the name of any party.")]
_Kinds = Annotated[str | None, _rule("--kinds", "Kinds of case.")]
_First = Annotated[str | None, typer.Option("--first", metavar="D", help="First day.")]
_Last = Annotated[str | None, typer.Option("--last", metavar="D", help="Last day.")]


def register(app: typer.Typer) -> None:
    monitors = group(app, "monitor", "Monitoring programmes: rules over trade, and their figures.")
    command(monitors, "new")(new)
    command(monitors, "change")(change)
    command(monitors, "end")(end)
    command(monitors, "list")(list_all)
    command(monitors, "show")(show)
    command(monitors, "run")(run)
    command(monitors, "export")(export)


def _given(**rules: str | None) -> dict[str, str]:
    return {name: text for name, text in rules.items() if text is not None}


def new(
    call: Call,
    name: _NAME,
    *,
    headings: _Headings = None,
    codes: _Codes = None,
    tiers: _Tiers = None,
    words: _Words = None,
    destinations: _Destinations = None,
    route: _Route = None,
    parties: _Parties = None,
    kinds: _Kinds = None,
    first: _First = None,
    last: _Last = None,
    reason: Annotated[str, typer.Option("--reason", metavar="T", help="Why it is run.")] = "",
) -> CommandAnswer:
    """Begin a programme. Of the goods one rule is enough; of the rest all must hold."""
    from landwaiter.services.monitoring.programmes import begin, programme, watch_typed

    session = call.session()
    given = _given(
        headings=headings, codes=codes, tiers=tiers, words=words, destinations=destinations,
        route=route, parties=parties, kinds=kinds, first=first, last=last,
    )  # fmt: skip
    begin(session, name, watch_typed(given), reason=reason)
    made = programme(session, name)
    return CommandAnswer(_programme(made), _programme_lines(made))


def change(
    call: Call,
    name: _NAME,
    *,
    headings: _Headings = None,
    codes: _Codes = None,
    tiers: _Tiers = None,
    words: _Words = None,
    destinations: _Destinations = None,
    route: _Route = None,
    parties: _Parties = None,
    kinds: _Kinds = None,
    first: _First = None,
    last: _Last = None,
    reason: Annotated[str, typer.Option("--reason", metavar="T", help="Why it is changed.")],
) -> CommandAnswer:
    """A new version of the rules that are given; an empty one is taken away."""
    from landwaiter.services.monitoring.programmes import change as change_programme
    from landwaiter.services.monitoring.programmes import changed_by, programme

    session = call.session()
    given = _given(
        headings=headings, codes=codes, tiers=tiers, words=words, destinations=destinations,
        route=route, parties=parties, kinds=kinds, first=first, last=last,
    )  # fmt: skip
    before = programme(session, name)
    change_programme(session, name, changed_by(before.watch, given), reason=reason)
    made = programme(session, name)
    return CommandAnswer(_programme(made), _programme_lines(made))


def end(
    call: Call,
    name: _NAME,
    *,
    reason: Annotated[str, typer.Option("--reason", metavar="T", help="Why it ends.")],
) -> CommandAnswer:
    """End a programme; its versions and runs stay."""
    from landwaiter.services.monitoring.programmes import end as end_programme

    end_programme(call.session(), name, reason=reason)
    return CommandAnswer({"name": name}, (_("The programme {name} has ended.").format(name=name),))


def list_all(call: Call) -> CommandAnswer:
    """Every programme in its newest version."""
    from landwaiter.services.monitoring.programmes import programmes

    known = programmes(call.session())
    return CommandAnswer([_programme(one) for one in known], _list_lines(known))


def show(call: Call, name: _NAME) -> CommandAnswer:
    """One programme with every version and every run."""
    from landwaiter.services.monitoring.programmes import programme, versions
    from landwaiter.services.monitoring.runs import runs

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
    }
    return CommandAnswer(
        data, (*_programme_lines(found), *_version_lines(earlier), *_run_lines(made))
    )


def run(call: Call, name: _NAME, *, head: _HEAD = None) -> CommandAnswer:
    """Run it and keep the figures; with --head a kept run once more, on what it saw then."""
    from landwaiter.services.monitoring.runs import run as run_now
    from landwaiter.services.monitoring.runs import run_again

    if head is None:
        made = run_now(call.session(), name)
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

    header = [_(name) for name in ("Name", "Version", "State", "Watches")]
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
    from landwaiter.services.monitoring.programme_words import told_mass, told_values

    header = [
        _(name) for name in ("Month", "To", "Heading", "Cases", "Lines", "Value", "Mass", "Which")
    ]
    rows = [
        (
            one.month,
            one.destination or "–",
            one.heading or "–",
            len(one.cases),
            one.lines,
            told_values(one.values),
            told_mass(one.mass_kg),
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
