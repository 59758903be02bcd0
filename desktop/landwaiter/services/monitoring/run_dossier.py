"""The report of a run: its figures with the cases behind each, and what they rest on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from landwaiter import __version__
from landwaiter.domain.base.facts import Content
from landwaiter.domain.base.zones import zone_name
from landwaiter.domain.monitoring.programme import TradeFigure, together
from landwaiter.i18n import _, language
from landwaiter.reports.dossier.dossier import (
    Cell,
    CellMark,
    CellType,
    ChainHead,
    Dossier,
    DossierColumn,
    Table,
    TableForm,
)
from landwaiter.services.base.wording import or_not_stated, shown_country, shown_mass
from landwaiter.services.monitoring.programme_words import told_rules, told_values
from landwaiter.services.monitoring.run_results import Run


@dataclass(frozen=True, slots=True)
class Wording:
    """What surrounds the figures in a report."""

    office: str
    member_state: str
    marking: str
    caveat: str
    distribution: str
    sample: bool
    casebook: str
    """The SHA-256 of its founding."""
    founded_by_one: bool


def monitoring_dossier(run: Run, said: Wording) -> Dossier:
    """The frozen content of a run's report."""
    return Dossier(
        id=f"{said.office}-M-{run.head_seq}",
        report_type=_("Monitoring report"),
        reference=run.name,
        title=_("Monitoring programme {name}, version {version}").format(
            name=run.name, version=run.version
        ),
        kind=_("monitoring programme"),
        office=said.office,
        member_state=said.member_state,
        made_at=run.at,
        language=language(),
        marking=said.marking,
        caveat=said.caveat,
        distribution=said.distribution,
        sample=said.sample,
        time_zone=zone_name(said.member_state),
        version=__version__,
        audit_head=ChainHead(run.head_seq, run.head_sha256),
        casebook=said.casebook,
        founded_by_one=said.founded_by_one,
        tables=(
            _rules(run),
            _totals(run, "month", _("By month"), _("Month"), lambda one: one.month, str),
            _totals(
                run,
                "destination",
                _("By destination"),
                _("Destination"),
                lambda one: one.destination,
                _country,
            ),
            _totals(run, "heading", _("By heading"), _("Heading"), lambda one: one.heading, _head),
            _cells(run),
        ),
        not_checked=tuple(_not_checked(run)),
        closing=(_editions(run), _proof(run)),
    )


def _country(code: str) -> str:
    return shown_country(code) if code else or_not_stated(None)


def _head(heading: str) -> str:
    return heading or _("no commodity code")


def _rules(run: Run) -> Table:
    return Table(
        id="rules",
        title=_("What is watched"),
        subtitle=_("of the goods one rule is enough; of the rest all hold"),
        columns=(
            DossierColumn("rule", _("Rule"), Content.OPEN, width=30),
            DossierColumn("takes", _("Takes"), Content.OPEN, width=124),
        ),
        rows=tuple(told_rules(run.watch)),
    )


def _sum_columns() -> tuple[DossierColumn, ...]:
    return (
        DossierColumn("cases", _("Cases"), Content.OPEN, CellType.NUMBER, width=14),
        DossierColumn("lines", _("Lines"), Content.OPEN, CellType.NUMBER, width=14),
        DossierColumn("value", _("Value"), Content.BUSINESS, width=46),
        DossierColumn("mass", _("Net mass"), Content.OPEN, width=30),
    )


def _sums(one: TradeFigure) -> tuple[Cell, ...]:
    return (
        str(len(one.cases)),
        str(one.lines),
        told_values(one.values),
        shown_mass(one.mass_kg),
    )


def _totals(  # noqa: PLR0917  # one row of a table of tables
    run: Run,
    name: str,
    title: str,
    head: str,
    key: Callable[[TradeFigure], str],
    shown: Callable[[str], str],
) -> Table:
    ordered = sorted(run.figures, key=key)
    groups = [(value, together(cells)) for value, cells in groupby(ordered, key=key)]
    whole: tuple[tuple[Cell, ...], ...] = (
        ((CellMark(_("All"), strong=True), *_sums(together(run.figures))),) if groups else ()
    )
    return Table(
        id=f"by_{name}",
        title=title,
        columns=(DossierColumn(name, head, Content.OPEN, width=50), *_sum_columns()),
        rows=(*((shown(value), *_sums(one)) for value, one in groups), *whole),
        empty=_("The programme found nothing."),
    )


def _cells(run: Run) -> Table:
    return Table(
        id="figures",
        title=_("By month, destination and heading, with the cases"),
        subtitle=_("a case with lines in several figures stands in each"),
        columns=(
            DossierColumn("month", _("Month"), Content.OPEN, CellType.CODE, width=15),
            DossierColumn("destination", _("Destination"), Content.OPEN, width=27),
            DossierColumn("heading", _("Heading"), Content.OPEN, CellType.CODE, width=16),
            *_sum_columns(),
            DossierColumn("references", _("References"), Content.OPEN, CellType.CODE, width=40),
        ),
        rows=tuple(
            (
                one.month,
                _country(one.destination),
                _head(one.heading),
                *_sums(one),
                "\n".join(one.cases),
            )
            for one in run.figures
        ),
        empty=_("The programme found nothing."),
    )


def _not_checked(run: Run) -> Iterator[str]:
    whole = together(run.figures)
    yield _("Only what was taken into this casebook is counted.")
    if whole.without_value:
        yield _("Lines without a stated value: {count}.").format(count=whole.without_value)
    if whole.without_mass:
        yield _("Lines without a stated net mass: {count}.").format(count=whole.without_mass)
    known = {one.pack for one in run.editions}
    if run.watch.codes and known.isdisjoint({"correlation_official", "hs_control"}):
        yield _("No correlation of control entries is loaded: only confirmed entries are found.")
    if run.watch.tiers and "chpl" not in known:
        yield _("The common high priority list is not loaded: no tier is found.")


def _editions(run: Run) -> Table:
    return Table(
        id="editions",
        title=_("Editions used"),
        columns=(
            DossierColumn("pack", _("Pack"), Content.OPEN, width=36),
            DossierColumn("edition", _("Edition"), Content.OPEN, width=34),
            DossierColumn("trust", _("Trust"), Content.OPEN, width=24),
            DossierColumn("sha256", "SHA-256", Content.OPEN, CellType.CODE, width=60),
        ),
        rows=tuple((one.pack, one.edition, one.trust, one.sha256) for one in run.editions),
        empty=_("No pack was read."),
    )


def _proof(run: Run) -> Table:
    return Table(
        id="proof",
        title=_("How the figures reproduce"),
        columns=(
            DossierColumn("what", _("What"), Content.OPEN),
            DossierColumn("value", _("Value"), Content.OPEN),
        ),
        rows=(
            (_("Version of the rules"), str(run.version)),
            (_("Lines looked at"), str(run.looked_at)),
            (_("Audit entry"), f"#{run.head_seq}"),
            (_("Result, SHA-256"), run.sha256),
        ),
        notes=(
            _("Run again: landwaiter monitor run {name} --head {head}").format(
                name=run.name, head=run.head_seq
            ),
        ),
        form=TableForm.FACTS,
    )
